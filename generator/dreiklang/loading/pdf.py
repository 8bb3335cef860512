"""How many pages a PDF has, without rendering it (ISO 32000-1, sections 7.5.7 and 7.7.3.2)."""

from __future__ import annotations

import re
import zlib

MOST_UNPACKED = 20_000_000
"""How many bytes of compressed objects are unpacked in all."""

_STREAM = re.compile(rb"/Type\s*/ObjStm\b[^>]{0,500}>>\s*stream\r?\n", re.DOTALL)
_TREE = re.compile(rb"/Type\s*/Pages\b")
_COUNT = re.compile(rb"/Count\s+(\d{1,6})\b")
_LEAF = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def pages(data: bytes) -> int | None:
    """The number of pages; None when it cannot be made out."""
    texts = [data, *_unpacked(data)]
    counts = [count for text in texts for count in _counts(text)]
    if counts:
        # The root of the page tree counts all pages, its branches fewer.
        return max(counts)
    return sum(len(_LEAF.findall(text)) for text in texts) or None


def _counts(text: bytes) -> list[int]:
    found = []
    for match in _TREE.finditer(text):
        start = max(text.rfind(b"<<", max(0, match.start() - 2000), match.start()), 0)
        stop = text.find(b">>", match.end(), match.end() + 20_000)
        if count := _COUNT.search(text, start, stop if stop > 0 else match.end()):
            found.append(int(count[1]))
    return found


def _unpacked(data: bytes) -> list[bytes]:
    left = MOST_UNPACKED
    texts = []
    for match in _STREAM.finditer(data):
        try:
            text = zlib.decompressobj().decompress(data[match.end() : match.end() + left], left)
        except zlib.error:
            continue
        texts.append(text)
        left -= len(text)
        if left <= 0:
            break
    return texts
