"""A recording that was uploaded to the own server beside the site, played as visitors play it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.server import served
from conftest import ROOT, run

pytestmark = pytest.mark.browser

URL = "https://example.org/wissen/"
CONFIG = f"site_name: Probe\nsite_url: {URL}\nplugins:\n- dreiklang: {{timezone: Europe/Berlin}}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The sample's site with what somebody put beside it on the server."""
    root = tmp_path_factory.mktemp("own") / "project"
    shutil.copytree(ROOT / "tests/samples/good-recordings", root, ignore=shutil.ignore_patterns("expected"))
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    run("dreiklang", "build", cwd=root)
    (root / "site/ton").mkdir()
    shutil.copy(ROOT / "tests/recordings/ton.mp3", root / "site/ton/von-nebenan.mp3")
    return root / "site"


def test_a_recording_on_the_own_server_plays_in_a_copy_of_the_site(browser, site):
    """Served from another host, below its path and with the policy that ships, the player plays it and nothing is blocked."""
    page = browser.new_page()
    told, asked = [], []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    with served(site, URL) as base:
        page.goto(f"{base}podcast/staffel-1/von-nebenan/")
        expect(page.locator("dk-player:defined")).to_have_count(1)
        played = page.evaluate(
            """async () => {
                const audio = document.querySelector("audio[data-main]");
                audio.muted = true;
                await audio.play();
                await new Promise((done) => audio.addEventListener("ended", done));
                return [audio.currentSrc, audio.duration];
            }"""
        )
        assert played[0] == f"{base}ton/von-nebenan.mp3"
        assert played[1] == pytest.approx(1.5, abs=0.1)
        assert {url for url in asked if not url.startswith(base)} == set()
        assert [line for line in told if "Content Security Policy" in line] == []
    page.close()
