"""Linked data (schema.org) of the podcast."""

from __future__ import annotations

from typing import Any

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import PERSON, PODCAST, SEASON
from dreiklang.content.podcast import Episode, Podcast, Season
from dreiklang.ground import dates
from dreiklang.pages import cards
from dreiklang.site import addresses
from dreiklang.site.site import Site

CONTEXT = "https://schema.org"


def podcast(site: Site, show: Entry[Podcast]) -> dict[str, Any]:
    """A PodcastSeries with its feed."""
    cover = cards.picture(site, show, show.fields.cover)
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "PodcastSeries",
            "@id": site.url(show),
            "name": show.title,
            "description": show.fields.summary,
            "url": site.url(show),
            "webFeed": addresses.absolute(addresses.podcast_feed(site.settings), site.settings),
            "author": {"@type": "Organization", "name": show.fields.author},
            "inLanguage": show.fields.language,
            "image": addresses.absolute(cover["url"], site.settings) if cover else "",
        }
    )


def episode(site: Site, entry: Entry[Episode], audio: str, transcript: str) -> dict[str, Any]:
    """A PodcastEpisode; ``audio`` and ``transcript`` are whole URLs or empty."""
    season = site.library.parent(entry, SEASON)
    shows = site.library.of(PODCAST)
    seconds = cards.seconds(site, entry)
    duration = dates.iso_duration(seconds) if seconds else ""
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "PodcastEpisode",
            "@id": site.url(entry),
            "name": entry.title,
            "description": entry.fields.summary,
            "url": site.url(entry),
            "episodeNumber": entry.fields.number,
            "datePublished": site.published(entry).isoformat(timespec="minutes"),
            "duration": duration,
            "associatedMedia": _without_empty(
                {"@type": "AudioObject", "contentUrl": audio, "duration": duration, "transcript": transcript}
            ),
            "partOfSeries": {"@type": "PodcastSeries", "@id": site.url(shows[0]), "name": shows[0].title}
            if shows
            else None,
            "partOfSeason": _season(season) if season else None,
            "actor": [_person(site, p.person) for p in (*entry.fields.hosts, *entry.fields.guests)],
        }
    )


def _season(season: Entry[Season]) -> dict[str, Any]:
    return {"@type": "PodcastSeason", "seasonNumber": season.fields.number, "name": season.title}


def _person(site: Site, name: str) -> dict[str, Any]:
    person = site.one(name, PERSON)
    return {"@type": "Person", "name": person.title if person else name}


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """A property without a value says nothing and is left out."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
