"""Times within and around an event: what is a mistake, up to which minute it is none."""

from __future__ import annotations

from typing import Any

import pytest

import builders
from dreiklang import checks
from dreiklang.ground.problems import Problem

DAYS = {"start": "2026-12-03 10:00", "end": "2026-12-04 16:00"}
"""An event of two days."""
WHOLE = {"whole_day": "true", "start": "2026-12-03", "end": "2026-12-04"}
RULE = {"rule": "FREQ=WEEKLY;COUNT=3"}


RULES = (
    checks.schedules.events_have_a_length,
    checks.schedules.programmes_follow_the_day,
    checks.schedules.registrations_close_in_time,
    checks.schedules.changes_have_happened,
    checks.schedules.times_are_as_exact_as_days,
)


def problems(as_of: str = "2026-11-22T12:00:00+01:00", **fields: Any) -> list[Problem]:
    """Everything that is wrong with the times of one event, on 3 December 2026 from 10 to 16 unless said otherwise."""
    only = builders.entry("event", "fachtag", date="2026-09-01", **fields)
    made = builders.site(only, as_of=as_of)
    return [problem for rule in RULES for problem in rule(made)]


def codes(**fields: Any) -> list[str]:
    """The codes of everything that is wrong."""
    return [str(problem.code) for problem in problems(**fields)]


def programme(*lines: tuple[str, str] | tuple[str, str, str]) -> list[dict[str, str]]:
    """Lines of a programme, each from begin, end and, where said, day; "" leaves a value out."""
    keys = ("start", "end", "day")
    written = [dict(zip(keys, line, strict=False)) for line in lines]
    return [{"title": "Teil"} | {k: v for k, v in line.items() if v} for line in written]


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2026-12-03 10:00", []),
        ("2026-12-03 10:01", ["registration-late"]),
        ("2026-12-03 11:59", ["registration-late"]),
        ("2026-12-03 16:00", ["registration-late"]),
        ("2026-12-03 09:30+00:00", ["registration-late"]),
        ("2026-12-03 11:00+02:00", []),
    ],
)
def test_registration_closes_until_the_begin(until, expected):
    """The minute of the begin is the last one, whatever zone the close is written in."""
    assert codes(registration={"until": until}) == expected


@pytest.mark.parametrize(
    ("until", "expected"),
    [("2026-12-03 12:00", []), ("2026-12-17 10:00", []), ("2026-12-17 10:01", ["registration-late"])],
)
def test_registration_for_many_dates_closes_until_the_last(until, expected):
    """Whoever may come to a later date may register after the first."""
    assert codes(repeats=RULE, registration={"until": until}) == expected


@pytest.mark.parametrize(("until", "expected"), [("10:00", []), ("10:01", ["registration-late"])])
def test_a_close_is_meant_in_the_zone_of_the_event(until, expected):
    """An event in another zone closes its registration by that zone's clock."""
    assert codes(timezone="Europe/Lisbon", registration={"until": f"2026-12-03 {until}"}) == expected
    assert codes(timezone="Asia/Tokyo", registration={"until": f"2026-12-03 {until}"}) == expected


def test_a_late_close_is_said_beside_the_begin():
    """The problem names both moments in the zone of the event."""
    (problem,) = problems(timezone="Europe/Lisbon", registration={"until": "2026-12-03 12:00+01:00"})
    assert problem.values == {"until": "2026-12-03 11:00", "start": "2026-12-03 10:00"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-21", []),
        ("2026-11-22", []),
        ("2026-11-23", []),
        ("2026-11-24", ["change-ahead"]),
        ("2026-11-25", ["change-ahead"]),
        ("2027-11-22", ["change-ahead"]),
    ],
)
def test_a_change_may_be_dated_tomorrow_and_no_later(day, expected):
    """Somebody further east may be a day ahead of the site's clock; two days are a mistake."""
    assert codes(changes=[{"date": day, "text": "Ein anderer Raum."}]) == expected


def test_today_is_the_day_of_the_sites_zone():
    """Just after midnight in Berlin the day is Berlin's, though in UTC it is still the day before."""
    change = {"date": "2026-11-24", "text": "Ein anderer Raum."}
    assert codes(as_of="2026-11-22T23:30:00+00:00", changes=[change]) == []
    (problem,) = problems(as_of="2026-11-22T22:30:00+00:00", changes=[change])
    assert problem.values == {"date": "2026-11-24", "today": "2026-11-22"}


def test_an_event_lasts_three_years_at_most():
    """1,098 days are the limit; what is longer names its years."""
    assert codes(start="2026-01-01 10:00", end="2029-01-03 10:00") == []
    (problem,) = problems(start="2026-01-01 10:00", end="2029-01-03 10:01")
    assert (problem.code, problem.values) == ("event-too-long", {"years": 3})
    assert problems(start="2026-01-01 10:00", end="2036-01-01 10:00")[0].values == {"years": 10}


def test_the_last_date_lies_within_the_years_of_a_calendar():
    """A rule that leads beyond the year 2999 is refused, though its first date is near."""
    rule = {"rule": "FREQ=YEARLY;INTERVAL=99;COUNT=10"}
    assert codes(repeats=rule) == []
    (problem,) = problems(repeats={"rule": "FREQ=YEARLY;INTERVAL=99;COUNT=11"})
    assert (problem.code, problem.values) == ("year-range", {"value": "3016-12-03"})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("10:00", "16:00")], []),
        ([("09:59", "16:00")], ["programme-outside"]),
        ([("10:00", "16:01")], ["programme-outside"]),
        ([("15:00", "17:30")], ["programme-outside"]),
        ([("16:01", "")], ["programme-outside"]),
        ([("11:00", "11:00")], []),
        ([("11:00", "10:59")], ["programme-end"]),
        ([("11:00", ""), ("11:00", "")], []),
        ([("11:00", ""), ("10:59", "")], ["programme-order"]),
        ([("11:00", "13:00"), ("12:00", "14:00")], []),
        ([("12:00", ""), ("10:30", ""), ("11:00", "")], ["programme-order", "programme-order"]),
    ],
    ids="whole-day early late-end long late one-moment ends-first together order overlap two-early".split(),
)
def test_a_programme_lies_within_its_day(lines, expected):
    """From the first minute to the last; lines may overlap and begin together, but none before an earlier line."""
    assert codes(programme=programme(*lines)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("10:00", "18:00", "2026-12-03"), ("09:00", "16:00", "2026-12-04")], []),
        ([("10:00", "", "2026-12-02")], ["programme-day"]),
        ([("10:00", "", "2026-12-05")], ["programme-day"]),
        ([("09:59", "", "2026-12-03")], ["programme-outside"]),
        ([("10:00", "16:01", "2026-12-04")], ["programme-outside"]),
        ([("10:00", "", "2026-12-04"), ("11:00", "", "2026-12-03")], ["programme-order"]),
        ([("12:00", ""), ("11:00", "")], []),
        ([("12:00", ""), ("11:00", "", "2026-12-04"), ("10:00", "")], ["programme-order"]),
    ],
    ids="right before after early late backwards no-days day-goes-on".split(),
)
def test_a_programme_of_several_days_says_its_days(lines, expected):
    """Days lie within the event; where none is said nothing can be compared; a day holds until the next one."""
    assert codes(**DAYS, programme=programme(*lines)) == expected


def test_times_of_a_programme_are_said_with_their_day_where_there_are_several():
    """On one day the time is enough to find the line."""
    (problem,) = problems(programme=programme(("09:00", "")))
    assert (problem.values["start"], problem.values["from"], problem.values["to"]) == (
        "09:00",
        "10:00",
        "16:00",
    )
    (problem,) = problems(**DAYS, programme=programme(("09:00", "", "2026-12-03")))
    assert problem.values["start"] == "2026-12-03 09:00"


def test_a_whole_day_has_no_hours_to_keep_within():
    """Where only days count a programme may begin early and end at midnight; its order counts all the same."""
    assert codes(**WHOLE, programme=programme(("00:00", "23:59", "2026-12-03"))) == []
    one = WHOLE | {"end": "2026-12-03"}
    assert codes(**one, programme=programme(("08:00", ""), ("07:00", ""))) == ["programme-order"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"start": "2026-12-03", "end": "2026-12-04"}, []),
        ({"start": "2026-12-03 10:00", "end": "2026-12-04"}, ["whole-day-time"]),
        ({"start": "2026-12-03", "end": "2026-12-04 16:00"}, ["whole-day-time"]),
        ({"start": "2026-12-03 00:00+01:00", "end": "2026-12-04"}, ["whole-day-time"]),
        ({"start": "2026-12-03 10:00", "end": "2026-12-04 16:00"}, ["whole-day-time"] * 2),
    ],
    ids="days begin end zone both".split(),
)
def test_whole_days_have_no_times(fields, expected):
    """A time or a zone beside a whole day would be lost without a word."""
    assert codes(whole_day="true", **fields) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"start": "2026-12-11 11:00"}, []),
        ({"start": "2026-12-11"}, ["time-missing"]),
        ({"start": "2026-12-11 09:00", "end": "2026-12-12"}, ["time-missing"]),
        ({"cancelled": "true"}, []),
    ],
    ids="time day-alone end-alone cancelled".split(),
)
def test_a_single_date_is_as_exact_as_its_event(changed, expected):
    """A moved date of an event with times has a time; a day alone would mean midnight."""
    assert codes(repeats=RULE | {"changed": [{"date": "2026-12-10", **changed}]}) == expected


def test_an_event_until_midnight_may_be_moved_to_one_until_midnight():
    """Where the event itself ends at midnight, midnight is a time and not a missing one."""
    changed = [{"date": "2026-12-10", "start": "2026-12-11 20:00", "end": "2026-12-12 00:00"}]
    late = {"start": "2026-12-03 20:00", "end": "2026-12-04 00:00"}
    assert codes(**late, repeats=RULE | {"changed": changed}) == []


def test_a_single_date_of_whole_days_has_no_time():
    """A moved date of whole days is moved to a day."""
    changed = [{"date": "2026-12-10", "start": "2026-12-11 10:00"}]
    assert codes(**WHOLE, repeats=RULE | {"changed": changed}) == ["whole-day-time"]
