"""JSON Feed 1.1 (jsonfeed.org) from the view of the news."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dreiklang.feeds.news import Feed, News


def write(feed: Feed) -> bytes:
    """The feed as UTF-8; keys without a value are left out."""
    values = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.urls["json"],
        "description": feed.description,
        "language": feed.language,
        "items": [_filled(_item(news)) for news in feed.items],
    }
    return (
        json.dumps(_filled(values) | {"items": values["items"]}, ensure_ascii=False, indent=1) + "\n"
    ).encode()


def _item(news: News) -> dict[str, Any]:
    return {
        "id": news.guid,
        "url": news.url,
        "title": news.title,
        "summary": news.summary,
        "content_html": news.html or f"<p>{news.summary}</p>",
        "date_published": news.published.isoformat(),
        "date_modified": news.updated.isoformat(),
        "authors": [{"name": author} for author in news.authors],
        "tags": list(news.categories),
        "image": news.image,
        "language": news.language,
    }


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
