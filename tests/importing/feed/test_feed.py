"""A feed of another system becomes content, and the site's feed says the same."""

from __future__ import annotations

import datetime as dt
import shutil
import zoneinfo
from pathlib import Path

import pytest

from against.test_against import AS_OF, CONFIG, served  # noqa: F401 - a fixture
from conftest import ROOT, run
from dreiklang import against, build, feeds, settings
from dreiklang.content.kinds import EPISODE, PERSON, SEASON
from dreiklang.ground.problems import ProblemsFound, blocking
from dreiklang.importing.feed import episodes, parsing, values
from dreiklang.importing.feed.run import Done, ImportOptions
from dreiklang.importing.feed.run import import_feed as brought

FEEDS = ROOT / "tests/samples/feeds"
SYSTEMS = sorted(path.stem for path in FEEDS.glob("*.xml"))


@pytest.fixture
def root(tmp_path) -> Path:
    """The smallest project."""
    root = tmp_path / "project"
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (root / "docs/index.md").write_text("---\nid: home\ntitle: Start\n---\n\nText.\n", encoding="utf-8")
    return root


def bring(root: Path, source: str | Path, **wishes: object) -> Done:
    """Imports a feed."""
    return brought(root, settings.load(root, AS_OF), str(source), ImportOptions(**wishes))


def codes(done: Done) -> set[str]:
    """What the editor is told."""
    return {problem.code for problem in done.problems}


def examined(root: Path) -> build.Examined:
    """The project, read and checked."""
    return build.examine(root, settings.load(root, AS_OF))


def finished(root: Path) -> None:
    """What the report asks the editor for: a cover, an owner's address, the facts of a recording."""
    shutil.copy(ROOT / "tests/samples/good-episode-remote/episodes/cover.png", root / "episodes/cover.png")
    for path in root.glob("episodes/**/*.md"):
        text = path.read_text(encoding="utf-8").replace("file: cover.jpg", "file: cover.png")
        if "owner:" in text and "email:" not in text:
            text = text.replace("owner:\n", "owner:\n  email: podcast@example.org\n")
        if "audio:" in text and "length:" not in text:
            text = text.replace("audio:\n", "audio:\n  length: 5\n  seconds: 5\n")
        path.write_text(text, encoding="utf-8")


def heard(raw: bytes) -> set[tuple[object, ...]]:
    """What apps know an episode by: GUID, moment, recording, title, number, season, kind, soundbites."""
    return {
        (
            item.guid,
            item.published,
            item.enclosures[0].url,
            item.enclosures[0].length or 5,
            item.title,
            item.number,
            item.season,
            item.type,
            item.explicit,
            round(item.seconds or 5),
            item.soundbites,
        )
        for item in parsing.read_feed(raw).items
        if item.enclosures and item.published
    }


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_sites_feed_says_what_the_source_said(root, system):
    """Every GUID, moment, recording and title of the source is in the feed that the site gives."""
    source = FEEDS / f"{system}.xml"
    done = bring(root, source)
    finished(root)
    site = examined(root).published
    made = next(output for output in feeds.outputs(site) if output.path == "podcast/feed.xml").make()
    assert heard(made) == heard(source.read_bytes())
    assert done.episodes == len(heard(made)) == 2


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_files_pass_the_check_as_far_as_the_feed_allows(root, system):
    """After what the report asks for nothing is wrong but a number in a title; the comparison misses what has no date."""
    source = FEEDS / f"{system}.xml"
    bring(root, source)
    finished(root)
    found = examined(root)
    assert {problem.code for problem in blocking(found.problems)} <= {"feed-number-in-title"}
    compared = [problem for problem in against.check(found, str(source)) if blocking([problem])]
    undated = ["Ohne Tag"] if system == "powerpress" else []
    assert [problem.values["title"] for problem in compared] == undated


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_second_import_changes_nothing(root, system):
    """Ids are the same every time; files that exist are left alone and named."""
    first = bring(root, FEEDS / f"{system}.xml")
    before = {path: path.read_bytes() for path in root.glob("**/*.md")}
    again = bring(root, FEEDS / f"{system}.xml")
    assert again.written == ()
    assert {p.place.file for p in again.problems if p.code == "import-file-exists"} == set(again.kept)
    assert {path: path.read_bytes() for path in root.glob("**/*.md")} == before
    assert set(again.kept) <= set(first.written)


def test_nothing_is_lost_silently(root):
    """Items, recordings, words and elements that have no place are named, each with its text or line."""
    told = {p.code: p for p in bring(root, FEEDS / "powerpress.xml").problems}
    assert told["import-item-without-audio"].values["title"] == "In eigener Sache"
    assert told["import-item-without-date"].place.line > 60
    assert "rr-015.m4v" in told["import-enclosure-more"].message("de")
    assert "<iframe> https://video.example/embed/1" in told["import-notes"].message("de")
    assert "rawvoice:location" in told["import-elements"].message("en")
    assert told["import-keywords"].values["words"] == "Folgen, Tür"
    assert {"import-audio-length", "import-audio-seconds", "import-transcript-elsewhere"} <= told.keys()


def test_people_become_records_without_a_page(root):
    """People are records once; an episode that names nobody has the show's people; roles stay."""
    done = bring(root, FEEDS / "castopod.xml")
    library = examined(root).whole.library
    people = {e.id: e for e in library.of(PERSON)}
    assert set(people) == {"ida-brandt", "ruth-wieland"}
    assert not people["ida-brandt"].fields.page
    assert people["ida-brandt"].fields.links[0].url == "https://ortsgespraech.example/ida"
    trailer = library.get("trailer-wasser")
    assert [p.person for p in trailer.fields.hosts] == ["ida-brandt"]
    assert "Juri Falk" in next(p for p in done.problems if p.code == "import-people-others").message("de")


def test_seasons_have_folders_and_names(root):
    """A season has a folder with its name; the option takes what belongs to none."""
    bring(root, FEEDS / "castopod.xml")
    bring(root, FEEDS / "libsyn.xml", season=7)
    seasons = {e.fields.number: e.title for e in examined(root).whole.library.of(SEASON)}
    assert seasons == {2: "Wasser", 7: "Staffel 7"}


def test_what_was_written_is_not_written_over(root):
    """An edited text stays as it is; only --replace takes the feed's again, under the same id."""
    bring(root, FEEDS / "libsyn.xml")
    path = root / "episodes/nummer-43-bitte.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nEigenes.\n", encoding="utf-8")
    bring(root, FEEDS / "libsyn.xml")
    assert "Eigenes." in path.read_text(encoding="utf-8")
    bring(root, FEEDS / "libsyn.xml", replace=True)
    assert "Eigenes." not in path.read_text(encoding="utf-8")
    assert len(list((root / "episodes").glob("*.md"))) == 3


def test_show_notes_cannot_speak_markdown(root):
    """Words that look like lists, headings or blocks stay words, in lines as they were."""
    bring(root, FEEDS / "libsyn.xml")
    body = examined(root).whole.library.get("nummer-43-bitte-2").body
    assert body.text.split() == "Warten & reden: 1. Der Automat 2. Die Anzeige # kein Titel /// quote".split()
    assert body.headings == ()
    assert body.blocks == ()


def test_a_moment_that_comes_twice_keeps_its_offset():
    """Half past two on the last Sunday of October is written with its offset; seconds stay."""
    zone = zoneinfo.ZoneInfo("Europe/Berlin")
    assert (
        episodes.written(dt.datetime(2025, 10, 26, 0, 30, tzinfo=dt.UTC), zone) == "2025-10-26 02:30:00+02:00"
    )
    assert (
        episodes.written(dt.datetime(2025, 10, 26, 1, 30, tzinfo=dt.UTC), zone) == "2025-10-26 02:30:00+01:00"
    )
    assert episodes.written(dt.datetime(2026, 3, 3, 5, 0, 12, tzinfo=dt.UTC), zone) == "2026-03-03 06:00:12"


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("Tue, 17 Mar 2026 06:00:00 +0100", 5),
        ("Di, 17 Mrz 2026 06:00:00 +0100", 5),
        ("17 Mar 2026 6:00 GMT", 6),
        ("Tue, 17 Mar 2026 06:00:00 -0000", 6),
        ("Tue, 17 Mar 2026 01:00:00 EST", 6),
        ("2026-03-17T06:00:00+01:00", 5),
        ("demnächst", None),
        ("Tue, 99 Mar 2026 06:00:00 +0100", None),
    ],
)
def test_dates_are_read_as_feeds_write_them(written, hour):
    """Dates of RFC 2822 with the slips of other systems are read; what is no date is none."""
    found = values.moment(written)
    assert (found.astimezone(dt.UTC).hour if found else None) == hour


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("1:02:03", 3723), ("62:03", 3723), ("3723", 3723), ("00:00:01.5", 1.5), ("", None), ("1h", None)],
)
def test_durations_are_read_as_feeds_write_them(written, seconds):
    """Durations come with one, two or no colons."""
    assert values.seconds(written) == seconds


def test_downloads_bring_what_lies_outside(root, tmp_path, served):  # noqa: F811
    """Asked for, cover, captions, chapters and a missing size are fetched from the feed's host."""
    there = tmp_path / "there"
    there.mkdir()
    base = served(there)
    shutil.copy(ROOT / "tests/samples/good-episode-remote/episodes/cover.png", there / "cover.png")
    (there / "a.mp3").write_bytes(b"x" * 1234)
    (there / "a.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ida>Guten Tag.\n", encoding="utf-8")
    (there / "a.json").write_text('{"chapters": [{"startTime": 0, "title": "Anfang"}]}', encoding="utf-8")
    item = (
        f"<item><title>A</title><guid>a</guid><pubDate>Tue, 17 Mar 2026 06:00:00 +0100</pubDate>"
        f'<enclosure url="{base}a.mp3" length="0" type="audio/mpeg"/>'
        f'<p:transcript url="{base}a.vtt" type="text/vtt"/><p:chapters url="{base}a.json"/></item>'
    )
    feed = (
        '<rss version="2.0" xmlns:p="https://podcastindex.org/namespace/1.0" '
        'xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>S</title>'
        f'<i:image href="{base}cover.png"/>{item}</channel></rss>'
    )
    (there / "feed.xml").write_text(feed, encoding="utf-8")
    done = bring(root, f"{base}feed.xml", download=True)
    text = (root / "episodes/a.md").read_text(encoding="utf-8")
    assert "length: 1234" in text
    assert "title: Anfang" in text
    assert "transcript: a.vtt" in text
    assert "no_transcript" not in text
    assert {"episodes/cover.png", "episodes/a.vtt"} <= set(done.written)


def test_strangers_do_not_reach_into_our_network(root, tmp_path, served):  # noqa: F811
    """A feed from a file cannot have addresses of the network it is read in fetched."""
    (tmp_path / "cover.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    base = served(tmp_path)
    feed = tmp_path / "feed.xml"
    feed.write_text(
        '<rss version="2.0" xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>S</title>'
        f'<i:image href="{base}cover.png"/></channel></rss>',
        encoding="utf-8",
    )
    done = bring(root, feed, download=True)
    assert "not public" in next(p for p in done.problems if p.code == "import-not-fetched").message("de")
    assert not (root / "episodes/cover.png").exists()


def test_all_pages_of_a_feed_are_read(root, tmp_path, served):  # noqa: F811
    """The next pages of a feed are fetched, each episode once, and an endless chain ends."""
    base = served(tmp_path)
    for page, following in (("1", "2"), ("2", "1")):
        items = "".join(
            f"<item><title>T{n}</title><guid>{n}</guid><pubDate>Tue, 17 Mar 2026 06:00:00 GMT</pubDate>"
            f'<enclosure url="https://cdn.example/{n}.mp3" length="1" type="audio/mpeg"/></item>'
            for n in (page, "both")
        )
        (tmp_path / f"{page}.xml").write_text(
            '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>S</title>'
            f'<atom:link rel="next" href="{following}.xml"/>{items}</channel></rss>',
            encoding="utf-8",
        )
    assert bring(root, f"{base}1.xml").episodes == 3


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "xxe": ('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><title>&x;</title></channel></rss>', "feed-entities"),
    "laughs": (f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel><title>&l9;</title></channel></rss>', "feed-entities"),
    "parameter": ('<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><rss><channel/></rss>', "feed-entities"),
    "broken": ("<rss><channel><title>A & B</title></channel></rss>", "feed-broken"),
    "cut": ("<rss><channel><item>", "feed-broken"),
    "nbsp": ("<rss><channel><title>A&nbsp;B</title></channel></rss>", "feed-broken"),
    "deep": ("<rss>" + "<a>" * 5000, "feed-broken"),
    "html": ("<!DOCTYPE html><html><body>404</body></html>", "feed-is-html"),
    "atom": ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "feed-not-rss"),
    "empty": ("", "feed-empty"),
    "binary": ("\x00\x01\x02", "feed-broken"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_feed_is_a_problem(root, tmp_path, name):
    """Entities, broken XML, pages and other documents are refused with words, and nothing is written."""
    text, code = HOSTILE[name]
    source = tmp_path / "feed.xml"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        bring(root, source)
    (problem,) = found.value.problems
    assert problem.code == code
    assert problem.message("de")
    assert not (root / "episodes").exists()


def test_hostile_words_stay_words(root, tmp_path):
    """Titles, names and GUIDs that look like YAML, paths or HTML reach the files as text."""
    evil = "../../x: [!!python/object] '\"# \u2028---\n---\nid: evil <script>"
    shown = evil.replace("&", "&amp;").replace("<", "&lt;")
    source = tmp_path / "feed.xml"
    source.write_text(
        '<rss version="2.0" xmlns:p="https://podcastindex.org/namespace/1.0"><channel>'
        f"<title>{shown}</title><p:person>{shown}</p:person><item><title>{shown}</title><guid>{shown}</guid>"
        "<pubDate>Tue, 17 Mar 2026 06:00:00 GMT</pubDate><link>" + shown + "</link>"
        f"<description>{shown}</description><duration xmlns='http://www.itunes.com/dtds/podcast-1.0.dtd'>9</duration>"
        '<enclosure url="https://cdn.example/a.mp3" length="1" type="audio/mpeg"/></item></channel></rss>',
        encoding="utf-8",
    )
    done = bring(root, source)
    assert all(path.startswith(("episodes/", "docs/personen/")) and ".." not in path for path in done.written)
    library = examined(root).whole.library
    assert library.get("evil") is None
    (episode,) = library.of(EPISODE)
    assert "id: evil" in episode.title
    assert episode.fields.guid.split() == evil.split()


def test_the_command_reports_and_the_messages_speak_both_languages(root):
    """The command writes files, reports in the language asked for, and ends with 1 for what is no feed."""
    done = run("dreiklang", "import", "feed", str(FEEDS / "anchor.xml"), "--lang", "en", cwd=root)
    assert "2 episodes from" in done.stdout
    assert "has no transcript" in done.stderr
    bad = run("dreiklang", "import", "feed", "no-such.xml", cwd=root, ok=False)
    assert bad.returncode == 1
    assert "Traceback" not in bad.stderr
    assert "no-such.xml:1:1" in bad.stderr
