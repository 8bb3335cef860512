"""Recurring events."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from pydantic import ValidationError

import builders
from dreiklang import checks
from dreiklang.content.kinds import EVENT
from dreiklang.content.recurrence import Repeats, days
from dreiklang.publishing import next_change


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
    moments = [f"{m:%m-%d %H:%M}" for m in next_change.moments(site) if m.year == 2026]
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
        "FREQ=WEEKLY;COUNT=2X", "FREQ=MONTHLY;BYSETPOS=1;COUNT=2", "FREQ=WEEKLY;BYDAY=TU;BYSETPOS=1;COUNT=2",
    ],
)  # fmt: skip
def test_a_rule_that_nobody_can_follow_is_refused(rule):
    """Only rules of days, weeks, months and years, each part once, and none that never comes."""
    with pytest.raises(ValidationError, match=r"error, repeats-rule |string_too_short"):
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
    with pytest.raises(ValidationError, match=f"error, {code} "):
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


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_has_its_days(month):
    """The last day of a month may be meant, in February that of leap years, from either end; the next never comes."""
    last = calendar.monthrange(2028, month)[1]
    for day in (last, -last):
        rule = f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day};COUNT=1"
        assert Repeats(rule=rule).rule == rule
    if last < 31:
        with pytest.raises(ValidationError, match="error, repeats-rule "):
            Repeats(rule=f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={last + 1};COUNT=1")


def test_a_changed_date_takes_place_as_usual_unless_it_says_otherwise():
    """A date that is only named keeps begin and end, is held, and says nothing."""
    (changed,) = Repeats.model_validate(
        {"rule": "FREQ=WEEKLY;COUNT=3", "changed": [{"date": "2026-10-13"}]}
    ).changed
    assert (changed.start, changed.end, changed.cancelled, changed.note) == (None, None, False, "")


@pytest.mark.parametrize("day", ["-MO", "+TU"])
def test_a_sign_needs_its_number(day):
    """``-MO`` says which Monday to nobody."""
    with pytest.raises(ValidationError, match="error, repeats-rule "):
        Repeats(rule=f"FREQ=MONTHLY;BYDAY={day};COUNT=3")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"start": "2026-10-25 02:15+01:00", "end": "2026-10-25 02:45+01:00"}, "01:15 01:45"),
        ({"start": "2026-10-25 02:15+02:00", "end": "2026-10-25 02:45+02:00"}, "00:15 00:45"),
        ({"start": "2026-10-25 01:00", "end": "2026-10-25 02:30+01:00"}, "23:00 01:30"),
        ({"start": "2026-10-25 01:00", "end": "2026-10-25 02:30+02:00"}, "23:00 00:30"),
    ],
    ids=["second-hour", "first-hour", "end-in-the-second", "end-in-the-first"],
)
def test_the_first_date_of_a_rule_is_as_written_in_the_doubled_hour(fields, expected):
    """An offset says which of two equal hours is meant, for the end as for the begin."""
    site, only = event(**fields, repeats={"rule": "FREQ=WEEKLY;COUNT=2"})
    first = site.dates(only)[0]
    assert f"{first.start.astimezone(dt.UTC):%H:%M} {first.end.astimezone(dt.UTC):%H:%M}" == expected
    assert (first.start, first.end) == (site.written(only).start, site.written(only).end)


def test_a_date_moved_into_the_second_of_two_equal_hours_ends_after_it_began():
    """It lasts as long as usual from the begin that was written."""
    changed = [{"date": "2026-10-20", "start": "2026-10-25 02:15+01:00"}]
    site, only = event(end="2026-10-06 16:30", repeats={"rule": "FREQ=WEEKLY;COUNT=3", "changed": changed})
    moved = site.dates(only)[2]
    assert moved.end.astimezone(dt.UTC) - moved.start.astimezone(dt.UTC) == dt.timedelta(minutes=30)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;COUNT=2;", "freq=weekly;count=2", "RRULE:FREQ=WEEKLY;COUNT=2", " FREQ=WEEKLY; COUNT = 2 ",
        "FREQ=DAILY;INTERVAL=99;COUNT=2", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=1",
        "FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=31;COUNT=1", "FREQ=MONTHLY;BYMONTHDAY=30,-31;BYMONTH=2,12;COUNT=1",
        "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;COUNT=2",
        "FREQ=YEARLY;BYDAY=1TU;BYMONTH=3;COUNT=2", "FREQ=YEARLY;BYDAY=MO;BYMONTH=3;BYSETPOS=5;COUNT=2",
        "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", "FREQ=WEEKLY;UNTIL=20270228", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2",
    ],
)  # fmt: skip
def test_a_rule_that_people_can_follow_is_taken(rule):
    """Whatever its case and blanks; and days that some of the months have."""
    assert Repeats(rule=rule).rule.startswith("FREQ=")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYSETPOS=1;COUNT=2", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1;COUNT=2", "FREQ=DAILY;INTERVAL=100;COUNT=2",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-30;COUNT=1", "FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31;COUNT=1",
        "FREQ=MONTHLY;BYMONTHDAY=32;COUNT=2", "FREQ=YEARLY;BYMONTH=13;COUNT=2", "FREQ=MONTHLY;BYDAY=6MO;COUNT=2",
        "FREQ=WEEKLY;UNTIL=20270229", "FREQ=DAILY;BYDAY=-1FR;COUNT=2", "FREQ=DAILY;COUNT=2;UNTIL=20270101", "RRULE:RRULE:FREQ=DAILY;COUNT=2",
    ],
)  # fmt: skip
def test_a_rule_of_days_that_never_come_is_refused(rule):
    """Nor positions among nothing, nor numbers beyond what months and years have."""
    with pytest.raises(ValidationError, match="repeats-rule"):
        Repeats(rule=rule)


@pytest.mark.parametrize(("count", "expected"), [(400, []), (401, ["repeats-too-many"])])
def test_an_event_has_four_hundred_dates_at_most(count, expected):
    """One more is a mistake, and is not counted further."""
    site, only = event(repeats={"rule": f"FREQ=DAILY;COUNT={count}"})
    assert codes(site) == expected
    assert len(site.dates(only)) == 400


def test_days_are_counted_to_one_beyond_the_limit():
    """A caller sees that there are too many without waiting for all of them."""
    repeats = Repeats(rule="FREQ=DAILY;COUNT=1000000")
    site, only = event()
    assert len(list(days(repeats, only.fields.start, site.settings.zone))) == 401


def test_no_day_lies_beyond_the_years_that_can_be_counted():
    """A rule of a thousand centuries ends where Python's calendar nearly does."""
    repeats = Repeats(rule="FREQ=YEARLY;INTERVAL=99;COUNT=300")
    site, only = event()
    found = days(repeats, only.fields.start, site.settings.zone)
    assert (found[0].year, found[-1].year, len(found)) == (2026, 8956, 71)


def test_a_rule_until_a_day_has_that_day():
    """The last day counts to its end: 23:30 is a date still, at any time of the day the first one begins."""
    for until in ({"rule": "FREQ=DAILY", "until": "2026-10-08"}, {"rule": "FREQ=DAILY;UNTIL=20261008"}):
        late = event(start="2026-10-06 23:30", end="2026-10-06 23:45", repeats=until)
        assert [day[8:10] for day in starts(*late)] == ["06", "07", "08"]


def test_a_rule_until_a_moment_ends_with_it():
    """A date that begins with that moment counts, one a minute later does not."""
    for until, expected in (("20261008T160000", 3), ("20261008T155959", 2), ("20261008T140000Z", 3)):
        assert len(starts(*event(repeats={"rule": f"FREQ=DAILY;UNTIL={until}"}))) == expected


def test_a_date_keeps_its_length_by_the_clock_on_the_wall():
    """A night from 20:00 to 8:00 ends at 8:00 when the clocks change, too."""
    site, only = event(
        start="2026-10-17 20:00", end="2026-10-18 08:00", repeats={"rule": "FREQ=WEEKLY;COUNT=2"}
    )
    assert [f"{date.end:%d %H:%M %z}" for date in site.dates(only)] == ["18 08:00 +0200", "25 08:00 +0100"]
    first, _ = event(
        start="2026-10-24 20:00", end="2026-10-25 08:00", repeats={"rule": "FREQ=WEEKLY;COUNT=2"}
    )
    (event_,) = first.library.of(EVENT)
    assert [f"{date.end:%d %H:%M}" for date in first.dates(event_)] == ["25 08:00", "01 08:00"]


def test_a_moved_date_may_have_an_end_of_its_own():
    """Begin or end alone, or both; a note alone changes neither."""
    changed = [
        {"date": "2026-10-06", "end": "2026-10-06 18:00"},
        {"date": "2026-10-13", "start": "2026-10-14 09:00", "end": "2026-10-14 09:15"},
        {"date": "2026-10-20", "note": "Mit Gast."},
    ]
    site, only = event(repeats={"rule": "FREQ=WEEKLY;COUNT=3", "changed": changed})
    assert [f"{d.start:%d %H:%M}–{d.end:%d %H:%M} {d.cancelled}" for d in site.dates(only)] == [
        "06 16:00–06 18:00 False", "14 09:00–14 09:15 False", "20 16:00–20 17:00 False",
    ]  # fmt: skip
