"""The demo's events are the example: every way in which a gathering can go stands among them."""

from __future__ import annotations

import datetime as dt
import functools
from typing import get_args

import pytest

from conftest import ROOT
from dreiklang import loading, settings
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.content.entries import Entry
from dreiklang.content.events import Status
from dreiklang.site import archives, event_words
from dreiklang.site.relations import Relations
from dreiklang.site.site import Site

REPORT = "was-bleibt-2026"


@functools.cache
def demo() -> Site:
    """The demo of this repository, two months after its conference."""
    chosen = settings.load(ROOT, dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC))
    library, _ = loading.load(ROOT, chosen)
    return Site(ROOT, chosen, library, Relations(library))


def events() -> tuple[Entry, ...]:
    """Every event of the demo, the earliest first."""
    return archives.in_order(demo())


def days(event: Entry) -> int:
    """How many days of the calendar one date of an event touches."""
    return (event.fields.end.date() - event.fields.start.date()).days + 1


KINDS = {
    "over several days": lambda event: days(event) > 1,
    "over a whole day": lambda event: event.fields.whole_day,
    "in a house and online": lambda event: event.fields.venue and event.fields.online,
    "recurring": lambda event: event.fields.repeats,
    "in another time zone": lambda event: event.fields.timezone,
    "on a former day": lambda event: any(c.old_start for c in event.fields.changes if c.field == "start"),
    "with a registration that closes": lambda event: (
        event.fields.registration and event.fields.registration.until
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_demo_has_an_event_of_each_kind(kind: str) -> None:
    """What an event can be, one of the demo is."""
    assert any(KINDS[kind](event) for event in events())


def test_events_of_the_demo_have_every_status() -> None:
    """Scheduled, moved, called off: each status is to be seen."""
    assert {event.fields.status for event in events()} == {*get_args(Status)}


def test_events_of_the_demo_reach_over_three_years_and_two_series() -> None:
    """An archive is worth filtering once there is something in it."""
    assert len(events()) >= 14
    assert {archive.value for archive in archives.of_facet(demo(), ArchiveFacet.YEAR)} >= {
        "2025",
        "2026",
        "2027",
    }
    series = archives.of_facet(demo(), ArchiveFacet.SERIES)
    assert len(series) >= 2
    assert all(len(archive.events) >= 3 for archive in series)


def test_what_comes_again_has_a_date_left_out_moved_and_cancelled() -> None:
    """A rule alone is easy; the demo's has each exception, with a word about it."""
    repeated = [event.fields.repeats for event in events() if event.fields.repeats]
    assert any(written.without for written in repeated)
    changed = [change for written in repeated for change in written.changed]
    assert any(change.cancelled for change in changed)
    assert any(change.start for change in changed)
    assert all(change.note for change in changed)


def test_what_is_over_is_told() -> None:
    """Every past event of the demo has a report with somebody's words or advice."""
    past = [event for event in events() if demo().is_past(event)]
    assert past
    for event in past:
        assert event_words.has_report(event), event.id
        assert {block.kind for block in event.body.blocks} & {"quote", "recommendation"}, event.id


def test_the_conference_has_a_full_report() -> None:
    """Four workshops with recommendations and slides, a gallery, downloads, a recording."""
    (report,) = (event for event in events() if event.id == REPORT)
    assert len(report.fields.workshops) == 4
    assert all(workshop.recommendations and workshop.downloads for workshop in report.fields.workshops)
    assert len(report.fields.gallery) >= 4
    assert report.fields.downloads
    assert report.fields.recordings


def test_of_five_quotes_one_is_anonymous_and_released() -> None:
    """Who wants to stay unnamed has agreed to be quoted, and the source says when."""
    (report,) = (event for event in events() if event.id == REPORT)
    quotes = [block for block in report.body.blocks if block.kind == "quote"]
    assert len(quotes) == 5
    (unnamed,) = (quote for quote in quotes if not quote.attribute("by"))
    assert unnamed.attribute("role")
    assert unnamed.attribute("release")
