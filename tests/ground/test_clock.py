"""The one clock of a build."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from dreiklang.ground import clock

NOON = dt.datetime(2026, 11, 22, 11, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    """Nobody set the clock, and this computer stands east of Greenwich."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    with monkeypatch.context() as there:
        there.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2026-11-22T12:00+01:00", NOON),
        ("2026-11-22T11:00", NOON),
        ("2026-11-22 11:00Z", NOON),
        ("2026-11-22", dt.datetime(2026, 11, 22, tzinfo=dt.UTC)),
        ("1000-01-01", dt.datetime(1000, 1, 1, tzinfo=dt.UTC)),
        ("2999-12-31", dt.datetime(2999, 12, 31, tzinfo=dt.UTC)),
    ],
)
def test_a_moment_may_be_given(given, expected):
    """ISO 8601 with the offset that is written, in UTC where none is, whatever this computer's zone."""
    assert clock.as_of(given) == expected


def test_a_written_offset_is_kept():
    """The offset says which day the writer meant."""
    assert clock.as_of("2026-11-22T12:00+01:00").utcoffset() == dt.timedelta(hours=1)


def test_source_date_epoch_is_read(monkeypatch):
    """Seconds since 1970 in UTC, before 1970 too."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795345200")
    assert clock.as_of() == NOON
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "-86400")
    assert clock.as_of() == dt.datetime(1969, 12, 31, tzinfo=dt.UTC)


def test_what_is_given_comes_before_the_environment(monkeypatch):
    """``--as-of`` is meant for this build, the environment for all."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert clock.as_of("2026-11-22T11:00") == NOON


def test_else_it_is_now():
    """Without either the clock is this computer's, in UTC."""
    before, told, after = dt.datetime.now(dt.UTC), clock.as_of(), dt.datetime.now(dt.UTC)
    assert before <= told <= after
    assert told.tzinfo is dt.UTC


@pytest.mark.parametrize(
    "given", ["0999-12-31", "3000-01-01", "gestern", "2026-13-01", "1795345200", "9999-12-31"]
)
def test_a_moment_that_nobody_can_count_with_is_refused(given):
    """The error says what was written."""
    with pytest.raises(ValueError, match=f"^{given}$"):
        clock.as_of(given)


@pytest.mark.parametrize(
    "seconds", ["x", "1.5", "32503680000", "-30610224001", "99999999999999", "9" * 30, "2026-11-22"]
)
def test_seconds_that_are_none_are_refused(seconds, monkeypatch):
    """Fractions, words, the years from 3000 on and those before 1000, and numbers beyond all years."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    with pytest.raises(ValueError, match=f"^{seconds}$"):
        clock.as_of()
