"""A page's Markdown as it was written: what in it is code, and where things stand."""

from __future__ import annotations

import bisect
import functools
import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dreiklang.ground.problems import Place
from dreiklang.markup import code_blocks

_ATX = re.compile(r"(#{1,6})(?!#)")
_TAG = re.compile(r"<h([1-6])\b[^>]*>(.*)", re.IGNORECASE)
_HEADER = re.compile(r"(/{3,})[ \t]*([\w-]*)")
_OPTION = re.compile(r"([\w-]+):(?:[ \t]|$)")
_NAME = re.compile(r"(?<!\\)!?\[\[([^\[\]\\]{1,400}(?:\\\|[^\[\]\\]{0,300})?)\]\]")
_LINK = re.compile(r"\]\([ \t]*<?([^\s()>]*(?:\([^\s()]*\)[^\s()>]*)*)")
_BY_SIGN = (
    (">", re.compile(r"<([A-Za-z][\w+.-]*:[^\s<>]+)>")),
    ("]:", re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>]+)", re.MULTILINE)),
    ("<", re.compile(r"\b(?:href|src)[ \t]*=[ \t]*[\"']?([^\"'\s>]*)", re.IGNORECASE)),
)
"""Other ways to write a target, each with a sign without which it cannot occur."""
_FOOTNOTE = re.compile(r"(?<![\\!])\[\^([^\]\s]{1,100})\]")
_FOOTNOTE_TEXT = re.compile(r"^[ ]{0,3}\[\^([^\]\s]{1,100})\]:", re.MULTILINE)
_LETTERS = re.compile(r"[^\W_]+")
_INDENT = " \t>"


@dataclass(frozen=True)
class Header:
    """The first line of a ``///`` block, its options with their lines, and whether it is closed.

    ``indented`` is true where four spaces may also make it an example in a code block.
    """

    name: str
    line: int
    options: tuple[tuple[str, int], ...]
    indented: bool
    closed: bool


@dataclass(frozen=True)
class Source:
    """The text of a page. ``line`` is the line in ``file`` at which it begins."""

    text: str
    file: str
    line: int = 1

    def place(self, offset: int) -> Place:
        """Where the character at ``offset`` stands in the file."""
        row = bisect.bisect_right(self._starts, offset) - 1
        return Place(self.file, self.line + row, offset - self._starts[row] + 1)

    @functools.cached_property
    def prose(self) -> str:
        """The text with code and comments blanked; every character keeps its place."""
        return code_blocks.blanked(self.text)

    @functools.cached_property
    def lines(self) -> list[str]:
        """The lines of ``prose``."""
        return self.prose.split("\n")

    @functools.cached_property
    def headings(self) -> tuple[tuple[int, str, int], ...]:
        """Level, letters and line of everything that may be a heading."""
        return tuple(_headings(self.lines, self.text.split("\n"), self.line))

    @functools.cached_property
    def tables(self) -> tuple[int, ...]:
        """Lines of everything that may be a table: its line of dashes, or its tag."""
        return tuple(self.line + at for at, line in enumerate(self.lines) if _is_table(line))

    @functools.cached_property
    def blocks(self) -> tuple[Header, ...]:
        """The opening lines of ``///`` blocks."""
        return tuple(_headers(self.lines, self.line)) if "///" in self.prose else ()

    @functools.cached_property
    def destinations(self) -> dict[str, list[int]]:
        """Offsets of every reference and link, by what was written (``key``)."""
        found: dict[str, list[int]] = defaultdict(list)
        for m in _NAME.finditer(self.prose):
            found[key("[[" + m[1].replace("\\|", "|").partition("|")[0])].append(m.start())
        for m in _LINK.finditer(self.prose):
            found[key(m[1])].append(_start_of_link(self.prose, m.start()))
        for sign, pattern in _BY_SIGN:
            for m in pattern.finditer(self.prose) if sign in self.prose else ():
                found[key(m[1])].append(m.start())
        return {written: sorted(offsets) for written, offsets in found.items()}

    def missing_footnotes(self) -> Iterator[tuple[str, Place]]:
        """Labels of footnotes that are mentioned and not written, with their first places."""
        if "[^" not in self.prose:
            return
        there = set(_FOOTNOTE_TEXT.findall(self.prose))
        for m in _FOOTNOTE.finditer(self.prose):
            if m[1] not in there:
                there.add(m[1])
                yield m[1], self.place(m.start())

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.text))]


def key(written: str) -> str:
    """What is the same, however spaces and entities were written."""
    return " ".join(html.unescape(written).split())


def letters(text: str) -> str:
    """Only letters and digits, for comparing a heading with its source."""
    return "".join(_LETTERS.findall(text)).casefold()


def _start_of_link(prose: str, end: int) -> int:
    """An editor looks for the bracket that opens the link, not for its address."""
    line = prose.rfind("\n", 0, end) + 1
    start = prose.rfind("[", line, end)
    if start < 0:
        return end
    return start - 1 if start > line and prose[start - 1] == "!" else start


def _headings(lines: list[str], written: list[str], first: int) -> Iterator[tuple[int, str, int]]:
    """Found in ``lines``, without code; their words are those ``written``, code included."""
    for at, line in enumerate(lines):
        bare = line.strip(_INDENT)
        if not bare or (bare[0] not in "#=-" and "<" not in bare):
            continue
        if m := _ATX.match(bare):
            yield len(m[1]), letters(html.unescape(written[at])), first + at
        elif m := _TAG.search(line):
            yield int(m[1]), letters(html.unescape(re.sub(r"<[^>]*>", "", m[2]))), first + at
        elif at and lines[at - 1].strip(_INDENT) and set(bare) in ({"="}, {"-"}):
            level = 1 if bare[0] == "=" else 2
            yield level, letters(html.unescape(written[at - 1])), first + at - 1


def _is_table(line: str) -> bool:
    if "|" not in line or "-" not in line:
        return "<" in line and "<table" in line.lower()
    return set(line.strip(_INDENT)) <= set("|:- \t") or "<table" in line.lower()


def _headers(lines: list[str], first: int) -> Iterator[Header]:
    closed = _closed(lines)
    for at, line in enumerate(lines):
        bare = line.lstrip(_INDENT)
        m = _HEADER.match(bare)
        if m and m[2]:
            indented = len(line) - len(bare) > 3
            yield Header(
                m[2].lower(), first + at, tuple(_options(lines, at + 1, first)), indented, at in closed
            )


def _closed(lines: list[str]) -> set[int]:
    """The numbers of opening lines that have a closing line of as many slashes."""
    opened: list[tuple[str, int]] = []
    closed: set[int] = set()
    for at, line in enumerate(lines):
        m = _HEADER.match(line.lstrip(_INDENT))
        if m and m[2]:
            opened.append((m[1], at))
        elif m and any(marks == m[1] for marks, _ in opened):
            while opened[-1][0] != m[1]:
                opened.pop()
            closed.add(opened.pop()[1])
    return closed


def _options(lines: list[str], at: int, first: int) -> Iterator[tuple[str, int]]:
    while at < len(lines) and lines[at].startswith("    ") and (m := _OPTION.match(lines[at].lstrip())):
        yield m[1], first + at
        at += 1
