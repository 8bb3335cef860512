"""The home page: the three voices with their newest, what municipalities advise, where, and the news."""

from __future__ import annotations

import datetime as dt
import urllib.parse
from collections.abc import Iterable, Iterator

from dreiklang.content.body import Block
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.fields import Common
from dreiklang.content.kinds import ARTICLE, BUILDING_BLOCK, EPISODE, EVENT, HOME, Kind, voice_of
from dreiklang.content.recurrence import Occurrence
from dreiklang.ground import dates
from dreiklang.pages import cards
from dreiklang.pages.assets import script
from dreiklang.pages.binding import Binder, quote
from dreiklang.pages.layout import page_head
from dreiklang.pages.meet import event_rows
from dreiklang.pages.read import schema
from dreiklang.pages.render import View
from dreiklang.pages.view_parts import Link, Quote
from dreiklang.pages.ways import region_tiles, voices
from dreiklang.pages.ways.home_view import (
    HomeBlocks,
    HomeEpisode,
    HomeEvent,
    HomeEvents,
    HomeLands,
    HomeView,
    LaterEvent,
    NextEvent,
)
from dreiklang.site import addresses, event_words
from dreiklang.site.site import Site

SHOWN = 3
"""How many of each kind the home page shows."""


def home_page(site: Site) -> Iterator[View]:
    """The home page; its words come from ``docs/index.md`` where there is one."""
    entry = next(iter(site.library.of(HOME)), None)
    language = site.language
    options = site.settings.options
    name = site.settings.site.name
    lead = entry.fields.summary if entry and entry.fields.summary else site.settings.site.description
    data: HomeView = {
        "headline": options.headline or (entry.title if entry else name),
        "lead": lead,
        "body": Binder(site, entry, "", language)(entry.body.html) if entry else "",
        "often": [{"title": q, "url": _search(site, q)} for q in options.often_searched]
        if options.search
        else [],
        "blocks": _blocks(site, language),
        "episode": _episode(site, language),
        "events": _events(site, language),
        "quotes": _quotes(site, language),
        "recommendations": _recommendations(site, language),
        "lands": _lands(site, language),
        "news": cards.cards(site, voices.newest(site, site.library.of(ARTICLE))[:SHOWN], language),
        "articles": addresses.overview("article", site.settings),
        "scripts": [script(site, "events.js")],
    }
    title = f"{name} – {options.claim}" if options.claim else name
    about = page_head(
        site, title, "", description=site.settings.site.description or lead, kind="home", entry=entry,
        linked_data=schema.website(site),
    )  # fmt: skip
    yield View("home.html", about, data, entry.path if entry else None)


def _search(site: Site, query: str) -> str:
    return f"{addresses.overview('search', site.settings)}?{urllib.parse.urlencode({'q': query})}"


def _blocks(site: Site, language: str) -> HomeBlocks | None:
    """The newest building blocks: by date, else by number."""
    blocks = site.library.of(BUILDING_BLOCK)
    if not blocks:
        return None
    newest = sorted(
        blocks, key=lambda b: (b.fields.date.toordinal() if b.fields.date else 0, b.fields.number)
    )
    return {
        "cards": cards.cards(site, newest[: -SHOWN - 1 : -1], language),
        "url": addresses.overview("building-block", site.settings),
        "all": dates.counted(len(blocks), "blocks_all", language),
    }


def _episode(site: Site, language: str) -> HomeEpisode | None:
    """The newest full episode, with its player and first key message."""
    full = [e for e in site.library.of(EPISODE) if e.fields.type == "full"]
    if not (episode := max(full, key=site.published, default=None)):
        return None
    messages = episode.fields.key_messages
    return {
        "card": cards.card(site, episode, language),
        "audio": voices.audio(site, episode, language),
        "message": messages[0].text if messages else "",
        "transcript": f"{site.address(episode)}#dk-transcript"
        if episode.body.turns or episode.fields.transcript
        else "",
    }


def _events(site: Site, language: str) -> HomeEvents | None:
    """The next dates in order of time; the script shows the one that is next when the page is read.

    A recurring event may be next more than once; the list below names each event once.
    """
    events = site.library.of(EVENT)
    if not events:
        return None
    known = event_rows.coming(site, events, SHOWN + 1)
    ordered = event_rows.in_order(event_rows.whole(site, events))
    coming = [item for item in ordered if not item.is_past]
    first = known[0].event if known else None
    later = [_later(site, item, known, language) for item in coming if item.event is not first][:SHOWN]
    return {
        "next": [_next(site, one, language) for one in known[:SHOWN]],
        "later": later,
        "later_until": max((event["until"] for event in later), key=dt.datetime.fromisoformat, default=""),
        "none_from": known[-1].window["until"] if known and len(known) <= SHOWN else "",
        "last": None if coming else _event(site, ordered[0].event, ordered[0].current, language),
        "url": addresses.overview("event", site.settings),
    }


def _next(site: Site, one: event_rows.Coming, language: str) -> NextEvent:
    event = one.event
    return {
        **_event(site, event, one.date, language),
        "calendar": addresses.event_calendar(event, site.library, site.settings),
        "when": _when(site, event, one.date, language),
        "where": event_words.where(event, language),
        "window": one.window,
    }


def _later(
    site: Site, item: event_rows.Listed, known: Iterable[event_rows.Coming], language: str
) -> LaterEvent:
    """An event of the list below the next one; it leaves it once it is the next one itself."""
    own = (one.window["from"] for one in known if one.event is item.event)
    until = next(own, "") or item.current.end.isoformat(timespec="minutes")
    return {
        **_event(site, item.event, item.current, language),
        "where": event_words.where(item.event, language),
        "until": until,
    }


def _event(site: Site, event: Entry[Event], date: Occurrence, language: str) -> HomeEvent:
    return {
        "card": cards.card(site, event, language),
        "date": dates.stamp(date.start, language, event.fields.whole_day),
    }


def _when(site: Site, event: Entry[Event], date: Occurrence, language: str) -> str:
    words = dates.when(date.start, date.end, language, event.fields.whole_day, site.settings.zone)
    if not words["hours"]:
        return words["when"]
    return ", ".join(filter(None, (dates.weekday(date.start, language), words["hours"], words["also"])))


def _quotes(site: Site, language: str) -> list[Quote]:
    """Three quotes of three people, one from each voice where there are such, the newest first."""
    found = [(e, block) for e in _newest_of_all(site) for block in e.body.blocks if block.kind == "quote"]
    chosen: dict[str, tuple[Entry, Block]] = {}
    for voice in ("hear", "meet", "read", ""):
        for entry, block in found:
            by = block.attribute("by") or block.id
            if by not in chosen and voice in (voice_of(entry), ""):
                chosen[by] = (entry, block)
                break
    return [quote(site, entry, block, "", language) for entry, block in list(chosen.values())[:SHOWN]]


def _newest_of_all(site: Site) -> list[Entry]:
    kinds: tuple[Kind[Common], ...] = (EPISODE, EVENT, BUILDING_BLOCK, ARTICLE)
    return voices.newest(site, [e for kind in kinds for e in site.library.of(kind)])


def _recommendations(site: Site, language: str) -> Link | None:
    """How many recommendations there are, from texts and from workshops."""
    number = sum(block.kind == "recommendation" for e in site.library.entries for block in e.body.blocks)
    number += sum(len(w.recommendations) for e in site.library.of(EVENT) for w in e.fields.workshops)
    if not number:
        return None
    words = dates.counted(number, "home_recommendations", language)
    return {"title": words, "url": addresses.overview("recommendations", site.settings)}


def _lands(site: Site, language: str) -> HomeLands | None:
    known = region_tiles.counts(site)
    number = sum(count > 0 for count in known.values())
    if not number:
        return None
    return {**region_tiles.lands(site, known), "heading": dates.spelled(number, "home_regions", language)}
