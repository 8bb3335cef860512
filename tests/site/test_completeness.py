"""No published entry is half there: page, line in the A–Z and search document, or the build fails naming it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

import builders
import loaded
from conftest import run
from dreiklang import build, i18n, pages, search
from dreiklang.content import kinds
from dreiklang.content.fields import Common
from dreiklang.content.kinds import KINDS, Kind
from dreiklang.ground.problems import ProblemsFound, Severity
from dreiklang.pages.ways import overviews, site_files
from dreiklang.search import documents
from dreiklang.site.site import Site

OWN_PAGE = {"person": {"page": True}}
"""What gives an entry a page of its own, where its kind lives on another page."""


def one_of_each(**person: object) -> Site:
    """A site with one entry of each kind."""
    fields = OWN_PAGE | ({"person": person} if person else {})
    return builders.site(*(builders.entry(kind, f"e-{kind}", **fields.get(kind, {})) for kind in KINDS))


def only(kind: str) -> Site:
    """A site with an entry of one kind, and its home page."""
    home = [] if kind == "home" else [builders.entry("home", "start")]
    return builders.site(*home, builders.entry(kind, f"e-{kind}", **OWN_PAGE.get(kind, {})))


def problems(site: Site) -> list[str]:
    """What the outputs of a site are refused for, as ``file code``."""
    try:
        list(build.outputs(site))
    except ProblemsFound as found:
        return [f"{problem.place.file} {problem.code}" for problem in found.problems]
    return []


def without(kind: str, site: Site) -> Site:
    """The site as makers see it that do not know a kind."""
    entries = tuple(entry for entry in site.library.entries if entry.kind != kind)
    return dataclasses.replace(site, library=dataclasses.replace(site.library, entries=entries))


@pytest.mark.parametrize("page", [True, False], ids=["own pages", "people in their overview"])
def test_a_whole_site_is_published(page):
    """One entry of each kind: each has its page or anchor, its line and its document."""
    site = one_of_each(page=page)
    assert problems(site) == []
    assert list(pages.incomplete(site)) == []


def path_of(kind: str) -> str:
    """Where the one entry of a kind is written."""
    return builders.entry(kind, f"e-{kind}", **OWN_PAGE.get(kind, {})).path


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_without_a_page_is_refused(kind, monkeypatch):
    """Makers of pages that leave out a kind fail the build, naming its entry."""
    whole = only(kind)
    (address,) = (whole.address(entry) for entry in whole.library.entries if entry.kind == kind)

    def forgetful(maker):
        return lambda site: (page for page in maker(site) if page.address != address)

    monkeypatch.setattr(pages, "_MAKERS", tuple(map(forgetful, pages._MAKERS)))
    assert problems(whole) == [f"{path_of(kind)} entry-without-page"]


def test_a_removed_maker_is_noticed(monkeypatch):
    """Each maker of entries' pages that is taken from the list leaves entries without pages, which are named."""
    whole, makers = one_of_each(), pages._MAKERS
    named = set()
    for maker in makers:
        monkeypatch.setattr(pages, "_MAKERS", tuple(other for other in makers if other is not maker))
        named |= {line for line in problems(whole) if line.endswith("entry-without-page")}
    assert named == {f"{path_of(kind)} entry-without-page" for kind in KINDS}


def test_a_person_without_an_anchor_is_refused(monkeypatch):
    """Who lives in the overview of people and has no anchor there fails the build; so does a missing overview."""
    whole = one_of_each(page=False)
    item = overviews.item
    monkeypatch.setattr(overviews, "item", lambda *args, **more: item(*args, **more) | {"anchor": ""})
    assert problems(whole) == [f"{path_of('person')} entry-without-page"]
    makers = tuple(maker for maker in pages._MAKERS if maker is not overviews.overview_pages)
    monkeypatch.setattr(pages, "_MAKERS", makers)
    assert problems(whole) == [f"{path_of('person')} entry-without-page"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "home"])
def test_an_entry_without_a_line_in_the_index_is_refused(kind, monkeypatch):
    """An A–Z that leaves out a kind fails the build, naming its entry."""
    index = site_files._index
    monkeypatch.setattr(site_files, "_index", lambda site: index(without(kind, site)))
    assert problems(only(kind)) == [f"{path_of(kind)} entry-without-line"]


def test_a_large_index_counts_with_all_its_pages(monkeypatch):
    """Where each letter of the A–Z has a page of its own, the lines of all of them count."""
    monkeypatch.setattr(site_files, "MOST_IN_INDEX", 3)
    assert problems(one_of_each()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_without_a_search_document_is_refused(kind, monkeypatch):
    """Search documents that leave out a kind fail the build, naming its entry."""
    made = documents.documents_of
    monkeypatch.setattr(documents, "documents_of", lambda site: made(without(kind, site)))
    assert problems(only(kind)) == [f"{path_of(kind)} entry-without-document"]


def test_a_site_without_search_needs_no_documents(monkeypatch):
    """Where the search is off nobody asks for documents."""
    monkeypatch.setattr(documents, "documents_of", lambda site: ())
    site = one_of_each()
    options = site.settings.options.model_copy(update={"search": False})
    assert (
        problems(dataclasses.replace(site, settings=site.settings.model_copy(update={"options": options})))
        == []
    )
    with pytest.raises(ProblemsFound):
        list(search.outputs(site))


class Gadget(Common):
    """A kind that somebody began to add."""


@pytest.fixture
def half_a_kind(monkeypatch):
    """The kind ``gadget``, with model, word, address and folder, and without pages of its own."""
    gadget = Kind("gadget", Gadget)
    monkeypatch.setitem(KINDS, "gadget", gadget)
    words = i18n.words("de") | {"kind_gadget": "Gerät"}
    text = i18n.text
    monkeypatch.setattr(
        i18n,
        "text",
        lambda key, language: words["kind_gadget"] if key == "kind_gadget" else text(key, language),
    )
    return gadget


def test_half_a_kind_is_refused(half_a_kind):
    """A kind with a model, but without a maker of pages, fails the build with what to do."""
    site = builders.site(
        builders.entry("home", "start"), builders.entry("gadget", "umfrage", title="Umfrage")
    )
    options = site.settings.options
    given = options.addresses.model_copy(update={"gadget": "geraete"})
    options = options.model_copy(update={"addresses": given})
    site = dataclasses.replace(site, settings=site.settings.model_copy(update={"options": options}))
    with pytest.raises(ProblemsFound) as found:
        list(build.outputs(site))
    (problem,) = found.value.problems
    assert problem.severity is Severity.SITE
    assert str(problem.place) == "docs/gadget/umfrage.md:1:1"
    assert (
        problem.message("de")
        == "„Umfrage“ wäre unter /geraete/umfrage/ verlinkt, dort entstünde aber keine Seite."
    )
    assert "pages/__init__.py" in problem.fix("en")


CONFIG = "site_name: Probe\nsite_url: https://example.org/\nplugins:\n  - dreiklang:\n      timezone: Europe/Berlin\n"
BLIND = """
import sys
from dreiklang import pages
from dreiklang.pages.read import articles
pages._MAKERS = tuple(maker for maker in pages._MAKERS if maker is not articles.article_pages)
from {module} import {name}
{name}(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("module", "name", "command"),
    [
        ("dreiklang.cli.commands", "main", ("build",)),
        ("dreiklang.cli.commands", "main", ("build", "--keep-going")),
        ("dreiklang.cli.commands", "main", ("check",)),
        ("mkdocs.__main__", "cli", ("build",)),
    ],
    ids=["build", "keep going", "check", "MkDocs"],
)
def test_nothing_is_published_with_an_entry_half_there(module, name, command, tmp_path):
    """The program, the check and MkDocs name the entry and leave the published site as it was."""
    root = loaded.written(
        tmp_path,
        {
            "mkdocs.yml": CONFIG,
            "docs/index.md": loaded.page("id: start\ntitle: Probe"),
            "docs/aktuelles/neu.md": loaded.page("id: neu\ntitle: Neues\ndate: 2026-01-01"),
            "blind.py": BLIND.format(module=module, name=name),
        },
    )
    done = run("blind", *command, cwd=root, ok=False, PYTHONPATH=f"{builders_path()}:{root}")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "docs/aktuelles/neu.md" in done.stdout + done.stderr
    assert "„Neues“ wäre unter /aktuelles/neu/ verlinkt" in done.stdout + done.stderr
    assert not list(root.glob("site*"))


def builders_path() -> Path:
    """Where the generator's package lies."""
    return Path(kinds.__file__).parents[2]
