"""Content into search documents: one for every published page, apart from its template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dreiklang import addresses, i18n
from dreiklang.content import regions
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import KINDS, PLACE, SEASON, TOPIC, voice_of
from dreiklang.search import facts, searchable
from dreiklang.site import Site

VOICES = ("read", "hear", "meet")


@dataclass(frozen=True)
class SearchDocument:
    """One page as the search sees it.

    ``url`` is relative to the site; ``topics`` are ids, ``regions`` ISO codes, ``season`` the
    season's number and ``year`` the year as text, both empty where there is none. ``html`` is
    what is searched, see ``searchable.html``.
    """

    url: str
    title: str
    kind: str
    voice: str
    language: str
    topics: tuple[str, ...]
    regions: tuple[str, ...]
    season: str
    year: str
    html: str


Labels = Mapping[str, Mapping[str, str]]
"""What readers call a value, by facet (``kind``, ``topic``, ``region``, ``season``) and value."""


def of(site: Site) -> tuple[SearchDocument, ...]:
    """A document for every entry that has a page of its own, by address."""
    found = (document(site, entry) for entry in site.library.entries if "#" not in site.address(entry))
    return tuple(sorted(found, key=lambda d: d.url))


def document(site: Site, entry: Entry) -> SearchDocument:
    """The search document of one entry."""
    day = facts.day(site, entry)
    return SearchDocument(
        url=site.address(entry),
        title=entry.title,
        kind=entry.kind,
        voice=voice_of(entry),
        language=entry.fields.lang or site.language,
        topics=_topics(site, entry),
        regions=_regions(site, entry),
        season=_season(site, entry),
        year=str(day.year) if day else "",
        html=searchable.html(site, entry),
    )


def _topics(site: Site, entry: Entry) -> tuple[str, ...]:
    if TOPIC.holds(entry):
        return (entry.id,)
    found = (site.one(name, TOPIC) for name in entry.fields.topics)
    return tuple(sorted({topic.id for topic in found if topic}))


def _regions(site: Site, entry: Entry) -> tuple[str, ...]:
    """The Bundesländer that an entry names, and those its places lie in (by their official key)."""
    places = [entry] if PLACE.holds(entry) else [site.one(name, PLACE) for name in entry.fields.places]
    keys = [place.fields.key for place in places if place and place.fields.key]
    return tuple(
        sorted({*entry.fields.regions, *(regions.AGS[key[:2]] for key in keys if key[:2] in regions.AGS)})
    )


def _season(site: Site, entry: Entry) -> str:
    season = entry if SEASON.holds(entry) else site.library.parent(entry, SEASON)
    return str(season.fields.number) if season else ""


def labels(site: Site) -> Labels:
    """The words for the values of every facet, in the order readers see them."""
    seasons = sorted(site.library.of(SEASON), key=lambda s: s.fields.number)
    topics = sorted(site.library.of(TOPIC), key=lambda t: addresses.slug(t.title))
    return {
        "voice": {voice: i18n.text(f"voice_{voice}", site.language) for voice in VOICES}
        | {"other": i18n.text("search_other", site.language)},
        "kind": {kind: facts.kind_word(kind, site.language) for kind in KINDS},
        "topic": {topic.id: topic.title for topic in topics},
        "region": dict(regions.NAMES),
        "season": {str(s.fields.number): facts.label(s, site.language) for s in seasons},
    }
