"""What a text may hold, so that no page takes longer than a page may."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from dreiklang.ground.problems import Place, Problem
from dreiklang.markup.markdown_source import Source
from dreiklang.written import invisible_characters as characters

TEXT = 200_000
"""Most characters of a page."""
LINE = 10_000
"""Most characters of a line."""
PARAGRAPH = 30_000
"""Most characters without an empty line between them."""
PARAGRAPHS = 5_000
"""Most paragraphs of a page."""
LINES = 1_000
"""Most lines without an empty one between them."""
ROW = 60
"""Most brackets, stars, underscores or the like without anything between them."""
DEPTH = 12
"""Most quotation marks and list marks before a line's words; most ``///`` blocks in each other."""
HEADINGS = 1_000
"""Most headings of a page."""
BLOCKS = 300
"""Most ``///`` blocks of a page."""
INDENT = 80
"""Most columns of indentation before a line."""
MARKS = 1_500
"""Most marks of one kind in a paragraph."""
MARKS_IN_ALL = 6_000
"""Most marks of one kind on a page."""
OPEN = 100
"""Most brackets in a paragraph that are opened and not closed."""

_ROWS = (*"[]*_~^=`!(<&{\\:+", "[^", "![", "*_", "**_", "<!", "<?")
_MARK_IN_FRONT = r"(?:>|(?:[-*+:]|\d{1,9}[.)])[ \t])[ \t]*"
_DEPTH = re.compile(rf"^[ \t]*(?:{_MARK_IN_FRONT}){{{DEPTH + 1},}}", re.MULTILINE)
_GAP = re.compile(r"\n[ \t]*\n")
_COUNTED = "[(*_~^=`<&{!\\:+"
_PAIRS = ("[]", "()", "<>")
_MOST_UNSEEN = 20


def exceeded(source: Source) -> Iterator[Problem]:
    """Every limit that a text breaks. Such a text is not converted at all."""
    if len(source.text) > TEXT or source.text.count("\n\n") > PARAGRAPHS:
        yield Problem("text-too-long", source.place(0), {"most": TEXT, "paragraphs": PARAGRAPHS})
        return
    for mark in _COUNTED:
        if source.text.count(mark) > MARKS_IN_ALL:
            yield Problem("marks-too-many", source.place(0), {"mark": mark, "most": MARKS_IN_ALL})
    yield from _long_lines(source)
    yield from _long_paragraphs(source)
    for mark in _ROWS:
        if (offset := source.text.find(mark * (ROW + 1))) >= 0:
            yield Problem("marks-in-a-row", source.place(offset), {"mark": mark, "most": ROW})
    for m in _DEPTH.finditer(source.text):
        yield Problem("marks-too-deep", source.place(m.start()), {"most": DEPTH})
    if len(source.headings) > HEADINGS:
        place = Place(source.file, source.headings[HEADINGS][2])
        yield Problem("headings-too-many", place, {"most": HEADINGS})
    yield from _blocks(source)


def _blocks(source: Source) -> Iterator[Problem]:
    if "///" not in source.text:
        return
    depth = 0
    for number, header in enumerate(source.blocks):
        depth = max(0, depth + 1 - header.closed)
        if depth > DEPTH or number >= BLOCKS:
            place = Place(source.file, header.line)
            yield Problem("blocks-too-many", place, {"most": BLOCKS, "depth": DEPTH})
            return


def _long_lines(source: Source) -> Iterator[Problem]:
    offset = 0
    for line in source.text.split("\n"):
        if len(line) > LINE:
            yield Problem("paragraph-line-too-long", source.place(offset), {"most": LINE})
        elif len(line) - len(line.lstrip(" \t")) > INDENT and line.strip():
            yield Problem("indent-too-deep", source.place(offset), {"most": INDENT})
        offset += len(line) + 1


def _long_paragraphs(source: Source) -> Iterator[Problem]:
    marks = [mark for mark in _COUNTED if source.text.count(mark) > MARKS]
    pairs = [pair for pair in _PAIRS if source.text.count(pair[0]) > OPEN]
    start = 0
    for m in [*_GAP.finditer(source.text), None]:
        paragraph = source.text[start : m.start() if m else None]
        if len(paragraph) > PARAGRAPH or paragraph.count("\n") > LINES:
            values = {"most": PARAGRAPH, "lines": LINES}
            yield Problem("paragraph-too-long", source.place(start), values)
        for mark in marks:
            if paragraph.count(mark) > MARKS:
                yield Problem("marks-too-many", source.place(start), {"mark": mark, "most": MARKS})
        for pair in pairs:
            if paragraph.count(pair[0]) - paragraph.count(pair[1]) > OPEN:
                yield Problem("brackets-open", source.place(start), {"mark": pair[0], "most": OPEN})
        start = m.end() if m else start


def unseen(source: Source) -> Iterator[Problem]:
    """Characters that nobody sees and that can turn or hide words: the first twenty."""
    for at, code, values in itertools.islice(characters.find_invisible(source.text), _MOST_UNSEEN):
        yield Problem(code, source.place(at), values)
