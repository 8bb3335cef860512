"""A calendar's bytes as components and properties, with the line of each (RFC 5545, 3.1 and 3.6).

Written for what programs really write: a byte order mark, any line ends, lines that were broken
without the blank they need, several calendars in one file. icalendar, which writes our own, names
no lines and stops at the first of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dreiklang.ground.problems import Place, Problem, ProblemsFound
from dreiklang.written import invisible_characters

MOST_EVENTS = 20_000
MOST_REPEATED = 2_000
"""Recurring events: working out the dates of one may take a good part of a second."""
_BEGINS = re.compile(rb"([A-Za-z0-9-]+)[;:]")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_SMALL = {b"begin", b"end", b"version", b"prodid", b"method", b"summary", b"uid", b"dtstart", b"dtend"}
"""What may be written in small letters; other such words begin the rest of a broken text."""
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CARETS = {"^n": "\n", "^^": "^", "^'": '"'}


@dataclass(frozen=True)
class Property:
    """One content line: its name in capitals, its parameters, its value as written, its line."""

    name: str
    value: str
    line: int
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value as text (3.3.11), without characters that nobody sees."""
        plain = _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], self.value)
        return invisible_characters.without(plain.replace("\r\n", "\n").replace("\r", "\n"))

    @property
    def texts(self) -> list[str]:
        """The values of a list (3.1.1); a comma within one is written with a backslash."""
        parts = re.split(r"(?<!\\),", self.value)
        found = (Property(self.name, part, self.line).text.strip() for part in parts)
        return [text for text in found if text]


@dataclass
class Component:
    """What stands between ``BEGIN`` and ``END``; ``whole`` is False where the end is missing."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    whole: bool = False

    def one(self, *names: str) -> Property | None:
        """The first property of the first name that is there."""
        return next((p for name in names for p in self.properties if p.name == name), None)

    def all(self, *names: str) -> list[Property]:
        """Every property of these names, in their order."""
        return [p for p in self.properties if p.name in names]

    def text(self, *names: str) -> str:
        """The text of the first of these properties; empty where there is none."""
        found = self.one(*names)
        return found.text.strip() if found else ""


@dataclass(frozen=True)
class Read:
    """The calendars of a file, how many lines were broken wrongly, and whether it was no UTF-8."""

    calendars: tuple[Component, ...]
    broken: int = 0
    recoded: bool = False

    def parts(self, *names: str) -> Iterator[tuple[Component, Component]]:
        """Components of these names, each with its calendar."""
        for calendar in self.calendars:
            yield from ((calendar, part) for part in calendar.parts if part.name in names)


def read_calendar(raw: bytes, source: str) -> Read:
    """The calendars of a file. Raises ProblemsFound for what is no calendar."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    _refuse_others(raw, source)
    if raw.count(b"BEGIN:VEVENT") > MOST_EVENTS:
        raise ProblemsFound([Problem("calendar-too-many", Place(source), {"most": MOST_EVENTS})])
    rows, broken = _unfolded(raw)
    text, recoded = _decoded(rows)
    calendars = _components(text)
    if not calendars:
        raise ProblemsFound([Problem("calendar-none", Place(source))])
    found = Read(tuple(calendars), broken, recoded)
    events = [event for _, event in found.parts("VEVENT")]
    repeated = [event for event in events if event.one("RRULE")]
    for these, most in ((events, MOST_EVENTS), (repeated, MOST_REPEATED)):
        if len(these) > most:
            raise ProblemsFound([Problem("calendar-too-many", Place(source), {"most": most})])
    return found


def _refuse_others(raw: bytes, source: str) -> None:
    head = raw[:512].lstrip().lower()
    if not raw.strip():
        raise ProblemsFound([Problem("calendar-empty", Place(source))])
    if head.startswith((b"<!doctype", b"<html", b"<head", b"<body")):
        raise ProblemsFound([Problem("calendar-is-html", Place(source))])
    if head.startswith(b"pk\x03\x04"):
        raise ProblemsFound([Problem("calendar-is-zip", Place(source))])
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ProblemsFound([Problem("calendar-utf16", Place(source))])


def _unfolded(raw: bytes) -> tuple[list[tuple[int, bytes]], int]:
    """Content lines with their numbers; folding may cut a character in two, so it is undone in bytes."""
    rows: list[tuple[int, list[bytes]]] = []
    broken = 0
    for number, row in enumerate(raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), 1):
        if rows and row[:1] in (b" ", b"\t"):
            rows[-1][1].append(row[1:])
        elif _begins(row):
            rows.append((number, [row]))
        elif row.strip() and rows:
            # A line break that should have been written as \n: the text goes on here.
            rows[-1][1].append(b"\\n" + row.rstrip())
            broken += 1
    return [(number, b"".join(pieces)) for number, pieces in rows], broken


def _begins(row: bytes) -> bool:
    found = _BEGINS.match(row)
    if found is None:
        return False
    name = found[1].lower()
    return found[1] == found[1].upper() or name in _SMALL or name.startswith(b"x-")


def _decoded(rows: list[tuple[int, bytes]]) -> tuple[list[tuple[int, str]], bool]:
    """Text by line; a row that is no UTF-8 was written by an old Windows program."""
    found, recoded = [], False
    for number, row in rows:
        try:
            found.append((number, row.decode("utf-8")))
        except UnicodeDecodeError:
            found.append((number, row.decode("cp1252", "replace")))
            recoded = True
    return found, recoded


def _components(rows: list[tuple[int, str]]) -> list[Component]:
    """The outermost calendars; an end that fits nothing is passed over."""
    roots: list[Component] = []
    open_ones: list[Component] = []
    for number, row in rows:
        made = _property(row, number)
        word = made.value.strip().upper()
        if made.name == "BEGIN":
            part = Component(word, number)
            (open_ones[-1].parts if open_ones else roots).append(part)
            open_ones.append(part)
        elif made.name == "END":
            at = next((i for i in range(len(open_ones) - 1, -1, -1) if open_ones[i].name == word), None)
            if at is not None:
                open_ones[at].whole = True
                del open_ones[at:]
        elif open_ones:
            open_ones[-1].properties.append(made)
    # An invitation may hold an event alone.
    loose = [part for part in roots if part.name == "VEVENT"]
    calendars = [part for part in roots if part.name == "VCALENDAR"]
    return calendars + ([Component("VCALENDAR", 1, parts=loose)] if loose else [])


def _property(row: str, line: int) -> Property:
    name = re.match("[A-Za-z0-9-]+", row)
    at = name.end() if name else 0
    parameters: dict[str, str] = {}
    while found := _PARAMETER.match(row, at):
        value = re.sub(r"\^[n^']", lambda m: _CARETS[m[0]], found[2].strip('"'))
        parameters[found[1].upper()] = invisible_characters.without(value)
        at = found.end()
    # What is left of parameters that nobody can read ends at the first colon (3.1).
    rest = row[at:].partition(":")[2]
    return Property(row[: name.end()].upper() if name else "", rest, line, parameters)
