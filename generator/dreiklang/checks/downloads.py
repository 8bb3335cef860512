"""What is said about files to take along is true of them."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from dreiklang import i18n
from dreiklang.content.fields import Download
from dreiklang.content.records import Material
from dreiklang.ground.problems import Problem
from dreiklang.site.site import Site


def accessible_files_are(site: Site) -> Iterator[Problem]:
    """A PDF that is said to be accessible has tags, a title and a language (ISO 14289-1, clause 7)."""
    for entry in site.library.entries:
        for name, download in _downloads(entry.fields, ""):
            file = download.file or ""
            facts = site.library.facts(file)
            if download.accessible and facts and facts.lacks:
                words = (i18n.text(f"pdf_{part}", site.language) for part in facts.lacks)
                values = {"file": file.rpartition("/")[2], "missing": ", ".join(words)}
                yield Problem("download-not-accessible", entry.place(f"{name}accessible"), values)


def _downloads(value: object, name: str) -> Iterator[tuple[str, Download | Material]]:
    """Every file to take along below a field of any kind, and the field's name with a dot behind it."""
    if isinstance(value, Download | Material):
        yield name, value
    elif isinstance(value, BaseModel):
        for key, part in value:
            yield from _downloads(part, f"{name}{key}.")
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _downloads(part, f"{name}{index}.")
