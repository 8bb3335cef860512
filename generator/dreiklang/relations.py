"""How entries belong together: backlinks, related items with reasons, previous and next."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dreiklang.content.body import Reference
from dreiklang.content.library import Entry, Library, resolve

RELATED_KINDS = ("building-block", "article", "episode", "event")
_TYPED = ("builds_on", "deepens", "materials", "related", "recordings")


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


_WEIGHTS = {"chosen": 1000.0, "link": 6.0, "place": 4.0, "person": 3.0, "topic": 2.0, "region": 0.5}


def target(library: Library, reference: Reference) -> Entry | None:
    """The entry that a checked reference of a text leads to."""
    if reference.kind in ("name", "embed"):
        found = resolve(library, reference.target)
        return found[0] if len(found) == 1 else None
    return library.by_path(reference.target) if reference.kind == "file" else None


@dataclass(frozen=True)
class Relations:
    """All relations of a library, each computed when first asked for."""

    library: Library

    def backlinks(self, entry: Entry) -> tuple[Mention, ...]:
        """Where an entry is mentioned, in the order of paths; each page once."""
        return self._mentions.get(entry.id, ())

    def inverse(self, entry: Entry, field: str) -> tuple[Entry, ...]:
        """Entries whose ``field`` names this one: what builds on it, who belongs to it."""
        return self._inverses.get((entry.id, field), ())

    def with_topic(self, topic: Entry) -> tuple[Entry, ...]:
        """Entries about a topic."""
        return self.inverse(topic, "topics")

    def at(self, place: Entry) -> tuple[Entry, ...]:
        """Entries that name a place."""
        return self.inverse(place, "places")

    def in_region(self, code: str) -> tuple[Entry, ...]:
        """Entries of a Bundesland."""
        return self._by_region.get(code, ())

    def of_person(self, person: Entry) -> tuple[Entry, ...]:
        """Entries a person takes part in: wrote, hosts, speaks, answers questions."""
        return self._by_person.get(person.id, ())

    def of_organisation(self, organisation: Entry) -> tuple[Entry, ...]:
        """Entries an organisation carries, invites to or pays for, and its people."""
        fields = ("organisers", "funders", "organisation")
        return _unique(e for field in fields for e in self.inverse(organisation, field))

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Previous and next within season, event series, article series or building blocks."""
        row = self._rows.get((entry.kind, _row_of(entry)), ())
        at = next((i for i, other in enumerate(row) if other.id == entry.id), None)
        if at is None:
            return (None, None)
        return (row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None)

    def related(self, entry: Entry, most: int = 6) -> tuple[Related, ...]:
        """The nearest entries over all kinds, chosen ones first, each with its reasons."""
        found: dict[str, list[Reason]] = defaultdict(list)
        for name in entry.fields.related:
            for chosen in resolve(self.library, name)[:1]:
                found[chosen.id].append(Reason("chosen"))
        for reason, others in self._shared(entry):
            for other in others:
                if other.id != entry.id and other.kind in RELATED_KINDS:
                    found[other.id].append(reason)

        def rank(id: str) -> tuple[float, str]:
            return (-sum(self._weight(reason) for reason in found[id]), id)

        best = [id for id in sorted(found, key=rank)[:most] if rank(id)[0] <= -1.0]
        return tuple(Related(self.library.entries_by_id[id], tuple(dict.fromkeys(found[id]))) for id in best)

    def _shared(self, entry: Entry) -> Iterable[tuple[Reason, Iterable[Entry]]]:
        for field, kind in (("topics", "topic"), ("places", "place")):
            for name in getattr(entry.fields, field):
                for record in self.library.named(name, kind):
                    yield Reason(kind, record.title), self.inverse(record, field)
        for code in entry.fields.regions:
            yield Reason("region", code), self.in_region(code)
        for person in _people_of(entry, self.library):
            yield Reason("person", person.title), self.of_person(person)
        yield Reason("link"), (m.entry for m in self.backlinks(entry))
        yield Reason("link"), self._outgoing.get(entry.id, ())

    def _weight(self, reason: Reason) -> float:
        """Rare things say more: a topic on every page hardly counts."""
        weight = _WEIGHTS[reason.kind]
        if reason.kind == "topic" and (topic := self.library.named(reason.name, "topic")):
            share = len(self.with_topic(topic[0])) / max(1, len(self.library.entries))
            weight *= 1.5 - min(1.0, share)
        return weight

    @functools.cached_property
    def _outgoing(self) -> Mapping[str, tuple[Entry, ...]]:
        return {
            entry.id: _unique(t for r in entry.body.references if (t := target(self.library, r)))
            for entry in self.library.entries
        }

    @functools.cached_property
    def _mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        found: dict[str, dict[str, Mention]] = defaultdict(dict)
        for entry in self.library.entries:
            for reference in entry.body.references:
                other = target(self.library, reference)
                if other and other.id != entry.id:
                    found[other.id].setdefault(entry.id, _mention(entry, reference.line))
            for field in _TYPED:
                for name in getattr(entry.fields, field, ()):
                    for other in resolve(self.library, name)[:1]:
                        found[other.id].setdefault(entry.id, Mention(entry))
        return {id: tuple(mentions.values()) for id, mentions in found.items()}

    @functools.cached_property
    def _inverses(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        fields = (*_TYPED, "topics", "places", "organisers", "funders", "organisation")
        found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.library.entries:
            for field in fields:
                value = getattr(entry.fields, field, None) or ()
                for name in (value,) if isinstance(value, str) else value:
                    for other in self.library.named(name)[:1]:
                        found[other.id, field].append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

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


def _unique(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.id: entry for entry in entries}.values())


def _mention(entry: Entry, line: int) -> Mention:
    above = [h for h in entry.body.headings if h.line <= line]
    return Mention(entry, above[-1].text, above[-1].id) if above else Mention(entry)


def _row_of(entry: Entry) -> str:
    """The row in which an entry has a place; empty when it stands in none."""
    if entry.kind in ("building-block", "season"):
        return entry.kind
    if entry.kind == "article":
        return entry.fields.series.title if entry.fields.series else ""
    return entry.parent or "" if entry.kind in ("episode", "event") else ""


def _position(entry: Entry) -> tuple[object, ...]:
    match entry.kind:
        case "article":
            return (entry.fields.series.part, entry.id)
        case "event":
            return (entry.fields.start.replace(tzinfo=None).isoformat(), entry.id)
        case "episode":
            return (entry.fields.published.replace(tzinfo=None).isoformat(), entry.id)
        case _:
            return (entry.fields.number, entry.id)


def people_named(entry: Entry) -> tuple[str, ...]:
    """Names of everybody who takes part in an entry."""
    fields = entry.fields
    names = [*getattr(fields, "authors", ())]
    for field in ("hosts", "guests", "speakers"):
        names += [p.person for p in getattr(fields, field, ())]
    for part in (*getattr(fields, "programme", ()), *getattr(fields, "workshops", ())):
        names += [p.person for p in part.people]
    if contact := getattr(fields, "contact", None):
        names.append(contact)
    return tuple(dict.fromkeys(names))


def _people_of(entry: Entry, library: Library) -> tuple[Entry, ...]:
    return _unique(p for name in people_named(entry) for p in library.named(name, "person")[:1])
