"""How to subscribe to events: for people who never heard of feeds, and for those who did."""

from __future__ import annotations

from typing import Any

from dreiklang import i18n
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.content.entries import Entry
from dreiklang.content.events import EventSeries
from dreiklang.pages.view_parts import Feed
from dreiklang.site import addresses, archives
from dreiklang.site.archives import Archive
from dreiklang.site.site import Site

_FORMS = (("xml", "RSS", "application/rss+xml"), ("json", "JSON Feed", "application/feed+json"))


def ways_to_subscribe_to_series(site: Site, series: Entry[EventSeries]) -> dict[str, Any]:
    """The same for a series, which may have no events yet: its calendar waits for them."""
    return ways_to_subscribe(site, _archive(site, series))


def announced_of_series(site: Site, series: Entry[EventSeries]) -> list[Feed]:
    """Feeds and calendar of a series."""
    return announced(site, _archive(site, series))


def ways_to_subscribe(site: Site, archive: Archive) -> dict[str, Any]:
    """What ``events_subscribe.html`` shows; an archive without feeds offers those of all events.

    ``calendar`` is the calendar's address on the site, ``calendar_url`` the whole one, ``webcal`` the
    same for calendar programs, which answer to that scheme.
    """
    about = archive if archive.subscribed else archives.everything(site)
    calendar = addresses.calendar_below(about.address, site.settings)
    whole = addresses.absolute(calendar, site.settings)
    return {
        "what": _what(site, about),
        "calendar": calendar,
        "calendar_url": whole,
        "webcal": f"webcal://{whole.partition('://')[2]}",
        "feeds": [
            {"title": title, "url": addresses.event_feed(about.address, form)}
            for form, title, _ in _FORMS
            if about.events
        ],
    }


def announced(site: Site, archive: Archive) -> list[Feed]:
    """Feeds and calendar of an archive, as page heads announce them to programs."""
    if not archive.subscribed:
        return []
    name = archives.heading(site, archive)
    calendar: Feed = {
        "title": name,
        "url": addresses.calendar_below(archive.address, site.settings),
        "type": "text/calendar",
    }
    feeds: list[Feed] = [
        {"title": f"{name} ({title})", "url": addresses.event_feed(archive.address, form), "type": kind}
        for form, title, kind in _FORMS
        if archive.events
    ]
    return [*feeds, calendar]


def _what(site: Site, archive: Archive) -> str:
    key = "events_follow_what" if archive.facet else "events_follow_all"
    return i18n.text(key, site.language).format(name=archives.heading(site, archive))


def _archive(site: Site, series: Entry[EventSeries]) -> Archive:
    known = archives.archive_of(site, ArchiveFacet.SERIES, series.id)
    return known or Archive(ArchiveFacet.SERIES, series.id, series.title, site.address(series), ())
