"""Calendars (RFC 5545, RFC 7986): one for every archive of events, and each event by itself.

Nothing leaves a calendar: cancelled and past events stay, so that subscribers see what became
of them. All times come from content, never from the clock.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from dreiklang import i18n
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EVENT_SERIES
from dreiklang.feeds.calendars import appointments, ical
from dreiklang.feeds.calendars.ical import Calendar, WrittenEvent
from dreiklang.feeds.formats.plain_text import line
from dreiklang.ground.outputs import Output
from dreiklang.site import addresses, archives
from dreiklang.site.archives import Archive
from dreiklang.site.site import Site


def outputs(site: Site) -> Iterator[Output]:
    """The calendar of every archive people can subscribe to, and one file per event."""
    known = {
        event.id: WrittenEvent(appointments.appointment_of(site, event)) for event in archives.in_order(site)
    }
    for archive in _archives(site):
        series = site.library.get(archive.value) if archive.facet is ArchiveFacet.SERIES else None
        address = addresses.calendar_below(archive.address, site.settings)
        entries = (known[event.id] for event in archive.events)
        yield _output(site, _name(site, archive), address, archive.address, entries, series)
    for event in archives.in_order(site):
        address = addresses.event_calendar(event, site.library, site.settings)
        yield _output(site, event.title, address, site.address(event), (known[event.id],), event)


def _archives(site: Site) -> Iterator[Archive]:
    """What has a calendar. A series has one before its first event: there is something to wait for."""
    found = list(archives.subscribed(site))
    yield from (archive for archive in found if archive.events)
    begun = {archive.value for archive in found if archive.facet is ArchiveFacet.SERIES}
    for series in site.library.of(EVENT_SERIES):
        if series.id not in begun:
            yield Archive(ArchiveFacet.SERIES, series.id, series.title, site.address(series), ())


def _name(site: Site, archive: Archive) -> str:
    """Whose events these are and which; a series has a name of its own."""
    if archive.facet is ArchiveFacet.SERIES:
        return archive.title
    key = "calendar_of" if archive.facet else "feed_calendar"
    return i18n.text(key, site.language).format(name=site.settings.site.name, title=archive.title)


def _output(
    site: Site,
    name: str,
    address: str,
    page: str,
    entries: Iterable[WrittenEvent],
    entry: Entry | None = None,
) -> Output:
    calendar = Calendar(
        name=line(name),
        url=addresses.absolute(address, site.settings),
        page=addresses.absolute(page, site.settings),
        description=line(entry.fields.summary if entry else site.settings.site.description),
        zone=site.settings.options.timezone,
        entries=tuple(entries),
    )
    make = functools.partial(ical.write_calendar, calendar)
    return Output(address, calendar.key, make, entry.path if entry else None)
