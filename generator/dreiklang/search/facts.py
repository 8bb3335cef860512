"""What a hit says of its page besides the words: its label and one line of facts."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.kinds import (
    BUILDING_BLOCK,
    EPISODE,
    EVENT,
    MATERIAL,
    NEWSLETTER,
    PERSON,
    PLACE,
    SEASON,
)
from dreiklang.site.site import Site

_DAY = {"de": "d. MMMM y", "en": "d MMMM y"}


def kind_word(kind: str, language: str) -> str:
    """What readers call a kind: ``Baustein``."""
    return i18n.text(f"kind_{kind.replace('-', '_')}", language)


def label(entry: Entry, language: str) -> str:
    """The short mark of a page: ``#07``, ``Folge 3``, ``Bonusfolge``, or nothing."""
    if BUILDING_BLOCK.holds(entry):
        return f"#{entry.fields.number:02d}"
    if EPISODE.holds(entry) and entry.fields.type != "full":
        return i18n.text(f"episode_{entry.fields.type}", language)
    number = number_of(entry)
    return f"{kind_word(entry.kind, language)} {number}" if number else ""


def number_of(entry: Entry) -> int | None:
    """The number that readers count a page by, where its kind is counted."""
    if BUILDING_BLOCK.holds(entry) or SEASON.holds(entry) or EPISODE.holds(entry) or NEWSLETTER.holds(entry):
        return entry.fields.number
    return None


def day(site: Site, entry: Entry) -> dt.date | None:
    """The day a page is known by: an event's begin, else its publication, where it has one."""
    if EVENT.holds(entry):
        return site.start(entry).date()
    return site.published(entry).date() if EPISODE.holds(entry) else entry.fields.date


def years(site: Site, entry: Entry) -> list[str]:
    """The years a page belongs to: those of an event's dates, else of its publication."""
    if EVENT.holds(entry):
        return list(dict.fromkeys(str(date.start.year) for date in site.dates(entry)))
    published = day(site, entry)
    return [str(published.year)] if published else []


def note(site: Site, entry: Entry) -> str:
    """One line of facts: ``Veranstaltung · 3. Dezember 2026 · Lindfelde``."""
    return " · ".join(part for part in _parts(site, entry, site.language) if part)


def _parts(site: Site, entry: Entry, language: str) -> list[str]:
    word, when = kind_word(entry.kind, language), day(site, entry)
    written = format_date(when, _DAY[language], locale=language) if when else ""
    if EPISODE.holds(entry):
        season = site.library.get(entry.parent or "")
        return [label(season, language) if season else "", label(entry, language) or word, written]
    if EVENT.holds(entry):
        return [word, _status(entry, language), written, _where(entry, language)]
    if PERSON.holds(entry):
        return [word, entry.fields.function]
    if PLACE.holds(entry):
        return [entry.fields.type or word]
    return [word, entry.fields.category if MATERIAL.holds(entry) else written]


def _status(event: Entry[Event], language: str) -> str:
    status = event.fields.status
    return "" if status == "scheduled" else i18n.text(f"status_{status}", language)


def _where(event: Entry[Event], language: str) -> str:
    venue = event.fields.venue
    if venue and event.fields.status != "moved_online":
        return venue.town or venue.name
    return i18n.text("event_online", language) if event.fields.online else ""
