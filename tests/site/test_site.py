"""When events begin and end, and what a site remembers."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import builders
from dreiklang.site.site import once_per_site


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


def test_what_is_asked_often_is_worked_out_once_for_each_site_and_arguments():
    """A remembered function works once for the same site and arguments, and again for any other."""
    asked = []

    @once_per_site
    def length(site, event, *, unit="h"):
        """How long an event lasts."""
        asked.append((event.id, unit))
        return [site, event.id, unit]

    one, other = builders.entry("event", "eins"), builders.entry("event", "zwei")
    first, second = builders.site(one, other), builders.site(one, other)
    assert length(first, one) is length(first, one)
    assert length(first, one, unit="m") is length(first, one, unit="m")
    assert length(first, other)[1:] == ["zwei", "h"]
    assert length(second, one)[0] is second
    assert asked == [("eins", "h"), ("eins", "m"), ("zwei", "h"), ("eins", "h")]
    assert (length.__name__, length.__doc__) == ("length", "How long an event lasts.")


def test_functions_that_remember_keep_their_answers_apart():
    """Two functions asked for the same site and arguments each have their own answer, an empty one too."""

    @once_per_site
    def nothing(site):
        calls.append("nothing")

    @once_per_site
    def something(site):
        calls.append("something")
        return 1

    calls: list[str] = []
    site = builders.site()
    assert [nothing(site), something(site), nothing(site), something(site)] == [None, 1, None, 1]
    assert calls == ["nothing", "something"]


def test_an_event_is_followed_through_its_dates_once():
    """However often an event's times are asked for, its rule is followed once for a site."""
    rule = {"rule": "FREQ=WEEKLY", "until": "2026-12-31"}
    event = builders.entry("event", "treff", start="2026-12-03 10:00", end="2026-12-03 11:00", repeats=rule)
    site = builders.site(event)
    assert site.dates(event) is site.dates(event)
    assert site.date(event) is site.dates(event)[0]
