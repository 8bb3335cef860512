"""A conversation written in a text: ``[m:ss] Name: words``, one paragraph a turn.

It stands below ``## Transkript`` to the end of the text and never goes through Markdown.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from dreiklang.content.body import Turn
from dreiklang.problems import Place, Problem

HEADINGS = ("Transkript", "Transcript")
"""Headings of the second level below which a conversation stands."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,6}\s")
_TIMED = re.compile(r"\[\s*([^\]\s][^\]]*)\]\s*(.*)")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(\.\d{1,3})?")
_SPOKEN = re.compile(r"\**([^:*]{1,80}?)\**\s*:\**(?:\s+(.*)|$)")
_UNMAPPED = re.compile(r"speaker[ _-]?\d+", re.IGNORECASE)


def split(body: str, headings: Iterable[str] = HEADINGS) -> tuple[str, str | None, int]:
    """The text above the heading, the conversation below (None without one), and the heading's line.

    The line counts from 1 in ``body``; a heading inside a code block does not count.
    """
    words = "|".join(re.escape(word) for word in headings)
    wanted = re.compile(rf"##\s+({words})\s*#*\s*(\{{:?[^}}]*\}})?\s*", re.IGNORECASE)
    lines = body.split("\n")
    fence = ""
    for number, line in enumerate(lines, start=1):
        if mark := _FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif not fence and wanted.fullmatch(line):
            return "\n".join(lines[: number - 1]), "\n".join(lines[number:]), number
    return body, None, 0


def parse(text: str, file: str, line: int) -> tuple[tuple[Turn, ...], tuple[Problem, ...]]:
    """The turns of a conversation whose first line is ``line`` of the file."""
    reader = _Reader(file, _speakers(text))
    for number, written in enumerate(text.split("\n"), start=line):
        reader.line(written.strip(), number)
    turns = reader.finished()
    if not turns and not reader.problems:
        reader.problems.append(Problem("turns-missing", Place(file, max(1, line - 1))))
    return anchored(turns), tuple(reader.problems)


def anchored(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Turns with their anchors: ``t-<seconds>``, then ``-2``, ``-3`` when they share a second."""
    seen: dict[int, int] = {}
    found = []
    for turn in turns:
        second = int(turn.start)
        seen[second] = seen.get(second, 0) + 1
        ending = f"-{seen[second]}" if seen[second] > 1 else ""
        found.append(dataclasses.replace(turn, anchor=f"t-{second}{ending}"))
    return tuple(found)


def is_timed(text: str) -> bool:
    """True when a line begins with a time: then it is a conversation, whatever page it stands on."""
    timed = (_TIMED.fullmatch(line.strip()) for line in text.split("\n"))
    return any(match and _CLOCK.fullmatch(match[1].strip()) for match in timed)


def is_unmapped(speaker: str) -> bool:
    """True for ``SPEAKER_00``: a program heard a voice and nobody wrote down whose it is."""
    return bool(_UNMAPPED.fullmatch(speaker.strip()))


def _speakers(text: str) -> set[str]:
    """Names that stand after a time somewhere; without a time the same name begins no turn."""
    return {
        spoken[1]
        for line in text.split("\n")
        if (timed := _TIMED.fullmatch(line.strip())) and (spoken := _SPOKEN.fullmatch(timed[2]))
    }


class _Reader:
    """Collects turns line by line; a turn may go on over several paragraphs."""

    def __init__(self, file: str, speakers: set[str]) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._speakers = speakers
        self._turns: list[Turn] = []
        self._paragraphs: list[list[str]] = []
        self._new_paragraph = True

    def line(self, text: str, number: int) -> None:
        """One line of the conversation."""
        if not text:
            self._new_paragraph = True
            return
        if timed := _TIMED.fullmatch(text):
            self._begin(timed[1].strip(), timed[2], number)
        elif _HEADING.match(text):
            self._problem("turn-heading", number)
        else:
            self._go_on(text, number)
        self._new_paragraph = False

    def finished(self) -> tuple[Turn, ...]:
        """All turns; paragraphs of one turn are set apart by an empty line."""
        self._close()
        return tuple(self._turns)

    def _begin(self, time: str, rest: str, number: int) -> None:
        self._close()
        spoken = _SPOKEN.fullmatch(rest)
        clock = _CLOCK.fullmatch(time)
        if not clock:
            self._problem("turn-time-format", number, time=time)
        if not spoken:
            self._problem("turn-speaker-missing", number)
        elif is_unmapped(spoken[1]):
            self._problem("speaker-unmapped", number, name=spoken[1])
        start = _seconds(clock) if clock else self._last()
        if start < self._last():
            self._problem("turn-time-order", number, time=time)
        words = (spoken[2] or "") if spoken else rest
        self._turns.append(Turn(spoken[1].strip() if spoken else "", start, "", "", number))
        self._paragraphs = [[words]] if words else []

    def _go_on(self, text: str, number: int) -> None:
        spoken = _SPOKEN.fullmatch(text)
        known = spoken is not None and (spoken[1] in self._speakers or is_unmapped(spoken[1]))
        if self._new_paragraph and (known or not self._turns):
            self._problem("turn-time-missing", number)
        if self._new_paragraph or not self._paragraphs:
            self._paragraphs.append([])
        self._paragraphs[-1].append(text)

    def _close(self) -> None:
        """Gives the words collected so far to the turn they belong to."""
        text = "\n\n".join(" ".join(lines) for lines in self._paragraphs)
        self._paragraphs = []
        if not self._turns:
            return
        if not text:
            self._problem("turn-empty", self._turns[-1].line)
        self._turns[-1] = dataclasses.replace(self._turns[-1], text=text)

    def _last(self) -> float:
        return self._turns[-1].start if self._turns else 0.0

    def _problem(self, code: str, line: int, **values: object) -> None:
        self.problems.append(Problem(code, Place(self._file, line), values))


def _seconds(clock: re.Match[str]) -> float:
    whole = int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3])
    return whole + float(f"0{clock[4]}") if clock[4] else float(whole)
