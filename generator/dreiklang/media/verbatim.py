"""Files of the documents' folder that are published as they are, under their own names.

MkDocs copies everything. Here content may come from pull requests of strangers, so only what
``mkdocs.yml`` names and what cannot run in a reader's browser is copied, unless authors are trusted.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dreiklang.ground.outputs import Output, digest
from dreiklang.site.site import Site

_HARMLESS = {"CNAME", ".txt"}
_WELL_KNOWN = ".well-known"
_WELL_KNOWN_ENDINGS = {"", ".txt", ".json"}
"""What services look for there (RFC 8615); a page or a script there would run like one of ours."""


def outputs(site: Site) -> Iterator[Output]:
    """Own style sheets and scripts, ``CNAME``, ``.well-known`` and plain texts."""
    docs = site.root / site.settings.site.docs_dir
    named = {*site.settings.site.extra_css, *site.settings.site.extra_javascript}
    for file in sorted(docs.rglob("*")):
        name = file.relative_to(docs).as_posix()
        if file.is_file() and not file.is_symlink() and (name in named or _is_plain(site, file, name)):
            yield _copy(file, name)


def _copy(file: Path, name: str) -> Output:
    return Output(name, digest(file.read_bytes()), lambda: file)


def _is_plain(site: Site, file: Path, name: str) -> bool:
    parts = Path(name).parts
    if parts[0] == _WELL_KNOWN:
        return site.settings.options.trust_authors or file.suffix.lower() in _WELL_KNOWN_ENDINGS
    if (
        any(part.startswith((".", "_")) for part in parts)
        or f"{site.settings.site.docs_dir}/{name}" in site.library.media
    ):
        return False
    if site.settings.options.trust_authors:
        return file.suffix not in (".md", ".yml")
    return bool({file.name, file.suffix} & _HARMLESS)
