"""Dates and quantities in words."""

from __future__ import annotations

import datetime as dt

import pytest

from dreiklang.ground import dates

NOON = dt.datetime(2026, 9, 30, 12, 5)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Mittwoch, 30. September 2026, 12:05–13:00 Uhr"),
        ("en", "Wednesday, 30 September 2026, 12:05–13:00"),
    ],
)
def test_span_on_one_day(language, expected):
    """An event on one day names weekday, day and hours once."""
    assert dates.span(NOON, NOON.replace(hour=13, minute=0), language) == expected


def test_span_over_days_names_both():
    """An event over several days names both moments."""
    text = dates.span(NOON, NOON + dt.timedelta(days=1), "de")
    assert text == "Mittwoch, 30. September 2026, 12:05 Uhr bis Donnerstag, 1. Oktober 2026, 12:05 Uhr"


def test_whole_days_have_no_hours():
    """Where only days count, no hour is named."""
    assert dates.span(NOON, NOON, "de", whole_day=True) == "Mittwoch, 30. September 2026"
    assert dates.stamp(NOON, "de", whole_day=True)["iso"] == dates.iso(NOON, whole_day=True) == "2026-09-30"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(151, "2 Minuten, 31 Sekunden"), (61, "1 Minute, 1 Sekunde"), (3600, "1 Stunde"), (0, "0 Sekunden")],
)
def test_duration(seconds, expected):
    """Durations are said in words, with singular and plural."""
    assert dates.duration(seconds, "de") == expected


@pytest.mark.parametrize(
    ("size", "language", "expected"),
    [
        (1_234_567, "de", "1,2 MB"),
        (1_234_567, "en", "1.2 MB"),
        (42_000, "de", "42 kB"),
        (12, "de", "12 Byte"),
    ],
)
def test_size(size, language, expected):
    """Sizes are rounded as people say them, with the language's decimal sign."""
    assert dates.size(size, language) == expected


def test_enumeration():
    """Names are joined as a sentence joins them."""
    assert [dates.enumeration(names, "de") for names in ([], ["A"], ["A", "B", "C"])] == [
        "",
        "A",
        "A, B und C",
    ]


def test_numbers_up_to_twelve_are_words():
    """Small numbers in sentences are written out."""
    assert dates.spelled(11, "home_regions", "de") == "Erfahrung aus elf Ländern"
    assert dates.spelled(13, "home_regions", "de") == "Erfahrung aus 13 Ländern"
