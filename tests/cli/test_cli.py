"""The command line."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from audio_samples import MADE
from conftest import run

CONFIG = """\
site_name: Probe
site_url: https://example.org/probe/
theme: {name: material}
plugins:
  - dreiklang:
      timezone: Europe/Berlin
      search: false
"""


@pytest.fixture
def project(tmp_path):
    """The smallest site."""
    (tmp_path / "docs/bausteine").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "docs/index.md").write_text("---\nid: home\ntitle: Start\n---\n\nText.\n", encoding="utf-8")
    return tmp_path


def block(project, text: str) -> None:
    """Writes a building block."""
    (project / "docs/bausteine/b.md").write_text(text, encoding="utf-8")


def test_the_smallest_site_builds(project):
    """A settings file and a home page are enough for a site with every overview."""
    run("dreiklang", "build", cwd=project)
    page = (project / "site/index.html").read_text(encoding="utf-8")
    assert "<title>" in page
    assert (project / "site/404.html").is_file()


def test_a_problem_ends_with_status_1_and_leaves_the_site(project):
    """A problem is named at its place with its cure; status 1; no traceback; the old site untouched."""
    run("dreiklang", "build", cwd=project)
    before = (project / "site/index.html").stat()
    block(project, "---\nid: b\ntitel: Falsch\nnumber: 1\n---\n\nText.\n")
    done = run("dreiklang", "build", cwd=project, ok=False)
    assert done.returncode == 1
    assert "docs/bausteine/b.md:3:1" in done.stderr
    assert "title" in done.stderr
    assert "Traceback" not in done.stderr
    after = (project / "site/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_keep_going_leaves_out_only_what_is_broken(project):
    """With --keep-going the rest is published, and the status still says that something is wrong."""
    block(project, "---\nid: b\ntitle: B\nnumber: 1\ntopics: [nirgends]\n---\n\nText.\n")
    done = run("dreiklang", "build", "--keep-going", cwd=project, ok=False)
    assert done.returncode == 1
    assert (project / "site/index.html").is_file()
    assert not (project / "site/bausteine/b/index.html").exists()


def test_keep_going_leaves_out_an_episode_whose_recording_is_broken(project):
    """What is wrong with a recording or its sidecar is wrong with the episode that plays it."""
    season = project / "episodes/s"
    season.mkdir(parents=True)
    show = "title: Show\nsummary: Töne.\nauthor: R\nowner: {name: R, email: r@example.org}\ncategories: [Government]\n"
    cover = (
        "cover: {file: cover.png, alt: Tür, credit: N. Lind}\nguid: 6ad53c25-29a4-50d4-aa38-2b88a6aeaa44\n"
    )
    Image.new("RGB", (1400, 1400)).save(project / "episodes/cover.png")
    (project / "episodes/index.md").write_text(f"---\nid: show\n{show}{cover}---\n", encoding="utf-8")
    (season / "index.md").write_text("---\nid: s\ntitle: S\nnumber: 1\n---\n", encoding="utf-8")
    for name, length in (("gut", 6367), ("falsch", 1), ("halb", 3000)):
        recording = (MADE / "ton.mp3").read_bytes()
        (season / f"{name}.mp3").write_bytes(recording[:3000] if name == "halb" else recording)
        (season / f"{name}.mp3.yml").write_text(f"length: {length}\nseconds: 1\n", encoding="utf-8")
        fields = f"id: {name}\ntitle: {name}\npublished: 2026-10-01 06:00\naudio: {{file: {name}.mp3}}"
        reason = "no_transcript: {reason: Ein Ton., date: 2026-10-01}"
        (season / f"{name}.md").write_text(f"---\n{fields}\n{reason}\n---\n", encoding="utf-8")
    done = run("dreiklang", "build", "--keep-going", cwd=project, ok=False)
    assert done.returncode == 1
    assert (project / "site/podcast/staffel-1/gut/index.html").is_file(), done.stderr
    assert not (project / "site/podcast/staffel-1/falsch").exists()
    assert not (project / "site/podcast/staffel-1/halb").exists()


@pytest.mark.parametrize(("language", "word"), [("de", "Meinten Sie"), ("en", "Did you mean")])
def test_problems_speak_german_and_english(project, language, word):
    """Messages come in the language asked for."""
    block(project, "---\nid: b\ntitle: B\nnumber: 1\nsumary: x\n---\n\nText.\n")
    done = run("dreiklang", "check", "--lang", language, cwd=project, ok=False)
    assert word in done.stderr
    assert "summary" in done.stderr


def test_problems_for_other_programs(project):
    """As JSON each problem has code, severity, file, line, column, message and fix; for GitHub a command."""
    block(project, "---\nid: b\ntitle: B\n---\n\nText.\n")
    (problem,) = json.loads(run("dreiklang", "check", "--format", "json", cwd=project, ok=False).stdout)
    assert {"code", "severity", "file", "line", "column", "message", "fix"} == problem.keys()
    assert problem["file"] == "docs/bausteine/b.md"
    github = run("dreiklang", "check", "--format", "github", cwd=project, ok=False).stdout
    assert github.startswith("::error file=docs/bausteine/b.md,line=1,")


def test_a_second_build_changes_nothing(project):
    """Building the same content again says so and leaves the site alone."""
    run("dreiklang", "build", cwd=project)
    before = (project / "site").stat().st_ino
    done = run("dreiklang", "build", cwd=project)
    assert "Nichts hat sich geändert" in done.stdout
    assert (project / "site").stat().st_ino == before


def test_the_same_input_gives_the_same_bytes(project):
    """Time zone, locale and hash seed of the machine do not reach the site."""
    block(project, "---\nid: b\ntitle: B\nnumber: 1\ndate: 2026-01-01\n---\n\n## Eins\n\nText.\n")
    sites = []
    for name, zone, seed in (("one", "Pacific/Auckland", "1"), ("two", "America/Lima", "2")):
        run(
            "dreiklang",
            "build",
            "-d",
            name,
            cwd=project,
            TZ=zone,
            PYTHONHASHSEED=seed,
            LC_ALL="C",
            DREIKLANG_CACHE=str(project / f".{name}"),
        )
        sites.append(
            {
                str(f.relative_to(project / name)): f.read_bytes()
                for f in (project / name).rglob("*")
                if f.is_file()
            }
        )
    assert sites[0] == sites[1]


def test_the_environment_gives_the_same_bytes_under_both_hosts(project):
    """What `!ENV` names is part of the site, whoever builds it; another value is another site."""
    config = CONFIG.replace("Probe", "!ENV [DK_NAME, Ersatz]").replace("false", "!ENV [DK_SEARCH, false]")
    config = config.replace("https://example.org/probe/", "!ENV DK_URL")
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    url = {"DK_URL": "https://example.org/anderswo/"}
    run("mkdocs", "build", "--strict", "-d", "theirs", cwd=project, DK_NAME="Portal", **url)
    for name, shown in (("Portal", "Portal"), ("Amt", "Amt"), ("", "")):
        set_to = {"DK_NAME": name} if name else {}
        done = run("dreiklang", "build", "-d", "ours", cwd=project, **url, **set_to)
        assert "Nichts hat sich geändert" not in done.stdout
        page = (project / "ours/index.html").read_text(encoding="utf-8")
        assert f"<title>{shown or 'Ersatz'}</title>" in page
        assert "https://example.org/anderswo/" in page
        if name == "Portal":
            files = [f for f in (project / "theirs").rglob("*") if f.is_file()]
            pairs = [(f, project / "ours" / f.relative_to(project / "theirs")) for f in files]
            assert [f.name for f, same in pairs if f.read_bytes() != same.read_bytes()] == []


def test_missing_settings_are_a_problem(tmp_path):
    """Without mkdocs.yml the message says what is missing, without a traceback."""
    done = run("dreiklang", "build", cwd=tmp_path, ok=False)
    assert done.returncode == 1
    assert "mkdocs.yml" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("moment", ["gestern", "9999-12-31", "0001-01-01T00:00+14:00", "99999-01-01"])
@pytest.mark.parametrize(("language", "word"), [("de", "ist kein Zeitpunkt"), ("en", "is not a moment")])
def test_an_unreadable_moment_is_named(project, moment, language, word):
    """A clock that cannot be set is named with the way to write it, whoever set it."""
    done = run("dreiklang", "build", "--as-of", moment, "--lang", language, cwd=project, ok=False)
    assert done.returncode == 2
    assert word in done.stderr
    assert moment in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("epoch", ["morgen", "9" * 30, "-99999999999"])
@pytest.mark.parametrize("program", ["dreiklang", "mkdocs"])
def test_an_unreadable_epoch_is_named(project, program, epoch):
    """SOURCE_DATE_EPOCH that is no number of seconds is named, under MkDocs too."""
    done = run(program, "build", cwd=project, ok=False, SOURCE_DATE_EPOCH=epoch)
    assert done.returncode in (1, 2)
    assert "ist kein Zeitpunkt" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("program", ["dreiklang", "mkdocs"])
def test_own_robots_win(project, program):
    """A robots.txt in docs takes the place of ours."""
    (project / "docs/robots.txt").write_text("User-agent: x\n", encoding="utf-8")
    run(program, "build", cwd=project)
    assert (project / "site/robots.txt").read_text(encoding="utf-8") == "User-agent: x\n"


def test_new_links_are_noticed(project, tmp_path_factory):
    """A second build looks again when a folder, or all of docs, has become a link out of the project."""
    outside = tmp_path_factory.mktemp("outside")
    run("dreiklang", "build", cwd=project)
    (project / "docs/extern").symlink_to(outside)
    done = run("dreiklang", "build", cwd=project, ok=False)
    assert (done.returncode, "docs/extern:1:1" in done.stderr) == (1, True)
    (project / "docs/extern").unlink()
    (project / "docs").rename(outside / "docs")
    (project / "docs").symlink_to(outside / "docs")
    done = run("dreiklang", "build", cwd=project, ok=False)
    assert (done.returncode, "docs:1:1" in done.stderr) == (1, True)


def test_a_future_page_appears_when_its_day_comes(project):
    """A page dated in the future is published by the first build whose clock has reached it."""
    block(project, "---\nid: b\ntitle: B\nnumber: 1\ndate: 2026-12-24\n---\n\nText.\n")
    page = project / "site/bausteine/b/index.html"
    run("dreiklang", "build", "--as-of", "2026-12-23T23:30+01:00", cwd=project)
    assert not page.exists()
    run("dreiklang", "build", "--as-of", "2026-12-24T00:30+01:00", cwd=project)
    assert page.exists()


def test_due_prints_the_next_moment_alone(project):
    """`due` says when the site changes by itself: the day of a future page, then the next year."""
    block(project, "---\nid: b\ntitle: B\nnumber: 1\ndate: 2026-12-01\n---\n\nText.\n")
    printed = [
        run("dreiklang", "due", "--as-of", moment, cwd=project).stdout
        for moment in ("2026-11-26T12:00+01:00", "2026-12-01T00:00+01:00")
    ]
    assert printed == ["2026-12-01T00:00+01:00\n", "2027-01-01T00:00+01:00\n"]
