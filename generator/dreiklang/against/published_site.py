"""What a published site says about itself, in a folder or at an address; and what a feed says."""

from __future__ import annotations

import functools
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from dreiklang import fetch
from dreiklang.against.published_state import Episode, Page, PublishedState, Unusable, episodes, events
from dreiklang.feeds import ledger
from dreiklang.feeds.formats.plain_text import line
from dreiklang.importing.feed import model, pages, parsing
from dreiklang.importing.feed.untrusted_xml import NotRead, children, parse, text_of
from dreiklang.settings import Settings
from dreiklang.site import addresses, former_addresses

MOST_BYTES = 50_000_000

Get = Callable[[str], bytes | None]
"""Gives a published file by its path from the site's root; None where there is none."""


class NothingThere(Exception):
    """Neither a list of episodes or events nor a map of pages, and no feed either."""


def of_folder(folder: Path, name: str, settings: Settings) -> PublishedState:
    """What the site in a folder says. Raises NothingThere, Unusable or NotRead."""

    def get(path: str) -> bytes | None:
        file = folder / path
        # A folder made by others may hold links; what they lead to is not the site.
        if not file.is_file() or not os.path.realpath(file).startswith(os.path.realpath(folder) + os.sep):
            return None
        return file.read_bytes() if file.stat().st_size <= MOST_BYTES else None

    return _of_site(get, name, settings)


def of_address(url: str, settings: Settings) -> PublishedState:
    """What the feed or the site at an address says. Raises NothingThere, Unusable, NotRead or Unreachable."""
    answer = fetch.get(url, most=MOST_BYTES)
    try:
        parsing.read_feed(answer.content)
    except NotRead:
        if answer.type.endswith("xml"):
            raise
        return _of_site(_remote(answer.url), url, settings)
    return of_feed(pages.load(url), url)


def of_feed(feed: model.Feed, name: str) -> PublishedState:
    """What a feed of any system says."""
    return PublishedState(
        name=name,
        show_guid=line(feed.guid),
        feed=line(feed.address),
        episodes=tuple(
            Episode(
                guid=line(item.guid),
                title=line(item.title),
                enclosure=line(item.enclosures[0].url),
                published=item.published,
                url=line(item.link),
            )
            for item in feed.items
            if item.guid and item.enclosures
        ),
    )


def _remote(root: str) -> Get:
    base = root if root.endswith("/") else urljoin(root, "./")

    def get(path: str) -> bytes | None:
        try:
            return fetch.get(urljoin(base, path), most=MOST_BYTES).content
        except fetch.Unreachable as error:
            if error.status in (404, 410):
                return None
            raise

    return get


def _of_site(get: Get, name: str, settings: Settings) -> PublishedState:
    get = _wherever(get, settings)
    ledgers = {kind: _items(get(addresses.ledger(kind, settings)), kind) for kind in ("podcast", "event")}
    base, listed = _pages(get, settings)
    raw = get(addresses.podcast_feed(settings))
    if not listed and raw is None and all(items is None for items in ledgers.values()):
        raise NothingThere
    feed = parsing.read_feed(raw) if raw is not None else None
    return PublishedState(
        name=name,
        base=base,
        show_guid=line(feed.guid) if feed else "",
        feed=line(feed.address) if feed else "",
        episodes=None if ledgers["podcast"] is None else episodes(ledgers["podcast"]),
        events=None if ledgers["event"] is None else events(ledgers["event"]),
        pages=listed or None,
        words=dict(_words(get, settings)),
    )


def _wherever(get: Get, settings: Settings) -> Get:
    """The same for a site that was published before words changed which have an entry among former ones."""

    @functools.cache
    def found(path: str) -> bytes | None:
        answers = (get(one) for one in (path, *former_addresses.paths(path, settings)))
        return next((answer for answer in answers if answer is not None), None)

    return found


def _words(get: Get, settings: Settings) -> Iterator[tuple[str, str]]:
    """Words of files, by what names them to programs and readers."""
    overview = addresses.overview("event", settings)
    podcast = addresses.podcast_feed(settings)
    named = (
        ("calendar_file", addresses.file_of(overview), rb'href="(?:[^"]*/)?([a-z0-9-]+)\.ics"'),
        ("event_file", addresses.event_feed(overview), rb"/([a-z0-9-]+)\.ics"),
        ("transcript_file", podcast, rb'<podcast:transcript [^>]*/([a-z0-9-]+)\.\w+"'),
        ("chapters_file", podcast, rb'<podcast:chapters [^>]*/([a-z0-9-]+)\.json"'),
    )
    for name, path, pattern in named:
        if found := re.search(pattern, get(path) or b""):
            yield name, found[1].decode()


def _items(raw: bytes | None, kind: str) -> Any:
    if raw is None:
        return None
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise Unusable(f"{kind}: JSON") from None
    if not isinstance(data, dict) or data.get("version") not in ledger.READABLE:
        raise Unusable(f"{kind}: version")
    return data.get("items")


def _pages(get: Get, settings: Settings) -> tuple[str, tuple[Page, ...]]:
    """The site's address by its robots.txt, and its pages by its map."""
    robots = (get("robots.txt") or b"").decode("utf-8", "replace")
    named = re.search(r"^Sitemap: (https?://\S+/)sitemap\.xml\s*$", robots, re.MULTILINE)
    base = named[1] if named else settings.site.base
    raw = get("sitemap.xml")
    if raw is None:
        return base, ()
    urls = [text_of(loc) for _, url in children(parse(raw)) for loc in url if str(loc.tag).endswith("}loc")]
    return base, tuple(Page(line(url).removeprefix(base)) for url in urls if url.startswith(base))
