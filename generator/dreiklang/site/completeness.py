"""No published entry is half there: what was really made is compared with what was to be made.

Readers come to an entry by its address, by the A–Z and by the search. Each of these is made
somewhere else, and knows kinds by itself; a kind that one of them does not know would be linked
and lead nowhere. Each hands over here what it made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import HOME
from dreiklang.ground.problems import Problem
from dreiklang.site.site import Site


def without_page(
    site: Site, pages: Collection[str], anchors_of: Callable[[str], Collection[str]]
) -> Iterator[Problem]:
    """Entries whose address no page answers.

    ``pages`` are the addresses of all pages; ``anchors_of`` finds those on one of them, and is
    asked only for pages on which another entry lives.
    """
    anchors: dict[str, Collection[str]] = {}
    for entry in site.library.entries:
        page, _, anchor = site.address(entry).partition("#")
        if anchor and page in pages and page not in anchors:
            anchors[page] = anchors_of(page)
        if page not in pages or (anchor and anchor not in anchors[page]):
            yield _missing("entry-without-page", site, entry)


def without_line(site: Site, lines: Collection[str]) -> Iterator[Problem]:
    """Entries that the A–Z does not lead to, by the addresses of its ``lines``; nobody looks up the home."""
    for entry in site.library.entries:
        if not HOME.holds(entry) and site.address(entry) not in lines:
            yield _missing("entry-without-line", site, entry)


def without_document(site: Site, documents: Collection[str]) -> Iterator[Problem]:
    """Entries with a page of their own that the search does not have, by the addresses of its documents."""
    for entry in site.library.entries:
        address = site.address(entry)
        if "#" not in address and address not in documents:
            yield _missing("entry-without-document", site, entry)


def _missing(code: str, site: Site, entry: Entry) -> Problem:
    values = {"title": entry.title, "kind": entry.kind, "address": f"/{site.address(entry)}"}
    return Problem(code, entry.place(), values)
