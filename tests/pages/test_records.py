"""Pages of records and their overviews, the home page, and pages that belong to no entry."""

from __future__ import annotations

import builders
import rendered
from dreiklang import pages
from dreiklang.content.body import Block, Body
from dreiklang.pages.ways import home, overviews, records, site_files
from dreiklang.site.site import Site


def portal(**options: object) -> Site:
    """A small portal with records of every kind."""
    quote = Block("quote", "z", '<figure><blockquote><p>Anrufen.</p></blockquote></figure>', "Anrufen.", 3,
                  (("by", "ruth"),))  # fmt: skip
    return builders.site(
        builders.entry("home", "start", summary="Der Lead.", body=Body(html="<p>Willkommen.</p>")),
        builders.entry("building-block", "tisch", number=7, title="Der Tisch",
                       topics=["mitte"], regions=["BW"],
                       places=["jena"], authors=["ruth"], body=Body(blocks=(quote,)),
                       image={"file": "/docs/bilder/tisch.svg", "alt": "Ein Tisch", "credit": "N. Lind",
                              "licence": "CC BY 4.0"}, former_addresses=["bausteine/alt"]),
        builders.entry("topic", "mitte", title="Mitte"),
        builders.entry("place", "jena", title="Jena", invented=False, key="16053000", regions=["TH"]),
        builders.entry("person", "ruth", title="Ruth Wieland", function="Koordination", organisation="haus"),
        builders.entry("person", "nora", title="Nora Lind", page=True, organisation="haus"),
        builders.entry("organisation", "haus", title="Das Haus", carries="initiator"),
        builders.entry("organisation", "kasse", title="Die Kasse", carries="funder",
                       funding_note="Mit Mitteln der Kasse"),
        builders.entry("term", "sozialraum", title="Sozialraum", forms=["Sozialräume"],
                       summary="Wo man lebt."),
        builders.entry("material", "vorlage", title="Vorlage", category="Vorlagen", licence="CC0"),
        builders.entry("page", "impressum", title="Impressum", role="imprint"),
        builders.entry("page", "melden", title="Barriere melden", role="report-barrier"),
        builders.entry("event", "abgesagt", start="2026-12-01 10:00", end="2026-12-01 11:00",
                       status="cancelled"),
        builders.entry("event", "tag", title="Der Tag", start="2026-12-03 10:00", end="2026-12-03 16:00"),
        builders.entry("event", "danach", start="2026-12-09 12:00", end="2026-12-09 13:00"),
        builders.entry("article", "neu", title="Neu", date="2026-11-04"),
        media=[builders.facts("docs/bilder/tisch.svg", "image/svg+xml")],
        **options,
    )  # fmt: skip


def test_topic_has_three_voices():
    """A topic's page lists what there is by voice, and no empty voice."""
    page = rendered.tree(portal(), records.record_pages, "themen/mitte/index.html")
    assert rendered.texts(page.css(".voice-group h2")) == ["Lesen"]
    assert rendered.texts(page.css(".voice-group h3 a")) == ["Baustein 7: Der Tisch"]


def test_own_page_of_a_person_is_opt_in():
    """A person has a page of their own only when they want one; else an anchor in the overview."""
    site = portal()
    assert "personen/nora/index.html" in rendered.pages(site, records.record_pages)
    assert "personen/ruth/index.html" not in rendered.pages(site, records.record_pages)
    overview = rendered.tree(site, overviews.overview_pages, "personen/index.html")
    assert overview.css_first("#ruth h2").text() == "Ruth Wieland"


def test_place_says_its_key_and_land():
    """A real place shows its official key and its Land."""
    facts = rendered.texts(
        rendered.tree(portal(), records.record_pages, "orte/jena/index.html").css(".facts dd")
    )
    assert facts == ["Thüringen", "16053000"]


def test_organisation_lists_its_people():
    """An organisation's page names the people who work there."""
    page = rendered.tree(portal(), records.record_pages, "organisationen/haus/index.html")
    assert rendered.texts(page.css(".person b")) == ["Nora Lind", "Ruth Wieland"]


def test_term_names_other_words():
    """A glossary term shows other words for it; inflected ones only serve to find it."""
    forms = ["Steuerungskreise", "Steuerungsgruppe", "Steuerungsgruppen", "Lenkungskreis"]
    site = builders.site(
        builders.entry("term", "kreis", title="Steuerungskreis", forms=forms),
        builders.entry("term", "tisch", title="Runder Tisch", forms=["Runde Tische", "Runden Tisch"]),
    )
    circle = rendered.tree(site, records.record_pages, "glossar/kreis/index.html")
    assert rendered.texts(circle.css(".facts dd")) == ["Steuerungsgruppe, Lenkungskreis"]
    assert not rendered.tree(site, records.record_pages, "glossar/tisch/index.html").css(".facts")


def test_people_stand_by_their_last_names():
    """The overview of people is in the order of last names; titles such as Dr. do not matter."""
    named = ["Amina Tahiri", "Dr. Tobias Kleinert", "Cem Aksoy"]
    people = [builders.entry("person", name.split()[-1].lower(), title=name) for name in named]
    site = builders.site(*people)
    found = rendered.texts(
        rendered.tree(site, overviews.overview_pages, "personen/index.html").css(".person h2")
    )
    assert found == ["Cem Aksoy", "Dr. Tobias Kleinert", "Amina Tahiri"]
    index = rendered.tree(site, site_files.site_pages, "a-z/index.html")
    assert rendered.texts(index.css(".index-list a")) == [
        "Aksoy, Cem", "Kleinert, Dr. Tobias", "Tahiri, Amina"]  # fmt: skip


def test_people_with_a_page_are_introduced():
    """The overview says of everybody who they are, also of those who have a page of their own."""
    site = builders.site(builders.entry("person", "nora", title="Nora Lind", page=True, summary="Zeichnet."))
    assert "Zeichnet." in rendered.texts(
        rendered.tree(site, overviews.overview_pages, "personen/index.html").css(".person p")
    )


def test_lists_say_what_is_invented():
    """Where real and invented places stand side by side, the list says which is which."""
    site = builders.site(
        builders.entry("place", "jena", title="Jena", invented=False, key="16053000", type="Stadt"),
        builders.entry("place", "weiler", title="Weiler", type="Dorf"),
    )
    lines = rendered.texts(
        rendered.tree(site, overviews.overview_pages, "orte/index.html").css(".record-list .meta")
    )
    assert lines == ["Stadt", "Dorf · erfunden"]


def test_material_leads_to_its_file():
    """A material's page says licence and leads to the file or address."""
    page = rendered.tree(portal(), records.record_pages, "material/vorlage/index.html")
    assert page.css_first("a.button").attributes["href"] == "https://example.org/vorlage"
    assert "CC0" in rendered.texts(page.css(".facts dd"))


def test_region_page_and_counts_come_from_content():
    """A Land with entries has a page; the map and its list count the same entries."""
    pages = rendered.pages(portal(), overviews.overview_pages)
    assert "laender/baden-wuerttemberg/index.html" in pages
    overview = rendered.tree(portal(), overviews.overview_pages, "laender/index.html")
    assert rendered.texts(overview.css(".lands li")) == ["Baden-Württemberg1 Beitrag"]
    assert rendered.texts(overview.css(".map .n")) == ["1"]


def test_long_lists_have_letters():
    """A glossary of more than eight terms is grouped by letters, umlauts beside their vowels."""
    terms = [builders.entry("term", f"t{n}", title=title) for n, title in enumerate(
        ["Amt", "Ärmel", "Beirat", "Chor", "Dach", "Eid", "Fach", "Gang", "Übung"])]  # fmt: skip
    page = rendered.tree(builders.site(*terms), overviews.overview_pages, "glossar/index.html")
    assert rendered.texts(page.css(".letters a")) == ["A", "B", "C", "D", "E", "F", "G", "U"]
    assert rendered.texts(page.css("#dk-letter-a + ul h3")) == ["Amt", "Ärmel"]


def test_home_shows_the_three_voices():
    """The home page shows lead, newest building block, the next event that takes place, and the news."""
    page = rendered.tree(portal(headline="Gut gemacht."), home.home_page, "index.html")
    assert page.css_first("h1").text() == "Gut gemacht."
    assert page.css_first(".next:not([hidden]) h4").text() == "Der Tag"
    assert rendered.texts(page.css(".later h5")) == ["Abgesagt", "Danach"]
    assert rendered.texts(page.css(".news h3")) == ["Neu"]


def test_home_stays_right_without_a_rebuild():
    """The event after the next one waits in the page until the next one is over."""
    page = rendered.tree(portal(), home.home_page, "index.html")
    second = page.css(".next")[1]
    first_ends = page.css(".next")[0].attributes["data-until"]
    assert second.attributes["data-from"] == first_ends
    assert "hidden" in second.attributes
    listed = {li.css_first("h5").text(): li.attributes["data-until"] for li in page.css(".later li")}
    assert listed["Danach"] == first_ends, "it is the next one then, and listed no longer"


def test_home_says_when_nothing_is_planned():
    """After the last event that is known the home page says so instead of showing empty headings."""
    page = rendered.tree(portal(), home.home_page, "index.html")
    note = page.css_first(".voice-meet > p[data-from]")
    assert note.text() == "Zurzeit ist kein Termin geplant."
    assert note.attributes["data-from"] == page.css(".next")[-1].attributes["data-until"]
    last = max(li.attributes["data-until"] for li in page.css(".later li"))
    assert page.css_first(".later h4").attributes["data-until"] == last


def test_quotes_come_from_the_content():
    """A quote on the home page names the person with function, and leads to where it was said."""
    quote = rendered.tree(portal(), home.home_page, "index.html").css_first(".quote")
    assert quote.css_first("b").text() == "Ruth Wieland"
    assert "Koordination" in quote.css_first("figcaption").text()
    assert quote.css_first(".quote__from a").attributes["href"] == "./bausteine/tisch/#z"


def test_empty_site_has_a_home_page():
    """A site without any content still has a home page without empty sections."""
    page = rendered.tree(builders.site(), home.home_page, "index.html")
    assert page.css_first("h1").text() == "Dreiklang"
    assert page.css("section.band") == []


def test_footer_fulfils_the_duties():
    """Every footer links the legal pages, the way to report a barrier, and names who carries and pays."""
    footer = rendered.tree(portal(), home.home_page, "index.html").css_first("footer")
    links = {a.text().strip(): a.attributes["href"] for a in footer.css("a")}
    assert links["Impressum"] == "./impressum/"
    assert links["Barriere melden"] == "./melden/"
    assert links["Das Haus"] == "./organisationen/haus/"
    assert "Mit Mitteln der Kasse" in links


def test_navigation_shows_only_what_exists():
    """Sections without content leave no trace in the navigation, and the current one is marked."""
    page = rendered.tree(portal(), overviews.overview_pages, "themen/index.html")
    assert rendered.texts(page.css(".main-nav li a")) == [
        "Bausteine",
        "Veranstaltungen",
        "Aktuelles",
        "Suche",
    ]


def test_index_lists_everything_once():
    """The A–Z index names every entry but the home page, under its letter."""
    page = rendered.tree(portal(), site_files.site_pages, "a-z/index.html")
    assert len(page.css(".index-list li")) == 15
    assert rendered.texts(page.css("#dk-letter-j + ul a")) == ["Jena"]


def test_credits_name_every_picture():
    """The credits list each picture with maker, licence and the pages that show it."""
    item = rendered.tree(portal(), site_files.site_pages, "bildnachweise/index.html").css_first(
        ".record-list li"
    )
    assert rendered.texts(item.css("p")) == ["Ein Tisch", "N. Lind, CC BY 4.0", "Zu sehen auf: Der Tisch"]


def test_unknown_addresses_find_their_assets():
    """The 404 page links from the site's path, because it answers at any depth."""
    page = rendered.tree(portal(), site_files.site_pages, "404.html")
    assert page.css_first("link[rel=stylesheet]").attributes["href"].startswith("/wissen/assets/")
    assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"


def test_former_addresses_lead_to_the_new_one():
    """A former address has a page with canonical link and refresh, and search engines may follow both."""
    made = {o.path: o for o in pages.outputs(portal())}["bausteine/alt/index.html"].make().decode()
    assert '<link rel="canonical" href="https://example.org/wissen/bausteine/tisch/">' in made
    assert 'content="0; url=../../bausteine/tisch/"' in made
    assert "robots" not in made


def test_sitemap_knows_content_dates_only():
    """The sitemap lists every page with the day of its content, and neither 404 nor redirects."""
    site = portal()
    sitemap = {o.path: o for o in pages.outputs(site)}["sitemap.xml"].make().decode()
    assert (
        "<url><loc>https://example.org/wissen/aktuelles/neu/</loc><lastmod>2026-11-04</lastmod></url>"
        in sitemap
    )
    assert "404" not in sitemap
    assert "bausteine/alt" not in sitemap
    assert str(site.settings.as_of.date()) not in sitemap


def test_no_output_stands_twice():
    """Every path of the pages is made once."""
    paths = [o.path for o in pages.outputs(portal())]
    assert len(paths) == len(set(paths))


def test_key_holds_all_that_flows_in():
    """Another title changes the keys of the pages that show it; an untouched page keeps its key."""

    def keys(title: str) -> dict[str, str]:
        changed = builders.entry("article", "neu", title=title, date="2026-11-04")
        return {
            o.path: o.key for o in pages.outputs(builders.site(changed, builders.entry("topic", "mitte")))
        }

    before, after = keys("Neu"), keys("Anders")
    different = {path for path in before if before[path] != after[path]}
    assert {"index.html", "aktuelles/index.html", "aktuelles/neu/index.html", "a-z/index.html"} <= different
    assert "themen/mitte/index.html" not in different


def test_english_interface_has_no_german_words():
    """With an English interface navigation and footer speak English."""
    page = rendered.tree(portal(language="en"), home.home_page, "index.html")
    assert page.css_first("html").attributes["lang"] == "en"
    assert rendered.texts(page.css(".main-nav li a")) == ["Building blocks", "Events", "News", "Search"]
    assert rendered.texts(page.css(".skip")) == ["Skip to content"]
