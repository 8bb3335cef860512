"""Where a late link of a text leads: the one answer that pages and feeds share."""

from __future__ import annotations

from dataclasses import dataclass

from dreiklang import addresses
from dreiklang.content.entries import Entry
from dreiklang.content.library import resolve
from dreiklang.content.media import MediaFacts
from dreiklang.markup import links
from dreiklang.markup.links import Late
from dreiklang.site import Site


@dataclass(frozen=True)
class Target:
    """An address relative to the site, fragment included, and what stands there."""

    address: str
    entry: Entry | None = None
    facts: MediaFacts | None = None


def find(site: Site, page: Entry, late: Late) -> Target | None:
    """What a link in the text of ``page`` means; None for what is not there (or not yet)."""
    if late.kind == "media":
        facts = site.library.media.get(late.target)
        return Target(addresses.media(late.target), facts=facts) if facts else None
    entry = _entry(site, page, late)
    if entry is None:
        return None
    address = site.address(entry)
    anchor = links.anchor(entry.body, late.fragment) if late.fragment else None
    # An entry without a page of its own has an anchor as address; anchors within it are on no page.
    return Target(f"{address}#{anchor}" if anchor and "#" not in address else address, entry)


def _entry(site: Site, page: Entry, late: Late) -> Entry | None:
    if late.kind == "file":
        return site.library.by_path(late.target)
    if late.kind not in ("name", "embed"):
        return None
    if not late.target:
        return page
    found = resolve(site.library, late.target)
    return found[0] if len(found) == 1 else None
