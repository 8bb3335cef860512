"""Where a late link of a text leads: the one answer that pages and feeds share."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dreiklang.site import addresses
from dreiklang.content.entries import Entry
from dreiklang.content.library import referred
from dreiklang.content.file_facts import MediaFacts
from dreiklang.markup import late_links
from dreiklang.markup.late_links import LateLink
from dreiklang.site.site import Site


@dataclass(frozen=True)
class LinkTarget:
    """An address relative to the site, fragment included, and what stands there.

    ``late`` is the link as it was meant: a number behind ``#`` belongs to its name.
    """

    address: str
    late: LateLink
    entry: Entry | None = None
    facts: MediaFacts | None = None


def resolve_link(site: Site, page: Entry, late: LateLink) -> LinkTarget | None:
    """What a link in the text of ``page`` means; None for what is not there (or not yet)."""
    if late.kind == "media":
        facts = site.library.media.get(late.target)
        return LinkTarget(addresses.media(late.target), late, facts=facts) if facts else None
    entry, late = _entry(site, page, late)
    if entry is None:
        return None
    address = site.address(entry)
    anchor = late_links.anchor(entry.body, late.fragment) if late.fragment else None
    # An entry without a page of its own has an anchor as address; anchors within it are on no page.
    return LinkTarget(f"{address}#{anchor}" if anchor and "#" not in address else address, late, entry)


def _entry(site: Site, page: Entry, late: LateLink) -> tuple[Entry | None, LateLink]:
    """The entry, and the link as it is meant."""
    if late.kind == "file":
        return site.library.by_path(late.target), late
    if late.kind not in ("name", "embed"):
        return None, late
    if not late.target:
        return page, late
    found, fragment = referred(site.library, late.target, late.fragment)
    if fragment != late.fragment:
        late = replace(late, target=f"{late.target} #{late.fragment}", fragment="")
    return (found[0] if len(found) == 1 else None), late
