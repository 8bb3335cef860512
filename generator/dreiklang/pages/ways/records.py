"""Records with a page of their own: people, organisations, places, topics, terms, materials."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, TypeVar

from dreiklang import i18n
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.content.entries import Entry
from dreiklang.content.fields import Common
from dreiklang.content.kinds import MATERIAL, ORGANISATION, PERSON, PLACE, TERM, TOPIC, Kind, voice_of
from dreiklang.content.records import GlossaryTerm, Material, Municipality, Organisation, Person, Topic
from dreiklang.pages import cards, contacts, related
from dreiklang.pages.binding import Binder
from dreiklang.pages.hear import subscriptions
from dreiklang.pages.layout import crumb, overview_title, page_head
from dreiklang.pages.read import materials, schema
from dreiklang.pages.render import EntryPage, View
from dreiklang.pages.view_parts import Contact, Feed
from dreiklang.pages.ways import voices
from dreiklang.site import addresses, archives, labels
from dreiklang.site.site import Site

FieldsT = TypeVar("FieldsT", bound=Common)

_NEAR = ("term", "material")
"""Kinds that have subjects of their own, so that something is near them."""

_ARCHIVES = {"person": ArchiveFacet.PERSON, "place": ArchiveFacet.PLACE, "topic": ArchiveFacet.TOPIC}
"""Kinds whose events have an archive, by its facet."""

ENDINGS = {"", "e", "en", "em", "er", "ern", "es", "m", "n", "ns", "r", "s", "se", "sen", "ses"}
"""What the forms of one German word differ in; with umlauts read as their vowels."""


def record_pages(site: Site) -> Iterator[EntryPage]:
    """A page for each record that has one."""
    yield from _pages(site, PERSON, _person)
    yield from _pages(site, ORGANISATION, _organisation)
    yield from _pages(site, PLACE, _place)
    yield from _pages(site, TOPIC, _topic)
    yield from _pages(site, TERM, _term)
    yield from _pages(site, MATERIAL, _material)


Maker = Callable[[Site, Entry[FieldsT], str], dict[str, Any]]


def _pages(site: Site, kind: Kind[FieldsT], make: Maker[FieldsT]) -> Iterator[EntryPage]:
    for entry in site.library.of(kind):
        if "#" not in (address := site.address(entry)):
            yield EntryPage(entry, address, partial(_view, site, entry, make))


def _view(site: Site, entry: Entry[FieldsT], make: Maker[FieldsT]) -> View:
    language = entry.fields.lang or site.language
    data = make(site, entry, language)
    address = site.address(entry)
    bind = Binder(site, entry, address, language)
    shared: dict[str, Any] = {
        "kicker": labels.kind_word(entry.kind, language),
        "lead": entry.fields.summary,
        "body": bind(entry.body.html),
        "image": cards.picture(site, entry, entry.fields.image),
        "portrait": None,
        "initials": "",
        "invented": _invented(entry, language),
        "facts": [],
        "file": None,
        "links": [],
        "groups_title": "",
        "persons_title": "",
        "note": "",
        "end": related.end(site, entry, language),
    }
    overview = crumb(overview_title(entry.kind, language), addresses.overview(entry.kind, site.settings))
    about = page_head(
        site, entry.title, address, voice=voice_of(entry), entry=entry, crumbs=[overview, crumb(entry.title)],
        linked_data=schema.record(site, entry) if entry.kind in schema.RECORDS else None,
        feeds=_feeds(site, entry),
    )  # fmt: skip
    data |= _referring(site, entry, data.pop("entries"), data.pop("persons", ()), language)
    return View("record.html", about, shared | data, entry.path)


def _referring(
    site: Site, record: Entry, entries: Iterable[Entry], belonging: Iterable[Entry], language: str
) -> dict[str, Any]:
    """Everything that refers to a record, each entry once.

    ``entries`` are drawn by voice and the people among those ``belonging`` to it as cards; whatever
    else refers to the record, and kinds without a voice, stand among the mentions.
    """
    facet = _ARCHIVES.get(record.kind)
    archive = archives.archive_of(site, facet, record.id) if facet else None
    groups = voices.groups(site, entries, language, archive)
    persons = [entry for entry in belonging if entry.kind == "person"]
    shown = {card["id"] for group in groups for card in group["cards"]} | {person.id for person in persons}
    known = {mention.entry.id for mention in site.relations.backlinks(record)}
    return {
        "groups": groups,
        "persons": [contacts.contact_card(site, person.id) for person in persons],
        "backlinks": related.backlinks(site, record, language, shown, most=None),
        "related": related.related(site, record, language, shown=known) if record.kind in _NEAR else [],
    }


def _invented(entry: Entry, language: str) -> str:
    return i18n.text(f"invented_{entry.kind}", language) if labels.is_invented(entry) else ""


def _person(site: Site, person: Entry[Person], language: str) -> dict[str, Any]:
    card = contacts.contact_card(site, person.id)
    organisation = site.one(person.fields.organisation, ORGANISATION)
    facts = (
        [fact("kind_organisation", organisation.title, site.address(organisation), language)]
        if organisation
        else []
    )
    function = person.fields.function
    return {
        "kicker": function if function and person.fields.summary else labels.kind_word("person", language),
        "lead": person.fields.summary or function,
        "portrait": card["portrait"],
        "initials": card["initials"],
        "facts": facts + _contacts(card) + _places(site, person, language),
        "links": [{"title": link.title, "url": link.url} for link in person.fields.links],
        "entries": site.relations.of_person(person),
        "groups_title": i18n.text("person_entries", language),
    }


def fact(key: str, text: str, url: str, language: str, external: bool = False) -> dict[str, Any]:
    """A line of a record's facts: its name by key of the interface, what it says, where it leads."""
    return {"name": i18n.text(key, language), "text": text, "url": url, "external": external, "icon": ""}


def _contacts(contact: Contact) -> list[dict[str, Any]]:
    lines = [
        ("mail", contact["email"], f"mailto:{contact['email']}"),
        ("phone", contact["phone"], f"tel:{contact['tel']}"),
    ]
    return [
        {"name": "", "text": text, "url": url, "external": True, "icon": icon}
        for icon, text, url in lines
        if text
    ]


def _places(site: Site, entry: Entry, language: str) -> list[dict[str, Any]]:
    found = related.links(site, entry.fields.places, PLACE)
    return [fact("kind_place", place["title"], place["url"], language) for place in found]


def _website(entry: Entry[Organisation | Municipality], language: str) -> list[dict[str, Any]]:
    if not entry.fields.url:
        return []
    host = urllib.parse.urlsplit(entry.fields.url).netloc.removeprefix("www.")
    return [fact("website", host, entry.fields.url, language, external=True)]


def _organisation(site: Site, organisation: Entry[Organisation], language: str) -> dict[str, Any]:
    fields = organisation.fields
    carries = i18n.text(f"organisation_{fields.carries}", language) if fields.carries else ""
    return {
        "image": cards.picture(site, organisation, fields.logo),
        "facts": _website(organisation, language) + _regions(site, organisation, language),
        "note": fields.funding_note or (f"{organisation.title} {carries}." if carries else ""),
        "persons": site.relations.inverse(organisation, "organisation"),
        "persons_title": i18n.text("organisation_people", language),
        "entries": site.relations.of_organisation(organisation),
        "groups_title": i18n.text("organisation_entries", language),
    }


def _regions(site: Site, entry: Entry, language: str) -> list[dict[str, Any]]:
    return [fact("kind_region", r["title"], r["url"], language) for r in related.region_links(site, entry)]


def _place(site: Site, place: Entry[Municipality], language: str) -> dict[str, Any]:
    fields = place.fields
    key = [fact("place_key", fields.key, "", language)] if fields.key else []
    return {
        "kicker": fields.type or labels.kind_word("place", language),
        "facts": _regions(site, place, language) + key + _website(place, language),
        "entries": site.relations.at(place),
        "persons": site.relations.at(place),
        "persons_title": i18n.text("place_people", language),
    }


def _topic(site: Site, topic: Entry[Topic], language: str) -> dict[str, Any]:
    feed = subscriptions.topic_feed(site, topic)
    anchor = f"{addresses.subscribe(site.settings)}#dk-feed-of-{topic.id}"
    words = i18n.text("subscribe_topic_feed", language)
    return {
        "entries": site.relations.with_topic(topic),
        "facts": [fact("subscribe_topic", words, anchor, language)] if feed else [],
    }


def _feeds(site: Site, entry: Entry) -> list[Feed]:
    """The feed of a topic, as its page's head announces it."""
    feed = subscriptions.topic_feed(site, entry) if TOPIC.holds(entry) else None
    return [feed] if feed else []


def other_words(title: str, forms: Iterable[str]) -> list[str]:
    """Forms that are words of their own: readers need no ``Steuerungskreises`` beside ``Steuerungskreis``."""
    known = [title]
    for form in forms:
        if not any(_is_inflected(form, word) for word in known):
            known.append(form)
    return known[1:]


def _is_inflected(form: str, word: str) -> bool:
    """True where two forms differ in nothing but their endings, word by word."""
    one, other = (i18n.sort_key(text).split() for text in (form, word))
    return len(one) == len(other) and all(map(_same_stem, one, other))


def _same_stem(one: str, other: str) -> bool:
    stems = (n for n in range(3, len(one) + 1) if one[:n] == other[:n])
    return any({one[n:], other[n:]} <= ENDINGS for n in stems)


def _term(site: Site, term: Entry[GlossaryTerm], language: str) -> dict[str, Any]:
    forms = ", ".join(other_words(term.title, term.fields.forms))
    return {
        "facts": [fact("term_forms", forms, "", language)] if forms else [],
        "entries": tuple(mention.entry for mention in site.relations.backlinks(term)),
        "groups_title": i18n.text("term_used", language),
    }


def _material(site: Site, material: Entry[Material], language: str) -> dict[str, Any]:
    fields = material.fields
    maker = site.one(fields.organisation, ORGANISATION)
    facts = [fact("material_category", fields.category, "", language)]
    if fields.licence:
        facts.append(fact("material_licence", fields.licence, "", language))
    if maker:
        facts.append(fact("material_made_by", maker.title, site.address(maker), language))
    file = materials.material(site, material, language)
    words = "material_open" if file["external"] else "material_get"
    return {
        "file": file | {"title": i18n.text(words, language).format(title=material.title)},
        "facts": facts,
        "entries": site.relations.inverse(material, "materials"),
        "groups_title": i18n.text("material_used", language),
    }
