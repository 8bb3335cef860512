"""What a hit says of its page besides the words: its label and one line of facts."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.site import Site

_NUMBERED = ("season", "episode", "newsletter")
_DAY = {"de": "d. MMMM y", "en": "d MMMM y"}


def kind_word(kind: str, language: str) -> str:
    """What readers call a kind: ``Baustein``."""
    return i18n.text(f"kind_{kind.replace('-', '_')}", language)


def label(entry: Entry, language: str) -> str:
    """The short mark of a page: ``#07``, ``Folge 3``, ``Bonusfolge``, or nothing."""
    if entry.kind == "building-block":
        return f"#{entry.fields.number:02d}"
    if entry.kind == "episode" and entry.fields.type != "full":
        return i18n.text(f"episode_{entry.fields.type}", language)
    if entry.kind in _NUMBERED and entry.fields.number:
        return f"{kind_word(entry.kind, language)} {entry.fields.number}"
    return ""


def day(site: Site, entry: Entry) -> dt.date | None:
    """The day a page is known by: an event's begin, else its publication, where it has one."""
    match entry.kind:
        case "event":
            return site.start(entry).date()
        case "episode":
            return site.published(entry).date()
        case _:
            published: dt.date | None = entry.fields.date
            return published


def note(site: Site, entry: Entry) -> str:
    """One line of facts: ``Veranstaltung · 3. Dezember 2026 · Lindfelde``."""
    return " · ".join(part for part in _parts(site, entry, site.language) if part)


def _parts(site: Site, entry: Entry, language: str) -> list[str]:
    word, when = kind_word(entry.kind, language), day(site, entry)
    written = format_date(when, _DAY[language], locale=language) if when else ""
    match entry.kind:
        case "episode":
            season = site.library.get(entry.parent or "")
            return [label(season, language) if season else "", label(entry, language) or word, written]
        case "event":
            return [word, _status(entry, language), written, _where(entry, language)]
        case "person":
            return [word, entry.fields.function]
        case "place":
            return [entry.fields.type or word]
        case "material":
            return [word, entry.fields.category]
        case _:
            return [word, written]


def _status(event: Entry[Event], language: str) -> str:
    status = event.fields.status
    return "" if status == "scheduled" else i18n.text(f"status_{status}", language)


def _where(event: Entry[Event], language: str) -> str:
    venue = event.fields.venue
    if venue and event.fields.status != "moved_online":
        return str(venue.town or venue.name)
    return i18n.text("event_online", language) if event.fields.online else ""
