"""Search documents become an index."""

from __future__ import annotations

import gzip
import json
import re
import subprocess

import pytest

import builders
import search_samples
from dreiklang import search
from dreiklang.ground.outputs import Bundle
from dreiklang.ground.problems import ProblemsFound
from dreiklang.search import facet_table, facets, pagefind_index
from dreiklang.site.site import Site


def bundle(site: Site) -> Bundle:
    """The only output of the search."""
    (found,) = search.outputs(site)
    assert isinstance(found, Bundle)
    return found


def many() -> Site:
    """Pages enough that the order of threads and hash maps would show."""
    topics = [builders.entry("topic", f"thema-{n}") for n in range(7)]
    pages = [
        builders.entry("building-block", f"b-{n}", number=n + 1, topics=[f"thema-{n % 7}"],
                       regions=["HE", "BW"], summary=" ".join(f"Wort{n * k % 331}" for k in range(60)))
        for n in range(150)
    ]  # fmt: skip
    return builders.site(*topics, *pages)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The index of the sample site."""
    return dict(bundle(search_samples.site()).make())


def test_equal_documents_give_equal_bytes():
    """Two runs over the same documents give the same files with the same bytes."""
    first, second, third = (dict(bundle(many()).make()) for _ in range(3))
    assert first == second == third


def test_the_environment_changes_nothing(monkeypatch, files):
    """Settings that Pagefind would read from the environment are kept from it."""
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "nothing")
    monkeypatch.setenv("PAGEFIND_KEEP_INDEX_URL", "true")
    assert bundle(search_samples.site()).make() == files


def test_the_key_is_the_same_for_the_same_documents():
    """Nothing is indexed again while no document changed."""
    assert bundle(search_samples.site()).key == bundle(search_samples.site()).key


@pytest.mark.parametrize(
    "change", [{"title": "Anders"}, {"summary": "Anders"}, {"topics": ["t"]}, {"number": 2}]
)
def test_the_key_changes_with_every_document(change):
    """A change of anything that is searched, shown or narrowed by makes another index."""
    topic = builders.entry("topic", "t")
    before = builders.site(topic, builders.entry("building-block", "b"))
    after = builders.site(topic, builders.entry("building-block", "b", **change))
    assert bundle(before).key != bundle(after).key


def test_only_what_a_browser_needs_is_published(files):
    """Pagefind's own interfaces stay out; the engine of the site's language is there."""
    loose = {name for name in files if "/" not in name and not name.endswith(".pf_meta")}
    assert loose == {"pagefind-entry.json", "pagefind.js", "wasm.de.pagefind", "facets.json"}
    assert {name.partition("/")[0] for name in files if "/" in name} == {"index", "fragment"}


def test_one_language_for_one_site():
    """A page in another language is found from the pages of the site's language."""
    site = builders.site(builders.entry("article", "a", lang="en"), builders.entry("article", "b"))
    entry = json.loads(bundle(site).make()["pagefind-entry.json"])
    assert {name: facts["page_count"] for name, facts in entry["languages"].items()} == {"de": 2}


def test_a_fragment_holds_what_the_browser_reads(files):
    """Pagefind keeps the marks of a page with their positions: the browser's code stands on this."""
    pages = [gzip.decompress(c)[12:] for name, c in files.items() if name.startswith("fragment/")]
    (page,) = [p for p in map(json.loads, pages) if p["url"] == "/podcast/staffel-1/am-tisch/"]
    words, anchors = page["content"].split(), {a["id"]: a for a in page["anchors"]}
    assert page["anchors"][0]["id"].startswith("info:")
    assert page["meta"] == {"title": "Wer sitzt am Tisch?"}
    assert words[anchors["t-760|0"]["location"]] == "Und"


def test_facets_name_values_in_addresses_and_for_readers(files):
    """Each value that occurs has a word for addresses and a label, in the order readers see."""
    values = json.loads(files["facets.json"])["values"]
    voices = [["read", "Lesen"], ["hear", "Hören"], ["meet", "Erleben"]]
    assert values["voice"] == [*voices, ["other", "Weiteres"]], "what speaks with no voice counts, too"
    assert values["topic"] == [["ehrenamt", "Ehrenamt"], ["steuerung", "Steuerung"]]
    assert values["region"] == [["hessen", "Hessen"]]
    assert values["season"] == [["1", "Staffel 1"]]
    assert ["folge", "Folge"] in values["kind"]


def test_facets_have_a_row_for_every_page(files):
    """Every fragment has its row, and the row points at the page's values."""
    table = json.loads(files["facets.json"])
    fragments = facet_table.fragments_of(files)
    assert set(table["pages"]) == set(fragments.values())
    row = dict(zip(table["values"], table["pages"][fragments["bausteine/rollen/"]], strict=True))
    assert [table["values"]["topic"][place][0] for place in row["topic"]] == ["steuerung"]


def test_years_are_listed_from_the_newest():
    """The newest year comes first."""
    site = builders.site(
        *(builders.entry("article", f"a-{y}", date=f"{y}-05-01") for y in (2024, 2026, 2025))
    )
    values = json.loads(bundle(site).make()["facets.json"])["values"]
    assert [word for word, _ in values["year"]] == ["2026", "2025", "2024"]


def test_a_site_without_pages_has_no_index():
    """Nothing to search, nothing to publish."""
    assert list(search.outputs(builders.site())) == []


def test_a_missing_engine_is_a_problem_with_a_way_out(monkeypatch):
    """Without Pagefind's program the build says what to install."""
    monkeypatch.setattr(pagefind_index, "get_executable", lambda: None)
    with pytest.raises(ProblemsFound) as found:
        bundle(search_samples.site()).make()
    (problem,) = found.value.problems
    assert "pagefind[bin]" in problem.fix("de")


def test_a_failing_engine_is_a_problem_with_its_words(monkeypatch):
    """When Pagefind fails, the build shows what it said."""
    failed = subprocess.CompletedProcess([], 1, "", "no room left")
    monkeypatch.setattr(pagefind_index.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(ProblemsFound) as found:
        bundle(search_samples.site()).make()
    assert "no room left" in found.value.problems[0].message("de")


def test_labels_follow_the_order_of_readers():
    """Topics are listed by their titles, umlauts in their place."""
    site = builders.site(*(builders.entry("topic", t.lower(), title=n) for t, n in
                           (("z", "Zukunft"), ("o", "Öffentlichkeit"), ("p", "Planung"))))  # fmt: skip
    assert list(facets.labels_of(site)["topic"].values()) == ["Öffentlichkeit", "Planung", "Zukunft"]


def test_every_place_a_hit_can_lead_to_exists(demo):
    """Each heading, turn and moment of the demo's index is an element with that id on its page."""
    seen = 0
    for file in (demo / "pagefind/fragment").iterdir():
        page = json.loads(gzip.decompress(file.read_bytes())[12:])
        html = (demo / page["url"].removeprefix("/") / "index.html").read_text(encoding="utf-8")
        for anchor in page["anchors"]:
            turn = re.fullmatch(r"(t-\d+(?:-\d+)?)(?:\|\d+)?", anchor["id"])
            if turn or re.fullmatch(r"h[2-6]", anchor["element"]):
                assert f'id="{turn[1] if turn else anchor["id"]}"' in html, f"{page['url']} {anchor}"
                seen += 1
    assert seen > 100
