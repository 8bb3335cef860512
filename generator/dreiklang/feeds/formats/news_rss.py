"""Feeds of news and events as RSS 2.0."""

from __future__ import annotations

from dreiklang.feeds.formats import rss
from dreiklang.feeds.formats.syndication import Feed, Item


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
            items=tuple(item.written(_item) for item in feed.items),
            style=feed.style,
        )
    )


def _item(item: Item) -> rss.Item:
    return rss.Item(
        guid=item.guid,
        title=item.title,
        link=item.url,
        published=item.published,
        summary=item.summary,
        html=item.html,
        categories=item.categories,
        tags=tuple(rss.Tag("dc:creator", author) for author in item.authors),
    )
