"""What other pages show of an entry: a card, apart from its text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event, EventSeries
from dreiklang.content.fields import Image
from dreiklang.content.file_facts import MediaFacts
from dreiklang.content.kinds import BUILDING_BLOCK, EPISODE, EVENT, SEASON, voice_of
from dreiklang.content.podcast import Episode, Season
from dreiklang.content.reading import Article, BuildingBlock
from dreiklang.content.records import Material, Municipality, Organisation, Person
from dreiklang.ground import dates
from dreiklang.pages.view_parts import Card, Download, File, Picture
from dreiklang.site import addresses, audio_sources, event_words, labels
from dreiklang.site.site import Site, once_per_site

SEPARATOR = "\u00a0· "
"""Between facts of one line; no line begins with the dot."""

_TELL_THEIR_KIND = ("episode", "article", "place", "person")
"""Kinds whose line of facts says what they are."""


def card(site: Site, entry: Entry, language: str | None = None) -> Card:
    """What other pages show of an entry; teasers, related items and backlinks use only this.

    Computed once; nobody may change it.
    """
    return _card(site, entry, language or site.language)


@once_per_site
def _card(site: Site, entry: Entry, language: str) -> Card:
    when = labels.date_of(site, entry)
    line = meta(site, entry, language)
    word = labels.kind_word(entry.kind, language)
    return {
        "id": entry.id,
        "kind": entry.kind,
        "kind_word": word,
        "title": entry.title,
        "url": site.address(entry),
        "voice": voice_of(entry),
        "label": labels.label(entry, language),
        "spoken": _spoken(entry, language),
        "summary": entry.fields.summary,
        "meta": line,
        "line": line
        if entry.kind in _TELL_THEIR_KIND and line
        else SEPARATOR.join(filter(None, (word, line))),
        "date": dates.stamp(when, language, EVENT.holds(entry) and entry.fields.whole_day) if when else None,
        "image": picture(site, entry, entry.fields.image),
        "status": event_words.status(site, entry, language) if EVENT.holds(entry) else None,
        "lang": entry.fields.lang if entry.fields.lang not in (None, language) else None,
    }


def cards(site: Site, entries: Iterable[Entry], language: str | None = None) -> list[Card]:
    """The cards of several entries."""
    return [card(site, entry, language) for entry in entries]


def _spoken(entry: Entry, language: str) -> str:
    if BUILDING_BLOCK.holds(entry):
        return f"{labels.kind_word(entry.kind, language)} {entry.fields.number}: "
    return ""


def seconds(site: Site, episode: Entry[Episode]) -> float | None:
    """How long an episode is, measured or written."""
    return audio_sources.main_source(site, episode).seconds


def meta(site: Site, entry: Entry, language: str) -> str:
    """One line of facts: ``Staffel 2 · Folge 3 · 32 Minuten``."""
    return SEPARATOR.join(part for part in _facts(site, entry, language) if part)


def _facts(site: Site, entry: Entry, language: str) -> list[str]:
    if EPISODE.holds(entry):
        return _facts_of_episode(site, entry, language)
    if EVENT.holds(entry):
        return [event_words.when(site, entry, language), event_words.where(entry, language)]
    match entry.fields:
        case BuildingBlock():
            return [minutes(entry, language)]
        case Season():
            return [labels.label(entry, language), _episodes(site, entry, language)]
        case EventSeries():
            return [_counted(len(site.library.children(entry, EVENT)), "events", language)]
        case Article(type=type, date=day):
            return [i18n.text(f"article_{type}", language), _day(day, language)]
        case Person(function=function):
            return [function]
        case Municipality(type=type):
            return [type, labels.region_names(entry), _invented(entry, language)]
        case Organisation():
            return [labels.region_names(entry), _invented(entry, language)]
        case Material(category=category):
            return [category]
        case _:
            return [_day(entry.fields.date, language)]


def _facts_of_episode(site: Site, episode: Entry[Episode], language: str) -> list[str]:
    season = site.library.parent(episode, SEASON)
    length = seconds(site, episode)
    return [
        labels.label(season, language) if season else "",
        labels.episode_label(episode, language),
        dates.about(length, language) if length else "",
    ]


def _invented(entry: Entry, language: str) -> str:
    """Real and invented records stand side by side in lists: the line says which is which."""
    return i18n.text("invented", language) if labels.is_invented(entry) else ""


def _day(value: dt.date | None, language: str) -> str:
    return dates.unbroken(dates.day(value, language)) if value else ""


def _episodes(site: Site, season: Entry, language: str) -> str:
    """``3 Folgen``: what a season holds; no trailer is counted."""
    full = [e for e in site.library.children(season, EPISODE) if e.fields.type == "full"]
    return _counted(len(full), "episodes", language)


def _counted(number: int, key: str, language: str) -> str:
    return dates.counted(number, key, language) if number else ""


def minutes(entry: Entry, language: str) -> str:
    """``7 Minuten Lesezeit``."""
    return dates.counted(dates.reading(entry.body.words), "reading", language)


def picture(site: Site, entry: Entry, image: Image | None) -> Picture | None:
    """A picture as templates show it, if there is one."""
    return shown(site, image) if image else None


def shown(site: Site, image: Image) -> Picture:
    """A picture as templates show it: address, size, what it shows, and who made it."""
    facts = site.library.facts(image.file)
    side = facts.sidecar if facts else {}
    decorative = image.decorative or (not image.alt and str(side.get("decorative", "")).lower() == "true")
    return {
        "url": addresses.media(image.file),
        "alt": "" if decorative else image.alt or side.get("alt", ""),
        "width": facts.width if facts else None,
        "height": facts.height if facts else None,
        "caption": image.caption,
        "credit": image.credit or side.get("credit", ""),
        "licence": image.licence or side.get("licence", ""),
        "long_description": image.long_description or side.get("long_description", ""),
    }


def download(
    site: Site, entry: Entry, file: str, title: str, language: str, accessible: bool = False
) -> File:
    """A file readers can take along: its address, and type, pages and size in words."""
    facts = site.library.facts(file)
    return {
        "title": title,
        "url": addresses.media(file),
        "type": file_type(file),
        "meta": ", ".join(_file_facts(facts, file, language, accessible)),
        "external": False,
    }


def file_type(file: str) -> str:
    """``PDF``: the type of a file as people know it, by its ending."""
    ending = file.rpartition(".")[2].upper()
    return {"JPEG": "JPG", "MD": "Markdown", "OPUS": "Opus"}.get(ending, ending)


def _file_facts(facts: MediaFacts | None, file: str, language: str, accessible: bool) -> list[str]:
    parts = [file_type(file)]
    if facts and facts.pages:
        parts.append(dates.counted(facts.pages, "count_pages", language))
    if facts:
        parts.append(dates.size(facts.size, language))
    if accessible and facts and not facts.lacks:
        parts.append(i18n.text("file_accessible", language))
    elif file.rpartition(".")[2].lower() in ("odt", "ods", "odp", "docx", "xlsx", "pptx", "md", "txt", "csv"):
        parts.append(i18n.text("file_editable", language))
    return parts


def downloads(site: Site, entry: Entry[Article | Episode | Event], language: str) -> list[Download]:
    """The downloads of an entry, each with its ``category``."""
    return [
        {**download(site, entry, d.file, d.title, language, d.accessible), "category": d.category}
        for d in entry.fields.downloads
    ]
