"""The settings of a site, read from its ``mkdocs.yml``; ``options`` says what there is.

All settings are in ``mkdocs.yml``: what MkDocs knows under its own keys, the rest under
``plugins: - dreiklang:``. ``load`` reads that file itself, so that the core needs no host.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dreiklang import written
from dreiklang.ground import colours
from dreiklang.ground.problems import Place, Problem, ProblemsFound, suggestion
from dreiklang.settings import address_words
from dreiklang.settings.options import Options, Settings, SiteSettings

__all__ = ["Options", "Settings", "SiteSettings", "load"]


def load(root: Path, as_of: dt.datetime, config: str = "mkdocs.yml", **changes: Any) -> Settings:
    """The settings of the site below ``root``.

    ``changes`` replace values of ``Site`` (``site_dir`` from a command line). Raises
    ProblemsFound with every problem of the file at its line.
    """
    path = root / config
    if not path.is_file():
        raise ProblemsFound([Problem("config-missing", Place(config))])
    tags = written.MkDocsTags()
    document = written.read_yaml(path.read_bytes(), config, tags=tags)
    if document.problems:
        raise ProblemsFound(document.problems)
    data = document.data if isinstance(document.data, dict) else {}
    if "INHERIT" in data:
        raise ProblemsFound([Problem("config-inherit", document.place("INHERIT", config))])
    position, options = _plugin(data)
    options = tags.without_unset(options, position)
    try:
        settings = Settings(site=_site(data) | changes, options=options, as_of=as_of)
    except ValidationError as error:
        raise ProblemsFound(_problems(error, document, config, position, tags)) from None
    found = list(_unreadable(settings, document, config, f"{position}.colours"))
    found += address_words.problems(settings.options.addresses, document, config, f"{position}.addresses")
    if found:
        raise ProblemsFound(found)
    return settings


def _unreadable(
    settings: Settings, document: written.Document, config: str, position: str
) -> Iterator[Problem]:
    """Own colours that the palette does not know, or that nobody can read."""
    for mode, palette in colours.PALETTES.items():
        own = getattr(settings.options.colours, mode)
        known = sorted(palette)
        for token in colours.unknown(own):
            near = suggestion(token, known, settings.language)
            values: dict[str, object] = {"token": token, "near": near, "known": ", ".join(known)}
            yield Problem("colour-unknown", document.place(f"{position}.{mode}.{token}", config), values)
        for token, ground, ratio, needed in colours.weak(mode, own):
            name = token if token in own else ground
            values = {
                "token": token, "ground": ground, "ratio": f"{ratio:.1f}", "needed": f"{needed:.0f}",
                "mode": mode, "written": name, "example": palette[name],
            }  # fmt: skip
            yield Problem("colour-contrast", document.place(f"{position}.{mode}.{name}", config), values)


def _site(data: Mapping[str, Any]) -> dict[str, Any]:
    names = {
        "site_name": "name", "site_url": "url", "site_description": "description", "repo_url": "repo_url",
        "edit_uri": "edit_uri", "docs_dir": "docs_dir", "site_dir": "site_dir",
        "extra_css": "extra_css", "extra_javascript": "extra_javascript",
    }  # fmt: skip
    site = {ours: data[theirs] for theirs, ours in names.items() if data.get(theirs) is not None}
    theme = data.get("theme")
    if isinstance(theme, dict) and theme.get("custom_dir"):
        site["custom_dir"] = theme["custom_dir"]
    site["markdown_extensions"] = tuple(_named(data.get("markdown_extensions") or ()))
    return site


def _named(items: Any) -> list[tuple[str, Any]]:
    """MkDocs writes lists of names where a name may carry options."""
    pairs: list[tuple[str, Any]] = []
    if not isinstance(items, (dict, list, tuple)):
        return pairs
    for item in items.items() if isinstance(items, dict) else items:
        if isinstance(item, str):
            pairs.append((item, {}))
        elif isinstance(item, dict):
            pairs += [(str(name), options or {}) for name, options in item.items()]
        elif isinstance(item, tuple):
            pairs.append((str(item[0]), item[1] or {}))
    return pairs


def _plugin(data: Mapping[str, Any]) -> tuple[str, Any]:
    """Where the plugin's options stand in the file, and the options."""
    plugins = data.get("plugins") or []
    for index, (name, options) in enumerate(_named(plugins)):
        if name == "dreiklang":
            return (f"plugins.{index}.dreiklang", options)
    return ("plugins", {})


def _problems(
    error: ValidationError, document: written.Document, config: str, position: str, tags: written.MkDocsTags
) -> list[Problem]:
    theirs = {"name": "site_name", "url": "site_url", "description": "site_description"}
    found = []
    for detail in error.errors():
        head, *rest = [str(part) for part in detail["loc"]]
        if head == "site":
            name = ".".join([theirs.get(rest[0], rest[0]), *rest[1:]])
        else:
            name = ".".join([position, *rest])
        if name == "plugins.timezone":
            found.append(Problem("plugin-missing", document.place("plugins", config), _misspelt(document)))
        else:
            problem = written.field_problem(detail, document.place(name, config), name, Options)
            found.append(tags.explained(problem, name))
    return found


def _misspelt(document: written.Document) -> dict[str, object]:
    """``Meinten Sie „dreiklang“?`` where a plugin has a similar name."""
    plugins = document.data.get("plugins") if isinstance(document.data, dict) else None
    names = [name for name, _ in _named(plugins)] or [str(plugins)]
    near = [written.near(name, ["dreiklang"]) for name in names]
    return max(near, key=lambda found: len(str(found["near_de"])))
