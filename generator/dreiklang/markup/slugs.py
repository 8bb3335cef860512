"""Words as addresses and anchors."""

from __future__ import annotations

import functools
import re
import unicodedata

_PLAIN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ı": "i", "ł": "l", "đ": "d"}
)
_RESERVED = re.compile(r"dk-|t-\d+(-\d+)?$")


@functools.cache
def slug(text: str) -> str:
    """ASCII words in lower case, joined by hyphens: ``Öl & Gas`` becomes ``oel-gas``."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_PLAIN)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def anchor(text: str, separator: str = "-") -> str:
    """A heading's anchor. Never empty, and never one of the theme (``dk-…``) or of a turn (``t-12``).

    ``separator`` is what Python-Markdown hands over; anchors are always joined by hyphens.
    """
    made = slug(text)
    return f"abschnitt-{made}".rstrip("-") if not made or _RESERVED.match(made) else made


def unique(made: str, taken: set[str]) -> str:
    """``made``, or with ``-2``, ``-3`` … the first that is not taken; it is taken from then on."""
    name, number = made, 2
    while name in taken:
        name, number = f"{made}-{number}", number + 1
    taken.add(name)
    return name
