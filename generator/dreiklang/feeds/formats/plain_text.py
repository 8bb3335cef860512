"""Text as feeds and calendars can carry it."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

_UNFIT = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # what XML 1.0 (2.2 Characters) forbids
    "|[\x7f-\x84\x86-\x9f]"  # control characters it only discourages
    "|[\u202a-\u202e\u2066-\u2069]"  # turning the direction of text deceives readers of titles
)


def clean(text: str) -> str:
    """The text without characters that break XML or mislead."""
    return _UNFIT.sub("", text)


def line(text: str) -> str:
    """The text cleaned and on one line, so that no line break reaches a header or a title."""
    return " ".join(clean(text).split())


def clip(text: str, most: int) -> str:
    """At most ``most`` bytes of UTF-8, cut between words and marked with an ellipsis."""
    if len(text.encode()) <= most:
        return text
    head = text.encode()[: most - 3].decode(errors="ignore")
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:–") + "…"


def styled(xml: bytes, sheet: str) -> bytes:
    """XML that browsers show with the style sheet at an address (xml-stylesheet, W3C 2010)."""
    declaration, end, rest = xml.partition(b"?>")
    instruction = f'\n<?xml-stylesheet type="text/css" href={quoteattr(sheet)}?>'
    return declaration + end + instruction.encode() + rest
