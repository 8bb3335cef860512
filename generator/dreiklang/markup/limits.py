"""What a text may hold, so that no page takes longer than a page may."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dreiklang.markup.source import Source
from dreiklang.problems import Place, Problem

TEXT = 400_000
"""Most characters of a page."""
LINE = 10_000
"""Most characters of a line."""
PARAGRAPH = 30_000
"""Most characters without an empty line between them."""
LINES = 1_000
"""Most lines without an empty one between them."""
ROW = 60
"""Most brackets, stars, underscores or the like without anything between them."""
DEPTH = 12
"""Most quotation marks and list marks before a line's words; most ``///`` blocks in each other."""
BLOCKS = 300
"""Most ``///`` blocks of a page."""
INDENT = 80
"""Most columns of indentation before a line."""
MARKS = 1_500
"""Most marks of one kind in a paragraph."""

_ROWS = (*"[]*_~^=`!(<&{\\:+", "[^", "![", "*_", "**_", "<!", "<?")
_DEPTH = re.compile(r"^[ \t]*(?:(?:>|(?:[-*+:]|\d{1,9}[.)])[ \t])[ \t]*){%d,}" % (DEPTH + 1), re.MULTILINE)
_GAP = re.compile(r"\n[ \t]*\n")
_COUNTED = "[*_~^=`<&{!\\"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\u180e\ufff9\ufffa\ufffb")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufdd0-\ufdef]")
_MOST_UNSEEN = 20


def exceeded(source: Source) -> Iterator[Problem]:
    """Every limit that a text breaks. Such a text is not converted at all."""
    if len(source.text) > TEXT:
        yield Problem("text-too-long", source.place(0), {"most": TEXT})
        return
    yield from _long_lines(source)
    yield from _long_paragraphs(source)
    for mark in _ROWS:
        if (offset := source.text.find(mark * (ROW + 1))) >= 0:
            yield Problem("marks-in-a-row", source.place(offset), {"mark": mark, "most": ROW})
    for m in _DEPTH.finditer(source.text):
        yield Problem("marks-too-deep", source.place(m.start()), {"most": DEPTH})
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
            yield Problem("text-line-too-long", source.place(offset), {"most": LINE})
        elif len(line) - len(line.lstrip(" \t")) > INDENT and line.strip():
            yield Problem("indent-too-deep", source.place(offset), {"most": INDENT})
        offset += len(line) + 1


def _long_paragraphs(source: Source) -> Iterator[Problem]:
    start = 0
    marks = [mark for mark in _COUNTED if source.text.count(mark) > MARKS]
    for m in [*_GAP.finditer(source.text), None]:
        paragraph = source.text[start : m.start() if m else None]
        if len(paragraph) > PARAGRAPH or paragraph.count("\n") > LINES:
            values = {"most": PARAGRAPH, "lines": LINES}
            yield Problem("paragraph-too-long", source.place(start), values)
        for mark in marks:
            if paragraph.count(mark) > MARKS:
                yield Problem("marks-too-many", source.place(start), {"mark": mark, "most": MARKS})
        start = m.end() if m else start


def unseen(source: Source) -> Iterator[Problem]:
    """Characters that nobody sees and that can turn or hide words: the first twenty."""
    found = (m.start() for m in _UNSEEN.finditer(source.text) if not _joins_emoji(source.text, m.start()))
    for offset, _ in zip(found, range(_MOST_UNSEEN), strict=False):
        character = source.text[offset]
        name = unicodedata.name(character, "CONTROL CHARACTER")
        values = {"code": f"U+{ord(character):04X}", "name": name}
        yield Problem(_kind(character), source.place(offset), values)


def without_unseen(text: str) -> str:
    """The text without them."""
    return _UNSEEN.sub(lambda m: m[0] if _joins_emoji(text, m.start()) else "", text)


def _kind(character: str) -> str:
    if character in _BIDI:
        return "bidi-character"
    return "zero-width-character" if character in _ZERO_WIDTH else "unseen-character"


def _joins_emoji(text: str, at: int) -> bool:
    """A joiner between two pictures makes one picture of them."""
    if text[at] != "\u200d" or not 0 < at < len(text) - 1:
        return False
    before = text[at - 1]
    return unicodedata.category(text[at + 1]) == "So" and (
        before == "\ufe0f" or unicodedata.category(before) in ("So", "Sk")
    )
