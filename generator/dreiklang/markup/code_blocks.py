"""Which parts of a Markdown text are code or comments."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict

_FENCE = re.compile(r"(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})(.*)")
_RUN = re.compile(r"`+")
_GAP = re.compile(r"(\n[ \t>]*\n)")


def blanked(text: str) -> str:
    """The text with code and HTML comments replaced by spaces; lines and columns stay.

    Takes time in proportion to the text, whatever it holds.
    """
    text = _without_comments(_without_fences(text))
    if "`" not in text:
        return text
    parts = _GAP.split(text)
    return "".join(_without_runs(part) if "`" in part else part for part in parts)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _without_fences(text: str) -> str:
    """A fence counts only when it is closed, as in the conversion."""
    if "```" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    ends: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        ends[line.strip(" \t>")].append(number)
    number = 0
    while number < len(lines):
        m = _FENCE.match(lines[number].lstrip(" \t>"))
        closing = ends.get(m[1], []) if m and not (m[1][0] == "`" and "`" in m[2]) else []
        at = bisect.bisect_right(closing, number)
        if at < len(closing):
            for inside in range(number, closing[at] + 1):
                lines[inside] = " " * len(lines[inside])
            number = closing[at]
        number += 1
    return "\n".join(lines)


def _without_comments(text: str) -> str:
    pieces, done = [], 0
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        pieces += [text[done:start], _blank(text[start : end + 3])]
        done = end + 3
        start = text.find("<!--", done)
    return "".join([*pieces, text[done:]])


def _without_runs(paragraph: str) -> str:
    """Blanks what stands between two runs of equally many backticks."""
    runs = list(_RUN.finditer(paragraph))
    by_length: dict[int, list[int]] = defaultdict(list)
    for index, run in enumerate(runs):
        by_length[len(run[0])].append(index)
    pieces, done, index = [], 0, 0
    while index < len(runs):
        start = runs[index].start()
        same = by_length[len(runs[index][0])]
        at = bisect.bisect_right(same, index)
        if at < len(same) and paragraph[start - 1 : start] != "\\":
            end = runs[same[at]].end()
            pieces += [paragraph[done:start], _blank(paragraph[start:end])]
            done, index = end, same[at]
        index += 1
    return "".join([*pieces, paragraph[done:]])
