"""The podcast's feeds: the show, its seasons and its topics, for podcast apps and directories (PSP-1)."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE, PODCAST, SEASON, TOPIC
from dreiklang.content.podcast import Episode, Podcast
from dreiklang.feeds.formats import rss
from dreiklang.feeds.formats.rss import Channel, Item
from dreiklang.feeds.podcast import channels, enclosures, episode_items, feed_pages
from dreiklang.feeds.podcast.enclosures import Recording
from dreiklang.ground.outputs import Output, digest
from dreiklang.ground.source_digest import digest_of_code
from dreiklang.site import addresses
from dreiklang.site.site import Site


def outputs(site: Site) -> Iterator[Output]:
    """The pages of the show's feed, of each season's and each topic's."""
    for podcast in site.library.of(PODCAST)[:1]:
        items = heard(site, podcast)
        everyone = [e for id in items if (e := site.library.get(id)) and EPISODE.holds(e)]
        for about, address in addresses.podcast_feeds(site.library, site.settings):
            for page in feed_pages.pages(address, _members(site, about, everyone), _size(site)):
                channel = channels.channel(site, podcast, about, page, items)
                yield _output(channel, page.address, about)


def heard(site: Site, podcast: Entry[Podcast]) -> dict[str, Item]:
    """Items by id, newest first: each is made once, however many feeds show it."""
    return {episode.id: episode_items.item(site, podcast, episode, r) for episode, r in recorded(site)}


def recorded(site: Site) -> list[tuple[Entry[Episode], Recording]]:
    """Episodes, newest first; one whose recording is unknown cannot be heard anywhere."""
    known = [(e, r) for e in site.library.of(EPISODE) if (r := enclosures.recording(site, e))]
    return sorted(known, key=lambda pair: (site.published(pair[0]), pair[0].id), reverse=True)


def _members(site: Site, about: Entry, everyone: Sequence[Entry[Episode]]) -> list[Entry[Episode]]:
    """The episodes of a feed, newest first."""
    if SEASON.holds(about):
        return [episode for episode in everyone if episode.parent == about.id]
    if TOPIC.holds(about):
        named = {episode.id for episode in site.relations.with_topic(about)}
        return [episode for episode in everyone if episode.id in named]
    return list(everyone)


def _size(site: Site) -> int:
    return site.settings.options.podcast.page_size


def _output(channel: Channel, path: str, entry: Entry) -> Output:
    key = digest(digest_of_code(), channel.key)
    return Output(path, key, functools.partial(rss.write_channel, channel), entry.path)
