"""The theme's files: style sheets, scripts, fonts and symbols, and the site's own colours."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from dreiklang.ground import colours
from dreiklang.ground.outputs import Output, digest
from dreiklang.pages.frame_parts import Assets
from dreiklang.pages.render import THEME
from dreiklang.site import addresses
from dreiklang.site.site import Site

_STYLES = ("dreiklang.css", "content.css")
_SCRIPTS = ("dreiklang.js",)


def outputs(site: Site) -> Iterator[Output]:
    """Every file of the theme, the site's own files of the same name first, and its colours."""
    for name, path in sorted(files(site).items()):
        yield _copied(addresses.asset(name), path)
    if css := own_colours(site):
        yield Output(addresses.asset("colours.css"), digest(css), lambda: css.encode())


def own_colours(site: Site) -> str:
    """The style sheet of the site's own colours; empty without any."""
    own = site.settings.options.colours
    return colours.style_sheet(own.light, own.dark)


def _copied(address: str, path: Path) -> Output:
    return Output(address, _digest_of(path), lambda: path)


def files(site: Site) -> dict[str, Path]:
    """The files below ``assets/`` by their name there."""
    found = _of_theme()
    if site.settings.site.custom_dir:
        found = {**found, **_below(site.root / site.settings.site.custom_dir / "assets")}
    return found


@functools.cache
def _of_theme() -> dict[str, Path]:
    found = _below(THEME / "assets")
    for folder in sorted((THEME / "vendor").iterdir()):
        found |= {f"fonts/{f.name}": f for f in sorted(folder.glob("*.woff2"))}
    return found


def _below(folder: Path) -> dict[str, Path]:
    return {f.relative_to(folder).as_posix(): f for f in sorted(folder.rglob("*")) if f.is_file()}


def _digest_of(path: Path) -> str:
    return _digest_at(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=512)
def _digest_at(path: Path, changed: int) -> str:
    return digest(path.read_bytes())


def links(site: Site) -> Assets:
    """The addresses of what each page loads; each changes when the file does."""
    found = files(site)
    styles = [_link(name, found[name]) for name in _STYLES if name in found]
    if css := own_colours(site):
        styles.append(f"{addresses.asset('colours.css')}?v={digest(css)[:8]}")
    settings = site.settings.site
    return {
        "styles": [*styles, *settings.extra_css],
        "scripts": [*(_link(name, found[name]) for name in _SCRIPTS), *settings.extra_javascript],
        "files": {name: _link(name, path) for name, path in found.items() if name.endswith(".js")},
        "icon": _link("mark.svg", found["mark.svg"]),
        "font": addresses.asset("fonts/source-sans-3-latin-wght-normal.woff2"),
    }


def script(site: Site, name: str) -> str:
    """The address of a script that only some pages load; it changes when the file does."""
    return _link(name, files(site)[name])


def _link(name: str, path: Path) -> str:
    return f"{addresses.asset(name)}?v={_digest_of(path)[:8]}"
