"""Everything by keyboard: each control reached, in order, visibly focused; nothing traps, Escape leads back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from browser import catalogue
from browser.conftest import WIDTHS, by_width
from browser.keyboard import steps
from browser.tour import LOST, context

pytestmark = pytest.mark.browser

EPISODE = "podcast/staffel-2/drei-zahlen/"


@pytest.fixture
def page(browser, width) -> Iterator[Page]:
    """A fresh reader at the test's width."""
    reader = context(browser, width)
    yield reader.new_page()
    reader.close()


@pytest.fixture(params=by_width(*WIDTHS))
def width(request) -> int:
    """CSS pixels."""
    return request.param


def test_every_control_is_reached_in_order_and_seen(page, base, everything):
    """Tab reaches every visible control of every kind of page, in order, each visible and visibly focused."""
    wrong = []
    for shown in catalogue.richest(everything):
        page.goto(base + (LOST if shown.kind == "not-found" else shown.address))
        taken = steps(page)
        assert len(taken.wanted) > 10, shown.address
        wrong += [f"{shown.address or '/'}: {one}" for one in taken.judged()]
    assert wrong == [], "\n".join(wrong)


def tabbed(page: Page, selector: str) -> None:
    """Tab until an element has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(selector).first.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def opened_search(page: Page) -> str:
    """Opens the search by keyboard, at 320 px through the menu; gives the opener's selector."""
    if page.locator("button.menu-toggle").is_visible():
        tabbed(page, "button.menu-toggle")
        page.keyboard.press("Enter")
    tabbed(page, "#dk-nav [data-open-search]")
    page.keyboard.press("Enter")
    expect(page.locator("#dk-search-input")).to_be_focused()
    return "#dk-nav [data-open-search]"


def test_the_search_is_walked_and_left_by_keyboard(page, base):
    """Inside the open dialog Tab reaches every control and nothing behind it; Escape gives the focus back."""
    page.goto(base)
    opener = opened_search(page)
    page.keyboard.type("rollen")
    page.locator("#dk-search [role=option]").first.wait_for()
    page.locator("#dk-search [data-close]").focus()
    page.keyboard.press("Shift+Tab")
    taken = steps(page, "#dk-search")
    assert list(taken.judged()) == []
    assert page.evaluate("!document.activeElement || document.activeElement === document.body || "
                         "document.activeElement.closest('#dk-search') !== null")  # fmt: skip
    page.keyboard.press("Escape")
    expect(page.locator("#dk-search")).to_be_hidden()
    expect(page.locator(opener)).to_be_focused()


def test_a_hit_is_opened_and_left_by_keyboard(page, base):
    """A hit chosen with the arrow keys opens; going back leads to the page one came from."""
    page.goto(base)
    opened_search(page)
    page.keyboard.type("rollen")
    page.locator("#dk-search [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url != base
    assert page.url.startswith(base)
    page.go_back()
    assert page.url == base


def test_the_skip_link_leads_to_the_content(page, base):
    """The first stop of a page skips to its content: the next stop lies in there."""
    page.goto(base + EPISODE)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_mark_of_time_plays_from_there(page, base):
    """Enter on a time in the transcript plays from that second, and the page stays where the reader is."""
    page.goto(base + EPISODE)
    link = page.locator(".cue a[data-t]").nth(3)
    link.focus()
    second = float(link.get_attribute("data-t"))
    page.keyboard.press("Enter")
    expect(page.locator(".cue[aria-current=true]")).to_have_attribute("data-t", link.get_attribute("data-t"))
    assert page.locator("dk-player audio").evaluate("audio => audio.currentTime") >= second
    expect(link).to_be_in_viewport()


@pytest.mark.xdist_group("tour-320")
def test_the_menu_is_walked_and_left_by_keyboard(browser, base):
    """At 320 px the menu opens with Enter, every entry is reached, Escape closes it and gives the focus back."""
    with context(browser, 320) as reader:
        page = reader.new_page()
        page.goto(base)
        tabbed(page, "button.menu-toggle")
        page.keyboard.press("Enter")
        expect(page.locator("button.menu-toggle")).to_have_attribute("aria-expanded", "true")
        taken = steps(page, "#dk-nav")
        assert list(taken.judged()) == []
        assert len(taken.wanted) >= 5
        page.locator("#dk-nav a").last.focus()
        page.keyboard.press("Escape")
        expect(page.locator("#dk-nav a").last).to_be_hidden()
        expect(page.locator("button.menu-toggle")).to_be_focused()
