"""Recordings made byte by byte, right and wrong ones, and three small ones that a program made."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from dreiklang.loading.recordings import mpeg

MADE = Path(__file__).parent / "recordings"
"""A tone of a second and a half as ``ton.mp3``, ``ton.m4a`` and ``ton.opus``."""


def frame(bitrate: int = 9, padding: int = 0, rate: int = 0) -> bytes:
    """One MPEG-1 layer III frame; bitrate 9 is 128 kbit/s, rate 0 is 44.1 kHz, 1 is 48 kHz."""
    head = bytes([0xFF, 0xFB, bitrate << 4 | rate << 2 | padding << 1, 0x00])
    kilobits, hertz = mpeg._BITRATES_1[bitrate], mpeg._RATES[3][rate]
    return head + bytes(144 * kilobits * 1000 // hertz + padding - 4)


def page(
    sequence: int,
    granule: int,
    packets: Sequence[bytes],
    flags: int = 0,
    serial: int = 7,
    goes_on: bool = False,
) -> bytes:
    """An Ogg page with its checksum (RFC 3533, section 6); ``goes_on``: its last packet does not end on it."""
    lacing = bytearray()
    for packet in packets:
        lacing += b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255])
    if goes_on:
        lacing.pop()
    head = struct.pack("<4sBBQIII", b"OggS", 0, flags, granule, serial, sequence, 0)
    whole = head + bytes([len(lacing)]) + bytes(lacing) + b"".join(packets)
    return whole[:22] + struct.pack("<I", _checksum(whole)) + whole[26:]


def _checksum(content: bytes) -> int:
    """CRC-32 with the polynomial of Ogg, bit by bit."""
    total = 0
    for byte in content:
        total ^= byte << 24
        for _ in range(8):
            total = (total << 1 ^ 0x04C11DB7 if total & 0x8000_0000 else total << 1) & 0xFFFF_FFFF
    return total


def opus(
    pages: int = 3, *, packets: int = 50, begin: int = 0, end: int | None = None, skip: int = 312
) -> bytes:
    """Opus in Ogg: ``pages`` of ``packets`` with 20 ms each; ``end`` is the last granule position."""
    packet = bytes([1 << 3]) + bytes(39)  # one frame of 20 ms
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, skip, 48000, 0, 0)
    parts = [page(0, 0, [head], 2), page(1, 0, [b"OpusTags" + bytes(8)])]
    for number in range(1, pages + 1):
        is_last = number == pages
        granule = begin + number * packets * 960
        parts.append(
            page(number + 1, end if is_last and end is not None else granule, [packet] * packets, 4 * is_last)
        )
    return b"".join(parts)


def box(name: bytes, *content: bytes) -> bytes:
    """A box of MP4."""
    inside = b"".join(content)
    return struct.pack(">I4s", 8 + len(inside), name) + inside


def m4a(
    samples: int = 100,
    *,
    delta: int = 1024,
    scale: int = 44100,
    sizes: Iterable[int] = (),
    sound: int | None = None,
) -> bytes:
    """An m4a of one track: ``samples`` of 100 bytes unless ``sizes`` say otherwise, ``sound`` bytes of them."""
    each = list(sizes)
    table = struct.pack(f">III{len(each)}I", 0, 0 if each else 100, samples, *each)
    track = box(
        b"trak",
        box(
            b"mdia",
            box(b"mdhd", bytes(12), struct.pack(">II", scale, 0)),
            box(b"hdlr", bytes(8), b"soun"),
            box(
                b"minf",
                box(b"stbl", box(b"stts", struct.pack(">IIII", 0, 1, samples, delta)), box(b"stsz", table)),
            ),
        ),
    )
    stored = sum(each) or samples * 100
    return (
        box(b"ftyp", b"M4A \x00\x00\x00\x00")
        + box(b"moov", track)
        + box(b"mdat", bytes(stored if sound is None else sound))
    )


def zipped() -> bytes:
    """The end of an archive, long enough to be noticed."""
    return b"PK\x03\x04" + zlib.compress(b"") * 700 + b"PK\x05\x06" + bytes(18)
