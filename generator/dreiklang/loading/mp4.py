"""MP4 containers (m4a, mp4): whether all boxes are there (ISO/IEC 14496-12, section 4.2)."""

from __future__ import annotations

from pathlib import Path

MOST_BOXES = 10_000


def is_whole(path: Path) -> bool:
    """True when the boxes of the file fill it exactly and sound and index are among them."""
    size = path.stat().st_size
    at = 0
    names: set[bytes] = set()
    with path.open("rb") as file:
        for _ in range(MOST_BOXES):
            if at == size:
                return {b"moov", b"mdat"} <= names
            file.seek(at)
            head = file.read(16)
            length = int.from_bytes(head[:4], "big")
            if length == 1:
                length = int.from_bytes(head[8:16], "big")
            elif length == 0:
                length = size - at
            if length < 8 or at + length > size:
                return False
            names.add(head[4:8])
            at += length
    return False
