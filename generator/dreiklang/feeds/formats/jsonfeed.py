"""JSON Feed 1.1 (jsonfeed.org) from what a feed says."""

from __future__ import annotations

import json
from typing import Any

from dreiklang.feeds.formats.syndication import Feed, Item


def write_jsonfeed(feed: Feed) -> bytes:
    """The feed as UTF-8; keys without a value are left out."""
    values = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.urls["json"],
        "description": feed.description,
        "language": feed.language,
    }
    head = _text(values).removesuffix("\n}")
    items = ",\n".join(item.written(item_text) for item in feed.items)
    return f'{head},\n "items": [{_between(items)}]\n}}\n'.encode()


def _between(items: str) -> str:
    return f"\n{items}\n " if items else ""


def item_text(item: Item) -> str:
    """An item as it stands in any feed."""
    values = {
        "id": item.guid,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html or f"<p>{item.summary}</p>",
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": author} for author in item.authors],
        "tags": list(item.categories),
        "image": item.image,
        "language": item.language,
    }
    # Strings hold no line breaks in JSON: whatever begins a line is ours to indent.
    return "  " + _text(values | dict(item.extensions)).replace("\n", "\n  ")


def _text(values: dict[str, Any]) -> str:
    return json.dumps({key: value for key, value in values.items() if value}, ensure_ascii=False, indent=1)
