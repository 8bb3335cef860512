"""Characters that nobody sees and that can turn, hide or cut words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH = "\u180e\u200b-\u200d\u2060-\u2065\ufeff\ufff9-\ufffb"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
_UNSEEN = re.compile(f"[{_BIDI}{_ZERO_WIDTH}{_CONTROL}]")
_CODES = (
    ("text-direction-character", re.compile(f"[{_BIDI}]")),
    ("zero-width-character", re.compile(f"[{_ZERO_WIDTH}]")),
    ("text-control-character", re.compile(f"[{_CONTROL}]")),
)


def find_invisible(text: str) -> Iterator[tuple[int, str, dict[str, object]]]:
    """Each of them: its index, the code of its problem, and how it is called."""
    for m in _UNSEEN.finditer(text):
        if not _joins_emoji(text, m.start()):
            code = next(code for code, characters in _CODES if characters.match(m[0]))
            yield m.start(), code, {"character": f"U+{ord(m[0]):04X}", "name": unicodedata.name(m[0], "")}


def without(text: str) -> str:
    """The text without them."""
    return _UNSEEN.sub(lambda m: m[0] if _joins_emoji(text, m.start()) else "", text)


def _joins_emoji(text: str, at: int) -> bool:
    """A joiner between two pictures makes one picture of them."""
    if text[at] != "\u200d" or not 0 < at < len(text) - 1:
        return False
    before = text[at - 1]
    return unicodedata.category(text[at + 1]) == "So" and (
        before == "\ufe0f" or unicodedata.category(before) in ("So", "Sk")
    )
