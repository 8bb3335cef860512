"""Which files of the project the published content shows or offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from dreiklang.content.entries import Entry
from dreiklang.content.fields import Download, Image
from dreiklang.content.library import Library
from dreiklang.content.podcast import Alternate, Audio
from dreiklang.content.records import Material

_WITH_FILE = (Image, Download, Material)
_RECORDINGS = (Audio, Alternate)


def files(library: Library, with_recordings: bool = True) -> dict[str, Entry]:
    """Every referenced file that exists, as path from the root, with the first entry that names it.

    ``with_recordings`` is False where recordings lie at a host of their own.
    """
    wanted = (*_WITH_FILE, *_RECORDINGS) if with_recordings else _WITH_FILE
    found: dict[str, Entry] = {}
    for entry in library.entries:
        for path in (*_names(entry.fields, wanted), *_in_text(entry)):
            if path in library.media:
                found.setdefault(path, entry)
    return found


def _names(value: Any, wanted: tuple[type[BaseModel], ...]) -> Iterator[str]:
    """Walks a model; a new field with a picture or download needs no change here."""
    if isinstance(value, BaseModel):
        if isinstance(value, wanted) and (file := getattr(value, "file", None)):
            yield file
        parts: Iterable[Any] = (part for _, part in value)
    elif isinstance(value, tuple):
        parts = value
    else:
        return
    for part in parts:
        yield from _names(part, wanted)


def _in_text(entry: Entry) -> Iterator[str]:
    """Pictures shown in the text, and files it links to."""
    yield from (r.target for r in entry.body.references if r.kind in ("media", "file"))
