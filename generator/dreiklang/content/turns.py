"""Turns put together from captions or segments, and taken apart at their marks.

Programs that write down what is said cut it every few seconds. What one person says without a
break is one turn to read; the times of its pieces stay as marks, so nothing known is lost.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dreiklang.content.body import Turn, WordTiming
from dreiklang.content.word_timings import WordTimings

PAUSE = 3.0
"""A silence of more seconds ends a turn."""

LONG = 60.0
"""A turn of so many seconds ends with its sentence."""

LONGEST = 180.0
"""A turn of so many seconds ends anyway: some programs write no full stops."""

SENTENCE = re.compile(r"[.!?…][\"”“’»«)]*$")


class Part(NamedTuple):
    """The words between two marks; ``start`` and ``end`` in seconds, ``end`` where it is known."""

    start: float
    end: float | None
    text: str


def joined(pieces: Iterable[Turn], breaks: Sequence[float] = ()) -> Iterator[Turn]:
    """Turns to read, made from turns as short as captions: no word and no time is lost.

    No turn goes on over a time in ``breaks`` (seconds, ascending): there a chapter may begin.
    """
    run: list[Turn] = []
    for piece in pieces:
        if run and not (_goes_on(run, piece) and _same_part(run[-1], piece, breaks)):
            yield _one(run)
            run = []
        run.append(piece)
    if run:
        yield _one(run)


def fragments(turns: Sequence[Turn]) -> bool:
    """True where turns are single words rather than sentences, as some files are cut."""
    return len(turns) > 1 and sum(turn.text.count(" ") < 2 for turn in turns) > len(turns) / 2


def parts(turn: Turn) -> Iterator[Part]:
    """The turn cut at its marks; a mark within a word or out of order cuts nothing."""
    text, length = turn.text, len(turn.text)
    start, end, begin = turn.start, None, 0
    rows = turn.marks.rows() if isinstance(turn.marks, WordTimings) else turn.marks
    for offset, then, known in rows:
        at = int(offset)
        if then < start or not begin <= at < length or (at and not text[at - 1].isspace()):
            continue
        if at > begin and not text[begin:at].isspace():
            yield Part(start, end, text[begin:at])
        # Packed, an end that nobody knows is not a number, and no such number equals itself.
        begin, start, end = at, then, known if known == known else None
    # What follows the last mark ends with the turn.
    yield Part(start, turn.end if end is None else end, text[begin:])


def _goes_on(run: Sequence[Turn], piece: Turn) -> bool:
    first, last = run[0], run[-1]
    silent = piece.start - (last.end if last.end is not None else piece.start)
    if piece.speaker != first.speaker or piece.start < last.start or silent > PAUSE:
        return False
    lasts = piece.start - first.start
    return lasts < LONG or (lasts < LONGEST and not SENTENCE.search(last.text))


def _same_part(last: Turn, piece: Turn, breaks: Sequence[float]) -> bool:
    return bisect.bisect_right(breaks, last.start) == bisect.bisect_right(breaks, piece.start)


def _one(run: Sequence[Turn]) -> Turn:
    first = run[0]
    if len(run) == 1:
        return first
    marks: list[WordTiming] = []
    offset = 0
    for piece in run:
        if not piece.marks or piece.marks[0][:2] != (0, piece.start):
            marks.append(WordTiming(offset, piece.start, None if piece.marks else piece.end))
        if piece.marks:
            marks += [WordTiming(offset + mark.offset, mark.start, mark.end) for mark in piece.marks]
        offset += len(piece.text) + 1
    text = " ".join(piece.text for piece in run)
    return Turn(first.speaker, first.start, text, first.anchor, first.line, run[-1].end, WordTimings(marks))
