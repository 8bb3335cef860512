"""Content becomes search documents."""

from __future__ import annotations

import json
from html import unescape
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import builders
from dreiklang.content.body import Body, Turn, WordTiming
from dreiklang.content.entries import Entry
from dreiklang.search import documents, facts, searchable_html


def only(*entries: Entry, url: str, **options: object) -> documents.SearchDocument:
    """The document at an address of a site of these entries."""
    found = {d.url: d for d in documents.documents_of(builders.site(*entries, **options))}
    return found[url]


def ids(html: str) -> list[str]:
    """All ids of a document, in order, without the first."""
    return [node.attributes["id"] for node in HTMLParser(html).css("[id]")][1:]


def info(html: str) -> dict[str, object]:
    """What the first id carries."""
    id = HTMLParser(html).css_first("[id]").attributes["id"]
    return json.loads(unquote(id.removeprefix("info:")))


def test_every_page_is_one_document():
    """There is one document per page, in the order of addresses."""
    site = builders.site(
        builders.entry("building-block", "b"), builders.entry("article", "a", date="2026-01-02")
    )
    assert [d.url for d in documents.documents_of(site)] == ["aktuelles/a/", "bausteine/b/"]


def test_a_person_without_a_page_is_no_document():
    """What has no page of its own is not found."""
    site = builders.site(builders.entry("person", "ohne"), builders.entry("person", "mit", page=True))
    assert [d.url for d in documents.documents_of(site)] == ["personen/mit/"]


def test_topics_are_ids_however_they_are_written():
    """A topic named by its title is the same as one named by its id."""
    topic = builders.entry("topic", "ehrenamt", title="Ehrenamt stärken")
    page = builders.entry("building-block", "b", topics=["Ehrenamt stärken", "ehrenamt"])
    assert only(topic, page, url="bausteine/b/").facets["topic"] == ("ehrenamt",)


def test_places_bring_their_land():
    """A page belongs to the Länder it names and to those its places lie in."""
    kiel = builders.entry("place", "kiel", title="Kiel", key="01002000", invented=False)
    page = builders.entry("building-block", "b", places=["Kiel"], regions=["BW"])
    assert only(kiel, page, url="bausteine/b/").facets["region"] == ("DE-BW", "DE-SH")


def test_an_episode_has_the_number_of_its_season():
    """Season and year of an episode follow from its folder and its publication."""
    season = builders.entry("season", "zwei", number=2)
    episode = builders.entry("episode", "f", parent="zwei", published="2025-12-31 23:30")
    found = only(season, episode, url="podcast/staffel-2/f/")
    assert (found.facets["season"], found.facets["year"]) == (("2",), ("2025",))


def test_headings_keep_their_anchors():
    """Headings of the text and workshops of an event are anchors, in the order of the page."""
    event = builders.entry(
        "event", "tag", body=Body(html='<h2 id="bericht">Bericht</h2><p>Es war voll.</p>'),
        workshops=[{"id": "werkstatt-2", "title": "Rollen & Regeln", "recommendations": ["Fangt an."]}],
    )  # fmt: skip
    found = only(event, url="veranstaltungen/tag/")
    assert ids(found.html) == ["werkstatt-2", "bericht", "names"]
    assert "Rollen & Regeln" in HTMLParser(found.html).text()


def test_every_turn_has_its_anchor_and_its_speaker():
    """A turn's mark names its anchor on the page and the place of its speaker in the list."""
    person = builders.entry("person", "jette", title="Jette Brandhorst")
    spoken = builders.turns(
        ("jette", 4, "Guten Tag."), ("Malte", 97, "Hallo."), ("Jette Brandhorst", 760, "Gut.")
    )
    found = only(person, builders.entry("episode", "f", body=Body(turns=spoken)), url="podcast/f/")
    assert ids(found.html) == ["t-4|0", "t-97|1", "t-760|0", "names"]
    assert info(found.html)["speakers"] == ["Jette Brandhorst", "Malte"]


def test_moments_within_a_turn_have_their_anchors():
    """Within a turn each known moment marks where its words begin; the words are those of the turn."""
    turn = Turn(
        "Malte", 4, "Guten Tag allen. Schön & gut.", "t-4", marks=(WordTiming(0, 4.0), WordTiming(17, 7.5))
    )
    found = only(builders.entry("episode", "f", body=Body(turns=(turn,))), url="podcast/f/")
    assert ids(found.html) == ["t-4|0", "t-7", "names"]
    assert '<i id="t-4|0"></i>Guten Tag allen. <i id="t-7"></i>Schön &amp; gut.</p>' in found.html


def test_hostile_text_stays_text():
    """Markup in titles, lines and spoken words is searched as text, never read as markup."""
    evil = '</h1><script>x</script><i id="info:{}">'
    spoken = builders.turns((evil, 0, evil))
    page = builders.entry("episode", "f", title=evil, summary=evil, body=Body(turns=spoken))
    html = only(page, url="podcast/f/").html
    assert HTMLParser(html).css("script") == []
    assert ids(html) == ["t-0|0", "names"]
    assert unescape(html).count(evil) >= 3


def test_the_first_mark_has_no_spaces():
    """Pagefind takes spaces out of ids, so what the first one carries is encoded."""
    page = builders.entry("building-block", "b", title="x y", number=7)
    html = only(page, url="bausteine/b/").html
    id = HTMLParser(html).css_first("[id]").attributes["id"]
    assert id.isascii()
    assert not set(id) & set(" \"'<>&")


def test_fields_that_readers_see_are_searched():
    """Learning goals, key messages, statements and the like are found."""
    block = builders.entry(
        "building-block", "b", learn=["Wie man Rollen klärt"],
        assessment={"statements": [{"text": "Wir haben ein Rollenblatt"}],
                    "levels": [{"up_to": 100, "title": "T", "advice": "A"}]},
    )  # fmt: skip
    episode = builders.entry(
        "episode", "f", key_messages=[{"text": "Fangt klein an", "time": "0:10"}],
        chapters=[{"title": "Der Anfang", "time": "0:00"}],
    )  # fmt: skip
    text = " ".join(
        HTMLParser(d.html).text(separator=" ") for d in documents.documents_of(builders.site(block, episode))
    )
    for words in ("Wie man Rollen klärt", "Wir haben ein Rollenblatt", "Fangt klein an", "Der Anfang"):
        assert words in text


def test_names_lead_to_a_page_that_does_not_say_them():
    """Aliases, forms, topics, Länder, people and the page's number stand after the mark ``names``."""
    topic = builders.entry("topic", "ehrenamt", title="Ehrenamt")
    page = builders.entry("building-block", "b", number=7, aliases=["Rollenblatt"], topics=["ehrenamt"],
                          regions=["HE"], authors=["Nora Lind"])  # fmt: skip
    tail = only(topic, page, url="bausteine/b/").html.partition('<i id="names">')[2]
    assert HTMLParser(tail).text() == "#07, Baustein 7, Rollenblatt, Hessen, Ehrenamt, Nora Lind"


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (builders.entry("building-block", "b"), "Baustein"),
        (builders.entry("event", "e", venue={"name": "Rathaus", "town": "Lindfelde"}),
         "Veranstaltung · 3. Dezember 2026 · Lindfelde"),
        (builders.entry("event", "e", status="cancelled"), "Veranstaltung · Abgesagt · 3. Dezember 2026"),
        (builders.entry("episode", "f", number=3), "Folge 3 · 1. Oktober 2026"),
        (builders.entry("material", "m"), "Material · Vorlage"),
    ],
    ids=["block", "event", "cancelled", "episode", "material"],
)  # fmt: skip
def test_one_line_of_facts(entry, line):
    """A hit says what kind of page it leads to, and what tells it from its like."""
    assert facts.note(builders.site(entry), entry) == line


def test_the_line_of_facts_speaks_the_sites_language():
    """On an English site the facts are English."""
    event = builders.entry("event", "e")
    assert facts.note(builders.site(event, language="en"), event) == "Event · 3 December 2026"


def test_equal_entries_give_equal_documents():
    """A document depends on the content alone."""
    page = builders.entry("building-block", "b", topics=["unbekannt"])
    assert searchable_html.html(builders.site(page), page) == searchable_html.html(builders.site(page), page)
