"""When events begin and end."""

from __future__ import annotations

import builders


def test_a_whole_day_lasts_until_its_last_minute():
    """An event of whole days begins at midnight and is not over before its last day is."""
    event = builders.entry("event", "tage", start="2026-11-21 09:00", end="2026-11-22 00:00", whole_day=True)
    site = builders.site(event, as_of="2026-11-22T12:00:00+01:00")
    assert site.start(event).isoformat() == "2026-11-21T00:00:00+01:00"
    assert site.end(event).isoformat() == "2026-11-22T23:59:00+01:00"
    assert not site.is_past(event)


def test_other_events_last_as_written():
    """Begin and end are meant in the event's own time zone."""
    event = builders.entry(
        "event", "fern", start="2026-11-22 09:00", end="2026-11-22 11:59", timezone="Europe/London"
    )
    site = builders.site(event, as_of="2026-11-22T12:59:00+01:00")
    assert site.end(event).isoformat() == "2026-11-22T11:59:00+00:00"
    assert site.is_past(event)
