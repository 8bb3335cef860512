"""What a hit says of its page besides the words: one line of facts."""

from __future__ import annotations

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE, EVENT, MATERIAL, PERSON, PLACE, SEASON
from dreiklang.ground import dates
from dreiklang.site import event_words, labels
from dreiklang.site.site import Site


def note(site: Site, entry: Entry) -> str:
    """One line of facts: ``Veranstaltung · 3. Dezember 2026 · Lindfelde``."""
    return " · ".join(part for part in _parts(site, entry, site.language) if part)


def _parts(site: Site, entry: Entry, language: str) -> list[str]:
    word = labels.kind_word(entry.kind, language)
    if EVENT.holds(entry):
        when = event_words.when(site, entry, language).replace("\u00a0", " ")
        following = event_words.next_date(site, entry, language)
        where = event_words.where(entry, language)
        return [word, event_words.status_word(entry, language), when, following, where]
    if PERSON.holds(entry):
        return [word, entry.fields.function]
    if PLACE.holds(entry):
        return [entry.fields.type or word]
    if MATERIAL.holds(entry):
        return [word, entry.fields.category]
    day = labels.date_of(site, entry)
    written = dates.day(day, language) if day else ""
    if EPISODE.holds(entry):
        season = site.library.parent(entry, SEASON)
        return [
            labels.label(season, language) if season else "",
            labels.label(entry, language) or word,
            written,
        ]
    return [word, written]
