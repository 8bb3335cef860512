"""A text as feeds carry it: whole addresses, and only what reading apps show safely."""

from __future__ import annotations

from urllib.parse import urljoin

import nh3

from dreiklang.content.entries import Entry
from dreiklang.feeds.formats.plain_text import clean
from dreiklang.feeds.podcast import enclosures
from dreiklang.markup import late_links
from dreiklang.markup.late_links import LateLink
from dreiklang.site import addresses, link_resolution
from dreiklang.site.site import Site

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "dl", "dt", "em", "figcaption",
    "figure", "h2", "h3", "h4", "hr", "i", "img", "li", "ol", "p", "pre", "q", "strong", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
"""What remains of a text in a feed; of other elements the words remain."""

ATTRIBUTES = {
    "a": {"href"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}

_REMOVED = {"button", "form", "iframe", "math", "object", "script", "select", "style", "svg", "template"}


def of_body(site: Site, entry: Entry) -> str:
    """An entry's text as HTML for feeds; what its links mean is decided now."""
    return absolute(bound(site, entry, entry.body.html), site.url(entry))


def absolute(html: str, page: str) -> str:
    """Allow-listed HTML with whole addresses; relative ones are meant from ``page``."""

    def whole(tag: str, name: str, value: str) -> str:
        return urljoin(page, value) if name in ("href", "src") else value

    return nh3.clean(
        clean(html),
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags=_REMOVED,
        url_schemes={"http", "https", "mailto", "tel"},
        attribute_filter=whole,
        link_rel=None,
    ).strip()


def bound(site: Site, entry: Entry, html: str) -> str:
    """HTML whose late links are whole addresses; pictures that must not travel stay at home."""

    def resolve(late: LateLink) -> late_links.Bound | None:
        target = link_resolution.resolve_link(site, entry, late)
        if target is None or (target.facts and not _travels(site, target)):
            return None
        # A reference by id alone would show readers the id.
        text = target.late.target if target.late != late else ""
        if target.entry and late.target == target.entry.id:
            text = target.entry.title
        return late_links.Bound(addresses.absolute(target.address, site.settings), text=text)

    def embedded(late: LateLink) -> str | None:
        source = link_resolution.resolve_link(site, entry, late)
        blocks = source.entry.body.blocks if source and source.entry else ()
        block = next((block for block in blocks if block.id == late.fragment), None)
        return bound(site, source.entry, block.html) if source and source.entry and block else None

    return late_links.bind(late_links.embeds(html, embedded), resolve)


def _travels(site: Site, target: link_resolution.LinkTarget) -> bool:
    """Pictures are shown by others when they stand in a feed: only open licences allow that."""
    facts = target.facts
    picture = facts is not None and facts.type.startswith("image/")
    return not picture or enclosures.is_open(facts.sidecar.get("licence", "") if facts else "")
