"""What podcast directories refuse and what apps lose, found before publication."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import ARTICLE, EPISODE, EVENT, PODCAST
from dreiklang.content.podcast import Episode, Podcast
from dreiklang.feeds import identity
from dreiklang.feeds.events import event_feeds
from dreiklang.feeds.podcast import categories, directories, enclosures, recording_checks
from dreiklang.feeds.podcast.episode_items import DESCRIPTION_BYTES
from dreiklang.ground.problems import Problem, suggestion
from dreiklang.site.site import Site

_NUMBERED = re.compile(
    r"^\s*#?\d+\s*[.:–-]\s|^\s*#\d+\b|\bS\d+\s*E\d+\b"
    r"|\b(folge|episode|ep\.?|staffel|season)\s*(nr\.?\s*)?#?\d+\b",
    re.IGNORECASE,
)


_COLOURS = {"cmyk": "feed-cover-cmyk", "grey": "feed-cover-grey"}
"""What is wrong with a cover in other colours than RGB, by what is stored."""


def cover(site: Site, podcast: Entry[Podcast]) -> Iterator[Problem]:
    """The cover is a square JPEG or PNG of 1400 to 3000 pixels, in RGB and without transparency.

    Source: Apple Podcasts for Creators, "Artwork requirements" (no alpha channel), and the message
    with which Podcasts Connect refuses others ("in RGB color space").
    """
    facts = site.library.facts(podcast.fields.cover.file)
    if facts is None:
        return
    place = podcast.place("cover.file")
    if facts.type not in enclosures.ARTWORK_TYPES:
        yield Problem("feed-cover-type", place, {"type": facts.type})
    elif not enclosures.has_artwork_size(facts):
        yield Problem("feed-cover-size", place, {"width": facts.width, "height": facts.height})
    elif not enclosures.is_rgb(facts):
        yield Problem(_COLOURS[facts.colours], place)
    elif facts.alpha:
        yield Problem("feed-cover-alpha", place)


def known_categories(site: Site, podcast: Entry[Podcast]) -> Iterator[Problem]:
    """Categories stand in Apple's list, letter by letter."""
    for index, written in enumerate(podcast.fields.categories):
        if not categories.is_known(written):
            values = {"category": written} | {
                f"near_{language}": suggestion(written, categories.names(), language)
                for language in ("de", "en")
            }
            yield Problem("feed-category-unknown", podcast.place(f"categories.{index}"), values)


def guid_written(site: Site, podcast: Entry[Podcast]) -> Iterator[Problem]:
    """The show's GUID is a UUID, and stands in the text before the site ever moves."""
    guid = podcast.fields.guid
    if guid is None:
        values = {"guid": identity.podcast_guid(site, podcast)}
        yield Problem("feed-guid-unwritten", podcast.place(), values)
        return
    try:
        uuid.UUID(guid)
    except ValueError:
        yield Problem("feed-guid-format", podcast.place("guid"), {"guid": guid})


def title_without_number(_: Site, episode: Entry[Episode]) -> Iterator[Problem]:
    """Season and episode numbers stand in their fields, not in titles (PSP-1)."""
    if _NUMBERED.search(episode.title):
        yield Problem("feed-number-in-title", episode.place("title"), {"title": episode.title})


def description_fits(_: Site, entry: Entry) -> Iterator[Problem]:
    """Descriptions have at most 4,000 bytes (PSP-1)."""
    size = len(entry.fields.summary.encode())
    if size > DESCRIPTION_BYTES:
        yield Problem("feed-description-long", entry.place("summary"), {"size": size})


_OF_PODCASTS: tuple[Callable[[Site, Entry[Podcast]], Iterator[Problem]], ...] = (
    cover, known_categories, guid_written, description_fits, *directories.RULES,
)  # fmt: skip
_OF_EPISODES: tuple[Callable[[Site, Entry[Episode]], Iterator[Problem]], ...] = (
    recording_checks.are_playable,
    recording_checks.names_are_plain,
    title_without_number,
    description_fits,
)


def check(site: Site) -> Iterator[Problem]:
    """Every problem that only subscribers would notice."""
    for podcast in site.library.of(PODCAST)[:1]:
        for of_podcast in _OF_PODCASTS:
            yield from of_podcast(site, podcast)
    for episode in site.library.of(EPISODE):
        for of_episode in _OF_EPISODES:
            yield from of_episode(site, episode)
    yield from _guids_are_unique(site)
    yield from _uids_are_unique(site)
    yield from recording_checks.addresses_are_unique(site)
    for article in site.library.of(ARTICLE):
        if article.fields.date is None:
            yield Problem("feed-article-undated", article.place())
    yield from event_feeds.check(site)


def _guid(site: Site, episode: Entry[Episode]) -> str:
    shows = site.library.of(PODCAST)
    return identity.episode_guid(identity.podcast_guid(site, shows[0]), episode) if shows else ""


def _guids_are_unique(site: Site) -> Iterator[Problem]:
    """Apps keep one of two episodes with the same identity, and nobody knows which."""
    first: dict[str, Entry] = {}
    for episode in site.library.of(EPISODE):
        value = _guid(site, episode)
        if value and value in first:
            values = {"value": value, "other": first[value].path}
            yield Problem("feed-guid-twice", episode.place("guid"), values)
        first.setdefault(value, episode)


def _uids_are_unique(site: Site) -> Iterator[Problem]:
    """Calendars keep one of two events with the same identity, and nobody knows which."""
    first: dict[str, Entry] = {}
    for event in sorted(site.library.of(EVENT), key=lambda event: bool(event.fields.uid)):
        uid = identity.event_uid(site.settings, event)
        # Without a written one two ids are equal, which is a problem of its own.
        if uid in first and event.fields.uid:
            yield Problem("event-uid-twice", event.place("uid"), {"uid": uid, "other": first[uid].path})
        first.setdefault(uid, event)
