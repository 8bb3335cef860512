"""What podcast directories refuse and what apps lose, found before publication."""

from __future__ import annotations

import posixpath
import re
import uuid
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from dreiklang import addresses
from dreiklang.content.library import Entry
from dreiklang.feeds import categories, directories, identity, recordings
from dreiklang.feeds.episodes import DESCRIPTION_BYTES
from dreiklang.problems import Problem, suggestion
from dreiklang.site import Site

_NUMBERED = re.compile(
    r"^\s*#?\d+\s*[.:–-]\s|^\s*#\d+\b|\bS\d+\s*E\d+\b"
    r"|\b(folge|episode|ep\.?|staffel|season)\s*(nr\.?\s*)?#?\d+\b",
    re.IGNORECASE,
)


def cover(site: Site, podcast: Entry) -> Iterator[Problem]:
    """The cover is a square JPEG or PNG of 1400 to 3000 pixels."""
    facts = site.library.facts(podcast.fields.cover.file)
    if facts is None:
        return
    place = podcast.place("cover.file")
    if facts.type not in recordings.ARTWORK_TYPES:
        yield Problem("feed-cover-type", place, {"type": facts.type})
    elif not recordings.is_artwork(facts):
        yield Problem("feed-cover-size", place, {"width": facts.width, "height": facts.height})


def known_categories(site: Site, podcast: Entry) -> Iterator[Problem]:
    """Categories stand in Apple's list, letter by letter."""
    for index, written in enumerate(podcast.fields.categories):
        if not categories.is_known(written):
            values = {"category": written} | {
                f"near_{language}": suggestion(written, categories.names(), language)
                for language in ("de", "en")
            }
            yield Problem("feed-category-unknown", podcast.place(f"categories.{index}"), values)


def guid_written(site: Site, podcast: Entry) -> Iterator[Problem]:
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


def audio_known(site: Site, episode: Entry) -> Iterator[Problem]:
    """Size, type and duration of every recording are known, and apps can play it."""
    audio = episode.fields.audio
    place = episode.place("audio")
    file = audio.file or urlsplit(audio.url).path
    if recordings.ending(file) not in recordings.AUDIO_TYPES:
        yield Problem("feed-audio-type", place, {"file": file})
    elif recordings.recording(site, episode) is None:
        yield Problem("feed-audio-facts", place, {"file": file})


def audio_name(_: Site, episode: Entry) -> Iterator[Problem]:
    """A recording's file name is plain ASCII: some apps fail on anything else."""
    audio = episode.fields.audio
    name = posixpath.basename(audio.file) if audio.file else audio.url
    if not name.isascii() or " " in name:
        yield Problem("feed-audio-name", episode.place("audio"), {"file": name})


def title_without_number(_: Site, episode: Entry) -> Iterator[Problem]:
    """Season and episode numbers stand in their fields, not in titles (PSP-1)."""
    if _NUMBERED.search(episode.title):
        yield Problem("feed-number-in-title", episode.place("title"), {"title": episode.title})


def description_fits(_: Site, entry: Entry) -> Iterator[Problem]:
    """Descriptions have at most 4,000 bytes (PSP-1)."""
    size = len(entry.fields.summary.encode())
    if size > DESCRIPTION_BYTES:
        yield Problem("feed-description-long", entry.place("summary"), {"size": size})


_Rule = Callable[[Site, Entry], Iterator[Problem]]
_OF_PODCASTS: tuple[_Rule, ...] = (
    cover, known_categories, guid_written, description_fits, *directories.RULES,
)  # fmt: skip
_OF_EPISODES: tuple[_Rule, ...] = (audio_known, audio_name, title_without_number, description_fits)


def check(site: Site) -> Iterator[Problem]:
    """Every problem that only subscribers would notice."""
    for podcast in site.library.of("podcast")[:1]:
        for rule in _OF_PODCASTS:
            yield from rule(site, podcast)
    for episode in site.library.of("episode"):
        for rule in _OF_EPISODES:
            yield from rule(site, episode)
    yield from _twice(site, "feed-guid-twice", "guid", _guid)
    yield from _twice(site, "feed-enclosure-twice", "audio", _enclosure)
    for article in site.library.of("article"):
        if article.fields.date is None:
            yield Problem("feed-article-undated", article.place())


def _guid(site: Site, episode: Entry) -> str:
    shows = site.library.of("podcast")
    return identity.episode_guid(identity.podcast_guid(site, shows[0]), episode) if shows else ""


def _enclosure(site: Site, episode: Entry) -> str:
    """The address a recording is published at; two files may share one, so facts do not matter."""
    audio = episode.fields.audio
    return str(audio.url or addresses.media(audio.file))


def _twice(site: Site, code: str, field: str, value_of: Callable[[Site, Entry], str]) -> Iterator[Problem]:
    """Apps keep one of two episodes with the same identity, and nobody knows which."""
    first: dict[str, Entry] = {}
    for episode in site.library.of("episode"):
        value = value_of(site, episode)
        if value and value in first:
            values = {"value": value, "other": first[value].path}
            yield Problem(code, episode.place(field), values)
        first.setdefault(value, episode)
