"""What directories ask of a show beyond its files: Apple, Spotify, PSP-1 and the podcast namespace.

Sources: Apple Podcasts for Creators, "Podcast RSS feed requirements"; Podcast Standards Project,
PSP-1; podcast namespace, ``updateFrequency``, ``podroll`` and ``license``; RFC 5646.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator

import babel

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE, SEASON
from dreiklang.content.podcast import Podcast
from dreiklang.feeds.calendars import ical
from dreiklang.feeds.podcast import licences
from dreiklang.ground.problems import Problem
from dreiklang.site.site import Site


def has_description(_: Site, podcast: Entry[Podcast]) -> Iterator[Problem]:
    """A show says what it is about (PSP-1, channel)."""
    if not (podcast.fields.summary or podcast.body.text):
        yield Problem("feed-description-missing", podcast.place())


def language_known(_: Site, podcast: Entry[Podcast]) -> Iterator[Problem]:
    """The language spoken is one that directories know: ``de``, ``de-AT``."""
    language = podcast.fields.language
    try:
        babel.Locale.parse(language, sep="-")
    except (ValueError, babel.UnknownLocaleError):
        yield Problem("feed-language-unknown", podcast.place("language"), {"language": language})


def addresses_are_ascii(site: Site, podcast: Entry[Podcast]) -> Iterator[Problem]:
    """Addresses in feeds, mail addresses included, have no umlauts: some apps cannot follow them."""
    fields = podcast.fields
    written = {
        "owner.email": fields.owner.email,
        "funding.url": fields.funding.url if fields.funding else "",
        "moved_to": fields.moved_to or "",
        **{f"recommends.{index}.feed": other.feed for index, other in enumerate(fields.recommends)},
    }
    # Every address in a feed begins with the site's own.
    for name, value in ({"": site.settings.site.base} | written).items():
        if not value.isascii():
            yield Problem("feed-address-ascii", podcast.place(name), {"address": value})


def rule_known(_: Site, podcast: Entry[Podcast]) -> Iterator[Problem]:
    """How often episodes come is a recurrence rule that programs can read."""
    frequency = podcast.fields.update_frequency
    if frequency and frequency.rule and not ical.is_rule(frequency.rule):
        place = podcast.place("update_frequency.rule")
        yield Problem("feed-rule-unknown", place, {"rule": frequency.rule})


def recommended_have_guids(_: Site, podcast: Entry[Podcast]) -> Iterator[Problem]:
    """Recommended podcasts are named by their GUIDs, which are UUIDs."""
    for index, other in enumerate(podcast.fields.recommends):
        try:
            uuid.UUID(other.guid)
        except ValueError:
            yield Problem("feed-guid-format", podcast.place(f"recommends.{index}.guid"), {"guid": other.guid})


def licence_known(_: Site, podcast: Entry[Podcast]) -> Iterator[Problem]:
    """The licence has a name that programs know; another one stands in the copyright alone."""
    written = podcast.fields.licence
    if written and not licences.slug(written):
        yield Problem("feed-licence-unknown", podcast.place("licence"), {"licence": written})


def has_episodes(site: Site, podcast: Entry[Podcast]) -> Iterator[Problem]:
    """Directories take a show once it has an episode."""
    if not site.library.of(EPISODE):
        yield Problem("feed-without-episodes", podcast.place())


def serial_has_numbers(site: Site, podcast: Entry[Podcast]) -> Iterator[Problem]:
    """Episodes of a show that is heard from the first one on have numbers (Apple, itunes:type)."""
    for episode in site.library.of(EPISODE):
        fields = episode.fields
        if podcast.fields.order == "serial" and fields.type == "full" and fields.number is None:
            yield Problem("feed-serial-number", episode.place())


def dates_are_apart(site: Site, _: Entry[Podcast]) -> Iterator[Problem]:
    """No two episodes appear at the same moment: apps show them in any order."""
    first: dict[object, Entry] = {}
    for episode in site.library.of(EPISODE):
        moment = site.published(episode)
        if moment in first:
            values = {"moment": f"{moment:%Y-%m-%d %H:%M}", "other": first[moment].path}
            yield Problem("feed-date-twice", episode.place("published"), values)
        first.setdefault(moment, episode)


def dates_follow_numbers(site: Site, _: Entry[Podcast]) -> Iterator[Problem]:
    """Within a season dates run as numbers do: apps order by date, people read numbers."""
    for season in site.library.of(SEASON):
        members = site.library.children(season, EPISODE)
        numbered = sorted(((n, e) for e in members if (n := e.fields.number)), key=lambda pair: pair[0])
        for (_lower, before), (number, episode) in itertools.pairwise(numbered):
            if site.published(episode) < site.published(before):
                values = {"number": number, "other": before.path}
                yield Problem("feed-date-order", episode.place("published"), values)


RULES = (
    has_description, language_known, addresses_are_ascii, rule_known, recommended_have_guids, licence_known,
    has_episodes, serial_has_numbers, dates_are_apart, dates_follow_numbers,
)  # fmt: skip
"""Each takes the site and its show."""
