"""A conversation written in a text: ``[m:ss] Name: words``, one paragraph a turn.

Where its end is known, a turn may say it: ``[m:ss–m:ss] Name: words``. The conversation stands
below ``## Transkript`` to the end of the text and never goes through Markdown.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dreiklang.content import word_timings
from dreiklang.content.body import Body, Heading, Section, Turn
from dreiklang.ground import outputs
from dreiklang.ground.problems import Place, Problem
from dreiklang.markup.markdown_source import Source

_BEGIN = re.compile(r"^ {0,3}##[ \t]*(transkript|transcript)[ \t]*#*[ \t]*(\{[^}\n]*\})?[ \t]*$", re.I | re.M)
_HEADING = re.compile(r"#{1,6}\s")
_TIMED = re.compile(r"(?P<time>\[\s*[^\]\s][^\]]*\]|\(\d{1,3}(?:[:.]\d{2}){1,2}\))\s*(?P<rest>.*)")
"""Whatever stands in the place of a time; round brackets only with numbers: words may stand in them."""
_CLOCK = re.compile(r"\[\s*(?:(\d{1,3}):([0-5]?\d)|(\d{1,3})):([0-5]\d)(?:[.,](\d{1,3}))?\s*\]")
_RANGE = re.compile(r"(?P<start>\[[^\]–—-]+?)\s*[–—-]\s*(?P<end>[^\]–—-]+\])")
"""A time and, behind a dash of whatever length, another one."""
_SPOKEN = re.compile(r"\**(?P<name>[^\s:*][^:*]{0,79}?)\**\s*:\**(?:\s+(?P<words>.*)|$)")
_UNMAPPED = re.compile(r"(speaker|sprecher(in)?|voice)[ _-]?(\d+|\?)", re.IGNORECASE)


@dataclass(frozen=True)
class Dialogue:
    """What stands before a conversation, and the conversation.

    ``text`` is the Markdown without it; without a conversation everything is Markdown and
    ``heading`` is None.
    """

    text: str
    heading: Heading | None = None
    turns: tuple[Turn, ...] = ()
    problems: tuple[Problem, ...] = ()


def split(source: Source) -> Dialogue:
    """Takes the conversation off the end of an episode's text.

    Everywhere else a section called “Transkript” is ordinary text.
    """
    # Blanking code takes time; most texts do not even seem to hold a conversation.
    found = _BEGIN.search(source.prose) if _BEGIN.search(source.text) else None
    if found is None:
        return Dialogue(source.text)
    lines = list(_lines(source, found.end()))
    reader = _Reader(_speakers(lines))
    for line, place in lines:
        reader.line(line, place)
    turns, place = reader.finished(), source.place(found.start())
    if not turns and not reader.problems:
        reader.problems.append(Problem("turns-missing", place))
    heading = Heading(2, found[1].lower(), found[1], place.line)
    return Dialogue(source.text[: found.start()], heading, anchored(turns), tuple(reader.problems))


def joined(body: Body, talk: Dialogue) -> Body:
    """The converted text with the conversation below its last section."""
    if talk.heading is None:
        return body
    section = Section("transcript", talk.heading.id, talk.heading.text, "")
    sections, headings = (*body.sections, section), (*body.headings, talk.heading)
    return with_turns(dataclasses.replace(body, headings=headings, sections=sections), talk.turns)


def with_turns(body: Body, turns: tuple[Turn, ...]) -> Body:
    """The text with what was said, whatever file it stands in; the digest covers every word."""
    if not turns:
        return body
    said = [[turn.speaker, turn.start, turn.end, turn.text, turn.anchor, len(turn.marks)] for turn in turns]
    times = b"".join(word_timings.packed(turn.marks) for turn in turns)
    return dataclasses.replace(body, turns=turns, digest=outputs.digest(body.digest, said, times))


def anchored(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Turns with their anchors: ``t-<seconds>``, then ``-2``, ``-3`` when they share a second."""
    seen: dict[int, int] = {}
    found = []
    for turn in turns:
        second = int(turn.start)
        seen[second] = seen.get(second, 0) + 1
        ending = f"-{seen[second]}" if seen[second] > 1 else ""
        anchor = f"t-{second}{ending}"
        found.append(Turn(turn.speaker, turn.start, turn.text, anchor, turn.line, turn.end, turn.marks))
    return tuple(found)


@functools.lru_cache(maxsize=64)  # asked of every caption, answered for a few names
def is_unmapped(speaker: str) -> bool:
    """True for ``SPEAKER_00``: a program heard a voice and nobody wrote down whose it is."""
    return bool(_UNMAPPED.fullmatch(speaker.strip()))


def _lines(source: Source, start: int) -> Iterator[tuple[str, Place]]:
    """Lines without the spaces around them, and where their first characters stand."""
    offset = start
    for line in source.text[start:].split("\n"):
        yield line.strip(), source.place(offset + len(line) - len(line.lstrip()))
        offset += len(line) + 1


def _speakers(lines: Iterable[tuple[str, Place]]) -> set[str]:
    """Names that stand after a time somewhere; without a time the same name begins no turn."""
    timed = (_TIMED.fullmatch(line) for line, _ in lines)
    spoken = (_SPOKEN.fullmatch(match["rest"]) for match in timed if match)
    return {match["name"] for match in spoken if match}


class _Reader:
    """Collects turns line by line; a turn may go on over several paragraphs."""

    def __init__(self, speakers: set[str]) -> None:
        self.problems: list[Problem] = []
        self._speakers = speakers
        self._turns: list[Turn] = []
        self._began = Place("")
        self._paragraphs: list[list[str]] = []
        self._new_paragraph = True

    def line(self, text: str, place: Place) -> None:
        """One line of the conversation."""
        if not text:
            self._new_paragraph = True
            return
        if timed := _TIMED.fullmatch(text):
            self._begin(timed["time"], timed["rest"], place)
        elif _HEADING.match(text):
            self._problem("turn-heading", place)
        else:
            self._go_on(text, place)
        self._new_paragraph = False

    def finished(self) -> tuple[Turn, ...]:
        """All turns; paragraphs of one turn are set apart by an empty line."""
        self._close()
        return tuple(self._turns)

    def _begin(self, time: str, rest: str, place: Place) -> None:
        self._close()
        spoken = _SPOKEN.fullmatch(rest)
        start, end = _times(time)
        if start is None:
            self._problem("turn-time-format", place, time=time)
        elif start < self._last():
            self._problem("turn-time-order", place, time=time)
        if start is not None and end is not None and end <= start:
            self._problem("turn-end-before-start", place, time=time)
            end = None
        if not spoken:
            self._problem("turn-speaker-missing", place)
        elif is_unmapped(spoken["name"]):
            self._problem("speaker-unmapped", place, name=spoken["name"])
        name = " ".join(spoken["name"].split()) if spoken else ""
        words = (spoken["words"] or "") if spoken else rest
        begin = self._last() if start is None else start
        self._turns.append(Turn(name, begin, "", "", place.line, end))
        self._paragraphs = [[words]] if words else []
        self._began = place

    def _go_on(self, text: str, place: Place) -> None:
        spoken = _SPOKEN.fullmatch(text)
        known = spoken is not None and (spoken["name"] in self._speakers or is_unmapped(spoken["name"]))
        if self._new_paragraph and (known or not self._turns):
            self._problem("turn-time-missing", place)
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
            self._problem("turn-empty", self._began)
        self._turns[-1] = self._turns[-1]._replace(text=text)

    def _last(self) -> float:
        return self._turns[-1].start if self._turns else 0.0

    def _problem(self, code: str, place: Place, **values: object) -> None:
        self.problems.append(Problem(code, place, values))


def _times(time: str) -> tuple[float | None, float | None]:
    """Start and end in seconds; no start where either cannot be read, no end where none is written."""
    written = _RANGE.fullmatch(time)
    if written is None:
        return _seconds(time), None
    start, end = _seconds(f"{written['start']}]"), _seconds(f"[{written['end']}")
    return (None, None) if end is None else (start, end)


def _seconds(time: str) -> float | None:
    """What ``[m:ss]``, ``[h:mm:ss]`` or ``[m:ss.fff]`` means; None for what is no time."""
    clock = _CLOCK.fullmatch(time)
    if clock is None:
        return None
    hours, minutes, seconds = int(clock[1] or 0), int(clock[2] or clock[3]), int(clock[4])
    return hours * 3600 + minutes * 60 + seconds + float(f"0.{clock[5] or 0}")
