"""Linked data of an event: structure, recurring events, and hostile words."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

import builders
import rendered
from dreiklang.pages.meet import event
from dreiklang.site.site import Site

VENUE = {"name": "Alte Druckerei", "street": "Setzergasse 4", "postcode": "01234", "town": "Lindfelde"}


def gathering(**more: Any) -> Site:
    """A site with one event and the records it names."""
    return builders.site(
        builders.entry("event", "tag", **{"title": "Der Tag"} | more),
        builders.entry("place", "lindfelde", title="Lindfelde", geo="51.5,7.25", regions=["DE-NI"]),
        builders.entry("person", "anna", title="Anna Berg"),
        builders.entry("organisation", "haus", title="Das Haus", url="https://haus.example/"),
    )


def page(**more: Any) -> str:
    """The event's page."""
    return rendered.pages(gathering(**more), event.event_pages)["veranstaltungen/tag/index.html"].decode()


def data(**more: Any) -> dict[str, Any]:
    """What the page tells machines."""
    written = rendered.LexborHTMLParser(page(**more)).css("[type='application/ld+json']")
    assert len(written) == 1
    known: dict[str, Any] = json.loads(written[0].text())
    return known


def test_a_place_has_an_address():
    """House, street, town, Land and country stand in a PostalAddress; a town's middle is not the house's position."""
    (place,) = data(venue=VENUE)["location"]
    assert place == {
        "@type": "Place",
        "name": "Alte Druckerei",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Setzergasse 4",
            "postalCode": "01234",
            "addressLocality": "Lindfelde",
            "addressRegion": "Niedersachsen",
            "addressCountry": "DE",
        },
    }


def test_no_country_is_guessed():
    """A town that no record knows may lie anywhere."""
    (place,) = data(venue=VENUE | {"town": "Pontelva"}, timezone="Europe/Lisbon")["location"]
    assert "addressCountry" not in place["address"]


def test_nothing_is_said_of_a_place_nobody_named():
    """Before house or link are known, an event is neither online nor anywhere."""
    known = data()
    assert not {"location", "eventAttendanceMode"} & {*known}


@pytest.mark.parametrize(
    ("status", "more", "mode", "places"),
    [
        ("scheduled", {"venue": VENUE}, "Offline", ["Place"]),
        ("scheduled", {"online": "https://a.example/"}, "Online", ["VirtualLocation"]),
        (
            "postponed",
            {"venue": VENUE, "online": "https://a.example/"},
            "Mixed",
            ["Place", "VirtualLocation"],
        ),
        ("moved_online", {"venue": VENUE}, "Online", ["VirtualLocation"]),
    ],
)
def test_status_and_attendance(status, more, mode, places):
    """Status and attendance mode are URLs of schema.org and agree with the locations."""
    known = data(status=status, **more)
    words = {"scheduled": "Scheduled", "postponed": "Postponed", "moved_online": "MovedOnline"}
    assert known["eventStatus"] == f"https://schema.org/Event{words[status]}"
    assert known["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [place["@type"] for place in known["location"]] == places


def test_former_begins_stand_in_their_order():
    """Each former begin is told with its zone, the earliest change first."""
    changes = [
        {"date": "2026-11-16", "text": "B.", "field": "start", "old_start": "2026-12-02 09:30"},
        {"date": "2026-11-10", "text": "A.", "field": "start", "old_start": "2026-12-01 09:30"},
    ]
    former = data(status="rescheduled", changes=changes)["previousStartDate"]
    assert former == ["2026-12-01T09:30+01:00", "2026-12-02T09:30+01:00"]


def test_people_organisations_and_workshops():
    """Organisers are organisations, speakers people, workshops sub-events with the address of their anchor."""
    known = data(
        organisers=["haus"], speakers=[{"person": "anna"}],
        workshops=[{"id": "werk", "title": "Rollen", "people": [{"person": "anna"}]}],
    )  # fmt: skip
    assert known["organizer"] == [
        {"@type": "Organization", "name": "Das Haus", "url": "https://haus.example/"}
    ]
    assert known["performer"] == [{"@type": "Person", "name": "Anna Berg"}]
    (part,) = known["subEvent"]
    assert part["url"] == part["@id"] == "https://example.org/wissen/veranstaltungen/tag/#werk"
    assert part["performer"] == known["performer"]


def test_a_rule_is_a_schedule():
    """A recurring event has a Schedule; moved and cancelled dates are left out of it and told apart."""
    repeats = {
        "rule": "FREQ=MONTHLY;BYDAY=1TU",
        "until": "2027-04-06",
        "without": ["2027-01-05"],
        "changed": [
            {"date": "2027-02-02", "start": "2027-02-09 16:00"},
            {"date": "2027-03-02", "cancelled": "true", "note": "Fällt aus."},
        ],
    }
    known = data(start="2026-12-01 16:00", end="2026-12-01 17:00", repeats=repeats)
    assert known["eventSchedule"] == {
        "@type": "Schedule", "repeatFrequency": "P1M", "byDay": ["1TU"],
        "startDate": "2026-12-01", "endDate": "2027-04-06", "startTime": "16:00:00", "endTime": "17:00:00",
        "exceptDate": ["2027-01-05", "2027-02-02", "2027-03-02"], "scheduleTimezone": "Europe/Berlin",
    }  # fmt: skip
    moved, cancelled = known["subEvent"]
    assert moved["startDate"] == "2027-02-09T16:00+01:00"
    assert moved["previousStartDate"] == "2027-02-02T16:00+01:00"
    assert moved["eventStatus"].endswith("EventRescheduled")
    assert cancelled["eventStatus"].endswith("EventCancelled")
    assert known["endDate"] == "2027-04-06T17:00+02:00"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", {"repeatFrequency": "P1D"}),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,FR;COUNT=3", {"repeatFrequency": "P2W", "byDay": [
            "https://schema.org/Thursday", "https://schema.org/Friday"]}),
        ("FREQ=MONTHLY;BYMONTHDAY=3,17;COUNT=3", {"repeatFrequency": "P1M", "byMonthDay": [3, 17]}),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=3;COUNT=3", {"byMonth": [12], "byMonthDay": [3]}),
    ],
)  # fmt: skip
def test_rules_in_the_words_of_a_schedule(rule, expected):
    """Frequency as ISO 8601, weekdays as URLs, days and months as numbers."""
    said = data(repeats={"rule": rule})["eventSchedule"]
    assert said | expected == said


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"])
def test_what_no_schedule_says_is_told_date_by_date(rule):
    """Where schema.org has no words for a rule, each date is a sub-event."""
    known = data(venue=VENUE, repeats={"rule": f"{rule};COUNT=3"})
    assert "eventSchedule" not in known
    assert len(known["subEvent"]) == 3
    assert all(part["startDate"].startswith("202") and part["location"] for part in known["subEvent"])


def test_dates_of_what_is_off_are_off():
    """No date of a cancelled event takes place."""
    rule = {"rule": "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3"}
    known = data(status="cancelled", repeats=rule)
    states = {part["eventStatus"] for part in (known, *known["subEvent"])}
    assert states == {"https://schema.org/EventCancelled"}


def test_hostile_words_stay_words():
    """No text of an editor can end the element or begin another."""
    evil = "</script><script>alert(1)</script><!--"
    written = page(
        title=evil,
        summary=evil,
        venue=VENUE | {"name": evil},
        workshops=[{"id": "a", "title": evil}],
        repeats={
            "rule": "FREQ=DAILY;COUNT=2",
            "changed": [{"date": "2026-12-04", "cancelled": "true", "note": evil}],
        },
    )
    element = re.search(r'<script type="application/ld\+json">(.*?)</script>', written, re.DOTALL)
    assert element is not None
    assert json.loads(element[1])["name"] == evil
    assert "<" not in element[1]
    assert "<script>alert" not in written
