"""WebVTT, SubRip and PodcastIndex JSON are read strictly: nothing is lost silently."""

from __future__ import annotations

import html
import json
import time

import pytest

import judged_captions as judged
from dreiklang.content.body import WordTiming
from dreiklang.loading.transcripts import podcastindex, subrip, transcript_files, webvtt
from loaded import load, page, written

HEAD = "WEBVTT\n\n"
EPISODE = "id: a\ntitle: A\npublished: 2026-01-01 06:00\naudio:\n  url: https://x.example/a.mp3\n  length: 9\n  seconds: 90"


def said(read, text: str, name: str = "a.vtt") -> list[tuple[str, str]]:
    """Who says what in a flawless file."""
    found, problems = read(text, name)
    assert [str(problem) for problem in problems] == []
    return [(turn.speaker, turn.text) for turn in found]


def places(read, text: str, name: str = "a.vtt") -> list[str]:
    """``line:column code`` of every problem."""
    return [f"{p.place.line}:{p.place.column} {p.code}" for p in read(text, name)[1]]


def test_times_between_words_are_marks():
    """Timestamps in a cue become marks at the words they stand before."""
    text = f"{HEAD}00:01.000 --> 00:04.000\n<v A>Guten <00:02.000>Tag\n<00:03.500> <c>allen</c><00:03.900>\n"
    found, problems = webvtt.read_webvtt(text, "a.vtt")
    assert problems == []
    assert found[0].text == "Guten Tag allen"
    assert found[0].marks == (WordTiming(6, 2.0), WordTiming(10, 3.5))


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("<v A>eins</v> und zwei", [("A", "eins"), ("", "und zwei")]),
        ("<v.laut.nah A>eins\n<v B>zwei", [("A", "eins"), ("B", "zwei")]),
        ("<v A &amp; Co>&lt;v B&gt; &auml;&#228;&#xe4; R&D &unbekannt; 1 &amp;amp; 2",
         [("A & Co", "<v B> äää R&D &unbekannt; 1 &amp; 2")]),
        ("<v A><b>fett</b> <c.gelb>gelb</c> <lang de>deutsch</lang> <ruby>a<rt>b</rt></ruby>",
         [("A", "fett gelb deutsch ab")]),
        ("<v A>Mehr > weniger", [("A", "Mehr > weniger")]),
        ("<v  Leonie\tHarms >Guten\nTag", [("Leonie Harms", "Guten Tag")]),
    ],
)  # fmt: skip
def test_voices_and_entities_are_read_as_the_standard_says(cue, expected):
    """Voices end where they end, annotations and words have their entities decoded, classes are no words."""
    found, _ = webvtt.read_webvtt(f"{HEAD}00:01.000 --> 00:02.000\n{cue}\n", "a.vtt")
    assert [(turn.speaker, turn.text) for turn in found] == expected


def test_blocks_that_are_no_cues_are_left_out():
    """Notes, styles and regions say nothing; identifiers and settings neither."""
    text = (
        "WEBVTT Titel\nX-Kopf: 1\n\nREGION\nid:unten\n\nSTYLE\n::cue { color: red }\n\nNOTE\nzwei\nZeilen\n\n"
        "NOTE eine\n\nNOTIZ-1\n00:01.000 --> 00:02.000 align:start position:10%\n<v A>eins\n\n"
        "STYLE\n00:00:03.000\t-->\t10:00:04.000\n<v A>zwei\n   \ndrei\n"
    )
    assert said(webvtt.read_webvtt, text.replace("STYLE\n00", "S\n00")) == [("A", "eins"), ("A", "zwei drei")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}00:01.000 --> 00:02,000\n<v A>a", ["3:15 captions-time-format"]),
        (f"{HEAD}  1:01.000 --> 00:02.000\n<v A>a", ["3:3 captions-time-format"]),
        (f"{HEAD}00:01.000-->00:02.000\n<v A>a", ["3:1 captions-time-format"]),
        (f"{HEAD}00:01.000 --> 00:02.000\n<v A>a\n00:02.000 --> 00:03.000\n<v A>b", ["5:1 captions-no-blank"]),
        ("WEBVTT\n00:01.000 --> 00:02.000\n<v A>a", ["2:1 captions-no-blank"]),
        (f"{HEAD}NOTE\n00:01.000 --> 00:02.000\n<v A>a", ["4:1 captions-no-blank"]),
        (f"{HEAD}verlorene\nWorte\n00:01.000 --> 00:02.000\n<v A>a",
         ["3:1 captions-no-time", "5:1 captions-no-blank"]),
        (f"{HEAD}00:01.000 --> 00:02.000\n<v A>a --> b", ["4:1 captions-time-format"]),
        (f"{HEAD}00:01.000 --> 00:02.000\n<v A>eins <lachen> zwei", ["4:11 captions-tag"]),
        (f"{HEAD}00:01.000 --> 00:02.000\n<v A>eins\n3 < 4", ["5:3 captions-angle"]),
        (f"{HEAD}00:01.000 --> 00:02.000\n\n00:02.000 --> 00:03.000\n<v A>\n\n00:03.000 --> 00:04.000\n<v A>a",
         ["3:1 captions-empty"]),
        (f"{HEAD}00:01.000 --> 9999:00:02.000\n<v A>a", ["3:1 captions-time-too-large"]),
        (f"{HEAD}00:02.000 --> 00:02.000\n<v A>a", ["3:1 captions-end-before-start"]),
    ],
)  # fmt: skip
def test_what_is_wrong_in_webvtt_is_named_at_its_place(text, expected):
    """What other readers would drop or misread is a problem at its line and column."""
    assert places(transcript_files.read_transcript, text) == expected


def test_words_of_wrong_captions_are_kept_beside_the_problem():
    """Cues that run into each other are read, so that everything is named at once."""
    text = f"{HEAD}00:01.000 --> 00:02.000\n<v A>a\n00:02.000 --> 00:03.000\n<v B>b <x> 3 < 4"
    assert [(t.speaker, t.text) for t in webvtt.read_webvtt(text, "a.vtt")[0]] == [
        ("A", "a"),
        ("B", "b 3 < 4"),
    ]


def test_subrip_has_names_tags_and_entities():
    """Two names in a caption are two turns; tags go, what only looks like one stays."""
    text = (
        "1\n00:00:01,000 --> 00:00:02,000 X1:10 X2:20\n{\\an8}Leonie Harms: <i>Ja</i> <lachen>\n"
        "- Cem Aksoy: Und: nein &amp; 3 < 4\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nEins noch: bitte\n\n3\n00:00:05,000 --> 00:00:06,000\n"
        "[Ada von Berg]: Gut.\n"
    )
    assert said(subrip.read_subrip, text, "a.srt") == [
        ("Leonie Harms", "Ja <lachen>"), ("Cem Aksoy", "Und: nein & 3 < 4"),
        ("Cem Aksoy", "Eins noch: bitte"), ("Ada von Berg", "Gut."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\n00:00:01,000 --> 00:00:02.000\nA: a", ["2:18 captions-time-format"]),
        ("1\n0:00:01,000 --> 00:00:02,000\nA: a", ["2:1 captions-time-format"]),
        ("1\n00:00:01,000 --> 00:00:02,000\nA: a\n2\n00:00:02,000 --> 00:00:03,000\nA: b",
         ["5:1 captions-no-blank"]),
        ("1\n00:00:01,000 --> 00:00:02,000\nA: a\n\nweiter", ["5:1 captions-no-time"]),
        ("1\n00:00:02,000 --> 00:00:01,000\nA: a", ["2:1 captions-end-before-start"]),
        ("1\n00:00:01,000 --> 00:00:02,000\n<i></i>\n\n2\n00:00:02,000 --> 00:00:03,000\nA: a",
         ["2:1 captions-empty"]),
    ],
)  # fmt: skip
def test_what_is_wrong_in_subrip_is_named_at_its_place(text, expected):
    """What is wrong with a caption is named at its line and column."""
    assert places(transcript_files.read_transcript, text, "a.srt") == expected


def test_podcastindex_json_is_read():
    """Speakers, times and words of every segment; an end is optional, foreign fields are left alone."""
    segments = [
        {"speaker": "Leonie Harms", "startTime": 0.5, "endTime": 4, "body": " Guten Tag.\n", "x": 1},
        {"speaker": "Cem Aksoy", "startTime": "4.25", "body": "Hallo.\n\nZweiter Absatz."},
    ]
    found, problems = podcastindex.read_podcastindex(
        json.dumps({"version": "1.0.0", "segments": segments}), "a.json"
    )
    assert problems == []
    assert [(t.speaker, t.start, t.end, t.text) for t in found] == [
        ("Leonie Harms", 0.5, 4.0, "Guten Tag."), ("Cem Aksoy", 4.25, None, "Hallo.\n\nZweiter Absatz."),
    ]  # fmt: skip


SEGMENT = '{"speaker": "A", "startTime": %s, "endTime": %s, "body": %s}'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"segments": [\n  {"speaker": }]}', ["2:15 transcript-json-broken"]),
        ("[" * 100_000, ["1:1 transcript-json-broken"]),
        ('{"segments": [{"startTime": NaN}]}', ["1:1 transcript-json-broken"]),
        (f'{{"segments": [{SEGMENT % ("9" * 5000, 1, "1")}]}}', ["1:1 transcript-json-broken"]),
        ('{"text": "a"}', ["1:1 transcript-json-shape"]),
        ('[{"start_ms": 1}]', ["1:1 transcript-json-shape"]),
        (f'{{"segments": [\n{SEGMENT % (1, 2, 7)},\n{SEGMENT % (1, 2, chr(34) * 2)}, 4]}}',
         ["2:1 transcript-segment", "3:61 transcript-segment", "3:1 captions-empty"]),
        (f'{{"segments": [\n{SEGMENT % (-1, 2, chr(34) + "a" + chr(34))}]}}', ["2:1 transcript-segment-time"]),
        (f'{{"segments": [\n{SEGMENT % (1, "true", chr(34) + "a" + chr(34))}]}}',
         ["2:1 transcript-segment-time"]),
        (f'{{"segments": [\n{SEGMENT % ("1e999", 2, chr(34) + "a" + chr(34))}]}}',
         ["2:1 transcript-segment-time"]),
        (f'{{"segments": [\n{SEGMENT % (2, 1, chr(34) + "a" + chr(34))}]}}',
         ["2:1 captions-end-before-start"]),
        (f'{{"segments": [\n{SEGMENT % (1, 2, chr(34) + "a" + chr(92) + "u0000b" + chr(34))}]}}',
         ["2:1 text-control-character"]),
    ],
    ids=[
        "broken", "deep", "no-number", "long-number", "another-shape", "list", "types", "negative", "no-time",
        "endless", "end-first", "control-character",
    ],
)  # fmt: skip
def test_what_is_wrong_in_json_is_named_at_its_segment(text, expected):
    """Broken JSON is named where it breaks, a wrong segment where it stands."""
    assert places(transcript_files.read_transcript, text, "a.json") == expected


def test_a_json_file_is_taken_as_a_transcript(tmp_path):
    """The field `transcript` takes PodcastIndex JSON in one long line; its segments are the turns."""
    words = " ".join(["Wort"] * 6000)
    segments = [{"speaker": "Jana", "startTime": n, "endTime": n + 1, "body": f"{words}."} for n in (1, 2)]
    fields = page(f"{EPISODE}\ntranscript: a.json")
    library, problems = load(
        written(tmp_path, {"episodes/a.md": fields, "episodes/a.json": json.dumps({"segments": segments})})
    )
    assert problems == ()
    assert [turn.anchor for turn in library.entries[0].body.turns] == ["t-1", "t-2"]
    assert "episodes/a.json" not in library.media


def test_captions_and_words_become_turns_to_read(tmp_path):
    """Captions, and segments of single words, are joined; a turn begins with each chapter."""
    vtt = f"{HEAD}00:01.000 --> 00:02.000\n<v Jana>Eins.\n\n00:02.000 --> 00:03.000\n<v Jana>Zwei.\n\n"
    vtt += "00:05.000 --> 00:06.000\n<v Jana>Drei.\n"
    fields = page(f'{EPISODE}\ntranscript: a.vtt\nchapters:\n- time: "0:04"\n  title: Kapitel')
    library, problems = load(
        written(
            tmp_path,
            {"episodes/a.md": fields, "episodes/a.vtt": b"\xef\xbb\xbf" + vtt.replace("\n", "\r\n").encode()},
        )
    )
    assert problems == ()
    assert [(t.text, t.start, t.end) for t in library.entries[0].body.turns] == [
        ("Eins. Zwei.", 1.0, 3.0), ("Drei.", 5.0, 6.0),
    ]  # fmt: skip


def test_ten_thousand_cues_are_read_at_once():
    """The time grows with the file and with nothing else; a cue of a million times is no trap."""
    cues = "\n\n".join(
        f"{n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}.000 --> 99:00:00.000\n<v A>Wort {n}"
        for n in range(10_000)
    )
    started = time.process_time()
    assert len(webvtt.read_webvtt(HEAD + cues, "a.vtt")[0]) == 10_000
    webvtt.read_webvtt(f"{HEAD}00:01.000 --> 00:02.000\n" + "<00:01.500>x " * 100_000, "a.vtt")
    webvtt.read_webvtt(f"{HEAD}00:01.000 --> 00:02.000\n" + "<" * 1_000_000, "a.vtt")
    webvtt.read_webvtt(HEAD + "00:01.000 --> 00:02.000\n" * 20_000, "a.vtt")
    subrip.read_subrip("1\n" + "00:00:01,000 --> 00:00:02,000\n" * 20_000, "a.srt")
    subrip.read_subrip("1\n00:00:01,000 --> 00:00:02,000\n" + "<b" * 500_000, "a.srt")
    assert time.process_time() - started < 5


FILES = [
    f"{HEAD}00:01.000 --> 00:02.000\n<v A>eins &amp; &lt;b&gt;</v>\n<v B>zwei</v>\n\n01:00:00.500 --> 01:00:01.000\n<v.x C>drei",
    "WEBVTT Titel\n\nSTYLE\n::cue {}\n\nNOTE x\n\nid\n00:01.000 --> 00:02.000 align:start\n<v A>a <i>b</i> <00:01.500>c",
]


@pytest.mark.parametrize("text", FILES)
def test_the_judges_read_webvtt_as_we_do(text):
    """The W3C's parser finds the same voices, words and times, and no mistake; webvtt-py the same times."""
    found, problems = webvtt.read_webvtt(text, "a.vtt")
    (judge,) = judged.w3c([text])
    assert problems == []
    assert judge["errors"] == [error for cue in judge["cues"] for error in cue["errors"]] == []
    theirs = [
        (voice, cue["start"], cue["end"], "".join(w for v, w in cue["voices"] if v == voice).strip())
        for cue in judge["cues"]
        for voice in dict.fromkeys(v for v, w in cue["voices"] if w.strip())
    ]
    assert [(t.speaker, t.start, t.end, t.text) for t in found] == theirs
    assert {(t.start, t.end) for t in found} == {(start, end) for start, end, _ in judged.webvtt_py(text)}


@pytest.mark.parametrize(
    "text", [f"{HEAD}00:01,000 --> 00:02,000\n<v A>a", f"{HEAD}00:02.000 --> 00:01.000\n<v A>a", "00:01.000 --> 00:02.000\na",
             f"{HEAD}00:01.000 --> 00:02.000\n<v A>a\n00:02.000 --> 00:03.000\nb"]
)  # fmt: skip
def test_what_the_judge_refuses_is_a_problem_here(text):
    """Whatever the W3C's parser calls a mistake is one for us."""
    (judge,) = judged.w3c([text])
    assert judge["errors"]
    assert html.unescape("".join(places(webvtt.read_webvtt, text)))
