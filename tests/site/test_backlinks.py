"""Pages of records show everything that refers to them."""

from __future__ import annotations

from collections import Counter

import pytest

import builders
import rendered
from dreiklang.content.body import Body, Reference
from dreiklang.content.entries import Entry
from dreiklang.pages.ways import records
from dreiklang.site.site import Site

WORKSHOP = {"id": "w", "title": "W", "people": ["ruth"]}
LINE = {"start": "10:00", "title": "L", "people": ["ruth"]}
CHECKED = {"method": "script", "reviewed": "2026-09-14", "reviewer": "ruth"}


def text(*names: str) -> Body:
    """A text that refers to each name, and to the first one twice."""
    return Body(references=tuple(Reference("name", n, "", n, 5, 1) for n in (*names, *names[:1])))


def entry(kind: str, id: str, **fields: object) -> Entry:
    """An entry whose place in the tree follows from its id."""
    return builders.entry(kind, id, path=f"docs/{id}.md", **fields)


def library() -> Site:
    """One record of every kind, and entries that refer to it by each field and by text."""
    hubs = [
        entry("person", "ruth", page=True, organisation="amt", places=["jena"], body=text("schule")),
        entry("organisation", "amt", places=["jena"], body=text("ruth")),
        entry("place", "jena", body=text("schule", "amt", "raum")),
        entry("topic", "schule", title="Schule", body=text("raum", "blatt")),
        entry("term", "raum", title="Schule"),
        entry("material", "blatt", organisation="amt", topics=["Schule"], body=text("ruth")),
    ]
    others = [
        entry("article", "a-verfasst", authors=["ruth", "amt"], body=text("ruth", "amt")),
        entry("article", "a-gefragt", contact="amt"),
        entry("article", "a-empfiehlt", related=["raum", "blatt"]),
        entry("building-block", "b-alles", materials=["blatt"], topics=["schule"], places=["jena"]),
        entry("episode", "e-gast", guests=["ruth"], topics=["schule"], body=text("blatt")),
        entry("episode", "e-geprueft", transcript_origin=CHECKED),
        entry("event", "v-werkstatt", workshops=[WORKSHOP], programme=[LINE], organisers=["amt"]),
        entry("event-series", "v-reihe", organisers=["amt"], contact="ruth"),
        entry("season", "s-eins", funders=["amt"], topics=["schule"]),
        entry("page", "p-text", topics=["schule"], body=text("ruth", "amt", "jena", "raum", "blatt")),
        entry("newsletter", "n-eins", body=text("ruth", "amt", "jena", "raum", "blatt")),
        entry("person", "ohne-seite", organisation="amt", places=["jena"], body=text("raum", "ruth")),
        entry("home", "start", body=text("blatt", "schule")),
    ]
    return builders.site(*hubs, *others)


REFERRING = {
    "ruth": "amt blatt a-verfasst e-gast e-geprueft v-werkstatt v-reihe p-text n-eins ohne-seite",
    "amt": "ruth jena blatt a-verfasst a-gefragt v-werkstatt v-reihe s-eins p-text n-eins ohne-seite",
    "jena": "ruth amt b-alles p-text n-eins ohne-seite",
    "schule": "blatt b-alles e-gast s-eins p-text start ruth jena",
    "raum": "jena schule a-empfiehlt p-text n-eins ohne-seite",
    "blatt": "schule a-empfiehlt b-alles e-gast p-text n-eins start",
}


@pytest.mark.parametrize("id", REFERRING)
def test_every_entry_that_refers_to_a_record_is_shown_once(id):
    """By whichever field or text an entry refers to a record, the record's page leads to it, once."""
    site = library()
    record = site.library.get(id)
    page = rendered.tree(site, records.record_pages, f"{site.address(record)}index.html")
    shown = page.css(".voice-group li a, .person a, .backlinks a, .related a")
    found = Counter(
        (link.attributes["href"] or "").removeprefix("../../").partition("#")[0] for link in shown
    )
    expected = [site.library.get(name) for name in REFERRING[id].split()]
    wanted = Counter(site.address(one).partition("#")[0] for one in expected)
    assert found == wanted


def test_a_name_in_a_field_means_the_kind_of_the_field():
    """A topic and a term may have one name: a field of topics means the topic."""
    site = library()
    topic, term = site.library.get("schule"), site.library.get("raum")
    assert "blatt" in {e.id for e in site.relations.with_topic(topic)}
    assert "blatt" not in {m.entry.id for m in site.relations.backlinks(term)}
