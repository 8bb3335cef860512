"""Event series: their pages, and the box on the pages of their events."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from dreiklang import i18n
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event, EventSeries
from dreiklang.content.kinds import EVENT, EVENT_SERIES, ORGANISATION
from dreiklang.ground import dates
from dreiklang.pages import cards, contacts, pagination, related, texts
from dreiklang.pages.frame_parts import Page
from dreiklang.pages.layout import crumb, page_head
from dreiklang.pages.meet import event_archives, event_filters, event_rows, schema, subscriptions
from dreiklang.pages.meet.event_view import SeriesBox
from dreiklang.pages.read import recommendations
from dreiklang.pages.render import View
from dreiklang.site import addresses, archives
from dreiklang.site.site import Site, once_per_site

AHEAD = 3
"""Next dates that the head of a series knows."""


def box(site: Site, event: Entry[Event], series: Entry[EventSeries], language: str) -> SeriesBox:
    """The series as an event's page shows it: what comes next, then what was."""
    others = (item for item in _in_order(site, series) if item.event.id != event.id)
    shown = list(itertools.islice(others, 3))
    return {
        "card": cards.card(site, series, language),
        "question": series.fields.question,
        "calendar": addresses.calendar(site.settings, series),
        "events": [event_rows.row(site, item, language) for item in shown],
    }


@once_per_site
def _in_order(site: Site, series: Entry[EventSeries]) -> list[event_rows.Listed]:
    """The events of a series as lists show them; worked out once for all pages of its events."""
    return event_rows.in_order(event_rows.whole(site, _events(site, series)))


def _events(site: Site, series: Entry[EventSeries]) -> tuple[Entry[Event], ...]:
    archive = archives.archive_of(site, ArchiveFacet.SERIES, series.id)
    return archive.events if archive else ()


def event_series_pages(site: Site) -> Iterator[View]:
    """A page for each event series, and further ones for the events of a long one."""
    for series in site.library.of(EVENT_SERIES):
        yield view(site, series)
        archive = archives.archive_of(site, ArchiveFacet.SERIES, series.id)
        yield from event_archives.series_pages(site, archive) if archive else ()


def view(site: Site, series: Entry[EventSeries]) -> View:
    """A series: its question, all its events, what they recommend, and its calendar."""
    language = series.fields.lang or site.language
    fields = series.fields
    members = _events(site, series)
    archive = archives.archive_of(site, ArchiveFacet.SERIES, series.id)
    parts = event_archives.parts(site, archive) if archive else []
    past = [event for event in reversed(members) if site.is_past(event)]
    data = {
        "series": cards.card(site, series, language),
        "question": fields.question,
        "usual": _usual(series, len(members), language),
        "sections": texts.sections(site, series, language),
        **event_archives.lists(site, parts[0][2] if parts else (), language),
        "pager": pagination.pager(len(parts), 1, site.address(series), site.settings, language),
        "next": _next(site, members, language),
        "subscribe": subscriptions.ways_to_subscribe_to_series(site, series),
        "recommendations": recommendations.grouped(site, past, site.address(series), language),
        "organisers": related.links(site, fields.organisers, ORGANISATION),
        "contact": contacts.contact_card(site, fields.contact) if fields.contact else None,
        "about": related.about(site, series, language),
        "related": related.related(site, series, language, shown={event.id for event in members}),
        "backlinks": related.backlinks(site, series, language),
        "end": related.end(site, series, language),
    }
    return View("event_series.html", _page(site, series, language), data, series.path)


def _next(site: Site, members: Iterable[Entry[Event]], language: str) -> list[dict[str, Any]]:
    """The next dates of a series, each shown once those before it are over."""
    return [
        {
            "window": one.window,
            "date": dates.stamp(one.date.start, language, one.event.fields.whole_day),
            "url": site.address(one.event),
        }
        | dates.when(one.date.start, one.date.end, language, one.event.fields.whole_day, site.settings.zone)
        for one in event_rows.coming(site, members, AHEAD)
    ]


def _usual(series: Entry[EventSeries], count: int, language: str) -> list[dict[str, str]]:
    """What its events are called, how long they usually are, and how many there were."""
    fields = series.fields
    facts = [{"icon": "calendar", "text": dates.counted(count, "events", language)}]
    if fields.duration:
        length = dates.duration(fields.duration * 60, language)
        facts.append({"icon": "clock", "text": i18n.text("series_usually", language).format(duration=length)})
    return facts


def _page(site: Site, series: Entry[EventSeries], language: str) -> Page:
    crumbs = [crumb(series.title)]
    if site.library.of(EVENT):
        # The overview lists events: there is none before a first one is announced.
        overview = crumb(i18n.text("nav_event", language), addresses.overview("event", site.settings))
        crumbs = [overview, *crumbs]
    if archives.of_facet(site, ArchiveFacet.SERIES):
        index = addresses.archive_index(ArchiveFacet.SERIES, site.settings)
        crumbs.insert(1, crumb(event_filters.index_title(ArchiveFacet.SERIES, language), index))
    return page_head(
        site, series.title, site.address(series),
        voice="meet", section="event", crumbs=crumbs, entry=series, language=language,
        linked_data=schema.series(site, series),
        feeds=subscriptions.announced_of_series(site, series),
    )  # fmt: skip
