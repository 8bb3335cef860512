"""Whether there is anything to build: what a finished build remembers, and what makes it out of date."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from dreiklang.ground.outputs import Output
from dreiklang.ground.problems import Place, Problem
from dreiklang.publishing import up_to_date
from dreiklang.publishing.publish import publish

SINCE = dt.datetime(2026, 11, 22, 11, tzinfo=dt.UTC)
UNTIL = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
FOLDERS = ("docs", "episodes")
NOTE = Problem("note", Place("docs/a.md", 3, 5), {"count": 7})


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with a text, a recording and a picture, and a memory of its own."""
    monkeypatch.setenv("DREIKLANG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(up_to_date, "digest_of_code", lambda: "code")
    root = tmp_path / "project"
    (root / "docs/deep").mkdir(parents=True)
    (root / "media").mkdir()
    (root / "mkdocs.yml").write_text("site_name: !ENV [DK_NAME, 'DK_OTHER']\n", encoding="utf-8")
    (root / "docs/a.md").write_text("one", encoding="utf-8")
    (root / "docs/deep/b.mp3").write_bytes(b"one")
    (root / "media/c.jpg").write_bytes(b"one")
    return root


def built(root, until: dt.datetime | None = UNTIL, **changes: str) -> None:
    """Publishes a site of two files, and remembers what it was made from."""
    outputs = [Output(name, "1", lambda: b"page") for name in ("index.html", "b/index.html")]
    inputs = up_to_date.inputs(root, "mkdocs.yml", FOLDERS)
    publish(outputs, root / "site", root)
    made = up_to_date.BuildRecord(
        root / "site", inputs, FOLDERS, ("media/c.jpg",), SINCE, until, "en", (NOTE,)
    )
    up_to_date.remember(root, "mkdocs.yml", changes, made)


def current(root, as_of: dt.datetime = SINCE, config: str = "mkdocs.yml", **changes: str):
    """What a build would find."""
    return up_to_date.find_current(root, config, changes, as_of)


def rewritten(path, content: bytes) -> None:
    """Gives a file other bytes, and the times it had."""
    before = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_nothing_is_current_before_the_first_build(project):
    """Without a remembered build there is something to build."""
    assert current(project) is None


def test_a_finished_build_is_current(project):
    """It says how many files stand where, in which language it spoke, and its notes in full."""
    built(project)
    found = current(project)
    assert found is not None
    assert (found.files, found.language, found.target) == (3, "en", str(project / "site"))
    assert [(n.code, n.place, n.values) for n in found.notes] == [("note", NOTE.place, {"count": "7"})]


@pytest.mark.parametrize("path", ["docs/a.md", "mkdocs.yml"])
def test_texts_count_by_their_bytes(project, path):
    """A text with other bytes is built, though size and time are the same; one that was only touched is not."""
    text = (project / path).read_bytes()
    built(project)
    os.utime(project / path, ns=(1, 1))
    assert current(project) is not None
    rewritten(project / path, text.swapcase())
    assert current(project) is None


@pytest.mark.parametrize("form", "md yml yaml html css js vtt srt json txt".split())
def test_every_form_of_text_counts_by_its_bytes(project, form):
    """Whatever is read as a text costs no build when a checkout gives it another time."""
    path = project / f"docs/text.{form}"
    path.write_text("one", encoding="utf-8")
    built(project)
    os.utime(path, ns=(1, 1))
    assert current(project) is not None
    rewritten(path, b"two")
    assert current(project) is None


@pytest.mark.parametrize("path", ["docs/deep/b.mp3", "media/c.jpg"])
def test_media_count_by_size_and_time(project, path):
    """A recording or picture of another size or time is built."""
    built(project)
    rewritten(project / path, b"one more")
    assert current(project) is None
    built(project)
    assert current(project) is not None
    os.utime(project / path, ns=(1, 1))
    assert current(project) is None


@pytest.mark.parametrize("path", ["docs/new.md", "docs/deep/new.jpg", "episodes/first.md"])
def test_a_new_file_is_built(project, path):
    """A file that came into a content folder is noticed, even where the folder was not there before."""
    built(project)
    (project / path).parent.mkdir(exist_ok=True)
    (project / path).touch()
    assert current(project) is None


@pytest.mark.parametrize("path", ["docs/a.md", "docs/deep/b.mp3", "media/c.jpg", "mkdocs.yml"])
def test_a_file_that_is_gone_is_noticed(project, path):
    """A file that is gone is noticed, wherever it was."""
    built(project)
    (project / path).unlink()
    assert current(project) is None


def test_what_lies_beside_the_content_does_not_count(project):
    """A file outside the content folders that the site does not use leaves it as it is."""
    built(project)
    (project / "README.md").touch()
    assert current(project) is not None


@pytest.mark.parametrize("path", ["docs/deep", "docs/a.md", "docs/deep/b.mp3", "media/c.jpg"])
def test_a_link_in_its_place_is_another_file(project, path, tmp_path):
    """What has become a link out of the project is looked at again, though it reads the same."""
    built(project)
    (project / path).rename(tmp_path / "elsewhere")
    (project / path).symlink_to(tmp_path / "elsewhere")
    assert current(project) is None


def test_a_link_counts_by_what_it_leads_to(project, tmp_path):
    """A recording that lies elsewhere is looked at there."""
    (tmp_path / "elsewhere.mp3").write_bytes(b"one")
    (project / "docs/x.mp3").symlink_to(tmp_path / "elsewhere.mp3")
    built(project)
    assert current(project) is not None
    rewritten(tmp_path / "elsewhere.mp3", b"one more")
    assert current(project) is None


def test_settings_in_another_encoding_are_no_error_here(project):
    """Whoever reads them says what is wrong with them."""
    (project / "mkdocs.yml").write_bytes(b"site_name: Stra\xdfe !ENV\n")
    built(project)
    assert current(project) is not None


def test_a_link_to_nothing_counts(project, tmp_path):
    """A link whose target is missing is noticed when it comes and when its target does."""
    built(project)
    (project / "docs/x.mp3").symlink_to(tmp_path / "missing")
    assert current(project) is None
    built(project)
    assert current(project) is not None
    (tmp_path / "missing").write_bytes(b"now")
    assert current(project) is None


@pytest.mark.parametrize(
    ("as_of", "holds"),
    [
        (SINCE, True),
        (SINCE - dt.timedelta(seconds=1), False),
        (UNTIL - dt.timedelta(seconds=1), True),
        (UNTIL, False),
    ],
    ids=["the same moment", "an earlier one", "the last that holds", "the first that does not"],
)
def test_a_build_holds_until_the_site_changes_by_itself(project, as_of, holds):
    """From its own moment on to the next at which anything appears or passes, that one not included."""
    built(project)
    assert (current(project, as_of) is not None) is holds


def test_a_build_may_hold_for_ever(project):
    """Where nothing waits for its time, no moment makes a build old."""
    built(project, until=None)
    assert current(project, UNTIL) is not None


@pytest.mark.parametrize("name", ["DK_NAME", "DK_OTHER"])
def test_the_environment_counts_where_settings_read_it(project, name, monkeypatch):
    """A variable that `!ENV` names is part of the settings, listed or alone."""
    built(project)
    monkeypatch.setenv(name, "one")
    assert current(project) is None
    built(project)
    assert current(project) is not None
    monkeypatch.setenv(name, "two")
    assert current(project) is None


def test_the_rest_of_the_environment_does_not_count(project, monkeypatch):
    """A word of the settings that happens to be a variable is none without `!ENV`."""
    (project / "mkdocs.yml").write_text("site_name: DK_NAME\n", encoding="utf-8")
    built(project)
    monkeypatch.setenv("DK_NAME", "one")
    assert current(project) is not None


def test_other_code_builds_anew(project, monkeypatch):
    """What another version remembered does not count."""
    built(project)
    monkeypatch.setattr(up_to_date, "digest_of_code", lambda: "other")
    assert current(project) is None


def test_builds_of_other_settings_are_remembered_apart(project):
    """Another settings file or another target is another build."""
    built(project, site_dir="site")
    assert current(project, site_dir="site") is not None
    assert current(project, site_dir="other") is None
    assert current(project) is None
    assert current(project, config="other.yml", site_dir="site") is None


@pytest.mark.parametrize("harm", ["changed", "removed"])
def test_a_published_file_that_someone_touched_is_built(project, harm):
    """The site counts too: each of its files stands as the build left it."""
    built(project)
    page = project / "site/b/index.html"
    page.unlink()
    if harm == "changed":
        page.write_bytes(b"other")
    assert current(project) is None


def test_a_site_whose_manifest_is_lost_is_built(project, tmp_path):
    """Without the list of its files nobody knows whether the site is whole."""
    built(project)
    for manifest in (tmp_path / "cache").rglob("manifest-*.json"):
        manifest.unlink()
    assert current(project) is None


def test_a_damaged_memory_is_none(project, tmp_path):
    """Whatever stands in the place of what was remembered, there is something to build."""
    built(project)
    (place,) = (tmp_path / "cache").rglob("built-*.json")
    place.write_text("[]", encoding="utf-8")
    assert current(project) is None


def test_a_change_during_the_build_is_noticed(project):
    """What was read is remembered as it stood before: a text saved meanwhile is built next time."""
    inputs = up_to_date.inputs(project, "mkdocs.yml", FOLDERS)
    publish([Output("index.html", "1", lambda: b"page")], project / "site", project)
    (project / "docs/a.md").write_text("two", encoding="utf-8")
    made = up_to_date.BuildRecord(project / "site", inputs, FOLDERS, (), SINCE, UNTIL, "en", ())
    up_to_date.remember(project, "mkdocs.yml", {}, made)
    assert current(project) is None
