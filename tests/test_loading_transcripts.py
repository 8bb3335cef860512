"""Conversations in texts and in caption files become turns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreiklang.content import captions as writers
from dreiklang.loading import captions, dialogue


def turns(text: str) -> list[tuple[str, float, str]]:
    """Speaker, start and words of each turn of a flawless conversation."""
    found, problems = dialogue.parse(text, "a.md", 10)
    assert problems == ()
    return [(turn.speaker, turn.start, turn.text) for turn in found]


def codes(problems) -> list[str]:
    """``line code`` of each problem."""
    return [f"{problem.place.line} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    "heading", ["## Transkript", "## Transcript", "##  transkript ##", "## Transkript {#t}"]
)
def test_the_conversation_begins_below_its_heading(heading):
    """The text above the heading stays Markdown, the rest is the conversation."""
    assert dialogue.split(f"Text\n\n{heading}\n[0:01] A: B") == ("Text\n", "[0:01] A: B", 3)


@pytest.mark.parametrize(
    "text", ["Text", "### Transkript\n", "```\n## Transkript\n```\n", "## Transkripte\n"]
)
def test_other_headings_begin_no_conversation(text):
    """Other levels, other words and code blocks begin no conversation."""
    assert dialogue.split(text) == (text, None, 0)


def test_the_heading_words_are_configurable():
    """Other words may stand in the heading."""
    assert dialogue.split("## Abschrift\nx", ["Abschrift"])[1] == "x"


def test_a_turn_is_a_paragraph_with_time_and_name():
    """Minutes and seconds, hours and fractions are understood."""
    text = "[0:04] Leonie Harms: Guten Tag.\n[1:02:03] Dr. Jana: Um 12:05 Uhr.\n\n[1:02:03.5] **B**: Ja."
    assert turns(text) == [
        ("Leonie Harms", 4.0, "Guten Tag."), ("Dr. Jana", 3723.0, "Um 12:05 Uhr."), ("B", 3723.5, "Ja."),
    ]  # fmt: skip


def test_following_paragraphs_belong_to_the_turn():
    """Paragraphs without a time go on with the turn and stay paragraphs."""
    assert turns("[0:01] A: Eins\nzwei.\n\nDrei: vier.") == [("A", 1.0, "Eins zwei.\n\nDrei: vier.")]


def test_turns_that_share_a_second_have_anchors_of_their_own():
    """The anchor is `t-<seconds>`, then `-2`, `-3`."""
    found, _ = dialogue.parse("[0:01] A: a\n[0:01.5] B: b\n[0:01] A: c", "a.md", 1)
    assert [turn.anchor for turn in found] == ["t-1", "t-1-2", "t-1-3"]


def test_lines_are_those_of_the_file():
    """A turn knows its line in the file."""
    assert [t.line for t in dialogue.parse("\n[0:01] A: a\n\n[0:02] A: b", "a.md", 10)[0]] == [11, 13]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guten Tag.\n\n[0:01] A: b", ["10 turn-time-missing"]),
        ("[0:01] A: b\n\nA: c", ["12 turn-time-missing"]),
        ("[0:05] A: b\n[0:01] A: c", ["11 turn-time-order"]),
        ("[0:61] A: b", ["10 turn-time-format"]),
        ("[bald] A: b", ["10 turn-time-format"]),
        ("[0:01] Guten Tag", ["10 turn-speaker-missing"]),
        ("[0:01] SPEAKER_00: b", ["10 speaker-unmapped"]),
        ("[0:01] A:", ["10 turn-empty"]),
        ("[0:01] A: b\n\n### Kapitel", ["12 turn-heading"]),
        ("", ["9 turns-missing"]),
    ],
)
def test_wrong_turns_are_named_at_their_line(text, expected):
    """What is missing or wrong in a conversation is named at its line."""
    assert codes(dialogue.parse(text, "a.md", 10)[1]) == expected


def read(text: str, name: str = "a.vtt") -> list[tuple[str, float, float | None, str]]:
    """Speaker, start, end and words of each turn of a flawless file."""
    found, problems = captions.read(text, name)
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
    found, _ = captions.read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v <script>x>&lt;script&gt;\n", "a.vtt")
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
    assert codes(captions.read(text, name)[1]) == expected


@pytest.mark.parametrize(("write", "name"), [(writers.vtt, "a.vtt"), (writers.srt, "a.srt")])
def test_no_word_and_no_speaker_is_lost_on_the_way_back(write, name):
    """What is written as captions is read back with every word and speaker."""
    text = "[0:01] Leonie Harms: " + "Guten Tag, liebe Gäste. " * 20 + "\n[1:00] Jana: R&D < 3 > 2."
    written, _ = dialogue.parse(text, "a.md", 1)
    found, problems = captions.read(write(written, 70.0), name)
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
    dialogue.split(conversation)
    dialogue.parse(conversation, "a.md", 1)
    for name in ("a.vtt", "a.srt"):
        captions.read("WEBVTT\n\n" + cues, name)
        captions.read(cues, name)
