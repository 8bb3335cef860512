"""Lists of events: archives in pages, recurring events, months as calendars, filters in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

import builders
import rendered
from browser.keyboard import steps
from browser.tour import AXE, SCHEMES, script
from dreiklang import checks
from dreiklang.pages.layout import layout_of
from dreiklang.pages.meet import event_archives, event_rows, event_series
from dreiklang.pages.render import EntryPage, render
from dreiklang.pages.ways import home, overviews, records
from dreiklang.site.site import Site

WEEKLY = {
    "rule": "FREQ=WEEKLY;BYDAY=TU",
    "until": "2027-03-30",
    "without": ["2026-12-22"],
    "changed": [{"date": "2026-12-08", "cancelled": "true"}],
}
OFF = {"status": "cancelled", "changes": [{"date": "2026-11-16", "text": "Fällt aus."}]}


def meetings(as_of: str = "2026-11-22T12:00:00+01:00") -> Site:
    """One event every Tuesday, one day, one that is off, an exhibition of days, and one that is over."""
    entry = builders.entry
    return builders.site(
        entry("event-series", "reihe", title="Die Reihe", path="events/reihe/index.md"),
        entry("event", "runde", title="Die Runde", parent="reihe", start="2026-11-24 16:00",
              end="2026-11-24 17:00", topics=["mitte"], repeats=WEEKLY),
        entry("event", "tag", title="Der Tag", start="2026-12-03 10:00", end="2026-12-03 16:00",
              topics=["mitte"], regions=["DE-NI"], places=["dorf"]),
        entry("event", "aus", title="Fällt aus", start="2026-12-03 18:00", end="2026-12-03 19:00", **OFF),
        entry("event", "schau", title="Die Schau", start="2026-11-30", end="2026-12-02", whole_day=True),
        entry("event", "vorbei", title="Vorbei", start="2026-05-03 10:00", end="2026-05-03 16:00",
              regions=["DE-NI"], places=["dorf"], speakers=[{"person": "anna"}]),
        entry("topic", "mitte", title="Mitte"),
        entry("place", "dorf", title="Dorf"),
        entry("person", "anna", title="Anna Berg", page=True),
        as_of=as_of,
    )  # fmt: skip


def many(count: int, **more: object) -> list[object]:
    """Events of one topic on consecutive days from 1 January 2026 on, each at a place of its own."""
    first = dt.date(2026, 1, 1)
    days = [first + dt.timedelta(days=number) for number in range(count)]
    made = [
        builders.entry("event", f"e-{i}", start=f"{day} 10:00", end=f"{day} 12:00", topics=["mitte"],
                       places=[f"ort-{i}"], **more)
        for i, day in enumerate(days)
    ]  # fmt: skip
    return [
        *made,
        *(builders.entry("place", f"ort-{i}") for i in range(count)),
        builders.entry("topic", "mitte"),
    ]


def titles(page: object, where: str) -> list[str]:
    """The headings of entries."""
    return rendered.texts(page.css(f"{where} h3"))  # type: ignore[attr-defined]


def test_what_comes_again_is_one_entry_with_its_next_date_and_rule():
    """A list names a recurring event once: the next date that takes place, and its rule in words."""
    page = rendered.tree(
        meetings("2026-12-02T12:00:00+01:00"),
        event_archives.event_archive_pages,
        "veranstaltungen/thema/mitte/index.html",
    )
    assert titles(page, "#dk-upcoming") == ["Der Tag", "Die Runde"]
    entry = page.css("#dk-upcoming .entry")[1]
    shown = [part for part in entry.css("[data-at]") if "hidden" not in part.attributes]
    assert rendered.texts(shown) == ["Dienstag, 15. Dezember 2026, 16:00–17:00 Uhr ·"]
    assert "jeden Dienstag, bis 30.\u00a0März\u00a02027" in entry.text()


def test_a_line_knows_a_bounded_number_of_dates():
    """However often an event recurs, its line holds a dozen dates; each begins when the one before is over."""
    page = rendered.tree(
        meetings(), event_archives.event_archive_pages, "veranstaltungen/thema/mitte/index.html"
    )
    windows = page.css("#dk-upcoming .entry")[0].css("[data-at]")
    assert len(windows) == event_rows.AHEAD
    ends = [window.attributes.get("data-until") for window in windows]
    assert [window.attributes.get("data-from") for window in windows] == [None, *ends[:-1]]


def test_a_year_shows_an_event_in_every_month_in_which_it_has_a_date():
    """The list of a year names a recurring event once a month, with the days of that month."""
    page = rendered.tree(
        meetings("2027-04-10T12:00:00+02:00"),
        event_archives.event_archive_pages,
        "veranstaltungen/2027/index.html",
    )
    assert rendered.texts(page.css(".month h2")) == ["März 2027", "Februar 2027", "Januar 2027"]
    assert titles(page, ".month") == ["Die Runde"] * 3
    assert "Im Februar am 2., 9., 16. und 23." in page.css(".month")[1].text()


def test_an_archive_shows_what_comes_first_and_what_is_over_by_month():
    """Upcoming events lead, past ones follow by month; headings claim nothing about today."""
    page = rendered.tree(
        meetings(), event_archives.event_archive_pages, "veranstaltungen/land/niedersachsen/index.html"
    )
    assert rendered.texts(page.css("main h2"))[-4:-1] == ["Termine", "Dezember 2026", "Mai 2026"]
    december, may = page.css(".month")
    assert "hidden" in december.attributes
    assert titles(may, "") == ["Vorbei"]


def test_archives_are_paged():
    """Whatever the size of the site, a page of an archive holds 48 events; the first has the address."""
    site = builders.site(*many(100), as_of="2026-02-10T12:00:00+01:00")
    made = rendered.pages(site, event_archives.event_archive_pages)
    for path in ("thema/mitte/", "2026/"):
        parts = [made[f"veranstaltungen/{path}{part}index.html"] for part in ("", "seite-2/", "seite-3/")]
        assert [part.count(b'class="entry"') for part in parts] == [48, 48, 4]
    assert made["veranstaltungen/index.html"].count(b'class="entry"') == 48 + event_archives.RECENT
    assert made["veranstaltungen/seite-2/index.html"].count(b'class="entry"') == 59 - 48


def test_a_long_series_has_pages():
    """The page of a series names its first 48 events, further pages the others."""
    whole = builders.entry("event-series", "reihe", path="events/reihe/index.md")
    site = builders.site(*many(60, parent="reihe"), whole)
    made = rendered.pages(site, event_series.event_series_pages)
    assert made.keys() == {f"veranstaltungen/reihen/reihe/{part}index.html" for part in ("", "seite-2/")}


def test_a_filter_shows_the_most_frequent_and_leads_to_all():
    """A facet with many values shows twelve, and links the page that lists every one with its count."""
    made = rendered.pages(builders.site(*many(30)), event_archives.event_archive_pages)
    page = rendered.LexborHTMLParser(made["veranstaltungen/index.html"])
    places = page.css_first("nav[aria-labelledby=dk-filter-ort]")
    assert len(places.css("a.chip")) == 12
    assert rendered.texts(places.css(".filters__more")) == ["Alle 30 Orte"]
    index = rendered.LexborHTMLParser(made["veranstaltungen/ort/index.html"])
    assert len(index.css(".index-list a")) == 30


def test_how_many_come_is_said_where_it_is_counted_anew():
    """The number of events to come stands beside their whole list alone: elsewhere time would make it wrong."""
    made = rendered.pages(meetings(), event_archives.event_archive_pages)
    for path, words in (("", "Kommend 4"), ("thema/mitte/", "Kommend")):
        page = rendered.LexborHTMLParser(made[f"veranstaltungen/{path}index.html"])
        assert rendered.texts(page.css("nav[aria-labelledby=dk-filter-stand] a"))[0] == words


def test_the_archive_that_is_shown_stands_among_its_filters():
    """A rare value is named beside the frequent ones on its own page, marked as the current one."""
    page = rendered.tree(
        builders.site(*many(30)), event_archives.event_archive_pages, "veranstaltungen/ort/ort-9/index.html"
    )
    places = page.css_first("nav[aria-labelledby=dk-filter-ort]")
    assert rendered.texts(places.css("[aria-current=page]")) == ["Ort 9 1"]


def pages_of_all(site: Site, *makers: rendered.Maker) -> dict[str, bytes]:
    """Pages of entries, too."""
    views = (view.view() if isinstance(view, EntryPage) else view for maker in makers for view in maker(site))
    return {f"{view.page['address']}index.html": render(view, layout_of(site, "de")) for view in views}


def test_records_and_regions_lead_to_their_events():
    """Pages of places, topics, people and Länder link the archive of their events."""
    made = pages_of_all(meetings(), records.record_pages, overviews.overview_pages)
    for path, url in (
        ("orte/dorf/", "veranstaltungen/ort/dorf/"),
        ("themen/mitte/", "veranstaltungen/thema/mitte/"),
        ("personen/anna/", "veranstaltungen/person/anna/"),
        ("laender/niedersachsen/", "veranstaltungen/land/niedersachsen/"),
    ):
        assert f'href="../../{url}"' in made[f"{path}index.html"].decode(), path


@pytest.mark.parametrize("name", ["ort", "reihen", "2026"])
def test_no_event_takes_the_address_of_an_archive(name):
    """An id that a list of archives or a year has as its address is refused."""
    site = builders.site(builders.entry("event", name))
    assert [str(p.code) for p in checks.addresses.addresses_are_unique(site)] == ["address-twice"]


def test_a_month_is_a_table_of_weeks():
    """Weeks are rows from Monday on, with a caption and named columns; each day has its date."""
    page = rendered.tree(meetings(), event_archives.event_archive_pages, "veranstaltungen/2026/12/index.html")
    assert page.css_first("table.calendar caption").text() == "Kalenderblatt Dezember 2026"
    heads = page.css("thead th[scope=col] abbr")
    assert [head.attributes["title"] for head in heads][0::6] == ["Montag", "Sonntag"]
    assert [len(row.css("td")) for row in page.css("tbody tr")] == [7] * 5
    assert page.css("tbody tr")[0].css_first("time").attributes["datetime"] == "2026-12-01"


def day(page: object, iso: str) -> list[str]:
    """What stands on a day."""
    time = page.css_first(f"time[datetime='{iso}']")  # type: ignore[attr-defined]
    return rendered.texts(time.parent.parent.css("li"))


def test_a_month_shows_every_date_on_each_of_its_days():
    """Days of a long event are numbered, dates of the rule stand on their days, what is off says so."""
    page = rendered.tree(meetings(), event_archives.event_archive_pages, "veranstaltungen/2026/12/index.html")
    assert day(page, "2026-12-01") == ["Die Schau Tag 2 von 3", "16:00 Uhr Die Runde"]
    assert day(page, "2026-12-02") == ["Die Schau Tag 3 von 3"]
    assert day(page, "2026-12-03") == ["10:00 Uhr Der Tag", "18:00 Uhr Fällt aus Abgesagt"]
    assert day(page, "2026-12-08") == ["16:00 Uhr Die Runde Abgesagt"]
    assert day(page, "2026-12-22") == []


def test_months_lead_to_the_ones_before_and_after_that_have_events():
    """Months without events have no page and are passed over; the year's list is one link away."""
    page = rendered.tree(meetings(), event_archives.event_archive_pages, "veranstaltungen/2026/11/index.html")
    assert page.css_first("[rel=prev]").attributes["href"] == "../../../veranstaltungen/2026/05/"
    assert page.css_first("[rel=next]").attributes["href"] == "../../../veranstaltungen/2026/12/"
    assert page.css_first(".button-row a").attributes["href"] == "../../../veranstaltungen/2026/"


def test_what_ends_at_midnight_is_over_with_that_day():
    """An evening until 0:00 stands on one day."""
    late = builders.entry("event", "nacht", start="2026-12-31 20:00", end="2027-01-01 00:00")
    made = rendered.pages(builders.site(late), event_archives.event_archive_pages)
    assert "veranstaltungen/2026/12/index.html" in made
    assert "veranstaltungen/2027/01/index.html" not in made


def test_lists_do_not_know_the_day():
    """Between two moments at which nothing is due, archives and months are the same."""
    makers = (event_archives.event_archive_pages, event_series.event_series_pages, home.home_page)
    before, after = meetings("2026-12-03T20:00:00+01:00"), meetings("2026-12-07T08:00:00+01:00")
    assert rendered.pages(before, *makers) == rendered.pages(after, *makers)


def test_the_home_page_shows_the_next_date_of_what_comes_again():
    """The next event is the next date that takes place, and after it the one that follows."""
    page = rendered.tree(meetings("2026-12-03T20:00:00+01:00"), home.home_page, "index.html")
    shown = page.css(".next")
    assert [part.css_first(".disc__day").text() for part in shown] == ["15.", "29.", "5."]
    assert shown[0].attributes["data-until"] == shown[1].attributes["data-from"] == "2026-12-15T17:00+01:00"


def test_a_series_names_its_next_date():
    """Its head says when it meets next, and what follows then."""
    page = rendered.tree(
        meetings(), event_series.event_series_pages, "veranstaltungen/reihen/reihe/index.html"
    )
    lines = page.css(".page-head .meta-list li[data-until]")
    assert "Nächster Termin: Dienstag, 24. November 2026, 16:00–17:00 Uhr" in rendered.texts(lines)
    assert [line.attributes["data-until"][:10] for line in lines] == [
        "2026-11-24",
        "2026-12-01",
        "2026-12-15",
    ]


# ---- in a browser -------------------------------------------------------------------------------


def opened(browser: object, zone: str, width: int = 1280) -> Page:
    """A reader's tab in a zone, with the site built on 22 November."""
    context = browser.new_context(  # type: ignore[attr-defined]
        locale="de-DE", timezone_id=zone, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page: Page = context.new_page()
    site = meetings()
    rendered.serve(
        page,
        site,
        rendered.pages(
            site, event_archives.event_archive_pages, event_series.event_series_pages, home.home_page
        ),
    )
    return page


@pytest.fixture(scope="module", params=["Europe/Berlin", "America/New_York"])
def tab(browser, request) -> Iterator[Page]:
    """Readers at home and far away; what is true does not depend on where they are."""
    page = opened(browser, request.param)
    yield page
    page.context.close()


@pytest.fixture(params=[320, 1280])
def sized(browser, request) -> Iterator[Page]:
    """A reader with a phone and one at a desk."""
    page = opened(browser, "Europe/Berlin", request.param)
    page.clock.set_fixed_time("2026-11-23T12:00:00+01:00")
    yield page
    page.context.close()


MITTE = f"{rendered.HOST}veranstaltungen/thema/mitte/"


def seen(page: Page) -> list[str]:
    """Upcoming entries as a reader sees them: day of the disc and title."""
    return [
        f"{entry.locator('.disc:visible').inner_text().split()[0]} {entry.locator('h3').inner_text()}"
        for entry in page.locator("#dk-upcoming > li").all()
    ]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-24T15:59:00+01:00", ["24. Die Runde", "3. Der Tag"]),
        ("2026-11-24T16:59:00+01:00", ["24. Die Runde", "3. Der Tag"]),
        ("2026-11-24T17:00:00+01:00", ["1. Die Runde", "3. Der Tag"]),
        ("2026-12-01T17:00:00+01:00", ["3. Der Tag", "15. Die Runde"]),
        ("2026-12-15T17:00:00+01:00", ["29. Die Runde"]),
    ],
)
def test_the_next_date_and_the_order_are_right_without_a_rebuild(tab, now, expected):
    """Each date gives way to the next at its end, cancelled ones are passed over, and the order follows."""
    tab.clock.set_fixed_time(now)
    tab.goto(MITTE)
    assert seen(tab) == expected


@pytest.mark.browser
def test_after_the_dates_it_knows_an_entry_tells_its_rule(tab):
    """A page that nobody has built anew for a quarter shows the rule of a recurring event, and no wrong date."""
    tab.clock.set_fixed_time("2027-03-29T12:00:00+02:00")
    tab.goto(MITTE)
    entry = tab.locator("#dk-upcoming > li")
    expect(entry).to_have_count(1)
    expect(entry.locator("time:visible")).to_have_count(0)
    expect(entry).to_contain_text("jeden Dienstag, bis 30.\u00a0März\u00a02027")


@pytest.mark.browser
def test_only_after_the_last_date_it_is_over(tab):
    """A recurring event moves to the month of its last date once that is over; the empty list goes."""
    tab.clock.set_fixed_time("2027-03-30T17:00:00+02:00")
    tab.goto(MITTE)
    expect(tab.locator("#dk-2027-03")).to_be_visible()
    expect(tab.locator("#dk-list-2027-03 h3")).to_have_text("Die Runde")
    expect(tab.locator("#dk-list-2026-12 h3")).to_have_text("Der Tag")
    expect(tab.locator("#dk-upcoming")).to_be_hidden()


@pytest.mark.browser
def test_an_open_page_moves_on(tab):
    """A page that stays open over the end of a date shows the next one, and keeps the reader's focus."""
    tab.clock.install(time="2026-12-01T16:59:50+01:00")
    tab.goto(MITTE)
    link = tab.get_by_role("link", name="Die Runde")
    link.focus()
    assert seen(tab)[0] == "1. Die Runde"
    tab.clock.run_for(15_000)
    assert seen(tab) == ["3. Der Tag", "15. Die Runde"]
    expect(link).to_be_focused()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("now", "today"),
    [
        ("2026-11-30T23:59:00+01:00", []),
        ("2026-12-03T00:00:00+01:00", ["2026-12-03"]),
        ("2026-12-03T23:59:00+01:00", ["2026-12-03"]),
        ("2027-01-01T00:00:00+01:00", []),
    ],
)
def test_today_is_marked_by_the_readers_clock(tab, now, today):
    """The day it is where the events are carries the word, and no other."""
    tab.clock.set_fixed_time(now)
    tab.goto(f"{rendered.HOST}veranstaltungen/2026/12/")
    marked = tab.locator(".calendar__today:visible").locator("xpath=..").locator("time")
    assert [time.get_attribute("datetime") for time in marked.all()] == today


@pytest.mark.browser
def test_a_month_is_a_table_at_a_desk_and_a_list_on_a_phone(sized):
    """Nothing scrolls sideways; a phone shows the days with events, each with its whole name."""
    sized.goto(f"{rendered.HOST}veranstaltungen/2026/12/")
    assert sized.evaluate(script("overflow")) == []
    wide = sized.viewport_size["width"] > 320
    expect(sized.locator("td:visible")).to_have_count(35 if wide else 6)
    expect(sized.get_by_role("columnheader")).to_have_count(7 if wide else 0)
    expect(sized.get_by_role("table", name="Kalenderblatt Dezember 2026")).to_have_count(1)
    expect(sized.locator("td:visible .calendar__name").nth(0)).to_have_text("Dienstag, 1. Dezember")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["2026/12/", "", "thema/mitte/", "2026/", "thema/"])
def test_archives_are_accessible(sized, path):
    """axe finds nothing in light and dark, nothing overflows, and Tab reaches every control in order."""
    sized.goto(f"{rendered.HOST}veranstaltungen/{path}")
    sized.evaluate(AXE)
    for scheme in SCHEMES:
        sized.emulate_media(color_scheme=scheme)
        assert sized.evaluate(script("axe"), [None, scheme == "dark", False]) == []
    assert sized.evaluate(script("overflow")) == []
    assert list(steps(sized).judged()) == []


def chosen(page: Page, name: str) -> None:
    """Follows a filter; on a phone the filters are unfolded first."""
    summary = page.locator(".fold > summary")
    if summary.is_visible() and not page.locator(".fold").evaluate("details => details.open"):
        summary.click()
    page.evaluate("window.kept = true")
    page.locator(".filters").get_by_role("link", name=name).first.click()


@pytest.mark.browser
def test_a_filter_is_shown_in_place(sized):
    """Address, title, heading, list and current filter are those of the archive; the page was not left."""
    sized.goto(f"{rendered.HOST}veranstaltungen/")
    chosen(sized, "Niedersachsen 2")
    expect(sized.locator("h1")).to_have_text("Veranstaltungen in Niedersachsen")
    assert sized.evaluate("window.kept") is True
    assert sized.url == f"{rendered.HOST}veranstaltungen/land/niedersachsen/"
    assert sized.title() == "Veranstaltungen in Niedersachsen – Dreiklang"
    expect(sized.locator(".crumbs [aria-current]")).to_have_text("Niedersachsen")
    expect(sized.locator("link[rel=canonical]")).to_have_attribute(
        "href", "https://example.org/wissen/veranstaltungen/land/niedersachsen/"
    )
    expect(sized.locator("[data-events-said]")).to_have_text(
        "Veranstaltungen in Niedersachsen: 2 Veranstaltungen"
    )
    expect(sized.locator(".filters .chip[aria-current]")).to_have_text("Niedersachsen 2")


@pytest.mark.browser
def test_the_focus_stays_at_the_filter_or_goes_to_the_list(sized):
    """At a desk the chosen filter keeps the focus; on a phone filters fold away and the list gets it."""
    sized.goto(f"{rendered.HOST}veranstaltungen/")
    chosen(sized, "Niedersachsen 2")
    expect(sized.locator("h1")).to_have_text("Veranstaltungen in Niedersachsen")
    if sized.viewport_size["width"] > 320:
        expect(sized.locator(".filters").get_by_role("link", name="Niedersachsen 2")).to_be_focused()
    else:
        expect(sized.locator("[data-lists]")).to_be_focused()
        expect(sized.locator("[data-lists]")).to_be_in_viewport()
        expect(sized.locator(".filters nav").first).to_be_hidden()


@pytest.mark.browser
def test_back_and_forward_and_reload_are_right(sized):
    """The browser's own ways lead through the archives as through pages, and links elsewhere stay true."""
    sized.goto(f"{rendered.HOST}veranstaltungen/")
    header = sized.locator(".brand").first.evaluate("link => link.href")
    chosen(sized, "Niedersachsen 2")
    expect(sized.locator("h1")).to_have_text("Veranstaltungen in Niedersachsen")
    chosen(sized, "Mitte 2")
    expect(sized.locator("h1")).to_have_text("Veranstaltungen zum Thema Mitte")
    assert sized.locator(".brand").first.evaluate("link => link.href") == header
    sized.go_back()
    expect(sized.locator("h1")).to_have_text("Veranstaltungen in Niedersachsen")
    sized.go_back()
    expect(sized.locator("h1")).to_have_text("Veranstaltungen")
    assert sized.evaluate("window.kept") is True
    sized.go_forward()
    expect(sized.locator("h1")).to_have_text("Veranstaltungen in Niedersachsen")
    sized.reload()
    expect(sized.locator("h1")).to_have_text("Veranstaltungen in Niedersachsen")
    assert sized.evaluate("window.kept") is None


@pytest.mark.browser
def test_what_is_shown_in_place_is_right_by_the_clock(sized):
    """Dates that are over by now are over in an archive that comes in place, too."""
    sized.clock.set_fixed_time("2026-12-04T12:00:00+01:00")
    sized.goto(f"{rendered.HOST}veranstaltungen/")
    chosen(sized, "Mitte 2")
    expect(sized.locator("h1")).to_have_text("Veranstaltungen zum Thema Mitte")
    assert seen(sized) == ["15. Die Runde"]
    expect(sized.locator("#dk-list-2026-12 h3")).to_have_text("Der Tag")


@pytest.mark.browser
@pytest.mark.parametrize("failure", ["abort", "500", "other"])
def test_any_failure_is_an_ordinary_link(sized, failure):
    """Where the archive cannot be fetched, or is none, the browser follows the link as ever."""
    sized.goto(f"{rendered.HOST}veranstaltungen/")

    def answer(route):
        if route.request.resource_type != "fetch":
            return route.fallback()
        if failure == "abort":
            return route.abort()
        return route.fulfill(status=500 if failure == "500" else 200, body="<p>", content_type="text/html")

    sized.route("**/land/**", answer)
    chosen(sized, "Niedersachsen 2")
    expect(sized.locator("h1")).to_have_text("Veranstaltungen in Niedersachsen")
    assert sized.evaluate("window.kept") is None


@pytest.mark.browser
def test_filters_are_links_without_scripts(browser):
    """Without JavaScript a filter leads to the archive's page."""
    context = browser.new_context(java_script_enabled=False)
    page, site = context.new_page(), meetings()
    rendered.serve(page, site, rendered.pages(site, event_archives.event_archive_pages))
    page.goto(f"{rendered.HOST}veranstaltungen/")
    page.locator(".filters").get_by_role("link", name="Niedersachsen 2").click()
    expect(page.locator("h1")).to_have_text("Veranstaltungen in Niedersachsen")
    context.close()
