"""Transcripts of other programs are read, tidied and told about."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from dreiklang.content import captions
from dreiklang.content.body import WordTiming
from dreiklang.importing import transcripts
from dreiklang.importing.transcripts import word_document, writing
from dreiklang.loading.transcripts import podcastindex
from dreiklang.markup import dialogue
from dreiklang.markup.markdown_source import Source

SAMPLES = ROOT / "tests/samples/transcripts"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(*paragraphs: str, head: str = "", **parts: bytes) -> bytes:
    """A Word document: ``\\n`` in a paragraph is a line break."""
    runs = "".join(
        "<w:p><w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in paragraph.split("\n")) + "</w:r></w:p>"
        for paragraph in paragraphs
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r" Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument'
            '/2006/relationships/officeDocument"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{runs}</w:body></w:document>',
        )
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


TALK = docx("Gespräch vom März", "[0:04] Leonie Harms: Guten Tag.", "Ein zweiter Absatz.",
            "Cem Aksoy (0:09): Hallo &amp; danke:\ngern.", "0:15 Leonie Harms", "Los.")  # fmt: skip


def sample(name: str) -> bytes:
    """A file of another program; the one from Word is made here."""
    return TALK if name == "gespraech.docx" else (SAMPLES / name).read_bytes()


SHAPES = {
    "whisper.json": "Whisper", "whisperx.json": "WhisperX", "whisper-cpp.json": "whisper.cpp",
    "faster-whisper.json": "faster-whisper", "faster-whisper-tuples.json": "faster-whisper",
    "podlove-flat.json": "Podlove", "podlove-grouped.json": "Podlove",
    "podcastindex.json": "PodcastIndex JSON", "webvtt.vtt": "WebVTT", "whisperx.vtt": "WebVTT",
    "subrip.srt": "SRT", "gespraech.docx": "Word",
    "podcastindex.html": "HTML",
}  # fmt: skip


def read(raw: bytes | str, **options) -> transcripts.Imported:
    """What becomes of a file."""
    return transcripts.read_transcript(raw if isinstance(raw, bytes) else raw.encode(), "datei", **options)


def said(found: transcripts.Imported) -> list[tuple[float, float | None, str, str]]:
    """Start, end, speaker and words of each turn."""
    return [(turn.start, turn.end, turn.speaker, turn.text) for turn in found.turns]


def codes(found: transcripts.Imported) -> list[str]:
    """The codes of everything told."""
    return [problem.code for problem in found.problems]


def test_every_sample_has_its_shape():
    """No sample lies about untested."""
    assert {file.name for file in SAMPLES.iterdir()} | {"gespraech.docx"} == SHAPES.keys()


@pytest.mark.parametrize(("name", "shape"), SHAPES.items())
def test_a_shape_is_recognised_by_what_it_holds(name, shape):
    """The format's name is found whatever the file is called."""
    assert read(sample(name)).shape == shape


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_survives_as_dialogue_and_as_file(name):
    """Written into an episode and read again: every word, speaker, start and end; as JSON every time."""
    turns = read(sample(name)).turns
    assert turns
    again = dialogue.split(Source(f"## Transkript\n\n{writing.transcript_markdown(turns)}", "a.md"))
    assert [(t.speaker, t.start, t.text.split()) for t in again.turns] == [
        (t.speaker, t.start, t.text.split()) for t in turns
    ]
    following = [t.start for t in turns[1:]] + [None]
    assert [t.end for t in again.turns] == [
        None if t.end == then else t.end for t, then in zip(turns, following, strict=True)
    ]
    kept, _ = podcastindex.read_podcastindex(captions.as_json(turns), "a.json")
    assert [(t.speaker, t.start, t.text, t.marks) for t in kept] == [
        (t.speaker, t.start, t.text, t.marks) for t in turns
    ]


def test_whisper():
    """Blanks and empty segments go and are told, words keep their times, repeats are named and kept."""
    found = read(sample("whisper.json"))
    assert said(found) == [
        (0.0, 5.9, "SPEAKER_00", "Guten Tag und willkommen. Heute geht es um den ersten Anruf."),
        (30.0, 36.0, "SPEAKER_00", "Vielen Dank. Vielen Dank. Vielen Dank."),
    ]
    assert found.turns[0].marks[:3] == (
        WordTiming(0, 0.0, 0.42),
        WordTiming(6, 0.42, 0.8),
        WordTiming(10, 0.98, 1.2),
    )
    assert codes(found) == ["import-blanks", "import-empty", "import-repeats", "import-unmapped"]
    assert [p.values.get("count") for p in found.problems[:3]] == [5, 1, 2]


def test_repeats_go_when_asked():
    """With drop_repeats one line of the repeated ones stays, and what went is told."""
    found = read(sample("whisper.json"), drop_repeats=True)
    assert found.turns[1].text == "Vielen Dank."
    assert "import-repeats-dropped" in codes(found)


def test_whisperx():
    """A segment in which two people speak is divided at their words; a word without a time loses nothing."""
    found = read(sample("whisperx.json"), speakers={"SPEAKER_00": "Leonie Harms", "speaker_01": "Cem Aksoy"})
    assert said(found) == [
        (0.031, 1.4, "Leonie Harms", "Seit wann gibt es die Runde?"),
        (2.0, 3.5, "Cem Aksoy", "Seit 2014 schon."),
        (4.0, 6.0, "Leonie Harms", "Und sie trifft sich noch?"),
    ]
    assert codes(found) == ["import-two-speakers", "import-blanks"]


def test_whisper_cpp():
    """Milliseconds become seconds, tokens words, numbers of voices placeholders."""
    found = read(sample("whisper-cpp.json"))
    assert said(found) == [
        (0.0, 2.5, "SPEAKER_00", "Schön, dass Sie da sind."), (2.5, 4.0, "SPEAKER_01", "Danke für die Einladung."),
        (4.0, 5.0, "SPEAKER_?", "Gern."),
    ]  # fmt: skip
    assert found.turns[0].marks == (WordTiming(0, 0.1, 0.6), WordTiming(7, 0.7, 0.9))


def test_whisper_cpp_may_cut_letters_in_two():
    """Bytes that are no letters in its tokens do no harm to the words; that they were there is told."""
    raw = sample("whisper-cpp.json").replace(b'"\xc3\xb6n"', b'"\xc3"')
    found = read(raw)
    assert found.turns[0].text == "Schön, dass Sie da sind."
    assert codes(found)[0] == "import-encoding"


def test_whisper_cpp_may_only_know_that_somebody_else_goes_on():
    """Changes of speaker without names begin turns of placeholders."""
    segments = [
        {"offsets": {"from": n * 1000, "to": n * 1000 + 900}, "text": f" {n}.", "speaker_turn_next": n == 1}
        for n in range(3)
    ]
    assert [(s, t) for _, _, s, t in said(read(json.dumps({"transcription": segments})))] == [
        ("SPEAKER_00", "0. 1."), ("SPEAKER_01", "2."),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["faster-whisper.json", "faster-whisper-tuples.json"])
def test_faster_whisper(name):
    """Segments as objects and as bare tuples are the same."""
    found = read(sample(name))
    assert said(found) == [(0.0, 4.0, "SPEAKER_00", "Wir haben einfach angefangen. Mit fünf Anrufen.")]
    assert found.turns[0].marks[1] == WordTiming(4, 0.4, 0.8)


@pytest.mark.parametrize("name", ["podlove-flat.json", "podlove-grouped.json"])
def test_podlove(name):
    """Flat and grouped say the same; voices may be mapped to people."""
    found = read(sample(name), speakers={"Leonie": "Leonie Harms"})
    assert said(found) == [
        (0.5, 3.0, "Leonie Harms", "Guten Tag & willkommen."), (3.0, 8.0, "Cem", "Hallo zusammen. Ich freue mich."),
    ]  # fmt: skip
    assert codes(found) == []


def test_podcastindex():
    """Words become turns and keep their times."""
    found = read(sample("podcastindex.json"))
    assert said(found) == [
        (0.5, 1.4, "Leonie Harms", "Guten Tag."),
        (2.0, 3.0, "Cem Aksoy", "Hallo zusammen."),
    ]
    assert found.turns[0].marks == (WordTiming(0, 0.5, 0.9), WordTiming(6, 0.9, 1.4))


def test_html():
    """Names and times before paragraphs and within them; menus are silent, titles are told, nothing else is lost."""
    found = read(sample("podcastindex.html"))
    assert said(found) == [
        (4.0, None, "Leonie Harms", "Guten Tag & willkommen.\n\nEin zweiter Absatz aus der Satzung."),
        (3723.0, None, "Cem Aksoy", "Hallo zusammen."),
        (3724.0, None, "Leonie Harms", "Und nun?"),
    ]
    assert codes(found) == ["import-html-before", "import-time-missing"]
    assert found.problems[0].values["text"] == "Der erste Anruf"


def test_html_of_paragraphs_alone():
    """A file that only has paragraphs is a conversation of nobody knows whom; a web page is none."""
    assert said(read("<p>Guten Tag.</p><p>Hallo.</p>"))[0] == (
        0.0, None, "SPEAKER_00", "Guten Tag.\n\nHallo.",
    )  # fmt: skip
    assert codes(read("<html><nav>Start</nav><p>Guten Tag.</p></html>")) == ["import-html-page"]


def test_webvtt_with_flaws():
    """Comma times, ends before starts, empty cues and words without a time are read and told."""
    found = read(sample("webvtt.vtt"))
    assert said(found) == [
        (0.5, 2.0, "Leonie Harms", "Guten Tag & willkommen."),
        (0.5, 5.0, "Cem Aksoy", "Hallo. Danke für die Einladung. Vergessene Worte."),
    ]
    assert codes(found) == ["import-words-without-time", "import-comma-times", "import-end-before-start"]


def test_names_before_the_words_of_webvtt():
    """WhisperX writes names in brackets; words with a colon stay words."""
    assert [(s, t) for _, _, s, t in said(read(sample("whisperx.vtt")))] == [
        ("SPEAKER_00", "Seit wann gibt es die Runde?"), ("SPEAKER_01", "Seit 2014: schon lange."),
    ]  # fmt: skip


def test_subrip_with_flaws():
    """Two people in one caption, a missing empty line and times with points are understood."""
    found = read(sample("subrip.srt"))
    assert [(s, t) for _, _, s, t in said(found)] == [
        ("Leonie Harms", "Guten Tag."), ("Cem Aksoy", "Hallo."), ("Leonie Harms", "Und nun: los. Wir beginnen."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Leonie Harms>{'Wort ' * 14}\n",
     f"1\n00:00:01,000 --> 00:00:02,000\nLeonie Harms: {'Wort ' * 6}\n"],
)  # fmt: skip
def test_long_lines_of_captions_are_told(text):
    """Lines longer than the format's rules allow are counted; no word of them is lost."""
    found = read(text)
    assert codes(found) == ["import-line-length"]
    assert set(found.turns[0].text.split()) == {"Wort"}


def test_old_encodings():
    """SRT in the letters of Windows keeps its umlauts, and says so."""
    found = read("1\n00:00:01,000 --> 00:00:02,000\nJörg: Grüß Gott.\n".encode("cp1252"))
    assert said(found) == [(1.0, 2.0, "Jörg", "Grüß Gott.")]
    assert codes(found) == ["import-encoding"]


def test_word():
    """Names and times in several ways, line breaks, and lines that only say who and when."""
    found = read(TALK)
    assert said(found) == [
        (0.0, None, "SPEAKER_00", "Gespräch vom März"),
        (4.0, None, "Leonie Harms", "Guten Tag. Ein zweiter Absatz."),
        (9.0, None, "Cem Aksoy", "Hallo & danke: gern."),
        (15.0, None, "Leonie Harms", "Los."),
    ]
    assert codes(found) == ["import-time-missing", "import-unmapped"]


def test_a_conversation_without_times_gets_estimates_and_says_so():
    """Where a document has no times they are estimated from the length of what is said."""
    found = read(docx("Leonie Harms: " + "Guten Tag. " * 30, "Cem Aksoy: Hallo."))
    assert found.turns[1].start == pytest.approx(21.5, abs=0.5)
    assert found.problems[0].values["count"] == 2


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (docx("x", head=BOMB), "import-docx-broken"),
        (docx("x", **{"word/y.xml": BOMB.encode("utf-16")}), "import-docx-broken"),
        (docx("x")[:-30], "import-docx-broken"),
        (docx("x", **{"word/media/a.png": b"\x00" * (word_document.MOST_UNPACKED + 1)}), "import-docx-too-large"),
        (docx("x").replace(b"word/document.xml", b"wort/document.xml"), "import-docx-other"),
        (docx("x", head="<x>"), "import-docx-broken"),
        (docx(), "import-nothing"),
        (b"PK\x03\x04", "import-docx-broken"),
        (b"", "import-shape-unknown"),
        (b"\x00\x01\x02", "import-shape-unknown"),
        (b"Ein Text.", "import-shape-unknown"),
        (b'{"a": 1}', "import-shape-unknown"),
        (b"{", "transcript-json-broken"),
        (b"[" * 100_000, "transcript-json-broken"),
        (b"WEBVTT", "import-nothing"),
        (b"<header>A</header><p>Guten Tag.</p>", "import-html-page"),
        (b"<div>" * 300 + b"<cite>A</cite><p>B", "import-html-large"),
        (b"<b>" * 70_000 + b"<p>", "import-html-large"),
        (b"<cite>A</cite><time>0:01</time>", "import-nothing"),
        (b'{"transcription": []}', "import-nothing"),
        (b'{"transcription": [{"text": " "}]}', "import-nothing"),
        (b" " * (transcripts.MOST_BYTES + 1), "import-too-large"),
    ],
    ids=[
        "entities", "entities-in-a-part", "cut", "unpacked-too-large", "another-document", "markup-broken",
        "nothing-in-it", "head-of-an-archive", "empty", "bytes", "text", "json-of-something",
        "json-cut", "json-deep", "webvtt-empty", "page-of-a-site", "html-deep", "html-long", "html-empty",
        "whisper-empty", "whisper-silent", "too-large",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(raw, code):
    """Bombs, damaged files and other files give one clear problem and no turn."""
    found = read(raw)
    assert found.turns == ()
    assert code in codes(found)


def test_hostile_text_stays_text():
    """Names and words that look like markup are words; what no text holds is gone."""
    item = {
        "start": -1,
        "end": 1e999,
        "text": "<script>alert(1)</script>\u0000 <b>fett</b>",
        "speaker": "<b>x:*",
    }
    found = read(json.dumps({"segments": [item]}))
    assert said(found) == [(0.0, None, "<b>x:*", "<script>alert(1)</script> fett")]
    assert codes(found) == ["import-html", "import-time-missing"]
    assert writing.transcript_markdown(found.turns) == "[0:00] <b>x: <script>alert(1)</script> fett\n"


def test_a_speaker_that_nobody_is_called_is_told():
    """A name on the command line that the file does not know is named beside those it knows."""
    found = read(sample("podlove-flat.json"), speakers={"Leoni": "Leonie Harms"})
    assert [p.values for p in found.problems] == [{"name": "Leoni", "known": "Leonie, Cem"}]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from("segments transcription transcripts items text body words word start end startTime endTime "
                        "start_ms end_ms offsets from to tokens speaker voice marks speaker_turn_next info".split()),
        inner, max_size=6),
    max_leaves=30,
)  # fmt: skip


@given(ANY, st.text(max_size=80), st.text(alphabet="WEBVT0123:.,->\n <v/A>&;[]", max_size=150))
@settings(deadline=None, max_examples=300)
def test_no_file_crashes_the_import(value, text, cues):
    """Any text and any JSON gives turns that can be written, or problems that can be printed."""
    for raw in (json.dumps(value), json.dumps({"segments": [value]}), json.dumps([value]), text, cues,
                f"<p>{text}<cite>{cues}<time>{text}</p>{cues}",
                f"WEBVTT\n\n{cues}", f"1\n00:00:01,000 --> 00:00:02,000\n{cues}"):  # fmt: skip
        found = read(raw.encode("utf-8", "surrogatepass"), drop_repeats=len(text) % 2 == 0)
        assert found.turns or found.problems
        assert all(problem.message("de") and problem.place.line >= 1 for problem in found.problems)
        written = dialogue.split(
            Source(f"## Transkript\n\n{writing.transcript_markdown(found.turns)}", "a.md")
        )
        assert [t.text.split() for t in written.turns] == [t.text.split() for t in found.turns]
        captions.srt(found.turns)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_no_bytes_crash_the_import(raw):
    """Bytes of any kind, also behind the signature of an archive."""
    for content in (raw, b"PK\x03\x04" + raw, b"\xff\xfe" + raw):
        found = read(content)
        assert found.turns or found.problems
