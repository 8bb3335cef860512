"""A conversation below ``## Transkript`` is read as turns."""

from __future__ import annotations

import pytest

from converted import body, codes, html, places

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


def test_a_heading_without_turns_is_an_ordinary_section():
    """Where the transcript comes from a file, the section is Markdown."""
    found = body("## Transkript\n\nEs steht in der *Datei*.")
    assert found.turns == ()
    assert "<em>Datei</em>" in found.html
    assert found.sections[0].kind == "transcript"


def test_a_heading_in_code_begins_nothing():
    """An example of a transcript in a fence is code."""
    assert body("```\n## Transkript\n\n[0:04] A: b\n```").turns == ()


def test_fractions_of_a_second_are_kept():
    """Times may have thousandths."""
    assert body("## Transkript\n\n[0:04.250] A: b").turns[0].start == 4.25


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Vorwort\n\n[0:04] A: b", [("transcript-before-turn", 3, 1)]),
        ("[0:04] A: b\n\n[0:09] ohne Namen", [("turn-without-speaker", 5, 1)]),
        ("[0:04] A: b\n\n[0:75] A: c", [("turn-time", 5, 1)]),
        ("[0:04] A: b\n\n(0:09) A: c", [("turn-time", 5, 1)]),
        ("[0:09] A: b\n\n[0:04] A: c", [("turn-back", 5, 1)]),
        ("[0:04] A: b\n\n## Quellen", [("transcript-heading", 5, 1)]),
    ],
)
def test_what_cannot_be_read_is_named_at_its_line(lines, expected):
    """A missing name, an impossible time, a time that goes back and other text are problems."""
    assert places(f"## Transkript\n\n{lines}") == expected


def test_hostile_speakers_stay_text():
    """A speaker called like an element is kept as words and never reaches the page's HTML."""
    text = "## Transkript\n\n[0:04] <script>alert(1)</script>: <img src=x onerror=alert(1)>"
    assert body(text).turns[0].speaker == "<script>alert(1)</script>"
    assert html(text) == ""
    assert codes(text) == []
