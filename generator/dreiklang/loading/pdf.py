"""What a PDF says about itself, without rendering it (ISO 32000-1, 7.5.7, 7.7.2, 7.7.3.2, 14.3, 14.7)."""

from __future__ import annotations

import re
import zlib

MOST_UNPACKED = 20_000_000
"""How many bytes of compressed objects are unpacked in all."""

_STREAM = re.compile(rb"/Type\s*/ObjStm\b[^>]{0,500}>>\s*stream\r?\n", re.DOTALL)
_TREE = re.compile(rb"/Type\s*/Pages\b")
_COUNT = re.compile(rb"/Count\s+(\d{1,6})\b")
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_MARKED = re.compile(rb"/Marked\s+true\b")
_LANGUAGE = re.compile(rb"/Lang\s*(\(\s*[^)\s]|<\s*[0-9A-Fa-f]|\d+ \d+ R)")
_TITLE = re.compile(rb"/Title\s*(\(\s*[^)\s]|<\s*[0-9A-Fa-f]|\d+ \d+ R)")
_INFORMATION = re.compile(rb"/(Producer|Creator|CreationDate|ModDate)\b")
_XMP_TITLE = re.compile(rb"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]{0,200}>\s*[^<\s]")
_LEAF = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def pages(data: bytes) -> int | None:
    """The number of pages; None when it cannot be made out."""
    texts = [data, *_unpacked(data)]
    counts = [count for text in texts for count in _counts(text)]
    if counts:
        # The root of the page tree counts all pages, its branches fewer.
        return max(counts)
    return sum(len(_LEAF.findall(text)) for text in texts) or None


def lacks(data: bytes) -> tuple[str, ...]:
    """What accessibility needs and the file does not state: ``tags``, ``title``, ``language``.

    Whether the tags are good ones only a person can tell.
    """
    texts = [data, *_unpacked(data)]
    catalog = b"".join(_around(text, match) for text in texts for match in _CATALOG.finditer(text))
    stated = {
        "tags": any(_MARKED.search(text) for text in texts) and b"/StructTreeRoot" in catalog,
        "title": any(_is_titled(text) for text in texts),
        "language": _LANGUAGE.search(catalog) is not None,
    }
    return tuple(name for name, there in stated.items() if not there)


def _is_titled(text: bytes) -> bool:
    """True with a title in the metadata or the document's information; bookmarks have titles too."""
    informed = any(_INFORMATION.search(_around(text, match)) for match in _TITLE.finditer(text))
    return informed or _XMP_TITLE.search(text) is not None


def _around(text: bytes, match: re.Match[bytes]) -> bytes:
    """The object a match stands in, as far as it can be made out."""
    start = max(text.rfind(b"obj", max(0, match.start() - 4000), match.start()), match.start() - 4000, 0)
    stop = text.find(b"endobj", match.end(), match.end() + 20_000)
    return text[start : stop if stop > 0 else match.end() + 4000]


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
