"""The ledgers: what subscribers know every event and episode by, for later comparison.

``dreiklang check --against`` compares two of them: what was published must not change its
identity, nor move or vanish without a word.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from typing import Any

from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.kinds import EVENT, PODCAST
from dreiklang.content.recurrence import Occurrence
from dreiklang.feeds import identity
from dreiklang.feeds.calendars import appointments
from dreiklang.feeds.podcast import show_feeds
from dreiklang.ground.outputs import Output, digest
from dreiklang.ground.source_digest import digest_of_code
from dreiklang.site import addresses, archives, audio_sources
from dreiklang.site.site import Site

VERSION = 2
"""The form of both ledgers."""

READABLE = (1, 2)
"""Versions that a reader accepts: the first did not hold the dates of recurring events."""


def outputs(site: Site) -> Iterator[Output]:
    """``events.json`` beside the calendar and ``episodes.json`` beside the podcast's feed."""
    for kind, values in ((EVENT, events), (PODCAST, episodes)):
        if not site.has_feed(kind):
            continue
        view = {"version": VERSION, "items": values(site)}
        key = digest(digest_of_code(), view)
        yield Output(addresses.ledger(kind.name, site.settings), key, functools.partial(_bytes, view))


def events(site: Site) -> list[dict[str, Any]]:
    """Every event with its identity, times, place and state."""
    return [_event(site, event) for event in archives.in_order(site)]


def episodes(site: Site) -> list[dict[str, Any]]:
    """Every episode of the feed with its identity and recording, newest first."""
    return [
        {
            "id": episode.id,
            "guid": identity.episode_guid(identity.podcast_guid(site, show), episode),
            "title": episode.title,
            "url": site.url(episode),
            "enclosure": audio_sources.main_source(site, episode).url,
            "published": site.published(episode).isoformat(),
        }
        for show in site.library.of(PODCAST)[:1]
        for episode, _ in show_feeds.recorded(site)
    ]


def _event(site: Site, event: Entry[Event]) -> dict[str, Any]:
    fields, written = event.fields, site.written(event)
    dates = {"dates": [_date(date) for date in site.dates(event)]} if fields.repeats else {}
    return {
        "id": event.id,
        "uid": identity.event_uid(site.settings, event),
        "title": event.title,
        "url": site.url(event),
        "start": written.start.isoformat(),
        "end": written.end.isoformat(),
        "zone": str(site.zone(event)),
        "whole_day": fields.whole_day,
        "place": appointments.location(event, site.language),
        "online": fields.online or "",
        "status": fields.status,
        "sequence": identity.event_sequence(event),
        "changes": [{"date": c.date.isoformat(), "field": c.field, "text": c.text} for c in fields.changes],
    } | dates


def _date(date: Occurrence) -> dict[str, Any]:
    """One date of a recurring event; the day is the one its rule gives, by which calendars know it."""
    return {
        "day": date.day.isoformat(),
        "start": date.start.isoformat(),
        "end": date.end.isoformat(),
        "cancelled": date.cancelled,
    }


def _bytes(view: dict[str, Any]) -> bytes:
    return (json.dumps(view, ensure_ascii=False, indent=1) + "\n").encode()
