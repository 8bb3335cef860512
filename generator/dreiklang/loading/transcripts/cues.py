"""What every reader of transcripts shares: captions become turns, and what is odd is named."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dreiklang.content.body import Turn, WordTiming
from dreiklang.ground.problems import Place, Problem
from dreiklang.markup import dialogue

MOST_SECONDS = 1_000 * 3600
"""No recording lasts longer; larger numbers are mistakes."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Cue(NamedTuple):
    """A caption as written; times in seconds. ``line`` and ``column`` are those of its times."""

    line: int
    column: int
    start: float
    end: float | None
    words: str


class Voice(NamedTuple):
    """What one speaker says in a caption; ``marks`` are the times written between the words."""

    speaker: str
    text: str
    marks: tuple[WordTiming, ...] = ()


def turns(spoken: Iterable[tuple[Cue, Voice]], file: str, right: str) -> tuple[list[Turn], list[Problem]]:
    """A turn for every voice of every caption, and those that name nobody.

    ``right`` shows how a name is written. Captions without a name are named once: a file without
    any would otherwise fill the report with hundreds of lines.
    """
    made, problems = [], []
    nameless: list[Cue] = []
    for cue, voice in spoken:
        if dialogue.is_unmapped(voice.speaker):
            place = Place(file, cue.line, cue.column)
            problems.append(Problem("speaker-unmapped", place, {"name": voice.speaker}))
        elif not voice.speaker:
            nameless.append(cue)
        end = cue.end if cue.end is not None and cue.end > cue.start else None
        made.append(Turn(voice.speaker, cue.start, voice.text, "", cue.line, end, voice.marks))
    if nameless:
        values = {"count": len(nameless), "right": right}
        problems.append(Problem("captions-speaker-missing", Place(file, nameless[0].line), values))
    return made, problems


def time_problems(cues: Iterable[Cue], file: str) -> Iterator[Problem]:
    """Captions that end before they begin, and those that begin before the one above."""
    last = 0.0
    for cue in cues:
        place = Place(file, cue.line, cue.column)
        if cue.end is not None and cue.end <= cue.start:
            yield Problem("captions-end-before-start", place)
        if cue.start < last:
            yield Problem("captions-order", place)
        last = max(last, cue.start)


def empty_problems(empty: Iterable[Cue], file: str) -> Iterator[Problem]:
    """Captions that say nothing, named once with their number."""
    found = list(empty)
    if found:
        place = Place(file, found[0].line, found[0].column)
        yield Problem("captions-empty", place, {"count": len(found)})


def unescaped(text: str) -> str:
    """Text with its character references replaced; an ampersand that begins none stays."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def seconds(hours: str | None, minutes: str, rest: str, thousandths: str) -> float:
    """A clock's parts as seconds."""
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(rest) + int(thousandths) / 1000
