"""Publishing: built beside, swapped in as a whole."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from dreiklang import memory, publish, workers
from dreiklang.outputs import Bundle, Output, digest
from dreiklang.problems import ProblemsFound


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty project with a memory of its own."""
    monkeypatch.setenv("DREIKLANG_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "project"
    root.mkdir()
    return root


def output(path: str, text: str) -> Output:
    """An output whose key is its text."""
    return Output(path, text, lambda: text.encode())


def files(folder) -> dict[str, str]:
    """All published files with their text, the marker left out."""
    found = {str(f.relative_to(folder)): f.read_text() for f in folder.rglob("*") if f.is_file()}
    found.pop(publish.MARKER, None)
    return found


def test_all_outputs_are_written(project):
    """Every output becomes a file at its path."""
    publish.publish([output("index.html", "a"), output("x/index.html", "b")], project / "site", project)
    assert files(project / "site") == {"index.html": "a", "x/index.html": "b"}


def test_what_vanished_is_removed(project):
    """A file that is no longer an output is gone from the site."""
    publish.publish([output("index.html", "a"), output("old.html", "b")], project / "site", project)
    publish.publish([output("index.html", "a")], project / "site", project)
    assert files(project / "site") == {"index.html": "a"}


def test_unchanged_outputs_are_not_made_again(project):
    """An output whose key was published before is kept, not made."""
    publish.publish([output("index.html", "a"), output("b.html", "b")], project / "site", project)

    def never() -> bytes:
        raise AssertionError("made again")

    report = publish.publish(
        [Output("index.html", "a", never), output("b.html", "new")], project / "site", project
    )
    assert (report.made, report.kept) == (["b.html"], 2)
    assert files(project / "site") == {"index.html": "a", "b.html": "new"}


def makers(project, monkeypatch, outputs: list[tuple[str, str | None, str]]) -> dict[str, int]:
    """Which process makes each output, two workers at hand; outputs are path, source and kind."""
    monkeypatch.setattr(workers, "count", lambda items: 2)
    made = [
        Output(path, path, lambda: str(os.getpid()).encode(), source, kind) for path, source, kind in outputs
    ]
    publish.publish(made, project / "site", project)
    return {path: int(text) for path, text in files(project / "site").items()}


@pytest.mark.skipif(sys.platform != "linux", reason="only there work is spread")
def test_one_of_each_kind_is_made_before_the_workers_begin(project, monkeypatch):
    """The first of several outputs of a kind makes ready what workers inherit; all others are theirs."""
    kinds = [*["page", "event"] * 30, "home", ""]
    made = makers(project, monkeypatch, [(f"{n:02}.html", None, kind) for n, kind in enumerate(kinds)])
    assert {path for path, process in made.items() if process == os.getpid()} == {"00.html", "01.html"}


@pytest.mark.skipif(sys.platform != "linux", reason="only there work is spread")
def test_what_comes_from_one_source_is_made_by_one_worker(project, monkeypatch):
    """A page and the files of its text are made by one process, wherever they stand in the list."""
    listed = [(f"{form}/{number}", f"{number:02}.md", "") for form in "abcdef" for number in range(20)]
    made = makers(project, monkeypatch, listed)
    processes = [{made[f"{form}/{number}"] for form in "abcdef"} for number in range(20)]
    assert [len(found) for found in processes] == [1] * 20
    assert os.getpid() not in made.values()


def test_a_file_changed_by_hand_is_made_again(project):
    """What somebody changed in the published folder is put right by the next build."""
    publish.publish([output("index.html", "a")], project / "site", project)
    (project / "site/index.html").write_text("tampered")
    publish.publish([output("index.html", "a")], project / "site", project)
    assert files(project / "site") == {"index.html": "a"}


def test_an_unchanged_site_is_left_alone(project):
    """When nothing changed the published folder is not replaced."""
    publish.publish([output("index.html", "a")], project / "site", project)
    before = (project / "site").stat().st_ino
    report = publish.publish([output("index.html", "a")], project / "site", project)
    assert report.changed is False
    assert (project / "site").stat().st_ino == before


def test_a_failed_output_leaves_the_old_site(project):
    """When making an output fails, the site stays as it was and nothing is left beside it."""
    publish.publish([output("index.html", "a")], project / "site", project)

    def fail() -> bytes:
        raise OSError("disk full")

    with pytest.raises(ProblemsFound, match=r"disk full.*site-not-written"):
        publish.publish([output("index.html", "b"), Output("c", "c", fail)], project / "site", project)
    assert files(project / "site") == {"index.html": "a"}
    assert [p.name for p in project.iterdir()] == ["site"]


def test_a_foreign_folder_is_refused(project, tmp_path):
    """A folder with files that we did not make is never replaced."""
    foreign = tmp_path / "photos"
    foreign.mkdir()
    (foreign / "canary.jpg").write_text("mine")
    with pytest.raises(ProblemsFound, match="target-not-ours"):
        publish.publish([output("index.html", "a")], foreign, project)
    assert files(foreign) == {"canary.jpg": "mine"}


def test_two_outputs_for_one_path_are_refused(project):
    """Two outputs that claim one path are a problem, not a silent last one wins."""
    with pytest.raises(ProblemsFound, match="output-twice"):
        publish.publish([output("a", "1"), output("a", "2")], project / "site", project)
    assert not (project / "site").exists()


def test_two_builds_at_once_are_refused(project):
    """While one build holds the site a second one is told to wait."""
    target = project / "site"
    name = f"manifest-site-{digest(str(target.resolve()))[:8]}.lock"
    with memory.lock(memory.folder(project) / name) as free:
        assert free
        with pytest.raises(ProblemsFound, match="build-running"):
            publish.publish([output("a", "1")], target, project)


def test_an_interrupted_swap_is_recovered(project):
    """A site that an interrupted swap left aside is put back before the next build."""
    publish.publish([output("index.html", "a")], project / "site", project)
    (project / "site").rename(project / ".site.previous")
    publish.prepare(project / "site", project)
    assert files(project / "site") == {"index.html": "a"}


def test_swap_without_exchange_keeps_one_whole_site(project, monkeypatch):
    """On systems that cannot exchange two names the swap takes two steps and leaves no rest."""
    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    publish.publish([output("index.html", "a")], project / "site", project)
    publish.publish([output("index.html", "b")], project / "site", project)
    assert files(project / "site") == {"index.html": "b"}
    assert [p.name for p in project.iterdir()] == ["site"]


def test_bundles_are_made_once_per_key(project):
    """The files of a bundle are kept as long as its key stays."""
    calls = []

    def make():
        calls.append(1)
        return {"one": b"1", "two": b"2"}

    for key in ("k", "k", "new"):
        publish.publish([Bundle("index/", key, make)], project / "site", project)
    assert len(calls) == 2
    assert files(project / "site") == {"index/one": "1", "index/two": "2"}


@pytest.mark.parametrize(
    "make",
    [os.mkfifo, Path.touch, lambda path: path.symlink_to("else"), lambda path: path.symlink_to(".")],
    ids=["pipe", "file", "link-to-nothing", "link-to-folder"],
)
def test_only_a_folder_is_replaced(project, make):
    """A pipe, a file or a link where the site should be is named, and nothing is written where it leads."""
    make(project / "site")
    with pytest.raises(ProblemsFound, match="target-no-folder"):
        publish.publish([output("index.html", "a")], project / "site", project)
    assert [path.name for path in project.iterdir()] == ["site"]


@pytest.mark.parametrize("target", [".", "..", "/", "docs", "docs/site", "episodes/a/b", "here"])
def test_a_site_among_its_sources_is_refused(project, target):
    """The project, what holds it, and what lies in a folder of its sources can never become the site."""
    (project / "docs").mkdir()
    (project / "here").symlink_to("docs")
    (project / publish.MARKER).touch()
    with pytest.raises(ProblemsFound, match="target-in-sources"):
        publish.refuse(project / target, project, ["docs", "episodes"])
    publish.refuse(project / "site", project, ["docs", "episodes"])


def test_without_a_place_to_remember_a_site_is_published(project, monkeypatch, tmp_path):
    """A memory that cannot be written costs time only; two builds at once are noticed all the same."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("DREIKLANG_CACHE", str(tmp_path / "file"))
    publish.publish([output("index.html", "a")], project / "site", project)
    assert files(project / "site") == {"index.html": "a"}
    with memory.lock(publish.lock_of(publish.manifest_of(project / "site", project))) as free:
        assert free
        with pytest.raises(ProblemsFound, match="build-running"):
            publish.publish([output("index.html", "b")], project / "site", project)


def test_a_full_disk_leaves_the_old_site(project, monkeypatch):
    """When a file cannot be written the published site stays, and nothing is left beside it."""
    publish.publish([output("index.html", "a")], project / "site", project)

    def full(content, file):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(publish, "_put", full)
    with pytest.raises(ProblemsFound, match="No space left"):
        publish.publish([output("index.html", "b")], project / "site", project)
    assert files(project / "site") == {"index.html": "a"}
    assert [p.name for p in project.iterdir()] == ["site"]
