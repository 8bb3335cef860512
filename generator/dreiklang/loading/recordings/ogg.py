"""Opus in Ogg: how long a recording truly is, packet by packet.

Pages: RFC 3533, section 6. Opus in them, pre-skip and granule positions: RFC 7845, sections 4
and 5.1. How long a packet lasts: RFC 6716, section 3.1. Time is counted at 48 kHz.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from dreiklang.loading.recordings.recording import MOST_SECONDS, MOST_STRAY, Data, Recording, bits_per_second

RATE = 48_000
MOST_PAGES = 1_000_000
"""A page mostly holds a second: eleven days."""

_LONGEST_PACKET = 5760
_FIRST, _LAST = 0x02, 0x04
_NO_PACKET_ENDS = 0xFFFF_FFFF_FFFF_FFFF
_FRAMES = (480, 960, 1920, 2880) * 3 + (480, 960) * 2 + (120, 240, 480, 960) * 4
"""Samples of a frame, by configuration (RFC 6716, table 2)."""

_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True)
class _Page:
    flags: int
    granule: int
    serial: bytes
    sequence: int
    lacing: bytes
    body: int
    """Where its content begins."""
    end: int
    whole: bool
    """Its checksum is right."""


@dataclass
class _Count:
    """What was counted so far; samples at 48 kHz."""

    packets: int = 0
    pending: int = 0
    """Samples of a packet that goes on on the next page; 0 between packets."""
    open: bool = False
    """A packet goes on on the next page."""
    samples: int = 0
    size: int = 0
    begin: int | None = None
    """The granule position before the first sample: not 0 where a live stream was joined late."""
    end: int = 0
    flaws: set[str] = field(default_factory=set)


def measure(data: Data) -> Recording | None:
    """Counts the packets of an Opus stream; None when the data hold none."""
    head = _head(data)
    if head is None:
        return None
    pre_skip, serial = head
    count, at, sequence, ended = _Count(), 0, 0, False
    for page in _pages(data):
        if ended or page.serial != serial:
            count.flaws.add("audio-mixed")
            break
        if page.sequence != sequence or not page.whole:
            count.flaws.add("audio-truncated")
        _count(data, page, count)
        at, sequence, ended = page.end, page.sequence + 1, bool(page.flags & _LAST)
    if not ended:
        count.flaws.add("audio-truncated")
    elif "audio-mixed" not in count.flaws and len(data) - at > MOST_STRAY:
        count.flaws.add("audio-foreign")
    return _result(count, pre_skip)


def _head(data: Data) -> tuple[int, bytes] | None:
    """Pre-skip in samples and the stream's serial number, from the first page (RFC 7845, 5.1)."""
    first = next(_pages(data), None)
    if first is None or not first.flags & _FIRST:
        return None
    head = bytes(data[first.body : first.end])
    if len(head) < 19 or not head.startswith(b"OpusHead") or head[8] & 0xF0 or not head[9]:
        return None
    return int.from_bytes(head[10:12], "little"), first.serial


def _pages(data: Data) -> Iterator[_Page]:
    """Page after page, up to the first that is none or lacks its end."""
    at = 0
    for _ in range(MOST_PAGES):
        head = bytes(data[at : at + 27])
        if len(head) < 27 or not head.startswith(b"OggS\x00"):
            return
        lacing = bytes(data[at + 27 : at + 27 + head[26]])
        body = at + 27 + head[26]
        end = body + sum(lacing)
        if end > len(data):
            return
        content = head[:22] + bytes(4) + head[26:] + bytes(data[at + 27 : end])
        yield _Page(
            flags=head[5],
            granule=int.from_bytes(head[6:14], "little"),
            serial=head[14:18],
            sequence=int.from_bytes(head[18:22], "little"),
            lacing=lacing,
            body=body,
            end=end,
            whole=_checksum(content) == int.from_bytes(head[22:26], "little"),
        )
        at = end


def _checksum(content: bytes) -> int:
    """Ogg's CRC-32 reads bits the other way round than zlib and starts from 0 (RFC 3533, section 6)."""
    mirrored = zlib.crc32(content.translate(_MIRRORED), 0xFFFF_FFFF) ^ 0xFFFF_FFFF
    return int(f"{mirrored:032b}"[::-1], 2)


def _count(data: Data, page: _Page, count: _Count) -> None:
    """Adds the packets that end on a page, and what its granule position says."""
    at, ended, before = page.body, 0, count.samples
    for length in page.lacing:
        if not count.open:
            count.pending = _samples(data, at, length) if count.packets >= 2 else 0
        count.open = length == 255
        at += length
        if not count.open:
            count.samples += count.pending
            count.packets += 1
            ended += 1
    if count.packets <= 2 and count.samples == 0:
        return
    count.size += page.end - page.body
    if not ended or page.granule == _NO_PACKET_ENDS:
        return
    here = count.samples - before
    if count.begin is None:
        # Less than the page holds is right where its end is cut off (RFC 7845, 4.5).
        count.begin = max(0, page.granule - here)
    count.end = page.granule


def _samples(data: Data, at: int, length: int) -> int:
    """How long a packet lasts, from its first bytes; nothing for one that is longer than allowed."""
    if not length:
        return 0
    head = data[at]
    frames = (1, 2, 2, data[at + 1] & 0x3F if length > 1 else 0)[head & 3]
    samples = _FRAMES[head >> 3] * frames
    return samples if samples <= _LONGEST_PACKET else 0


def _result(count: _Count, pre_skip: int) -> Recording | None:
    begin = count.begin or 0
    whole = begin + count.samples
    if count.end > whole:  # more time than packets: some are missing
        count.flaws.add("audio-truncated")
    samples = min(count.end, whole) - begin - pre_skip
    if not 0 < samples <= MOST_SECONDS * RATE:
        return None
    seconds = samples / RATE
    return Recording(round(seconds, 3), bits_per_second(count.size, seconds), tuple(sorted(count.flaws)))
