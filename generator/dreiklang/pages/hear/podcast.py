"""The podcast's own page and those of its seasons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE, ORGANISATION, PODCAST, SEASON
from dreiklang.content.podcast import Episode, Podcast, Season
from dreiklang.ground import dates
from dreiklang.pages import cards, related, texts  # fmt: skip
from dreiklang.pages.frame_parts import Page
from dreiklang.pages.hear import episode, schema, subscriptions
from dreiklang.pages.layout import crumb, page_head
from dreiklang.pages.render import View
from dreiklang.pages.view_parts import Picture
from dreiklang.site import addresses, labels
from dreiklang.site.site import Site


def podcast_pages(site: Site) -> Iterator[View]:
    """The show and every season."""
    for show in site.library.of(PODCAST):
        yield _show(site, show)
    for season in seasons(site):
        yield _season(site, season)


def seasons(site: Site) -> list[Entry[Season]]:
    """All seasons, the newest first."""
    return sorted(site.library.of(SEASON), key=lambda season: -season.fields.number)


def episodes(site: Site, season: Entry[Season] | None = None) -> list[Entry[Episode]]:
    """Episodes in the order they appeared, of one season or of the whole show."""
    found = site.library.children(season, EPISODE) if season else site.library.of(EPISODE)
    return sorted(found, key=lambda entry: (site.published(entry), entry.id))


def _show(site: Site, show: Entry[Podcast]) -> View:
    language = show.fields.lang or site.language
    full = [entry for entry in episodes(site) if entry.fields.type == "full"] or episodes(site)
    text = texts.sections(site, show, language)
    alone = [entry for entry in episodes(site) if not site.library.parent(entry, SEASON)]
    data = {
        "show": cards.card(site, show, language),
        "facts": _facts(site, show, language),
        "cover": cards.picture(site, show, show.fields.cover),
        "newest": _newest(site, full[-1], language) if full else None,
        "seasons": [_card(site, season, language) for season in seasons(site)],
        "alone": [subscriptions.row(site, entry, language) for entry in reversed(alone)],
        "intro": [section for section in text if not section["title"]],
        "sections": [section for section in text if section["title"]],
        "subscribe": subscriptions.ways_to_subscribe(site, language),
        "owner": {"name": show.fields.owner.name, "email": show.fields.owner.email},
        "author": show.fields.author,
        "licence": _licence(show.fields.licence),
        "recommends": [{"title": r.title, "url": r.feed} for r in show.fields.recommends],
        "funders": _funders(site, site.library.of(SEASON)),
        "about": related.about(site, show, language),
        "related": related.related(site, show, language, shown={e.id for e in site.library.of(EPISODE)}),
        "backlinks": related.backlinks(site, show, language),
        "end": related.end(site, show, language),
    }
    about = page_head(
        site, show.title, site.address(show),
        voice="hear", section="podcast", crumbs=[crumb(i18n.text("nav_podcast", language))], entry=show,
        language=language, linked_data=schema.podcast(site, show),
    )  # fmt: skip
    return View("podcast.html", about, data, show.path)


def _licence(written: str) -> str:
    """``CC BY 4.0`` for ``cc-by-4.0``, as people write it."""
    return re.sub(r"^CC-(.+)-(\d)", r"CC \1 \2", written.upper())


def _facts(site: Site, show: Entry[Podcast], language: str) -> list[dict[str, str]]:
    often = show.fields.update_frequency
    appears = i18n.text("podcast_complete", language) if often and often.complete else often and often.text
    return [
        *_counts(site.library.of(EPISODE), language),
        *([{"icon": "calendar", "text": appears}] if appears else []),
        {"icon": "file", "text": i18n.text("podcast_transcripts", language)},
    ]


def _counts(found: Sequence[Entry[Episode]], language: str) -> list[dict[str, str]]:
    """``6 Folgen`` and ``1 Bonusfolge``; trailers announce, and are not counted."""
    facts = []
    for kind, word in (("full", "episodes"), ("bonus", "bonuses")):
        if number := sum(entry.fields.type == kind for entry in found):
            facts.append({"icon": "play", "text": dates.counted(number, word, language)})
    return facts


def _newest(site: Site, entry: Entry[Episode], language: str) -> dict[str, Any]:
    return subscriptions.row(site, entry, language) | {
        "player": episode.player(site, entry, language),
        "key": next(iter(episode.keys(site, entry)), None),
    }


def _card(site: Site, season: Entry[Season], language: str) -> dict[str, Any]:
    rows = [subscriptions.row(site, entry, language) for entry in episodes(site, season)]
    return {"card": cards.card(site, season, language), "thesis": season.fields.thesis, "episodes": rows}


def _funders(site: Site, seasons: tuple[Entry[Season], ...]) -> list[dict[str, str]]:
    """Organisations that pay, each once, in their own words where they have some."""
    names = dict.fromkeys(name for season in seasons for name in season.fields.funders)
    found = [organisation for name in names if (organisation := site.one(name, ORGANISATION))]
    # The wording of a funder of the whole site stands in every footer.
    return [
        {"title": o.title, "url": site.address(o), "note": "" if o.fields.carries else o.fields.funding_note}
        for o in found
    ]


def _season(site: Site, season: Entry[Season]) -> View:
    language = season.fields.lang or site.language
    all_of = episodes(site, season)
    feed = subscriptions.season_feed(site, season)
    trailer = site.one(season.fields.trailer, EPISODE)
    listed = [entry for entry in all_of if not trailer or entry.id != trailer.id]
    data = {
        "season": cards.card(site, season, language),
        "facts": _counts(all_of, language),
        "cover": _cover(site, season),
        "thesis": season.fields.thesis,
        "findings": list(season.fields.findings),
        "trailer": _newest(site, trailer, language) if trailer else None,
        "episodes": [subscriptions.row(site, entry, language) for entry in listed],
        "digest": _digest(site, all_of, language),
        "sections": texts.sections(site, season, language),
        "funders": _funders(site, (season,)),
        "feed": feed | {"whole": addresses.absolute(feed["url"], site.settings)},
        "subscribe": subscriptions.ways_to_subscribe(site, language),
        "about": related.about(site, season, language),
        "backlinks": related.backlinks(site, season, language),
        "neighbours": related.neighbours(site, season, language),
        "end": related.end(site, season, language),
    }
    return View("season.html", _season_page(site, season, language), data, season.path)


def _season_page(site: Site, season: Entry[Season], language: str) -> Page:
    shows = site.library.of(PODCAST)
    crumbs = [crumb(shows[0].title, site.address(shows[0]))] if shows else []
    return page_head(
        site, season.title, site.address(season),
        voice="hear", section="podcast", crumbs=[*crumbs, crumb(labels.label(season, language))],
        entry=season, language=language, feeds=[subscriptions.season_feed(site, season)],
    )  # fmt: skip


def _cover(site: Site, season: Entry[Season]) -> Picture | None:
    if season.fields.image:
        return cards.picture(site, season, season.fields.image)
    shows = site.library.of(PODCAST)
    return cards.picture(site, shows[0], shows[0].fields.cover) if shows else None


def _digest(site: Site, entries: list[Entry[Episode]], language: str) -> list[dict[str, Any]]:
    """The key messages of a season, by episode."""
    return [
        {"card": cards.card(site, entry, language), "key_messages": episode.keys(site, entry)}
        for entry in entries
        if entry.fields.key_messages
    ]
