"""Conversations in texts and in caption files become turns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreiklang.content import captions as writers
from dreiklang.loading.transcripts import transcript_files
from dreiklang.markup import dialogue
from dreiklang.markup.markdown_source import Source


def codes(problems) -> list[str]:
    """``line code`` of each problem."""
    return [f"{problem.place.line} {problem.code}" for problem in problems]


def read(text: str, name: str = "a.vtt") -> list[tuple[str, float, float | None, str]]:
    """Speaker, start, end and words of each turn of a flawless file."""
    found, problems = transcript_files.read_transcript(text, name)
    assert problems == ()
    return [(turn.speaker, turn.start, turn.end, turn.text) for turn in found]


def test_webvtt_is_read():
    """Names, settings, notes, styles, identifiers, tags and entities of WebVTT are understood."""
    text = (
        "WEBVTT - Titel\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nEin --> Hinweis\n\n"
        "eins\n00:01.000 --> 00:02.500 align:start\n"
        "<v.laut Leonie Harms>Guten <i>Tag</i> &amp;\nhallo</v>\n\n"
        "01:00:00.000 --> 01:00:01.000\n<v A&amp;B>Ende\n"
    )
    assert read(text) == [
        ("Leonie Harms", 1.0, 2.5, "Guten Tag & hallo"), ("A&B", 3600.0, 3601.0, "Ende"),
    ]  # fmt: skip


def test_several_voices_in_one_cue_are_several_turns():
    """No voice of a cue is lost."""
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>eins</v>\n<v B>zwei\n"
    assert read(text) == [("A", 1.0, 2.0, "eins"), ("B", 1.0, 2.0, "zwei")]


def test_hostile_voices_stay_text():
    """Markup in names and words is text for the templates to escape, or gone."""
    found, _ = transcript_files.read_transcript(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v <script>x>&lt;script&gt;\n", "a.vtt"
    )
    assert [(turn.speaker, turn.text) for turn in found] == [("<script", "x><script>")]


def test_subrip_is_read():
    """In SubRip a name stands where the speaker changes; numbers and tags are left out."""
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nLeonie Harms: <b>Guten</b>\nTag.\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nUnd weiter.\n\n3\n00:00:05,000 --> 00:00:06,000\nDr. Jana: Ja.\n"
    )
    assert read(text, "a.srt") == [
        ("Leonie Harms", 1.0, 2.0, "Guten Tag."), ("Leonie Harms", 3.0, 4.0, "Und weiter."),
        ("Dr. Jana", 5.0, 6.0, "Ja."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("00:01.000 --> 00:02.000\n<v A>a", "a.vtt", ["1 captions-header"]),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\n<v A>a", "a.vtt", ["3 captions-time-format"]),
        ("WEBVTT\n\n-00:01.000 --> 00:02.000\n<v A>a", "a.vtt", ["3 captions-time-format"]),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\n<v A>a", "a.vtt", ["3 captions-end-before-start"]),
        (
            "WEBVTT\n\n00:02.000 --> 00:03.000\n<v A>a\n\n00:01.000 --> 00:03.000\n<v A>b",
            "a.vtt",
            ["6 captions-order"],
        ),
        ("WEBVTT\n\nnur Text", "a.vtt", ["3 captions-no-time"]),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\na\n\n00:02.000 --> 00:03.000\nb",
            "a.vtt",
            ["3 captions-speaker-missing"],
        ),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v SPEAKER_01>a", "a.vtt", ["3 speaker-unmapped"]),
        ("1\n00:00:01.000 --> 00:00:02.000\nA: a", "a.srt", ["2 captions-time-format"]),
        ("WEBVTT\n", "a.vtt", ["1 turns-missing"]),
        ("", "a.srt", ["1 turns-missing"]),
    ],
)
def test_wrong_captions_are_named_at_their_line(text, name, expected):
    """What is wrong with a caption is named at its line."""
    assert codes(transcript_files.read_transcript(text, name)[1]) == expected


@pytest.mark.parametrize(("write", "name"), [(writers.vtt, "a.vtt"), (writers.srt, "a.srt")])
def test_no_word_and_no_speaker_is_lost_on_the_way_back(write, name):
    """What is written as captions is read back with every word and speaker."""
    text = "[0:01] Leonie Harms: " + "Guten Tag, liebe Gäste. " * 20 + "\n[1:00] Jana: R&D < 3 > 2."
    written = dialogue.split(Source(f"## Transkript\n\n{text}", "a.md")).turns
    found, problems = transcript_files.read_transcript(write(written, 70.0), name)
    said = {
        speaker: " ".join(t.text for t in found if t.speaker == speaker)
        for speaker in ("Leonie Harms", "Jana")
    }
    assert problems == ()
    assert said["Leonie Harms"] == written[0].text
    if name == "a.vtt":
        assert said["Jana"] == written[1].text


@given(
    st.text(alphabet="[]0:1. A\n#`~*", max_size=60), st.text(alphabet="WEBVT0123:.,->\n <v>A&;", max_size=80)
)
def test_no_text_crashes_the_readers(conversation, cues):
    """Any text gives turns or problems."""
    dialogue.split(Source(f"## Transkript\n{conversation}", "a.md"))
    for name in ("a.vtt", "a.srt"):
        transcript_files.read_transcript("WEBVTT\n\n" + cues, name)
        transcript_files.read_transcript(cues, name)
