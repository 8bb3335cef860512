"""Reading without JavaScript: everything is there, nothing pretends to work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from browser import catalogue
from browser.conftest import WIDTHS, by_width
from browser.tour import LOST, context, script

pytestmark = pytest.mark.browser

EPISODE = "podcast/staffel-2/drei-zahlen/"


@pytest.fixture(params=by_width(*WIDTHS))
def page(request, browser) -> Iterator[Page]:
    """A reader without JavaScript."""
    reader = context(browser, request.param, java_script_enabled=False)
    yield reader.new_page()
    reader.close()


def test_every_kind_of_page_reads(page, base, everything):
    """Heading, content and ways on are visible; no dialog is open, no control that needs a script is shown."""
    for shown in catalogue.richest(everything):
        page.goto(base + (LOST if shown.kind == "not-found" else shown.address))
        expect(page.locator("main h1")).to_be_visible()
        assert page.evaluate(script("overflow")) == [], shown.address
        assert page.locator("dialog[open]").count() == 0, shown.address
        assert page.locator(".needs-js:visible").count() == 0, shown.address
        assert page.locator("button:visible:not([type=submit]):not(summary)").count() == 0, shown.address
        expect(page.locator("#dk-foot-nav a").first).to_be_visible()


def test_the_menu_leads_somewhere(page, base):
    """The sections are one tap away: visible in the header, or behind a link to the list in the footer."""
    page.goto(base + EPISODE)
    if page.locator("a.menu-toggle").is_visible():
        page.locator("a.menu-toggle").click()
        expect(page.locator("#dk-foot-nav")).to_be_in_viewport()
        page.locator("#dk-foot-nav a").first.click()
    else:
        page.locator("#dk-nav a").first.click()
    assert page.url == f"{base}bausteine/"


def test_an_episode_plays_and_reads(page, base):
    """The recording has the browser's own controls and its file; the transcript stands there with its speakers."""
    page.goto(base + EPISODE)
    audio = page.locator("dk-player audio")
    expect(audio).to_be_visible()
    assert audio.get_attribute("controls") is not None
    source = audio.evaluate("audio => audio.src || audio.querySelector('source').src")
    answer = page.request.get(source, headers={"Range": "bytes=0-99"})
    assert (answer.status, answer.headers["content-type"]) == (206, "audio/mpeg")
    cues = page.locator(".cue")
    assert cues.count() > 5
    for i in range(cues.count()):
        expect(cues.nth(i).locator(".cue__who")).to_be_visible()
        expect(cues.nth(i).locator("p").last).to_be_visible()


def test_the_index_of_everything_lists_everything(page, base, everything):
    """Without the search the index leads to every page with content of its own."""
    page.goto(base + "a-z/")
    listed = {
        a.get_attribute("href").removeprefix("../").partition("#")[0] for a in page.locator("main a").all()
    }
    generated = {
        "home",
        "not-found",
        "index",
        "search",
        "credits",
        "overview",
        "events",
        "events-index",
        "month",
        "region",
        "recommendations",
        "subscribe",
    }
    assert {p.address for p in everything if p.kind not in generated} - listed == set()


def test_the_search_says_what_it_needs(page, base):
    """The results page says that searching needs JavaScript and leads to the index."""
    page.goto(base + "suche/?q=rollen")
    expect(page.locator("main noscript p")).to_be_visible()
    page.locator("main a[href='../a-z/']").first.click()
    assert page.url == f"{base}a-z/"


def test_a_self_assessment_reads(page, base, everything):
    """Questions and levels of a self-assessment are all there to read."""
    shown = next(p for p in everything if "dk-assessment" in p.features)
    page.goto(base + shown.address)
    for part in page.locator("dk-assessment legend").all():
        expect(part).to_be_visible()
    assert page.locator("dk-assessment .levels > div:visible").count() > 1
