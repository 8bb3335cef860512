"""Words in addresses are settings; on a published site former ones answer."""

from __future__ import annotations

import re

import pytest

import builders
from against.test_against import AS_OF, change, found, git, one, project  # noqa: F401 - a fixture
from conftest import ROOT, run
from dreiklang import build, feeds, media, pages, settings
from dreiklang.ground.problems import ProblemsFound, Severity
from dreiklang.settings.options import Addresses
from dreiklang.site import former_addresses
from golden import Case

ENGLISH = {
    "building_block": "building-blocks", "season": "season", "podcast_topic": "topic", "subscribe": "subscribe",
    "event": "events", "event_series": "series", "article": "news", "person": "people",
    "organisation": "organisations", "place": "places", "topic": "topics", "region": "states",
    "term": "glossary", "material": "materials", "search": "search", "credits": "credits",
    "recommendations": "recommendations", "event_attendance": "attendance", "event_state": "state",
    "event_region": "land-of", "event_place": "place", "event_topic": "topic", "page_number": "page",
    "calendar_file": "calendar", "event_file": "event", "transcript_file": "transcript",
    "chapters_file": "chapters",
}  # fmt: skip
"""A word for everything whose own is not used in English, too."""


def meetings(**words):
    """Events in places, Länder and a series, enough of them for a second page, and an episode."""
    events = [
        builders.entry("event", f"e{n}", start=f"2026-12-{1 + n % 28:02d} 10:00", end=f"2026-12-{1 + n % 28:02d} 11:00",
                       date="2026-09-01", places=["dorf"], regions=["DE-HE"], parent="runde", online="https://x.example/")
        for n in range(50)
    ]  # fmt: skip
    turns = builders.turns(("A", 0.0, "Guten Tag."))
    return builders.site(
        *events,
        builders.entry("event-series", "runde", path="events/runde/index.md"),
        builders.entry("place", "dorf"),
        builders.entry("podcast", "show"),
        builders.entry("season", "s1"),
        builders.entry("episode", "folge", parent="s1", body=builders.Body(turns=turns),
                       chapters=[{"time": "0:00", "title": "Anfang"}]),
        addresses=words,
    )  # fmt: skip


def made(site) -> dict[str, object]:
    """Every file of a site, by path."""
    outputs = (*pages.outputs(site), *feeds.outputs(site), *media.outputs(site))
    assert len({output.path for output in outputs}) == len(outputs)
    return {output.path: output for output in outputs}


@pytest.mark.parametrize(
    "words", [ENGLISH, {"event": "termine", "podcast": "hoeren/mit"}], ids=["all", "two"]
)
def test_every_file_answers_where_it_was(words):
    """With the words of before in `former`, nothing is missing; nothing of today is replaced."""
    before, after = made(meetings()), made(meetings(**words))
    former = {name: getattr(Addresses(), name) for name in words}
    both = made(meetings(**words, former=[former]))
    assert before.keys() <= both.keys()
    assert after.keys() <= both.keys()
    assert not before.keys() <= after.keys()


@pytest.mark.parametrize(
    ("path", "former"),
    [
        ("events/calendar.ics", "veranstaltungen/kalender.ics"),
        ("events/2026/calendar.ics", "veranstaltungen/2026/kalender.ics"),
        ("events/place/dorf/calendar.ics", "veranstaltungen/ort/dorf/kalender.ics"),
        ("events/place/dorf/page-2/index.html", "veranstaltungen/ort/dorf/seite-2/index.html"),
        ("events/place/dorf/feed.xml", "veranstaltungen/ort/dorf/feed.xml"),
        ("events/series/runde/calendar.ics", "veranstaltungen/reihen/runde/kalender.ics"),
        ("events/e1/event.ics", "veranstaltungen/e1/termin.ics"),
        ("podcast/season-1/folge/transcript.vtt", "podcast/staffel-1/folge/transkript.vtt"),
        ("podcast/season-1/folge/chapters.json", "podcast/staffel-1/folge/kapitel.json"),
        ("podcast/season-1/index.html", "podcast/staffel-1/index.html"),
        ("podcast/episodes.json", None),
        ("podcast/season-x/index.html", None),
        ("page-2/index.html", None),
        ("medien/episodes/folge.mp3", None),
        ("index.html", None),
    ],
)
def test_a_path_has_the_words_of_before(path, former):
    """Each word is replaced where it stands as that word, and nowhere else."""
    german = {name: getattr(Addresses(), name) for name in ENGLISH}
    site = builders.site(addresses={**ENGLISH, "former": [german]})
    assert list(former_addresses.paths(path, site.settings)) == ([former] if former else [])


def test_words_may_change_again_and_again():
    """Each entry of `former` says what differed until then: all the states between answer."""
    former = [{"calendar_file": "kalender"}, {"event": "veranstaltungen"}, {"calendar_file": "cal"}]
    site = builders.site(addresses={"event": "events", "calendar_file": "calendar", "former": former})
    assert list(former_addresses.paths("events/calendar.ics", site.settings)) == [
        "events/cal.ics", "veranstaltungen/cal.ics", "veranstaltungen/kalender.ics",
    ]  # fmt: skip


def test_pages_lead_on_and_files_are_copies():
    """A page at a former address names today's; a calendar there is today's calendar, which says where it lies."""
    files = made(meetings(event_place="place", calendar_file="calendar", former=[
        {"event_place": "ort", "calendar_file": "kalender"},
    ]))  # fmt: skip
    page = files["veranstaltungen/ort/dorf/seite-2/index.html"].make().decode()
    assert 'url=../../../../veranstaltungen/place/dorf/seite-2/"' in page
    assert (
        '<link rel="canonical" href="https://example.org/wissen/veranstaltungen/place/dorf/seite-2/">' in page
    )
    calendar = files["veranstaltungen/ort/dorf/kalender.ics"].make()
    assert calendar == files["veranstaltungen/place/dorf/calendar.ics"].make()
    assert b"veranstaltungen/place/dorf/calendar.ics" in calendar.replace(b"\r\n ", b"")


def test_an_english_site_has_no_german_paths():
    """With words of its own nothing but `medien/` is called by a German word."""
    site = builders.site(*meetings().library.entries, addresses=ENGLISH, language="en")
    files = set(made(site))
    assert {"events/calendar.ics", "events/place/dorf/page-2/index.html", "events/e1/event.ics"} <= files
    assert {"podcast/season-1/folge/transcript.vtt", "podcast/season-1/folge/chapters.json"} <= files
    german = {str(getattr(Addresses(), name)) for name in ENGLISH}
    parts = {re.sub(r"-?\d+$", "", part.partition(".")[0]) for path in files for part in path.split("/")}
    assert parts & german == set()


def test_the_english_sample_is_english():
    """A whole English site publishes nothing below a German word but its files."""
    case = Case(ROOT / "tests/samples/good-english-words")
    german = {str(word) for word in Addresses().model_dump(exclude={"former"}).values()}
    german -= {
        str(word) for word in case.site.settings.options.addresses.model_dump(exclude={"former"}).values()
    }
    parts = {part.partition(".")[0] for path in case.outputs for part in path.split("/")}
    assert {"medien", "calendar", "event", "transcript", "chapters"} <= parts
    assert parts & german == set()


WORDS = "      addresses:\n"


def problems(project, *lines: str) -> list[str]:  # noqa: F811
    """``line code`` with both names and the address, of a site with these words."""
    change(
        project / "mkdocs.yml",
        ("search: false\n", "search: false\n" + WORDS + "".join(f"        {x}\n" for x in lines)),
    )
    with pytest.raises(ProblemsFound) as raised:
        settings.load(project, AS_OF)
    told = []
    for problem in raised.value.problems:
        assert problem.message("de") != problem.message("en")
        values = [problem.values.get(key, "") for key in ("name", "other", "address")]
        told.append(" ".join(map(str, (problem.place.line, problem.code, *values))).rstrip())
    return told


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["event_place: land"], ["9 address-words-collide event_place event_region veranstaltungen/land/"]),
        (
            ["event_place: reihen"],
            ["9 address-words-collide event_place event_series veranstaltungen/reihen/"],
        ),
        (["event_topic: '2026'"], ["9 address-words-collide event_topic event veranstaltungen/2026/"]),
        (["topic: aktuelles"], ["9 address-words-collide topic article aktuelles/"]),
        (
            ["person: veranstaltungen/person"],
            ["9 address-words-collide person event_person veranstaltungen/person/"],
        ),
        (["material: seite-2"], ["9 address-words-collide material page_number seite-2/"]),
        (["season: seite"], ["9 address-words-collide season page_number podcast/seite-2/"]),
        (
            ["chapters_file: transkript"],
            ["9 address-words-collide chapters_file transcript_file transkript.json"],
        ),
        (["calendar_file: a/b"], ["9 segment-format"]),
        (["former: [{kalender: x}]"], ["9 field-unknown"]),
        (
            ["event_place: thema", "event_topic: ort", "former: [{event_place: ort, event_topic: thema}]"],
            [
                "11 address-words-collide event_place event_topic veranstaltungen/ort/",
                "11 address-words-collide event_topic event_place veranstaltungen/thema/",
            ],
        ),
    ],
    ids=lambda value: value[0],
)
def test_words_that_collide_are_named_at_their_line(project, lines, expected):  # noqa: F811
    """Two words that lead to one address, now or since others changed, stop the site."""
    assert problems(project, *lines) == expected


def test_words_of_different_folders_may_be_equal(project):  # noqa: F811
    """Only one address for two things is wrong: a calendar and an event's file lie apart."""
    words(project, "calendar_file: termin, event_topic: themen, topic: person")
    assert settings.load(project, AS_OF).options.addresses.calendar_file == "termin"


CHANGED = "calendar_file: calendar, event_file: event, event: events"
FORMER = "calendar_file: kalender, event_file: termin, event: veranstaltungen"


def words(project, text: str) -> None:  # noqa: F811
    """Gives the site words of its own."""
    change(project / "mkdocs.yml", ("search: false", f"search: false\n      addresses: {{{text}}}"))


def test_a_changed_word_on_a_published_site_is_named(project):  # noqa: F811
    """Subscribers of calendars would be lost: one error says which words, and the line that helps."""
    words(project, CHANGED)
    problem = one(project)
    assert (problem.code, problem.severity) == ("against-words-changed", Severity.SITE)
    assert problem.values["example"] == "veranstaltungen/kalender.ics"
    line = re.search(r"- \{(.*)\}", problem.fix("de"))[1]
    assert sorted(line.split(", ")) == sorted(FORMER.split(", "))
    (project / "mkdocs.yml").write_text(
        (project / "mkdocs.yml")
        .read_text(encoding="utf-8")
        .replace(CHANGED, f"{CHANGED}, former: [{{{line}}}]"),
        encoding="utf-8",
    )
    assert found(project) == ()


def test_a_word_that_nothing_has_may_change(project):  # noqa: F811
    """A site without transcripts and articles may call them anything."""
    words(project, "transcript_file: transcript, article: news, event_topic: topic")
    assert found(project) == ()


def test_a_changed_word_beside_a_known_former_one(project):  # noqa: F811
    """What `former` says already is asked for no more; what it lacks is."""
    words(project, "calendar_file: calendar, event_file: event, former: [{calendar_file: kalender}]")
    assert one(project).values["former"] == "event_file: termin"


def test_a_built_site_tells_words_of_files_too(project, tmp_path):  # noqa: F811
    """A folder with the published site knows its calendars' names."""
    run("dreiklang", "build", "-d", str(tmp_path / "out"), cwd=project)
    words(project, "calendar_file: calendar, event_file: event")
    (problem,) = [p for p in found(project, str(tmp_path / "out")) if p.severity is Severity.SITE]
    assert problem.values["former"] == "calendar_file: kalender, event_file: termin"
    change(
        project / "mkdocs.yml",
        ("event_file: event", "event_file: event, former: [{calendar_file: kalender, event_file: termin}]"),
    )
    assert found(project, str(tmp_path / "out")) == ()


def test_a_built_site_tells_words_of_archives_too(project, tmp_path):  # noqa: F811
    """Archives are recognised by what stands below their word; one error stands for all their pages."""
    event = project / "events/fachtag.md"
    change(event, ("venue:", "regions: [DE-HE]\nformat: Fachtag\nonline: https://x.example/\nvenue:"))
    run("dreiklang", "build", "-d", str(tmp_path / "out"), cwd=project)
    words(project, "event_region: region, event_format: kind-of, event_attendance: attendance")
    problem = one(project, str(tmp_path / "out"))
    assert problem.code == "against-words-changed"
    assert problem.values["former"] == "event_format: format, event_attendance: form, event_region: land"


def test_a_former_podcast_word_moves_its_feed(project):  # noqa: F811
    """The feed at the former address says where it is now, and the show counts as not moved."""
    words(project, "podcast: hoeren, season: s, former: [{podcast: podcast, season: staffel}]")
    git(project, "status")
    assert found(project) == ()
    outputs = {
        o.path: o for o in feeds.outputs(build.examine(project, settings.load(project, AS_OF)).published)
    }
    for path, today in (
        ("podcast/feed.xml", "hoeren/feed.xml"),
        ("podcast/staffel-1/feed.xml", "hoeren/s-1/feed.xml"),
    ):
        assert f"<itunes:new-feed-url>https://example.org/probe/{today}<".encode() in outputs[path].make()


def test_both_hosts_serve_former_words(project):  # noqa: F811
    """MkDocs publishes the same files at former addresses."""
    words(project, f"{CHANGED}, former: [{{{FORMER}}}]")
    run("dreiklang", "build", "-d", "ours", cwd=project)
    run("mkdocs", "build", "--strict", "-d", "theirs", cwd=project)
    ours, theirs = (
        {
            str(f.relative_to(project / name)): f.read_bytes()
            for f in (project / name).rglob("*")
            if f.is_file()
        }
        for name in ("ours", "theirs")
    )
    assert {"veranstaltungen/kalender.ics", "veranstaltungen/fachtag/termin.ics"} <= ours.keys()
    assert ours == theirs
