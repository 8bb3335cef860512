"""What hits can be narrowed by: one row a facet, from which index, pages and scripts take all they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dreiklang import i18n
from dreiklang.content import regions
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import KINDS, PLACE, SEASON, TOPIC, voice_of
from dreiklang.site import addresses, labels
from dreiklang.site.site import Site

Labels = Mapping[str, str]
"""What readers call each value, in the order they see them."""


@dataclass(frozen=True)
class Facet:
    """One way to narrow hits; what readers call it stands in ``search_facet_<name>``.

    ``parameter`` is its word in addresses, the same in every language so that links can be shared.
    ``values`` are those of an entry. ``labels`` name them; values without labels speak for
    themselves and are listed from the last to the first. In addresses stands the value itself, or
    with ``word_from_label`` what its label becomes there. ``in_dialog`` offers it in the small
    search, too.
    """

    name: str
    parameter: str
    values: Callable[[Site, Entry], Iterable[str]]
    labels: Callable[[Site], Labels] | None = None
    word_from_label: bool = False
    in_dialog: bool = False

    def title(self, language: str) -> str:
        """What readers call it."""
        return i18n.text(f"search_facet_{self.name}", language)

    def word(self, value: str, label: str) -> str:
        """What stands in addresses for a value."""
        return addresses.slug(label) if self.word_from_label else value


def _voices(site: Site) -> Labels:
    named = {voice: i18n.text(f"voice_{voice}", site.language) for voice in ("read", "hear", "meet")}
    return named | {"other": i18n.text("search_other", site.language)}


def _topics(site: Site, entry: Entry) -> Iterable[str]:
    if TOPIC.holds(entry):
        return (entry.id,)
    found = (site.one(name, TOPIC) for name in entry.fields.topics)
    return {topic.id for topic in found if topic}


def _regions(site: Site, entry: Entry) -> Iterable[str]:
    """The Bundesländer that an entry names, and those its places lie in (by their official key)."""
    places = [entry] if PLACE.holds(entry) else [site.one(name, PLACE) for name in entry.fields.places]
    keys = [place.fields.key for place in places if place and place.fields.key]
    return {*entry.fields.regions, *(regions.AGS[key[:2]] for key in keys if key[:2] in regions.AGS)}


def _season(site: Site, entry: Entry) -> Iterable[str]:
    season = entry if SEASON.holds(entry) else site.library.parent(entry, SEASON)
    return (str(season.fields.number),) if season else ()


def _seasons(site: Site) -> Labels:
    ordered = sorted(site.library.of(SEASON), key=lambda season: season.fields.number)
    return {str(season.fields.number): labels.label(season, site.language) for season in ordered}


FACETS = (
    Facet("voice", "bereich", lambda _, entry: (voice_of(entry) or "other",), _voices),
    Facet(
        "kind", "art", lambda _, entry: (entry.kind,),
        lambda site: {kind: labels.kind_word(kind, site.language) for kind in KINDS},
        word_from_label=True, in_dialog=True,
    ),
    Facet(
        "topic", "thema", _topics,
        lambda site: {
            topic.id: topic.title
            for topic in sorted(site.library.of(TOPIC), key=lambda topic: addresses.slug(topic.title))
        },
        in_dialog=True,
    ),
    Facet("region", "land", _regions, lambda _: regions.NAMES, word_from_label=True),
    Facet("season", "staffel", _season, _seasons),
    Facet("year", "jahr", lambda site, entry: labels.years(site, entry)),
)  # fmt: skip
"""Every facet, in the order readers see them."""


def values_of(site: Site, entry: Entry) -> dict[str, tuple[str, ...]]:
    """An entry's values by facet, each facet's sorted."""
    return {facet.name: tuple(sorted(facet.values(site, entry))) for facet in FACETS}


def labels_of(site: Site) -> dict[str, Labels]:
    """The labels of every facet that has some."""
    return {facet.name: facet.labels(site) for facet in FACETS if facet.labels}
