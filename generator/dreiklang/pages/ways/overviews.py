"""Overviews of records: people, organisations, places, topics, the glossary, materials, Länder."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from dreiklang import i18n
from dreiklang.content import regions
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.content.entries import Entry
from dreiklang.content.fields import Common
from dreiklang.content.kinds import MATERIAL, ORGANISATION, PERSON, PLACE, TERM, TOPIC, Kind
from dreiklang.content.records import GlossaryTerm, Material, Municipality, Organisation, Person, Topic
from dreiklang.ground import dates
from dreiklang.pages import cards, contacts
from dreiklang.pages.binding import Binder
from dreiklang.pages.frame_parts import Page
from dreiklang.pages.layout import crumb, overview_title, page_head
from dreiklang.pages.read import materials
from dreiklang.pages.render import View
from dreiklang.pages.ways import region_tiles, voices
from dreiklang.site import addresses, archives, labels
from dreiklang.site.site import Site

FieldsT = TypeVar("FieldsT", bound=Common)


def overview_pages(site: Site) -> Iterator[View]:
    """The overview of each kind of record that exists, and a page for each Land with entries."""
    yield from _overview(site, PERSON, _people)
    yield from _overview(site, ORGANISATION, _organisations)
    yield from _overview(site, PLACE, _places)
    yield from _overview(site, TOPIC, _topics)
    yield from _overview(site, TERM, _glossary)
    yield from _overview(site, MATERIAL, _materials)
    if counts := region_tiles.counts(site):
        yield _regions(site, counts)
    for code in sorted(counts):
        yield _region(site, code)


def _overview(
    site: Site, kind: Kind[FieldsT], make: Callable[[Site, list[Entry[FieldsT]]], View]
) -> Iterator[View]:
    if entries := by_title(site.library.of(kind)):
        yield make(site, entries)


def by_title(entries: Iterable[Entry[FieldsT]]) -> list[Entry[FieldsT]]:
    """Entries in the order of a dictionary."""
    return sorted(entries, key=lambda e: (i18n.sort_key(e.title), e.id))


def _page(site: Site, kind: str, lead: str, voice: str = "") -> Page:
    title = overview_title(kind, site.language)
    return page_head(
        site, title, addresses.overview(kind, site.settings), description=lead, voice=voice,
        crumbs=[crumb(title)], kind="overview",
    )  # fmt: skip


def _view(site: Site, kind: str, lead: str, groups: list[dict[str, Any]], **more: Any) -> View:
    """An overview in groups: ``{id, title, items}``; each item ``{id, card, line, html}``."""
    words = i18n.text(lead, site.language)
    data = {"lead": words, "groups": groups, "letters": [], "lands": None} | more
    return View("records.html", _page(site, kind, words, data.pop("voice", "")), data)


def item(site: Site, entry: Entry, line: str = "", html: str = "", **more: Any) -> dict[str, Any]:
    """An entry in an overview; ``anchor`` when it has no page of its own."""
    card = cards.card(site, entry)
    anchor = card["url"].partition("#")[2]
    return {"anchor": anchor, "card": card, "line": line, "html": html, "contact": None, "file": None} | more


def _people(site: Site, entries: list[Entry[Person]]) -> View:
    address = addresses.overview("person", site.settings)

    def about(person: Entry[Person]) -> str:
        return "" if person.fields.page else Binder(site, person, address, site.language)(person.body.html)

    ordered = sorted(entries, key=lambda p: (i18n.sort_key(contacts.sort_name(p.title)), p.id))
    items = [item(site, p, html=about(p), contact=contacts.contact_card(site, p.id)) for p in ordered]
    return _view(site, "person", "people_lead", [{"id": "", "title": "", "items": items}])


def _organisations(site: Site, entries: list[Entry[Organisation]]) -> View:
    def line(entry: Entry[Organisation]) -> str:
        return (
            i18n.text(f"organisation_{entry.fields.carries}", site.language) if entry.fields.carries else ""
        )

    items = [item(site, entry, line(entry)) for entry in entries]
    return _view(site, "organisation", "organisations_lead", [{"id": "", "title": "", "items": items}])


def _places(site: Site, entries: list[Entry[Municipality]]) -> View:
    items = [item(site, p, _counted(site, site.relations.at(p))) for p in entries]
    return _view(site, "place", "places_lead", _lettered(items), letters=_letters(items))


def _counted(site: Site, entries: Iterable[Entry]) -> str:
    shown = [e for e in entries if e.kind != "person"]
    return dates.counted(len(shown), "entries", site.language) if shown else ""


def _topics(site: Site, entries: list[Entry[Topic]]) -> View:
    items = [item(site, t, _counted(site, site.relations.with_topic(t))) for t in entries]
    return _view(site, "topic", "topics_lead", [{"id": "", "title": "", "items": items}])


def _glossary(site: Site, entries: list[Entry[GlossaryTerm]]) -> View:
    address = addresses.overview("term", site.settings)
    items = [
        item(site, t, html="" if t.fields.summary else Binder(site, t, address, site.language)(t.body.html))
        for t in entries
    ]
    return _view(site, "term", "glossary_lead", _lettered(items), letters=_letters(items), voice="read")


def _materials(site: Site, entries: list[Entry[Material]]) -> View:
    ordered = sorted(entries, key=lambda m: i18n.sort_key(m.fields.category))
    groups = [
        {
            "id": f"dk-{addresses.slug(category)}",
            "title": category,
            "items": [item(site, m, file=materials.material(site, m, site.language)) for m in found],
        }
        for category, found in itertools.groupby(ordered, key=lambda m: m.fields.category)
    ]
    return _view(site, "material", "materials_lead", groups, voice="read")


def letter(title: str) -> str:
    """The letter a title stands under; everything else under ``#``."""
    first = i18n.sort_key(title)[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"


def _lettered(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Items by first letter, where there are many; else in one group."""
    if len(items) <= 8:
        return [{"id": "", "title": "", "items": items}]
    found = itertools.groupby(items, key=lambda i: letter(i["card"]["title"]))
    return [{"id": letter_id(key), "title": key, "items": list(some)} for key, some in found]


def letter_id(key: str) -> str:
    """The anchor of a letter."""
    return f"dk-letter-{key.lower() if key != '#' else 'other'}"


def _letters(items: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Links to the letters; nothing where items stand in one group."""
    return [{"id": g["id"], "title": g["title"]} for g in _lettered(items) if g["id"]]


def _regions(site: Site, counts: dict[str, int]) -> View:
    lands = region_tiles.lands(site, counts)
    return _view(site, "region", "regions_lead", [], lands=lands)


def _region(site: Site, code: str) -> View:
    language = site.language
    name = regions.NAMES[code]
    lead = i18n.text("region_lead", language).format(name=name)
    entries = site.relations.in_region(code)
    places = by_title(e for e in entries if e.kind == "place")
    overview = crumb(overview_title("region", language), addresses.overview("region", site.settings))
    about = page_head(
        site, name, addresses.region(code, site.settings), description=lead, crumbs=[overview, crumb(name)],
        kind="region",
    )  # fmt: skip
    data = {
        "kicker": labels.kind_word("region", language),
        "lead": lead,
        "groups": voices.groups(
            site, entries, language, archives.archive_of(site, ArchiveFacet.REGION, code)
        ),
        "places": [{"title": p.title, "url": site.address(p), "count": 0} for p in places],
        "places_title": i18n.text("region_places", language).format(name=name),
    }
    return View("region.html", about, data)
