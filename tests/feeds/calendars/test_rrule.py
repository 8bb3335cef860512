"""Recurring events in calendars."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import builders
from dreiklang.feeds.calendars import rrule

UTC = dt.UTC
WEEKS = {"rule": "FREQ=WEEKLY;COUNT=4"}


def event(start: str = "2026-10-06 16:00", end: str = "2026-10-06 17:00", **fields: Any):
    """A site with one event, on Tuesday, 6 October 2026, unless said otherwise."""
    only = builders.entry("event", "sprechstunde", changes=[], start=start, end=end, **fields)
    return builders.site(only), only


def said(moment: rrule.Moment) -> str:
    """A moment with its offset, or a day."""
    return f"{moment:%Y-%m-%d %H:%M%z}" if isinstance(moment, dt.datetime) else f"{moment:%Y-%m-%d}"


def differing(**fields: Any) -> list[tuple[str, str, str]]:
    """Instance, begin and end of each date that calendars would not get from the rule."""
    found = rrule.differing(*event(**fields))
    return [(said(date.instance), said(date.start), said(date.end)) for date in found]


def test_a_single_event_lasts_as_written():
    """Begin and end with their zone; whole days end with the day after the last."""
    assert [*map(said, rrule.span(*event()))] == ["2026-10-06 16:00+0200", "2026-10-06 17:00+0200"]
    whole = event("2026-10-06", "2026-10-07", whole_day=True)
    assert [*map(said, rrule.span(*whole))] == ["2026-10-06", "2026-10-08"]


def test_a_single_event_in_the_doubled_hour_is_in_utc():
    """Where the end alone comes twice, too."""
    begin = event("2026-10-25 02:30+01:00", "2026-10-25 05:00")
    assert [*map(said, rrule.span(*begin))] == ["2026-10-25 01:30+0000", "2026-10-25 04:00+0000"]
    end = event("2026-10-25 01:00", "2026-10-25 02:30+01:00")
    assert [*map(said, rrule.span(*end))] == ["2026-10-24 23:00+0000", "2026-10-25 01:30+0000"]


def test_the_first_date_of_a_rule_stays_in_local_time():
    """In UTC the rule would follow another clock; whole days are days all the same."""
    site, only = event("2026-10-25 02:30+01:00", "2026-10-25 05:00", repeats=WEEKS)
    start, end = rrule.span(site, only)
    assert (start.tzinfo, start.fold, f"{start:%H:%M}", f"{end:%H:%M}") == (
        site.settings.zone,
        0,
        "02:30",
        "05:00",
    )
    whole = event("2026-10-06", "2026-10-06", whole_day=True, repeats=WEEKS)
    assert [*map(said, rrule.span(*whole))] == ["2026-10-06", "2026-10-07"]


def test_the_first_end_of_a_rule_is_the_first_of_two_equal_hours():
    """Calendars take the length from it: an end that comes twice is meant before the change, as the begin is."""
    start, end = rrule.span(*event("2026-10-25 01:00", "2026-10-25 02:30+01:00", repeats=WEEKS))
    assert [said(start), said(end)] == ["2026-10-25 01:00+0200", "2026-10-25 02:30+0200"]


def test_what_comes_once_has_no_rule():
    """An event without a rule leaves nothing out either."""
    assert rrule.rule(*event()) == ""
    assert rrule.without(*event()) == ()


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Berlin", "20261110T225959Z"),
        ("Asia/Tokyo", "20261110T145959Z"),
        ("America/New_York", "20261111T045959Z"),
    ],
)
def test_the_end_of_a_rule_is_the_last_moment_of_its_day_in_the_zone_of_the_event(zone, expected):
    """UNTIL is in UTC, counted by the clock of the event and not of the site."""
    rule = rrule.rule(*event(timezone=zone, repeats={"rule": "FREQ=WEEKLY", "until": "2026-11-10"}))
    assert rule == f"FREQ=WEEKLY;UNTIL={expected}"


def test_a_rule_has_one_end():
    """An end written within the rule is put into UTC, and not said twice; a number stays a number."""
    until = rrule.rule(*event(repeats={"rule": "FREQ=WEEKLY;UNTIL=20261110T170000;BYDAY=TU"}))
    assert until == "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261110T160000Z"
    assert rrule.rule(*event(repeats=WEEKS)) == "FREQ=WEEKLY;COUNT=4"


def test_days_left_out_are_begins_of_the_rule_in_their_order():
    """Each once, in local time on both sides of a change of the clocks."""
    left_out = ["2026-10-27", "2026-10-13", "2026-10-27"]
    found = rrule.without(*event(repeats=WEEKS | {"without": left_out}))
    assert [*map(said, found)] == ["2026-10-13 16:00+0200", "2026-10-27 16:00+0100"]
    days = event("2026-10-06", "2026-10-06", whole_day=True, repeats=WEEKS | {"without": left_out})
    assert [*map(said, rrule.without(*days))] == ["2026-10-13", "2026-10-27"]


def test_only_dates_that_differ_are_told_apart():
    """A moved date is known by the day it would have been on; the others follow from the rule."""
    changed = [{"date": "2026-10-20", "start": "2026-10-21 09:30"}, {"date": "2026-10-27", "cancelled": True}]
    assert differing(repeats=WEEKS | {"changed": changed}) == [
        ("2026-10-20 16:00+0200", "2026-10-21 09:30+0200", "2026-10-21 10:30+0200"),
        ("2026-10-27 16:00+0100", "2026-10-27 16:00+0100", "2026-10-27 17:00+0100"),
    ]
    assert differing(repeats=WEEKS) == []


def test_a_moved_day_is_known_by_its_day():
    """Where only days count, instance, begin and end are days."""
    changed = [{"date": "2026-10-20", "start": "2026-10-21"}]
    found = differing(
        start="2026-10-06", end="2026-10-07", whole_day=True, repeats=WEEKS | {"changed": changed}
    )
    assert found == [("2026-10-20", "2026-10-21", "2026-10-23")]


def test_a_date_in_the_doubled_hour_is_told_apart():
    """A weekly date that falls into the hour which the clocks repeat is said in UTC."""
    found = differing(start="2026-10-11 02:15", end="2026-10-11 02:45", repeats=WEEKS)
    assert found == [("2026-10-25 02:15+0200", "2026-10-25 00:15+0000", "2026-10-25 00:45+0000")]


def test_a_date_in_the_skipped_hour_is_told_apart():
    """Clients disagree on a time that no clock shows: it is said in UTC, by the offset before the change."""
    found = differing(start="2026-03-22 02:15", end="2026-03-22 02:45", repeats=WEEKS)
    assert [dates[1:] for dates in found] == [("2026-03-29 01:15+0000", "2026-03-29 01:45+0000")]


def test_a_date_whose_end_comes_twice_is_told_apart():
    """The end decides as much as the begin."""
    found = differing(start="2026-10-11 01:00", end="2026-10-11 02:30", repeats=WEEKS)
    assert found == [("2026-10-25 01:00+0200", "2026-10-24 23:00+0000", "2026-10-25 00:30+0000")]


def test_a_night_that_is_an_hour_longer_is_told_apart():
    """Calendars take the length of the first date: where the clocks change in between it is another one."""
    found = differing(start="2026-10-10 20:00", end="2026-10-11 08:00", repeats=WEEKS)
    assert found == [("2026-10-24 20:00+0200", "2026-10-24 20:00+0200", "2026-10-25 08:00+0100")]


def test_the_first_date_may_be_the_doubtful_one():
    """When the clocks change during the first date its own length is the usual one, and the others differ."""
    found = differing(
        start="2026-10-24 20:00", end="2026-10-25 08:00", repeats={"rule": "FREQ=WEEKLY;COUNT=2"}
    )
    assert found == [("2026-10-31 20:00+0100", "2026-10-31 20:00+0100", "2026-11-01 08:00+0100")]


def test_the_second_of_two_equal_hours_is_a_date_of_its_own():
    """A first date written with the later offset differs from what the rule's own begin means."""
    found = differing(
        start="2026-10-25 02:15+01:00", end="2026-10-25 02:45+01:00", repeats={"rule": "FREQ=WEEKLY;COUNT=2"}
    )
    assert found == [("2026-10-25 02:15+0200", "2026-10-25 01:15+0000", "2026-10-25 01:45+0000")]


def test_whole_days_are_never_doubtful():
    """A day is a day, however many hours it has."""
    assert differing(start="2026-10-11", end="2026-10-11", whole_day=True, repeats=WEEKS) == []


def test_the_rule_means_the_first_of_two_equal_hours():
    """Calendars take the length from there: written with the later offset, every date differs from the rule."""
    found = differing(
        start="2026-10-25 02:15+01:00", end="2026-10-25 04:00", repeats={"rule": "FREQ=WEEKLY;COUNT=2"}
    )
    assert found == [
        ("2026-10-25 02:15+0200", "2026-10-25 01:15+0000", "2026-10-25 03:00+0000"),
        ("2026-11-01 02:15+0100", "2026-11-01 02:15+0100", "2026-11-01 04:00+0100"),
    ]
