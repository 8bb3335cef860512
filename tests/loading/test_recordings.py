"""A recording is as long as what can be heard of it, and nothing else hides in it."""

from __future__ import annotations

import hashlib
import shutil
import struct
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinytag import TinyTag

from audio_samples import MADE, box, frame, m4a, opus, page, zipped
from conftest import ROOT
from dreiklang import build
from dreiklang.loading import file_facts
from dreiklang.loading.recordings import mp4, mpeg, ogg
from dreiklang.loading.recordings.recording import Recording
from golden import chosen


def measured(tmp_path, name: str, content: bytes):
    """The facts of a file with this content, and the codes of its problems."""
    (tmp_path / name).write_bytes(content)
    facts, problems = file_facts.facts(tmp_path, name)
    return facts, [problem.code for problem in problems]


def mp4_of(content: bytes) -> Recording | None:
    """The recording in these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.m4a"
        file.write_bytes(content)
        return mp4.measure(file)


@pytest.mark.parametrize("name", ["ton.mp3", "ton.m4a", "ton.opus"])
def test_duration_bitrate_and_digest_are_read_from_the_bytes(name):
    """What another reader of tags finds, and the SHA-256 of the file."""
    facts, problems = file_facts.facts(MADE, name)
    told = TinyTag.get(MADE / name, tags=False)
    assert problems == ()
    assert facts.seconds == pytest.approx(told.duration, abs=0.08)
    assert facts.sha256 == hashlib.sha256((MADE / name).read_bytes()).hexdigest()
    assert facts.bitrate == pytest.approx(facts.size * 8 / facts.seconds, rel=0.25)


def test_only_recordings_state_a_digest(tmp_path):
    """Feeds state the SHA-256 of recordings alone, so no other file is hashed twice."""
    assert measured(tmp_path, "a.csv", b"a;b\n")[0].sha256 == ""


def test_opus_lasts_from_pre_skip_to_the_last_granule_position():
    """150 packets of 20 ms, less 312 samples of pre-skip and what is cut off at the end, last 2.5 seconds."""
    assert ogg.measure(opus()).seconds == round((150 * 960 - 312) / 48000, 3)
    assert ogg.measure(opus(end=120_312)).seconds == 2.5
    assert ogg.measure(opus()).bitrate == pytest.approx(16_000, rel=0.01)


def test_opus_of_a_stream_that_was_joined_late_begins_at_its_first_sound():
    """Granule positions may begin anywhere; only what follows counts."""
    assert ogg.measure(opus(begin=48_000 * 3600)) == ogg.measure(opus())


def test_opus_packets_may_run_over_pages():
    """A packet that ends on a later page lasts as long as any other."""
    long = bytes([1 << 3]) + bytes(509)
    head, tags = opus()[:47], opus()[47:]
    tags = tags[: 28 + 16]
    pages = [page(2, (1 << 64) - 1, [long], goes_on=True), page(3, 960 * 2, [b"", bytes([1 << 3])], 4)]
    recording = ogg.measure(head + tags + b"".join(pages))
    assert (recording.seconds, recording.flaws) == (round((1920 - 312) / 48000, 3), ())


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (opus()[:-50], ["audio-truncated"]),
        (opus(3)[: len(opus(2)) + 200], ["audio-truncated"]),
        (opus().replace(b"OpusTags", b"OpusTagz"), ["audio-truncated"]),
        (opus(end=48_000 * 3600), ["audio-truncated"]),
        (opus() + opus(), ["audio-mixed"]),
        (opus() + b"<script>" * 1000, ["audio-foreign"]),
        (opus(end=100), ["audio-broken"]),
        (opus()[:47], ["audio-broken"]),
        (opus().replace(b"OpusHead\x01", b"OpusHead\x21"), ["audio-broken"]),
        (opus().replace(b"OpusHead", b"\x01vorbis\x00"), ["media-type"]),
        (b"<!doctype html><title>404</title>", ["media-type"]),
    ],
    ids="cut page-missing damaged lying-granule chained attached negative headers-only version vorbis html".split(),
)
def test_opus_that_is_not_whole_is_found(tmp_path, content, codes):
    """A missing end, missing or damaged pages, false times, a second recording and foreign data are named."""
    assert measured(tmp_path, "a.opus", content)[1] == codes


def test_a_cut_opus_file_is_as_long_as_what_is_left():
    """Whatever the headers say, seconds are those that can be heard."""
    assert ogg.measure(opus(3)[: len(opus(2)) + 200]).seconds == round((100 * 960 - 312) / 48000, 3)


def test_an_m4a_lasts_as_long_as_its_samples():
    """Samples times their duration, not what a header claims."""
    assert (mp4_of(m4a(441)).seconds, mp4_of(m4a(441)).bitrate) == (10.24, 34_453)


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (m4a()[:-10], ["audio-truncated"]),
        (m4a(sound=5_000), ["audio-truncated"]),
        (m4a().replace(b"moov", b"free"), ["audio-truncated"]),
        (m4a()[:60], ["audio-truncated"]),
        (m4a(scale=0), ["audio-broken"]),
        (m4a(delta=0xFFFF_FFFF, scale=1), ["audio-broken"]),
        (m4a(sizes=[100] * 3), ["audio-broken"]),
        (m4a().replace(b"soun", b"text"), ["audio-broken"]),
        (box(b"ftyp", b"M4A ") + box(b"moov", bytes(4)) + box(b"mdat"), ["audio-broken"]),
        (box(b"ftyp", b"M4A ") + struct.pack(">I4sQ", 1, b"moov", 1 << 62), ["audio-truncated"]),
        (b"<html>not found</html>", ["media-type"]),
    ],
    ids="cut sound-missing no-index half scale ten-years tables no-sound empty-index huge-box html".split(),
)
def test_an_m4a_that_is_not_whole_is_found(tmp_path, content, codes):
    """Missing sound or index, tables that contradict each other and lying lengths are named."""
    assert measured(tmp_path, "a.m4a", content)[1] == codes


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (bytes([0xFF, 0xFB, 0x00, 0x00]) + bytes(400) + bytes([0xFF, 0xFB, 0x00, 0x00]) + bytes(400),
         ["audio-free-format"]),
        (frame() * 100 + frame(rate=1) * 100, ["audio-mixed"]),
        (frame() * 100 + zipped(), ["audio-foreign"]),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"<script>x</script>" * 400 + frame() * 100, ["audio-foreign"]),
        (frame() * 100 + bytes(9000) + b"<html>" * 2000, ["audio-foreign"]),
        (b"%PDF-1.7\n" + frame() * 100, ["media-type"]),
        (b"\x89PNG\r\n\x1a\n" + frame() * 100, ["media-type"]),
        (b"\xff\xf1\x50\x80" + bytes(400), ["media-type"]),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00" * 40 + frame() * 100, ["audio-broken"]),
    ],
    ids="free-format mixed-rates zip-behind html-before html-behind pdf png aac many-tags".split(),
)  # fmt: skip
def test_an_mp3_that_is_more_or_less_than_one_is_found(tmp_path, content, codes):
    """Free bitrates, changing formats and files that are two things at once are named."""
    assert measured(tmp_path, "a.mp3", content)[1] == codes


def test_tags_and_padding_around_the_sound_are_no_foreign_data(tmp_path):
    """Zero bytes behind the tag, tags at the end and a few bytes of another program are ordinary."""
    tag = b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(9000)
    for end in (b"TAG" + bytes(125), bytes(9000) + b"APETAGEX" + b"x" * 9000, b"\x01" * 300):
        facts, codes = measured(tmp_path, "a.mp3", tag + frame() * 100 + end)
        assert (facts.seconds, codes) == (2.612, [])


def test_the_bitrate_is_the_average_of_all_frames():
    """A recording of 64 and 128 kbit/s by turns has 96 on the average, its tags not counted."""
    recording = mpeg.measure((frame(5) + frame(9)) * 50 + b"TAG" + bytes(125))
    assert recording.bitrate == pytest.approx(96_000, rel=0.01)


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 255))
@settings(deadline=None)
def test_no_bytes_crash_the_opus_reader(noise, at, byte):
    """Any bytes, and an Opus file with any byte changed, give a recording or none."""
    ogg.measure(noise)
    changed = bytearray(opus(1, packets=3))
    changed[at % len(changed)] = byte
    ogg.measure(bytes(changed) + noise)


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 255))
@settings(deadline=None)
def test_no_bytes_crash_the_mp4_reader(noise, at, byte):
    """Any bytes, and an m4a with any byte changed, give a recording or none."""
    changed = bytearray(m4a(3))
    changed[at % len(changed)] = byte
    for content in (noise, bytes(changed), m4a(3) + noise):
        mp4_of(content)


def test_an_unchanged_recording_is_not_read_again(tmp_path, monkeypatch):
    """A second build takes the facts of a file from its memory while size and time stay the same."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "tests/samples/good-recordings", root)
    read: list[str] = []

    def counting(folder: Path, path: str) -> file_facts.Measured:
        read.append(path)
        return file_facts.facts(folder, path)

    monkeypatch.setattr(build, "media_facts", counting)
    build.prepare(root, chosen())
    first, read[:] = sorted(read), []
    (root / "episodes/staffel-1/ton.opus").touch()
    build.prepare(root, chosen())
    assert first == ["episodes/cover.png", "episodes/staffel-1/ton.mp3", "episodes/staffel-1/ton.opus"]
    assert read == ["episodes/staffel-1/ton.opus"]
