"""Events from announcement to report, their series and archives."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

import builders
import rendered
from dreiklang.content.body import Block, Body, Section
from dreiklang.pages.meet import event, event_archives, event_series
from dreiklang.pages.read import recommendations
from dreiklang.site.site import Site

PATH = "veranstaltungen/tag/index.html"
VENUE = {"name": "Alte Druckerei", "street": "Setzergasse 4", "town": "Lindfelde", "access": "Stufenfrei"}
REPORT = Body(
    sections=(
        Section("", "", "", "<p>Wir laden ein.</p>"),
        Section("report", "rueckblick", "Rückblick", "<p>Es war gut.</p>"),
    )
)


def gathering(as_of: str = "2026-11-22T12:00:00+01:00", body: Body | None = None, **more: object) -> Site:
    """A site with one event in a series, and an earlier one."""
    fields = {
        "title": "Der Tag", "summary": "Ein Tag für alle.", "venue": VENUE,
        "registration": {"url": "https://anmeldung.example/tag", "until": "2026-11-30 12:00"},
        "programme": [{"start": "10:00", "end": "10:30", "title": "Auftakt"}],
        "workshops": [
            {"id": "werk", "title": "Rollen", "recommendations": ["Rollen aufschreiben.", "Lücken nennen."]},
        ],
        "topics": ["mitte"], "regions": ["DE-NI"],
    }  # fmt: skip
    return builders.site(
        builders.entry("event-series", "reihe", title="Die Reihe", question="Wie gelingt es?",
                       format="Werkstatt", duration=360, organisers=["haus"], path="events/reihe/index.md"),
        builders.entry("event", "tag", parent="reihe", body=body, **fields | more),
        builders.entry("event", "vorher", parent="reihe", start="2025-06-01 10:00", end="2025-06-01 12:00",
                       online="https://treffen.example/raum"),
        builders.entry("organisation", "haus", title="Das Haus"),
        builders.entry("topic", "mitte", title="Mitte"),
        as_of=as_of,
    )  # fmt: skip


def test_date_and_place_in_words():
    """The head says day, hours and house; the facts say address and access."""
    page = rendered.tree(gathering(), event.event_pages, PATH)
    head = rendered.texts(page.css(".page-head .meta-list li"))
    assert head == ["Donnerstag, 3. Dezember 2026, 10:00–16:00 Uhr", "Alte Druckerei, Lindfelde"]
    assert "Alte Druckerei, Setzergasse\u00a04, Lindfelde" in page.css_first(".facts").text()
    assert "Stufenfrei" in page.css_first(".facts").text()


def test_no_line_ends_within_a_date():
    """Day and hours each stay on one line; between them a line may end."""
    when = rendered.tree(gathering(), event.event_pages, PATH).css(".page-head time .nowrap")
    assert rendered.texts(when) == ["Donnerstag, 3. Dezember 2026,", "10:00–16:00 Uhr"]


def test_events_of_the_series_are_not_recommended_again():
    """What stands in the box of the series is not related below it once more."""
    page = rendered.tree(gathering(related=["vorher"]), event.event_pages, PATH)
    assert rendered.texts(page.css(".series h3")) == ["Vorher"]
    assert not page.css(".related")


def test_another_house_is_told_with_the_new_time():
    """A new date alone would send people to the former place."""
    changes = [{"date": "2026-11-16", "text": "Neu.", "field": field} for field in ("place", "start")]
    page = rendered.tree(gathering(status="rescheduled", changes=changes), event.event_pages, PATH)
    assert rendered.texts(page.css(".page-head .status"))[0] == "Neuer Ort, neue Zeit"


def test_a_series_is_known_by_its_events():
    """Lists say how many events a series has, not when its page was written."""
    page = rendered.tree(gathering(), event_archives.event_archive_pages, "veranstaltungen/index.html")
    assert rendered.texts(page.css("[aria-labelledby=dk-series-list] .meta"))[-1] == "2 Veranstaltungen"


def test_the_calendar_file_is_linked():
    """An upcoming event offers its calendar file."""
    links = [
        a.attributes["href"]
        for a in rendered.tree(gathering(), event.event_pages, PATH).css(".page-head a.button")
    ]
    assert "../../veranstaltungen/tag/termin.ics" in links


def test_registration_closes_without_a_rebuild():
    """The way to register carries the moment it closes, and the note that it is closed appears then."""
    part = rendered.tree(gathering(), event.event_pages, PATH).css_first("#dk-registration")
    opened, closed = part.css_first("div[data-until]"), part.css_first("p[data-from]")
    assert opened.attributes["data-until"] == closed.attributes["data-from"] == "2026-11-30T12:00+01:00"
    assert "hidden" not in opened.attributes
    assert "hidden" in closed.attributes


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_an_event_that_is_off_takes_no_registration(status):
    """A cancelled or postponed event says so first and has no way to register."""
    page = rendered.tree(gathering(status=status), event.event_pages, PATH)
    assert page.css_first(".notice--off h2")
    assert page.css_first("#dk-registration") is None
    assert page.css_first(".disc--off")


def test_changes_show_what_was():
    """A change is shown with its day, its words and the former value struck through."""
    changes = [
        {"date": "2026-11-16", "text": "Neuer Beginn.", "field": "start", "old_start": "2026-12-03 09:30"},
        {"date": "2026-11-10", "text": "Neuer Ort.", "field": "place", "old": "Kulturspeicher"},
    ]
    notice = rendered.tree(
        gathering(status="rescheduled", changes=changes), event.event_pages, PATH
    ).css_first(".notice")
    assert rendered.texts(notice.css("li")) == [
        "10. November 2026: Neuer Ort. (bisher: Kulturspeicher)",
        "16. November 2026: Neuer Beginn. (bisher: Donnerstag, 3. Dezember 2026, 9:30 Uhr)",
    ]
    assert rendered.texts(notice.css("h2")) == ["Neuer Ort, neue Zeit"]
    assert len(notice.css("del")) == 2


@pytest.mark.parametrize(
    ("old_start", "whole_day", "expected"),
    [
        ("2026-12-02 09:30", False, "Mittwoch, 2. Dezember 2026, 9:30 Uhr"),
        ("2026-12-02 09:30", True, "Mittwoch, 2. Dezember 2026"),
        ("2026-12-02", False, "Mittwoch, 2. Dezember 2026"),
    ],
)
def test_a_former_day_has_no_hours(old_start, whole_day, expected):
    """A former begin is said as exactly as it was written, and without hours where only days count."""
    changes = [{"date": "2026-11-16", "text": "Verlegt.", "field": "start", "old_start": old_start}]
    page = rendered.tree(gathering(changes=changes, whole_day=whole_day), event.event_pages, PATH)
    assert rendered.texts(page.css(".notice del")) == [f"(bisher: {expected})"]
    data = json.loads(page.css_first("[type='application/ld+json']").text())
    former = "2026-12-02T09:30+01:00" if expected.endswith("Uhr") else "2026-12-02"
    assert data["previousStartDate"] == [former]


def test_a_report_comes_first_once_the_event_is_over():
    """After the event the report leads and the announcement follows; before, only the announcement shows."""
    after = rendered.texts(
        rendered.tree(gathering("2026-12-05T00:00:00+01:00", REPORT), event.event_pages, PATH).css("main h2")
    )
    before = rendered.texts(rendered.tree(gathering(body=REPORT), event.event_pages, PATH).css("main h2"))
    assert after.index("Rückblick") < after.index("So war es angekündigt")
    assert "Rückblick" not in before


def test_workshops_and_recommendations_have_anchors():
    """Each workshop and each of its recommendations can be linked to, and be cited with that link."""
    page = rendered.tree(gathering(), event.event_pages, PATH)
    assert [li.attributes["id"] for li in page.css("#werk li")] == ["werk-1", "werk-2"]
    citation = page.css_first("#werk-1 button").attributes["data-copy"]
    assert citation.startswith("„Rollen aufschreiben.“ (Rollen; Der Tag; 3. Dezember 2026; Dreiklang)")
    assert citation.endswith("https://example.org/wissen/veranstaltungen/tag/#werk-1")


def test_a_meeting_room_is_no_longer_shown_after_the_event():
    """The way into an online meeting is hidden from its end on, and gone with the next build."""
    before = gathering(as_of="2025-05-01T12:00:00+02:00")
    page = rendered.tree(before, event.event_pages, "veranstaltungen/vorher/index.html")
    link = page.css_first("a[href='https://treffen.example/raum']")
    assert link.parent.attributes["data-until"] == "2025-06-01T12:00+02:00"
    facts = rendered.tree(gathering(), event.event_pages, "veranstaltungen/vorher/index.html").css_first(
        ".facts"
    )
    assert "treffen.example" not in facts.text()
    assert "online" in rendered.texts(facts.css("dd"))


def test_linked_data_know_the_whole_life():
    """The page carries an Event with status, former begins, places and attendance mode."""
    changes = [
        {"date": "2026-11-16", "text": "Später.", "field": "start", "old_start": "2026-12-03 09:30:00+01:00"}
    ]
    site = gathering(status="rescheduled", changes=changes, online="https://treffen.example/tag")
    data = json.loads(
        rendered.tree(site, event.event_pages, PATH).css_first("[type='application/ld+json']").text()
    )
    assert data["eventStatus"].endswith("EventRescheduled")
    assert data["previousStartDate"] == ["2026-12-03T09:30+01:00"]
    assert data["startDate"] == "2026-12-03T10:00+01:00"
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]
    assert data["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert data["superEvent"]["name"] == "Die Reihe"


def test_pictures_lead_to_the_whole_picture():
    """Each picture of the gallery is a link, with caption, and one credit when all share it."""
    picture = {"file": "events/a.svg", "alt": "Ein Kreis", "caption": "Der Kreis", "consent": True}
    picture |= {"credit": "N. Lind", "licence": "CC BY 4.0"}
    page = rendered.tree(
        gathering(gallery=[picture, picture | {"file": "events/b.svg"}]), event.event_pages, PATH
    )
    assert [a.attributes["href"] for a in page.css(".gallery a")] == [
        "../../medien/events/a.svg", "../../medien/events/b.svg",
    ]  # fmt: skip
    assert "Alle Bilder: N. Lind, CC BY 4.0." in page.css_first(".gallery + .meta").text()


def test_a_series_shows_question_events_and_advice():
    """A series' page holds its question, usual length, events, recommendations and calendar address."""
    site = gathering("2026-12-05T00:00:00+01:00")
    page = rendered.tree(site, event_series.event_series_pages, "veranstaltungen/reihen/reihe/index.html")
    assert rendered.texts(page.css(".question p")) == ["Wie gelingt es?"]
    assert "meist 6 Stunden" in page.css_first(".page-head").text()
    assert rendered.texts(page.css(".month h2")) == ["Dezember 2026", "Juni 2025"]
    assert rendered.texts(page.css(".month h3")) == ["Der Tag", "Vorher"]
    assert len(page.css(".source__list li")) == 2
    calendar = page.css_first(".copy-field input").attributes["value"]
    assert calendar == "https://example.org/wissen/veranstaltungen/reihen/reihe/kalender.ics"


def test_every_year_and_facet_has_an_address():
    """Events are found by year, month, format, form, Land and topic; each facet has a list of what it knows."""
    found = rendered.pages(gathering(), event_archives.event_archive_pages)
    paths = {"", "2025/", "2026/", "form/online/", "format/werkstatt/", "land/niedersachsen/", "thema/mitte/"}
    paths |= {"2025/06/", "2026/12/", "format/", "land/", "reihen/", "thema/"}
    assert found.keys() == {f"veranstaltungen/{path}index.html" for path in paths}


def test_counts_are_true():
    """A filter says how many events it leads to."""
    page = rendered.tree(gathering(), event_archives.event_archive_pages, "veranstaltungen/index.html")
    assert "Werkstatt 2" in rendered.texts(page.css(".filters a"))
    assert "Kommend 1" in rendered.texts(page.css(".filters a"))
    assert rendered.texts(page.css(".years a")) == ["2026 1", "2025 1"]


def test_two_events_on_a_day_stand_in_the_order_of_their_hours():
    """In a year's archive the later event of a day stands above the earlier one."""
    late = builders.entry("event", "a-spaet", start="2026-05-01 14:00", end="2026-05-01 15:00")
    early = builders.entry("event", "b-frueh", start="2026-05-01 09:00", end="2026-05-01 10:00")
    page = rendered.tree(
        builders.site(late, early), event_archives.event_archive_pages, "veranstaltungen/2026/index.html"
    )
    assert rendered.texts(page.css(".month h3")) == ["A Spaet", "B Frueh"]


def test_recommendations_are_collected():
    """The page of all recommendations holds those of texts and of workshops, each with its place."""
    block = Block(
        "recommendation", "rat", '<figure id="rat"><p>Fragen Sie nach.</p></figure>', "Fragen Sie nach.", 3
    )
    text = builders.entry("building-block", "frage", body=Body(blocks=(block,)))
    site = builders.site(*gathering().library.entries, text)
    page = rendered.tree(site, recommendations.recommendation_pages, "empfehlungen/index.html")
    places = [a.attributes["href"] for a in page.css(".source__from a")]
    assert places == [
        "../bausteine/frage/#rat", "../veranstaltungen/tag/#werk-1", "../veranstaltungen/tag/#werk-2",
    ]  # fmt: skip
    assert page.css_first("#rat") is None


def test_pages_do_not_know_the_day():
    """Between two moments at which nothing is due, pages are the same."""
    makers = (
        event.event_pages,
        event_series.event_series_pages,
        event_archives.event_archive_pages,
        recommendations.recommendation_pages,
    )
    assert rendered.pages(gathering(), *makers) == rendered.pages(
        gathering("2026-11-25T08:00:00+01:00"), *makers
    )


@pytest.fixture(scope="module")
def tab(browser) -> Iterator[Page]:
    """A page of Chromium whose clock can be set, with the sample events below ``rendered.HOST``."""
    context = browser.new_context(locale="de-DE", timezone_id="Europe/Berlin")
    page = context.new_page()
    rendered.serve(
        page, gathering(), rendered.pages(gathering(), event.event_pages, event_archives.event_archive_pages)
    )
    yield page
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("now", "shown"),
    [
        ("2026-12-02T12:00:00+01:00", []),
        ("2026-12-03T08:00:00+01:00", ["Heute"]),
        ("2026-12-03T11:00:00+01:00", ["Läuft gerade"]),
        ("2026-12-04T11:00:00+01:00", ["Hat stattgefunden"]),
    ],
)
def test_the_stage_is_right_without_a_rebuild(tab, now, shown):
    """A page built in November says today, running and over at the right time."""
    tab.clock.set_fixed_time(now)
    tab.goto(f"{rendered.HOST}veranstaltungen/tag/")
    marks = tab.locator(".page-head .status")
    assert [mark.inner_text() for mark in marks.all() if mark.is_visible()] == shown


@pytest.mark.browser
def test_what_has_passed_moves(tab):
    """An event that has ended moves from the dates to the reports, and the count follows."""
    tab.clock.set_fixed_time("2026-12-04T11:00:00+01:00")
    tab.goto(f"{rendered.HOST}veranstaltungen/")
    expect(tab.locator("#dk-past h3").first).to_have_text("Der Tag")
    expect(tab.locator("#dk-upcoming li.entry")).to_have_count(0)
    expect(tab.locator("[data-count]")).to_have_text("0")
    expect(tab.get_by_text("Zurzeit ist kein Termin geplant.")).to_be_visible()


@pytest.mark.browser
def test_registration_ends_on_time(tab):
    """After the closing time the button is gone and the page says so."""
    tab.clock.set_fixed_time("2026-11-30T12:30:00+01:00")
    tab.goto(f"{rendered.HOST}veranstaltungen/tag/")
    expect(tab.get_by_text("Die Anmeldung ist geschlossen.")).to_be_visible()
    expect(tab.get_by_role("link", name="Anmelden")).to_have_count(0)


def test_a_programme_of_several_days_stands_by_day():
    """Each day has a heading; a line without a day belongs to that of the line before."""
    lines = [("2026-12-03", "Ankommen"), (None, "Reden"), ("2026-12-04", "Gehen")]
    programme = [{"start": "10:00", "title": title} | ({"day": day} if day else {}) for day, title in lines]
    page = rendered.tree(gathering(end="2026-12-04 16:00", programme=programme), event.event_pages, PATH)
    days = ["Donnerstag, 3. Dezember 2026", "Freitag, 4. Dezember 2026"]
    assert rendered.texts(page.css(".programme__day")) == days
    assert [rendered.texts(day.css("h4")) for day in page.css(".programme")] == [
        ["Ankommen", "Reden"],
        ["Gehen"],
    ]


def test_a_download_says_in_its_link_what_it_is():
    """Type and size stand in the link; accessible is said of a PDF that is."""
    slides = {"title": "Folien", "file": "events/folien.pdf", "accessible": True}
    for lacks, words in (
        ((), "Folien (PDF, 3 Seiten, 2 kB, barrierefrei)"),
        (("tags",), "Folien (PDF, 3 Seiten, 2 kB)"),
    ):
        file = builders.facts("events/folien.pdf", "application/pdf", size=2000, pages=3, lacks=lacks)
        site = builders.site(builders.entry("event", "tag", downloads=[slides]), media=[file])
        page = rendered.tree(site, event.event_pages, PATH)
        assert rendered.texts(page.css(".file a")) == [words]


def test_a_report_begins_with_ways_into_it():
    """Recommendations, pictures, documents and contact are one step away; the workshops name whom to ask."""
    programme = [{"start": "10:00", "title": "Auftakt"}]
    page = rendered.tree(
        gathering("2026-12-05T00:00:00+01:00", REPORT, programme=programme), event.event_pages, PATH
    )
    targets = [link.attributes["href"] for link in page.css(".jumps a")]
    assert targets[0] == "#dk-workshops"
    assert all(page.css_first(target) for target in targets)
    assert not rendered.tree(gathering(body=REPORT), event.event_pages, PATH).css(".jumps")


def test_beside_a_short_text_stand_the_facts_alone():
    """What ends before the facts beside it leaves no empty column; a programme makes it long."""
    short = {"programme": [], "workshops": []}
    assert rendered.tree(gathering(**short), event.event_pages, PATH).css(".columns--short")
    assert not rendered.tree(gathering(), event.event_pages, PATH).css(".columns--short")


def test_a_map_is_a_link_that_says_what_it_does():
    """Nothing of a map is loaded before the click, and the link is offered where the map knows the town."""
    venue = {"name": "Rathaus", "street": "Markt 1", "town": "Kiel"}
    place = builders.entry("place", "kiel", title="Kiel", invented=False, key="01002000")
    dreamt = builders.entry("place", "traumstadt", title="Traumstadt")
    there = builders.entry("event", "da", venue=venue)
    nowhere = builders.entry("event", "dort", venue=venue | {"town": "Traumstadt"})
    site = builders.site(place, dreamt, there, nowhere)
    page = rendered.tree(site, event.event_pages, "veranstaltungen/da/index.html")
    (link,) = page.css('a[href*="openstreetmap.org"]')
    assert link.attributes["href"].endswith("?query=Markt+1%2C+Kiel")
    assert "IP-Adresse" in link.parent.text()
    assert not rendered.tree(site, event.event_pages, "veranstaltungen/dort/index.html").css(
        '[href*="openstreetmap"]'
    )
