"""What other pages show of an entry: its face, apart from its body."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dreiklang import addresses, dates, i18n, sounds
from dreiklang.content import regions
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.fields import Image
from dreiklang.content.media import MediaFacts
from dreiklang.content.podcast import Episode
from dreiklang.pages import repeating
from dreiklang.site import Site

SEPARATOR = "\u00a0· "
"""Between facts of one line; no line begins with the dot."""

_TELL_THEIR_KIND = ("episode", "article", "place", "person")
"""Kinds whose line of facts says what they are."""


def kind_word(kind: str, language: str) -> str:
    """What readers call a kind: ``Baustein``."""
    return i18n.text(f"kind_{kind.replace('-', '_')}", language)


def face(site: Site, entry: Entry, language: str | None = None) -> dict[str, Any]:
    """What other pages show of an entry; teasers, related items and backlinks use only this.

    ``label`` is the short mark before a title (``#07``, ``Folge 3``, ``Trailer`` or nothing), ``spoken`` the
    same in words for those who hear the page, ``meta`` one line of facts, ``line`` the same led by
    the kind for lists that mix kinds, ``date`` a stamp (see ``dates.stamp``) or None, ``status``
    None or ``{kind, text, icon}``. Computed once; nobody may change it.
    """
    language = language or site.language
    name = ("face", language, entry.id)
    if name not in site.once:
        site.once[name] = _face(site, entry, language)
    known: dict[str, Any] = site.once[name]
    return known


def _face(site: Site, entry: Entry, language: str) -> dict[str, Any]:
    when = date_of(site, entry)
    line = meta(site, entry, language)
    word = kind_word(entry.kind, language)
    return {
        "id": entry.id,
        "kind": entry.kind,
        "kind_word": word,
        "title": entry.title,
        "url": site.address(entry),
        "voice": entry.voice,
        "label": label(entry, language),
        "spoken": _spoken(entry, language),
        "summary": entry.fields.summary,
        "meta": line,
        "line": line
        if entry.kind in _TELL_THEIR_KIND and line
        else SEPARATOR.join(filter(None, (word, line))),
        "date": dates.stamp(when, language, getattr(entry.fields, "whole_day", False)) if when else None,
        "image": picture(site, entry, entry.fields.image),
        "status": status(site, entry, language),
        "draft": entry.fields.draft,
        "lang": entry.fields.lang if entry.fields.lang not in (None, language) else None,
    }


def faces(site: Site, entries: Any, language: str | None = None) -> list[dict[str, Any]]:
    """The faces of several entries."""
    return [face(site, entry, language) for entry in entries]


def label(entry: Entry, language: str) -> str:
    """The short mark before a title: ``#07``, ``Folge 3``, ``Bonusfolge``."""
    if entry.kind == "building-block":
        return f"#{entry.fields.number:02d}"
    if entry.kind == "episode" and entry.fields.type != "full":
        return i18n.text(f"episode_{entry.fields.type}", language)
    if entry.kind in ("episode", "newsletter", "season") and entry.fields.number:
        return f"{kind_word(entry.kind, language)} {entry.fields.number}"
    return ""


def episode_label(episode: Entry[Episode], language: str) -> str:
    """``Folge 3`` or ``Trailer``; just ``Folge`` where there is no number."""
    return label(episode, language) or kind_word("episode", language)


def _spoken(entry: Entry, language: str) -> str:
    if entry.kind == "building-block":
        return f"{kind_word(entry.kind, language)} {entry.fields.number}: "
    return ""


def date_of(site: Site, entry: Entry) -> dt.date | None:
    """The date an entry is known by: when an event is next, an episode's or article's publication."""
    if entry.kind == "event":
        return site.date(entry).start
    if entry.kind == "episode":
        return site.published(entry).date()
    day: dt.date | None = entry.fields.date
    return day


def seconds(site: Site, episode: Entry[Episode]) -> float | None:
    """How long an episode is, measured or written."""
    return sounds.main(site, episode).seconds


def meta(site: Site, entry: Entry, language: str) -> str:
    """One line of facts: ``Staffel 2 · Folge 3 · 32 Minuten``."""
    return SEPARATOR.join(part for part in _facts(site, entry, language) if part)


def _facts(site: Site, entry: Entry, language: str) -> list[str]:
    match entry.kind:
        case "building-block":
            return [minutes(entry, language)]
        case "episode":
            season = site.library.get(entry.parent or "")
            length = seconds(site, entry)
            return [
                label(season, language) if season and season.kind == "season" else "",
                episode_label(entry, language),
                dates.about(length, language) if length else "",
            ]
        case "season":
            return [label(entry, language), _children(site, entry, "episode", language)]
        case "event-series":
            return [_children(site, entry, "event", language)]
        case "event":
            # What comes again is known by its rule, which stays true when its next date is over.
            when = repeating.in_words(site, entry, language) or _day(site.start(entry), language)
            return [when, where(entry, language)]
        case "article":
            return [i18n.text(f"article_{entry.fields.type}", language), _day(entry.fields.date, language)]
        case "person":
            return [entry.fields.function]
        case "place" | "organisation":
            return [getattr(entry.fields, "type", ""), region_names(entry), _invented(entry, language)]
        case "material":
            return [entry.fields.category]
        case _:
            return [_day(entry.fields.date, language)]


def _invented(entry: Entry, language: str) -> str:
    """Real and invented records stand side by side in lists: the line says which is which."""
    return i18n.text("invented", language) if entry.fields.invented else ""


def _day(value: dt.date | None, language: str) -> str:
    return dates.unbroken(dates.day(value, language)) if value else ""


def _children(site: Site, entry: Entry, kind: str, language: str) -> str:
    """``3 Folgen``, ``6 Veranstaltungen``: what a season or series holds; no trailer is counted."""
    found = [c for c in site.library.children(entry, kind) if getattr(c.fields, "type", "full") == "full"]
    return dates.counted(len(found), f"{kind}s", language) if found else ""


def minutes(entry: Entry, language: str) -> str:
    """``7 Minuten Lesezeit``."""
    return dates.counted(dates.reading(entry.body.words), "reading", language)


def region_names(entry: Entry) -> str:
    """The Bundesländer of an entry, by name."""
    return ", ".join(regions.NAMES[code] for code in entry.fields.regions)


def where(event: Entry[Event], language: str) -> str:
    """Where an event takes place, in a word or two: ``Lindfelde`` or ``online``."""
    fields = event.fields
    if fields.venue and fields.status != "moved_online":
        return str(fields.venue.town or fields.venue.name)
    return i18n.text("event_online", language) if fields.online or fields.status == "moved_online" else ""


_STATUS = {"cancelled": "off", "postponed": "off", "rescheduled": "moved", "moved_online": "moved"}


def status(site: Site, entry: Entry, language: str) -> dict[str, str] | None:
    """What readers must know about an event: cancelled, moved, or held with a report."""
    if entry.kind != "event":
        return None
    if entry.fields.status in ("cancelled", "postponed") or not site.is_past(entry):
        return _warning(entry, language)
    # Where and when it took place is no warning any more; what happened there is news.
    if any(section.kind == "report" for section in entry.body.sections):
        return {"kind": "done", "text": i18n.text("status_report", language), "icon": "done"}
    return None


def _warning(event: Entry[Event], language: str) -> dict[str, str] | None:
    """What those who want to come must know first."""
    changed = {change.field for change in event.fields.changes}
    if kind := _STATUS.get(event.fields.status):
        # Somebody who only reads "new date" would still go to the former place.
        both = event.fields.status == "rescheduled" and {"place", "start"} <= changed
        key = "event_notice_place_and_time" if both else f"status_{event.fields.status}"
        return {"kind": kind, "text": i18n.text(key, language), "icon": kind}
    if "place" in changed:
        return {"kind": "moved", "text": i18n.text("status_new_place", language), "icon": "moved"}
    return None


def picture(site: Site, entry: Entry, image: Image | None) -> dict[str, Any] | None:
    """A picture as templates show it: address, size, what it shows, and who made it."""
    if image is None:
        return None
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
) -> dict[str, Any]:
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


def downloads(site: Site, entry: Entry, language: str) -> list[dict[str, Any]]:
    """The downloads of an entry, each with its ``category``."""
    return [
        download(site, entry, d.file, d.title, language, d.accessible) | {"category": d.category}
        for d in entry.fields.downloads
    ]
