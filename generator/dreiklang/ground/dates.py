"""Dates, times and quantities in words, in the page's language."""

from __future__ import annotations

import datetime as dt
import functools
import math
from typing import TypedDict

from babel.dates import (
    format_date,
    format_datetime,
    get_timezone_location,
    get_timezone_name,
)  # fmt: skip
from babel.numbers import format_decimal

from dreiklang import i18n

_DAY = {"de": "d. MMMM y", "en": "d MMMM y"}
_NUMBER = {"de": "d.", "en": "d"}
WORDS_A_MINUTE = 200
"""How many German words people read in a minute, rather few than many."""


class Stamp(TypedDict):
    """A date in every form templates need.

    ``iso`` for machines, ``text`` (``30. September 2026``), ``long`` with the weekday, and the
    parts of a date disc: ``day`` (``30.``), ``month`` (``Sep``), ``month_long``, ``year``.
    """

    iso: str
    text: str
    long: str
    day: str
    month: str
    month_long: str
    year: str


class When(TypedDict):
    """A span for ``meet.span``: ``start`` for machines, ``when`` in words, ``day`` and ``hours`` apart.

    A line may end between the two and nowhere else; ``hours`` is empty where there are none. ``also`` is
    the time at home where clocks there show another one.
    """

    start: str
    when: str
    day: str
    hours: str
    also: str


@functools.cache
def _format(value: dt.date, pattern: str, language: str) -> str:
    if isinstance(value, dt.datetime):
        return format_datetime(value, pattern, locale=i18n.LOCALES[language])
    return format_date(value, pattern, locale=i18n.LOCALES[language])


def _day_of(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def day(value: dt.date, language: str) -> str:
    """``30. September 2026``."""
    return _format(_day_of(value), _DAY[language], language)


def day_and_month(value: dt.date, language: str) -> str:
    """``30. September``."""
    return _format(_day_of(value), _DAY[language].removesuffix(" y"), language)


def day_number(value: dt.date, language: str) -> str:
    """``30.``."""
    return _format(_day_of(value), _NUMBER[language], language)


def long_day(value: dt.date, language: str) -> str:
    """``Mittwoch, 30. September 2026``."""
    return _format(_day_of(value), "EEEE, " + _DAY[language], language)


def unbroken(words: str) -> str:
    """Words that stay on one line: ``30. September 2026`` inside a line of facts."""
    return words.replace(" ", "\u00a0")


def weekday(value: dt.date, language: str) -> str:
    """``Mittwoch``."""
    return _format(_day_of(value), "EEEE", language)


def weekday_short(value: dt.date, language: str) -> str:
    """``Mi``."""
    return _format(_day_of(value), "EEEEEE" if language == "de" else "EEE", language).rstrip(".")


def parse(iso: str) -> dt.date:
    """The day that ``2026-09-30`` names."""
    return dt.date.fromisoformat(iso)


def month(value: dt.date, language: str) -> str:
    """``September``."""
    return _format(_day_of(value), "LLLL", language)


def clock(value: dt.datetime) -> str:
    """``9:30``: the time of the day."""
    return f"{value.hour}:{value.minute:02d}"


def span(start: dt.datetime, end: dt.datetime, language: str, whole_day: bool = False) -> str:
    """``Mittwoch, 30. September 2026, 12:05–13:00 Uhr``; over several days both are named."""
    to = i18n.text("when_until", language)
    if whole_day:
        if start.date() == end.date():
            return long_day(start, language)
        return f"{long_day(start, language)} {to} {long_day(end, language)}"
    if _on_one_day(start, end):
        return f"{long_day(start, language)}, {hours(start, end, language)}"
    return f"{moment(start, language)} {to} {moment(end, language)}"


def hours(start: dt.datetime, end: dt.datetime, language: str) -> str:
    """``12:05–13:00 Uhr``; a day that ends at midnight ends at ``24:00``."""
    until = clock(end) if start.date() == end.date() else "24:00"
    time = clock(start) if start == end else f"{clock(start)}–{until}"
    return i18n.text("when_clock", language).format(time=time)


def _on_one_day(start: dt.datetime, end: dt.datetime) -> bool:
    """True also for what ends with the last moment of its day."""
    at_midnight = end.time() == dt.time() and end.date() - start.date() == dt.timedelta(days=1)
    return start.date() == end.date() or at_midnight


def when(
    start: dt.datetime,
    end: dt.datetime,
    language: str,
    whole_day: bool = False,
    home: dt.tzinfo | None = None,
) -> When:
    """A span in words; where clocks at ``home`` show another time, both are said, each with its zone."""
    timed = not whole_day and _on_one_day(start, end)
    day, time, also = long_day(start, language), hours(start, end, language) if timed else "", ""
    words = span(start, end, language, whole_day)
    if home and not whole_day and start.utcoffset() != start.astimezone(home).utcoffset():
        also = _at_home(start, end, language, home)
        words = _local(words, start, language)
        time = _local(time, start, language) if timed else ""
    return {
        "start": iso(start, whole_day),
        "when": f"{words}, {also}" if also else words,
        "day": day,
        "hours": time,
        "also": also,
    }


def _local(words: str, start: dt.datetime, language: str) -> str:
    """``15:00–16:30 Uhr (Ortszeit Lissabon)``; a zone that no town has goes by its name."""
    locale = i18n.LOCALES[language]
    if "/" not in str(start.tzinfo) or str(start.tzinfo).startswith("Etc/"):
        zone = get_timezone_name(start, locale=locale)
        return i18n.text("when_zone", language).format(time=words, zone=zone)
    town = get_timezone_location(start, locale=locale, return_city=True)
    return i18n.text("when_local", language).format(time=words, town=town)


def _at_home(start: dt.datetime, end: dt.datetime, language: str, home: dt.tzinfo) -> str:
    """``16:00–17:30 Uhr (Mitteleuropäische Sommerzeit)``; with the day where it is another one there."""
    own_start, own_end = start.astimezone(home), end.astimezone(home)
    same = own_start.date() == start.date() and _on_one_day(own_start, own_end) and _on_one_day(start, end)
    time = hours(own_start, own_end, language) if same else span(own_start, own_end, language)
    zone = get_timezone_name(own_start, locale=i18n.LOCALES[language])
    return i18n.text("when_zone", language).format(time=time, zone=zone)


def moment(value: dt.datetime, language: str) -> str:
    """``Mittwoch, 30. September 2026, 12:05 Uhr``."""
    time = i18n.text("when_clock", language).format(time=clock(value))
    return f"{long_day(value, language)}, {time}"


def iso(value: dt.date, whole_day: bool = False) -> str:
    """``2026-09-30T12:05+02:00`` for machines; the day alone where only days count."""
    if isinstance(value, dt.datetime) and not whole_day:
        return value.isoformat(timespec="minutes")
    return _day_of(value).isoformat()


def stamp(value: dt.date, language: str, whole_day: bool = False) -> Stamp:
    """A date in every form templates need."""
    return {
        "iso": iso(value, whole_day),
        "text": day(value, language),
        "long": long_day(value, language),
        "day": _format(_day_of(value), _NUMBER[language], language),
        "month": _format(_day_of(value), "LLL", language).rstrip("."),
        "month_long": month(value, language),
        "year": str(value.year),
    }


@functools.lru_cache(maxsize=4096)
def counted(number: int, key: str, language: str) -> str:
    """``1 Minute``, ``2 Minuten``: the words ``<key>_one`` and ``<key>_many`` with the number."""
    word = i18n.text(f"{key}_one" if number == 1 else f"{key}_many", language)
    return word.format(n=format_decimal(number, locale=i18n.LOCALES[language]))


def spelled(number: int, key: str, language: str) -> str:
    """As ``counted``, numbers up to twelve as words: ``fünf Länder``."""
    words = i18n.text("numbers", language).split()
    word = i18n.text(f"{key}_one" if number == 1 else f"{key}_many", language)
    return word.format(n=words[number] if number < len(words) else str(number))


def duration(seconds: float, language: str) -> str:
    """``2 Minuten, 31 Sekunden``."""
    minutes, rest = divmod(round(seconds), 60)
    full, minutes = divmod(minutes, 60)
    parts = [(full, "count_hours"), (minutes, "count_minutes"), (rest, "count_seconds")]
    named = [counted(number, key, language) for number, key in parts if number]
    return ", ".join(named) or counted(0, "count_seconds", language)


def about(seconds: float, language: str) -> str:
    """``32 Minuten``: the duration as people say it; ``27 Sekunden`` below a minute."""
    if round(seconds) < 60:
        return duration(seconds, language)
    return counted(max(1, round(seconds / 60)), "count_minutes", language)


def iso_duration(seconds: float) -> str:
    """``PT2M31S`` (ISO 8601), for machines."""
    minutes, rest = divmod(round(seconds), 60)
    return f"PT{minutes}M{rest}S"


def reading(words: int) -> int:
    """Minutes that reading takes; at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def size(count: int, language: str) -> str:
    """``1,2 MB``: the size of a file, in units of 1000 bytes."""
    for unit, power in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= power:
            value = count / power
            digits = "0.#" if value < 10 else "0"
            return f"{format_decimal(value, format=digits, locale=i18n.LOCALES[language])} {unit}"
    return counted(count, "count_bytes", language)


def enumeration(names: list[str], language: str) -> str:
    """``A, B und C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {i18n.text('word_and', language)} {names[-1]}"


def number(value: int, language: str) -> str:
    """``1.234``."""
    return str(format_decimal(value, locale=i18n.LOCALES[language]))
