"""A conversation below ``## Transkript``: read as turns, never as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dreiklang.content.body import Heading, Section, Turn
from dreiklang.markup.source import Source
from dreiklang.problems import Place, Problem

_HEADING = re.compile(
    r"^ {0,3}##[ \t]*(transkript|transcript)[ \t]*#*[ \t]*(\{[^}\n]*\})?[ \t]*$", re.I | re.M
)
_TIME = re.compile(r"\[(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>\d{2})(?:[.,](?P<f>\d{1,3}))?\][ \t]*")
_LOOKS_TIMED = re.compile(r"[\[(]\d{1,3}[:.]\d")
_SPEAKER = re.compile(r"\**(?P<name>[^\s:*][^:\n*]{0,80}?)\**:\**(?:[ \t\n]+|$)")


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

    @property
    def section(self) -> Section | None:
        """The section of the transcript; its words are the turns."""
        return Section("transcript", self.heading.id, self.heading.text, "") if self.heading else None


@dataclass
class _Reader:
    """Collects turns paragraph by paragraph."""

    source: Source
    turns: list[Turn] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    anchors: dict[int, int] = field(default_factory=dict)

    def read(self, paragraph: str, place: Place) -> None:
        timed = _TIME.match(paragraph)
        if timed:
            self._turn(timed, paragraph[timed.end() :], place)
        elif _LOOKS_TIMED.match(paragraph):
            self._wrong("turn-time", place, time=paragraph.split()[0])
        elif paragraph.startswith("#"):
            self._wrong("transcript-heading", place, text=_line(paragraph.strip("# ")))
        elif self.turns:
            last = self.turns[-1]
            words = f"{last.text}\n\n{_line(paragraph)}".strip()
            self.turns[-1] = Turn(last.speaker, last.start, words, last.anchor, last.line)
        else:
            self._wrong("transcript-before-turn", place)

    def _turn(self, timed: re.Match[str], rest: str, place: Place) -> None:
        start = _seconds(timed)
        if start is None:
            self._wrong("turn-time", place, time=timed[0].strip())
            return
        speaker = _SPEAKER.match(rest)
        if speaker is None:
            self._wrong("turn-without-speaker", place)
            return
        if self.turns and start < self.turns[-1].start:
            self._wrong("turn-back", place, time=timed[0].strip())
        words = _line(rest[speaker.end() :])
        name = " ".join(speaker["name"].split())
        self.turns.append(Turn(name, start, words, self._anchor(int(start)), place.line))

    def _anchor(self, second: int) -> str:
        count = self.anchors[second] = self.anchors.get(second, 0) + 1
        return f"t-{second}" if count == 1 else f"t-{second}-{count}"

    def _wrong(self, code: str, place: Place, **values: object) -> None:
        self.problems.append(Problem(code, place, values))


def split(source: Source) -> Dialogue:
    """Takes a conversation off the end of a text; without any timed paragraph there is none."""
    m = _HEADING.search(source.prose)
    if m is None or not any(_TIME.match(p) for p, _ in _paragraphs(source, m.end())):
        return Dialogue(source.text)
    reader = _Reader(source)
    for paragraph, place in _paragraphs(source, m.end()):
        reader.read(paragraph, place)
    heading = Heading(2, m[1].lower(), m[1], source.place(m.start()).line)
    return Dialogue(source.text[: m.start()], heading, tuple(reader.turns), tuple(reader.problems))


def _paragraphs(source: Source, start: int) -> Iterator[tuple[str, Place]]:
    """Paragraphs with their places. A line that begins with a time begins a paragraph, too."""
    lines: list[str] = []
    first = offset = start
    for line in source.text[start:].split("\n"):
        if lines and (not line.strip() or _TIME.match(line.lstrip())):
            yield "\n".join(lines), source.place(first)
            lines = []
        if line.strip():
            first = first if lines else offset + len(line) - len(line.lstrip())
            lines.append(line.strip())
        offset += len(line) + 1
    if lines:
        yield "\n".join(lines), source.place(first)


def _seconds(m: re.Match[str]) -> float | None:
    minutes, seconds = int(m["m"]), int(m["s"])
    if seconds > 59 or (m["h"] and minutes > 59):
        return None
    fraction = float(f"0.{m['f']}") if m["f"] else 0.0
    return int(m["h"] or 0) * 3600 + minutes * 60 + seconds + fraction


def _line(text: str) -> str:
    return " ".join(text.split())
