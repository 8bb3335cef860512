"""Turns joined from captions and taken apart again, and the moments in them that have an address.

Every word, speaker and known time survives.
"""

from __future__ import annotations

import html
import json
import pickle
import re

import builders
from dreiklang.content import captions, transcript_anchors, turns
from dreiklang.content.body import Turn, WordTiming
from dreiklang.content.word_timings import WordTimings, starts
from dreiklang.loading.transcripts import podcastindex
from dreiklang.markup import dialogue


def cue(start: float, end: float | None, text: str, speaker: str = "Leonie Harms", **more) -> Turn:
    """A turn as short as a caption."""
    return Turn(speaker, start, text, "", 1, end, **more)


def stamps(text: str) -> list[tuple[str, str, str]]:
    """Begin, end and words of every caption of a WebVTT file."""
    found = re.findall(r"(\S+) --> (\S+)\n(.*(?:\n.+)?)", text)
    return [
        (a.removeprefix("00:00:"), b.removeprefix("00:00:"), html.unescape(re.sub(r"<v [^>]*>", "", words)))
        for a, b, words in found
    ]


def test_what_one_person_says_without_a_break_is_one_turn():
    """Captions of one speaker become one turn; their times stay as marks, with the known ends."""
    joined = list(turns.joined([cue(1, 2, "Guten Tag."), cue(2.5, 4, "Schön, dass Sie da sind.")]))
    assert joined == [
        cue(1, 4, "Guten Tag. Schön, dass Sie da sind.", marks=(WordTiming(0, 1, 2), WordTiming(11, 2.5, 4)))
    ]


def test_a_turn_ends_with_its_speaker_a_silence_or_after_a_minute():
    """Another speaker, more than three seconds of silence, and a sentence's end after a minute begin a turn."""
    spoken = [cue(0, 1, "a."), cue(1, 2, "b.", "Cem"), cue(6, 60, "c.", "Cem"), cue(61, 66, "d", "Cem"),
              cue(67, 68, "e.", "Cem"), cue(69, 70, "f.", "Cem")]  # fmt: skip
    assert [turn.text for turn in turns.joined(spoken)] == ["a.", "b.", "c. d e.", "f."]


def test_without_full_stops_a_turn_ends_after_three_minutes():
    """A program that writes no full stops makes no turn of an hour."""
    spoken = [cue(second, second + 5, "und weiter") for second in range(0, 400, 5)]
    assert [turn.start for turn in turns.joined(spoken)] == [0, 180, 360]


def test_a_chapter_begins_a_turn():
    """No turn goes on over the beginning of a chapter."""
    spoken = [cue(0, 5, "a."), cue(5, 9, "b."), cue(9, 12, "c.")]
    assert [turn.text for turn in turns.joined(spoken, [0, 5])] == ["a.", "b. c."]


def test_marks_of_pieces_are_kept():
    """Words that have times of their own keep them when their captions are joined."""
    first = cue(0, 2, "ein Wort", marks=(WordTiming(4, 1.0),))
    joined = next(iter(turns.joined([first, cue(2, 3, "und")])))
    assert joined.marks == (WordTiming(0, 0), WordTiming(4, 1.0), WordTiming(9, 2, 3))


def test_a_turn_is_cut_at_its_marks():
    """Parts know when they begin and, where it was known, when they end; the last ends with the turn."""
    turn = cue(0, 9, "eins zwei drei", marks=(WordTiming(5, 3, 4), WordTiming(10, 5)))
    assert list(turns.parts(turn)) == [(0, None, "eins "), (3, 4, "zwei "), (5, 9, "drei")]


def test_marks_within_words_backwards_or_outside_cut_nothing():
    """Foreign marks that make no sense lose no word."""
    marks = (WordTiming(2, 1), WordTiming(5, 3), WordTiming(10, 2), WordTiming(99, 5))
    assert list(turns.parts(cue(0, 9, "eins zwei drei", marks=marks))) == [
        (0, None, "eins "), (3, 9, "zwei drei"),
    ]  # fmt: skip


def test_captions_begin_and_end_at_marks():
    """What was a caption is one again, with its times and the silence behind it."""
    spoken = [cue(1, 2, "Guten Tag Ihnen allen."), cue(3.5, 6, "Schön, dass Sie da sind."), cue(6, 8, "Los.")]
    written = captions.vtt(tuple(turns.joined(spoken)))
    assert stamps(written) == [
        ("01.000", "02.000", "Guten Tag Ihnen allen."),
        ("03.500", "06.000", "Schön, dass Sie da sind."),
        ("06.000", "08.000", "Los."),
    ]


def test_times_of_words_time_whole_captions():
    """Words timed one by one are shown by the line; a caption begins with its first word."""
    text = " ".join(f"Wort{number:02d}" for number in range(40))
    marks = tuple(WordTiming(7 * number, number * 1.5) for number in range(40))
    found = stamps(captions.vtt((cue(0, 60, text, marks=marks),)))
    assert [(start, words.split()[0]) for start, _, words in found] == [
        ("00.000", "Wort00"), ("27.000", "Wort18"), ("54.000", "Wort36"),
    ]  # fmt: skip
    assert found[-1][1] == "00:01:00.000"


def test_a_word_without_a_time_stands_between_those_that_have_one():
    """Where a program knows no time for a word, it is put in proportion between its neighbours."""
    text = " ".join(letter * 60 for letter in "abcd")
    marks = (WordTiming(0, 0.0), WordTiming(61, 2.0), WordTiming(183, 8.0))
    assert [(start, end) for start, end, _ in stamps(captions.vtt((cue(0, 9, text, marks=marks),)))] == [
        ("00.000", "05.000"), ("05.000", "09.000"),
    ]  # fmt: skip


def test_json_keeps_the_times_within_a_turn():
    """Marks stand beside the standard's fields and are read back; without any the field is absent."""
    spoken = (
        cue(0, 9.5, "eins zwei", marks=(WordTiming(0, 0.0, 1.0), WordTiming(5, 3.0))),
        cue(10, None, "drei"),
    )
    written = captions.as_json(spoken, 12.0)
    assert [sorted(s) for s in json.loads(written)["segments"]] == [
        ["body", "endTime", "marks", "speaker", "startTime"], ["body", "endTime", "speaker", "startTime"],
    ]  # fmt: skip
    found, problems = podcastindex.read_podcastindex(written, "a.json")
    assert problems == []
    assert [(t.speaker, t.start, t.end, t.text, t.marks) for t in found] == [
        ("Leonie Harms", 0.0, 9.5, "eins zwei", spoken[0].marks), ("Leonie Harms", 10.0, 12.0, "drei", ()),
    ]  # fmt: skip


def test_turns_of_single_words_are_fragments():
    """A file cut into words is told from one cut into sentences."""
    assert turns.fragments([cue(0, 1, "eins"), cue(1, 2, "zwei")])
    assert not turns.fragments([cue(0, 1, "Ja."), cue(1, 2, "Das ist ein ganzer Satz.")])
    assert not turns.fragments(builders.turns(("A", 0.0, "Ja.")))


def test_marks_are_small_and_equal_the_same_marks():
    """Packed marks give the same marks, compare with tuples, survive being remembered, and take little room."""
    known = (WordTiming(0, 1.5), WordTiming(7, 2.25, 3.0), WordTiming(2**40, 0.001, None))
    packed = WordTimings(known)
    assert (packed, len(packed), packed[1], packed[1:], hash(packed)) == (
        known,
        3,
        known[1],
        known[1:],
        hash(known),
    )
    assert repr(packed) == repr(known)
    assert packed != list(known)
    assert pickle.loads(pickle.dumps(packed)) == known  # noqa: S301 - our own bytes
    assert len(pickle.dumps(WordTimings([WordTiming(n, n / 3, n / 2) for n in range(1000)]))) < 25_000
    assert not WordTimings()


def test_turns_that_begin_together_or_go_back_are_shown_one_after_the_other():
    """Captions begin in the order of what is said, whatever the times of a hostile file."""
    said = [cue(1, None, "a"), cue(1, None, "b", "Cem"), cue(0.5, None, "c"), cue(0.5, 0.2, "", "Cem")]
    found = stamps(captions.vtt(tuple(said)))
    assert [words for _, _, words in found] == ["a", "b", "c"]
    assert [start for start, _, _ in found] == sorted({start for start, _, _ in found})


def test_the_begins_of_marks_are_the_same_packed_or_not():
    """Whether marks are packed or not, they begin when they were said to begin."""
    known = (WordTiming(0, 1.5, 2.0), WordTiming(4, 2.25))
    assert [*starts(known)] == [*starts(WordTimings(known))] == [1.5, 2.25]


def anchors(*spoken: Turn) -> list[list[tuple[str, str]]]:
    """Anchor and words of every moment, a list a turn."""
    return [
        [(moment.anchor, moment.text.strip()) for moment in found]
        for _, found in transcript_anchors.with_moments(dialogue.anchored(spoken))
    ]


def test_every_caption_of_a_turn_has_an_anchor():
    """What was a caption is a moment with an anchor of its own; the first one has the turn's."""
    joined = turns.joined(
        [cue(1, 2, "Guten Tag."), cue(2.5, 4, "Schön, dass Sie"), cue(4, 5, "da sind, und zwar alle.")]
    )
    assert anchors(*joined) == [
        [("t-1", "Guten Tag."), ("t-2", "Schön, dass Sie"), ("t-4", "da sind, und zwar alle.")]
    ]


def test_a_turn_without_known_times_has_its_own_anchor_alone():
    """Where nobody knows a time within a turn, nothing is added."""
    assert anchors(cue(1, 2, "Guten Tag. Schön.", marks=(WordTiming(0, 1.0),)), cue(9, None, "Ja.")) == [
        [("t-1", "Guten Tag. Schön.")], [("t-9", "Ja.")],
    ]  # fmt: skip


def test_anchors_of_turns_stay_whatever_they_are_cut_into():
    """A turn keeps its anchor where an earlier turn knows a time in the same second: that one counts on."""
    talk = (
        cue(
            1, 5, "Das ist ein Satz. Und das ist noch einer.", marks=(WordTiming(0, 1.0), WordTiming(18, 5.1))
        ),
        cue(5.4, 6, "Das ist von mir.", "Cem"),
        cue(5.8, 6, "Und das von mir.", "Cem"),
    )
    assert [turn.anchor for turn in dialogue.anchored(talk)] == ["t-1", "t-5", "t-5-2"]
    assert anchors(*talk) == [
        [("t-1", "Das ist ein Satz."), ("t-5-3", "Und das ist noch einer.")],
        [("t-5", "Das ist von mir.")],
        [("t-5-2", "Und das von mir.")],
    ]


def test_of_words_with_times_a_sentence_is_a_moment():
    """Words timed one by one have no anchor each, but their sentence has; captions between them have theirs."""
    text = "Ja. Das stimmt so. Und hier folgt ein ganzes Stück. Gut."
    marks = tuple(
        WordTiming(text.index(word), at)
        for at, word in enumerate(("Ja", "Das", "stimmt", "so", "Und", "Gut"))
    )
    assert anchors(cue(0, 9, text, marks=marks)) == [
        [
            ("t-0", "Ja."),
            ("t-1", "Das stimmt so."),
            ("t-4", "Und hier folgt ein ganzes Stück."),
            ("t-5", "Gut."),
        ]
    ]


def test_words_without_full_stops_have_an_anchor_a_caption():
    """Where no sentence ends, a moment is no longer than a caption with two lines."""
    text = " ".join(f"Wort{number:02d}" for number in range(40))
    found = anchors(cue(0, 60, text, marks=[WordTiming(7 * number, number * 1.5) for number in range(40)]))[0]
    assert [(anchor, len(words)) for anchor, words in found] == [("t-0", 132), ("t-28", 132), ("t-57", 13)]


def test_pieces_that_begin_together_are_one_moment():
    """Words that share a time, and times that go back, make no second anchor."""
    marks = (WordTiming(0, 1.0), WordTiming(18, 1.0), WordTiming(35, 0.5), WordTiming(52, 9.0))
    text = "Das ist ein Satz. Hier noch einer. Und ein dritter. Der letzte Satz."
    assert [anchor for anchor, _ in anchors(cue(1, 12, text, marks=marks))[0]] == ["t-1", "t-9"]


def test_a_moment_is_found_by_its_anchor_and_by_its_time():
    """An anchor means one moment, a second the moment that runs then; before anybody speaks it is the first."""
    talk = dialogue.anchored(
        [*turns.joined([cue(4, 5, "Guten Tag allerseits."), cue(5.5, 7, "Schön, dass Sie da sind.")]),
         cue(5.7, 9, "Finde ich auch.", "Cem")]
    )  # fmt: skip
    assert [
        transcript_anchors.find_moment(talk, a) and transcript_anchors.find_moment(talk, a).start
        for a in ("t-4", "t-5", "t-5-2")
    ] == [
        4,
        5.7,
        5.5,
    ]
    assert [
        transcript_anchors.find_moment(talk, a) for a in ("t-6", "t-05", "t-4-2", "t-5-3", "5", "", "t-")
    ] == [None] * 7
    assert [transcript_anchors.running(talk, second).anchor for second in (0, 4, 5.6, 5.7, 99)] == [
        "t-4",
        "t-4",
        "t-5-2",
        "t-5",
        "t-5",
    ]
    assert transcript_anchors.running((), 3) is None


def test_points_in_a_recording_are_said_in_one_way():
    """Points in a recording are minutes and seconds, hours only when needed."""
    assert [captions.clock(t) for t in (0, 760, 3723.5)] == ["0:00", "12:40", "1:02:03"]
