"""Moments and time zones."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest

from dreiklang.content import times

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    "name",
    ["Europe/Nirgends", "../Berlin", "Europe", "x" * 300],
    ids=["unknown", "a path", "a folder", "longer than a file's name"],
)
def test_a_name_that_is_no_zone_gives_none(name):
    """Whatever is wrong with a zone's name, it is no zone rather than an error."""
    assert times.zone(name) is None


def test_a_bare_moment_is_meant_in_the_zone():
    """A bare moment gets the zone, one with a zone of its own is shifted into it."""
    bare, elsewhere = dt.datetime(2026, 7, 1, 12), dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
    assert times.aware(bare, BERLIN).isoformat() == "2026-07-01T12:00:00+02:00"
    assert times.aware(elsewhere, BERLIN).isoformat() == "2026-07-01T14:00:00+02:00"


def test_a_day_begins_at_midnight_in_its_zone():
    """A day begins at its zone's midnight."""
    assert times.day_start(dt.date(2026, 12, 1), BERLIN).isoformat() == "2026-12-01T00:00:00+01:00"


@pytest.mark.parametrize(
    ("moment", "lost", "doubled"),
    [
        ("2026-03-29T01:59", False, False),
        ("2026-03-29T02:00", True, False),
        ("2026-03-29T02:59", True, False),
        ("2026-03-29T03:00", False, False),
        ("2026-10-25T01:59", False, False),
        ("2026-10-25T02:00", False, True),
        ("2026-10-25T02:59", False, True),
        ("2026-10-25T03:00", False, False),
        ("2026-03-29T02:30+02:00", False, False),
        ("2026-10-25T02:30+02:00", False, False),
        ("2026-03-29T02:30+00:00", False, False),
    ],
)
def test_clocks_skip_an_hour_and_repeat_one(moment, lost, doubled):
    """In Berlin 2:00 to 2:59 is skipped in March and comes twice in October; with an offset it is one moment."""
    written = dt.datetime.fromisoformat(moment)
    assert times.is_lost(written, BERLIN) is lost
    assert times.is_doubled(written, BERLIN) is doubled


def test_the_later_of_two_is_lost_as_well():
    """A skipped time is lost however it counts (PEP 495): shifted forwards or backwards."""
    assert times.is_lost(dt.datetime(2026, 3, 29, 2, 30, fold=1), BERLIN)
