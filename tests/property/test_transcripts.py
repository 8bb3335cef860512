"""Conversations: nothing is lost on any way, and no text crashes a reader."""

from __future__ import annotations

import html
import re

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import builders
import judged_captions as judged
import rendered
from dreiklang.content import captions, transcript_anchors, turns
from dreiklang.content.body import Body, Turn, WordTiming
from dreiklang.loading.transcripts import podcastindex, webvtt
from dreiklang.loading.transcripts import transcript_files as files
from dreiklang.markup import dialogue
from dreiklang.markup.markdown_source import Source
from dreiklang.pages.hear import episode

WORD = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=40)
SPEAKER = st.sampled_from(("Leonie Harms", "<script>alert(1)</script>", "A & B", "<v X> --> "))
TIME = st.integers(0, 90_000).map(lambda thousandths: thousandths / 1000)
SECONDS = st.none() | TIME


@st.composite
def spoken(draw: st.DrawFn) -> Turn:
    """A turn with some of its words' times known."""
    words = draw(st.lists(WORD, min_size=1, max_size=50))
    start = draw(TIME)
    at = sorted(draw(st.sets(st.integers(0, len(words) - 1), max_size=20)))
    times = sorted(draw(st.lists(TIME, min_size=len(at), max_size=len(at))))
    offsets = [sum(len(word) + 1 for word in words[:index]) for index in at]
    marks = tuple(WordTiming(o, start + t, draw(SECONDS)) for o, t in zip(offsets, times, strict=True))
    end = draw(st.none() | st.integers(1, 9000).map(lambda n: start + n / 1000))
    return Turn(draw(SPEAKER), start, " ".join(words), "", 0, end, marks)


TALKS = st.lists(spoken(), min_size=1, max_size=6).map(
    lambda talk: tuple(sorted(talk, key=lambda turn: turn.start))
)


def bare(text: str) -> str:
    """Everything but white space."""
    return "".join(text.split())


def everything(talk: tuple[Turn, ...]) -> str:
    """All words."""
    return bare("".join(turn.text for turn in talk))


@given(TALKS)
@settings(deadline=None)
def test_a_conversation_survives_in_json(talk):
    """Every word, speaker and known time comes back from JSON; an end that nobody knew is no end before."""
    found, _ = podcastindex.read_podcastindex(captions.as_json(talk, 120.0), "a.json")
    assert [(t.speaker.strip(), t.start, t.text, t.marks) for t in talk] == [
        (t.speaker, t.start, t.text, t.marks) for t in found
    ]
    for ours, theirs in zip(talk, found, strict=True):
        assert theirs.end == ours.end if ours.end is not None else (theirs.end or 120.0) >= ours.start


@given(TALKS)
@settings(deadline=None)
def test_every_word_survives_in_every_form(talk):
    """WebVTT, SRT and plain text hold every word, in order, whatever is known of the times."""
    cues = captions.vtt(talk, 120.0).split("\n\n")[1:]
    shown = [re.sub(r"^<v [^>]*>", "", cue.split("\n", 1)[1]) for cue in cues]
    assert bare(html.unescape("".join(shown))) == bare(html.unescape(html.escape(everything(talk))))
    named = bare("".join(f"{' '.join(t.speaker.split())}: {t.text}" for t in talk))
    srt = "".join(cue.split("\n", 2)[2] for cue in captions.srt(talk, 120.0).strip("\n").split("\n\n"))
    assert bare(html.unescape(srt)) == bare(html.unescape(named))
    assert all(turn.text in captions.plain(talk, "Titel") for turn in talk)


@given(TALKS)
@settings(deadline=None)
def test_captions_fit_and_end_after_they_begin(talk):
    """Two lines of 65 (WebVTT) or 32 characters (SRT) unless a word is longer; no caption without time."""
    for text, width in ((captions.vtt(talk), 65), (captions.srt(talk), 32)):
        for start, end, lines in re.findall(r"(\S+) --> (\S+)\n((?:.+\n)+)", text):
            shown = [
                html.unescape(re.sub(r"^<v [^>]*>", "", line))
                for line in lines.removesuffix("\n").split("\n")
            ]
            assert start < end
            assert len(shown) <= 2
            assert all(len(line) <= width or len(line.split()) == 1 for line in shown)


@given(TALKS)
@settings(deadline=None, max_examples=30)
def test_every_word_survives_on_the_page(talk):
    """The episode's page shows every speaker and word, hostile or not, as text with its anchor."""
    turns_shown = dialogue.anchored(talk)
    site = builders.site(
        builders.entry("podcast", "schau", path="episodes/index.md"),
        builders.entry("season", "s1", path="episodes/staffel-1/index.md"),
        builders.entry("episode", "a", body=Body(turns=turns_shown), parent="s1"),
    )
    page = rendered.tree(site, episode.episode_pages, "podcast/staffel-1/a/index.html")
    for turn in turns_shown:
        shown = page.css_first(f'[id="{turn.anchor}"]')
        assert shown is not None
        assert bare(turn.text) in bare(shown.text())
        assert bare(turn.speaker) in bare(shown.text())


@given(TALKS, st.booleans())
@settings(deadline=None, max_examples=30)
def test_every_moment_is_one_element_of_the_page(talk, whole):
    """Ids are unique, each moment's words stand in its element, and it is found by its anchor."""
    shown = dialogue.anchored(turns.joined(talk) if whole else talk)
    site = builders.site(builders.entry("episode", "a", body=Body(turns=shown)))
    page = rendered.tree(site, episode.episode_pages, "podcast/a/index.html")
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    for turn, spoken in transcript_anchors.with_moments(shown):
        assert bare("".join(moment.text for moment in spoken)) == bare(turn.text)
        words = page.css(f'[id="{turn.anchor}"] .cue__words span')
        assert [bare(node.text()) for node in words] == [bare(m.text) for m in spoken if len(spoken) > 1]
        assert [node.attributes.get("id") for node in words[1:]] == [moment.anchor for moment in spoken[1:]]
        for moment in spoken:
            assert transcript_anchors.find_moment(shown, moment.anchor) == moment


@given(TALKS)
@settings(deadline=None)
def test_our_own_captions_are_read_back(talk):
    """WebVTT as we write it is read without a problem, with every speaker and word."""
    found, problems = webvtt.read_webvtt(captions.vtt(talk, 120.0), "a.vtt")
    assert [problem.code for problem in problems if problem.code != "captions-order"] == []
    assert everything(tuple(found)) == everything(talk)
    assert {turn.speaker for turn in found} == {" ".join(turn.speaker.split()) for turn in talk}


@given(st.lists(TALKS, min_size=20, max_size=20))
@settings(deadline=None, max_examples=3, phases=[Phase.generate])
def test_the_judge_finds_no_mistake_in_our_webvtt(talks):
    """The W3C's parser reads what we write without an error, with every speaker and word."""
    for talk, judge in zip(talks, judged.w3c([captions.vtt(talk, 120.0) for talk in talks]), strict=True):
        # That captions begin before the one above where people talk at once is no mistake of the form.
        wrong = [e for e in judge["errors"] if "Start timestamp is not greater" not in e["message"]]
        assert wrong == [error for cue in judge["cues"] for error in cue["errors"]] == []
        heard = "".join(words for cue in judge["cues"] for _, words in cue["voices"])
        assert bare(heard) == everything(talk)
        assert {html.unescape(v) for cue in judge["cues"] for v, _ in cue["voices"]} <= {
            " ".join(turn.speaker.split()) for turn in talk
        }


@given(TALKS)
@settings(deadline=None)
def test_joining_and_cutting_lose_nothing(talk):
    """Joined turns hold the same words and times; cut at their marks they give the same words again."""
    joined = tuple(turns.joined(talk))
    assert everything(joined) == everything(talk)
    assert {m.start for t in joined for m in t.marks} | {t.start for t in joined} >= {t.start for t in talk}
    assert bare("".join(part.text for turn in joined for part in turns.parts(turn))) == everything(talk)


@given(
    st.text(max_size=80),
    st.text(alphabet="WEBVT0123:.,->\n <v/A>&;{}\\NOTE\x00\ufeff", max_size=120),
    st.text(alphabet='[]{}":,0123e-. segmntbodyarTi\\u\x00', max_size=80),
)
@settings(deadline=None, max_examples=300)
def test_no_text_crashes_a_reader(anything, cues, json):
    """Any text gives turns or problems that can be printed, in every reader."""
    dialogue.split(Source(f"## Transkript\n[{anything}] {cues}\n{anything}", "a.md"))
    segment = f'{{"segments": [{{"body": "a", "startTime": 1, "marks": {json}}}, {json}]}}'
    for text in (anything, cues, f"WEBVTT\n\n{cues}", f"WEBVTT\n\n00:01.000 --> 00:02.000\n{cues}", json, segment,
                 f"1\n00:00:01,000 --> 00:00:02,000\n{cues}"):  # fmt: skip
        for name in ("a.vtt", "a.srt", "a.json"):
            found, problems = files.read_transcript(text, name)
            assert found or problems
            for problem in problems:
                assert problem.message("de")
                assert problem.fix("en")
                assert problem.place.line >= 1
            captions.vtt(found)
            captions.srt(found)


STAMPS = st.sampled_from(
    ("00:01.000", "00:02.500", "00:00:03.000", "01:00:00.000", "1000:00:00.001", "0:4.1")
)
SAID = st.sampled_from(
    ("Guten Tag.", " zwei  Worte ", "a\nb", "a\n\nb", "&amp;", "</v>", "<i>x</i>", "<v B>y", "", "\u00a0")
)
NAMES = st.sampled_from(("<v Leonie Harms>", "<v  A  B>", "<v SPEAKER_00>", "<v>", "", "<v.laut C>"))
CUE = st.tuples(
    st.sampled_from(("", "", "", "7\n", "x\n", "NOTE y\n", "\n")), STAMPS, STAMPS, NAMES, SAID
).map(lambda cue: "{}{} --> {}\n{}{}".format(*cue))
SPOKEN_FILES = st.tuples(
    st.sampled_from(("WEBVTT", "WEBVTT", "WEBVTT - Titel", "")),
    st.lists(CUE, max_size=4),
    st.sampled_from(("", "\n", "\n\n", "\n \n")),
).map(lambda file: "\n\n".join((file[0], *file[1])) + file[2])


@given(SPOKEN_FILES)
@settings(deadline=None, max_examples=300)
def test_the_usual_form_of_webvtt_is_read_as_every_other(text):
    """What is read at once has the turns that the strict reader finds, and nothing it would object to."""
    at_once = webvtt.usual(text)
    assert at_once is None or (at_once, []) == webvtt.strict(text, "a.vtt")
