"""One language on every page: no English on the German site, no German of ours on the English one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from browser import catalogue, languages
from browser.conftest import URL
from browser.server import served
from browser.test_walk import OWN_STATES
from browser.tour import SCHEMES, Tour
from built import Built
from conftest import ROOT, run
from dreiklang.content.kinds import KINDS

USED = ("home", "episode", "podcast", "search", "not-found")
"""Kinds whose search, results and player are used, for their words."""

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("english")]


@pytest.fixture(scope="session")
def sources(tmp_path_factory) -> Path:
    """The demo's sources with an English interface."""
    root = tmp_path_factory.mktemp("english")
    for name in ("docs", "episodes", "events"):
        shutil.copytree(ROOT / name, root / name)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert settings.count("language: de") == 2
    (root / "mkdocs.yml").write_text(settings.replace("language: de", "language: en"), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def english(sources) -> Built:
    """The demo built in English."""
    run("dreiklang", "build", "--site-dir", str(sources / "site"), cwd=sources)
    return Built(sources / "site", URL)


@pytest.fixture(scope="session")
def english_tour(browser, english, sources) -> Tour:
    """A walk through the English site."""
    with served(english.folder, URL) as base:
        pages = catalogue.richest(catalogue.shown(catalogue.site_of(sources), english))
        used = [page for page in pages if page.kind in USED]
        return Tour(browser, base, 1280, "rollen").walk(pages, used)


def test_no_english_on_german_pages(built):
    """No page of the German site has an English word, to be seen or to be heard, save where it says it is English."""
    found = [one for document in built.documents.values() for one in languages.foreign(document, "en")]
    assert found == [], "\n".join(found)


def test_no_german_of_ours_on_english_pages(english, sources):
    """With an English interface not one German word of the generator is left; the authors' stay."""
    written = languages.pieces(sources)
    found = [
        one for document in english.documents.values() for one in languages.generated(document, "de", written)
    ]
    assert found == [], "\n".join(found)


def test_every_page_says_its_language(built, english):
    """The root element names the language of the page."""
    for site, language in ((built, "de"), (english, "en")):
        tags = {document.elements[0].attributes.get("lang") for document in site.documents.values()}
        assert tags == {language}


def test_the_english_site_is_walked(english_tour):
    """Every kind of page of the English site was looked at, and search, results and player were used."""
    wanted = {(kind, "plain") for kind in KINDS} | {(kind, "search") for kind in USED} | OWN_STATES
    assert {(*state, scheme) for state in wanted for scheme in SCHEMES} - english_tour.visits == set()


@pytest.mark.parametrize("rule", ["axe", "console", "csp", "overflow", "foreign", "early", "late", "media"])
def test_the_english_site_keeps_every_rule(english_tour, rule):
    """axe, console, policy, room, privacy: what holds in German holds in English."""
    assert english_tour.found(rule) == ""
