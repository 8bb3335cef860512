"""Soundbites become key messages with the time and end of the passage."""

from __future__ import annotations

import math
from collections.abc import Mapping

from dreiklang.content.captions import clock
from dreiklang.importing.feed.model import Soundbite
from dreiklang.importing.feed.planning import Episode, Plan


def key_messages(plan: Plan, episode: Episode) -> list[Mapping[str, str]]:
    """In order of time, in whole seconds around the passage; what is no message is reported."""
    made: dict[int, Mapping[str, str]] = {}
    left, moved = [], []
    for bite in sorted(episode.item.soundbites, key=lambda b: (b.start or 0.0, b.duration or 0.0)):
        start, end = _around(bite)
        if not bite.title or end <= start or start in made or start > (episode.item.seconds or math.inf):
            left.append(_shown(bite))
            continue
        end = min(end, math.ceil(episode.item.seconds or end))
        made[start] = {"time": clock(start), "end": clock(end), "text": bite.title}
        if (start, end - start) != (bite.start, bite.duration):
            moved.append(f"{_shown(bite)} → {clock(start)}–{clock(end)}")
    if left:
        plan.report("import-soundbites", episode.path, passages="; ".join(left))
    if moved:
        plan.report("import-soundbites-moved", episode.path, passages="; ".join(moved))
    return list(made.values())


def _around(bite: Soundbite) -> tuple[int, int]:
    """The whole seconds that hold a passage; nothing where its times cannot be read."""
    if bite.start is None or not bite.duration:
        return 0, 0
    return math.floor(bite.start), math.ceil(bite.start + bite.duration)


def _shown(bite: Soundbite) -> str:
    times = f"{bite.start:g} s + {bite.duration:g} s" if bite.start is not None and bite.duration else "?"
    return f"{times} „{bite.title}“" if bite.title else times
