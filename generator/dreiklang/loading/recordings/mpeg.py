"""MP3 files, frame by frame: how long a recording truly is.

Headers lie when a file was cut, so every frame is counted (ISO/IEC 11172-3, section 2.4.1.3).
"""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass

from dreiklang.loading.recordings.recording import MOST_STRAY, Data, bits_per_second, padding_end

MOST_JUNK = 65_536
"""How many bytes that are no frames are skipped before the file counts as broken."""

MOST_TAGS = 16
"""How many ID3 tags may stand before the sound."""

MOST_ODD_SAMPLES = 10 * 576
"""How many samples of another rate are taken for a mistake in reading, and not for a second recording."""

_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_BITRATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_TAGS_BEHIND = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3", b"3DI")


@dataclass(frozen=True)
class Recording:
    """What was heard: seconds, the number of frames, and whether the end or a part is missing.

    ``bitrate`` is the average of all frames in bits per second; ``mixed`` when the sampling rate
    changes on the way, which many players take for a change of speed; ``foreign`` counts bytes
    that are neither sound nor tags.
    """

    seconds: float
    frames: int
    truncated: bool
    bitrate: int = 0
    mixed: bool = False
    foreign: int = 0

    @property
    def flaws(self) -> tuple[str, ...]:
        """Codes of what is wrong with it."""
        found = {
            "audio-truncated": self.truncated,
            "audio-mixed": self.mixed,
            "audio-foreign": self.foreign > MOST_STRAY and not self.truncated,
        }
        return tuple(code for code, is_so in found.items() if is_so)


def measure(data: Data) -> Recording | None:
    """Counts the frames of MPEG audio, layer III; None when the data hold none."""
    start = _audio_start(data)
    if start is None or (at := _next_frame(data, start)) is None:
        return None
    stray = max(0, at - padding_end(data, start))
    claimed, at = _claimed(data, at)
    counted = _counted(data, at, stray)
    if not counted.frames:
        return None
    seconds = sum(count / rate for rate, count in sorted(counted.samples.items()))
    odd = counted.samples.total() - max(counted.samples.values())
    return Recording(
        round(seconds, 3),
        counted.frames,
        counted.cut or counted.frames < claimed - 1,
        bits_per_second(counted.size, seconds),
        odd >= MOST_ODD_SAMPLES,
        counted.stray,
    )


def is_free_format(data: Data) -> bool:
    """True for sound whose frames do not say how long they are (bitrate index 0)."""
    start = _audio_start(data)
    head = bytes(data[start : start + 4]) if start is not None else b""
    if len(head) < 4 or head[0] != 0xFF or head[2] >> 4:
        return False
    return _frame(head[1], head[2] | 0x10) is not None


@dataclass
class _Count:
    """Frames, their bytes, samples by rate, bytes between them, and whether the end is cut off."""

    frames: int
    size: int
    samples: Counter[int]
    stray: int
    cut: bool = False


def _counted(data: Data, at: int, stray: int) -> _Count:
    count = _Count(0, 0, Counter(), stray)
    here: int | None = at
    while here is not None and (frame := _frame_at(data, here)):
        length, samples, rate = frame
        if here + length > len(data):
            count.cut = True
            break
        count.samples[rate] += samples
        count.frames += 1
        count.size += length
        here += length
        if not _frame_at(data, here):
            here, skipped = _beyond(data, here)
            count.stray += skipped
            count.cut = count.stray > MOST_JUNK and here is not None
        if count.cut:
            break
    return count


def _beyond(data: Data, at: int) -> tuple[int | None, int]:
    """The next frame behind what is none (None at the end), and how many bytes of neither lie between."""
    after = padding_end(data, at)
    if after == len(data) or bytes(data[after : after + 16]).startswith(_TAGS_BEHIND):
        return None, 0
    found = _next_frame(data, at)
    return (found, found - at) if found is not None else (None, len(data) - after)


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
