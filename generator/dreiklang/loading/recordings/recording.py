"""What is known about a recording once all of it was looked at, whatever its format."""

from __future__ import annotations

import mmap
from dataclasses import dataclass

Data = bytes | mmap.mmap

MOST_STRAY = 4096
"""How many bytes that are neither sound nor tags a recording may hold; players skip some."""

MOST_SECONDS = 7 * 24 * 3600
"""Nobody records for a week: what claims to is lying."""


@dataclass(frozen=True)
class Recording:
    """Duration in seconds, average bits of sound per second, and codes of problems."""

    seconds: float
    bitrate: int
    flaws: tuple[str, ...] = ()


def bits_per_second(size: int, seconds: float) -> int:
    """The average bitrate of ``size`` bytes of sound."""
    return round(size * 8 / seconds)


def padding_end(data: Data, at: int) -> int:
    """Where the zero bytes that begin at ``at`` end."""
    while at < len(data):
        block = bytes(data[at : at + 65_536])
        if rest := block.lstrip(b"\x00"):
            return at + len(block) - len(rest)
        at += len(block)
    return at
