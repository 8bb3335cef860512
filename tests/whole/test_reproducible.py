"""The same content gives the same bytes, and whatever happens to a build, a whole site stays published."""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import AS_OF, ROOT, run
from dreiklang import build, settings
from dreiklang.ground.problems import ProblemsFound
from dreiklang.publishing import next_change

CONFIG = """\
site_name: Probe
site_url: https://example.org/probe/
theme: {name: material}
plugins:
  - dreiklang:
      timezone: Europe/Berlin
      search: false
"""
PAGES = 60
"""Enough for the work to be spread over processes."""


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Paths that only one side has, or whose bytes differ."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.mark.xdist_group("demo")
def test_until_something_is_due_the_bytes_stay(demo, tmp_path):
    """Two builds between whose moments nothing is due give identical bytes."""
    moment = dt.datetime.fromtimestamp(int(AS_OF), dt.UTC)
    prepared = build.prepare(ROOT, settings.load(ROOT, moment))
    following = next_change.next_moment(prepared.site)
    assert following
    assert following - moment > dt.timedelta(hours=1)
    last = (following - dt.timedelta(seconds=1)).isoformat()
    memory = str(tmp_path / "memory")
    run("dreiklang", "build", "--as-of", last, "-d", str(tmp_path / "site"), DREIKLANG_CACHE=memory)
    assert differing(tree(demo), tree(tmp_path / "site")) == []


class Project:
    """A small site whose every page says which version it is."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "docs/bausteine").mkdir(parents=True)
        (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
        (root / "docs/index.md").write_text("---\nid: home\ntitle: Start\n---\n\nText.\n", encoding="utf-8")

    def write(self, version: str) -> None:
        """Makes all pages speak of a version."""
        for number in range(1, PAGES + 1):
            fields = f"id: b{number}\nnumber: {number}\ntitle: Seite {number}"
            page = f"---\n{fields}\n---\n\n## Stand\n\nDies ist {version}.\n"
            (self.root / f"docs/bausteine/b{number}.md").write_text(page, encoding="utf-8")

    def build(self, target: str = "site") -> dict[str, bytes]:
        """Publishes to a folder and gives what stands there then."""
        moment = dt.datetime.fromtimestamp(int(AS_OF), dt.UTC)
        chosen = settings.load(self.root, moment, site_dir=target)
        while True:
            try:
                build.build(self.root, chosen)
            except ProblemsFound as found:
                # Helpers of a killed build end their file first and hold its lock until then.
                if found.problems[0].code != "build-running":
                    raise
            else:
                return tree(self.root / target)

    @property
    def site(self) -> dict[str, bytes]:
        """What is published."""
        return tree(self.root / "site")

    def start(self, prepare: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
        """A build that is at work; what it says goes to ``said.txt``."""
        environment = os.environ | {"PYTHONPATH": str(ROOT / "generator"), "SOURCE_DATE_EPOCH": AS_OF}
        command = [sys.executable, "-m", "dreiklang", "build"]
        with (self.root / "said.txt").open("wb") as said:
            return subprocess.Popen(
                command, cwd=self.root, env=environment, preexec_fn=prepare, stdout=said, stderr=said
            )


@pytest.fixture
def project(tmp_path):
    """A small site, published as version eins."""
    made = Project(tmp_path / "project")
    made.write("eins")
    made.build()
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and preexec_fn are POSIX")
def test_a_killed_build_leaves_a_whole_site(project):
    """Killed at any moment, a build leaves the old site or the new one, and the next build succeeds."""
    project.write("zwei")
    sites = {"eins": project.site, "zwei": project.build("zwei")}
    assert differing(*sites.values())
    begun = time.perf_counter()
    assert project.start().wait() == 0
    lasts = time.perf_counter() - begun
    for attempt in range(8):
        version = ("eins", "zwei")[attempt % 2]
        project.write(version)
        moment = random.uniform(0.2, 1.05) * lasts
        building = project.start()
        try:
            building.wait(moment)
        except subprocess.TimeoutExpired:
            building.send_signal(signal.SIGKILL)
        building.wait()
        assert project.site in sites.values(), f"killed after {moment:.3f} of {lasts:.3f} s"
        assert differing(project.build(), sites[version]) == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are POSIX")
def test_a_full_disk_leaves_the_old_site(project):
    """When a file cannot be written, the build says so with status 1, and the old site is untouched."""
    before = project.site
    project.write("zwei")
    most = 2_000
    assert len(before["bausteine/b1/index.html"]) > most
    building = project.start(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    assert building.wait() == 1
    said = (project.root / "said.txt").read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert "Die bisherige bleibt, wie sie war." in said
    assert differing(project.site, before) == []
    assert [f.name for f in project.root.iterdir() if f.name.startswith(".site")] == []
    assert differing(project.build(), before)
