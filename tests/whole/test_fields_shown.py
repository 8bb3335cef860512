"""Every field of every kind reaches readers: on its page, in feeds, calendars and the search, or for a reason not."""

from __future__ import annotations

import copy
import dataclasses
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import pytest
from pydantic import ValidationError

import builders
from dreiklang import feeds, pages
from dreiklang.content.body import Body
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.kinds import KINDS
from dreiklang.content.podcast import RecordingFacts
from dreiklang.search import documents
from dreiklang.site import addresses
from dreiklang.site.relations import Relations
from dreiklang.site.site import Site
from not_shown import REASONS
from sentinels import Filled, Filler, Leaf, changed, leaf_types

OUTPUTS = ("page", "feed", "calendar", "search")
IN_FEEDS = ("article", "podcast", "season", "episode", "event", "event-series")
"""Kinds that a feed tells of."""
IN_CALENDARS = ("event", "event-series")
"""Kinds that a calendar tells of."""

GIVEN: dict[str, tuple[Any, Any]] = {
    "lang": ("de", "en"),
    "draft": (False, True),
    "regions": (["DE-SH"], ["DE-HE"]),
    "updated": ("2026-04-05", "2026-03-15"),
    "theme": ({}, {"hide": ["toc"]}),
    "*decorative": (False, True),
    "assessment.scale": (["qstepx1z", "qstepx2z"], ["qstepx3z", "qstepx4z"]),
    "assessment.statements.next": (["qnextx1z", "qnextx2z"], ["qnextx3z", "qnextx4z"]),
    "assessment.levels.up_to": (60, 70),
    "role": ("about", "imprint"),
    "categories": (["Government"], ["Arts"]),
    "language": ("de", "en"),
    "*licence": ("CC BY 4.0", "CC BY-SA 4.0"),
    "update_frequency.rule": ("FREQ=WEEKLY", "FREQ=DAILY"),
    "published": ("2026-10-01 06:00", "2026-09-30 07:00"),
    "type": ("bonus", "full"),
    "audio.url": ("https://ton.example/q1x.mp3", "https://ton.example/q2x.mp3"),
    "audio.alternates.url": ("https://ton.example/q1x.opus", "https://ton.example/q2x.opus"),
    "key_messages.time": (20, 25),
    "key_messages.end": (30, 40),
    "chapters.time": (10, 15),
    "transcript_origin.method": ("machine", "manual"),
    "key": ("01002000", "06411000"),
    "osm": ("R62763", "R62764"),
    "geo": ("54.3233,10.1228", "50.1,8.2"),
    "invented": (False, True),
    "page": (True, False),
    "start": ("2026-12-03 10:00", "2026-12-03 09:15"),
    "end": ("2026-12-03 16:00", "2026-12-03 17:45"),
    "timezone": ("Europe/Berlin", "Asia/Kolkata"),
    "whole_day": (False, True),
    "status": ("rescheduled", "moved_online"),
    "changes.field": ("start", "other"),
    "changes.old_start": ("2026-12-01 10:00", "2026-12-01 11:00"),
    "programme.day": ("2026-12-03", "2026-12-04"),
    "programme.start": ("9:07", "9:09"),
    "programme.end": ("9:47", "9:49"),
    "programme.pause": (False, True),
    "repeats.rule": ("FREQ=WEEKLY", "FREQ=DAILY"),
    "repeats.until": ("2027-02-11", "2027-01-28"),
    "repeats.without": (["2026-12-10"], ["2026-12-24"]),
    "repeats.changed.date": ("2026-12-17", "2026-12-31"),
    "repeats.changed.start": ("2026-12-18 09:30", "2026-12-18 08:15"),
    "repeats.changed.end": ("2026-12-18 11:30", "2026-12-18 12:45"),
    "repeats.changed.cancelled": (False, True),
}
"""What fields take that do not take just any value, and another value; others are filled by their types."""


def given(kind: str) -> dict[str, tuple[Any, Any]]:
    """The values of a kind by position."""
    own = {"article": {"type": ("blog", "news")}, "place": {"type": None}, "material": {"type": None}}
    names = [position for position, _ in leaf_types(KINDS[kind].model)]
    found = {name: GIVEN[key] for key in GIVEN for name in names if fnmatchcase(name, key)}
    return {name: value for name, value in (found | own.get(kind, {})).items() if value}


Situation = Callable[[dict[str, Any]], dict[str, Any]]


def without(*names: str, **values: Any) -> Situation:
    """The fields without some, and with other values for some: they exclude each other."""
    return lambda fields: {name: value for name, value in fields.items() if name not in names} | values


def _block(fields: dict[str, Any]) -> dict[str, Any]:
    written = fields["assessment"]
    levels = [*written["levels"], {"up_to": 100, "title": "Dach", "advice": "Weiter."}]
    statements = [*written["statements"], *({"text": f"Satz {n}"} for n in range(9))]
    return fields | {"assessment": written | {"levels": levels, "statements": statements}}


def _grouped(fields: dict[str, Any]) -> dict[str, Any]:
    """An event with files of two groups."""
    more = {"title": "Mehr", "file": "docs/material/mehr.pdf", "category": "Mehr"}
    return without("repeats")(fields) | {"downloads": [*fields["downloads"], more]}


def _from(*names: str) -> Situation:
    """Fields below ``audio`` and its other form that are written together."""

    def chosen(fields: dict[str, Any]) -> dict[str, Any]:
        form = {k: v for k, v in fields["audio"]["alternates"][0].items() if k in ("title", names[0])}
        audio = {k: v for k, v in fields["audio"].items() if k in names}
        return fields | {"audio": audio | {"alternates": [form]}}

    return chosen


SITUATIONS: dict[str, tuple[Situation, ...]] = {
    "building-block": (_block,),
    "episode": (
        lambda fields: _from("file")(without("no_transcript")(fields)),
        lambda fields: _from("url", "length", "seconds")(
            without("transcript", "transcript_origin", type="full")(fields)
        ),
    ),
    "event": (
        _grouped,
        without(),
        lambda fields: without("repeats", registration={"email": fields["registration"]["email"]})(fields),
        without("repeats", start="2026-10-01 10:00", end="2026-10-01 16:00", status="scheduled"),
    ),
    "place": (without(), without("key", invented=True)),
    "material": (without(url=None), without("file")),
    "person": (without(), without(page=False)),
}
"""Fields that cannot stand together, or are shown only at a time: one of these must show a field."""


def _around(entry: Entry) -> list[Entry]:
    """What an entry needs beside it."""
    show = builders.entry("podcast", "show", path="episodes/index.md")
    season = builders.entry("season", "anfang", parent="show", number=3, path="episodes/staffel-3/index.md")
    episode = builders.entry("episode", "neben", parent=entry.id if entry.kind == "season" else "anfang")
    around = {
        "episode": [show, season],
        "season": [show, episode],
        "podcast": [season, episode],
        "event-series": [builders.entry("event", "neben", parent=entry.id)],
    }
    home = [] if entry.kind == "home" else [builders.entry("home", "start")]
    return [*home, *around.get(entry.kind, [])]


MEASURED = {
    f"episodes/staffel-1/{name}.opus": RecordingFacts(length=7000, seconds=60.0, type="audio/ogg")
    for name in ("q1x", "q2x")
}
"""What sidecars say of recordings kept elsewhere."""


@dataclass(frozen=True)
class Shown:
    """A kind's entry in a situation, and what the site says of it in each output."""

    kind: str
    filled: Filled
    fields: dict[str, Any]

    def site(self, fields: dict[str, Any]) -> tuple[Site, Entry]:
        """The site with the entry of these fields. Raises ValidationError."""
        spoken = self.kind == "episode" and "no_transcript" not in fields
        body = Body(
            html="<p>Ein Satz.</p>",
            text="Ein Satz.",
            turns=builders.turns(("Ada", 4, "Guten Tag.")) if spoken else (),
        )
        parent = {"episode": "anfang", "season": "show"}.get(self.kind)
        entry = builders.entry(self.kind, body=body, parent=parent, **copy.deepcopy(fields))
        sound = builders.facts("episodes/staffel-1/folge.mp3", "audio/mpeg", seconds=60.0)
        cover = builders.facts("docs/bilder/cover.png", "image/png", width=3000, height=3000)
        entries = [entry, *self.filled.records, *_around(entry)]
        site = builders.site(*entries, media=[*self.filled.media, sound, cover])
        library = dataclasses.replace(site.library, recordings=MEASURED)
        return dataclasses.replace(site, library=library, relations=Relations(library)), entry

    def said(self, fields: dict[str, Any]) -> dict[str, str]:
        """The text of each output."""
        site, entry = self.site(fields)
        path = addresses.file_of(site.address(entry))
        page = next(output for output in pages.outputs(site) if output.path == path).make().decode()
        files = {
            o.path: o.make().decode()
            for o in feeds.outputs(site)
            if o.path.endswith((".ics", ".json", ".xml"))
        }
        told = {
            path: text for path, text in files.items() if not re.search(r"(events|episodes)\.json$", path)
        }
        document = documents.document(site, entry)
        return {
            "page": re.sub(r"<head>.*</head>", "", page, flags=re.DOTALL),
            "feed": "\n".join(text for path, text in told.items() if not path.endswith(".ics")),
            "calendar": "".join(
                text.replace("\r\n ", "") for path, text in told.items() if path.endswith(".ics")
            ),
            "search": f"{document.html} {sorted(document.facets.items())}",
        }


def _present(fields: Any, position: str) -> bool:
    name, _, rest = position.partition(".")
    held = fields.get(name)
    if held is None or not rest:
        return held is not None
    return _present(held[0] if isinstance(held, list) else held, rest)


def _found(shown: Shown, leaf: Leaf, plain: dict[str, str]) -> set[str]:
    """The outputs that say a field's value; for what has no words of its own those that a change changes."""
    if leaf.token:
        return {output for output in OUTPUTS if leaf.token in plain[output]}
    try:
        other = shown.said(changed(shown.fields, leaf.position, leaf.other))
    except ValidationError:
        return set()
    return {output for output in OUTPUTS if plain[output] != other[output]}


@functools.cache
def outputs_of(kind: str) -> dict[Leaf, set[str]]:
    """Each field of a kind with the outputs that tell it."""
    filled = Filler(kind, given(kind)).fill()
    found: dict[Leaf, set[str]] = {}
    for situation in SITUATIONS.get(kind, (without(),)):
        shown = Shown(kind, filled, situation(filled.fields))
        plain = shown.said(shown.fields)
        for leaf in filled.leaves:
            if _present(shown.fields, leaf.position) and found.get(leaf) != set(OUTPUTS):
                found.setdefault(leaf, set()).update(_found(shown, leaf, plain))
    return found


def expected(kind: str, leaf: Leaf) -> Iterator[str]:
    """The outputs a field belongs into: those that tell of its kind; the search has what readers read as text."""
    yield "page"
    if kind in IN_FEEDS:
        yield "feed"
    if kind in IN_CALENDARS:
        yield "calendar"
    if leaf.words:
        yield "search"


def missing(kind: str) -> set[tuple[str, str]]:
    """The fields of a kind, each with an output it is not found in."""
    found = outputs_of(kind)
    return {(leaf.position, out) for leaf in found for out in expected(kind, leaf) if out not in found[leaf]}


def excuses(kind: str, position: str, output: str) -> Iterator[tuple[str, str, str]]:
    """The rows of the table that say why: reason, output and pattern."""
    for reason, (outputs, patterns) in REASONS.items():
        for pattern in patterns.split() if output in outputs.split() else ():
            if fnmatchcase(f"{kind}:{position}", pattern):
                yield reason, output, pattern


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_shown(kind):
    """Each field is found on the page, in feed, calendar and search of its kind, or has its reason not to be."""
    assert {leaf.position for leaf in outputs_of(kind)} == {name for name, _ in leaf_types(KINDS[kind].model)}
    lost: dict[str, list[str]] = {}
    for position, output in sorted(missing(kind)):
        if not any(excuses(kind, position, output)):
            lost.setdefault(f"{kind}.{position} is not in", []).append(output)
    assert lost == {}, "show it there (CONTRIBUTING.md, Add a field), or say why not in tests/not_shown.py"


def test_reasons_are_few_and_needed():
    """There are at most 15 reasons, and every field and output in one of them is really missing there."""
    assert len(REASONS) <= 15
    used = {
        row for kind in KINDS for position, output in missing(kind) for row in excuses(kind, position, output)
    }
    patterns = {(reason, pattern) for reason, _, pattern in used}
    outputs = {(reason, output) for reason, output, _ in used}
    for reason, (names, written) in REASONS.items():
        assert [p for p in written.split() if (reason, p) not in patterns] == []
        assert [o for o in names.split() if (reason, o) not in outputs] == []


class Audible(Event):
    """An event with a field that nobody shows."""

    audience: str = ""
    """For whom it is."""
    seats: int = 0
    """How many may come."""


def test_a_field_that_is_shown_nowhere_is_noticed(monkeypatch):
    """A field that a model has and no output shows is named with each output it is missing in."""
    monkeypatch.setitem(KINDS, "event", dataclasses.replace(KINDS["event"], model=Audible))
    outputs_of.cache_clear()
    found = {(position, output) for position, output in missing("event") if position in ("audience", "seats")}
    outputs_of.cache_clear()
    everywhere = {("audience", output) for output in OUTPUTS}
    assert found == everywhere | {("seats", output) for output in ("page", "feed", "calendar")}
    assert not any(row for position, output in found for row in excuses("event", position, output))
