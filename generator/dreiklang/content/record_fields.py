"""Which fields name records, and the names in them.

Here fields are looked up by their names, as the table below holds for every kind at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dreiklang.content.entries import Entry
from dreiklang.content.fields import Common
from dreiklang.content.kinds import (
    BUILDING_BLOCK,
    EPISODE,
    MATERIAL,
    ORGANISATION,
    PERSON,
    PLACE,
    TOPIC,
    Kind,
)
from dreiklang.content.library import Library
from dreiklang.content.references import resolve

RECORDS: dict[str, tuple[Kind[Common], ...]] = {
    "topics": (TOPIC,),
    "places": (PLACE,),
    "authors": (PERSON, ORGANISATION),
    "hosts": (PERSON,),
    "guests": (PERSON,),
    "speakers": (PERSON,),
    "contact": (PERSON, ORGANISATION),
    "transcript_origin": (PERSON,),
    "programme": (PERSON,),
    "workshops": (PERSON,),
    "organisers": (ORGANISATION,),
    "funders": (ORGANISATION,),
    "organisation": (ORGANISATION,),
    "materials": (MATERIAL,),
    "builds_on": (BUILDING_BLOCK,),
    "deepens": (BUILDING_BLOCK,),
    "recordings": (EPISODE,),
    "trailer": (EPISODE,),
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
