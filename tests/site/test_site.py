"""When events begin and end."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import builders


def test_a_whole_day_lasts_until_its_last_minute():
    """An event of whole days begins at midnight and is not over before its last day is."""
    event = builders.entry("event", "tage", start="2026-11-21 09:00", end="2026-11-22 00:00", whole_day=True)
    site = builders.site(event, as_of="2026-11-22T12:00:00+01:00")
    assert site.start(event).isoformat() == "2026-11-21T00:00:00+01:00"
    assert site.end(event).isoformat() == "2026-11-22T23:59:00+01:00"
    assert not site.is_past(event)


def test_days_alone_are_enough_where_only_days_count():
    """A whole-day event written with dates is the same as one whose times do not count."""
    days = builders.entry("event", "tage", start="2026-11-21", end="2026-11-22", whole_day=True)
    timed = builders.entry("event", "tage", start="2026-11-21 09:00", end="2026-11-22 08:00", whole_day=True)
    site = builders.site(days)
    assert (site.start(days), site.end(days)) == (site.start(timed), site.end(timed))


def test_a_whole_day_may_begin_and_end_on_the_same_day():
    """Where only days count, a time written beside one of them cannot put them in the wrong order."""
    event = builders.entry("event", "tag", start="2026-11-21 09:00", end="2026-11-21", whole_day=True)
    assert builders.site(event).end(event).isoformat() == "2026-11-21T23:59:00+01:00"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"start": "2026-11-21", "end": "2026-11-21 10:00"}, "time-missing"),
        ({"start": "21.11.2026", "end": "2026-11-22", "whole_day": True}, "date-format"),
        ({"start": "2026-11-22", "end": "2026-11-21", "whole_day": True}, "end-before-start"),
    ],
)
def test_what_days_and_times_may_not_say(fields, code):
    """A day alone needs `whole_day`, a day is written as ISO 8601 says, and the end follows the begin."""
    with pytest.raises(ValidationError, match=code):
        builders.entry("event", "falsch", **fields)


def test_other_events_last_as_written():
    """Begin and end are meant in the event's own time zone."""
    event = builders.entry(
        "event", "fern", start="2026-11-22 09:00", end="2026-11-22 11:59", timezone="Europe/London"
    )
    site = builders.site(event, as_of="2026-11-22T12:59:00+01:00")
    assert site.end(event).isoformat() == "2026-11-22T11:59:00+00:00"
    assert site.is_past(event)
