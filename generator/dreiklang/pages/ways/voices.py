"""The three voices of a subject: what there is to read, to hear and to meet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.fields import Common
from dreiklang.content.kinds import EPISODE, EVENT, KINDS, number_of
from dreiklang.content.podcast import Episode
from dreiklang.ground import dates
from dreiklang.pages import cards
from dreiklang.pages.view_parts import Audio, Rails
from dreiklang.site import audio_sources, labels
from dreiklang.site.archives import Archive
from dreiklang.site.site import Site

FieldsT = TypeVar("FieldsT", bound=Common)

_KINDS = {
    voice: sorted((k for k in KINDS.values() if k.voice == voice and k.rank), key=lambda k: k.rank)
    for voice in ("read", "hear", "meet")
}
"""The kinds of each voice in the order they stand in."""


def groups(
    site: Site, entries: Iterable[Entry], language: str, archive: Archive | None = None
) -> list[dict[str, Any]]:
    """Entries by voice: ``{voice, title, cards, more}``, newest first within a kind; no empty group.

    What there is to meet leads to the ``archive`` of the same events.
    """
    known = list(entries)
    found = []
    for voice, kinds in _KINDS.items():
        chosen = [e for kind in kinds for e in newest(site, filter(kind.holds, known))]
        if chosen:
            title = i18n.text(f"voice_{voice}", language)
            more = _more(archive, language) if archive and voice == "meet" else None
            shown = cards.cards(site, chosen, language)
            found.append({"voice": voice, "title": title, "cards": shown, "more": more})
    return found


def _more(archive: Archive, language: str) -> dict[str, str]:
    """``Alle 12 Veranstaltungen an diesem Ort``, as a link."""
    words = dates.counted(len(archive.events), f"events_of_{archive.facet}", language)
    return {"title": words, "url": archive.address}


def newest(site: Site, entries: Iterable[Entry[FieldsT]]) -> list[Entry[FieldsT]]:
    """Entries by date, the newest first; those without a date last, by number and title."""
    return sorted(entries, key=lambda e: _age(site, e))


def _age(site: Site, entry: Entry) -> tuple[object, ...]:
    when = labels.date_of(site, entry)
    number = number_of(entry) or 0
    return (-when.toordinal() if when else 0, number, i18n.sort_key(entry.title), entry.id)


def audio(site: Site, episode: Entry[Episode], language: str) -> Audio:
    """An episode's recording as ``macros.html`` draws players."""
    source = audio_sources.main_source(site, episode)
    label = i18n.text("episode_listen", language).format(title=episode.title)
    return {"url": source.address or source.url, "label": label, "external": not source.address}


def rails(site: Site, entry: Entry, language: str) -> Rails:
    """What to hear and to meet with an entry: the nearest episode and event, or None."""
    near = [found.entry for found in site.relations.related(entry, 24)]
    episode = next((e for e in near if EPISODE.holds(e)), None)
    events = [e for e in near if EVENT.holds(e) and e.fields.status not in ("cancelled", "postponed")]
    upcoming = sorted((e for e in events if not site.is_past(e)), key=lambda e: site.date(e).start)
    event = next(iter(upcoming or events), None)
    return {
        "episode": {"card": cards.card(site, episode, language), "audio": audio(site, episode, language)}
        if episode
        else None,
        "event": cards.card(site, event, language) if event else None,
    }
