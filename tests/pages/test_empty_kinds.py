"""Sites that have little: what does not exist is neither made nor linked."""

from __future__ import annotations

import re
import urllib.parse
from typing import Any

import pytest

import builders
from dreiklang import feeds, media, pages
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import KINDS
from dreiklang.site import addresses

HOME = builders.entry("home", "start", path="docs/index.md")
PICTURE = {"file": "docs/a.svg", "alt": "Ein Tisch", "licence": "CC BY 4.0"}


def made(*entries: Entry) -> dict[str, bytes]:
    """Every file of a small site, by path; what is no text is left empty."""
    site = builders.site(HOME, *entries, search=False)
    found = [*pages.outputs(site), *feeds.outputs(site), *media.outputs(site)]
    made: dict[str, Any] = {output.path: output.make() for output in found}
    return {path: content if isinstance(content, bytes) else b"" for path, content in made.items()}


def broken(files: dict[str, bytes]) -> list[str]:
    """Links to files of the site that do not exist, as ``page -> address``."""
    root = "https://example.org/wissen/"
    return [
        f"{path} -> {link}"
        for path, content in files.items()
        if path.endswith(".html")
        for link in re.findall(r' href="([^"#]+)', content.decode())
        if (whole := urllib.parse.urljoin(root + path, link)).startswith(root)
        and addresses.file_of(whole.removeprefix(root).partition("?")[0]) not in files
        and "/medien/" not in whole
    ]


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [builders.entry("article", "undatiert")],
        [builders.entry("event-series", "reihe", path="events/reihe/index.md")],
        [builders.entry("place", "jena", invented=False, key="16053000")],
        [builders.entry("page", "impressum", role="imprint", image=PICTURE)],
        [builders.entry("podcast", "schau", path="episodes/index.md")],
        [builders.entry("newsletter", "n1")],
    ],
    ids=["home", "undated", "series", "place", "picture", "show", "newsletter"],
)
def test_nothing_is_linked_that_is_not_made(entries):
    """Every link of a site with one entry alone leads to a file."""
    assert broken(made(*entries)) == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "home"])
def test_an_entry_alone_links_to_nothing_that_is_not_made(kind):
    """Every link of a site with one entry of a kind leads to a file: its overview and its symbol, too."""
    show = [builders.entry("podcast", "schau", path="episodes/index.md")] if kind == "season" else []
    assert broken(made(*show, builders.entry(kind, "eins"))) == []


def test_a_home_page_alone_has_no_feeds_calendars_and_overviews():
    """A site without content has its home page, the index, and what machines read."""
    assert {path for path in made() if not path.startswith(("assets/", "csp/"))} == {
        "index.html", "404.html", "a-z/index.html", "robots.txt", "sitemap.xml",
    }  # fmt: skip


def test_credits_are_made_for_the_first_credited_picture():
    """A picture without a maker gives no page of credits; one with a maker does, and it is linked."""
    without = builders.entry("page", "impressum", image=PICTURE)
    named = builders.entry("page", "impressum", image=PICTURE | {"credit": "N. Lind"})
    assert "bildnachweise/index.html" not in made(without)
    files = made(named)
    assert b"bildnachweise/" in files["index.html"]
    assert "bildnachweise/index.html" in files
