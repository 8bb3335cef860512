"""Archives of events: the overview, every year, and what events have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dreiklang import i18n
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.content.kinds import EVENT, EVENT_SERIES
from dreiklang.ground import dates
from dreiklang.pages import cards, pagination
from dreiklang.pages.frame_parts import Page
from dreiklang.pages.layout import crumb, page_head
from dreiklang.pages.meet import event_filters, event_months, event_rows, subscriptions
from dreiklang.pages.meet.event_filters import UPCOMING
from dreiklang.pages.meet.event_rows import Listed
from dreiklang.pages.render import View
from dreiklang.pages.view_parts import PageLink
from dreiklang.site import addresses, archives
from dreiklang.site.archives import Archive
from dreiklang.site.site import Site

RECENT = 8
"""How many past events the overview shows; the years show all."""

PAST = "dk-past"
"""The list of the overview that ``events.js`` moves an event to once it is over."""

Part = tuple[str, int, Sequence[Listed]]


def event_archive_pages(site: Site) -> Iterator[View]:
    """The overview, a page for each archive that is not a series, the lists of facets, and the months."""
    if not site.library.of(EVENT):
        return
    yield from _overview(site)
    for facet in ArchiveFacet:
        for archive in archives.of_facet(site, facet) if facet is not ArchiveFacet.SERIES else ():
            yield from _archive(site, archive)
    yield from event_filters.indexes(site)
    yield from event_months.month_pages(site)


def series_pages(site: Site, archive: Archive) -> Iterator[View]:
    """What a long series has besides its own page: the second page of its events, and so on."""
    found = parts(site, archive)
    for part in found[1:]:
        yield _part(site, archive, part, len(found), archive.title)


def parts(site: Site, archive: Archive) -> list[Part]:
    """The pages of an archive: what comes first, then what is over, the latest first."""
    if archive.facet is ArchiveFacet.YEAR:
        items = event_rows.by_month(site, archive.events, int(archive.value))
    else:
        items = event_rows.whole(site, archive.events)
    return list(pagination.pages(event_rows.in_order(items), archive.address, site.settings))


def lists(site: Site, items: Sequence[Listed], language: str) -> dict[str, Any]:
    """A page's events: ``upcoming``, and by month what is over.

    The month in which something upcoming will be over stands ready, empty and hidden.
    """
    past: dict[str, list[Listed]] = {}
    for item in items:
        past.setdefault(_month(item.last.start), []).extend([item] if item.is_past else [])
    return {
        "upcoming": [
            event_rows.row(site, item, language, _list_id(_month(item.last.start)))
            for item in items
            if not item.is_past
        ],
        "months": [_months_events(site, key, past[key], language) for key in sorted(past, reverse=True)],
    }


def _month(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m}"


def _list_id(month: str) -> str:
    return f"dk-list-{month}"


def _months_events(site: Site, key: str, items: Iterable[Listed], language: str) -> dict[str, Any]:
    first = dt.date.fromisoformat(f"{key}-01")
    return {
        "id": f"dk-{key}",
        "list": _list_id(key),
        "title": dates.month(first, language),
        "year": key[:4],
        "rows": [event_rows.row(site, item, language) for item in items],
    }


def _overview(site: Site) -> Iterator[View]:
    """What comes, and the latest of what is over; the years hold everything."""
    everything, language = archives.everything(site), site.language
    ordered = event_rows.in_order(event_rows.whole(site, everything.events))
    coming = [item for item in ordered if not item.is_past]
    recent = [item for item in ordered if item.is_past][:RECENT]
    series = sorted(site.library.of(EVENT_SERIES), key=lambda entry: i18n.sort_key(entry.title))
    found = list(pagination.pages(coming, everything.address, site.settings))
    for address, number, shown in found:
        pager = pagination.pager(len(found), number, everything.address, site.settings, language)
        data = _shared(site, everything) | {
            "upcoming": [event_rows.row(site, item, language, PAST) for item in shown],
            "past": [event_rows.row(site, item, language) for item in recent if number == 1],
            "tabs": _tabs(site),
            # The month of what comes next: it changes only when an event is over.
            "month": event_months.nearest(site, ordered[0].current.start.date()),
            "series": cards.cards(site, series if number == 1 else ()),
            "lists": {"upcoming": UPCOMING, "past": PAST},
            "pager": pager,
        }
        yield View("events.html", _page(site, everything, everything.title, pager, address), data)


def _archive(site: Site, archive: Archive) -> Iterator[View]:
    key = "events_year" if archive.facet is ArchiveFacet.YEAR else f"events_by_{archive.facet}"
    title = i18n.text(key, site.language).format(name=archive.title, year=archive.title)
    found = parts(site, archive)
    for part in found:
        yield _part(site, archive, part, len(found), title)


def _part(site: Site, archive: Archive, part: Part, count: int, title: str) -> View:
    """A page of an archive, one of ``count``."""
    address, number, shown = part
    pager = pagination.pager(count, number, archive.address, site.settings, site.language)
    data = _shared(site, archive) | lists(site, shown, site.language) | {"pager": pager}
    if archive.facet is ArchiveFacet.YEAR:
        data |= _around(site, archive)
    return View("events.html", _page(site, archive, title, pager, address), data)


def _around(site: Site, archive: Archive) -> dict[str, Any]:
    """The other years of a year, and its months."""
    tabs = _tabs(site, archive)
    at = next(i for i, tab in enumerate(tabs) if tab["current"])
    return {
        "tabs": tabs,
        "calendars": event_months.of_year(site, int(archive.value)),
        "dates_title": i18n.text("events_dates_of", site.language).format(year=archive.title),
        "neighbours": {
            "previous": tabs[at - 1] if at else None,
            "next": tabs[at + 1] if at + 1 < len(tabs) else None,
        },
    }


def _shared(site: Site, archive: Archive) -> dict[str, Any]:
    """What every archive shows."""
    return {
        "lists": None,
        "tabs": [],
        "calendars": [],
        "months": [],
        "month": None,
        "dates_title": i18n.text("events_dates", site.language),
        "neighbours": {"previous": None, "next": None},
        "count": dates.counted(len(archive.events), "events", site.language),
        "filters": event_filters.groups(site, archive),
        "subscribe": subscriptions.ways_to_subscribe(site, archive),
    }


def _page(site: Site, archive: Archive, title: str, pager: Sequence[PageLink], address: str) -> Page:
    language = site.language
    steps = [(i18n.text("nav_event", language), addresses.overview("event", site.settings))]
    if archive.facet in archives.INDEXED:
        index = addresses.archive_index(archive.facet, site.settings)
        steps.append((event_filters.index_title(archive.facet, language), index))
    if archive.facet:
        steps.append((archive.title, archive.address))
    number = next((item for item in pager if item["current"]), None)
    if number and address != archive.address:
        title, steps = f"{title}: {number['spoken']}", [*steps, (number["title"], "")]
    lead = dates.counted(len(archive.events), "events", language)
    has_lead = archive.facet in (None, ArchiveFacet.YEAR)
    return page_head(
        site, title, address,
        description=i18n.text("events_lead", language) if has_lead else lead,
        voice="meet", kind="events", section="event", crumbs=[crumb(*step) for step in steps],
        feeds=subscriptions.announced(site, archive),
    )  # fmt: skip


def _tabs(site: Site, shown: Archive | None = None) -> list[dict[str, Any]]:
    """Years as links."""
    return [
        event_filters.item(year.title, year.address, len(year.events))
        | {"current": bool(shown and year.value == shown.value)}
        for year in archives.of_facet(site, ArchiveFacet.YEAR)
    ]
