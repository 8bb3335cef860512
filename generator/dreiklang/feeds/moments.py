"""Moments in words, as feeds say them; in an event's own time zone."""

from __future__ import annotations

import datetime as dt
import functools

from babel.dates import format_date

from dreiklang import i18n
from dreiklang.content.library import Entry
from dreiklang.content.repeats import Occurrence
from dreiklang.site import Site

_DAY = {"de": "d. MMMM y", "en": "d MMMM y"}


@functools.lru_cache(maxsize=65536)
def day(value: dt.date, language: str) -> str:
    """``30. September 2026``."""
    return str(format_date(value, _DAY[language], locale=i18n.LOCALES[language]))


@functools.lru_cache(maxsize=65536)
def long_day(value: dt.date, language: str) -> str:
    """``Mittwoch, 30. September 2026``."""
    return str(format_date(value, f"EEEE, {_DAY[language]}", locale=i18n.LOCALES[language]))


def moment(value: dt.datetime, language: str) -> str:
    """``Mittwoch, 30. September 2026, 12:05 Uhr``."""
    return f"{long_day(value.date(), language)}, {_clock(_hour(value), language)}"


def span(date: Occurrence, whole_day: bool, language: str) -> str:
    """``Mittwoch, 30. September 2026, 12:05–13:00 Uhr``; over several days both are named."""
    first, last = date.start.date(), date.end.date()
    if first == last:
        hours = f"{_hour(date.start)}–{_hour(date.end)}"
        return (
            long_day(first, language)
            if whole_day
            else f"{long_day(first, language)}, {_clock(hours, language)}"
        )
    if whole_day:
        return f"{long_day(first, language)} – {long_day(last, language)}"
    until = i18n.text("when_until", language)
    return f"{moment(date.start, language)} {until} {moment(date.end, language)}"


def when(site: Site, event: Entry, language: str) -> str:
    """When an event takes place; of one that comes again the first date, how many follow, and the last day.

    It says the same on every day: a feed must not change by the clock.
    """
    held = [date for date in site.dates(event) if not date.cancelled] or [*site.dates(event)]
    first = span(min(held, key=lambda date: date.start), event.fields.whole_day, language)
    if len(held) < 2:
        return _with_zone(site, event, first)
    last = day(max(date.start for date in held).date(), language)
    key = "feed_event_date_one" if len(held) == 2 else "feed_event_dates"
    words = i18n.text(key, language).format(first=first, n=len(held) - 1, day=last)
    return _with_zone(site, event, words)


def _with_zone(site: Site, event: Entry, words: str) -> str:
    """Names the zone where its clocks show another time than the site's."""
    start = site.start(event)
    same = event.fields.whole_day or start.utcoffset() == start.astimezone(site.settings.zone).utcoffset()
    return words if same else f"{words} ({site.zone(event).key})"


def _hour(value: dt.datetime) -> str:
    return f"{value.hour}:{value.minute:02d}"


def _clock(hours: str, language: str) -> str:
    return i18n.text("when_clock", language).format(time=hours)
