"""Calendars (RFC 5545, RFC 7986): all events, those of a series, and each event by itself.

Nothing leaves a calendar: cancelled and past events stay, so that subscribers see what became
of them. All times come from content, never from the clock.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from dreiklang import addresses, archives, i18n
from dreiklang.code import digest_of_code
from dreiklang.content.library import Entry
from dreiklang.feeds import appointments, ical
from dreiklang.feeds.appointments import Appointment
from dreiklang.feeds.plain import line
from dreiklang.outputs import Output, digest
from dreiklang.site import Site


@dataclass(frozen=True)
class Calendar:
    """A calendar: ``url`` is its own address, ``page`` the page it belongs to."""

    name: str
    url: str
    page: str
    description: str
    zone: str
    language: str
    appointments: tuple[Appointment, ...]


def outputs(site: Site) -> Iterator[Output]:
    """The calendar of everything that takes place, one per series, one file per event."""
    settings, library = site.settings, site.library
    views = {event.id: appointments.of(site, event) for event in archives.in_order(site)}
    name = i18n.text("feed_calendar", site.language).format(name=settings.site.name)
    page = addresses.overview("event", settings)
    if site.has_feed("event"):
        yield _output(site, name, addresses.calendar(settings), page, tuple(views.values()))
    for series in library.of("event-series"):
        members = tuple(views[e.id] for e in archives.in_order(site) if e.parent == series.id)
        address = addresses.calendar(settings, series)
        yield _output(site, series.title, address, site.address(series), members, series)
    for archive in archives.subscribed(site):
        if archive.facet not in ("", "reihe"):
            address = addresses.archive_calendar(archive.address)
            members = tuple(views[event.id] for event in archive.events)
            yield _output(site, archives.heading(site, archive), address, archive.address, members)
    for event in archives.in_order(site):
        address = addresses.event_calendar(event, library, settings)
        yield _output(site, event.title, address, site.address(event), (views[event.id],), event)


def _output(
    site: Site,
    name: str,
    address: str,
    page: str,
    members: tuple[Appointment, ...],
    entry: Entry | None = None,
) -> Output:
    calendar = Calendar(
        name=line(name),
        url=addresses.absolute(address, site.settings),
        page=addresses.absolute(page, site.settings),
        description=line(entry.fields.summary if entry else site.settings.site.description),
        zone=site.settings.options.timezone,
        language=site.language,
        appointments=members,
    )
    key = digest(digest_of_code(), repr(calendar))
    return Output(address, key, functools.partial(ical.write, calendar), entry.path if entry else None)
