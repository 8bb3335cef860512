"""What readers and search engines know: the address of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dreiklang import pages
from dreiklang.against.comparison import Comparison
from dreiklang.against.published_state import Page
from dreiklang.content.entries import Entry
from dreiklang.ground.problems import Problem
from dreiklang.settings import Settings, address_words


def vanished(c: Comparison) -> Iterator[Problem]:
    """Every page is still where it was, or its former address stands at the page that replaced it."""
    if c.old.pages is None:
        return
    pages = {page.address for page in c.now.pages or ()}
    missing = [page for page in c.old.pages if page.address not in pages | c.former]
    if missing and not all(page.id for page in missing):
        pages |= _all(c)
    # Where a word has changed, one line brings all of these back: its own finding stands for them.
    known = pages | c.former | {c.before(address) for address in pages}
    for page in missing:
        if page.address in known:
            continue
        entry = _now(c, page)
        if entry is not None:
            values = {"old": page.address, "new": c.site.address(entry)}
            yield c.problem("against-address-moved", entry, "former_addresses", **values)
        elif page.id or of_an_entry(page.address, c.site.settings):
            if c.whole:
                yield c.problem("against-address-vanished", c.gone(page.id), old=page.address)
        else:
            yield c.problem("against-list-vanished", None, old=page.address)


def _now(c: Comparison, page: Page) -> Entry | None:
    """The entry that stood at an address: by its id, which ends the addresses of entries."""
    if page.id or of_an_entry(page.address, c.site.settings):
        return c.entry(page.id or page.address.rstrip("/").rpartition("/")[2])
    return None


def _all(c: Comparison) -> set[str]:
    """The address of everything the site has as a page, lists and former addresses too."""
    found = (output.path for output in pages.outputs(c.site))
    return {path.removesuffix("index.html") for path in found if path.endswith(".html")}


def of_an_entry(address: str, settings: Settings) -> bool:
    """True for an address made from an id; false for lists, which come and go with what is in them."""
    today = settings.options.addresses
    known = (today, *address_words.former(today))
    facets = {getattr(one, name) for one in known for name in address_words.BELOW_EVENTS}
    numbered = re.compile(rf"(?:{'|'.join(one.page_number for one in known)})-\d+|\d{{4}}")
    parts = address.strip("/")
    for kind in address_words.OVERVIEWS:
        word = getattr(today, kind)
        if parts != word and not parts.startswith(f"{word}/"):
            continue
        rest = parts.removeprefix(word).strip("/").split("/")
        if kind == "event" and rest[0] == today.event_series:
            return len(rest) == 2
        if kind == "event" and rest[0] in facets:
            return False
        if kind in ("region", "search", "index", "credits", "recommendations"):
            return False
        most = 2 if kind == "podcast" else 1
        return bool(rest[0]) and len(rest) <= most and not numbered.fullmatch(rest[0])
    return bool(parts) and "/" not in parts
