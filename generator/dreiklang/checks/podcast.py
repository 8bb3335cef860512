"""Rules of the podcast that reach beyond one field."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from dreiklang.content.captions import clock
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import BUILDING_BLOCK, EPISODE, PODCAST, SEASON
from dreiklang.content.library import Library
from dreiklang.content.podcast import Chapter, Episode, KeyMessage
from dreiklang.ground.problems import Problem
from dreiklang.site import audio_sources
from dreiklang.site.site import Site


def one_show(site: Site) -> Iterator[Problem]:
    """Episodes belong to a show and a season."""
    if site.library.of(EPISODE) and not site.library.of(PODCAST):
        yield Problem("show-missing", site.library.of(EPISODE)[0].place())
    for episode in site.library.of(EPISODE):
        if site.library.of(PODCAST) and site.library.get(episode.parent or "") is None:
            yield Problem("season-missing", episode.place())


def a_show_moves_elsewhere(site: Site) -> Iterator[Problem]:
    """The new address of a feed lies outside this site: apps told to come here again would never leave."""
    for show in site.library.of(PODCAST):
        new = show.fields.moved_to or ""
        if new.partition("://")[2].startswith(site.settings.site.base.partition("://")[2]):
            yield Problem("moved-to-here", show.place("moved_to"), {"url": new})


def episodes_have_transcripts(site: Site) -> Iterator[Problem]:
    """An episode has a transcript, or a dated reason why not."""
    for episode in site.library.of(EPISODE):
        if not episode.body.turns and episode.fields.no_transcript is None:
            yield Problem("transcript-missing", episode.place())


def times_lie_within_the_recording(site: Site) -> Iterator[Problem]:
    """Chapters and key messages stand in order of time and end with the recording."""
    for episode in site.library.of(EPISODE):
        length = audio_sources.main_source(site, episode).seconds
        yield from _ordered(episode, "chapters", episode.fields.chapters, length)
        yield from _ordered(episode, "key_messages", episode.fields.key_messages, length)


def _ordered(
    episode: Entry[Episode], field: str, items: Sequence[Chapter | KeyMessage], length: float | None
) -> Iterator[Problem]:
    last = -1
    for index, item in enumerate(items):
        place = episode.place(f"{field}.{index}.time")
        if item.time <= last:
            yield Problem("time-out-of-order", place, {"time": clock(item.time), "before": clock(last)})
        elif length is not None and item.time > length:
            yield Problem("time-beyond-end", place, {"time": clock(item.time), "end": clock(length)})
        last = item.time
        yield from _ended(episode, f"{field}.{index}.end", item, length)


def _ended(
    episode: Entry[Episode], field: str, item: KeyMessage | Chapter, length: float | None
) -> Iterator[Problem]:
    """A passage ends after it began, and within the recording."""
    end = item.end if isinstance(item, KeyMessage) else None
    if end is None:
        return
    if end <= item.time:
        values = {"end": clock(end), "time": clock(item.time)}
        yield Problem("key-message-end", episode.place(field), values)
    elif length is not None and end > math.ceil(length):
        values = {"time": clock(end), "end": clock(length)}
        yield Problem("time-beyond-end", episode.place(field), values)


def numbers_are_unique(site: Site) -> Iterator[Problem]:
    """Numbers of building blocks, seasons and the episodes of a season are given once."""
    seen: dict[tuple[object, ...], Entry] = {}
    for entry, within, number in _numbered(site.library):
        key = (entry.kind, within, number)
        if key in seen:
            values = {"number": number, "other": seen[key].path}
            yield Problem("number-twice", entry.place("number"), values)
        seen.setdefault(key, entry)


def _numbered(library: Library) -> Iterator[tuple[Entry, str | None, int]]:
    """What has a number, with the id of what it is counted within (None: the whole site)."""
    yield from ((block, None, block.fields.number) for block in library.of(BUILDING_BLOCK))
    yield from ((season, None, season.fields.number) for season in library.of(SEASON))
    for episode in library.of(EPISODE):
        if episode.fields.number is not None:
            yield episode, episode.parent, episode.fields.number
