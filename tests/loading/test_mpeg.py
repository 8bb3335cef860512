"""Mp3 of every version and rate, header by header, as the standards number them.

MPEG-1 is ISO/IEC 11172-3, MPEG-2 (half the rates) ISO/IEC 13818-3, MPEG-2.5 (a quarter) its extension
by Fraunhofer. The numbers stand here a second time, and mutagen judges what is built from them.
"""

from __future__ import annotations

import io
import itertools
import struct

import pytest
from mutagen.mp3 import MP3

from dreiklang.loading import file_facts
from dreiklang.loading.recordings import mpeg

VERSIONS = {1: 0xFB, 2: 0xF3, 2.5: 0xE3}
"""The second byte of a frame of layer III without a checksum."""

RATES = {1: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 2.5: (11_025, 12_000, 8_000)}
SAMPLES = {1: 1152, 2: 576, 2.5: 576}
_LOW = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
KILOBITS = {1: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320), 2: _LOW, 2.5: _LOW}
EVERY_RATE = [(version, hertz) for version, rates in RATES.items() for hertz in rates]
EVERY_BITRATE = [(version, kilobits) for version, all_of_it in KILOBITS.items() for kilobits in all_of_it]


def frame(version: float, hertz: int, kilobits: int, padding: int = 0, content: bytes = b"") -> bytes:
    """A frame of silence in stereo, with ``content`` behind its header."""
    rate, bitrate = RATES[version].index(hertz), KILOBITS[version].index(kilobits) + 1
    head = bytes([0xFF, VERSIONS[version], bitrate << 4 | rate << 2 | padding << 1, 0])
    length = SAMPLES[version] // 8 * kilobits * 1000 // hertz + padding
    return (head + content).ljust(length, b"\0")


def tag(content: bytes, *, version: int = 4, flags: int = 0, footer: bool = False) -> bytes:
    """An ID3v2 tag (ID3v2.4.0-structure, 3.1 and 3.4); its size counts neither head nor footer."""
    size = bytes(len(content) >> shift & 0x7F for shift in (21, 14, 7, 0))
    rest = bytes([version, 0, flags | (0x10 if footer else 0)]) + size
    return b"ID3" + rest + content + (b"3DI" + rest if footer else b"")


def claiming(name: bytes, frames: int, flags: int = 1, version: float = 1, kilobits: int = 128) -> bytes:
    """A first frame without sound that claims how many frames follow (Xing and Info behind the side information)."""
    if name == b"VBRI":
        content = bytes(32) + name + struct.pack(">HHHII", 1, 0, 75, 0, frames)
    else:
        content = bytes(32 if version == 1 else 17) + name + struct.pack(">II", flags, frames)
    return frame(version, RATES[version][0], kilobits, content=content)


@pytest.mark.parametrize(("version", "hertz"), EVERY_RATE)
def test_every_sampling_rate_is_read(tmp_path, version, hertz):
    """A hundred frames last a hundred times 1,152 samples, or 576 below 32 kHz, and mutagen agrees."""
    content = frame(version, hertz, 64) * 100
    (tmp_path / "a.mp3").write_bytes(content)
    facts, problems = file_facts.facts(tmp_path, "a.mp3")
    assert problems == ()
    assert facts.seconds == round(100 * SAMPLES[version] / hertz, 3)
    judged = MP3(io.BytesIO(content)).info
    assert (judged.version, judged.sample_rate) == (version, hertz)
    assert facts.seconds == pytest.approx(judged.length, rel=0.01)
    assert facts.bitrate == pytest.approx(judged.bitrate, rel=0.01)


@pytest.mark.parametrize(("version", "kilobits"), EVERY_BITRATE)
def test_every_bitrate_is_read(version, kilobits):
    """Where a frame ends follows from its bitrate, in MPEG-2 by a table of its own, and mutagen agrees."""
    content = frame(version, RATES[version][2], kilobits) * 50
    recording = mpeg.measure(content)
    assert (recording.frames, recording.foreign, recording.flaws) == (50, 0, ())
    assert recording.bitrate == pytest.approx(kilobits * 1000, rel=0.001)
    assert MP3(io.BytesIO(content)).info.bitrate == kilobits * 1000


@pytest.mark.parametrize("version", VERSIONS)
def test_a_padded_frame_is_a_byte_longer(version):
    """Padding keeps the average bitrate where a frame would need part of a byte."""
    hertz = RATES[version][0]
    content = b"".join(frame(version, hertz, 56, padding) for padding in (0, 1, 1) * 20)
    recording = mpeg.measure(content)
    assert (recording.frames, recording.foreign) == (60, 0)
    assert recording.bitrate == round(len(content) * 8 * hertz / (60 * SAMPLES[version]))


@pytest.mark.parametrize(
    "head",
    [
        bytes([0xFF, 0xFD, 0x90, 0]), bytes([0xFF, 0xFF, 0x90, 0]), bytes([0xFF, 0xF9, 0x90, 0]),
        bytes([0xFF, 0xEB, 0x90, 0]), bytes([0xFF, 0xFB, 0xF0, 0]), bytes([0xFF, 0xFB, 0x9C, 0]),
        bytes([0xFF, 0x1B, 0x90, 0]), bytes([0xFE, 0xFB, 0x90, 0]),
    ],
    ids="layer-2 layer-1 no-layer no-version bitrate-15 rate-3 short-sync no-sync".split(),
)  # fmt: skip
def test_what_the_standard_reserves_is_no_frame(head):
    """Other layers, reserved values and an incomplete sync word begin no frame of layer III."""
    for length in (413, 417, 835, 1044):
        assert mpeg.measure((head + bytes(length - 4)) * 20) is None


def test_free_format_is_known_in_every_version():
    """Frames that do not say how long they are can be told from what is no sound."""
    for second in VERSIONS.values():
        assert mpeg.is_free_format(tag(b"x") + bytes([0xFF, second, 0x00, 0]) + bytes(400))
    assert not mpeg.is_free_format(bytes([0xFF, 0xFB, 0x90, 0]) + bytes(400))
    assert not mpeg.is_free_format(bytes([0xFF, 0xFD, 0x00, 0]) + bytes(400))
    assert not mpeg.is_free_format(bytes([0xFF, 0xFB, 0x00]))


def test_a_footer_belongs_to_its_tag():
    """Flag 4 of an ID3v2 tag adds ten bytes behind it that its size does not count."""
    sound = frame(1, 44_100, 128) * 10
    with_footer = mpeg.measure(tag(b"TIT2", footer=True) + sound)
    assert (with_footer.frames, with_footer.foreign) == (10, 0)
    assert with_footer == mpeg.measure(sound)


def test_behind_a_footer_another_tag_may_stand():
    """Frames within a second tag, those of a sound that describes the sound, are not heard."""
    sound = frame(1, 44_100, 128) * 10
    first, second = tag(b"TIT2", footer=True), tag(b"GEOB" + frame(1, 44_100, 128) * 7)
    assert mpeg.measure(first + second + sound).frames == 10


@pytest.mark.parametrize("flag", [0x80, 0x40, 0x20], ids=["unsynchronised", "extended", "experimental"])
def test_other_flags_add_nothing_behind_a_tag(flag):
    """Only the footer lies beyond what the size counts."""
    recording = mpeg.measure(tag(b"TIT2", flags=flag) + frame(1, 44_100, 128) * 10)
    assert (recording.frames, recording.foreign) == (10, 0)


@pytest.mark.parametrize("length", [1 << 7, 1 << 14, 1 << 21])
def test_a_tag_is_as_long_as_its_size_says(length):
    """Each byte of a size counts seven bits; frames within the tag are not heard."""
    inside = (frame(1, 44_100, 128) * 4).ljust(length, b"\x01")[:length]
    recording = mpeg.measure(tag(inside) + frame(1, 44_100, 128) * 10)
    assert (recording.frames, recording.foreign) == (10, 0)


def test_a_size_has_seven_bits_in_each_byte():
    """A byte with its eighth bit set is no size: nobody knows where such a tag ends."""
    broken = b"ID3\x04\x00\x00\x00\x00\x00\x80" + bytes(128)
    assert mpeg.measure(broken + frame(1, 44_100, 128) * 10) is None


def test_a_tag_that_claims_more_than_there_is_hides_nothing():
    """Beyond the end of the file no sound is looked for."""
    assert mpeg.measure(tag(bytes(5000))[:1000] + frame(1, 44_100, 128) * 5) is None


def test_sixteen_tags_are_enough():
    """Fifteen tags may stand before the sound; with sixteen and more nothing is heard."""
    sound = frame(1, 44_100, 128) * 10
    assert mpeg.measure(tag(b"x") * 15 + sound).frames == 10
    assert mpeg.measure(tag(b"x") * 16 + sound) is None


@pytest.mark.parametrize("name", [b"Xing", b"Info", b"VBRI"], ids=["Xing", "Info", "VBRI"])
def test_what_a_header_frame_claims_must_be_there(name):
    """A header frame is not heard; where more than one of its frames is missing the recording was cut."""
    sound = frame(1, 44_100, 128)
    for there, is_cut in ((100, False), (99, False), (98, True)):
        recording = mpeg.measure(claiming(name, 100) + sound * there)
        assert (recording.frames, recording.truncated) == (there, is_cut)


@pytest.mark.parametrize("version", [2, 2.5])
def test_header_frames_of_low_rates_are_no_sound(version):
    """The header of a file with 22.05 or 11.025 kHz stands nearer to the begin and counts all the same."""
    sound = frame(version, RATES[version][0], 64)
    whole = mpeg.measure(claiming(b"Info", 50, version=version, kilobits=64) + sound * 50)
    cut = mpeg.measure(claiming(b"Info", 50, version=version, kilobits=64) + sound * 40)
    assert (whole.frames, whole.truncated) == (50, False)
    assert (cut.frames, cut.truncated) == (40, True)


def test_a_header_frame_may_claim_nothing():
    """Without its first flag the four bytes behind are no number of frames."""
    sound = frame(1, 44_100, 128) * 10
    for flags in (0, 2, 14):
        recording = mpeg.measure(claiming(b"Xing", 1_000_000, flags) + sound)
        assert (recording.frames, recording.truncated) == (10, False)


def test_a_recording_may_end_with_its_last_byte():
    """The last frame is whole when it ends where the file does."""
    sound = frame(2, 24_000, 32)
    assert (mpeg.measure(sound * 5).frames, mpeg.measure(sound * 5).truncated) == (5, False)
    assert (mpeg.measure(sound).frames, mpeg.measure(sound).truncated) == (1, False)
    assert mpeg.measure((sound * 5)[:-1]).truncated


@pytest.mark.parametrize(("others", "mixed"), [(9, False), (10, True)])
def test_ten_frames_of_another_rate_are_another_recording(others, mixed):
    """Fewer samples of another rate are taken for noise that looks like a frame."""
    content = frame(2, 22_050, 64) * 100 + frame(2, 24_000, 64) * others
    assert mpeg.measure(content).mixed is mixed


def test_versions_may_not_mix():
    """Frames of MPEG-1 and MPEG-2 have different rates: each counts with its own."""
    recording = mpeg.measure(frame(1, 44_100, 64) * 30 + frame(2, 22_050, 64) * 20)
    assert recording.seconds == round(30 * 1152 / 44_100 + 20 * 576 / 22_050, 3)
    assert recording.flaws == ("audio-mixed",)


@pytest.mark.parametrize("mark", [b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3", b"3DI"], ids=bytes.decode)
def test_tags_may_stand_behind_the_sound(mark):
    """No frame within a tag at the end is heard, and none of its bytes is foreign."""
    sound = frame(1, 44_100, 128)
    recording = mpeg.measure(sound * 10 + mark + b"x" * 5000 + sound * 5)
    assert (recording.frames, recording.foreign, recording.flaws) == (10, 0, ())


def test_foreign_bytes_are_counted_before_between_and_behind():
    """What is neither sound, tag nor padding counts, wherever it stands."""
    sound = frame(1, 44_100, 128) * 10
    before, between, behind = b"\x01" * 100, b"\x01" * 20, b"\x01" * 3
    assert mpeg.measure(before + sound + between + sound + behind).foreign == 123
    assert mpeg.measure(bytes(50) + sound + bytes(70)).foreign == 0


@pytest.mark.parametrize(("length", "frames"), [(60_000, 20), (65_536, 10)])
def test_a_search_for_the_next_frame_ends(length, frames):
    """Within 64 KiB of noise the sound goes on; beyond, nobody searches."""
    sound = frame(1, 44_100, 128) * 10
    assert mpeg.measure(sound + b"\x01" * length + sound).frames == frames


def test_too_much_noise_is_a_broken_recording():
    """When more than 64 KiB of noise in all were skipped the rest is not heard."""
    sound = frame(1, 44_100, 128) * 10
    recording = mpeg.measure(sound + (b"\x01" * 40_000 + sound) * 2)
    assert (recording.frames, recording.flaws) == (20, ("audio-truncated",))


@pytest.mark.parametrize(("length", "flaws"), [(4096, ()), (4097, ("audio-foreign",))])
def test_a_few_kilobytes_of_noise_are_no_second_file(length, flaws):
    """Players skip a little; more may be something that hides."""
    sound = frame(1, 44_100, 128) * 10
    assert mpeg.measure(sound + b"\x01" * length + sound).flaws == flaws


def test_noise_that_looks_like_a_frame_is_none():
    """A frame is one where another follows or the file ends: four bytes alone could be anything."""
    alone = frame(1, 48_000, 320)[:4] + b"\x01" * 50
    recording = mpeg.measure(alone + frame(1, 44_100, 128) * 10)
    assert (recording.frames, recording.mixed, recording.foreign) == (10, False, 54)


def test_frames_of_changing_bitrate_follow_each_other():
    """Variable bitrates are read frame by frame in low rates, too."""
    content = b"".join(frame(2, 22_050, kilobits) for kilobits in itertools.chain(_LOW, reversed(_LOW)))
    recording = mpeg.measure(content)
    assert (recording.frames, recording.seconds) == (28, round(28 * 576 / 22_050, 3))
    assert recording.foreign == 0


def test_the_smallest_recording_is_found():
    """One frame of 24 bytes is a recording, also behind a little noise."""
    assert mpeg.measure(frame(2, 24_000, 8)).frames == 1
    assert mpeg.measure(b"\x01" * 10 + frame(2, 24_000, 8)).frames == 1
