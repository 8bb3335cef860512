"""Pages to read: building blocks with their self-assessment, articles, plain pages."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

import builders
import rendered
from dreiklang.content.body import Block, Body, Heading, Reference, Section
from dreiklang.pages.read import articles, building_blocks, checklists, plain_pages, reviews
from dreiklang.site.site import Site

PATH = "bausteine/tisch/index.html"
ASSESSMENT = {
    "statements": [
        {"text": "Es gibt einen Auftrag.", "next": ["A", "B", "C", "D"]},
        {"text": "Jemand lädt ein."},
    ],
    "levels": [
        {"up_to": 45, "title": "Anfang", "advice": "Beginnen."},
        {"up_to": 75, "title": "Fundament", "advice": "Prüfen."},
        {"up_to": 100, "title": "Stabil", "advice": "Teilen."},
    ],
}
TEXT = Body(
    words=450,
    sections=(
        Section("introduction", "einleitung", "Einleitung: warum", "<p>Weil.</p>"),
        Section(
            "implementation",
            "umsetzung",
            "Umsetzung: wie",
            "<ul>\n<li><strong>Auftrag.</strong> Ja.</li></ul>",
        ),
    ),
)


def knowledge(**fields: object) -> Site:
    """A site with a few building blocks, an episode and an event on one topic."""
    more = {"title": "Ämter an einen Tisch", "summary": "Wie das geht.", "number": 7, "topics": ["mitte"]}
    return builders.site(
        builders.entry("building-block", "tisch", body=TEXT, **more | fields),
        builders.entry(
            "building-block", "auftrag", number=1, title="Auftrag", topics=["mitte"], deepens=["tisch"]
        ),
        builders.entry("topic", "mitte", title="Mitte"),
        builders.entry("season", "staffel-1", path="episodes/staffel-1/index.md"),
        builders.entry("episode", "folge", number=3, parent="staffel-1", title="Die Folge", topics=["mitte"]),
        builders.entry("event", "tag", title="Der Tag", topics=["mitte"], online="https://treffen.example/"),
        builders.entry("material", "vorlage", title="Die Vorlage", category="Vorlagen"),
        builders.entry("person", "ruth", title="Ruth Wieland", function="Koordination", page=True),
    )


def block(**fields: object) -> LexborHTMLParser:
    """The page of the building block."""
    return rendered.tree(knowledge(**fields), building_blocks.building_block_pages, PATH)


def test_head_of_a_building_block():
    """The head shows number, kind with topic, title, lead and the minutes it takes to read."""
    page = block()
    assert page.css_first(".square--big").text() == "#07"
    assert page.css_first(".kicker").text() == "Baustein 7 · Mitte"
    assert page.css_first("h1").text() == "Ämter an einen Tisch"
    assert rendered.texts(page.css(".page-head .meta-list li")) == ["3 Minuten Lesezeit"]


def test_typed_sections_are_steps():
    """The typed sections and the self-assessment are numbered steps that lead to their anchors."""
    steps = block(assessment=ASSESSMENT).css(".steps a")
    assert [a.attributes["href"] for a in steps] == ["#einleitung", "#umsetzung", "#dk-assessment"]
    assert rendered.texts(steps)[0] == "1Einleitung"


def test_success_conditions_become_a_checklist():
    """A list of the implementation whose every item begins with bold words is a checklist to print."""
    page = block()
    assert page.css_first(".section--implementation ul.checklist strong").text() == "Auftrag."
    assert page.css_first(".section--implementation [data-print-part]")


def test_other_lists_stay_lists():
    """A list with an item that does not begin with bold words is left alone."""
    html = "<ul><li><strong>Eins</strong></li><li>Zwei <strong>drei</strong></li></ul>"
    assert checklists.marked(html) == html


def test_learn_box():
    """What readers learn stands in a box of its own; without it there is no box."""
    assert rendered.texts(block(learn=["woran", "wie"]).css(".learn li")) == ["woran", "wie"]
    assert block().css_first(".learn") is None


def test_hear_and_meet_stand_beside():
    """The nearest episode with its player and the next event stand beside the text."""
    page = block()
    assert page.css_first(".rail.voice-hear h3").text() == "Die Folge"
    assert page.css_first(".rail.voice-hear audio").attributes["preload"] == "none"
    assert page.css_first(".rail.voice-meet h3").text() == "Der Tag"


def test_relations_show_both_ways():
    """What goes deeper into a building block is listed on it, and the other way round."""
    site = knowledge(builds_on=["auftrag"])
    there = rendered.tree(site, building_blocks.building_block_pages, PATH)
    assert rendered.texts(there.css(".rail__label")) == ["Baut auf", "Wird vertieft in"]
    other = rendered.tree(site, building_blocks.building_block_pages, "bausteine/auftrag/index.html")
    assert rendered.texts(other.css(".rail__label")) == ["Darauf bauen auf", "Vertieft"]


def test_related_says_why():
    """Related entries show their most telling reasons in words."""
    site = builders.site(
        builders.entry("article", "neu", topics=["mitte"], places=["jena"]),
        builders.entry("article", "alt", topics=["mitte"], places=["jena"]),
        builders.entry("topic", "mitte", title="Mitte"),
        builders.entry("place", "jena", title="Jena"),
    )
    page = rendered.tree(site, articles.article_pages, "aktuelles/neu/index.html")
    assert rendered.texts(page.css(".related .reason")) == ["Gleicher Ort: Jena · Gleiches Thema: Mitte"]


def test_related_repeats_nothing():
    """What stands beside the text is not recommended below it once more."""
    page = rendered.tree(
        knowledge(builds_on=["auftrag"], related=["auftrag"]), building_blocks.building_block_pages, PATH
    )
    beside = {a.text() for a in page.css(".rail .title-link")} | {"Auftrag"}
    below = {a.text() for a in page.css(".related .title-link")}
    assert not beside & below


def test_mentions_are_not_recommended_again():
    """What is listed as mentioning a page is related only if the editors chose it."""
    body = Body(references=(Reference("name", "neu", "", "", 8, 1),))
    site = builders.site(
        builders.entry("article", "neu", related=["gewollt"], topics=["mitte"]),
        builders.entry("article", "alt", topics=["mitte"], body=body),
        builders.entry("article", "gewollt", topics=["mitte"], body=body),
        builders.entry("topic", "mitte", title="Mitte"),
    )
    page = rendered.tree(site, articles.article_pages, "aktuelles/neu/index.html")
    assert rendered.texts(page.css(".backlinks .title-link")) == ["Alt", "Gewollt"]
    assert rendered.texts(page.css(".related .title-link")) == ["Gewollt"]


def test_materials_by_category():
    """Materials stand in groups of their category, each with type or host."""
    page = block(materials=["vorlage"])
    assert page.css_first(".material h3").text() == "Vorlagen"
    assert page.css_first(".file .meta").text() == "(auf example.org)"


def test_assessment_counts_points_without_script():
    """Without the script the page says how to count, and each level its points."""
    page = block(assessment=ASSESSMENT)
    assert "trifft nicht zu = 1" in page.css_first(".count-yourself").text()
    assert rendered.texts(page.css(".levels .meta")) == ["2 bis 3 Punkte", "4 bis 6 Punkte", "7 bis 8 Punkte"]


def test_assessment_names_every_control():
    """Every statement is a fieldset with a legend, its steps are radios of one name."""
    sets = block(assessment=ASSESSMENT).css("fieldset.scale")
    assert [s.css_first("legend").text() for s in sets] == [
        "1. Es gibt einen Auftrag.",
        "2. Jemand lädt ein.",
    ]
    assert [len(s.css("input[type=radio]")) for s in sets] == [4, 4]


def test_assessment_in_its_own_section():
    """A self-assessment stands in the section that introduces it, where there is one."""
    body = Body(sections=(Section("self-assessment", "wo", "Selbsteinschätzung", "<p>Kurz.</p>"),))
    site = builders.site(builders.entry("building-block", "tisch", body=body, assessment=ASSESSMENT))
    page = rendered.tree(site, building_blocks.building_block_pages, PATH)
    assert page.css_first("#wo").parent.css_first("dk-assessment")
    assert page.css_first("#dk-assessment") is None


def test_default_scale_speaks_the_pages_language():
    """The scale that nobody wrote is in the page's language."""
    site = builders.site(builders.entry("building-block", "tisch", assessment=ASSESSMENT), language="en")
    page = rendered.tree(site, building_blocks.building_block_pages, PATH)
    assert page.css_first(".scale label").text() == "does not apply"


def test_backlinks_do_not_grow_with_the_site():
    """Of many pages that mention one, some are listed and the rest is counted."""
    body = Body(references=(Reference("name", "tisch", "", "", 8, 1),))
    many = [builders.entry("article", f"a{n}", body=body) for n in range(30)]
    page = rendered.tree(
        builders.site(builders.entry("building-block", "tisch"), *many),
        building_blocks.building_block_pages,
        PATH,
    )
    assert len(page.css(".backlinks li")) == 24
    assert page.css_first(".backlinks > .meta").text() == "… und auf 6 weiteren Seiten"


def test_backlinks_lead_to_the_section():
    """A page that mentions this one is named with the section, and the link leads there."""
    mentioning = Body(
        headings=(Heading(2, "rollen", "Rollen", 5),),
        references=(Reference("name", "Ämter an einen Tisch", "", "", 8, 1),),
    )
    site = builders.site(
        builders.entry("building-block", "tisch", title="Ämter an einen Tisch"),
        builders.entry("article", "bericht", title="Bericht", body=mentioning),
    )
    item = rendered.tree(site, building_blocks.building_block_pages, PATH).css_first(".backlinks li")
    assert item.css_first("a").attributes["href"] == "../../aktuelles/bericht/#rollen"
    assert item.css_first(".meta").text() == "im Abschnitt „Rollen“"


def test_overdue_is_decided_in_the_browser():
    """A page with a review date carries the day it becomes overdue, hidden until then."""
    note = block(reviewed="2026-01-31", review_every=1).css_first(".overdue")
    assert note.attributes["data-from"] == "2026-02-28"
    assert "hidden" in note.attributes
    assert "28. Februar 2026" in note.text()


def test_review_without_interval_never_is_overdue():
    """A review date alone says when somebody looked, and no more."""
    fields = builders.entry("article", "a", reviewed="2026-01-31").fields
    assert reviews.due_on(fields) is None
    assert reviews.review(fields, "de")["overdue"] == ""


def test_citation_names_site_year_title_and_address():
    """The tool to cite copies site, year, title, kind and whole address."""
    button = block(reviewed="2026-10-12").css_first("[data-copy]")
    assert button.attributes["data-copy"] == (
        "Dreiklang (2026): Ämter an einen Tisch. Baustein 7. https://example.org/wissen/bausteine/tisch/"
    )


def test_linked_data_cannot_break_out():
    """A title with a closing script tag stays text in the linked data."""
    site = knowledge(title="Ende </script><script>alert(1)</script>")
    html = rendered.pages(site, building_blocks.building_block_pages)[PATH].decode()
    data = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(data)["name"] == "Ende </script><script>alert(1)</script>"
    assert "<script>alert" not in html


def test_titles_are_escaped_everywhere():
    """Markup in a title shows as text, in head, teaser and overview."""
    pages = rendered.pages(knowledge(title='<img src=x onerror="x()">'), building_blocks.building_block_pages)
    assert all(b"<img src=x" not in html for html in pages.values())


def test_overview_in_order_of_numbers():
    """The overview lists building blocks by number, each once, with its topics to filter by."""
    page = rendered.tree(knowledge(), building_blocks.building_block_pages, "bausteine/index.html")
    assert [n.text() for n in page.css(".teaser-list .square")] == ["#01", "#07"]
    assert rendered.texts(page.css(".chip")) == ["Mitte"]


def news(**fields: object) -> Site:
    """Articles of two years, two of them a series."""
    return builders.site(
        builders.entry("article", "neu", title="Neu", date="2026-11-04", **fields),
        builders.entry("article", "teil-eins", date="2026-10-01", series={"title": "Ein Jahr", "part": 1}),
        builders.entry("article", "teil-zwei", date="2025-02-01", series={"title": "Ein Jahr", "part": 2}),
        builders.entry("person", "ruth", title="Ruth Wieland", page=True),
    )


def test_articles_by_year():
    """The newest year is the overview; earlier years have a page of their own."""
    pages = rendered.pages(news(), articles.article_pages)
    now = LexborHTMLParser(pages["aktuelles/index.html"])
    assert rendered.texts(now.css(".news h2")) == ["Neu", "Teil Eins"]
    assert rendered.texts(now.css(".years a")) == ["2026 2", "2025 1"]
    assert now.css_first(".years [aria-current=page]").text().startswith("2026")
    assert "aktuelles/2025/index.html" in pages


def test_article_says_when_and_by_whom():
    """An article shows its date in words with a machine's form, and its authors."""
    page = rendered.tree(news(authors=["ruth"]), articles.article_pages, "aktuelles/neu/index.html")
    assert page.css_first(".page-head time").attributes["datetime"] == "2026-11-04"
    assert page.css_first(".page-head time").text() == "4. November 2026"
    assert page.css_first(".person a").attributes["href"] == "../../personen/ruth/"


def test_series_has_its_own_order():
    """All parts of a series are listed in their own order, the current one marked."""
    page = rendered.tree(news(), articles.article_pages, "aktuelles/teil-eins/index.html")
    assert rendered.texts(page.css(".series-parts li")) == ["Teil Eins", "Teil Zwei"]
    assert page.css_first(".series-parts [aria-current]").text() == "Teil Eins"


def test_older_and_newer_articles():
    """Back leads to the older, on to the newer article, as with parts, episodes and events."""
    page = rendered.tree(news(), articles.article_pages, "aktuelles/neu/index.html")
    assert page.css_first("a[rel=prev]").attributes["href"] == "../../aktuelles/teil-eins/"
    assert page.css_first("a[rel=next]") is None


def test_parts_of_a_series_lead_to_each_other():
    """Within a series of articles previous and next are its parts, in their own order."""
    page = rendered.tree(news(), articles.article_pages, "aktuelles/teil-eins/index.html")
    assert page.css_first("a[rel=prev]") is None
    assert page.css_first("a[rel=next]").attributes["href"] == "../../aktuelles/teil-zwei/"


def test_quote_links_are_bound_for_the_page():
    """A late link of a text becomes the address as seen from the page that shows it."""
    link = '<p><a href="dk:name:neu">hier entlang</a></p>'
    site = builders.site(
        builders.entry("article", "neu", date="2026-11-04"),
        builders.entry("page", "seite", body=Body(html=link)),
    )
    page = rendered.tree(site, plain_pages.plain_pages, "seite/index.html")
    assert page.css_first(".prose a").attributes["href"] == "../aktuelles/neu/"


def test_bare_reference_to_a_number_gets_the_title():
    """A reference by number without words of its own shows number and title."""
    link = '<p><a href="dk:name:Baustein%207?">Baustein 7</a></p>'
    site = builders.site(
        builders.entry("building-block", "tisch", number=7, title="Der Tisch"),
        builders.entry("page", "seite", body=Body(html=link)),
    )
    page = rendered.tree(site, plain_pages.plain_pages, "seite/index.html")
    assert page.css_first(".prose a").text() == "Baustein\u00a0#07: Der Tisch"


def test_embedded_block_says_where_it_stands():
    """A block of another page is shown with the way to where it stands, and no anchor twice."""
    html = '<figure class="quote quote--in" id="zitat"><blockquote><p>Ja.</p></blockquote></figure>'
    shown = Block("quote", "zitat", html, "Ja.", 3)
    site = builders.site(
        builders.entry("building-block", "tisch", number=7, title="Der Tisch", body=Body(blocks=(shown,))),
        builders.entry(
            "page", "seite",
            body=Body(html='<p class="embed"><a class="ref" href="dk:embed:tisch#zitat">tisch</a></p>'),
        ),
    )  # fmt: skip
    page = rendered.tree(site, plain_pages.plain_pages, "seite/index.html")
    assert page.css_first(".embed blockquote").text() == "Ja."
    assert page.css_first(".embed__from a").attributes["href"] == "../bausteine/tisch/#zitat"
    assert page.css_first("#zitat") is None


@pytest.mark.parametrize("kind", ["page", "newsletter"])
def test_plain_text_pages(kind):
    """Plain pages and newsletter issues show title, lead and text."""
    site = builders.site(
        builders.entry(kind, "text", title="Titel", summary="Lead.", body=Body(html="<p>Ja.</p>"))
    )
    page = next(
        LexborHTMLParser(html)
        for path, html in rendered.pages(site, plain_pages.plain_pages).items()
        if path.endswith("text/index.html")
    )
    assert (page.css_first("h1").text(), page.css_first(".page-head__lead").text()) == ("Titel", "Lead.")
    assert page.css_first(".prose p").text() == "Ja."
