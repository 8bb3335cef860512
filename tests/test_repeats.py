"""Events that come again."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

import builders
from dreiklang import checks, due
from dreiklang.content.repeats import Repeats


def event(**fields):
    """A site with one event on Tuesday, 6 October 2026, 16 to 17 o'clock unless said otherwise."""
    written = {"start": "2026-10-06 16:00", "end": "2026-10-06 17:00"} | fields
    only = builders.entry("event", "sprechstunde", changes=[], **written)
    return builders.site(only), only


def starts(site, only):
    """The begin of every date with its offset."""
    return [f"{date.start:%Y-%m-%d %H:%M %z}" for date in site.dates(only)]


def codes(site):
    """What is wrong with the dates."""
    return [str(problem.code) for problem in checks.events.dates_follow_the_rule(site)]


def test_local_time_stays_when_the_clocks_change():
    """RFC 5545, 3.8.5.3: a date at 16:00 is at 16:00 in winter, too."""
    found = starts(*event(repeats={"rule": "FREQ=WEEKLY;BYDAY=TU;COUNT=4"}))
    assert found == [
        "2026-10-06 16:00 +0200",
        "2026-10-13 16:00 +0200",
        "2026-10-20 16:00 +0200",
        "2026-10-27 16:00 +0100",
    ]


@pytest.mark.parametrize(
    "end",
    [
        {"until": "2026-12-01"},
        {"rule": "FREQ=MONTHLY;BYDAY=1TU;COUNT=3"},
        {"rule": "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20261201"},
        {"rule": "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20261201T150000Z"},
        {"rule": "freq=monthly; until=20261201T160000; byday=1tu"},
        {"rule": "RRULE:FREQ=MONTHLY;BYDAY=1TU;UNTIL=20261201T150000Z;WKST=MO"},
    ],
    ids=["until", "count", "until-day", "until-moment", "small-letters", "with-its-name"],
)
def test_an_end_may_be_written_in_four_ways(end):
    """A last day beside the rule, or a number, a day or a moment within it; a moment in UTC means local time."""
    found = starts(*event(repeats={"rule": "FREQ=MONTHLY;BYDAY=1TU"} | end))
    assert [day[:10] for day in found] == ["2026-10-06", "2026-11-03", "2026-12-01"]


def test_dates_are_left_out_moved_and_cancelled():
    """A date left out is none; a moved one lasts as long as usual; a cancelled one stays, marked."""
    site, only = event(
        repeats={
            "rule": "FREQ=WEEKLY;COUNT=4",
            "without": ["2026-10-13"],
            "changed": [
                {"date": "2026-10-20", "start": "2026-10-21 09:30"},
                {"date": "2026-10-27", "cancelled": "true", "note": "Herbstferien"},
            ],
        }
    )
    dates = site.dates(only)
    assert starts(site, only) == [
        "2026-10-06 16:00 +0200",
        "2026-10-21 09:30 +0200",
        "2026-10-27 16:00 +0100",
    ]
    assert f"{dates[1].end:%d. %H:%M}" == "21. 10:30"
    assert [date.cancelled for date in dates] == [False, False, True]
    assert [date.day for date in dates] == [dt.date(2026, 10, d) for d in (6, 20, 27)]


def test_whole_days_come_again_as_whole_days():
    """Where only the days count they do so on every date."""
    site, only = event(
        whole_day="true", start="2026-10-06", end="2026-10-07", repeats={"rule": "FREQ=YEARLY;COUNT=2"}
    )
    assert [(f"{d.start:%Y-%m-%d %H:%M}", f"{d.end:%Y-%m-%d %H:%M}") for d in site.dates(only)] == [
        ("2026-10-06 00:00", "2026-10-07 23:59"),
        ("2027-10-06 00:00", "2027-10-07 23:59"),
    ]


@pytest.mark.parametrize(
    ("now", "expected", "past"),
    [("2026-10-01", "2026-10-06", False), ("2026-10-06T16:59", "2026-10-06", False),
     ("2026-10-06T17:00", "2026-10-20", False), ("2026-10-21", "2026-10-20", True)],
)  # fmt: skip
def test_the_next_date_that_takes_place_counts(now, expected, past):
    """An event is over after its last date; cancelled ones do not count."""
    _, only = event(
        repeats={"rule": "FREQ=WEEKLY;COUNT=4", "changed": [
            {"date": "2026-10-13", "cancelled": "true"}, {"date": "2026-10-27", "cancelled": "true"}]}
    )  # fmt: skip
    site = builders.site(only, as_of=f"{now if 'T' in now else now + 'T00:00'}+02:00")
    assert f"{site.date(only).start:%Y-%m-%d}" == expected
    assert site.is_past(only) is past


def test_every_date_is_due():
    """A new build is worth while on the day, at the begin and at the end of each date."""
    site, _ = event(repeats={"rule": "FREQ=WEEKLY;COUNT=2"})
    moments = [f"{m:%m-%d %H:%M}" for m in due.moments(site) if m.year == 2026]
    assert moments == [
        "10-06 00:00", "10-06 16:00", "10-06 17:00", "10-13 00:00", "10-13 16:00", "10-13 17:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rule",
    [
        "", "jeden Dienstag", "FREQ=SECONDLY;COUNT=3", "FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;INTERVAL=0;COUNT=2",
        "FREQ=WEEKLY;BYDAY=1TU;COUNT=2", "FREQ=WEEKLY;COUNT=2;COUNT=3", "COUNT=3", "FREQ=WEEKLY;COUNT=2;UNTIL=20270101",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", "FREQ=DAILY;BYSETPOS=2;COUNT=2", "FREQ=WEEKLY;UNTIL=20261340",
        "FREQ=WEEKLY\nEXDATE:20261013", "FREQ=WEEKLY;BYEASTER=1;COUNT=2", "FREQ=WEEKLY;COUNT=2;X-A=1", "FREQ",
    ],
)  # fmt: skip
def test_a_rule_that_nobody_can_follow_is_refused(rule):
    """Only rules of days, weeks, months and years, each part once, and none that never comes."""
    with pytest.raises(ValidationError):
        Repeats.model_validate(
            {"rule": rule} if "COUNT" in rule or "UNTIL" in rule else {"rule": rule, "until": "2027-01-01"}
        )


@pytest.mark.parametrize(
    ("repeats", "code"),
    [({"rule": "FREQ=WEEKLY"}, "repeats-without-end"),
     ({"rule": "FREQ=WEEKLY;COUNT=3", "until": "2026-12-01"}, "repeats-end")],
)  # fmt: skip
def test_a_rule_has_one_end(repeats, code):
    """An event that never ends stands in no list of what is over."""
    with pytest.raises(ValidationError, match=code):
        Repeats.model_validate(repeats)


@pytest.mark.parametrize(
    ("repeats", "code"),
    [
        ({"rule": "FREQ=WEEKLY;BYDAY=WE;COUNT=3"}, "repeats-start"),
        ({"rule": "FREQ=WEEKLY", "until": "2026-10-01"}, "repeats-never"),
        ({"rule": "FREQ=DAILY;COUNT=100000"}, "repeats-too-many"),
        ({"rule": "FREQ=YEARLY;INTERVAL=99", "until": "2999-12-31"}, ""),
        ({"rule": "FREQ=WEEKLY;COUNT=3", "without": ["2026-10-14"]}, "repeats-no-date"),
        ({"rule": "FREQ=WEEKLY;COUNT=3", "changed": [{"date": "2026-10-14"}]}, "repeats-no-date"),
        ({"rule": "FREQ=WEEKLY;COUNT=3", "changed": [{"date": "2026-10-13"}], "without": ["2026-10-13"]},
         "repeats-date-twice"),
        ({"rule": "FREQ=WEEKLY;COUNT=3", "changed": [{"date": "2026-10-13", "end": "2026-10-13 09:00"}]},
         "end-before-start"),
    ],
)  # fmt: skip
def test_exceptions_and_begin_follow_the_rule(repeats, code):
    """A begin beside the rule would be a date for some calendars and none for others."""
    assert codes(event(repeats=repeats)[0]) == ([code] if code else [])


def test_hours_that_a_clock_change_skips_or_repeats_are_named():
    """Written or by the rule, a local time must be one moment; the doubled one can be said with its offset."""
    lost, _ = event(start="2027-03-21 02:30", end="2027-03-21 02:45", repeats={"rule": "FREQ=WEEKLY;COUNT=2"})
    assert codes(lost) == ["time-lost"]
    doubled, _ = event(start="2026-10-25 02:30", end="2026-10-25 04:00")
    (problem,) = checks.events.times_exist(doubled)
    assert (problem.code, problem.values["first"], problem.values["second"]) == (
        "time-doubled", "2026-10-25 02:30+02:00", "2026-10-25 02:30+01:00",
    )  # fmt: skip
    said, only = event(start="2026-10-25 02:30+01:00", end="2026-10-25 04:00")
    assert not [*checks.events.times_exist(said)]
    assert said.start(only).utcoffset() == dt.timedelta(hours=1)


@pytest.mark.parametrize("day", ["-MO", "+TU"])
def test_a_sign_needs_its_number(day):
    """``-MO`` says which Monday to nobody."""
    with pytest.raises(ValidationError, match="repeats-rule"):
        Repeats(rule=f"FREQ=MONTHLY;BYDAY={day};COUNT=3")
