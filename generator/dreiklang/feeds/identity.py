"""Who is who in feeds and calendars, for ever.

Apps know an episode by its GUID and an appointment by its UID alone. Both follow from permanent
ids: neither titles, files nor addresses of pages may change them.
"""

from __future__ import annotations

import uuid
from collections import Counter
from urllib.parse import urlsplit

from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.podcast import Episode, Podcast
from dreiklang.content.reading import Article
from dreiklang.settings import Settings
from dreiklang.site import addresses
from dreiklang.site.site import Site

PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast GUIDs (podcast namespace, ``guid``)."""


def feed_guid(url: str) -> str:
    """The GUID of a feed: UUIDv5 of its URL without scheme and closing slashes."""
    return str(uuid.uuid5(PODCASTS, url.partition("://")[2].rstrip("/")))


def podcast_guid(site: Site, podcast: Entry[Podcast]) -> str:
    """The show's GUID: the written one, or the one its feed's first address gives."""
    feed = addresses.absolute(addresses.podcast_feed(site.settings), site.settings)
    return podcast.fields.guid or feed_guid(feed)


def episode_guid(podcast_guid: str, episode: Entry[Episode]) -> str:
    """The line that decides an episode's GUID: the written one, or UUIDv5 of show and id."""
    return str(episode.fields.guid or uuid.uuid5(_namespace(podcast_guid), episode.id))


def event_uid(settings: Settings, event: Entry[Event]) -> str:
    """The line that decides an event's UID: as written, or its id at the UID domain (RFC 5545, 3.8.4.7)."""
    return event.fields.uid or f"{event.id}@{uid_domain(settings)}"


def event_sequence(event: Entry[Event]) -> int:
    """The line that decides SEQUENCE: changes, counted on from an old calendar's (RFC 5545, 3.8.7.4)."""
    return event.fields.sequence + len(event.fields.changes)


def announcement_guid(settings: Settings, event: Entry[Event]) -> str:
    """The identity of an event's announcement in feeds: the event's own."""
    return event_uid(settings, event)


def change_guids(settings: Settings, event: Entry[Event]) -> tuple[str, ...]:
    """The identity of each entry of ``changes`` in feeds: its day, numbered from the second of a day on.

    Days hold where numbers would not: an older change that is written down later must not make
    readers' apps take a cancellation for new and the change for known.
    """
    found: list[str] = []
    seen: Counter[str] = Counter()
    for change in event.fields.changes:
        day = change.date.isoformat()
        seen[day] += 1
        found.append(f"{event_uid(settings, event)}#{day}{f'-{seen[day]}' if seen[day] > 1 else ''}")
    return tuple(found)


def report_guid(settings: Settings, event: Entry[Event]) -> str:
    """The identity of an event's report in feeds."""
    return f"{event_uid(settings, event)}#report"


def article_guid(settings: Settings, article: Entry[Article]) -> str:
    """The identity of an article in the news feeds, a URN that is no address."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{uid_domain(settings)}/{article.id}").urn


def uid_domain(settings: Settings) -> str:
    """The domain of UIDs: the setting, or the site's host."""
    return settings.options.uid_domain or urlsplit(settings.site.url).hostname or "localhost"


def _namespace(guid: str) -> uuid.UUID:
    """A show's GUID as a namespace; one that is no UUID (from an old system) is named first."""
    try:
        return uuid.UUID(guid)
    except ValueError:
        return uuid.uuid5(PODCASTS, guid)
