"""Event series: their pages, and the box on the pages of their events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dreiklang import addresses, archives, i18n
from dreiklang.content.library import Entry
from dreiklang.pages import (
    dates,
    event_schema,
    event_subscriptions,
    events,
    faces,
    people,
    recommendations,
    related,
    texts,
)  # fmt: skip
from dreiklang.pages.render import View
from dreiklang.pages.shell import crumb, page
from dreiklang.site import Site


def box(site: Site, event: Entry, series: Entry, language: str) -> dict[str, Any]:
    """The series as an event's page shows it: what comes next, then what was."""
    others = [other for other in _events(site, series) if other.id != event.id]
    shown = [*events.upcoming(site, others), *events.past(site, others)][:3]
    return {
        "face": faces.face(site, series, language),
        "question": series.fields.question,
        "calendar": addresses.calendar(site.settings, series),
        "events": [events.row(site, other, language) for other in shown],
    }


def _events(site: Site, series: Entry) -> tuple[Entry, ...]:
    return archives.in_order(site, site.library.children(series, "event"))


def views(site: Site) -> Iterator[View]:
    """A page for each event series."""
    return (view(site, series) for series in site.library.of("event-series"))


def view(site: Site, series: Entry) -> View:
    """A series: its question, all its events, what they recommend, and its calendar."""
    language = series.fields.lang or site.language
    fields = series.fields
    members = _events(site, series)
    past = events.past(site, members)
    data = {
        "series": faces.face(site, series, language),
        "question": fields.question,
        "usual": _usual(series, len(members), language),
        "sections": texts.sections(site, series, language),
        "upcoming": [
            events.row(site, event, language, events.PAST) for event in events.upcoming(site, members)
        ],
        "past": [events.row(site, event, language) for event in past],
        "lists": {"upcoming": events.UPCOMING, "past": events.PAST},
        "subscribe": event_subscriptions.of_series(site, series),
        "recommendations": recommendations.grouped(site, past, site.address(series), language),
        "organisers": related.links(site, fields.organisers, "organisation"),
        "contact": people.card(site, fields.contact) if fields.contact else None,
        "about": related.about(site, series, language),
        "related": related.related(site, series, language, shown={event.id for event in members}),
        "backlinks": related.backlinks(site, series, language),
        "end": related.end(site, series, language),
    }
    return View("event_series.html", _page(site, series, language), data, series.path)


def _usual(series: Entry, count: int, language: str) -> list[dict[str, str]]:
    """What its events are called, how long they usually are, and how many there were."""
    fields = series.fields
    facts = [{"icon": "calendar", "text": dates.counted(count, "events", language)}]
    if fields.duration:
        length = dates.duration(fields.duration * 60, language)
        facts.append({"icon": "clock", "text": i18n.text("series_usually", language).format(duration=length)})
    return facts


def _page(site: Site, series: Entry, language: str) -> dict[str, Any]:
    overview = crumb(i18n.text("nav_event", language), addresses.overview("event", site.settings))
    # The overview lists events: there is none before a first one is announced.
    crumbs = [overview, crumb(series.title)] if site.library.of("event") else [crumb(series.title)]
    return page(
        site, series.title, site.address(series),
        voice="meet", section="event", crumbs=crumbs, entry=series, language=language,
        linked_data=event_schema.series(site, series),
        feeds=event_subscriptions.announced_of_series(site, series),
    )  # fmt: skip
