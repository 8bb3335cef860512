"""Which fields name records, and the names in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dreiklang.content.library import Entry, Library, resolve

RECORDS = {
    "topics": ("topic",),
    "places": ("place",),
    "authors": ("person", "organisation"),
    "hosts": ("person",),
    "guests": ("person",),
    "speakers": ("person",),
    "contact": ("person", "organisation"),
    "transcript_origin": ("person",),
    "programme": ("person",),
    "workshops": ("person",),
    "organisers": ("organisation",),
    "funders": ("organisation",),
    "organisation": ("organisation",),
    "materials": ("material",),
    "builds_on": ("building-block",),
    "deepens": ("building-block",),
    "recordings": ("episode",),
    "trailer": ("episode",),
    "related": (),
}
"""Fields that name records, and the kinds they may name (none: any kind)."""


def written_names(position: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every name below a field, with its dotted position."""
    if isinstance(value, str):
        yield position, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from written_names(f"{position}.{index}", item)
    elif value is not None:
        for part in ("person", "reviewer", "people"):
            yield from written_names(f"{position}.{part}", getattr(value, part, None))


def records_named(entry: Entry, library: Library) -> Iterator[tuple[str, Entry]]:
    """The records that the fields of an entry name, each with the field."""
    for field, kinds in RECORDS.items():
        for _, name in written_names(field, getattr(entry.fields, field, None)):
            found = library.named(name, *kinds) if kinds else resolve(library, name)
            yield from ((field, record) for record in found[:1])
