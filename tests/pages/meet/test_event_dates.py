"""The page of an event that is recurring or in another zone: right on any day, without a rebuild."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

import builders
import rendered
from dreiklang.ground import dates
from dreiklang.pages.meet import event, event_archives
from dreiklang.site.site import Site

PATH = "veranstaltungen/runde/index.html"
RULE = {
    "rule": "FREQ=WEEKLY;BYDAY=TU",
    "until": "2026-12-29",
    "without": ["2026-12-22"],
    "changed": [
        {"date": "2026-12-08", "cancelled": "true", "note": "Der Saal ist belegt."},
        {"date": "2026-12-15", "start": "2026-12-16 16:00", "note": "Einmal am Mittwoch."},
    ],
}
BERLIN, LISBON = zoneinfo.ZoneInfo("Europe/Berlin"), zoneinfo.ZoneInfo("Europe/Lisbon")


def meetings(as_of: str = "2026-12-02T12:00:00+01:00", **more: object) -> Site:
    """One event every Tuesday from 24 November to 29 December, and one on a day."""
    fields = {"title": "Die Runde", "start": "2026-11-24 16:00", "end": "2026-11-24 17:00", "repeats": RULE,
              "online": "https://treffen.example/runde", "registration": {"email": "a@b.example"}}  # fmt: skip
    return builders.site(
        builders.entry("event", "runde", **fields | more),
        builders.entry("event", "tag", title="Der Tag", start="2026-12-03 10:00", end="2026-12-03 16:00",
                       registration={"url": "https://an.example/", "until": "2026-12-02 12:00"}),
        as_of=as_of,
    )  # fmt: skip


def visible(nodes: list[object]) -> list[str]:
    """The words of nodes that are shown as of the build."""
    return rendered.texts(node for node in nodes if "hidden" not in node.attributes)  # type: ignore[attr-defined]


def test_the_head_shows_the_next_date_and_the_rule():
    """A recurring event has its next date that takes place at its head, and its rule in words."""
    page = rendered.tree(meetings(), event.event_pages, PATH)
    assert visible(page.css(".page-head .disc--big")) == ["16. Dezember2026"]
    assert visible(page.css(".page-head .meta-list li")[0].css("span > span:has(> time)")) == [
        "Mittwoch, 16. Dezember 2026, 16:00–17:00 Uhr"
    ]
    assert "jeden Dienstag, bis 29.\u00a0Dezember\u00a02026" in page.css_first(".page-head").text()


def test_all_dates_are_listed():
    """Dates to come stand in order with what is special about them; past ones are folded, the latest first."""
    page = rendered.tree(meetings(), event.event_pages, PATH)
    assert rendered.texts(page.css("div > .dates > li")) == [
        "Dienstag, 8. Dezember 2026, 16:00–17:00 Uhr Fällt ausDer Saal ist belegt.",
        "Mittwoch, 16. Dezember 2026, 16:00–17:00 Uhr statt am Dienstag, 15. Dezember 2026Einmal am Mittwoch.",
        "Dienstag, 29. Dezember 2026, 16:00–17:00 Uhr",
    ]
    assert rendered.texts(page.css("#dk-dates-past > li")) == [
        "Dienstag, 1. Dezember 2026, 16:00–17:00 Uhr",
        "Dienstag, 24. November 2026, 16:00–17:00 Uhr",
    ]


def test_ways_in_end_with_the_last_date():
    """Calendar, meeting and registration stay while any date is to come, and are over with the last."""
    page = rendered.tree(meetings(), event.event_pages, PATH)
    assert page.css_first(".page-head .button-row").attributes["data-until"] == "2026-12-29T17:00+01:00"
    assert page.css_first("#dk-registration div").attributes["data-until"] == "2026-12-29T16:00+01:00"
    assert page.css_first("a[href*=treffen]").parent.attributes["data-until"] == "2026-12-29T17:00+01:00"
    after = rendered.tree(meetings("2026-12-29T17:00:00+01:00"), event.event_pages, PATH)
    assert visible(after.css(".page-head .status")) == ["Hat stattgefunden"]
    assert after.css_first(".page-head .button-row") is None


def test_without_any_date_left_it_is_off():
    """Where every date was cancelled, the page says so and offers no way to register."""
    rule = {"rule": "FREQ=WEEKLY;COUNT=2", "changed": [
        {"date": day, "cancelled": "true"} for day in ("2026-11-24", "2026-12-01")
    ]}  # fmt: skip
    page = rendered.tree(meetings("2026-11-20T12:00:00+01:00", repeats=rule), event.event_pages, PATH)
    assert visible(page.css(".page-head .status")) == ["Abgesagt"]
    assert page.css_first(".disc--off")
    assert page.css_first("#dk-registration") is None


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"start": "2027-06-23", "end": "2027-06-25", "whole_day": True}, ["Läuft bis Freitag, 25. Juni"]),
        ({"start": "2027-06-23", "end": "2027-06-23", "whole_day": True}, ["Heute"]),
        ({"start": "2027-06-23 08:00", "end": "2027-06-25 12:00"}, ["Läuft bis Freitag, 25. Juni"]),
        ({"start": "2027-06-23 11:00", "end": "2027-06-24 02:00"}, ["Läuft gerade"]),
        ({"start": "2027-06-23 14:00", "end": "2027-06-23 15:00"}, ["Heute"]),
    ],
)
def test_marks_fit_the_length(more, expected):
    """A whole day is today, days last until the last of them, hours are running."""
    page = rendered.tree(meetings("2027-06-23T12:00:00+02:00", repeats=None, **more), event.event_pages, PATH)
    assert visible(page.css(".page-head .status")) == expected


def test_its_picture_stands_in_the_head():
    """An event with a picture shows it with its alt text and credit; one without keeps the pattern."""
    picture = {"file": "events/a.svg", "alt": "Ein Tisch", "credit": "N. Lind", "licence": "CC BY 4.0"}
    head = rendered.tree(meetings(image=picture), event.event_pages, PATH).css_first(".page-head")
    assert head.css_first("img").attributes["alt"] == "Ein Tisch"
    assert "N. Lind, CC BY 4.0" in head.css_first("figcaption").text()
    assert head.css_first(".page-head__art") is None
    assert rendered.tree(meetings(), event.event_pages, PATH).css_first(".page-head .page-head__art")


@pytest.mark.parametrize(
    ("status", "expected"), [("rescheduled", ["Hat stattgefunden"]), ("cancelled", ["Abgesagt"])]
)
def test_only_what_was_off_keeps_its_warning(status, expected):
    """A moved event that took place needs no warning any more; a cancelled one stays cancelled."""
    site = meetings("2026-12-24T12:00:00+01:00", repeats=None, status=status)
    assert visible(rendered.tree(site, event.event_pages, PATH).css(".page-head .status")) == expected
    lists = rendered.tree(site, event_archives.event_archive_pages, "veranstaltungen/index.html")
    row = next(r for r in lists.css("#dk-past .entry") if "Die Runde" in r.text())
    assert visible(row.css(".status")) == [word for word in expected if word == "Abgesagt"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "de",
            "Mittwoch, 12. Mai 2027, 15:00–16:30 Uhr (Ortszeit Lissabon), "
            "16:00–17:30 Uhr (Mitteleuropäische Sommerzeit)",
        ),
        (
            "en",
            "Wednesday, 12 May 2027, 15:00–16:30 (local time in Lisbon), "
            "16:00–17:30 (Central European Summer Time)",
        ),
    ],
)
def test_another_zone_is_said_with_both_times(language, expected):
    """An event whose clocks differ says the time there and the time at home, each with its zone."""
    start = dt.datetime(2027, 5, 12, 15, tzinfo=LISBON)
    said = dates.when(start, start + dt.timedelta(minutes=90), language, home=BERLIN)
    assert said["when"] == expected == ", ".join((said["day"], said["hours"], said["also"]))


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        ("2026-12-31T20:00", 4, "Donnerstag, 31. Dezember 2026, 20:00–24:00 Uhr"),
        (
            "2026-12-31T20:00",
            6,
            "Donnerstag, 31. Dezember 2026, 20:00 Uhr bis Freitag, 1. Januar 2027, 2:00 Uhr",
        ),
        ("2026-09-30T12:05", 0, "Mittwoch, 30. September 2026, 12:05 Uhr"),
    ],
)
def test_nights_and_moments_in_words(start, hours, expected):
    """What ends at midnight is of one day, a night names both days, a moment has no end."""
    begin = dt.datetime.fromisoformat(start).replace(tzinfo=BERLIN)
    assert dates.when(begin, begin + dt.timedelta(hours=hours), "de", home=BERLIN)["when"] == expected


def test_another_day_at_home_is_named():
    """Where it is another day at home by then, that day is named with its hours."""
    start = dt.datetime(2027, 5, 12, 20, tzinfo=zoneinfo.ZoneInfo("America/New_York"))
    said = dates.when(start, start + dt.timedelta(hours=1), "de", home=BERLIN)["when"]
    assert "20:00–21:00 Uhr (Ortszeit New York), Donnerstag, 13. Mai 2027, 2:00–3:00 Uhr (Mittel" in said


# ---- in a browser -------------------------------------------------------------------------------


def opened(browser: object, zone: str, as_of: str = "2026-11-22T12:00:00+01:00", **more: object) -> Page:
    """A reader's tab in a zone, with the site built on 22 November unless said otherwise."""
    context = browser.new_context(locale="de-DE", timezone_id=zone, **more)  # type: ignore[attr-defined]
    page: Page = context.new_page()
    site = meetings(as_of)
    rendered.serve(page, site, rendered.pages(site, event.event_pages, event_archives.event_archive_pages))
    return page


@pytest.fixture(scope="module", params=["America/New_York", "Asia/Tokyo"])
def tab(browser, request) -> Iterator[Page]:
    """Readers whose day is another one than in Berlin; what is true does not depend on where they are."""
    page = opened(browser, request.param)
    yield page
    page.context.close()


def marks(tab: Page) -> list[str]:
    """The marks that a reader sees."""
    return [mark.inner_text() for mark in tab.locator(".page-head .status").all() if mark.is_visible()]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("now", "shown", "open"),
    [
        ("2026-12-02T11:59:00+01:00", [], True),
        ("2026-12-02T12:00:00+01:00", [], False),
        ("2026-12-02T23:59:00+01:00", [], False),
        ("2026-12-03T00:00:00+01:00", ["Heute"], False),
        ("2026-12-03T10:00:00+01:00", ["Läuft gerade"], False),
        ("2026-12-03T16:00:00+01:00", ["Hat stattgefunden"], None),
    ],
)
def test_a_single_event_is_right_without_a_rebuild(tab, now, shown, open):
    """Before, on the day, during and after: marks, registration and calendar follow the time in Berlin."""
    tab.clock.set_fixed_time(now)
    tab.goto(f"{rendered.HOST}veranstaltungen/tag/")
    assert marks(tab) == shown
    expect(tab.locator(".page-head a.button", has_text="Anmelden")).to_be_visible(visible=open is True)
    expect(tab.get_by_text("Die Anmeldung ist geschlossen.")).to_be_visible(visible=open is False)
    expect(tab.locator(".page-head a.button", has_text="Kalender")).to_be_visible(visible=open is not None)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("now", "day", "shown", "left"),
    [
        ("2026-11-23T23:59:00+01:00", "24.", [], 5),
        ("2026-11-24T00:00:00+01:00", "24.", ["Heute"], 5),
        ("2026-11-24T16:00:00+01:00", "24.", ["Läuft gerade"], 5),
        ("2026-11-24T17:00:00+01:00", "1.", [], 4),
        ("2026-12-08T16:30:00+01:00", "16.", [], 3),
        ("2026-12-16T16:30:00+01:00", "16.", ["Läuft gerade"], 2),
        ("2026-12-29T17:00:00+01:00", "29.", ["Hat stattgefunden"], 0),
    ],
)
def test_what_comes_again_is_right_without_a_rebuild(tab, now, day, shown, left):
    """The head moves on to the next date that takes place, and dates that are over move to the past ones."""
    tab.clock.set_fixed_time(now)
    tab.goto(f"{rendered.HOST}veranstaltungen/runde/")
    assert tab.locator(".disc--big:visible .disc__day").all_inner_texts() == [day]
    assert marks(tab) == shown
    expect(tab.locator("div > .dates > li")).to_have_count(left)
    expect(tab.locator("#dk-dates-past > li")).to_have_count(5 - left)
    expect(tab.locator(".page-head a.button", has_text="Kalender")).to_be_visible(visible=left > 0)
    expect(tab.get_by_role("link", name="Zum Treffen")).to_be_visible(visible=left > 0)


@pytest.mark.browser
def test_without_scripts_a_page_claims_nothing_about_today(browser):
    """Without JavaScript the next date as of the build stands there, and no mark says today or running."""
    page = opened(browser, "Asia/Tokyo", java_script_enabled=False)
    page.goto(f"{rendered.HOST}veranstaltungen/runde/")
    assert page.locator(".disc--big:visible .disc__day").all_inner_texts() == ["24."]
    assert marks(page) == []
    page.context.close()


@pytest.mark.browser
def test_without_scripts_a_build_on_the_day_claims_nothing_either(browser):
    """“Heute” and “Läuft gerade” of a build would stand there for ever where no script takes them away."""
    page = opened(browser, "Europe/Berlin", "2026-11-24T16:30:00+01:00", java_script_enabled=False)
    page.goto(f"{rendered.HOST}veranstaltungen/runde/")
    assert page.locator(".page-head .status:not([hidden])").count() == 1
    assert marks(page) == []
    page.context.close()
