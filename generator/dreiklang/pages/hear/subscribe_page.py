"""The page that says how to subscribe: apps, the address, a QR code, and every feed there is."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator
from typing import Any

import segno

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import PODCAST
from dreiklang.content.podcast import Podcast
from dreiklang.pages.hear import subscriptions
from dreiklang.pages.layout import crumb, page_head
from dreiklang.pages.render import View
from dreiklang.site import addresses, labels
from dreiklang.site.site import Site

APPS = (
    ("Apple Podcasts", "iPhone, iPad, Mac", "podcast://{rest}"),
    ("AntennaPod", "Android", "antennapod-subscribe://{rest}"),
    ("Pocket Casts", "Android, iPhone", "pktc://subscribe/{rest}"),
    ("Overcast", "iPhone", "overcast://x-callback-url/add?url={quoted}"),
    ("Podcast Addict", "Android", "podcastaddict://{rest}"),
    ("gPodder", "Linux, Windows, Mac", "gpodder://{rest}"),
    ("", "", "pcast://{rest}"),
)
"""Apps with their systems and the links they answer to; the last one is for any other app."""

QUIET = 4
"""Light modules around a QR code (ISO/IEC 18004, 9.1)."""


def subscribe_pages(site: Site) -> Iterator[View]:
    """The page; none without a podcast."""
    for show in site.library.of(PODCAST)[:1]:
        yield _view(site, show)


def _view(site: Site, show: Entry[Podcast]) -> View:
    language = show.fields.lang or site.language
    address = addresses.subscribe(site.settings)
    whole = addresses.absolute(address, site.settings)
    feed = addresses.absolute(addresses.podcast_feed(site.settings), site.settings)
    data = {
        "subscribe": subscriptions.ways_to_subscribe(site, language),
        "apps": apps(feed, language),
        "code": code(whole) | {"text": i18n.text("subscribe_qr_alt", language).format(url=whole)},
        "feeds": _parts(site, show, language),
        "opml": addresses.feed_list(site.settings),
    }
    title = i18n.text("subscribe_title", language)
    about = page_head(
        site, title, address, voice="hear", kind="subscribe", section="podcast", language=language,
        description=i18n.text("subscribe_intro", language), feeds=subscriptions.feeds(site)[1:],
        crumbs=[crumb(show.title, site.address(show)), crumb(i18n.text("subscribe_crumb", language))],
    )  # fmt: skip
    return View("subscribing.html", about, data)


def apps(feed: str, language: str) -> list[dict[str, str]]:
    """Links that open an app at the feed with this whole URL."""
    rest, quoted = feed.partition("://")[2], urllib.parse.quote(feed, safe="")
    return [
        {
            "title": title or i18n.text("subscribe_app_other", language),
            "systems": systems,
            "url": link.format(rest=rest, quoted=quoted),
        }
        for title, systems, link in APPS
    ]


def code(text: str) -> dict[str, Any]:
    """A QR code as drawing: modules a side, the quiet zone included, and a path of all dark ones.

    Byte mode with at least level M of error correction (ISO/IEC 18004).
    """
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return {"size": len(rows) + 2 * QUIET, "path": path}


def _parts(site: Site, show: Entry[Podcast], language: str) -> list[dict[str, str]]:
    """The feeds of seasons and topics."""
    named = i18n.text("subscribe_feed_of", language)
    return [
        {
            "id": f"dk-feed-of-{entry.id}",
            "title": named.format(kind=_called(entry, language), title=entry.title),
            "page": site.address(entry),
            "url": addresses.absolute(address, site.settings),
        }
        for entry, address in addresses.podcast_feeds(site.library, site.settings)
        if entry is not show
    ]  # fmt: skip


def _called(entry: Entry, language: str) -> str:
    return labels.label(entry, language) or labels.kind_word(entry.kind, language)
