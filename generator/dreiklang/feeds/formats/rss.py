"""RSS 2.0 from plain values: the only place that knows feedgen and its traps."""

from __future__ import annotations

import datetime as dt
import functools
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from dreiklang.feeds.formats.plain_text import clean, line, styled
from dreiklang.ground.outputs import digest

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}

_LOCALE = threading.Lock()
"""feedgen switches the locale of the whole process while it writes dates."""


@dataclass(frozen=True)
class Tag:
    """An element that feedgen does not write: ``prefix:name``, text, attributes, children."""

    name: str
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Tag, ...] = ()


@dataclass(frozen=True)
class Enclosure:
    """The recording of an item: absolute URL, size in bytes, type."""

    url: str
    length: int
    type: str


@dataclass(frozen=True)
class Item:
    """One item. ``html`` is full text with absolute addresses; ``summary`` is plain text."""

    guid: str
    title: str
    link: str
    published: dt.datetime
    summary: str
    html: str = ""
    enclosure: Enclosure | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()

    @functools.cached_property
    def key(self) -> str:
        """Names the item's content; taken once, however many feeds show the item."""
        return digest(repr(self))

    @functools.cached_property
    def written(self) -> bytes:
        """The item as it stands in any feed, whose root declares its prefixes; written once."""
        feed = _feed(_prefixes(self.tags))
        # What the specification asks of a channel (RSS 2.0); only the item is kept.
        feed.title("-")
        feed.link(href="-")
        feed.description("-")
        _fill(feed.add_entry(), self)
        whole = _bytes(feed)
        return whole[whole.index(_ITEMS) : whole.rindex(_END)]


@dataclass(frozen=True)
class Channel:
    """A feed: ``url`` is its own address, ``link`` the page it belongs to.

    ``style`` is the relative address of a style sheet for browsers.
    """

    title: str
    url: str
    link: str
    description: str
    language: str
    updated: dt.datetime
    items: tuple[Item, ...]
    style: str
    copyright: str = ""
    image: str = ""
    tags: tuple[Tag, ...] = ()

    @property
    def key(self) -> str:
        """Names the feed's content."""
        return digest(repr(replace(self, items=())), *(item.key for item in self.items))


class _ChannelTags(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Writes our own elements into the channel."""

    def __init__(self) -> None:
        self.tags: tuple[Tag, ...] = ()
        self.prefixes: frozenset[str] = frozenset()

    def extend_ns(self) -> dict[str, str]:
        return {prefix: NAMESPACES[prefix] for prefix in sorted(self.prefixes)}

    def extend_rss(self, feed: Any) -> None:
        for tag in self.tags:
            _append(feed[0], tag)


class _ItemTags(BaseEntryExtension):  # type: ignore[misc]
    """Writes our own elements into an item."""

    def __init__(self) -> None:
        self.tags: tuple[Tag, ...] = ()

    def extend_rss(self, entry: Any) -> None:
        for tag in self.tags:
            _append(entry, tag)


def write_channel(channel: Channel) -> bytes:
    """The feed as UTF-8; equal channels give equal bytes. Items keep their order."""
    head, end, tail = _bytes(_channel(channel)).rpartition(_END)
    return styled(b"".join([head, *(item.written for item in channel.items), end, tail]), channel.style)


_ITEMS, _END = b"    <item>\n", b"  </channel>"


def _bytes(feed: FeedGenerator) -> bytes:
    with _LOCALE:
        return bytes(feed.rss_str(pretty=True))


def _feed(prefixes: Iterable[str]) -> FeedGenerator:
    feed = FeedGenerator()
    feed.register_extension("own", _ChannelTags, _ItemTags, atom=False)
    feed.own.prefixes = frozenset(prefixes)
    return feed


def _channel(channel: Channel) -> FeedGenerator:
    feed = _feed(_prefixes([*channel.tags, *(tag for item in channel.items for tag in item.tags)]))
    feed.own.tags = channel.tags
    feed.title(line(channel.title))
    feed.description(clean(channel.description) or line(channel.title))
    feed.language(channel.language)
    feed.generator("Dreiklang")
    feed.lastBuildDate(channel.updated)
    if channel.copyright:
        feed.copyright(line(channel.copyright))
    # The page comes last: feedgen makes the last link of any kind the channel's link.
    feed.link(href=channel.url, rel="self", type="application/rss+xml")
    feed.link(href=channel.link, rel="alternate")
    if channel.image:
        feed.image(channel.image, title=line(channel.title), link=channel.link)
    return feed


def _fill(entry: FeedEntry, item: Item) -> None:
    entry.own.tags = item.tags
    entry.title(line(item.title))
    entry.link(href=item.link, rel="alternate")
    entry.guid(line(item.guid), permalink=False)
    entry.published(item.published)
    # Without a description feedgen drops content:encoded.
    entry.description(clean(item.summary) or line(item.title))
    if item.html:
        entry.content(clean(item.html))
    if item.enclosure:
        entry.enclosure(item.enclosure.url, str(item.enclosure.length), item.enclosure.type)
    for category in item.categories:
        entry.category(term=line(category))


def _append(parent: Any, tag: Tag) -> None:
    prefix, _, name = tag.name.rpartition(":")
    qualified = f"{{{NAMESPACES[prefix]}}}{name}" if prefix else name
    element = xml_elem(qualified, parent)
    for key, value in tag.attributes.items():
        element.set(key, clean(value))
    element.text = clean(tag.text) or None
    for child in tag.children:
        _append(element, child)


def _prefixes(tags: Iterable[Tag]) -> Iterator[str]:
    """The prefixes that elements really use."""
    waiting = [*tags]
    while waiting:
        tag = waiting.pop()
        waiting += tag.children
        if ":" in tag.name:
            yield tag.name.partition(":")[0]
