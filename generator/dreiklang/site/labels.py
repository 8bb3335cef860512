"""What an entry is called in a word or two, and its day: the same in pages, feeds and search."""

from __future__ import annotations

import datetime as dt

from dreiklang import i18n
from dreiklang.content import regions
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import BUILDING_BLOCK, EPISODE, EVENT, number_of
from dreiklang.content.podcast import Episode
from dreiklang.content.records import Municipality, Organisation, Person
from dreiklang.site.site import Site


def kind_word(kind: str, language: str) -> str:
    """What readers call a kind: ``Baustein``."""
    return i18n.text(f"kind_{kind.replace('-', '_')}", language)


def label(entry: Entry, language: str) -> str:
    """The short mark before a title: ``#07``, ``Folge 3``, ``Bonusfolge``, or nothing."""
    if BUILDING_BLOCK.holds(entry):
        return f"#{entry.fields.number:02d}"
    if EPISODE.holds(entry) and entry.fields.type != "full":
        return i18n.text(f"episode_{entry.fields.type}", language)
    counted = number_of(entry)
    return f"{kind_word(entry.kind, language)} {counted}" if counted else ""


def episode_label(episode: Entry[Episode], language: str) -> str:
    """``Folge 3`` or ``Trailer``; just ``Folge`` where there is no number."""
    return label(episode, language) or kind_word("episode", language)


def date_of(site: Site, entry: Entry) -> dt.date | None:
    """The date an entry is known by: when an event is next, an episode's or article's publication."""
    if EVENT.holds(entry):
        return site.date(entry).start
    if EPISODE.holds(entry):
        return site.published(entry).date()
    return entry.fields.date


def years(site: Site, entry: Entry) -> list[str]:
    """The years an entry belongs to: those of an event's dates, else of its publication."""
    if EVENT.holds(entry):
        return list(dict.fromkeys(str(date.start.year) for date in site.dates(entry)))
    published = date_of(site, entry)
    return [str(published.year)] if published else []


def region_names(entry: Entry) -> str:
    """The Bundesländer of an entry, by name."""
    return ", ".join(regions.NAMES[code] for code in entry.fields.regions)


def is_invented(entry: Entry) -> bool:
    """True for a person, an organisation or a place that does not exist."""
    match entry.fields:
        case Person() | Organisation() | Municipality() as fields:
            return fields.invented
        case _:
            return False
