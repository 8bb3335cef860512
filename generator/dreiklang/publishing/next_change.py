"""When the site changes by itself: the moments at which its outputs depend on the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dreiklang.content import times
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.kinds import EPISODE, EVENT
from dreiklang.feeds.events import event_entries
from dreiklang.site.site import Site


def next_moment(site: Site) -> dt.datetime | None:
    """The first moment after this build's clock at which a new build gives other bytes."""
    return min((m for m in moments(site) if m > site.settings.as_of), default=None)


def moments(site: Site) -> Iterator[dt.datetime]:
    """Every moment at which an entry appears or an event passes from one time window to the next."""
    zone = site.settings.zone
    yield dt.datetime(site.settings.as_of.astimezone(zone).year + 1, 1, 1, tzinfo=zone)
    for entry in site.library.entries:
        if EVENT.holds(entry):
            yield from _turning_points(site, entry)
        elif EPISODE.holds(entry):
            yield site.published(entry)
        elif entry.fields.date is not None:
            yield times.day_start(entry.fields.date, zone)


def _turning_points(site: Site, event: Entry[Event]) -> Iterator[dt.datetime]:
    """The days of an event, their begin and end, the close of its registration, and what feeds tell of it."""
    for date in site.dates(event):
        yield times.day_start(date.start.date(), site.zone(event))
        yield date.start
        yield date.end
    yield from (entry.published for entry in event_entries.entries_of(site, event))
    if event.fields.updated:
        yield times.day_start(event.fields.updated, site.settings.zone)
    registration = event.fields.registration
    if registration and registration.until:
        yield times.aware(registration.until, site.zone(event))
