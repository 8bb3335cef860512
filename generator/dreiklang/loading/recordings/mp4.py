"""MP4 containers (m4a, mp4): whether all of it is there, and how long it lasts.

Boxes: ISO/IEC 14496-12, section 4.2. Duration and bytes are summed from the tables of samples
(8.6.1.2, 8.7.3), not taken from headers, and must fit the sound that lies in the file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from dreiklang.loading.recordings.recording import MOST_SECONDS, Recording, bits_per_second

MOST_BOXES = 10_000
MOST_INDEX_BYTES = 16_000_000
"""The largest index (``moov``): that of many hours of film."""


def is_whole(path: Path) -> bool:
    """True when the boxes of the file fill it exactly and sound and index are among them."""
    return {b"moov", b"mdat"} <= {name for name, _, _ in _top(path)}


def measure(path: Path) -> Recording | None:
    """The longest track that is heard or seen; None when there is none, or its tables contradict."""
    index, stored = b"", 0
    for name, at, length in _top(path):
        if name == b"mdat":
            stored += length
        elif name == b"moov" and not index and length <= MOST_INDEX_BYTES:
            with path.open("rb") as file:
                file.seek(at)
                index = file.read(length)
    tracks = [track for name, box in _inside(memoryview(index)) if name == b"trak" and (track := _track(box))]
    if not tracks or not 0 < max(tracks)[0] <= MOST_SECONDS:
        return None
    seconds = max(tracks)[0]
    size = sum(size for _, size in tracks)
    flaws = ("audio-truncated",) if size > stored else ()
    return Recording(round(seconds, 3), bits_per_second(size, seconds), flaws)


def _top(path: Path) -> list[tuple[bytes, int, int]]:
    """Name, begin and length of every outermost box's content; nothing when they do not fill the file."""
    size, at = path.stat().st_size, 0
    found: list[tuple[bytes, int, int]] = []
    with path.open("rb") as file:
        while at < size and len(found) < MOST_BOXES:
            file.seek(at)
            head = file.read(16)
            length, begin = int.from_bytes(head[:4], "big"), 8
            if length == 1:
                length, begin = int.from_bytes(head[8:16], "big"), 16
            elif length == 0:
                length = size - at
            if length < begin or at + length > size:
                return []
            found.append((head[4:8], at + begin, length - begin))
            at += length
    return found if at == size else []


def _inside(box: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """The boxes in a box; what does not fit into it ends them."""
    at = 0
    while at + 8 <= len(box):
        length = int.from_bytes(box[at : at + 4], "big")
        if length < 8 or at + length > len(box):
            return
        yield bytes(box[at + 4 : at + 8]), box[at + 8 : at + length]
        at += length


def _within(box: memoryview, *names: bytes) -> memoryview:
    """The first box at a path; empty when there is none."""
    for wanted in names:
        box = next((inner for name, inner in _inside(box) if name == wanted), memoryview(b""))
    return box


def _track(box: memoryview) -> tuple[float, int] | None:
    """Seconds and bytes of a track's samples; None for one that is neither sound nor film."""
    if bytes(_within(box, b"mdia", b"hdlr")[8:12]) not in (b"soun", b"vide"):
        return None
    header = _within(box, b"mdia", b"mdhd")
    at = 20 if bytes(header[:1]) == b"\x01" else 12
    scale = int.from_bytes(header[at : at + 4], "big")
    times = _within(box, b"mdia", b"minf", b"stbl", b"stts")
    sizes = _within(box, b"mdia", b"minf", b"stbl", b"stsz")
    if not scale or len(times) < 8 or len(sizes) < 12:
        return None
    each, count = struct.unpack_from(">II", sizes, 4)
    rows = times[8 : 8 + (len(times) - 8) // 8 * 8]
    runs = list(struct.iter_unpack(">II", rows))[: int.from_bytes(times[4:8], "big")]
    if sum(number for number, _ in runs) != count:
        return None
    if not each and len(sizes) < 12 + 4 * count:
        return None
    size = (
        each * count
        if each
        else sum(value for (value,) in struct.iter_unpack(">I", sizes[12 : 12 + 4 * count]))
    )
    return sum(number * delta for number, delta in runs) / scale, size
