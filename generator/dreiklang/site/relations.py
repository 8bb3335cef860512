"""How entries belong together: backlinks, related items with reasons, previous and next."""

from __future__ import annotations

import functools
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dreiklang.content.body import Reference
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event, EventSeries
from dreiklang.content.fields import Common
from dreiklang.content.kinds import ARTICLE, BUILDING_BLOCK, EPISODE, EVENT, PERSON, PLACE, SEASON, TOPIC, Kind
from dreiklang.content.library import Library, referred, resolve
from dreiklang.content.record_fields import records_named
from dreiklang.content.podcast import Episode, Season
from dreiklang.content.reading import Article, ArticleSeries, BuildingBlock
from dreiklang.content.records import Municipality, Organisation, Person, Topic

FieldsT = TypeVar("FieldsT", bound=Common)

RELATED_KINDS = ("building-block", "article", "episode", "event")


@dataclass(frozen=True)
class Mention:
    """``entry`` mentions something, below the heading ``section`` (anchor ``anchor``)."""

    entry: Entry
    section: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Reason:
    """Why two entries are related: ``topic``, ``place``, ``region``, ``person``, ``link`` or ``chosen``."""

    kind: str
    name: str = ""


@dataclass(frozen=True)
class Related:
    """An entry worth going on with, and why."""

    entry: Entry
    reasons: tuple[Reason, ...]


_MOST_RELATED = 24
_MOST_SHARING = 60
"""Of a large group only its newest members compete, so that a page costs the same on a large site."""

_WEIGHTS = {"chosen": 1000.0, "link": 6.0, "place": 4.0, "person": 3.0, "topic": 2.0, "region": 0.5}


def referenced_entry(library: Library, reference: Reference) -> Entry | None:
    """The entry that a checked reference of a text leads to."""
    if reference.kind in ("name", "embed"):
        found, _ = referred(library, reference.target, reference.fragment)
        return found[0] if len(found) == 1 else None
    return library.by_path(reference.target) if reference.kind == "file" else None


@dataclass(frozen=True)
class Relations:
    """All relations of a library, each computed when first asked for."""

    library: Library

    def backlinks(self, entry: Entry) -> tuple[Mention, ...]:
        """Where an entry is mentioned, in a text or by a field, in the order of paths; each page once."""
        return self._mentions.get(entry.id, ())

    def inverse(self, entry: Entry, field: str) -> tuple[Entry, ...]:
        """Entries whose ``field`` names this one: what builds on it, who belongs to it."""
        return self._inverses.get((entry.id, field), ())

    def with_topic(self, topic: Entry[Topic]) -> tuple[Entry, ...]:
        """Entries about a topic."""
        return self.inverse(topic, "topics")

    def at(self, place: Entry[Municipality]) -> tuple[Entry, ...]:
        """Entries that name a place."""
        return self.inverse(place, "places")

    def in_region(self, code: str) -> tuple[Entry, ...]:
        """Entries of a Bundesland."""
        return self._by_region.get(code, ())

    def of_person(self, person: Entry[Person]) -> tuple[Entry, ...]:
        """Entries a person takes part in: wrote, hosts, speaks, answers questions."""
        return self._by_person.get(person.id, ())

    def of_organisation(self, organisation: Entry[Organisation]) -> tuple[Entry, ...]:
        """Entries an organisation wrote, made, invites to, pays for or answers for, and its people."""
        fields = ("authors", "organisers", "funders", "organisation", "contact")
        return _unique(e for field in fields for e in self.inverse(organisation, field))

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Previous and next within season, event series, article series or building blocks."""
        row = self._rows.get((entry.kind, _row_of(entry)), ())
        at = self._positions.get(entry.id)
        if at is None:
            return (None, None)
        return (row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None)

    def related(self, entry: Entry, most: int = 6) -> tuple[Related, ...]:
        """The nearest entries over all kinds, chosen ones first, each with its reasons."""
        if entry.id not in self._ranked:
            self._ranked[entry.id] = self._rank(entry)
        return self._ranked[entry.id][:most]

    def _rank(self, entry: Entry) -> tuple[Related, ...]:
        weights: dict[str, float] = defaultdict(float)
        reasons: dict[str, list[Reason]] = defaultdict(list)
        for reason, weight, others in self._shared(entry):
            for other in others:
                if other.id != entry.id and (other.kind in RELATED_KINDS or reason.kind == "chosen"):
                    weights[other.id] += weight
                    reasons[other.id].append(reason)
        near = [id for id, weight in weights.items() if weight >= 1.0]
        best = heapq.nsmallest(_MOST_RELATED, near, key=lambda id: (-weights[id], id))
        known = self.library.entries_by_id
        return tuple(Related(known[id], tuple(dict.fromkeys(reasons[id]))) for id in best)

    def _shared(self, entry: Entry) -> Iterator[tuple[Reason, float, Iterable[Entry]]]:
        """What an entry shares with others: the reason, its weight, and who shares it."""
        for name in entry.fields.related:
            yield Reason("chosen"), _WEIGHTS["chosen"], resolve(self.library, name)[:1]
        for topic in _named(self.library, entry.fields.topics, TOPIC):
            group = self.with_topic(topic)
            yield Reason("topic", topic.title), self._weight("topic", len(group)), self._newest(group)
        for place in _named(self.library, entry.fields.places, PLACE):
            group = self.at(place)
            yield Reason("place", place.title), self._weight("place", len(group)), self._newest(group)
        for code in entry.fields.regions:
            yield Reason("region", code), _WEIGHTS["region"], self._newest(self.in_region(code))
        for person in _people_of(entry, self.library):
            yield Reason("person", person.title), _WEIGHTS["person"], self._newest(self.of_person(person))
        yield Reason("link"), _WEIGHTS["link"], (m.entry for m in self.backlinks(entry))
        yield Reason("link"), _WEIGHTS["link"], self._outgoing.get(entry.id, ())

    def _weight(self, kind: str, members: int) -> float:
        """Rare things say more: a topic on every page hardly counts."""
        share = min(1.0, members / max(1, len(self.library.entries)))
        return _WEIGHTS[kind] * (1.5 - share if kind == "topic" else 1.0)

    def _newest(self, group: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The newest members of a group; groups live as long as the relations, so each is asked once."""
        if len(group) <= _MOST_SHARING:
            return group
        if id(group) not in self._newest_of:
            self._newest_of[id(group)] = tuple(heapq.nlargest(_MOST_SHARING, group, key=_day))
        return self._newest_of[id(group)]

    @functools.cached_property
    def _newest_of(self) -> dict[int, tuple[Entry, ...]]:
        return {}

    @functools.cached_property
    def _ranked(self) -> dict[str, tuple[Related, ...]]:
        return {}

    @functools.cached_property
    def _positions(self) -> Mapping[str, int]:
        return {entry.id: at for row in self._rows.values() for at, entry in enumerate(row)}

    @functools.cached_property
    def _outgoing(self) -> Mapping[str, tuple[Entry, ...]]:
        return {
            entry.id: _unique(t for r in entry.body.references if (t := referenced_entry(self.library, r)))
            for entry in self.library.entries
        }

    @functools.cached_property
    def _mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        found: dict[str, dict[str, Mention]] = defaultdict(dict)
        for entry in self.library.entries:
            for reference in entry.body.references:
                other = referenced_entry(self.library, reference)
                if other and other.id != entry.id:
                    found[other.id].setdefault(entry.id, _mention(entry, reference.line))
            for _, record in records_named(entry, self.library):
                if record.id != entry.id:
                    found[record.id].setdefault(entry.id, Mention(entry))
        return {id: tuple(mentions.values()) for id, mentions in found.items()}

    @functools.cached_property
    def _inverses(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        found: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
        for entry in self.library.entries:
            for field, record in records_named(entry, self.library):
                found[record.id, field][entry.id] = entry
        return {key: tuple(entries.values()) for key, entries in found.items()}

    @functools.cached_property
    def _by_region(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.library.entries:
            for code in entry.fields.regions:
                found[code].append(entry)
        return {code: tuple(entries) for code, entries in found.items()}

    @functools.cached_property
    def _by_person(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.library.entries:
            for person in _people_of(entry, self.library):
                found[person.id].append(entry)
        return {id: tuple(entries) for id, entries in found.items()}

    @functools.cached_property
    def _rows(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.library.entries:
            if row := _row_of(entry):
                found[entry.kind, row].append(entry)
        return {key: tuple(sorted(entries, key=_position)) for key, entries in found.items()}


def _unique(entries: Iterable[Entry[FieldsT]]) -> tuple[Entry[FieldsT], ...]:
    return tuple({entry.id: entry for entry in entries}.values())


def _named(library: Library, names: Iterable[str], kind: Kind[FieldsT]) -> Iterator[Entry[FieldsT]]:
    return (record for name in names for record in library.named(name, kind))


def _day(entry: Entry) -> str:
    moment: object = entry.fields.date
    if EPISODE.holds(entry):
        moment = entry.fields.published
    elif EVENT.holds(entry):
        moment = entry.fields.start
    return str(moment or "")[:10]


def _mention(entry: Entry, line: int) -> Mention:
    above = [h for h in entry.body.headings if h.line <= line]
    return Mention(entry, above[-1].text, above[-1].id) if above else Mention(entry)


def _row_of(entry: Entry) -> str:
    """The row in which an entry has a place; empty when it stands in none."""
    if BUILDING_BLOCK.holds(entry) or SEASON.holds(entry):
        return entry.kind
    if ARTICLE.holds(entry):
        return entry.fields.series.title if entry.fields.series else ""
    return entry.parent or "" if EPISODE.holds(entry) or EVENT.holds(entry) else ""


def _position(entry: Entry) -> tuple[object, ...]:
    match entry.fields:
        case Article(series=ArticleSeries(part=part)):
            return (part, entry.id)
        case Event(start=moment) | Episode(published=moment):
            return (moment.replace(tzinfo=None).isoformat(), entry.id)
        case BuildingBlock(number=number) | Season(number=number):
            return (number, entry.id)
        case _:
            return (entry.id,)


def people_named(entry: Entry) -> tuple[str, ...]:
    """Names of everybody who takes part in an entry."""
    return tuple(dict.fromkeys(_people_in(entry.fields)))


def _people_in(fields: Common) -> Iterator[str]:
    if isinstance(fields, Article | BuildingBlock):
        yield from fields.authors
    elif isinstance(fields, Episode):
        yield from (one.person for one in (*fields.hosts, *fields.guests))
    elif isinstance(fields, Event):
        led = [*(item.people for item in fields.programme), *(part.people for part in fields.workshops)]
        yield from (one.person for people in (fields.speakers, *led) for one in people)
    if isinstance(fields, Article | Event | EventSeries) and fields.contact:
        yield fields.contact


def _people_of(entry: Entry, library: Library) -> tuple[Entry[Person], ...]:
    return _unique(p for name in people_named(entry) for p in library.named(name, PERSON)[:1])
