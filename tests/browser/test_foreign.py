"""A site of others: the built wheel, their own sources, words, colours, language and path."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import catalogue, languages, nu, wheel
from browser.catalogue import Shown
from browser.server import headers, served
from browser.tour import RULES, Tour, context
from built import Built
from conftest import ROOT
from dreiklang.content.kinds import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("foreign")]

URL = "https://people.example/neighbours/2026/handbook/"
HERE = Path(__file__).parent / "foreign"


@pytest.fixture(scope="session")
def archive(tmp_path_factory) -> Path:
    """The wheel."""
    return wheel.built(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def package(archive, tmp_path_factory) -> Path:
    """The wheel, installed."""
    return wheel.installed(archive, tmp_path_factory.mktemp("installed") / "packages")


@pytest.fixture(scope="session")
def sources(tmp_path_factory) -> Path:
    """The foreign site's sources in a folder of their own; cover and recording are borrowed from the demo."""
    root = tmp_path_factory.mktemp("foreign") / "site-of-others"
    shutil.copytree(HERE, root)
    shutil.copy(ROOT / "episodes/cover.png", root / "talks/cover.png")
    shutil.copy(ROOT / "episodes/staffel-2/trailer-dranbleiben.mp3", root / "talks/first-steps/the-pot.mp3")
    return root


@pytest.fixture(scope="session")
def site(package, sources) -> Built:
    """The foreign site, built by the installed wheel."""
    wheel.run(package, sources, "-m", "dreiklang", "build")
    return Built(sources / "site", URL)


@pytest.fixture(scope="session")
def shown(site, sources) -> list[Shown]:
    """Every page of the foreign site."""
    return catalogue.shown(catalogue.site_of(sources), site)


@pytest.fixture(scope="session", params=[320, 1280])
def walked(request, browser, site, shown) -> Tour:
    """A walk through the foreign site, below its deep path."""
    with served(site.folder, URL) as base:
        used = [page for page in shown if page.kind in ("home", "episode", "search", "not-found")]
        return Tour(browser, base, request.param, "carrot").walk(catalogue.richest(shown), used)


def test_the_wheel_is_whole(archive):
    """Every file of the package but caches is in the wheel: templates, styles, fonts, words."""
    files = (
        f for f in (ROOT / "generator/dreiklang").rglob("*") if f.is_file() and "__pycache__" not in f.parts
    )
    ours = {f.relative_to(ROOT / "generator").as_posix() for f in files}
    assert ours - wheel.names(archive) == set()
    assert {"dreiklang/theme/templates/base.html", "dreiklang/i18n/interface/base.toml"} <= ours


def test_the_wheel_offers_command_and_plugin(archive, package):
    """The installed package names the command ``dreiklang`` and the plugin of MkDocs."""
    (points,) = package.glob("dreiklang-*.dist-info/entry_points.txt")
    said = points.read_text(encoding="utf-8")
    assert "dreiklang = dreiklang.cli:main" in said
    assert "dreiklang = dreiklang.hosts.mkdocs:DreiklangPlugin" in said


def test_the_site_is_built_by_the_installed_package(package, sources):
    """No file of the checkout takes part in the build."""
    where = wheel.run(package, sources, "-c", "import dreiklang; print(dreiklang.__file__)")
    assert Path(where.strip()).is_relative_to(package)


def test_every_kind_has_a_page(shown):
    """The foreign site has a page of every kind of content."""
    assert KINDS.keys() - {page.kind for page in shown} == set()


def test_every_link_leads_somewhere(site):
    """Every internal link of every page has its file and anchor, at addresses in the site's own words."""
    wrong = [
        f"{address}:{line}: {link} {reason}"
        for address, document in site.documents.items()
        for line, link in document.links()
        if (url := site.resolved(link, address)) and (reason := site.wrong(url))
    ]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("rule", RULES)
def test_the_foreign_site_keeps_every_rule(walked, rule):
    """axe, console, policy, room and privacy hold below another path, with other words and colours."""
    assert walked.found(rule) == ""


def test_the_foreign_site_speaks_english(site):
    """Not one German word is left on a site whose words and contents are English."""
    found = [one for document in site.documents.values() for one in languages.foreign(document, "de")]
    assert found == [], "\n".join(found)


def test_the_nu_checker_finds_nothing_there(site):
    """Every page of the foreign site is valid HTML."""
    assert nu.messages(site.folder) == []


def test_a_former_address_leads_on(browser, site):
    """A renamed page answers at its old address and leads to the new one."""
    with served(site.folder, URL) as base, context(browser, 1280) as reader:
        page = reader.new_page()
        page.goto(f"{base}practices/old-chairs/")
        page.wait_for_url(f"{base}practices/borrowing-chairs/")
        expect(page.locator("h1")).to_have_text("Borrowing chairs")


def test_own_colours_are_used(browser, site):
    """The colour set in mkdocs.yml reaches the page under the strict policy."""
    assert "unsafe-inline" not in headers(site.folder)["Content-Security-Policy"]
    with served(site.folder, URL) as base, context(browser, 1280) as reader:
        page = reader.new_page()
        page.goto(f"{base}practices/soup-first/")
        colour = "getComputedStyle(document.documentElement).getPropertyValue('--l-read').trim()"
        assert page.evaluate(colour).upper() == "#3B3A7A"
