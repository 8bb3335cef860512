"""A conversation below ``## Transkript`` is read as turns."""

from __future__ import annotations

import functools

import pytest

import converted

body, codes, convert, html, places = (
    functools.partial(show, spoken=True)
    for show in (converted.body, converted.codes, converted.convert, converted.html, converted.places)
)
"""A text as an episode's."""

TALK = """Vorab.

## Transkript

[0:04] Leonie Harms: Guten Tag.
Noch eine Zeile.

Ein zweiter Absatz mit [[Klammern]] und *Sternen*.

[0:04] **Cem Aksoy:** Hallo.
[1:02:03] Leonie Harms: Ende.
"""


def test_turns_have_speaker_time_words_and_anchor():
    """Each turn knows who speaks, when, what, and at which line; equal seconds get numbers."""
    found = [(t.speaker, t.start, t.anchor, t.line) for t in body(TALK, line=11).turns]
    assert found == [
        ("Leonie Harms", 4.0, "t-4", 15),
        ("Cem Aksoy", 4.0, "t-4-2", 20),
        ("Leonie Harms", 3723.0, "t-3723", 21),
    ]


def test_paragraphs_without_a_time_belong_to_the_turn():
    """Lines are joined, paragraphs are kept apart, and nothing is Markdown."""
    words = "Guten Tag. Noch eine Zeile.\n\nEin zweiter Absatz mit [[Klammern]] und *Sternen*."
    assert body(TALK).turns[0].text == words
    assert body(TALK).references == ()


def test_the_page_goes_without_the_dialogue():
    """HTML, words and text leave the conversation out; its heading and section are known."""
    found = body(TALK)
    assert found.html == "<p>Vorab.</p>"
    assert found.text == "Vorab."
    assert [(h.id, h.line) for h in found.headings] == [("transkript", 3)]
    assert [(s.kind, s.id, s.html) for s in found.sections][-1] == ("transcript", "transkript", "")


def test_outside_episodes_the_section_is_ordinary_text():
    """On other pages a section “Transkript” is Markdown, times or not: every word stands on the page."""
    found = converted.body("## Transkript\n\n[0:04] Leonie Harms: Guten *Tag*.")
    assert found.turns == ()
    assert "[0:04] Leonie Harms: Guten <em>Tag</em>." in found.html
    assert found.sections[0].kind == "transcript"


def test_a_heading_in_code_begins_nothing():
    """An example of a transcript in a fence is code."""
    assert body("```\n## Transkript\n\n[0:04] A: b\n```").turns == ()


def test_fractions_of_a_second_are_kept():
    """Times may have thousandths."""
    assert body("## Transkript\n\n[0:04.250] A: b").turns[0].start == 4.25


@pytest.mark.parametrize("written", ["[0:04–0:09]", "[0:04-0:09]", "[ 0:04 — 0:09,0 ]", "[00:04 – 0:00:09]"])
def test_a_turn_may_say_when_it_ends(written):
    """Behind a dash of any length stands the second at which a turn ends."""
    assert [(t.start, t.end, t.text) for t in body(f"## Transkript\n\n{written} A: b").turns] == [
        (4.0, 9.0, "b")
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("[0:09–0:04] A: b", [("turn-end-before-start", 3, 1)]),
        ("[0:04–0:04] A: b", [("turn-end-before-start", 3, 1)]),
        ("[0:04–bald] A: b", [("turn-time-format", 3, 1)]),
        ("[bald–0:04] A: b", [("turn-time-format", 3, 1)]),
        ("[0:04–0:09–0:12] A: b", [("turn-time-format", 3, 1)]),
        ("Vorwort\n\n[0:04] A: b", [("turn-time-missing", 3, 1)]),
        ("[0:04] A: b\n\nA: c", [("turn-time-missing", 5, 1)]),
        ("[0:04] A: b\n\n  [0:09] ohne Namen", [("turn-speaker-missing", 5, 3)]),
        ("[0:04] A: b\n\n[0:75] A: c", [("turn-time-format", 5, 1)]),
        ("[0:04] A: b\n\n[1:60:00] A: c", [("turn-time-format", 5, 1)]),
        ("[0:04] A: b\n\n[bald] A: c", [("turn-time-format", 5, 1)]),
        ("[0:04] A: b\n\n (0:09) A: c", [("turn-time-format", 5, 2)]),
        ("[0:09] A: b\n[0:04] A: c", [("turn-time-order", 4, 1)]),
        ("[0:04] SPEAKER_00: b", [("speaker-unmapped", 3, 1)]),
        ("[0:04] A: b\n\nSPEAKER_01: c", [("turn-time-missing", 5, 1)]),
        ("[0:04] A:", [("turn-empty", 3, 1)]),
        ("[0:04] A: b\n\n## Quellen", [("turn-heading", 5, 1)]),
        ("[0:04] A: b\n\n\t### Kapitel", [("turn-heading", 5, 2)]),
    ],
)
def test_what_cannot_be_read_is_named_at_its_line(lines, expected):
    """A missing name, an impossible time, a time that goes back and other text are problems."""
    assert places(f"## Transkript\n\n{lines}") == expected


@pytest.mark.parametrize("lines", ["", "Es steht in der *Datei*.\n"])
def test_where_a_conversation_is_expected_its_section_holds_one(lines):
    """In an episode a section “Transkript” without a turn is a problem, not text."""
    assert places(f"Vorab.\n\n## Transkript\n\n{lines}") == [
        ("turn-time-missing", 5, 1) if lines else ("turns-missing", 3, 1)
    ]


@pytest.mark.parametrize(
    "heading", ["## Transkript", "## Transcript", "##  transkript ##", "## Transkript {#t}"]
)
def test_the_conversation_begins_below_its_heading(heading):
    """The text above the heading stays Markdown, the rest is the conversation."""
    found = body(f"Text\n\n{heading}\n[0:01] A: B")
    assert (found.html, [turn.text for turn in found.turns]) == ("<p>Text</p>", ["B"])


@pytest.mark.parametrize("heading", ["### Transkript", "## Transkripte", "<!--\n## Transkript\n-->"])
def test_other_headings_begin_no_conversation(heading):
    """Other levels, other words and comments begin no conversation."""
    assert body(f"## Text\n\n{heading}\n\n[0:01] A: B").turns == ()


def test_names_and_times_are_written_in_several_ways():
    """Hours, many minutes, fractions, a time in the words, stars and spaces are understood."""
    talk = "[0:04] Dr. Jana: Um 12:05 Uhr.\n[100:00] **B**: Ja.\n[ 1:41:00,5 ] C  D : Nein."
    assert [(t.speaker, t.start, t.text) for t in body(f"## Transkript\n{talk}").turns] == [
        ("Dr. Jana", 4.0, "Um 12:05 Uhr."), ("B", 6000.0, "Ja."), ("C D", 6060.5, "Nein."),
    ]  # fmt: skip


def test_words_with_a_colon_go_on_with_the_turn():
    """Without a time only the name of somebody who speaks elsewhere looks like a turn."""
    assert (
        body("## Transkript\n\n[0:01] A: Eins\nzwei.\n\nDrei: vier.").turns[0].text
        == "Eins zwei.\n\nDrei: vier."
    )


def test_a_conversation_breaks_no_limit_of_the_converter():
    """Hours of talk are longer than a page may be; they are never converted."""
    talk = "\n\n".join(f"[{minute}:00] A: {'Wort ' * 60}" for minute in range(900))
    found, problems = convert(f"Vorab.\n\n## Transkript\n\n{talk}")
    assert (len(found.turns), found.html, problems) == (900, "<p>Vorab.</p>", ())


def test_turns_are_read_when_the_text_above_cannot_be_converted():
    """All problems at once: those of the conversation, too."""
    text = f"{'[' * 100}\n\n## Transkript\n\n[0:75] A: b"
    assert codes(text, spoken=True) == ["marks-in-a-row", "turn-time-format"]


def test_the_digest_covers_what_is_said():
    """A changed word, time or name makes another text."""
    texts = ["[0:01] A: b", "[0:01] A: c", "[0:02] A: b", "[0:01] B: b", "[0:01–0:02] A: b"]
    assert len({body(f"## Transkript\n\n{text}").digest for text in texts}) == 5


def test_hostile_speakers_stay_text():
    """A speaker called like an element is kept as words and never reaches the page's HTML."""
    text = "## Transkript\n\n[0:04] <script>alert(1)</script>: <img src=x onerror=alert(1)>"
    assert body(text).turns[0].speaker == "<script>alert(1)</script>"
    assert html(text) == ""
    assert codes(text) == []
