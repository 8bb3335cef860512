"""The words in addresses beside each other: what each leads to, and which get in each other's way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dreiklang import written
from dreiklang.ground.problems import Problem
from dreiklang.settings.options import Addresses, AddressWords

OVERVIEWS = (
    "building_block", "podcast", "event", "article", "person", "organisation", "place", "topic", "region",
    "term", "material", "newsletter", "search", "index", "credits", "recommendations",
)  # fmt: skip
"""Words that are the address of a page themselves."""

BELOW_EVENTS = (
    "event_series", "event_format", "event_attendance", "event_state", "event_region", "event_place",
    "event_topic", "event_person",
)  # fmt: skip
"""Words of archives, below that of events."""

BELOW_PODCAST = ("podcast_topic", "subscribe")
"""Words below that of the podcast."""

_YEAR = re.compile(r"\d{4}")


def folders(words: AddressWords) -> Iterator[tuple[str, str]]:
    """Every word whose address needs nothing else, by its option, with that address."""
    yield from ((name, f"{getattr(words, name)}/") for name in OVERVIEWS)
    yield from ((name, f"{words.event}/{getattr(words, name)}/") for name in BELOW_EVENTS)
    yield from ((name, f"{words.podcast}/{getattr(words, name)}/") for name in BELOW_PODCAST)


def former(words: Addresses) -> Iterator[AddressWords]:
    """All words as they were before each change, the last change first."""
    then: AddressWords = words
    for known in reversed(words.former):
        then = then.model_copy(update={name: getattr(known, name) for name in known.model_fields_set})
        yield then


def problems(words: Addresses, document: written.Document, config: str, position: str) -> Iterator[Problem]:
    """Words that lead to one address, today or since others changed; ``position`` is that of the words."""
    found = []
    for name, other, address in _clashes(words):
        # Of a word that somebody chose and one that nobody wrote, the chosen one is named.
        chosen, given = (other, name) if name not in words.model_fields_set else (name, other)
        found.append((f"{position}.{chosen}", chosen, given, address))
    today = dict(reversed([(address, name) for name, address in _fixed(words)]))
    for back, then in enumerate(former(words), 1):
        for name, address in _fixed(then):
            if today.get(address, name) != name:
                where = f"{position}.former.{len(words.former) - back}.{name}"
                found.append((where, name, today[address], address))
    for where, name, other, address in found:
        values = {"name": name, "other": other, "address": address}
        yield Problem("address-words-collide", document.place(where, config), values)


def _fixed(words: AddressWords) -> Iterator[tuple[str, str]]:
    """What words alone decide: folders, and files that lie in one folder."""
    yield from folders(words)
    yield "transcript_file", f"{words.transcript_file}.json"
    yield "chapters_file", f"{words.chapters_file}.json"


def _clashes(words: AddressWords) -> Iterator[tuple[str, str, str]]:
    """Pairs of words with the address that both lead to."""
    seen: dict[str, str] = {}
    numbered = re.compile(rf"(.*/)?{words.page_number}-\d+/")
    for name, address in _fixed(words):
        if address in seen:
            yield name, seen[address], address
        elif numbered.fullmatch(address):
            yield name, "page_number", address
        elif name in BELOW_EVENTS and _YEAR.fullmatch(getattr(words, name)):
            yield name, "event", address
        seen.setdefault(address, name)
    if words.season == words.page_number:
        yield "season", "page_number", f"{words.podcast}/{words.season}-2/"
