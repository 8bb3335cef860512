"""One browser for each worker, the demo served as it ships, and the tours through it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from browser import catalogue
from browser.catalogue import Shown
from browser.server import served
from browser.tour import Tour
from built import Built
from conftest import ROOT

URL = "https://dreiklang.example/wissen/"
WIDTHS = (320, 1280)
"""CSS pixels: the narrowest phone (and 1280 at 400%), and a desk."""


def by_width(*widths: int) -> list[object]:
    """One group of tests for each width, so that a worker walks it once."""
    marked = [(width, pytest.mark.xdist_group(f"tour-{width}")) for width in widths]
    return [pytest.param(width, id=str(width), marks=mark) for width, mark in marked]


@pytest.fixture(scope="session")
def built(demo) -> Built:
    """The demo as files."""
    return Built(demo, URL)


@pytest.fixture(scope="session")
def base(demo) -> Iterator[str]:
    """The address the demo is served at."""
    with served(demo, URL) as address:
        yield address


@pytest.fixture(scope="session")
def everything(built) -> list[Shown]:
    """Every page of the demo."""
    return catalogue.shown(catalogue.site_of(ROOT), built)


@pytest.fixture(scope="session", params=by_width(*WIDTHS))
def tour(request, browser, base, everything) -> Tour:
    """A walk through the demo in one width."""
    pages = catalogue.chosen(everything)
    return Tour(browser, base, request.param, "rollen").walk(pages, catalogue.richest(everything))
