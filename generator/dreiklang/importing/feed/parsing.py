"""A feed's bytes as plain values: RSS 2.0 with what Apple, Podlove and the podcast namespace add."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dreiklang.importing.feed import items, values
from dreiklang.importing.feed.model import Feed, Link
from dreiklang.importing.feed.untrusted_xml import NotRead, children, parse, text_of

MOST_ITEMS = 20_000
_UNDERSTOOD = {
    "item", "title", "link", "description", "language", "image", "atom:link", "copyright", "category",
    "itunes:author", "itunes:owner", "itunes:category", "itunes:image", "itunes:explicit", "itunes:type",
    "itunes:summary", "itunes:subtitle", "itunes:block", "itunes:complete", "itunes:new-feed-url",
    "podcast:guid", "podcast:locked", "podcast:license", "podcast:funding", "podcast:person",
    "managingEditor", "content:encoded", "itunes:keywords", "podcast:image", "podcast:images",
    "generator",
}  # fmt: skip
_SAID_OTHERWISE = {
    "lastBuildDate", "pubDate", "docs", "ttl", "webMaster", "cloud",
    "itunes:name", "itunes:title", "googleplay:author", "googleplay:category", "googleplay:description",
    "googleplay:email", "googleplay:explicit", "googleplay:image", "googleplay:owner", "googleplay:block",
    "sy:updatePeriod", "sy:updateFrequency", "podcast:medium",
    "podcast:podping", "fh:complete", "fh:archive", "media:thumbnail", "media:category",
    "creativeCommons:license", "dc:creator", "dc:language", "author",
}  # fmt: skip
"""What repeats something above, or only concerned the old system."""


def read_feed(raw: bytes) -> Feed:
    """The feed of a document. Raises NotRead for what is no RSS."""
    root = parse(raw)
    channel = next((element for key, element in children(root) if key == "channel"), None)
    if root.tag != "rss" or channel is None:
        raise NotRead("feed-not-rss", root=str(etree.QName(root).localname)[:60])
    found: dict[str, list[etree._Element]] = {}
    for key, child in children(channel):
        found.setdefault(key, []).append(child)
    if len(found.get("item", ())) > MOST_ITEMS:
        raise NotRead("feed-too-many", most=MOST_ITEMS)
    return _feed(found)


def _feed(found: dict[str, list[etree._Element]]) -> Feed:
    def first(*names: str) -> str:
        return next((t for n in names for e in found.get(n, ()) if (t := text_of(e))), "")

    owner = {key: text_of(e) for element in found.get("itunes:owner", ()) for key, e in children(element)}
    locked = first("podcast:locked")
    return Feed(
        title=values.plain(first("title")),
        address=_link(found, "self"),
        next_page=_link(found, "next"),
        link=first("link"),
        html=first("content:encoded", "description", "itunes:summary"),
        summary=values.plain(first("itunes:subtitle", "itunes:summary", "description")),
        language=first("language"),
        author=values.plain(first("itunes:author", "managingEditor", "copyright")),
        owner_name=values.plain(owner.get("itunes:name", "")),
        owner_email=owner.get("itunes:email", ""),
        categories=tuple(_categories(found.get("itunes:category", []))),
        image=_image(found),
        pictures=tuple(items.pictures(found)),
        keywords=tuple(items.keywords(found)),
        explicit=values.truth(first("itunes:explicit")),
        order="serial" if first("itunes:type").lower() == "serial" else "episodic",
        guid=first("podcast:guid"),
        locked=values.truth(locked) if locked else None,
        licence=first("podcast:license"),
        generator=first("generator"),
        funding=tuple(
            Link(text_of(e) or e.get("url", ""), e.get("url", "")) for e in found.get("podcast:funding", ())
        ),
        people=tuple(items.people(found.get("podcast:person", []))),
        hidden=values.truth(first("itunes:block")),
        complete=values.truth(first("itunes:complete")),
        moved_to=first("itunes:new-feed-url"),
        items=tuple(items.read_item(element) for element in found.get("item", ())),
        lost=tuple(key for key in found if key not in _UNDERSTOOD | _SAID_OTHERWISE),
    )


def _link(found: dict[str, list[etree._Element]], rel: str) -> str:
    for element in found.get("atom:link", ()):
        if element.get("rel", "").lower() == rel:
            return element.get("href", "").strip()
    return ""


def _categories(elements: list[etree._Element]) -> Iterator[str]:
    """``Arts``, ``Arts > Books``; a category that only holds another one is named by both."""
    for element in elements:
        name = element.get("text", "").strip()
        below = [e.get("text", "").strip() for key, e in children(element) if key == "itunes:category"]
        yield from (f"{name} > {part}" for part in below if part)
        if name and not any(below):
            yield name


def _image(found: dict[str, list[etree._Element]]) -> str:
    for element in found.get("itunes:image", ()):
        if href := element.get("href", "").strip():
            return href
    return next(
        (text_of(e) for image in found.get("image", ()) for k, e in children(image) if k == "url"), ""
    )
