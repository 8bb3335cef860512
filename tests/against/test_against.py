"""What was published keeps its identity, its address and its times: `dreiklang check --against`."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import json
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from conftest import ROOT, run
from dreiklang import against, build, settings
from dreiklang.ground.problems import Problem, Severity

AS_OF = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
CONFIG = """\
site_name: Probe
site_url: https://example.org/probe/
theme: {name: material}
plugins:
  - dreiklang:
      timezone: Europe/Berlin
      search: false
"""
SHOW = """\
id: show
title: Zwischen Tür und Amt
author: Redaktion
owner: {name: Redaktion, email: redaktion@example.org}
categories: [Government]
cover: {file: cover.png, alt: Drei Bögen, credit: N. Lind, licence: CC BY 4.0}
guid: 6ad53c25-29a4-50d4-aa38-2b88a6aeaa44
"""
EPISODE = """\
id: {id}
title: {title}
published: {published}
audio: {{url: "https://cdn.example/{id}.mp3", length: 1000, seconds: 60}}
no_transcript: {{reason: Folgt., date: 2026-01-01}}
"""
EVENT = """\
id: fachtag
title: Fachtag
date: 2026-09-01
start: 2026-12-03 10:00
end: 2026-12-03 16:00
venue: {name: Rathaus, town: Kiel}
"""


def text(path: Path, fields: str) -> None:
    """Writes a text with front matter."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{fields}---\n\nText.\n", encoding="utf-8")


def episode(id: str, title: str = "Der Anfang", published: str = "2026-10-01 06:00") -> str:
    """An episode's front matter."""
    return EPISODE.format(id=id, title=title, published=published)


def git(root: Path, *arguments: str) -> str:
    """Runs git as somebody."""
    who = ["-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path) -> Path:
    """A committed site with two pages, an episode and an event."""
    root = tmp_path / "project"
    text(root / "docs/index.md", "id: home\ntitle: Start\n")
    text(root / "docs/bausteine/a.md", "id: rollen\ntitle: Rollen klären\nnumber: 1\n")
    text(root / "episodes/index.md", SHOW)
    text(root / "episodes/staffel-1/index.md", "id: staffel-1\ntitle: Anfangen\nnumber: 1\n")
    text(root / "episodes/staffel-1/anfang.md", episode("anfang"))
    text(root / "events/fachtag.md", EVENT)
    shutil.copy(ROOT / "tests/samples/good-episode-remote/episodes/cover.png", root / "episodes/cover.png")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Stand")
    return root


def found(root: Path, source: str = "HEAD") -> tuple[Problem, ...]:
    """What a comparison says."""
    return against.check(build.examine(root, settings.load(root, AS_OF)), source)


def one(root: Path, source: str = "HEAD") -> Problem:
    """The only finding."""
    (problem,) = found(root, source)
    return problem


def change(path: Path, *pairs: tuple[str, str]) -> None:
    """Replaces parts of a text; each must be there."""
    written = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in written
        written = written.replace(old, new)
    path.write_text(written, encoding="utf-8")


@pytest.fixture
def served():
    """Serves a folder on the loopback and gives its address."""
    started = []

    def serve(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in started:
        server.shutdown()
        server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


def test_unchanged_and_new_content_needs_nothing(project):
    """The same content, and content that is new, has no finding: parallel additions do not conflict."""
    assert found(project) == ()
    text(project / "episodes/staffel-1/neu.md", episode("neu", "Das Neue"))
    text(project / "events/neu.md", EVENT.replace("fachtag", "neu").replace("Fachtag", "Neu"))
    assert found(project) == ()


def test_a_changed_guid_names_the_line_to_write(project):
    """An episode whose GUID changed is named at its line with the old GUID to write back."""
    path = project / "episodes/staffel-1/anfang.md"
    change(path, ("published:", "guid: alt-1\npublished:"))
    git(project, "commit", "-qam", "Alt")
    change(path, ("guid: alt-1", "guid: neu-1"))
    problem = one(project)
    assert (problem.code, problem.severity) == ("against-guid-changed", Severity.SITE)
    assert str(problem.place) == "episodes/staffel-1/anfang.md:4:1"
    assert "guid: alt-1" in problem.fix("de")
    assert "guid: alt-1" in problem.fix("en")


def test_a_changed_guid_of_the_show_is_one_finding(project):
    """The show's GUID is frozen; the episodes' GUIDs that follow from it are not named one by one."""
    change(project / "episodes/index.md", ("6ad53c25", "7ad53c25"))
    problem = one(project)
    assert problem.code == "against-show-guid"
    assert "guid: 6ad53c25-29a4-50d4-aa38-2b88a6aeaa44" in problem.fix("de")


def test_a_changed_id_is_named_with_the_old_one(project):
    """A new id for an old episode or event is told to write the old id again."""
    change(project / "episodes/staffel-1/anfang.md", ("id: anfang", "id: beginn"))
    change(project / "events/fachtag.md", ("id: fachtag", "id: tagung"))
    fixes = {p.place.file: p.fix("de") for p in found(project) if p.code == "against-id-changed"}
    assert "id: anfang" in fixes["episodes/staffel-1/anfang.md"]
    assert "id: fachtag" in fixes["events/fachtag.md"]


def test_an_episode_does_not_vanish(project):
    """A removed episode is named where it stood; its address taken over by another page settles it."""
    (project / "episodes/staffel-1/anfang.md").unlink()
    codes = {p.code: p for p in found(project)}
    assert set(codes) == {"against-episode-vanished", "against-address-vanished"}
    assert codes["against-episode-vanished"].place.file == "episodes/staffel-1/anfang.md"
    season = project / "episodes/staffel-1/index.md"
    change(season, ("number: 1", "number: 1\nformer_addresses: [podcast/staffel-1/anfang/]"))
    assert found(project) == ()


def test_a_draft_has_vanished_too(project):
    """An episode that was published and is a draft now is gone for everyone who listens."""
    change(project / "episodes/staffel-1/anfang.md", ("published:", "draft: true\npublished:"))
    assert "against-episode-vanished" in {p.code for p in found(project)}


def test_a_recording_keeps_its_address(project):
    """A recording at another address of its host is an error; one that moved to another host is told once."""
    path = project / "episodes/staffel-1/anfang.md"
    change(path, ("cdn.example/anfang.mp3", "cdn.example/anfang-2.mp3"))
    assert one(project).code == "against-enclosure-changed"
    change(path, ("cdn.example/anfang-2.mp3", "audio.example/anfang.mp3"))
    problem = one(project)
    assert (problem.code, problem.severity) == ("against-recordings-moved", Severity.NOTE)


def test_a_measuring_prefix_changes_no_recording(project):
    """A counting service before the address is the same recording."""
    path = project / "episodes/staffel-1/anfang.md"
    change(path, ("https://cdn.example", "https://op3.example/e/https://cdn.example"))
    assert found(project) == ()


def test_no_new_episode_takes_the_recording_of_an_old_one(project):
    """A new episode at an address that apps know as another recording is an error."""
    text(project / "episodes/staffel-1/neu.md", episode("neu").replace("/neu.mp3", "/anfang.mp3"))
    problem = one(project)
    assert problem.code == "against-enclosure-reused"
    assert problem.place.file == "episodes/staffel-1/neu.md"


def test_no_new_episode_takes_the_guid_of_an_old_one(project):
    """A file that was emptied for another episode keeps the GUID that apps have heard already."""
    other = episode("anfang", "Ganz anders", "2026-11-01 06:00").replace("anfang.mp3", "anders.mp3")
    text(project / "episodes/staffel-1/anfang.md", other)
    assert one(project).code == "against-guid-reused"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("start: 2026-12-03 10:00", "start: 2026-12-03 09:00", "start"),
        ("end: 2026-12-03 16:00", "end: 2026-12-03 17:00", "end"),
        ("name: Rathaus", "name: Bücherei", "place"),
        ("venue:", "online: https://treffen.example/\nvenue:", "place"),
        ("title: Fachtag", "title: Fachtag\nstatus: postponed", "status"),
    ],
)
def test_a_change_of_an_event_needs_a_dated_entry(project, old, new, field):
    """A changed time, place or state without an entry is an error that gives the entry to paste."""
    path = project / "events/fachtag.md"
    change(path, (old, new))
    problem = next(p for p in found(project) if p.code == "against-event-changed")
    assert problem.values["field"] == field
    assert problem.place.file == "events/fachtag.md"
    entry = problem.fix("de").partition("\n")[2]
    assert "date: 2026-11-22" in entry
    change(path, ("venue:", f"{entry}\nvenue:"))
    assert found(project) == ()


def test_every_change_needs_its_own_word(project):
    """An entry about the place does not tell of a new time."""
    entry = "changes: [{date: 2026-11-22, field: place, text: Neuer Ort.}]\nvenue:"
    change(project / "events/fachtag.md", ("10:00", "09:00"), ("venue:", entry), ("Rathaus", "Bücherei"))
    assert one(project).values["field"] == "start"


WEEKLY = """\
repeats:
  rule: FREQ=WEEKLY
  until: 2027-01-14
  changed:
    - {date: 2026-12-17, start: 2026-12-18 10:00}
"""
"""Thursdays from 3 December on; the third is on Friday, the last two are in January."""


@pytest.fixture
def weekly(project) -> Path:
    """The text of a recurring event, committed."""
    path = project / "events/fachtag.md"
    change(path, ("venue:", f"{WEEKLY}venue:"))
    git(project, "commit", "-qam", "Jede Woche")
    return path


@pytest.mark.parametrize(
    ("old", "new", "before"),
    [
        ("start: 2026-12-18 10:00", "cancelled: true", "Freitag, 18. Dezember 2026, 10:00 Uhr"),
        ("start: 2026-12-18 10:00", "start: 2026-12-18 11:00", "Freitag, 18. Dezember 2026, 10:00 Uhr"),
        ("  changed:", "  without: [2026-12-24]\n  changed:", "Donnerstag, 24. Dezember 2026, 10:00 Uhr"),
        ("until: 2027-01-14", "until: 2026-12-31", "Donnerstag, 7. Januar 2027, 10:00 Uhr; Donnerstag, 14. Januar 2027, 10:00 Uhr"),
        ("FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "Donnerstag, 10. Dezember 2026, 10:00 Uhr; Donnerstag, 24. Dezember 2026, 10:00 Uhr; Donnerstag, 7. Januar 2027, 10:00 Uhr"),
        ("    - {date: 2026-12-17", "    - {date: 2026-12-03, cancelled: true}\n    - {date: 2026-12-17",
         "Donnerstag, 3. Dezember 2026, 10:00 Uhr"),
    ],
)  # fmt: skip
def test_a_changed_date_of_many_needs_a_dated_entry(weekly, old, new, before):
    """A date that vanished, moved or was cancelled without an entry is an error that gives the entry to paste."""
    root = weekly.parents[1]
    change(weekly, (old, new))
    problem = one(root)
    assert (problem.code, problem.values["field"]) == ("against-event-changed", "dates")
    assert problem.values["before_de"] == before
    assert problem.place.line > 1
    entry = problem.fix("de").partition("\n")[2]
    assert "field: dates" in entry
    change(weekly, ("venue:", f"{entry}\nvenue:"))
    assert found(root) == ()


def test_dates_of_the_past_are_not_rewritten(weekly):
    """What subscribers saw last month does not change in silence either."""
    change(weekly, ("start: 2026-12-18 10:00", "start: 2026-12-19 10:00"))
    root = weekly.parents[1]
    later = settings.load(root, AS_OF.replace(year=2028))
    (problem,) = against.check(build.examine(root, later), "HEAD")
    assert problem.values["field"] == "dates"


def test_more_dates_need_nothing(weekly):
    """A series that goes on is new, and new content needs no entry."""
    change(weekly, ("until: 2027-01-14", "until: 2027-02-25"))
    assert found(weekly.parents[1]) == ()


def test_what_comes_again_no_more_tells_it(weekly):
    """Without its rule an event has one date; the others have vanished."""
    change(weekly, (WEEKLY, ""))
    assert (
        one(weekly.parents[1])
        .values["before_de"]
        .startswith("Donnerstag, 10. Dezember 2026, 10:00 Uhr; Freitag, 18. Dezember 2026, 10:00 Uhr")
    )


def test_another_hour_for_all_dates_is_one_change(weekly):
    """Who moves all dates says so once, as a new begin."""
    root = weekly.parents[1]
    change(weekly, ("start: 2026-12-03 10:00", "start: 2026-12-03 09:00"))
    assert one(root).values["field"] == "start"
    change(weekly, ("venue:", "changes: [{date: 2026-11-22, field: start, text: Eine Stunde eher.}]\nvenue:"))
    assert found(root) == ()


def test_ledgers_of_the_first_form_are_read(project, tmp_path):
    """A site published before events came again says nothing about dates, and is compared all the same."""
    change(project / "events/fachtag.md", ("venue:", f"{WEEKLY}venue:"))
    folder = tmp_path / "published"
    build.build(project, settings.load(project, AS_OF, site_dir=str(folder)))
    ledger = folder / "veranstaltungen/events.json"
    data = json.loads(ledger.read_text(encoding="utf-8"))
    data["version"] = 1
    del data["items"][0]["dates"]
    ledger.write_text(json.dumps(data), encoding="utf-8")
    assert found(project, str(folder)) == ()
    change(project / "events/fachtag.md", ("FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2"))
    assert found(project, str(folder)) == ()
    change(project / "events/fachtag.md", ("end: 2026-12-03 16:00", "end: 2026-12-03 17:00"))
    assert one(project, str(folder)).values["field"] == "end"


def test_an_event_with_a_date_to_come_does_not_vanish(weekly):
    """A recurring event that began long ago is still to come."""
    weekly.unlink()
    root = weekly.parents[1]
    later = settings.load(root, AS_OF.replace(year=2027, month=1, day=4))
    problems = {p.code: p for p in against.check(build.examine(root, later), "HEAD")}
    assert problems["against-event-vanished"].values["date"] == "2027-01-07"


def test_entries_of_changes_stay(project):
    """A removed entry would let SEQUENCE fall, and calendars would ignore every later change."""
    path = project / "events/fachtag.md"
    change(path, ("venue:", "changes: [{date: 2026-11-01, text: Raum.}]\nvenue:"))
    git(project, "commit", "-qam", "Raum")
    change(path, ("changes: [{date: 2026-11-01, text: Raum.}]\n", ""))
    assert one(project).code == "against-changes-removed"


def test_an_event_to_come_is_cancelled_and_never_deleted(project):
    """A vanished future event is an error that says how to cancel it; a past one only loses its page."""
    (project / "events/fachtag.md").unlink()
    problem = next(p for p in found(project) if p.code == "against-event-vanished")
    assert problem.place.file == "events/fachtag.md"
    assert "status: cancelled" in problem.fix("de")
    later = settings.load(project, AS_OF.replace(year=2027))
    codes = [p.code for p in against.check(build.examine(project, later), "HEAD")]
    assert codes == ["against-address-vanished"]


def test_uids_keep_their_domain(project):
    """A site that moves without uid_domain is told the domain to write, once."""
    change(project / "mkdocs.yml", ("https://example.org/probe/", "https://neu.example/"))
    problems = {p.code: p for p in found(project)}
    assert "uid_domain: example.org" in problems["against-uid-domain"].fix("de")
    assert problems["against-feed-elsewhere"].severity is Severity.NOTE
    assert set(problems) == {"against-uid-domain", "against-feed-elsewhere"}


def test_a_moved_page_names_its_former_address(project):
    """A page at another address is told the line that makes the old one lead on."""
    change(project / "docs/bausteine/a.md", ("title:", "former_addresses: [x/]\ntitle:"))
    (project / "docs/bausteine/a.md").rename(project / "docs/a.md")
    change(project / "docs/a.md", ("number: 1\n", ""))
    problem = one(project)
    assert problem.code == "against-address-moved"
    assert problem.place.file == "docs/a.md"
    assert 'former_addresses: ["bausteine/rollen/"]' in problem.fix("de")
    change(project / "docs/a.md", ("[x/]", "[x/, bausteine/rollen/]"))
    assert found(project) == ()


def test_the_feeds_address_is_frozen(project):
    """Another word for the podcast moves its feed: an error at the podcast."""
    change(project / "mkdocs.yml", ("search: false", "search: false\n      addresses: {podcast: hoeren}"))
    problem = next(p for p in found(project) if p.code == "against-feed-moved")
    assert "podcast/feed.xml" in problem.fix("de")


def test_what_cannot_be_read_has_not_vanished(project):
    """A text with a mistake of its own is named for that, and not as vanished."""
    change(project / "episodes/staffel-1/anfang.md", ("published:", "publisht:"))
    (project / "events/fachtag.md").write_text("---\nid: [\n---\n", encoding="utf-8")
    assert found(project) == ()


def test_a_built_site_is_as_good_as_git(project, served, tmp_path):
    """A folder and an address of a built site, and its feed, tell the same as git does."""
    run("dreiklang", "build", "-d", str(tmp_path / "out"), cwd=project)
    address = served(tmp_path / "out")
    sources = (str(tmp_path / "out"), address)
    assert [found(project, source) for source in (*sources, f"{address}podcast/feed.xml")] == [()] * 3
    change(project / "episodes/staffel-1/anfang.md", ("published:", "guid: neu\npublished:"))
    change(project / "events/fachtag.md", ("10:00", "09:00"))
    (project / "docs/bausteine/a.md").unlink()
    for source in sources:
        codes = sorted(p.code for p in found(project, source))
        lists = [c for c in codes if c == "against-list-vanished"]
        assert [c for c in codes if c not in lists] == [
            "against-address-vanished", "against-event-changed", "against-guid-changed",
        ]  # fmt: skip
    assert one(project, f"{address}podcast/feed.xml").code == "against-guid-changed"


def test_a_source_that_cannot_be_read_is_a_problem(project, served, tmp_path):
    """An unknown reference, an empty folder or site and a wrong ledger are named with the way out."""
    empty, wrong = tmp_path / "empty", tmp_path / "wrong"
    (wrong / "podcast").mkdir(parents=True)
    empty.mkdir()
    (empty / "index.html").write_text("<html></html>", encoding="utf-8")
    wrong_ledger = wrong / "podcast/episodes.json"
    wrong_ledger.write_text(json.dumps({"version": 99, "items": []}), encoding="utf-8")
    assert one(project, "no-such-branch").code == "against-unknown"
    assert one(project, "--output=x").code == "against-unknown"
    assert one(project, str(empty)).code == "against-nothing"
    assert one(project, served(empty)).code == "against-nothing"
    assert one(project, "http://127.0.0.1:9/").code == "feed-unreachable"
    for broken in (
        {"version": 99, "items": []},
        {"version": 1, "items": [1]},
        {"version": 1, "items": [{"guid": 1}]},
    ):
        wrong_ledger.write_text(json.dumps(broken), encoding="utf-8")
        assert one(project, str(wrong)).code == "against-unusable"
    wrong_ledger.write_text("[" * 100_000, encoding="utf-8")
    assert one(project, str(wrong)).code == "against-unusable"


def test_nothing_of_a_reference_runs(project, tmp_path):
    """Filters, hooks, links, tags and extensions that a commit brings are not followed, run or loaded."""
    canary = tmp_path / "canary"
    (project / "docs/evil.py").write_text(f"open({str(canary)!r}, 'w')", encoding="utf-8")
    (project / "evil.py").write_text(f"open({str(canary)!r}, 'w')", encoding="utf-8")
    (project / ".gitattributes").write_text("*.md filter=evil export-ignore\n", encoding="utf-8")
    (project / "docs/link.md").symlink_to("/etc/hostname")
    change(project / "mkdocs.yml", ("theme:", "hooks: [evil.py]\nmarkdown_extensions: [evil]\ntheme:"))
    git(project, "add", ".")
    git(project, "commit", "-qm", "Böse")
    git(project, "config", "filter.evil.smudge", f"touch {canary}")
    git(project, "checkout", "-q", "HEAD~1")
    assert found(project, "main") == ()
    assert not canary.exists()


def test_the_command_ends_with_status_1(project):
    """Findings join the other problems in every form, and end the command with status 1."""
    assert run("dreiklang", "check", "--against", "HEAD", cwd=project).returncode == 0
    change(project / "events/fachtag.md", ("10:00", "09:00"))
    done = run("dreiklang", "check", "--against", "HEAD", "--format", "json", cwd=project, ok=False)
    assert done.returncode == 1
    assert "against-event-changed" in {problem["code"] for problem in json.loads(done.stdout)}
    github = run("dreiklang", "check", "--against", "HEAD", "--format", "github", cwd=project, ok=False)
    assert "::error file=events/fachtag.md,line=" in github.stdout


def test_an_archive_that_is_empty_now_has_not_moved(project, tmp_path):
    """Where an event loses a topic, the topic's archive goes; its page must not answer for it, as feeds go too."""
    text(project / "docs/themen/ehrenamt.md", "id: ehrenamt\ntitle: Ehrenamt\n")
    change(project / "events/fachtag.md", ("venue:", "topics: [ehrenamt]\nvenue:"))
    run("dreiklang", "build", "-d", str(tmp_path / "out"), cwd=project)
    change(project / "events/fachtag.md", ("topics: [ehrenamt]\n", ""))
    problems = found(project, str(tmp_path / "out"))
    assert {problem.code for problem in problems} == {"against-list-vanished"}
    assert "veranstaltungen/thema/ehrenamt/" in {problem.values["old"] for problem in problems}
