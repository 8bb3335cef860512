"""Moments of a conversation that have an address: the begin of each turn, and known times within it.

A turn's anchor is decided where it is read and never changes. Within a turn a moment is what makes
a caption: a piece of the file that was read or, where single words have times, a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dreiklang.content.body import Turn
from dreiklang.content.turns import SENTENCE, parts
from dreiklang.content.word_timings import starts

LONGEST = 130
"""Characters of words timed one by one after which a moment begins without a sentence: two lines of VTT."""

_WORDS = 2
"""Words in what counts as timed one by one; a longer piece is a moment of its own."""
_ANCHOR = re.compile(r"t-(\d{1,7})(?:-\d+)?")


class Moment(NamedTuple):
    """The words from one moment to the next, as they stand in the turn; ``start`` in seconds."""

    anchor: str
    start: float
    text: str
    speaker: str


def with_moments(turns: Sequence[Turn]) -> Iterator[tuple[Turn, tuple[Moment, ...]]]:
    """Every turn with its moments; the first one is the begin of the turn, with the turn's anchor.

    Within a turn anchors are ``t-<seconds>``, and ``-2``, ``-3`` … when a turn or an earlier moment
    has the second already: whatever turns are cut into, their own anchors stay.
    """
    taken = {turn.anchor for turn in turns}
    counted: dict[int, int] = Counter(int(turn.start) for turn in turns)
    for turn in turns:
        (_, text), *others = _pieces(turn)
        found = [Moment(turn.anchor, turn.start, text, turn.speaker)]
        for start, text in others:
            found.append(Moment(_free(int(start), counted, taken), start, text, turn.speaker))
        yield turn, tuple(found)


def find_moment(turns: Sequence[Turn], anchor: str) -> Moment | None:
    """The moment with an anchor."""
    written = _ANCHOR.fullmatch(anchor)
    near = with_moments(_near(turns, int(written[1]))) if written else ()
    return next((moment for _, moments in near for moment in moments if moment.anchor == anchor), None)


def running(turns: Sequence[Turn], time: float) -> Moment | None:
    """The moment that runs at a time in seconds; before anybody speaks the first one."""
    turn = next((turn for turn in reversed(turns) if turn.start <= time), next(iter(turns), None))
    if turn is None:
        return None
    begins = [begin for begin, _ in _pieces(turn)]
    index = max((at for at, begin in enumerate(begins) if begin <= time), default=0)
    near = with_moments(_near(turns, int(begins[index]), turn))
    return next(moments[index] for other, moments in near if other is turn)


def _near(turns: Sequence[Turn], second: int, wanted: Turn | None = None) -> list[Turn]:
    """Turns that begin or know a time within a second, and the one wanted.

    Anchors are counted by the second, so among these those of the second are as among all turns;
    to look here is much quicker than to take every turn apart.
    """
    return [
        turn
        for turn in turns
        if turn is wanted
        or int(turn.start) == second
        or any(second <= start < second + 1 for start in starts(turn.marks))
    ]


def _free(second: int, counted: dict[int, int], taken: set[str]) -> str:
    while True:
        number = counted[second] = counted.get(second, 0) + 1
        anchor = f"t-{second}-{number}" if number > 1 else f"t-{second}"
        if anchor not in taken:
            taken.add(anchor)
            return anchor


def _pieces(turn: Turn) -> list[tuple[float, str]]:
    """The turn cut where a moment begins, at its first letter: begin and words, of which all are there."""
    found: list[tuple[float, str]] = []
    last = ""
    for start, _, text in parts(turn):
        if not found:
            found.append((start, text.lstrip()))
        elif text[:1].isspace() or _goes_on(found[-1], last, start, text):
            # Words never begin with a space where marks are ours: such a piece only goes on.
            found[-1] = (found[-1][0], found[-1][1] + text)
        else:
            found.append((start, text))
        last = text
    return found


def _goes_on(moment: tuple[float, str], last: str, start: float, text: str) -> bool:
    """Whether words go on with those of a moment: ``last`` is what was said directly before."""
    if start <= moment[0]:
        return True
    if text.count(" ") > _WORDS or last.count(" ") > _WORDS:
        return False
    one_by_one = max(len(last.split()), len(text.split())) <= _WORDS
    return one_by_one and len(moment[1]) < LONGEST and not SENTENCE.search(last.rstrip())
