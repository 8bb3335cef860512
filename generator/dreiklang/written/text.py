"""Bytes become text: UTF-8 only, bounded, without characters that nobody meant to write."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from dreiklang.ground.problems import Place, Problem

MOST_BYTES = 5_000_000
"""The largest text file that is read."""

MOST_COLUMNS = 20_000
"""The longest line: Python-Markdown's time grows with the square of some lines' length."""

_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_CONTROLS, _DIRECTIONS = re.compile(f"[{_CONTROL}]"), re.compile(f"[{_DIRECTION}]")
_ODD = re.compile(f"[{_CONTROL}{_DIRECTION}]")


class Positions:
    """Turns an index into a text into a line and a column, both from 1.

    Only ``\\n`` ends a line here, as in editors.
    """

    def __init__(self, text: str, first_line: int = 1) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._first = first_line

    def at(self, index: int) -> tuple[int, int]:
        """Line and column of a character."""
        line = bisect.bisect_right(self._starts, index) - 1
        return (line + self._first, index - self._starts[line] + 1)


def decode(
    raw: bytes, file: str, bom_allowed: bool = False, long_lines: bool = False
) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file with ``\\n`` at line ends, and its problems.

    None stands for a text that cannot be read at all. Other problems (a byte order mark, control
    characters) leave a text that can be read on, so that everything is named at once.
    """
    if len(raw) > MOST_BYTES:
        return None, (Problem("file-too-large", Place(file), {"most": MOST_BYTES // 1_000_000}),)
    if raw.startswith(_UTF16_BOMS) or _looks_like_utf16(raw):
        return None, (Problem("file-utf16", Place(file)),)
    problems: list[Problem] = []
    if raw.startswith(_UTF8_BOM):
        raw = raw.removeprefix(_UTF8_BOM)
        problems += [] if bom_allowed else [Problem("file-bom", Place(file))]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (*problems, _encoding_problem(raw, error.start, file))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    odd = _ODD.search(text)
    problems += _odd_characters(text, file) if odd else []
    if not long_lines and (long := _long_line(text)):
        place = Place(file, long, MOST_COLUMNS + 1)
        return None, (*problems, Problem("text-line-too-long", place, {"most": MOST_COLUMNS}))
    return _CONTROLS.sub("\ufffd", text) if odd else text, tuple(problems)


def is_named(character: str) -> bool:
    """True for characters that ``decode`` names where it finds them."""
    return bool(_ODD.match(character))


def _looks_like_utf16(raw: bytes) -> bool:
    """Latin letters in UTF-16 without a mark: every second byte is NUL."""
    head = raw[:64]
    return len(head) >= 4 and (not any(head[1::2]) or not any(head[0::2]))


def _encoding_problem(raw: bytes, index: int, file: str) -> Problem:
    before = re.split(b"\r\n|\r|\n", raw[:index])
    column = len(before[-1].decode("utf-8", "replace")) + 1
    # Old Windows programs write cp1252: so read, the line shows which character is meant.
    meant = raw[index : index + 1].decode("cp1252", "replace")
    return Problem("file-encoding", Place(file, len(before), column), {"character": meant})


def _odd_characters(text: str, file: str) -> Iterator[Problem]:
    """Each odd character once, at its first place."""
    for code, pattern in (("text-control-character", _CONTROLS), ("text-direction-character", _DIRECTIONS)):
        seen: set[str] = set()
        positions = Positions(text)
        for match in pattern.finditer(text):
            if match.group() not in seen:
                seen.add(match.group())
                name = f"U+{ord(match.group()):04X}"
                yield Problem(code, Place(file, *positions.at(match.start())), {"character": name})


def _long_line(text: str) -> int | None:
    """The number of the first line that is too long."""
    if len(text) <= MOST_COLUMNS:
        return None
    lines = text.split("\n")
    if max(map(len, lines)) <= MOST_COLUMNS:
        return None
    return next((number for number, line in enumerate(lines, 1) if len(line) > MOST_COLUMNS), None)
