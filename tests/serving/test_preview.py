"""The preview: drafts, byte ranges, and pages that reload."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from cli.test_cli import CONFIG
from conftest import AS_OF, ROOT

WAIT = 40.0


@pytest.fixture
def project(tmp_path):
    """A small site with a draft."""
    (tmp_path / "docs/bausteine").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "docs/index.md").write_text("---\nid: home\ntitle: Start\n---\n\nText.\n", encoding="utf-8")
    draft = "---\nid: entwurf\ntitle: Entwurf\nnumber: 1\ndraft: true\n---\n\n## Eins\n\nErste Fassung.\n"
    (tmp_path / "docs/bausteine/entwurf.md").write_text(draft, encoding="utf-8")
    return tmp_path


@pytest.fixture
def preview(project):
    """The running preview's address below its sub-path."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "generator"), "SOURCE_DATE_EPOCH": AS_OF}
    command = [sys.executable, "-m", "dreiklang", "serve", "-a", f"127.0.0.1:{port}"]
    with (project / "printed.log").open("w", encoding="utf-8") as printed:
        process = subprocess.Popen(command, cwd=project, env=environment, stdout=printed, stderr=printed)
    try:
        url = f"http://127.0.0.1:{port}/probe/"
        _until(lambda: _get(url))
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


def _get(url: str, **headers: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
        return answer.read().decode()


def _until(ask):
    """The first answer of ``ask`` that is not empty and no error."""
    deadline = time.monotonic() + WAIT
    while True:
        try:
            if answer := ask():
                return answer
        except OSError:
            if time.monotonic() > deadline:
                raise
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_preview_shows_drafts_and_follows_changes(preview, project: Path):
    """Drafts are shown and marked; saving a file announces a reload; the published folder stays away."""
    page = f"{preview}bausteine/entwurf/"
    assert "draft-note" in _get(page)
    assert "__preview__/reload.js" in _get(page)
    with urllib.request.urlopen(f"{preview}__preview__/events", timeout=WAIT) as events:
        assert events.readline() == b"retry: 1000\n"
        source = project / "docs/bausteine/entwurf.md"
        source.write_text(source.read_text("utf-8").replace("Erste", "Zweite"), encoding="utf-8")
        while not events.readline().startswith(b"data: reload"):
            pass
    assert "Zweite Fassung." in _get(page)
    assert not (project / "site").exists()


def test_a_mistake_keeps_the_last_good_preview(preview, project: Path):
    """While the settings are broken the preview goes on showing what it showed, and recovers."""
    config = project / "mkdocs.yml"
    good = config.read_text("utf-8")
    config.write_text(good.replace("Europe/Berlin", "Europe/Atlantis"), encoding="utf-8")
    _until(lambda: "Stand davor" in (project / "printed.log").read_text("utf-8"))
    assert "Text." in _get(preview)
    config.write_text(good.replace("Probe", "Umbenannt"), encoding="utf-8")
    _until(lambda: "Umbenannt" in _get(preview))


def test_the_preview_answers_byte_ranges(preview):
    """A range request gets just these bytes, so that recordings can be sought in."""
    request = urllib.request.Request(preview, headers={"Range": "bytes=0-14"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 206
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.read() == b"<!doctype html>"
