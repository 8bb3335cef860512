"""Events in lists: a line each, which stays right on any later day."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from dreiklang import i18n
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.recurrence import Occurrence
from dreiklang.ground import dates
from dreiklang.pages import cards
from dreiklang.pages.meet import time_windows
from dreiklang.pages.meet.event_view import Mark, MovingRow, Row, ShownDate, Window
from dreiklang.pages.view_parts import Chip, Status
from dreiklang.site import archives, event_words, recurrence_in_words
from dreiklang.site.site import Site, once_per_site

AHEAD = 12
"""Dates of a recurring event in its line: a quarter of weekly ones. After them its rule alone says when."""

OFF = ("cancelled", "postponed")
"""What an event is that does not take place as announced, and for which there is no other date."""

_CHIPS = (ArchiveFacet.REGION, ArchiveFacet.TOPIC)


@dataclass(frozen=True)
class Listed:
    """An event with those of its dates that a list is about.

    ``held`` are the ones that take place, in the order of time (all where none does); ``current``
    is the running or next one, else the last.
    """

    event: Entry[Event]
    held: tuple[Occurrence, ...]
    current: Occurrence
    is_past: bool
    is_off: bool

    def __hash__(self) -> int:
        """By what tells lists of one event's dates apart: hashing hundreds of dates would take long."""
        return hash((self.event, self.held[0].start, len(self.held)))

    @property
    def last(self) -> Occurrence:
        """The date after which it is over."""
        return self.held[-1]


def listed(site: Site, event: Entry[Event], found: Iterable[Occurrence]) -> Listed:
    """An event with some of its dates, as of this build."""
    ordered = sorted(found, key=lambda date: date.start)
    held = tuple(date for date in ordered if not date.cancelled)
    shown = held or tuple(ordered)
    now = site.settings.as_of
    current = next((date for date in shown if date.end > now), shown[-1])
    return Listed(event, shown, current, current.end <= now, not held)


def whole(site: Site, events: Iterable[Entry[Event]]) -> list[Listed]:
    """Events with all their dates."""
    return [_whole(site, event) for event in events]


@once_per_site
def _whole(site: Site, event: Entry[Event]) -> Listed:
    return listed(site, event, site.dates(event))


def by_month(site: Site, events: Iterable[Entry[Event]], year: int) -> list[Listed]:
    """Events of a year once for each month in which they have a date."""
    found = []
    for event in events:
        inside = sorted((d for d in site.dates(event) if d.start.year == year), key=lambda date: date.start)
        for _, month in itertools.groupby(inside, key=lambda date: date.start.month):
            found.append(listed(site, event, month))
    return found


def in_order(items: Iterable[Listed]) -> list[Listed]:
    """What comes, the next first; then what is over, the latest first."""
    known = sorted(items, key=lambda item: (item.current.start, item.event.id))
    return [*(i for i in known if not i.is_past), *(i for i in reversed(known) if i.is_past)]


@dataclass(frozen=True)
class Coming:
    """A date that takes place, and the window in which it is the next one."""

    event: Entry[Event]
    date: Occurrence
    window: Window


def coming(site: Site, events: Iterable[Entry[Event]], most: int) -> list[Coming]:
    """The next dates of events that take place, each the next one from the end of those before it."""
    now = site.settings.as_of
    dates_ = [
        (event, date)
        for event in events
        if event.fields.status not in OFF
        for date in site.dates(event)
        if date.end > now and not date.cancelled
    ]
    next_ones = heapq.nsmallest(most, dates_, key=lambda pair: (pair[1].start, pair[0].id))
    ends = list(itertools.accumulate((date.end for _, date in next_ones), max))
    return [
        Coming(event, date, time_windows.window(site, ends[i - 1] if i else None, date.end))
        for i, (event, date) in enumerate(next_ones)
    ]


def row(site: Site, item: Listed, language: str, moves: str = "") -> MovingRow:
    """A line of a list; ``moves`` names the list it belongs to once it is over.

    Its dates are those it may show, each with its window.
    """
    end = item.last.end.isoformat(timespec="minutes")
    return {**_row(site, item, language), "moves": moves, "end": end}


@once_per_site
def _row(site: Site, item: Listed, language: str) -> Row:
    event = item.event
    card = cards.card(site, event, language)
    current = item.current
    return {
        "card": card,
        "status": card["status"] or (off(language) if item.is_off else None),
        "format": archives.format_of(site, event, language),
        "where": event_words.where(event, language),
        "rule": recurrence_in_words.in_words(site, event, language),
        "days": _days(item, language),
        "marks": _marks(site, item, language),
        "chips": chips(site, event),
        "dates": dates_ahead(site, item, language),
        **dates.when(current.start, current.end, language, event.fields.whole_day, site.settings.zone),
    }


def off(language: str) -> Status:
    """That it does not take place."""
    return {"kind": "off", "text": i18n.text("event_mark_cancelled", language), "icon": "off"}


def _marks(site: Site, item: Listed, language: str) -> list[Mark]:
    """That it is today or running; what is over stands among what is over."""
    if item.is_off or item.event.fields.status in OFF:
        return []
    return time_windows.marks(site, item.event, ahead(item), language)


def chips(site: Site, event: Entry[Event]) -> list[Chip]:
    """Länder and topics of an event, with the addresses of their archives."""
    found = (
        archives.archive_of(site, facet, value)
        for facet in _CHIPS
        for value in archives.values(site, event, facet)
    )
    return [{"title": archive.title, "url": archive.address, "count": 0} for archive in found if archive]


def ahead(item: Listed) -> tuple[Occurrence, ...]:
    """The date that counts and those after it, as many as a page knows."""
    at = item.held.index(item.current)
    return item.held[at : at + AHEAD]


def dates_ahead(site: Site, item: Listed, language: str) -> list[ShownDate]:
    """The date that counts and those after it, each shown from the end of the one before to its own."""
    shown = ahead(item)
    ends = list(itertools.accumulate((date.end for date in shown), max))
    is_cut = shown[-1] is not item.last
    whole_day = item.event.fields.whole_day
    return [
        {
            "from": ends[i - 1].isoformat(timespec="minutes") if i else "",
            "until": ends[i].isoformat(timespec="minutes") if is_cut or i + 1 < len(shown) else "",
            "hidden": i > 0,
            "at": date.start.isoformat(timespec="minutes"),
            "disc": dates.stamp(date.start, language, whole_day),
            **dates.when(date.start, date.end, language, whole_day, site.settings.zone),
        }
        for i, date in enumerate(shown)
    ]


def _days(item: Listed, language: str) -> str:
    """``Im Oktober am 6., 13. und 20.``: all dates of a month, where there are several."""
    first, last = item.held[0].start, item.held[-1].start
    if len(item.held) < 2 or (first.year, first.month) != (last.year, last.month):
        return ""
    numbers = list(dict.fromkeys(dates.day_number(date.start, language) for date in item.held))
    days = dates.enumeration(numbers, language)
    return i18n.text("events_days", language).format(month=dates.month(first, language), days=days)
