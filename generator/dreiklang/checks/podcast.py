"""Rules of the podcast that reach beyond one field."""

from __future__ import annotations

import math
from collections.abc import Iterator

from dreiklang import sounds
from dreiklang.content.captions import clock
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE, PODCAST
from dreiklang.content.podcast import Chapter, Episode, KeyMessage
from dreiklang.problems import Problem
from dreiklang.site import Site


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
        length = sounds.main(site, episode).seconds
        for field in ("chapters", "key_messages"):
            yield from _ordered(episode, field, length)


def _ordered(episode: Entry[Episode], field: str, length: float | None) -> Iterator[Problem]:
    last = -1
    for index, item in enumerate(getattr(episode.fields, field)):
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
    for kind in ("building-block", "season", "episode"):
        for entry in site.library.of(kind):
            if entry.fields.number is None:
                continue
            key = (kind, entry.parent if kind == "episode" else None, entry.fields.number)
            if key in seen:
                values = {"number": entry.fields.number, "other": seen[key].path}
                yield Problem("number-twice", entry.place("number"), values)
            seen.setdefault(key, entry)
