"""How to subscribe to the podcast, for people who never heard of RSS and for those who did."""

from __future__ import annotations

from typing import Any

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import PODCAST
from dreiklang.content.podcast import Episode, Season
from dreiklang.content.records import Topic
from dreiklang.ground import dates
from dreiklang.pages import cards
from dreiklang.pages.view_parts import Feed, Subscription
from dreiklang.site import addresses, labels
from dreiklang.site.site import Site


def ways_to_subscribe(site: Site, language: str) -> Subscription | None:
    """The feed's address, directories and apps of the show; None without a podcast."""
    shows = site.library.of(PODCAST)
    if not shows:
        return None
    feed = addresses.podcast_feed(site.settings)
    return {
        "show": cards.card(site, shows[0], language),
        "feed": feed,
        "feed_url": addresses.absolute(feed, site.settings),
        "page": addresses.subscribe(site.settings),
        "places": [{"title": link.title, "url": link.url} for link in shows[0].fields.subscribe],
        "funding": {"title": shows[0].fields.funding.title, "url": shows[0].fields.funding.url}
        if shows[0].fields.funding
        else None,
    }


def season_feed(site: Site, season: Entry[Season]) -> Feed:
    """The feed of one season, as page heads announce it."""
    url = addresses.season_feed(season, site.library, site.settings)
    return {"title": season.title, "url": url, "type": "application/rss+xml"}


def feeds(site: Site) -> list[Feed]:
    """Every feed of the podcast, the show's first, as page heads announce them."""
    return [
        {"title": entry.title, "url": address, "type": "application/rss+xml"}
        for entry, address in addresses.podcast_feeds(site.library, site.settings)
    ]


def topic_feed(site: Site, topic: Entry[Topic]) -> Feed | None:
    """The feed of a topic's episodes; None where there are none."""
    address = addresses.topic_feed(topic, site.settings)
    return next((feed for feed in feeds(site) if feed["url"] == address), None)


def row(site: Site, episode: Entry[Episode], language: str) -> dict[str, Any]:
    """An episode in a list: its card, what it is called there, when it appeared and how long it is."""
    seconds = cards.seconds(site, episode)
    return {
        "card": cards.card(site, episode, language),
        "label": labels.episode_label(episode, language),
        "published": dates.stamp(site.published(episode).date(), language),
        "length": dates.about(seconds, language) if seconds else "",
    }
