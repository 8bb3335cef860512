"""Events month by month, as a calendar: a table of weeks that small screens show as a list of days."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from dreiklang import i18n
from dreiklang.content import times
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.kinds import EVENT
from dreiklang.content.recurrence import Occurrence
from dreiklang.ground import dates
from dreiklang.pages import cards
from dreiklang.pages.layout import crumb, page_head
from dreiklang.pages.render import View
from dreiklang.site import addresses, archives, event_words
from dreiklang.site.site import Site, once_per_site

MOST_DAYS = 366
"""Days on which one date is shown: an exhibition of a year, not a mistake of a century."""

Month = tuple[int, int]
_Day = list[tuple[Entry[Event], Occurrence]]


def month_pages(site: Site) -> Iterator[View]:
    """A page for each month that has events."""
    known = list(_by_month(site))
    for at, month in enumerate(known):
        before = known[at - 1] if at else None
        after = known[at + 1] if at + 1 < len(known) else None
        yield _view(site, month, before, after)


def link(site: Site, month: Month) -> dict[str, Any]:
    """A month as a link: ``title`` with the year, ``short`` without, ``count`` of its events."""
    first = dt.date(*month, 1)
    events = {event.id for day in _by_month(site)[month].values() for event, _ in day}
    return {
        "title": f"{dates.month(first, site.language)} {month[0]}",
        "short": dates.month(first, site.language),
        "url": addresses.month(*month, site.settings),
        "count": len(events),
    }


def of_year(site: Site, year: int) -> list[dict[str, Any]]:
    """The months of a year that have events, as links."""
    return [link(site, month) for month in _by_month(site) if month[0] == year]


def nearest(site: Site, day: dt.date) -> dict[str, Any] | None:
    """The month of a day as a link, else the next one that has events, else the last."""
    known = list(_by_month(site))
    wanted = next((month for month in known if month >= (day.year, day.month)), known[-1] if known else None)
    return link(site, wanted) if wanted else None


@once_per_site
def _by_month(site: Site) -> dict[Month, dict[dt.date, _Day]]:
    """Every date on each of its days, by month in the order of time."""
    found: dict[Month, dict[dt.date, _Day]] = defaultdict(lambda: defaultdict(list))
    every = [(event, date) for event in site.library.of(EVENT) for date in site.dates(event)]
    for event, date in sorted(every, key=lambda pair: (pair[1].start, pair[0].id)):
        for day in _days(date):
            found[day.year, day.month][day].append((event, date))
    return {month: found[month] for month in sorted(found)}


def _days(date: Occurrence) -> Iterator[dt.date]:
    """The days of a date; one that ends at midnight is over with the day before."""
    return (date.start.date() + dt.timedelta(days=number) for number in range(_length(date)))


def _length(date: Occurrence) -> int:
    last = (date.end - dt.timedelta(minutes=1)).date()
    return min(max((last - date.start.date()).days, 0) + 1, MOST_DAYS)


def _view(site: Site, month: Month, before: Month | None, after: Month | None) -> View:
    language, days = site.language, _by_month(site)[month]
    name = link(site, month)["title"]
    year = archives.archive_of(site, ArchiveFacet.YEAR, str(month[0]))
    data = {
        "name": name,
        "weekdays": [_weekday(dt.date(2024, 1, number), language) for number in range(1, 8)],
        "weeks": [
            [_day(site, day, days.get(day, []), language) if day.month == month[1] else None for day in week]
            for week in calendar.Calendar(calendar.MONDAY).monthdatescalendar(*month)
        ],
        "previous": link(site, before) if before else None,
        "next": link(site, after) if after else None,
        "year": {"title": year.title, "url": year.address} if year else None,
        "overview": addresses.overview("event", site.settings),
    }
    title = i18n.text("events_month", language).format(month=name)
    crumbs = [crumb(i18n.text("nav_event", language), data["overview"])]
    crumbs += [crumb(year.title, year.address)] if year else []
    about = page_head(
        site, title, addresses.month(*month, site.settings),
        description=i18n.text("events_month_lead", language).format(month=name),
        voice="meet", kind="month", section="event", crumbs=[*crumbs, crumb(name.rpartition(" ")[0])],
    )  # fmt: skip
    return View("events_month.html", about, data)


def _weekday(day: dt.date, language: str) -> dict[str, str]:
    return {"short": dates.weekday_short(day, language), "long": dates.weekday(day, language)}


def _day(site: Site, day: dt.date, found: _Day, language: str) -> dict[str, Any]:
    """A day; its mark for today is shown by the reader's clock alone, as it changes every night."""
    zone = site.settings.zone
    return {
        "iso": day.isoformat(),
        "number": dates.day_number(day, language),
        "name": f"{dates.weekday(day, language)}, {dates.day_and_month(day, language)}",
        "today": {
            "from": times.day_start(day, zone).isoformat(timespec="minutes"),
            "until": times.day_start(day + dt.timedelta(days=1), zone).isoformat(timespec="minutes"),
            "hidden": True,
        },
        "items": [_item(site, event, date, day, language) for event, date in found],
    }


def _item(site: Site, event: Entry[Event], date: Occurrence, day: dt.date, language: str) -> dict[str, Any]:
    """An event on one of its days: its hour, or which of its days it is."""
    length, number = _length(date), (day - date.start.date()).days + 1
    note = i18n.text("events_day_of", language).format(n=number, all=length) if length > 1 else ""
    timed = not event.fields.whole_day and number == 1
    status = event_words.status(site, event, language)
    off = status["text"] if status and status["kind"] == "off" else ""
    if date.cancelled:
        off = i18n.text("event_mark_cancelled", language)
    return {
        "card": cards.card(site, event, language),
        "hour": i18n.text("when_clock", language).format(time=dates.clock(date.start)) if timed else "",
        "note": note,
        "off": off,
    }
