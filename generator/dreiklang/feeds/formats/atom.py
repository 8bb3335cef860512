"""Atom (RFC 4287) from what a feed says; feedgen's loses attributes of links."""

from __future__ import annotations

from xml.etree import ElementTree

from dreiklang.feeds.formats.plain_text import clean, styled
from dreiklang.feeds.formats.syndication import Feed, Item

_NAMESPACE = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write_atom(feed: Feed) -> bytes:
    """The feed as UTF-8."""
    root = ElementTree.Element("feed", {"xmlns": _NAMESPACE, _LANG: feed.language})
    _add(root, "id", feed.urls["atom"])
    _add(root, "title", feed.title)
    if feed.description:
        _add(root, "subtitle", feed.description)
    _add(root, "updated", feed.updated.isoformat())
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.urls["atom"])
    _add(root, "link", rel="alternate", type="text/html", href=feed.url)
    _add(_add(root, "author"), "name", feed.title)
    _add(root, "generator", "Dreiklang")
    for item in feed.items:
        _entry(root, item)
    ElementTree.indent(root)
    return styled(
        bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n", feed.style
    )


def _entry(root: ElementTree.Element, item: Item) -> None:
    entry = ElementTree.SubElement(root, "entry", {_LANG: item.language})
    _add(entry, "id", item.guid)
    _add(entry, "title", item.title)
    _add(entry, "link", rel="alternate", type="text/html", href=item.url)
    _add(entry, "published", item.published.isoformat())
    _add(entry, "updated", item.updated.isoformat())
    for author in item.authors:
        _add(_add(entry, "author"), "name", author)
    for category in item.categories:
        _add(entry, "category", term=category)
    if item.summary:
        _add(entry, "summary", item.summary)
    _add(entry, "content", item.html, type="html")


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    cleaned = {key: clean(value) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, name, cleaned)
    element.text = clean(text) or None
    return element
