"""Files beside the pages: nothing private, nothing that runs, nothing lost."""

from __future__ import annotations

import html
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import builders
from dreiklang import media
from dreiklang.content import captions
from dreiklang.content.body import Body, Reference, Turn
from dreiklang.ground.outputs import Output
from dreiklang.media import pictures, verbatim

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=40)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
TALKS = st.lists(
    st.tuples(
        st.sampled_from(("Leonie Harms", "<script>alert(1)</script>", "A & B")), st.integers(0, 90), TEXTS
    ),
    min_size=1,
    max_size=8,
).map(lambda spoken: builders.turns(*sorted(spoken, key=lambda turn: turn[1])))


def words(text: str) -> str:
    """Everything but white space, so that line breaks do not count."""
    return "".join(text.split())


def photo(path: Path, orientation: int = 1) -> None:
    """A photograph as a phone saves it: with the place it was taken at."""
    picture = Image.radial_gradient("L").convert("RGB").resize((80, 60))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 0.0)
    picture.save(path, "JPEG", quality=85, exif=exif, comment=b"Handy von Erika")


def published(site: builders.Site) -> dict[str, Output]:
    """A site's media outputs by path."""
    return {output.path: output for output in media.outputs(site)}


def content(output: Output) -> bytes:
    """An output's bytes."""
    made = output.make()
    return made.read_bytes() if isinstance(made, Path) else made


@given(TALKS)
def test_every_word_survives_in_webvtt(turns: tuple[Turn, ...]) -> None:
    """Every word of a conversation stands in its WebVTT file."""
    cues = captions.vtt(turns, 120.0).split("\n\n")[1:]
    shown = [re.sub(r"^<v [^>]*>", "", cue.split("\n", 1)[1]) for cue in cues]
    assert words(html.unescape("".join(shown))) == words(
        html.unescape("".join(html.escape(t.text) for t in turns))
    )


@given(TALKS)
def test_every_word_survives_in_srt(turns: tuple[Turn, ...]) -> None:
    """Every word and every speaker of a conversation stands in its SRT file."""
    shown = "".join(cue.split("\n", 2)[2] for cue in captions.srt(turns, 120.0).strip("\n").split("\n\n"))
    said = "".join(f"{t.speaker}: {t.text}" for t in turns)
    assert words(html.unescape(shown)) == words(html.unescape(said))


@given(TALKS)
def test_turns_survive_in_json(turns: tuple[Turn, ...]) -> None:
    """Speaker, start and words of every turn come back from the JSON transcript."""
    segments = json.loads(captions.as_json(turns, 120.0))["segments"]
    assert [(s["speaker"], s["startTime"], s["body"]) for s in segments] == [
        (t.speaker, t.start, t.text) for t in turns
    ]


@given(TALKS)
def test_every_word_survives_in_plain_text(turns: tuple[Turn, ...]) -> None:
    """Every turn stands in the plain text with its time and speaker."""
    text = captions.plain(turns, "Titel")
    for turn in turns:
        assert f"[{captions.clock(turn.start)}] {turn.speaker}:\n{turn.text}\n" in text


@given(TALKS)
def test_lines_are_short(turns: tuple[Turn, ...]) -> None:
    """A caption has two lines at most, of 65 characters in WebVTT and 32 in SRT unless one word is longer."""
    for text, width in ((captions.vtt(turns), 65), (captions.srt(turns), 32)):
        for cue in text.strip("\n").split("\n\n"):
            lines = cue.split("\n")[1:] if " --> " in cue.split("\n")[0] else cue.split("\n")[2:]
            shown = [html.unescape(re.sub(r"^<v [^>]*>", "", line)) for line in lines]
            assert len(shown) <= 2
            assert all(len(line) <= width or len(line.split()) == 1 for line in shown)


@given(TALKS)
def test_times_go_forward(turns: tuple[Turn, ...]) -> None:
    """Every caption ends after it begins, and captions begin in order."""
    stamps = re.findall(r"([\d:.]{12}) --> ([\d:.]{12})", captions.vtt(turns, 120.0))
    assert stamps
    assert all(start < end for start, end in stamps)


def test_times_follow_length() -> None:
    """A turn's captions share its time in proportion to their length, up to the next turn."""
    spoken = builders.turns(("A", 0.0, "Eins zwei drei. " + "vier " * 40), ("B", 60.0, "Ja."))
    stamps = re.findall(r"(\S+) --> (\S+)", captions.vtt(spoken, 62.0))
    assert stamps[0][0] == "00:00:00.000"
    assert stamps[-2][1] == stamps[-1][0] == "00:01:00.000"
    assert stamps[-1][1] == "00:01:02.000"


def test_cues_are_hostile_text() -> None:
    """No speaker and no words can write markup or a time line into a caption file."""
    spoken = builders.turns(("<v X> --> ", 0.0, "<script>x</script>\n\n00:01 --> 00:02\nPause"))
    for text in (captions.vtt(spoken), captions.srt(spoken), captions.as_json(spoken)):
        assert "<script" not in text
        assert text.count(" --> ") <= 2
    assert len(captions.vtt(spoken).strip().split("\n\n")) == 2


def test_photos_lose_their_place(tmp_path: Path) -> None:
    """A published photograph holds neither EXIF, GPS nor comments, and the same picture."""
    photo(tmp_path / "foto.jpg")
    made = pictures.published(tmp_path / "foto.jpg", "image/jpeg")
    assert isinstance(made, bytes)
    assert b"Exif" not in made
    assert b"Erika" not in made
    with Image.open(io.BytesIO(made)) as after, Image.open(tmp_path / "foto.jpg") as before:
        assert after.size == before.size
        assert after.quantization == before.quantization  # type: ignore[attr-defined]


def test_photos_stay_upright(tmp_path: Path) -> None:
    """A photograph that EXIF turns is turned for good."""
    photo(tmp_path / "hoch.jpg", orientation=6)
    made = pictures.published(tmp_path / "hoch.jpg", "image/jpeg")
    assert isinstance(made, bytes)
    assert Image.open(io.BytesIO(made)).size == (60, 80)


def test_pictures_that_tell_nothing_stay_as_they_are(tmp_path: Path) -> None:
    """A picture without metadata is copied byte for byte."""
    path = tmp_path / "bild.png"
    Image.new("RGB", (4, 4), "red").save(path)
    assert pictures.published(path, "image/png") == path


def test_drawings_do_not_run(tmp_path: Path) -> None:
    """A published SVG has no scripts, handlers, foreign content or addresses elsewhere."""
    path = tmp_path / "bild.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()">'
        '<script>x()</script><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'
        '<a xlink:href="javascript:x()"><path d="M0 0h9"/></a><use href="#ok"/><image href="https://x.example/y"/></svg>',
        encoding="utf-8",
    )
    made = pictures.published(path, "image/svg+xml")
    assert isinstance(made, bytes)
    text = made.decode()
    assert 'd="M0 0h9"' in text
    assert 'href="#ok"' in text
    for hostile in ("script", "onload", "foreignObject", "x.example"):
        assert hostile not in text


@pytest.mark.parametrize("written", [b"<svg", b"<!DOCTYPE x [<!ENTITY a 'b'>]><svg>&a;</svg", b"\xff\xfe"])
def test_unreadable_drawings_become_empty(tmp_path: Path, written: bytes) -> None:
    """An SVG that cannot be read is never published as it is when it could hide something."""
    path = tmp_path / "kaputt.svg"
    path.write_bytes(written + b"<script>")
    made = pictures.published(path, "image/svg+xml")
    assert isinstance(made, bytes)
    assert b"script" not in made


def test_only_what_is_referred_to_is_published(tmp_path: Path) -> None:
    """Files of fields and texts are published once; a file nobody names stays at home."""
    paths = ["docs/bilder/a.svg", "docs/bilder/b.svg", "docs/bilder/rest.svg"]
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("<svg/>", encoding="utf-8")
    shown = Reference("media", "docs/bilder/b.svg", "", "b", 3, 1)
    page = builders.entry(
        "page", "seite", image={"file": "docs/bilder/a.svg"}, body=Body(references=(shown,))
    )
    site = builders.site(page, media=[builders.facts(p, "image/svg+xml") for p in paths], root=tmp_path)
    assert sorted(published(site)) == ["medien/bilder/a.svg", "medien/bilder/b.svg"]


def test_well_known_files_do_not_run(tmp_path: Path) -> None:
    """Below .well-known only plain facts are published; a page or script there would run as one of ours."""
    folder = tmp_path / "docs/.well-known"
    folder.mkdir(parents=True)
    for name in ("security.txt", "assetlinks.json", "site-association", "x.html", "x.js", "x.svg", "x.XML"):
        (folder / name).write_text("x", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    found = sorted(output.path for output in verbatim.outputs(builders.site(root=tmp_path)))
    assert found == [
        f".well-known/{name}" for name in ("assetlinks.json", "security.txt", "site-association")
    ]


def test_keys_follow_the_content() -> None:
    """An output's key changes with the file's content and with nothing else."""
    page = builders.entry("page", "seite", image={"file": "docs/page/a.png"})
    keys = [
        published(
            builders.site(page, media=[builders.facts("docs/page/a.png", "image/png", name, size=size)])
        )
        for name, size in (("eins", 1), ("eins", 2), ("zwei", 2))
    ]
    first, same, other = (outputs["medien/page/a.png"].key for outputs in keys)
    assert first == same != other


def test_names_that_collide_are_a_problem() -> None:
    """Two files that would share an address are named, with both names."""
    page = builders.entry("page", "seite", image={"file": "docs/page/Öl.png"})
    other = builders.entry("page", "zweite", image={"file": "docs/page/oel.png"})
    files = [builders.facts(f"docs/page/{name}", "image/png") for name in ("Öl.png", "oel.png")]
    found = list(media.checks(builders.site(page, other, media=files)))
    assert [problem.code for problem in found] == ["media-collision"]
    assert "oel.png" in found[0].message("de")


def test_files_that_run_are_a_problem() -> None:
    """A web page offered as download is refused."""
    page = builders.entry("article", "a", downloads=[{"title": "Seite", "file": "docs/article/x.html"}])
    site = builders.site(page, media=[builders.facts("docs/article/x.html", "text/html")])
    assert [problem.code for problem in media.checks(site)] == ["media-active"]


def test_an_episode_has_four_transcripts_and_chapters() -> None:
    """An episode with a conversation and chapters is published as VTT, SRT, JSON, text and chapters."""
    talk = Body(turns=builders.turns(("Leonie Harms", 0.0, "Guten Tag."), ("Cem Aksoy", 4.0, "Hallo.")))
    chapters = [{"time": "0:00", "title": "Anfang </script>"}]
    season = builders.entry("season", "s1", path="episodes/staffel-1/index.md")
    episode = builders.entry("episode", "anfang", body=talk, parent="s1", chapters=chapters)
    found = published(builders.site(season, episode))
    names = ("kapitel.json", "transkript.json", "transkript.srt", "transkript.txt", "transkript.vtt")
    assert sorted(found) == [f"podcast/staffel-1/anfang/{name}" for name in names]
    assert content(found["podcast/staffel-1/anfang/transkript.vtt"]).startswith(
        b"WEBVTT\n\n00:00:00.000 --> "
    )
    assert json.loads(content(found["podcast/staffel-1/anfang/kapitel.json"]))["chapters"] == [
        {"startTime": 0, "title": "Anfang </script>"}
    ]
