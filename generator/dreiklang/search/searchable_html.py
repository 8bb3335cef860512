"""What is searched of an entry: minimal HTML, independent of any template.

Pagefind keeps the position of every element id beside a page's words. The ids written here
say what a position is:

- ``info:<JSON, percent-encoded>``, first of all: what a hit shows besides its words,
  ``{"kind", "voice", "label", "note", "speakers"}``. Metadata proper would be searched, too.
- the ids of headings: anchors on the page.
- ``t-760|1``: a turn's anchor, and which of ``speakers`` speaks.
- ``t-765``: the anchor of a moment within the turn.
- ``names``: from here on words by which the page is found but which it does not say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import TypedDict
from urllib.parse import quote

from dreiklang.content import regions, transcript_anchors
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event, EventSeries
from dreiklang.content.fields import Common
from dreiklang.content.kinds import EVENT, ORGANISATION, PERSON, PLACE, TOPIC, number_of, voice_of
from dreiklang.content.podcast import Episode, Season
from dreiklang.content.reading import BuildingBlock
from dreiklang.content.records import GlossaryTerm, Material, Person
from dreiklang.search import facts
from dreiklang.site import labels
from dreiklang.site.relations import people_named
from dreiklang.site.site import Site

_NAMES_WEIGHT = 0.5
"""How much a word counts that only names the page's subject; a word of the text counts 1."""


def html(site: Site, entry: Entry) -> str:
    """A whole document: title, lead, fields, text with its headings, conversation, names."""
    speakers = tuple(dict.fromkeys(_name(site, turn.speaker) for turn in entry.body.turns))
    parts = [
        _mark(f"info:{quote(_info(site, entry, speakers))}"),
        f"<h1>{escape(entry.title)}</h1>",
        *(f"<p>{escape(line)}</p>" for line in (entry.fields.summary, *_lines(entry.fields))),
        *_workshops(entry),
        entry.body.html,
        *_conversation(site, entry, speakers),
        _mark("names"),
        f'<p data-pagefind-weight="{_NAMES_WEIGHT}">{escape(_names(site, entry, speakers))}</p>',
    ]
    return f"<!doctype html><html><body data-pagefind-body>{''.join(parts)}</body></html>"


def _mark(id: str) -> str:
    return f'<i id="{escape(id)}"></i>'


class HitInfo(TypedDict):
    """What a hit shows besides its words; what is empty is left out of the index."""

    kind: str
    voice: str
    label: str
    note: str
    speakers: tuple[str, ...]


def _info(site: Site, entry: Entry, speakers: tuple[str, ...]) -> str:
    info: HitInfo = {
        "kind": labels.kind_word(entry.kind, site.language),
        "voice": voice_of(entry),
        "label": labels.label(entry, site.language),
        "note": facts.note(site, entry),
        "speakers": speakers,
    }
    return json.dumps({key: value for key, value in info.items() if value}, ensure_ascii=False)


def _lines(fields: Common) -> Iterator[str]:
    """Fields that readers see as text on the entry's page."""
    match fields:
        case EventSeries():
            yield fields.question
        case Season():
            yield fields.thesis
            yield from fields.findings
        case Person():
            yield fields.function
        case Material():
            yield fields.category
        case BuildingBlock():
            yield from fields.learn
            yield from (one.text for one in (fields.assessment.statements if fields.assessment else ()))
        case Episode():
            yield from (message.text for message in fields.key_messages)
            yield from (chapter.title for chapter in fields.chapters)
        case Event():
            yield from (f"{item.title} {item.text}" for item in fields.programme if not item.pause)


def _workshops(entry: Entry) -> Iterator[str]:
    for workshop in entry.fields.workshops if EVENT.holds(entry) else ():
        yield f'<h3 id="{escape(workshop.id)}">{escape(workshop.title)}</h3>'
        yield from (f"<p>{escape(text)}</p>" for text in (workshop.summary, *workshop.recommendations))


def _conversation(site: Site, entry: Entry, speakers: tuple[str, ...]) -> Iterator[str]:
    numbers = {name: number for number, name in enumerate(speakers)}
    for turn, spoken in transcript_anchors.with_moments(entry.body.turns):
        number = numbers[_name(site, turn.speaker)]
        further = (f"{_mark(moment.anchor)}{escape(moment.text)}" for moment in spoken[1:])
        yield f"<p>{_mark(f'{turn.anchor}|{number}')}{escape(spoken[0].text)}{''.join(further)}</p>"


def _names(site: Site, entry: Entry, speakers: tuple[str, ...]) -> str:
    fields = entry.fields
    number = number_of(entry)
    organisers = fields.organisers if isinstance(fields, Event | EventSeries) else ()
    records = [*fields.topics, *fields.places, *organisers, *people_named(entry)]
    found = [
        labels.label(entry, site.language),
        f"{labels.kind_word(entry.kind, site.language)} {number}" if number else "",
        *fields.aliases,
        *(fields.forms if isinstance(fields, GlossaryTerm) else ()),
        *(regions.NAMES[code] for code in fields.regions),
        *(_name(site, name) for name in records),
        *speakers,
    ]
    return ", ".join(dict.fromkeys(name for name in found if name))


def _name(site: Site, name: str) -> str:
    """The name readers see of a record that is referred to by id, title or alias."""
    found = site.one(name, PERSON, ORGANISATION, TOPIC, PLACE)
    return found.title if found else name
