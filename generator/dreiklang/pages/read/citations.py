"""How a page is cited: who made it, when, its title, what it is, where it stands."""

from __future__ import annotations

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event, EventSeries
from dreiklang.content.kinds import EPISODE, EVENT_SERIES, ORGANISATION, PERSON, PODCAST, number_of
from dreiklang.content.podcast import Episode, Podcast, Season
from dreiklang.content.reading import Article, BuildingBlock
from dreiklang.content.records import Material
from dreiklang.site import labels
from dreiklang.site.site import Site

ALL_NAMED = 3
"""Of more makers only the first is named."""


def citation(site: Site, entry: Entry, year: str, language: str) -> str:
    """``Solms, Henrike; Aksoy, Cem (2026): Titel. Baustein 3. In: Dreiklang. https://…``.

    The site itself is the author of what nobody signs.
    """
    name = site.settings.site.name
    makers = [maker for maker in _makers(site, entry) if maker != name]
    place = i18n.text("citation_in", language).format(site=name) if makers else ""
    values = {
        "makers": _joined(makers, language) or name,
        "title": entry.title.replace("\u00ad", ""),
        "kind": " ".join(part for part in (_kind_and_label(entry, language), place) if part),
        "url": site.url(entry),
        "year": year,
    }
    return i18n.text("citation" if year else "citation_undated", language).format(**values)


def _makers(site: Site, entry: Entry) -> list[str]:
    """Authors, else those who invite to it, made it or answer for the show."""
    match entry.fields:
        case Podcast() | Season() | Episode():
            return [show.fields.author for show in site.library.of(PODCAST)[:1]]
        case Material(organisation=organisation):
            return _named(site, (organisation,) if organisation else ())
        case BuildingBlock(authors=names) | Article(authors=names) | EventSeries(organisers=names):
            return _named(site, names)
        case Event(organisers=names):
            series = site.library.parent(entry, EVENT_SERIES)
            return _named(site, names or (series.fields.organisers if series else ()))
        case _:
            return []


def _named(site: Site, names: tuple[str, ...]) -> list[str]:
    return [_name(site, name) for name in names]


def _name(site: Site, name: str) -> str:
    record = site.one(name, PERSON, ORGANISATION)
    if record is None:
        return name
    return inverted(record.title) if record.kind == "person" else record.title


def inverted(name: str) -> str:
    """``Leyen, Ursula von der``: the last name first, degrees left out.

    Only where it is certain which name is the last: others stay in the order they are said in.
    """
    words = name.split()
    while len(words) > 1 and words[0].endswith(".") and (len(words[0]) > 2 or words[0].islower()):
        words = words[1:]
    between = words[1:-1]
    certain = all(word.islower() or word.endswith(".") for word in between)
    if len(words) < 2 or not certain or "," in name:
        return " ".join(words)
    return f"{words[-1]}, {' '.join(words[:-1])}"


def _joined(makers: list[str], language: str) -> str:
    if len(makers) > ALL_NAMED:
        return i18n.text("citation_others", language).format(first=makers[0])
    return "; ".join(makers)


def _kind_and_label(entry: Entry, language: str) -> str:
    word = labels.kind_word(entry.kind, language)
    if EPISODE.holds(entry) and entry.fields.type != "full":
        return f"{labels.label(entry, language)}."
    number = number_of(entry)
    return f"{word} {number}." if number else f"{word}."
