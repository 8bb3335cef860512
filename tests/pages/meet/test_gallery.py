"""The pictures of an event in a browser: large, by keyboard, and without JavaScript."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

import builders
import rendered
from browser.tour import AXE, SCHEMES, context, script
from dreiklang.pages import render
from dreiklang.pages.meet import event

ADDRESS = "veranstaltungen/tag/"
FILES = [f"bild-{number}.svg" for number in (1, 2, 3)]
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="600"><rect width="{0}" height="600" fill="#456"/></svg>'


def gathering():
    """A site with an event and three pictures of different shapes, one described at length."""
    gallery = [
        {"file": f"events/{file}", "alt": f"Was Bild {number} zeigt", "caption": f"Zeile {number}",
         "credit": f"Illustration: N. {number}", "licence": "CC BY 4.0", "consent": True}
        for number, file in enumerate(FILES, start=1)
    ]  # fmt: skip
    gallery[1]["long_description"] = "Auf dem Blatt stehen drei Namen."
    return builders.site(builders.entry("event", "tag", title="Der Tag", gallery=gallery))


@pytest.fixture(params=(320, 1280))
def page(browser, request) -> Iterator[Page]:
    """The event's page at a width in CSS pixels."""
    with context(browser, request.param) as reader:
        yield opened(reader.new_page())


def opened(tab: Page) -> Page:
    """The page as it is loaded, its pictures beside it."""
    drawings = {f"medien/events/{file}": DRAWING.format(300 * n).encode() for n, file in enumerate(FILES, 1)}
    rendered.serve(tab, gathering(), rendered.pages(gathering(), event.event_pages) | drawings)
    tab.goto(rendered.HOST + ADDRESS)
    return tab


def shown(page: Page, number: int) -> None:
    """The dialog shows this picture with all that belongs to it."""
    expect(page.locator("[data-position]")).to_have_text(f"Bild {number} von 3")
    expect(page.locator(".viewer img")).to_have_attribute("alt", f"Was Bild {number} zeigt")
    expect(page.locator(".viewer [data-caption]")).to_have_text(f"Zeile {number}")
    expect(page.locator(".viewer [data-credit]")).to_have_text(f"Illustration: N. {number}, CC BY 4.0")


@pytest.mark.browser
def test_pictures_are_looked_at_by_keyboard(page):
    """Enter opens a picture; arrows, Home, End and buttons leaf through all; Escape leads back to the thumbnail."""
    page.locator(".gallery__open").nth(1).focus()
    page.keyboard.press("Enter")
    shown(page, 2)
    expect(page.get_by_role("button", name="Nächstes Bild")).to_be_focused()
    for key, number in (
        ("ArrowRight", 3),
        ("ArrowRight", 1),
        ("ArrowLeft", 3),
        ("Home", 1),
        ("End", 3),
        ("Enter", 1),
    ):
        page.keyboard.press(key)
        shown(page, number)
    page.keyboard.press("Escape")
    expect(page.locator("dialog.viewer")).to_be_hidden()
    expect(page.locator(".gallery__open").nth(1)).to_be_focused()
    assert page.url == rendered.HOST + ADDRESS


@pytest.mark.browser
def test_tab_stays_in_the_dialog(page):
    """Every control of the dialog is reached by Tab and no other one of the page; each is 44 pixels large."""
    page.locator(".gallery__open").nth(1).press("Enter")
    names = set()
    for _ in range(8):
        page.keyboard.press("Tab")
        names.add(
            page.evaluate("document.activeElement.closest('dialog') && document.activeElement.ariaLabel")
        )
    assert names >= {"Voriges Bild", "Nächstes Bild", "Bilder schließen"}
    for box in (button.bounding_box() for button in page.locator(".viewer button").all()):
        assert min(box["width"], box["height"]) >= 44


@pytest.mark.browser
def test_the_dialog_is_sound(page):
    """axe finds nothing while it is open, light or dark; nothing of it is cut off, and it keeps its size."""
    page.locator(".gallery__open").first.press("Enter")
    page.evaluate(AXE)
    sizes = set()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for _ in FILES:
            assert page.evaluate(script("axe"), [".viewer", False, True]) == []
            sizes.add(tuple(page.locator(".viewer").bounding_box().values()))
            page.keyboard.press("ArrowRight")
    assert len(sizes) == 1
    assert page.evaluate(
        "document.querySelector('.viewer').scrollWidth <= document.querySelector('.viewer').clientWidth"
    )


@pytest.mark.browser
def test_the_page_does_not_move(page):
    """Opening and closing the dialog leaves the page where it was."""
    link = page.locator(".gallery__open").nth(2)
    link.scroll_into_view_if_needed()
    before = link.bounding_box()
    link.press("Enter")
    assert link.bounding_box() == before
    page.get_by_role("button", name="Bilder schließen").click()
    expect(link).to_be_focused()
    assert link.bounding_box() == before


@pytest.mark.browser
def test_a_picture_in_words_goes_along(page):
    """The long description is offered beside the thumbnail and in the dialog."""
    page.locator(".gallery__open").nth(1).press("Enter")
    page.locator(".viewer summary").click()
    expect(page.locator(".viewer details p")).to_have_text("Auf dem Blatt stehen drei Namen.")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".viewer details")).to_have_count(0)


@pytest.mark.browser
def test_without_javascript_thumbnails_lead_to_the_picture(browser):
    """Without JavaScript no dialog is seen, and a thumbnail opens the picture's file."""
    with context(browser, 320, java_script_enabled=False) as reader:
        page = opened(reader.new_page())
        expect(page.locator("dialog.viewer")).to_be_hidden()
        expect(page.locator(".gallery details")).to_be_visible()
        page.locator(".gallery__open").nth(2).click()
        page.wait_for_url(f"{rendered.HOST}medien/events/bild-3.svg")


def test_the_script_is_small_and_only_where_pictures_are():
    """It weighs less than 3 kB on the wire; an event without pictures does not load it."""
    assert len(gzip.compress((render.THEME / "assets/gallery.js").read_bytes(), 9)) < 3000
    alone = builders.site(builders.entry("event", "tag"))
    (path,) = rendered.pages(alone, event.event_pages)
    assert b"gallery" not in rendered.pages(alone, event.event_pages)[path]
    assert b"gallery" in rendered.pages(gathering(), event.event_pages)[path]
