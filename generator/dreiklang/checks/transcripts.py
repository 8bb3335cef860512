"""Rules of transcripts: who speaks, and that times fit each other and the recording.

What cannot be read at all, and times that go back, are named where the transcript is read.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from dreiklang.checks import names
from dreiklang.content.body import Turn
from dreiklang.content.captions import clock
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE, PERSON
from dreiklang.content.podcast import Episode
from dreiklang.content.word_timings import starts
from dreiklang.ground.problems import Place, Problem
from dreiklang.site import audio_sources
from dreiklang.site.site import Site

TOLERANCE = 1.0
"""Seconds: programs round, and files end with a frame."""

LONG = 300.0
"""Seconds without a known time after which captions drift from what is heard."""


def place(episode: Entry[Episode], turn: Turn) -> Place:
    """Where a turn is written: in the episode's text, or in the file that it names."""
    return Place(episode.fields.transcript or episode.path, max(turn.line, 1))


def turns_end_with_the_recording(site: Site) -> Iterator[Problem]:
    """No turn begins or ends, and no time within one lies, beyond the end of the recording."""
    for episode in site.library.of(EPISODE):
        length = audio_sources.main_source(site, episode).seconds
        for turn in episode.body.turns if length is not None else ():
            last = max(turn.start, turn.end or 0.0, max(starts(turn.marks), default=0.0))
            if length is not None and last > length + TOLERANCE:
                values = {"time": clock(last), "end": clock(length)}
                yield Problem("time-beyond-end", place(episode, turn), values)


def turns_follow_each_other(site: Site) -> Iterator[Problem]:
    """Where a turn ends after the next one began, both are named: people talk at once, or a time is wrong."""
    for episode in site.library.of(EPISODE):
        for turn, following in itertools.pairwise(episode.body.turns):
            if turn.end is not None and turn.end > following.start + TOLERANCE:
                values = {"end": clock(turn.end), "name": following.speaker, "time": clock(following.start)}
                yield Problem("turns-overlap", place(episode, turn), values)


def long_turns_have_times(site: Site) -> Iterator[Problem]:
    """Five minutes without a known time make captions that lag behind what is heard."""
    for episode in site.library.of(EPISODE):
        turns = episode.body.turns
        ends = [*(turn.start for turn in turns), audio_sources.main_source(site, episode).seconds][1:]
        for turn, end in zip(turns, ends, strict=True):
            last = turn.end if turn.end is not None else end
            if last is not None and last - turn.start <= LONG:
                continue
            known = [turn.start, *starts(turn.marks), turn.start if last is None else last]
            before, then = max(itertools.pairwise(known), key=lambda pair: pair[1] - pair[0])
            if then - before > LONG:
                middle, minutes = clock((before + then) / 2), round((then - before) / 60)
                values = {"name": turn.speaker, "minutes": minutes, "time": middle}
                yield Problem("turn-long", place(episode, turn), values)


def speakers_are_people(site: Site) -> Iterator[Problem]:
    """Who speaks in a transcript has a record, so that names are never typed twice."""
    for episode in site.library.of(EPISODE):
        for name, turn in {turn.speaker: turn for turn in reversed(episode.body.turns)}.items():
            if len(site.library.named(name, PERSON)) != 1:
                values = {"name": name, **names.near(site.library, name, (PERSON,))}
                yield Problem("speaker-unknown", place(episode, turn), values)
