"""No page grows with the site: long lists have pages."""

from __future__ import annotations

import itertools
import re

from builders import entry, site
from dreiklang.pages.read import building_blocks
from dreiklang.pages.ways import site_files
from rendered import pages


def _blocks(count: int):
    return site(*(entry("building-block", f"b{n}", title=f"Block {n}", number=n + 1) for n in range(count)))


def test_a_short_list_is_one_page():
    """Up to 48 building blocks stand on one page, without a pager."""
    made = pages(_blocks(48), building_blocks.building_block_pages)
    assert [path for path in made if "seite" in path] == []
    assert b'class="pages"' not in made["bausteine/index.html"]


def test_a_long_list_has_pages_that_hold_everything_once():
    """Every building block stands on exactly one page of the overview, in order."""
    made = pages(_blocks(100), building_blocks.building_block_pages)
    lists = [made[f"bausteine/{part}index.html"].decode() for part in ("", "seite-2/", "seite-3/")]
    shown = [re.findall(r'<h2[^>]*><a[^>]* href="[^"]*bausteine/(b\d+)/"', page) for page in lists]
    assert [len(found) for found in shown] == [48, 48, 4]
    assert list(itertools.chain(*shown)) == [f"b{n}" for n in range(100)]


def test_pages_of_a_list_know_each_other():
    """Each page links all the others by their number in words and marks itself."""
    page = pages(_blocks(100), building_blocks.building_block_pages)["bausteine/seite-2/index.html"].decode()
    assert 'href="../../bausteine/" aria-label="Seite 1 von 3"' in page
    assert 'href="../../bausteine/seite-2/" aria-label="Seite 2 von 3" aria-current="page"' in page
    assert "<h1>Bausteine: Seite 2 von 3</h1>" in page


def test_a_large_index_has_a_page_for_each_letter():
    """Above 600 entries the index shows letters first; their pages hold every entry once."""
    many = site(*(entry("page", f"p{n}", title=f"{'ABC'[n % 3]} {n}") for n in range(601)))
    made = {
        path: text.decode()
        for path, text in pages(many, site_files.site_pages).items()
        if path.startswith("a-z/")
    }
    assert sorted(made) == ["a-z/a/index.html", "a-z/b/index.html", "a-z/c/index.html", "a-z/index.html"]
    assert 'href="../a-z/b/"' in made["a-z/index.html"]
    listed = [re.findall(r'<li><a href="\.\./\.\./(p\d+)/"', page) for page in made.values()]
    assert sorted(itertools.chain(*listed)) == sorted(f"p{n}" for n in range(601))
