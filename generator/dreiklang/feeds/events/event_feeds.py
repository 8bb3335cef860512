"""What is new about events, as RSS and JSON Feed: a feed for every archive that people can subscribe to."""

from __future__ import annotations

import functools
import heapq
from collections.abc import Callable, Iterator, Mapping

from dreiklang import i18n
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EVENT
from dreiklang.feeds.events import event_entries, event_items
from dreiklang.feeds.events.event_entries import FeedEntry
from dreiklang.feeds.formats import jsonfeed, news_rss, syndication
from dreiklang.feeds.formats.plain_text import line
from dreiklang.feeds.formats.syndication import Feed, Item
from dreiklang.ground.outputs import Output, digest
from dreiklang.ground.problems import Problem
from dreiklang.ground.source_digest import digest_of_code
from dreiklang.site import addresses, archives
from dreiklang.site.archives import Archive
from dreiklang.site.site import Site

FORMS: dict[str, Callable[[Feed], bytes]] = {"xml": news_rss.write_rss, "json": jsonfeed.write_jsonfeed}
"""Who writes each form."""

Known = Mapping[str, list[FeedEntry]]
"""The entries of each event, by its id, the newest first."""


def outputs(site: Site) -> Iterator[Output]:
    """Every feed of events in both forms; none without events."""
    if not site.has_feed(EVENT):
        return
    known = {event.id: event_entries.newest_first(site, event) for event in site.library.of(EVENT)}
    items: dict[str, Item] = {}
    for archive in archives.subscribed(site):
        feed = _feed(site, archive, tuple(_items(site, archive, known, items)))
        source = site.library.get(archive.value) if archive.facet is ArchiveFacet.SERIES else None
        for form, write in FORMS.items():
            key = digest(digest_of_code(), form, feed.key)
            path = addresses.event_feed(archive.address, form)
            yield Output(path, key, functools.partial(write, feed), source.path if source else None)


def _items(site: Site, archive: Archive, known: Known, made: dict[str, Item]) -> Iterator[Item]:
    """The newest entries of an archive's events; each item is made once for all feeds."""
    entries = (one for event in archive.events for one in known[event.id])
    for one in heapq.nlargest(syndication.MOST, entries, key=event_entries.feed_order):
        if one.guid not in made:
            made[one.guid] = event_items.item(site, one)
        yield made[one.guid]


def _feed(site: Site, archive: Archive, items: tuple[Item, ...]) -> Feed:
    settings = site.settings
    words = {"name": settings.site.name, "archive": archives.heading(site, archive)}
    xml = addresses.event_feed(archive.address)
    return Feed(
        title=line(i18n.text("feed_events", site.language).format(**words)),
        description=_description(site, archive),
        url=addresses.absolute(archive.address, settings),
        urls={
            form: addresses.absolute(addresses.event_feed(archive.address, form), settings) for form in FORMS
        },
        language=site.language,
        items=items,
        style=addresses.relative(addresses.feed_style("event", settings), xml),
    )


def _description(site: Site, archive: Archive) -> str:
    """What the feed tells; before it what a series is about."""
    about: Entry | None = site.library.get(archive.value) if archive.facet is ArchiveFacet.SERIES else None
    what = i18n.text("feed_events_what", site.language)
    return line(f"{about.fields.summary} {what}" if about else what)


def check(site: Site) -> Iterator[Problem]:
    """An event that is still to come says when it was announced, or feeds cannot tell it."""
    for event in site.library.of(EVENT):
        if event.fields.date is None and not site.is_past(event):
            yield Problem("feed-event-undated", event.place())
