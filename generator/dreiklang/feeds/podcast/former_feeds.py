"""Feeds at addresses they once had: static hosts cannot redirect, and apps follow no page.

A copy of today's feed lies there that says where it is now (``itunes:new-feed-url``, Apple): apps
that understand it move on by themselves, all others go on being served.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import PODCAST, SEASON
from dreiklang.ground.outputs import Output, digest
from dreiklang.site import addresses, former_addresses
from dreiklang.site.site import Site

_END = b"</channel>"
_TAG = b"<itunes:new-feed-url>"


def outputs(site: Site, feeds: Iterable[Output]) -> Iterator[Output]:
    """A copy for every former address of the show's feed, a season's or a topic's; ``feeds`` are today's."""
    made = {feed.path: feed for feed in feeds}
    taken = set(made)
    for path, today in _former(site):
        feed = made.get(today)
        if feed is not None and path not in taken:
            taken.add(path)
            key = digest("former feed", feed.key)
            # Without a source: MkDocs would take it for the page of the show.
            yield Output(path, key, functools.partial(_moved, feed, site))


def _former(site: Site) -> Iterator[tuple[str, str]]:
    """Every former address of a feed with today's: those that editors wrote, then those of former words."""
    yield from ((path, _feed(site, entry)) for path, entry in addresses.former_files(site.library))
    for _, feed in addresses.podcast_feeds(site.library, site.settings):
        yield from ((path, feed) for path in former_addresses.paths(feed, site.settings))


def _feed(site: Site, entry: Entry) -> str:
    if PODCAST.holds(entry):
        return addresses.podcast_feed(site.settings)
    return addresses.season_feed(entry, site.library, site.settings) if SEASON.holds(entry) else ""


def _moved(feed: Output, site: Site) -> bytes:
    """The feed with its new address; one that moves away altogether says so already."""
    content = feed.make()
    assert isinstance(content, bytes)  # noqa: S101 - feeds are made, not copied
    if _TAG in content:
        return content
    url = escape(addresses.absolute(feed.path, site.settings)).encode()
    head, end, tail = content.rpartition(_END)
    return head + _TAG + url + b"</itunes:new-feed-url>" + end + tail
