"""MP3 files, frame by frame: how long a recording truly is.

Headers lie when a file was cut, so every frame is counted (ISO/IEC 11172-3, section 2.4.1.3).
"""

from __future__ import annotations

import functools
import mmap
from collections import Counter
from dataclasses import dataclass

MOST_JUNK = 65_536
"""How many bytes that are no frames are skipped before the file counts as broken."""

MOST_TAGS = 16
"""How many ID3 tags may stand before the sound."""

_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_BITRATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_TAGS_BEHIND = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3", b"3DI")

Data = bytes | mmap.mmap


@dataclass(frozen=True)
class Recording:
    """What was heard: seconds, the number of frames, and whether the end or a part is missing."""

    seconds: float
    frames: int
    truncated: bool


def measure(data: Data) -> Recording | None:
    """Counts the frames of MPEG audio, layer III; None when the data hold none."""
    at = _audio_start(data)
    if at is None or (at := _next_frame(data, at)) is None:
        return None
    claimed, at = _claimed(data, at)
    samples: Counter[int] = Counter()
    frames = junk = 0
    cut = False
    while at is not None and (frame := _frame_at(data, at)):
        length, count, rate = frame
        if at + length > len(data):
            cut = True
            break
        samples[rate] += count
        frames += 1
        at += length
        if not _frame_at(data, at):
            skipped = at
            at = None if _is_end(data, at) else _next_frame(data, at)
            junk += (at - skipped) if at is not None else 0
        if junk > MOST_JUNK:
            cut = True
            break
    seconds = sum(count / rate for rate, count in sorted(samples.items()))
    return Recording(round(seconds, 3), frames, cut or frames < claimed - 1) if frames else None


@functools.cache
def _frame(second: int, third: int) -> tuple[int, int, int] | None:
    """Length in bytes, samples and sampling rate, from a header's second and third byte."""
    version, layer = second >> 3 & 3, second >> 1 & 3
    bitrate, rate = third >> 4, third >> 2 & 3
    if second < 0xE0 or version == 1 or layer != 1 or bitrate in (0, 15) or rate == 3:
        return None
    hertz = _RATES[version][rate]
    samples = 1152 if version == 3 else 576
    kilobits = (_BITRATES_1 if version == 3 else _BITRATES_2)[bitrate]
    return samples // 8 * kilobits * 1000 // hertz + (third >> 1 & 1), samples, hertz


def _frame_at(data: Data, at: int) -> tuple[int, int, int] | None:
    head = data[at : at + 4]
    return _frame(head[1], head[2]) if len(head) == 4 and head[0] == 0xFF else None


def _audio_start(data: Data) -> int | None:
    """Behind the ID3v2 tags; None when one claims more than there is."""
    at = 0
    for _ in range(MOST_TAGS):
        if data[at : at + 3] != b"ID3":
            return at
        size = data[at + 6 : at + 10]
        if len(size) < 4 or max(size) > 0x7F:
            return None
        footer = 10 if data[at + 5] & 0x10 else 0
        at += 10 + footer + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])
        if at > len(data):
            return None
    return None


def _next_frame(data: Data, at: int) -> int | None:
    """The next place where one frame follows another, within a bounded distance."""
    for found in range(at, min(at + MOST_JUNK, len(data) - 4)):
        frame = _frame_at(data, found)
        if frame and (_frame_at(data, found + frame[0]) or found + frame[0] >= len(data)):
            return found
    return None


def _claimed(data: Data, at: int) -> tuple[int, int]:
    """How many frames the Xing, Info or VBRI header claims, and where the sound begins."""
    frame = _frame_at(data, at)
    if frame is None:
        return 0, at
    head = bytes(data[at : at + min(frame[0], 200)])
    for name, flags_at, number_at in ((b"Xing", 4, 8), (b"Info", 4, 8), (b"VBRI", None, 14)):
        found = head.find(name)
        if found >= 0:
            known = flags_at is None or (len(head) > found + 7 and head[found + 7] & 1)
            number = head[found + number_at : found + number_at + 4]
            return (int.from_bytes(number, "big") if known else 0), at + frame[0]
    return 0, at


def _is_end(data: Data, at: int) -> bool:
    """Only tags or padding follow."""
    rest = bytes(data[at : at + 16])
    return rest.startswith(_TAGS_BEHIND) or not any(rest)
