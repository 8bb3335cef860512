"""Publishing: built beside, swapped in as a whole."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from dreiklang.ground import workers
from dreiklang.ground.outputs import Bundle, Output, digest
from dreiklang.ground.problems import ProblemsFound
from dreiklang.publishing import build_cache, manifest, publish, site_writer, swapping


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
    found.pop(manifest.MARKER, None)
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
    with build_cache.lock(build_cache.cache_folder(project) / name) as free:
        assert free
        with pytest.raises(ProblemsFound, match="build-running"):
            publish.publish([output("a", "1")], target, project)


def test_an_interrupted_swap_is_recovered(project):
    """A site that an interrupted swap left aside is put back before the next build."""
    publish.publish([output("index.html", "a")], project / "site", project)
    (project / "site").rename(project / ".site.previous")
    swapping.prepare(project / "site", project)
    assert files(project / "site") == {"index.html": "a"}


def test_swap_without_exchange_keeps_one_whole_site(project, monkeypatch):
    """On systems that cannot exchange two names the swap takes two steps and leaves no rest."""
    monkeypatch.setattr(swapping, "_exchange", lambda one, other: False)
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
    (project / manifest.MARKER).touch()
    with pytest.raises(ProblemsFound, match="target-in-sources"):
        swapping.refuse(project / target, project, ["docs", "episodes"])
    swapping.refuse(project / "site", project, ["docs", "episodes"])


def test_without_a_place_to_remember_a_site_is_published(project, monkeypatch, tmp_path):
    """A memory that cannot be written costs time only; two builds at once are noticed all the same."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("DREIKLANG_CACHE", str(tmp_path / "file"))
    publish.publish([output("index.html", "a")], project / "site", project)
    assert files(project / "site") == {"index.html": "a"}
    with build_cache.lock(manifest.lock_of(manifest.manifest_of(project / "site", project))) as free:
        assert free
        with pytest.raises(ProblemsFound, match="build-running"):
            publish.publish([output("index.html", "b")], project / "site", project)


def test_a_full_disk_leaves_the_old_site(project, monkeypatch):
    """When a file cannot be written the published site stays, and nothing is left beside it."""
    publish.publish([output("index.html", "a")], project / "site", project)

    def full(content, file):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(site_writer, "_put", full)
    with pytest.raises(ProblemsFound, match="No space left"):
        publish.publish([output("index.html", "b")], project / "site", project)
    assert files(project / "site") == {"index.html": "a"}
    assert [p.name for p in project.iterdir()] == ["site"]


def never() -> bytes:
    """What must not be made."""
    raise AssertionError("made again")


def test_another_version_of_the_program_makes_everything_again(project, monkeypatch):
    """What another version remembers is not trusted: the same key may mean other bytes."""
    publish.publish([output("a", "1")], project / "site", project)
    monkeypatch.setattr(manifest, "digest_of_code", lambda: "another")
    report = publish.publish([output("a", "1")], project / "site", project)
    assert report.made == [manifest.MARKER, "a"]


@pytest.mark.parametrize("kept", ["size", "time"])
def test_a_file_is_known_by_size_and_time(project, kept):
    """A change by hand is noticed though the file is as long as before, or as old."""
    publish.publish([output("a", "one")], project / "site", project)
    file = project / "site/a"
    before = file.stat()
    file.write_text("two" if kept == "size" else "three")
    later = before.st_mtime_ns + (1_000_000_000 if kept == "size" else 0)
    os.utime(file, ns=(before.st_atime_ns, later))
    assert publish.publish([output("a", "one")], project / "site", project).made == ["a"]
    assert files(project / "site") == {"a": "one"}


def test_bundles_with_one_key_are_two(project):
    """Two bundles may be made from the same: each has its own files, and both are kept."""
    for make in (lambda: {"one": b"1"}, never):
        outputs = [Bundle(folder, "k", make) for folder in ("a/", "b/")]
        publish.publish(outputs, project / "site", project)
    assert files(project / "site") == {"a/one": "1", "b/one": "1"}


def test_another_file_may_lie_beside_those_of_a_bundle(project):
    """A file in the folder of a bundle that is none of its own does not make it anew."""
    beside = output("a/beside", "text")
    publish.publish([Bundle("a/", "k", lambda: {"one": b"1"}), beside], project / "site", project)
    report = publish.publish([Bundle("a/", "k", never), beside], project / "site", project)
    assert report.made == []


def test_a_bundle_with_one_file_changed_is_made_again(project):
    """The files of a bundle belong together."""
    made = Bundle("a/", "k", lambda: {"one": b"1", "two": b"2"})
    publish.publish([made], project / "site", project)
    (project / "site/a/two").write_text("tampered")
    publish.publish([made], project / "site", project)
    assert files(project / "site") == {"a/one": "1", "a/two": "2"}


def test_a_file_of_a_bundle_and_another_output_are_two_for_one_path(project):
    """Whether they are made or kept, and in whatever order they are claimed."""
    bundle = Bundle("a/", "k", lambda: {"one": b"1"})
    with pytest.raises(ProblemsFound, match="output-twice"):
        publish.publish([bundle, output("a/one", "x")], project / "site", project)
    publish.publish([output("a", "1")], project / "site", project)
    with pytest.raises(ProblemsFound, match="output-twice"):
        publish.publish([output("a", "1"), output("a", "1")], project / "site", project)


def test_what_an_interrupted_build_left_is_not_published(project):
    """A folder half filled by a build that was ended never becomes part of the site."""
    (project / ".site.next").mkdir()
    (project / ".site.next/half.html").write_text("half")
    publish.publish([output("index.html", "a")], project / "site", project)
    assert files(project / "site") == {"index.html": "a"}


def test_nothing_is_left_beside_an_unchanged_site(project):
    """The folder in which it was built is gone, though nothing was swapped."""
    for _ in range(2):
        publish.publish([output("index.html", "a")], project / "site", project)
    assert [path.name for path in project.iterdir()] == ["site"]


def test_two_sites_of_one_name_are_remembered_apart(project):
    """``a/site`` and ``b/site`` of one project have memories of their own."""
    for folder in ("a", "b", "a", "b"):
        (project / folder).mkdir(exist_ok=True)
        report = publish.publish([output("index.html", folder)], project / folder / "site", project)
    assert report.changed is False
    assert manifest.manifest_of(project / "a/site", project) != manifest.manifest_of(
        project / "b/site", project
    )


def test_a_whole_site_wins_over_the_one_left_aside(project):
    """Where the swap had come to its end only the old site is in the way."""
    for folder, text in ((".site.previous", "old"), ("site", "new")):
        (project / folder).mkdir()
        (project / folder / "index.html").write_text(text)
    swapping.prepare(project / "site", project)
    assert files(project / "site") == {"index.html": "new"}
    assert [path.name for path in project.iterdir()] == ["site"]


def test_an_empty_folder_anywhere_may_become_the_site(project, tmp_path):
    """Nothing is lost in it."""
    (tmp_path / "empty").mkdir()
    publish.publish([output("index.html", "a")], tmp_path / "empty", project)
    assert files(tmp_path / "empty") == {"index.html": "a"}


@pytest.mark.parametrize(
    ("place", "holds", "is_ours"),
    [
        ("project/site", ["index.html"], True),
        ("project/site", ["index.html", ".git"], False),
        ("project/site", ["photo.jpg"], False),
        ("elsewhere", ["index.html"], False),
        ("elsewhere", ["index.html", manifest.MARKER], True),
    ],
    ids=["old-site", "repository", "photos", "foreign-site", "marked"],
)
def test_which_folders_may_be_replaced(project, tmp_path, place, holds, is_ours):
    """What has our marker; below the project a site that another program built, unless it is a repository."""
    (tmp_path / place).mkdir()
    for name in holds:
        (tmp_path / place / name).touch()
    if is_ours:
        swapping.prepare(tmp_path / place, project)
    else:
        with pytest.raises(ProblemsFound, match="target-not-ours"):
            swapping.prepare(tmp_path / place, project)


def test_what_is_kept_is_linked(project):
    """A file that stays is the same file, which costs neither time nor room."""
    publish.publish([output("a", "1"), output("b", "1")], project / "site", project)
    before = (project / "site/a").stat().st_ino
    publish.publish([output("a", "1"), output("b", "2")], project / "site", project)
    assert (project / "site/a").stat().st_ino == before


def test_without_links_what_is_kept_is_copied_with_its_time(project, monkeypatch):
    """On file systems that know no links a file stays known by its time."""

    def refused(old, new):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refused)
    publish.publish([output("a", "1"), output("b", "1")], project / "site", project)
    before = (project / "site/a").stat().st_mtime_ns
    publish.publish([output("a", "1"), output("b", "2")], project / "site", project)
    assert (project / "site/a").stat().st_mtime_ns == before
    report = publish.publish([output("a", "1"), output("b", "3")], project / "site", project)
    assert (report.made, report.kept) == (["b"], 2)


def test_names_are_exchanged_where_the_system_can(project, monkeypatch):
    """An exchange says whether it happened: not with a folder that is missing, nor on other systems."""
    one, other = project / "one", project / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).touch()
    assert swapping._exchange(one, project / "missing") is False
    monkeypatch.setattr(swapping.sys, "platform", "darwin")
    assert swapping._exchange(one, other) is False
    monkeypatch.undo()
    if swapping._exchange(one, other):
        assert [path.name for path in one.iterdir()] == ["other"]
    assert {path.name for path in (*one.iterdir(), *other.iterdir())} == {"one", "other"}
