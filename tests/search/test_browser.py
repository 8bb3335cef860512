"""The search in Chromium, below a path and under the policy that the site emits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

import search_samples

pytestmark = pytest.mark.browser

FIELD, OPTION, STATUS = "#dk-search-input", "[role=option]", "#dk-search-status"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The sample site."""
    return search_samples.files()


@pytest.fixture(scope="module")
def root(files) -> Iterator[str]:
    """The address of the sample site."""
    with search_samples.served(files) as address:
        yield address


@pytest.fixture
def page(browser) -> Iterator[Page]:
    """A fresh tab that tolerates no error of a script and no breach of the policy."""
    context = browser.new_context()
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda m: errors.append(m.text) if "Content Security Policy" in m.text else None)
    yield tab
    context.close()
    assert errors == []


def opened(page: Page, address: str) -> Page:
    """The page with the dialog open."""
    page.goto(f"{address}seite/")
    page.click("#opener")
    expect(page.locator(FIELD)).to_be_focused()
    return page


def asked(page: Page, address: str, query: str) -> Page:
    """The page with the dialog open and a query answered."""
    opened(page, address).keyboard.type(query)
    expect(page.locator(OPTION).first).to_be_visible()
    return page


def test_nothing_of_the_search_is_loaded_before_it_is_opened(page, root):
    """A page loads nothing of the search until a reader opens it, and no index before a query."""
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url.removeprefix(root)))
    page.goto(f"{root}seite/", wait_until="networkidle")
    assert [url for url in seen if "search" in url or "pagefind" in url] == []
    page.click("#opener")
    expect(page.locator(FIELD)).to_be_focused()
    assert "assets/search.js" in seen
    assert [url for url in seen if "pagefind" in url] == []


def test_a_spoken_word_is_found_and_leads_to_its_second(page, root):
    """A hit in a conversation says episode, time and speaker, and leads to the turn."""
    option = asked(page, root, "rollen aufgeschrieben").locator(OPTION).first
    expect(option).to_contain_text("Folge 3 · 12:40 · Jette Brandhorst")
    expect(option.locator("mark")).to_have_text(["Rollen aufgeschrieben"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root}podcast/staffel-1/am-tisch/#t-760")


def test_a_word_within_a_long_turn_leads_to_its_moment(page, root):
    """A turn is found as a whole, and opened at the moment in which the first of the words is said."""
    option = asked(page, root, "Kaffeemaschine").locator(OPTION).first
    expect(option).to_have_attribute("href", f"{root}podcast/staffel-1/am-tisch/#t-811")
    expect(option).to_contain_text("13:31 · Malte Friedrichsen")
    option = asked(page, root, "lange Kaffeemaschine").locator(OPTION).first
    expect(option).to_have_attribute("href", f"{root}podcast/staffel-1/am-tisch/#t-805")
    option = asked(page, root, "Kalender").locator(OPTION).first
    expect(option).to_have_attribute("href", f"{root}podcast/staffel-1/am-tisch/#t-800")


def test_a_speaker_is_found_where_they_speak(page, root):
    """The name of somebody who speaks leads to their own words on the matter."""
    option = asked(page, root, "Brandhorst Blatt").locator(OPTION).first
    expect(option).to_have_attribute("href", f"{root}podcast/staffel-1/am-tisch/#t-760")


def test_a_hit_in_a_section_leads_to_its_heading(page, root):
    """What only a section says leads to that section, and says so."""
    option = asked(page, root, "Spalten").locator(OPTION).first
    expect(option).to_have_attribute("href", f"{root}bausteine/rollen/#umsetzung")
    expect(option).to_contain_text("Abschnitt „Umsetzung“")


def test_hits_are_grouped_by_voice(page, root):
    """Lesen, Hören and Erleben are groups with names, the one with the best hit first."""
    groups = asked(page, root, "rollen").get_by_role("listbox").get_by_role("group")
    expect(groups).to_have_count(3)
    expect(page.get_by_role("group", name="Lesen").locator(OPTION)).to_have_count(2)
    assert sorted(groups.locator("h3").all_inner_texts()) == ["Erleben", "Hören", "Lesen"]


def test_the_field_is_a_named_combobox_with_a_live_count(page, root):
    """The field has a name, tells whether its list is open, and a status says how much was found."""
    field = opened(page, root).get_by_role("combobox", name="Wonach suchen Sie?")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("rollen")
    expect(page.get_by_role("status").first).to_have_text(
        "4 Treffer. Mit den Pfeiltasten wählen Sie einen aus."
    )
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox", name="Vorschläge")).to_be_visible()


def test_arrow_keys_go_round_and_the_focus_stays(page, root):
    """Down and up walk through all hits and back to the field, which keeps the focus."""
    field = asked(page, root, "rollen").locator(FIELD)
    page.keyboard.press("ArrowUp")
    expect(field).to_have_attribute("aria-activedescendant", "dk-search-option-3")
    expect(page.locator("#dk-search-option-3")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "dk-search-option-0")
    expect(field).to_be_focused()


def test_escape_closes_and_gives_the_focus_back(page, root):
    """One Escape closes the dialog, and the focus is where it was."""
    asked(page, root, "rollen").keyboard.press("Escape")
    expect(page.locator("#dk-search")).not_to_be_visible()
    expect(page.locator("#opener")).to_be_focused()


def test_the_dialog_narrows_by_kind_and_topic(page, root):
    """A choice of kind or topic leaves what has it, and goes along to the results page."""
    asked(page, root, "rollen").click("#dk-search-narrow summary")
    page.get_by_label("Thema").select_option(label="Ehrenamt (1)")
    expect(page.locator(OPTION)).to_have_count(1)
    expect(page.locator(OPTION)).to_contain_text("#11 Vereine & <Ämter>")
    page.click("#dk-search-after a")
    page.wait_for_url(f"{root}suche/?q=rollen&thema=ehrenamt")


def test_nothing_found_says_so_and_shows_another_way(page, root):
    """A query without hits is named, with a link to the index of everything."""
    opened(page, root).keyboard.type("xylophon")
    expect(page.locator(STATUS)).to_have_text("Nichts gefunden für „xylophon“.")
    expect(page.get_by_role("link", name="Alles von A bis Z").first).to_have_attribute("href", "../a-z/")


def test_an_index_out_of_reach_is_said_and_tried_again(page, files):
    """Without the index a sentence says so; once it is back, the next query works."""
    away = {name: content for name, content in files.items() if not name.startswith("pagefind/")}
    with search_samples.served(away) as address:
        opened(page, address).keyboard.type("rollen")
        expect(page.locator(STATUS)).to_contain_text("Die Suche ist gerade nicht erreichbar.")
        away |= files
        page.keyboard.type(" ")
        expect(page.locator(OPTION)).to_have_count(4)


def test_a_damaged_index_is_said(browser, files):
    """An index whose parts are missing gives the same sentence, not an empty list."""
    broken = {
        name: content for name, content in files.items() if not name.startswith("pagefind/pagefind-entry")
    }
    with search_samples.served(broken) as address, browser.new_context() as context:
        tab = opened(context.new_page(), address)
        tab.keyboard.type("rollen")
        expect(tab.locator(STATUS)).to_contain_text("Die Suche ist gerade nicht erreichbar.")


def test_a_lost_connection_is_not_an_empty_list(page, root):
    """Offline, a word is not said to be unknown; back online the search goes on."""
    asked(page, root, "rollen")
    page.context.set_offline(True)
    page.fill(FIELD, "xylophon")
    expect(page.locator(STATUS)).to_contain_text("Die Suche ist gerade nicht erreichbar.")
    page.context.set_offline(False)
    page.fill(FIELD, "spalten")
    expect(page.locator(OPTION)).to_have_count(1)


def test_the_results_page_follows_its_address(page, root):
    """A shared address shows the same hits: query and filters stand in it."""
    page.goto(f"{root}suche/?q=rollen&art=baustein")
    expect(page.get_by_role("status").first).to_have_text("2 Treffer für „rollen“.")
    expect(page.locator("input[name=q]").first).to_have_value("rollen")
    expect(page.locator(".hits li")).to_have_count(2)
    expect(page.locator("[data-filters] [aria-current]", has_text="Baustein")).to_have_count(1)


def test_filters_count_what_they_leave_and_go_back(page, root):
    """A filter says how many hits it leaves, keeps the focus, and the back button undoes it."""
    page.goto(f"{root}suche/?q=rollen")
    section = page.get_by_role("navigation", name="Bereich")
    expect(section.get_by_role("link")).to_have_text(["Alle 4", "Lesen 2", "Hören 1", "Erleben 1"])
    section.get_by_role("link", name="Hören").click()
    page.wait_for_url(f"{root}suche/?q=rollen&bereich=hear")
    expect(page.locator(".hits li")).to_have_count(1)
    expect(section.get_by_role("link", name="Hören")).to_be_focused()
    page.go_back()
    expect(page.locator(".hits li")).to_have_count(4)


def test_a_new_query_on_the_results_page_stays_there(page, root):
    """Sending the form searches without loading the page again, and the address follows."""
    page.goto(f"{root}suche/?q=rollen")
    field = page.get_by_role("searchbox")
    expect(field).to_have_value("rollen")
    field.fill("spalten")
    field.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("1 Treffer für „spalten“.")
    assert page.url == f"{root}suche/?q=spalten"


def test_the_results_page_without_a_query_waits(page, root):
    """Without a query no index is loaded, and the page shows the way to everything."""
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.goto(f"{root}suche/", wait_until="networkidle")
    assert [url for url in seen if "/pagefind/" in url] == []
    expect(page.get_by_role("link", name="Alles von A bis Z")).to_be_visible()
    expect(page.locator("aside")).to_be_hidden()


def test_markup_in_queries_and_titles_is_text(page, root):
    """A query and a title are shown as they are, whatever they look like."""
    page.goto(f"{root}suche/?q=%3Cimg%20src%3Dx%3E%20xylophon")
    expect(page.get_by_role("status").first).to_have_text("Nichts gefunden für „<img src=x> xylophon“.")
    page.goto(f"{root}suche/?q=verein")
    expect(page.locator(".hits h3")).to_have_text("#11 Vereine & <Ämter>")
    assert page.locator("main img").count() == 0


def test_the_search_speaks_english_on_an_english_site(page):
    """Every word of the search comes from the page's language."""
    with search_samples.served(search_samples.files("en")) as address:
        asked(page, address, "rollen")
        expect(page.locator(STATUS)).to_have_text("4 results. Select one with the arrow keys.")
        expect(page.get_by_role("group", name="Listen")).to_contain_text(
            "Episode 3 · 0:04 · Jette Brandhorst"
        )
