"""What a page shows of others: related entries with reasons, backlinks, neighbours, subjects."""

from __future__ import annotations

import itertools
from collections.abc import Collection

from dreiklang import i18n
from dreiklang.content import regions
from dreiklang.content.entries import Entry
from dreiklang.content.fields import Common
from dreiklang.content.kinds import PLACE, TOPIC, Kind
from dreiklang.ground import dates
from dreiklang.pages import cards, view_parts
from dreiklang.pages.hear import passages
from dreiklang.pages.layout import modified
from dreiklang.pages.read import citations
from dreiklang.pages.view_parts import Backlink, Backlinks, Chip, End, Neighbours, Subjects
from dreiklang.site import addresses
from dreiklang.site.relations import Reason, Related
from dreiklang.site.site import Site

REASONS = 2
"""How many reasons a reader is told, the most telling first."""

MENTIONS = 24
"""How many pages that mention one are listed."""

_TELLING = ("chosen", "place", "person", "topic", "link", "region")


def related(
    site: Site, entry: Entry, language: str, most: int = 6, shown: Collection[str] = ()
) -> list[view_parts.Related]:
    """Entries worth going on with, each with the reason in words.

    ``shown`` names those that the page shows elsewhere. Those that mention it are listed as such
    just above; they come again only if the editors chose them.
    """
    mentions = {mention.entry.id for mention in site.relations.backlinks(entry)[:MENTIONS]}
    found = site.relations.related(entry, most + len(shown) + len(mentions))
    near = (
        other
        for other in found
        if other.entry.id not in shown and (other.entry.id not in mentions or _is_chosen(other))
    )
    return [
        {"card": cards.card(site, other.entry, language), "reason": reason(other.reasons, language)}
        for other in itertools.islice(near, most)
    ]


def _is_chosen(other: Related) -> bool:
    return any(reason.kind == "chosen" for reason in other.reasons)


def reason(reasons: tuple[Reason, ...], language: str) -> str:
    """``Gleicher Ort: Jena · Gleiches Thema: Steuerung``."""
    said = []
    ordered = sorted(reasons, key=lambda r: _TELLING.index(r.kind))
    for kind, same in itertools.groupby(ordered, key=lambda r: r.kind):
        names = dict.fromkeys(regions.NAMES.get(r.name, r.name) for r in same)
        text = i18n.text(f"reason_{kind}", language)
        said.append(text.format(names=dates.enumeration(list(names), language)))
    return cards.SEPARATOR.join(said[:REASONS])


def backlinks(
    site: Site, entry: Entry, language: str, shown: Collection[str] = (), most: int | None = MENTIONS
) -> Backlinks:
    """Pages that mention this one; the address of an item leads to the section that does.

    ``shown`` names those that the page shows elsewhere. A page does not grow with the site: the first
    ``most`` are listed (None: all), the others counted.
    """
    mentions = [m for m in site.relations.backlinks(entry) if m.entry.id not in shown]
    turns, found = passages.by_page(site, entry), list[Backlink]()
    for mention in mentions[:most]:
        card = cards.card(site, mention.entry, language)
        note = card["meta"] or card["kind_word"]
        if mention.section:
            note = i18n.text("backlink_section", language).format(section=mention.section)
        url = card["url"]
        if mention.anchor and "#" not in url:
            url = f"{url}#{mention.anchor}"
        found.append({"card": card, "url": url, "note": note, "turns": turns.get(mention.entry.id, [])})
    left = len(mentions) - len(found)
    return {"items": found, "more": dates.counted(left, "backlinks_more", language) if left else ""}


def neighbours(site: Site, entry: Entry, language: str) -> Neighbours:
    """``previous`` and ``next`` as cards or None."""
    before, after = site.relations.neighbours(entry)
    return {
        "previous": cards.card(site, before, language) if before else None,
        "next": cards.card(site, after, language) if after else None,
    }


def about(site: Site, entry: Entry, language: str) -> list[Subjects]:
    """The subjects of an entry as links, by kind."""
    groups = [
        ("topics", topics(site, entry)),
        ("regions", region_links(site, entry)),
        ("places", links(site, entry.fields.places, PLACE)),
    ]
    return [
        {"key": key, "title": i18n.text(f"about_{key}", language), "items": items}
        for key, items in groups
        if items
    ]


def links(site: Site, names: tuple[str, ...], kind: Kind[Common]) -> list[Chip]:
    """Checked names as links."""
    found = [site.one(name, kind) for name in names]
    return [{"title": e.title, "url": site.address(e), "count": 0} for e in found if e]


def topics(site: Site, entry: Entry) -> list[Chip]:
    """The topics of an entry as links."""
    return links(site, entry.fields.topics, TOPIC)


def region_links(site: Site, entry: Entry) -> list[Chip]:
    """The Bundesländer of an entry as links."""
    return [
        {"title": regions.NAMES[code], "url": addresses.region(code, site.settings), "count": 0}
        for code in entry.fields.regions
    ]


def end(site: Site, entry: Entry, language: str) -> End:
    """What the end of a page says: how to cite it, and how old it is."""
    day = modified(site, entry)
    citation = citations.citation(site, entry, day[:4], language)
    return {"citation": citation, "note": _note(site, day, language)}


def _note(site: Site, day: str, language: str) -> str:
    by = i18n.text("page_by", language).format(site=site.settings.site.name)
    if not day:
        return by
    date = dates.day(dates.parse(day), language)
    return f"{by} · {i18n.text('page_date', language).format(date=dates.unbroken(date))}"
