"""A feed from a file or an address, with all its pages (RFC 5005, 3)."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from dreiklang import fetch
from dreiklang.importing.feed import parsing
from dreiklang.importing.feed.model import Feed
from dreiklang.importing.feed.untrusted_xml import NotRead

MOST_PAGES = 100
MOST_BYTES = 50_000_000


def load(source: str) -> Feed:
    """The whole feed; one item for every GUID. Raises NotRead.

    A file's next pages are fetched, too, where they are addresses; a page that cannot be read
    stops everything: half a show would look like a whole one.
    """
    if fetch.is_address(source):
        raw, address = _fetched(source)
        return _whole(parsing.read_feed(raw), address)
    return _whole(parsing.read_feed(_file(Path(source))), "")


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotRead("feed-file", detail=error.strerror or str(error)) from None
    if len(raw) > MOST_BYTES:
        raise NotRead("feed-too-large", most=MOST_BYTES // 1_000_000)
    return raw


def _fetched(url: str, public: bool = False) -> tuple[bytes, str]:
    try:
        answer = fetch.get(url, public=public, most=MOST_BYTES)
    except fetch.Unreachable as error:
        raise NotRead("feed-unreachable", url=error.url, detail=error.reason) from None
    return answer.content, answer.url


def _whole(feed: Feed, address: str) -> Feed:
    items, page, seen = list(feed.items), feed, {address}
    while page.next_page and len(seen) <= MOST_PAGES:
        url = urljoin(address, page.next_page)
        if url in seen or not fetch.is_address(url):
            break
        seen.add(url)
        # Pages of one feed lie on one host; another one may be anywhere, even in our own network.
        raw, _ = _fetched(url, public=urlsplit(url).netloc != urlsplit(address).netloc)
        page = parsing.read_feed(raw)
        items += page.items
    if len(seen) > MOST_PAGES:
        raise NotRead("feed-too-many", most=f"{MOST_PAGES} ×")
    first = {(item.guid or item.title, item.title): item for item in reversed(items)}
    kept = [item for item in items if first[(item.guid or item.title, item.title)] is item]
    return dataclasses.replace(feed, items=tuple(kept), address=feed.address or address)
