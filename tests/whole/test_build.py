"""What a build publishes, and what it tells its editors."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

import builders
import loaded
from dreiklang import build
from dreiklang.content.body import Body, Reference
from dreiklang.ground.problems import Place, Problem, ProblemsFound
from dreiklang.publishing import build_cache
from dreiklang.site import relations

NOON = "2026-11-22T12:00:00+01:00"


def published(kind: str, as_of: str = NOON, drafts: bool = False, **fields: object) -> bool:
    """Whether an entry with these fields is published as of a moment."""
    settings = builders.site(as_of=as_of).settings.model_copy(update={"drafts": drafts})
    return build.is_published(builders.entry(kind, "a", **fields), settings)


@pytest.mark.parametrize("kind", ["article", "building-block", "material", "newsletter"])
def test_a_text_appears_on_its_day(kind):
    """At midnight of its day by the site's clock, to the second; without a day it is there at once."""
    assert published(kind, as_of="2026-11-22T23:00:00+00:00", date="2026-11-23")
    assert not published(kind, as_of="2026-11-22T22:59:59+00:00", date="2026-11-23")
    assert published(kind)


@pytest.mark.parametrize("zone", ["", "+01:00"])
def test_an_episode_appears_at_its_minute(zone):
    """``published`` is meant by the site's clock where no offset is written; its day does not matter then."""
    moment = f"2026-11-22 12:00{zone}"
    assert published("episode", published=moment)
    assert published("episode", published=moment, date="2026-12-24")
    assert not published("episode", as_of="2026-11-22T11:59:59+01:00", published=moment)
    assert not published("episode", as_of="2026-11-22T11:59:59+01:00", published=moment, date="2026-01-01")


def test_an_event_is_there_before_its_day():
    """The day of an event says since when feeds tell of it; its page is there at once."""
    assert published("event", date="2026-12-24")
    assert published("event", date="2026-12-24", start="2027-03-01 10:00", end="2027-03-01 11:00")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("article", {}), ("event", {}), ("episode", {}), ("article", {"date": "2026-01-01"})],
    ids=["article", "event", "episode", "dated"],
)
def test_a_draft_is_published_nowhere(kind, fields):
    """A draft of any kind, with a day long ago as well, appears in the preview alone."""
    assert not published(kind, draft=True, **fields)
    assert published(kind, draft=True, drafts=True, **fields)


def test_the_preview_shows_what_lies_ahead():
    """Editors see tomorrow's text today."""
    assert published("article", drafts=True, date="2027-01-01")
    assert published("episode", drafts=True, published="2027-01-01 06:00")


def referring(*others: builders.Entry) -> tuple[builders.Entry, ...]:
    """Entries, and an article that mentions each."""
    references = tuple(Reference("name", other.id, "", "x", 7 + at, 3) for at, other in enumerate(others))
    return (*others, builders.entry("article", "hier", path="docs/hier.md", body=Body(references=references)))


def test_a_reference_to_what_is_not_published_is_told():
    """A draft is hidden, what lies ahead comes on its day; what is published needs no word."""
    whole = builders.site(
        *referring(
            builders.entry("article", "entwurf", draft=True),
            builders.entry("article", "morgen", date="2026-11-23"),
            builders.entry("episode", "folge", published="2026-11-24 06:00"),
            builders.entry("article", "da"),
        )
    )
    told = build._hidden(whole, build.published_site(whole.root, whole.settings, whole.library))
    assert [(str(p.place), p.code, p.values["date"]) for p in told] == [
        ("docs/hier.md:7:3", "reference-hidden", "None"),
        ("docs/hier.md:8:3", "reference-not-yet", "2026-11-23"),
        ("docs/hier.md:9:3", "reference-not-yet", "2026-11-24 06:00:00"),
    ]


def test_what_is_hidden_itself_hides_nothing():
    """References of a draft are nobody's concern yet."""
    hidden = Body(references=(Reference("name", "entwurf", "", "x", 7, 3),))
    whole = builders.site(
        builders.entry("article", "entwurf", draft=True),
        builders.entry("article", "auch", draft=True, body=hidden),
    )
    assert not [*build._hidden(whole, build.published_site(whole.root, whole.settings, whole.library))]


def test_relations_of_the_published_site_know_nothing_else():
    """What is not published is no backlink, either."""
    whole = builders.site(
        builders.entry("topic", "ehrenamt"),
        builders.entry("article", "da", topics=["ehrenamt"]),
        builders.entry("article", "entwurf", draft=True, topics=["ehrenamt"]),
    )
    site = build.published_site(whole.root, whole.settings, whole.library)
    assert isinstance(site.relations, relations.Relations)
    assert [e.id for e in site.relations.with_topic(site.library.get("ehrenamt"))] == ["da"]


@pytest.fixture
def project(tmp_path):
    """A home page, a text of tomorrow, and a block whose topic nobody wrote."""
    return loaded.written(
        tmp_path,
        {
            "docs/index.md": loaded.page("id: home\ntitle: Start"),
            "docs/artikel/morgen.md": loaded.page("id: morgen\ntitle: Morgen\ndate: 2026-11-23"),
            "docs/bausteine/b.md": loaded.page("id: b\ntitle: B\nnumber: 1\ntopics: [nirgends]"),
        },
    )


def test_a_problem_of_one_item_stops_a_build_unless_it_may_go_on(project):
    """With ``keep_going`` the item is left out and its problem told."""
    with pytest.raises(ProblemsFound, match="name-unknown"):
        build.prepare(project, loaded.chosen())
    prepared = build.prepare(project, loaded.chosen(), keep_going=True)
    assert [entry.id for entry in prepared.site.library.entries] == ["home"]
    assert "name-unknown" in [problem.code for problem in prepared.problems]


def test_a_problem_of_the_site_stops_every_build(project):
    """What harms all pages cannot be left out."""
    (project / "docs/bausteine/c.md").write_text(
        loaded.page("id: home\ntitle: C\nnumber: 2"), encoding="utf-8"
    )
    with pytest.raises(ProblemsFound, match="id-twice"):
        build.prepare(project, loaded.chosen(), keep_going=True)


def test_what_lies_ahead_says_when_to_build_again(project):
    """The next build is due when the text of tomorrow appears, though nothing published knows of it."""
    prepared = build.prepare(project, loaded.chosen(), keep_going=True)
    assert prepared.due == dt.datetime.fromisoformat("2026-11-23T00:00:00+01:00")


def measured(folder: Path) -> str:
    """The digest of the file, by a build that remembers what the one before measured."""
    store = build_cache.BuildCache(folder / "store", {})
    facts, _ = build._remembered(store)(folder, "a.csv")
    store.save()
    store.close()
    return facts.digest


@pytest.mark.parametrize("changed", ["size", "time", "nothing"])
def test_a_file_of_another_size_or_time_is_measured_again(tmp_path, changed):
    """What is remembered of a file holds while its size and its time stay, both."""
    file = tmp_path / "a.csv"
    file.write_bytes(b"a;b\n")
    before, known = measured(tmp_path), file.stat()
    file.write_bytes(b"c;d;e\n" if changed == "size" else b"c;d\n")
    later = known.st_mtime_ns + (1_000_000_000 if changed == "time" else 0)
    os.utime(file, ns=(known.st_atime_ns, later))
    assert (measured(tmp_path) == before) is (changed == "nothing")


def test_a_file_that_vanished_is_named(tmp_path):
    """A file that cannot be read is a problem, and no traceback."""
    store = build_cache.BuildCache(tmp_path / "store", {})
    facts, problems = build._remembered(store)(tmp_path, "nie.csv")
    assert facts is None
    assert [problem.code for problem in problems] != []
    store.close()


def test_an_episode_is_left_out_with_its_recording():
    """What is wrong with a recording or its sidecar is wrong with the episode that plays it, and no other."""
    episodes = [
        builders.entry("episode", id, audio={"file": f"episodes/s/{id}.mp3"})
        for id in ("eins", "zwei", "drei")
    ]
    site = builders.site(*episodes)
    problems = (
        Problem("audio-truncated", Place("episodes/s/eins.mp3")),
        Problem("audio-facts-differ", Place("episodes/s/zwei.mp3.yml")),
    )
    kept = build._without_broken(site, problems)
    assert [entry.id for entry in kept.library.entries] == ["drei"]
    assert build._without_broken(site, ()) is site
