"""gPodder, a podcast app, subscribes to the demo's show and downloads it from our own server."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from browser.server import listening
from conftest import ROOT, run
from dreiklang.serving.webserver import App, folder_app

MOUNT = "/wissen/"

pytestmark = pytest.mark.xdist_group("gpodder")


@dataclass
class Show:
    """The demo on loopback: its address, its published folder, and the (path, status) of every answer."""

    url: str
    folder: Path
    home: Path
    answers: list[tuple[str, str]] = field(default_factory=list)

    def gpo(self, *arguments: str) -> str:
        """What gPodder's command line prints; it knows nothing but its own folder."""
        if not shutil.which("gpo"):
            raise RuntimeError("gPodder is missing. Run: bash tests/judges/install")
        # Debian's gPodder lives in Debian's Python.
        known = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        known |= {"GPODDER_HOME": str(self.home), "HOME": str(self.home), "LC_ALL": "C.UTF-8"}
        command = ["gpo", *arguments]
        done = subprocess.run(command, env=known, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    @property
    def feed(self) -> str:
        """The address to subscribe to."""
        return f"{self.url}podcast/feed.xml"

    def of(self, path: str) -> list[str]:
        """The status of every answer about a path below the site."""
        return [status for asked, status in self.answers if asked == MOUNT + path]


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Show]:
    """The demo, built for the address it is served at."""
    project = tmp_path_factory.mktemp("gpodder")
    answers: list[tuple[str, str]] = []
    with listening(_noting(folder_app(lambda: project / "site", MOUNT, {}), answers)) as port:
        url = f"http://127.0.0.1:{port}{MOUNT}"
        for folder in ("docs", "episodes", "events"):
            shutil.copytree(ROOT / folder, project / folder)
        config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        assert "https://dreiklang.example/wissen/" in config
        (project / "mkdocs.yml").write_text(
            config.replace("https://dreiklang.example/wissen/", url), encoding="utf-8"
        )
        run("dreiklang", "build", cwd=project)
        yield Show(url, project / "site", project / "home", answers)


def _noting(app: App, answers: list[tuple[str, str]]) -> App:
    """``app``, with every answer noted."""

    def noting(environ: dict[str, Any], start: Any) -> Any:
        def begin(status: str, *more: Any) -> Any:
            answers.append((environ["PATH_INFO"], status[:3]))
            return start(status, *more)

        return app(environ, begin)

    return noting


@pytest.fixture(scope="module")
def subscribed(show: Show) -> Show:
    """The show, subscribed to and downloaded whole."""
    show.gpo("subscribe", show.feed)
    show.gpo("download")
    return show


def test_every_recording_arrives_byte_by_byte(subscribed: Show) -> None:
    """What gPodder downloads are the published recordings, every one and not a byte changed."""
    known = json.loads((subscribed.folder / "podcast/episodes.json").read_text(encoding="utf-8"))["items"]
    paths = [episode["enclosure"].removeprefix(subscribed.url) for episode in known]
    published = sorted(_digest(subscribed.folder / path) for path in paths)
    arrived = sorted(_digest(file) for file in subscribed.home.rglob("*") if file.suffix in (".mp3", ".m4a"))
    assert len(published) > 3
    assert arrived == published


def test_every_episode_is_listed_by_its_guid(subscribed: Show) -> None:
    """gPodder lists every episode with the GUID it has for ever."""
    known = json.loads((subscribed.folder / "podcast/episodes.json").read_text(encoding="utf-8"))["items"]
    listed = subscribed.gpo("episodes", "--guid", subscribed.feed)
    assert [episode["guid"] for episode in known if episode["guid"] not in listed] == []


def test_nothing_asked_for_is_missing(subscribed: Show) -> None:
    """The app asked for nothing that the site does not have."""
    assert [answer for answer in subscribed.answers if answer[1] >= "400"] == []


def test_an_unchanged_feed_is_not_sent_again(subscribed: Show) -> None:
    """Whoever comes a second time for an unchanged feed is told so, and gets nothing."""
    subscribed.answers.clear()
    subscribed.gpo("update", subscribed.feed)
    assert subscribed.of("podcast/feed.xml") == ["304"]
    assert len(subscribed.answers) == 1


def test_the_list_of_feeds_is_imported(subscribed: Show) -> None:
    """gPodder subscribes to every feed of the list for apps (OPML)."""
    subscribed.gpo("import", f"{subscribed.url}podcast/feeds.opml")
    listed = subscribed.gpo("list")
    assert subscribed.feed in listed
    assert f"{subscribed.url}podcast/staffel-2/feed.xml" in listed


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
