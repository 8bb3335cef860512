"""What feeds tell of an event, and since when: its announcement, each change, and the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dreiklang.content import times
from dreiklang.content.entries import Entry
from dreiklang.content.events import Change, Event
from dreiklang.feeds import identity
from dreiklang.site import event_words
from dreiklang.site.site import Site


@dataclass(frozen=True)
class FeedEntry:
    """One thing to tell; the announcement where it is neither a change nor the report."""

    guid: str
    published: dt.datetime
    event: Entry[Event]
    change: Change | None = None
    is_report: bool = False


def entries_of(site: Site, event: Entry[Event]) -> Iterator[FeedEntry]:
    """Everything there is to tell of an event sooner or later, in no order.

    Without ``date`` nobody knows when an event was announced: an undated one is no news.
    """
    zone, settings, fields = site.settings.zone, site.settings, event.fields
    if fields.date:
        since = times.day_start(fields.date, zone)
        yield FeedEntry(identity.announcement_guid(settings, event), since, event)
    for guid, change in zip(identity.change_guids(settings, event), fields.changes, strict=True):
        yield FeedEntry(guid, times.day_start(change.date, zone), event, change)
    if event_words.has_report(event):
        yield FeedEntry(
            identity.report_guid(settings, event), report_moment(site, event), event, is_report=True
        )


def report_moment(site: Site, event: Entry[Event]) -> dt.datetime:
    """When a report appeared: the day of the last change where that lies after the end, else the end."""
    held = [date.end for date in site.dates(event) if not date.cancelled]
    end = max(held or [date.end for date in site.dates(event)])
    updated = event.fields.updated
    return max(end, times.day_start(updated, site.settings.zone)) if updated else end


def newest_first(site: Site, event: Entry[Event]) -> list[FeedEntry]:
    """What may appear as of this build, the newest first."""
    known = [entry for entry in entries_of(site, event) if entry.published <= site.settings.as_of]
    return sorted(known, key=feed_order, reverse=True)


def feed_order(entry: FeedEntry) -> tuple[dt.datetime, str]:
    """What feeds are ordered by; on one day a change follows the announcement, as its identity does."""
    return entry.published, entry.guid
