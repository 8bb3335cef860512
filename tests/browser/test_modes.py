"""Readers who asked their system for more: forced colours, more contrast, less motion."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from browser import catalogue
from browser.keyboard import unfocused
from browser.tour import AXE, LOST, SCHEMES, context, script

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("modes")]

WIDTH = 320
"""The narrowest phone: where a wider border pushes something out, it does so here."""

Walk = Callable[[Callable[[Page], list[str]]], str]


@pytest.fixture
def page(browser) -> Iterator[Page]:
    """A reader who wants less motion, as every reader of these walks."""
    with context(browser, WIDTH) as reader:
        yield reader.new_page()


@pytest.fixture
def walked(page, base, everything) -> Walk:
    """Looks at the richest page of every kind; what was found, a line each."""

    def walk(look: Callable[[Page], list[str]]) -> str:
        found = []
        for shown in catalogue.richest(everything):
            page.goto(base + (LOST if shown.kind == "not-found" else shown.address))
            found += [f"{shown.address or '/'}: {one}" for one in look(page)]
        return "\n".join(found)

    return walk


def lost(page: Page) -> list[str]:
    """What forced colours took: room, the mark of the focus, shapes."""
    return [*page.evaluate(script("overflow")), *unfocused(page), *page.evaluate(script("masked"))]


def weak(page: Page) -> list[str]:
    """What is hard to see although more contrast was asked for, light and dark."""
    found = [*page.evaluate(script("overflow")), *unfocused(page)]
    page.evaluate(AXE)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {one}" for one in page.evaluate(script("axe"), [None, True, False])]
    return found


def test_forced_colours_leave_everything_in_its_place(page, walked):
    """Under ``forced-colors: active`` nothing overflows, every control shows its focus, no shape vanishes."""
    page.emulate_media(forced_colors="active")
    assert walked(lost) == ""


def test_more_contrast_is_contrast_everywhere(page, walked):
    """Under ``prefers-contrast: more`` nothing overflows, every focus is seen, all colours pass axe at AAA."""
    page.emulate_media(contrast="more")
    assert walked(weak) == ""


def test_less_motion_is_none(walked):
    """Under ``prefers-reduced-motion: reduce`` nothing is animated, fades or scrolls by itself."""
    assert walked(lambda page: page.evaluate(script("moving"))) == ""
