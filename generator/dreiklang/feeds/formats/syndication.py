"""What news readers are told, in values from which RSS, Atom and JSON Feed are written.

The same item may stand in many feeds: it is made once, and each form of it is written once.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dreiklang.feeds.formats import jsonfeed, rss
from dreiklang.ground.outputs import digest

MOST = 50
"""Items in a feed; older ones stand on the site."""

NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without items changed."""


@dataclass(frozen=True)
class Item:
    """One piece of news: ``html`` is its text with absolute addresses, ``summary`` plain text.

    ``extensions`` are objects of our own in JSON Feed, by names that begin with ``_``.
    """

    guid: str
    title: str
    url: str
    published: dt.datetime
    updated: dt.datetime
    summary: str
    html: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    image: str
    language: str
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @functools.cached_property
    def key(self) -> str:
        """Names the item's content."""
        return digest(repr(self))

    @functools.cached_property
    def rss(self) -> rss.Item:
        """The item as RSS has it."""
        return rss.Item(
            guid=self.guid,
            title=self.title,
            link=self.url,
            published=self.published,
            summary=self.summary,
            html=self.html,
            categories=self.categories,
            tags=tuple(rss.Tag("dc:creator", author) for author in self.authors),
        )

    @functools.cached_property
    def json(self) -> str:
        """The item as JSON Feed has it, written once."""
        return jsonfeed.item_text(self)


@dataclass(frozen=True)
class Feed:
    """What all forms of a feed say: ``url`` is the page it belongs to, ``urls`` are its own, by form.

    ``style`` is the address of a style sheet for browsers, relative to the XML forms.
    """

    title: str
    description: str
    url: str
    urls: Mapping[str, str]
    language: str
    items: tuple[Item, ...]
    style: str

    @property
    def updated(self) -> dt.datetime:
        """The last change of an item: content decides, never the clock."""
        return max((item.updated for item in self.items), default=NEVER)

    @property
    def key(self) -> str:
        """Names the feed's content."""
        return digest(repr(replace(self, items=())), *(item.key for item in self.items))


def write_rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0."""
    return rss.write_channel(
        rss.Channel(
            title=feed.title,
            url=feed.urls["xml"],
            link=feed.url,
            description=feed.description or feed.title,
            language=feed.language,
            updated=feed.updated,
            items=tuple(item.rss for item in feed.items),
            style=feed.style,
        )
    )
