"""Calendars and the ledgers: what subscribers know events and episodes by."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import os
import subprocess
import sys
import zoneinfo
from typing import Any

import icalendar
import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import builders
import feed_samples
from conftest import ROOT
from dreiklang import feeds
from dreiklang.content.entries import Entry
from dreiklang.feeds.calendars import ical, vtimezone
from dreiklang.site import archives
from dreiklang.site.site import Site
from judged import node

ALL = "veranstaltungen/kalender.ics"
ONE = "veranstaltungen/fachtag/termin.ics"
CHANGE = {"date": "2026-11-18", "text": "Der Raum ist ein anderer.", "field": "place"}


def written(site: Site, path: str = ALL) -> bytes:
    """The bytes of one output."""
    made = {output.path: output for output in feeds.outputs(site)}[path].make()
    assert isinstance(made, bytes)
    return made


def calendar(*entries: Entry, path: str = ALL, **options: Any) -> icalendar.Calendar:
    """A calendar, read again."""
    return icalendar.Calendar.from_ical(written(feed_samples.site(*entries, **options), path))


def event(**fields: Any) -> icalendar.Event:
    """The one event of the calendar, with these fields."""
    (found,) = calendar(feed_samples.event(**fields)).walk("VEVENT")
    return found


EVERYWHERE = [
    ALL, "veranstaltungen/2026/kalender.ics", "veranstaltungen/reihen/mittags/kalender.ics",
    "veranstaltungen/format/fachtag/kalender.ics", "veranstaltungen/land/schleswig-holstein/kalender.ics",
    "veranstaltungen/ort/kiel/kalender.ics", "veranstaltungen/thema/ehrenamt/kalender.ics",
    "veranstaltungen/person/leonie-harms/kalender.ics", ONE,
]  # fmt: skip
"""Every calendar that the event below stands in."""


def everywhere(**fields: Any) -> Entry:
    """An event with a value in every facet."""
    facets = {"format": "Fachtag", "regions": ["SH"], "places": ["kiel"], "speakers": ["leonie-harms"]}
    return feed_samples.event(**facets | fields)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_archive_has_a_calendar(path: str) -> None:
    """An event stands in the calendar of each archive it belongs to, and in a file of its own."""
    other = feed_samples.event("anderes", start="2027-01-01 10:00", end="2027-01-01 11:00", topics=[])
    other = dataclasses.replace(other, parent=None)
    uids = [e["UID"] for e in calendar(everywhere(), other, path=path).walk("VEVENT")]
    assert uids == ["fachtag@example.org", *(["anderes@example.org"] if path == ALL else [])]


def test_there_is_a_calendar_for_each_archive_and_no_other():
    """Calendars lie below the archives that people can subscribe to."""
    site = feed_samples.site(everywhere())
    made = [o.path for o in feeds.outputs(site) if o.path.endswith(".ics")]
    assert sorted(made) == sorted(EVERYWHERE)
    assert {f"{archive.address}kalender.ics" for archive in archives.subscribed(site)} == {*EVERYWHERE} - {
        ONE
    }


def test_calendars_say_which_they_are():
    """Beside many others a calendar's name says whose events it has, and which."""
    for path, name in zip(
        EVERYWHERE,
        ["Dreiklang: Veranstaltungen", "Dreiklang: Veranstaltungen (2026)", "Mittags im Amt"],
        strict=False,
    ):
        assert str(calendar(everywhere(), path=path)["NAME"]) == name


def test_an_event_is_written_once(monkeypatch):
    """The same lines stand in all calendars, and are put together once for all of them."""
    written = []
    known = ical.component
    monkeypatch.setattr(ical, "component", lambda appointment: written.append(1) or known(appointment))
    made = {
        o.path: o.make() for o in feeds.outputs(feed_samples.site(everywhere())) if o.path.endswith(".ics")
    }
    parts = {content.partition(b"BEGIN:VEVENT")[2] for content in made.values()}
    assert (len(made), len(parts), len(written)) == (len(EVERYWHERE), 1, 1)


def test_keys_follow_from_content():
    """Equal content has equal keys; a changed event changes those of its calendars, and no others."""

    def keys(*entries: Entry) -> dict[str, str]:
        return {o.path: o.key for o in feeds.outputs(feed_samples.site(*entries)) if o.path.endswith(".ics")}

    other = feed_samples.event("anderes", start="2027-01-01 10:00", end="2027-01-01 11:00", topics=[])
    before = keys(everywhere(), other)
    assert keys(everywhere(), other) == before
    after = keys(everywhere(summary="Anders."), other)
    assert {path for path in before if before[path] != after[path]} == {*EVERYWHERE}


WEEKLY = {
    "start": "2026-10-06 16:00",
    "end": "2026-10-06 17:00",
    "repeats": {
        "rule": "FREQ=WEEKLY",
        "until": "2026-11-10",
        "without": ["2026-10-13", "2026-11-03"],
        "changed": [
            {"date": "2026-10-20", "start": "2026-10-21 09:30", "note": "Einmal am Mittwoch."},
            {"date": "2026-10-27", "cancelled": True, "note": "Herbstferien."},
        ],
    },
}


def test_what_comes_again_is_a_rule_with_exceptions():
    """One component has rule and days left out; each date that differs has its own, with the same identity."""
    content = written(feed_samples.site(feed_samples.event(changes=[CHANGE], **WEEKLY)), ONE)
    whole, moved, cancelled = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert whole["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261110T225959Z"
    assert content.count(b"\r\nEXDATE;TZID=Europe/Berlin:2026") == 2
    assert {(e["UID"], e["SEQUENCE"], e["DTSTAMP"].dt) for e in (whole, moved, cancelled)} == {
        ("fachtag@example.org", 1, whole["DTSTAMP"].dt)
    }
    assert "RRULE" not in moved
    assert b"RECURRENCE-ID;TZID=Europe/Berlin:20261020T160000" in moved.to_ical()
    assert b"DTSTART;TZID=Europe/Berlin:20261021T093000" in moved.to_ical()
    assert moved["DESCRIPTION"].startswith("Einmal am Mittwoch.")
    assert (cancelled["STATUS"], cancelled["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert str(cancelled["SUMMARY"]) == "Abgesagt: Fachtag; mit, Komma"
    assert "Herbstferien." in cancelled["DESCRIPTION"]
    assert "anmeldung" not in cancelled["DESCRIPTION"]
    assert (whole["STATUS"], str(whole["SUMMARY"])) == ("CONFIRMED", "Fachtag; mit, Komma")


@pytest.mark.parametrize("first", [{"without": ["2026-10-06"]},
                                   {"changed": [{"date": "2026-10-06", "start": "2026-10-05 08:00"}]}])  # fmt: skip
def test_the_first_date_anchors_the_rule(first: dict[str, Any]) -> None:
    """DTSTART is the first date of the rule, also where that date itself is left out or moved."""
    found = calendar(feed_samples.event(**WEEKLY | {"repeats": {"rule": "FREQ=WEEKLY;COUNT=3"} | first}))
    whole = found.walk("VEVENT")[0]
    assert whole.to_ical().count(b"DTSTART;TZID=Europe/Berlin:20261006T160000") == 1
    assert whole["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=3"


@pytest.mark.parametrize(
    ("rule", "until", "expected"),
    [
        ("FREQ=WEEKLY;UNTIL=20261110", None, "20261110T225900Z"),
        ("FREQ=WEEKLY;UNTIL=20261110T170000", None, "20261110T160000Z"),
        ("FREQ=WEEKLY;UNTIL=20261110T150000Z", None, "20261110T150000Z"),
        ("FREQ=WEEKLY", "2026-10-20", "20261020T215959Z"),
    ],
)
def test_the_end_of_a_rule_is_in_utc(rule: str, until: str | None, expected: str) -> None:
    """UNTIL is in UTC where the begin has a zone (RFC 5545, 3.3.10), whichever way it was written."""
    found = event(**WEEKLY | {"repeats": {"rule": rule} | ({"until": until} if until else {})})
    assert f"UNTIL={expected}" in found["RRULE"].to_ical().decode()


def test_the_end_of_whole_days_is_a_day():
    """Where only days count UNTIL, EXDATE and RECURRENCE-ID are days."""
    days = {"rule": "FREQ=WEEKLY", "until": "2026-11-10", "without": ["2026-10-13"],
            "changed": [{"date": "2026-10-20", "cancelled": True}]}  # fmt: skip
    site = feed_samples.site(
        feed_samples.event(whole_day=True, start="2026-10-06", end="2026-10-06", repeats=days)
    )
    lines = written(site).split(b"\r\n")
    for line in (
        b"RRULE:FREQ=WEEKLY;UNTIL=20261110",
        b"EXDATE;VALUE=DATE:20261013",
        b"RECURRENCE-ID;VALUE=DATE:20261020",
    ):
        assert line in lines


def test_the_hour_that_comes_twice_is_in_utc():
    """A begin in the hour that the clocks repeat is one moment, whichever of the two is meant."""
    for offset, utc in (("+02:00", b"DTSTART:20261025T003000Z"), ("+01:00", b"DTSTART:20261025T013000Z")):
        found = event(start=f"2026-10-25 02:30{offset}", end="2026-10-25 05:00")
        assert utc in found.to_ical()
        assert b"DTEND:20261025T040000Z" in found.to_ical()


def test_uid_is_frozen():
    """The UID is the id at the UID domain, whatever else changes."""
    changed = feed_samples.event(title="Anders", start="2027-01-01 10:00", end="2027-01-01 11:00")
    (found,) = calendar(changed, uid_domain="amt.example").walk("VEVENT")
    assert found["UID"] == "fachtag@amt.example"


def test_sequence_is_the_number_of_changes():
    """SEQUENCE counts the dated changes."""
    assert event()["SEQUENCE"] == 0
    assert event(changes=[CHANGE, CHANGE])["SEQUENCE"] == 2


def test_stamps_come_from_content():
    """DTSTAMP and LAST-MODIFIED are the last day the content names, at midnight of the site's zone."""
    found = event(updated="2026-10-01", changes=[CHANGE])
    assert found["DTSTAMP"].dt == dt.datetime(2026, 11, 17, 23, tzinfo=dt.UTC)
    assert found["LAST-MODIFIED"].dt == found["DTSTAMP"].dt


def test_a_stamp_is_a_day_of_the_site():
    """Days of the content begin by the site's clock, wherever the event is."""
    found = event(updated="2026-10-01", timezone="Asia/Tokyo")
    assert found["DTSTAMP"].dt == dt.datetime(2026, 9, 30, 22, tzinfo=dt.UTC)


def test_an_undated_event_has_an_early_stamp():
    """An event whose text names no day has a stamp before any change to come."""
    assert event(date=None)["DTSTAMP"].dt < dt.datetime(2001, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("status", "word", "title"),
    [
        ("scheduled", "CONFIRMED", "Fachtag; mit, Komma"),
        ("rescheduled", "CONFIRMED", "Fachtag; mit, Komma"),
        ("moved_online", "CONFIRMED", "Jetzt online: Fachtag; mit, Komma"),
        ("postponed", "TENTATIVE", "Verschoben, neuer Termin folgt: Fachtag; mit, Komma"),
        ("cancelled", "CANCELLED", "Abgesagt: Fachtag; mit, Komma"),
    ],
)
def test_status_is_told_twice(status: str, word: str, title: str) -> None:
    """The state stands in STATUS, and before the title for calendars that do not show it."""
    found = event(status=status, changes=[CHANGE])
    assert (found["STATUS"], str(found["SUMMARY"])) == (word, title)


def test_cancelled_and_past_events_stay():
    """Nothing leaves the calendar: neither what was cancelled nor what is over."""
    past = feed_samples.event("frueher", start="2020-01-01 10:00", end="2020-01-01 11:00")
    gone = feed_samples.event("abgesagt", status="cancelled", changes=[CHANGE])
    uids = [e["UID"] for e in calendar(past, gone).walk("VEVENT")]
    assert uids == ["frueher@example.org", "abgesagt@example.org", "fachtag@example.org"]


def test_times_carry_their_zone():
    """Times are local times of the event's zone, with that zone's rules in the file."""
    found = event(start="2026-07-01 10:00", end="2026-07-01 11:00")
    assert found["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert found["DTSTART"].dt.utcoffset() == dt.timedelta(hours=2)


@pytest.mark.parametrize("day", ["2024-10-26", "2024-10-27", "2026-03-28", "2026-03-29", "2049-07-01"])
def test_the_rules_of_berlin_hold(day: str) -> None:
    """The compact rules give the offsets of the time zone database, around changes and far ahead."""
    content = written(feed_samples.site()).decode()
    block = content[content.index("BEGIN:VTIMEZONE") : content.index("END:VTIMEZONE") + 13]
    assert len(block) < 400
    zone = tz.tzical(io.StringIO(block.replace("\r\n", "\n") + "\n")).get("Europe/Berlin")
    moment = dt.datetime.fromisoformat(f"{day}T12:00")
    expected = moment.replace(tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")).utcoffset()
    assert moment.replace(tzinfo=zone).utcoffset() == expected


def test_other_zones_bring_their_rules():
    """An event of another zone brings that zone's rules along."""
    found = calendar(feed_samples.event(timezone="America/New_York"))
    assert {str(z["TZID"]) for z in found.walk("VTIMEZONE")} == {"America/New_York", "Europe/Berlin"}
    (start,) = [e["DTSTART"].dt for e in found.walk("VEVENT")]
    assert start.utcoffset() == dt.timedelta(hours=-5)


@pytest.mark.parametrize(
    ("zone", "most"),
    [("America/New_York", 350), ("Europe/London", 350), ("Europe/Dublin", 350), ("Asia/Kolkata", 160),
     ("Africa/Cairo", 1300), ("Africa/Casablanca", 1300)],
)  # fmt: skip
def test_rules_of_zones_hold(zone: str, most: int) -> None:
    """A zone's rules are short and give the database's offsets for twenty years, also where they are a list."""
    block = vtimezone.block(zone, 2026)
    assert len(block) <= most
    rules, known = tz.tzical(io.StringIO(block)).get(zone), zoneinfo.ZoneInfo(zone)
    noons = (dt.datetime(2026, 1, 1, 12) + dt.timedelta(days=number) for number in range(365 * 20))
    assert [
        n for n in noons if n.replace(tzinfo=rules).utcoffset() != n.replace(tzinfo=known).utcoffset()
    ] == []


def test_rules_begin_with_the_first_event():
    """An event of 1999 brings the rules of 1999."""
    block = vtimezone.block("America/New_York", 1999)
    rules = tz.tzical(io.StringIO(block)).get("America/New_York")
    for day, hours in (("1999-04-10", -4), ("1999-03-20", -5), ("2026-03-20", -4), ("2026-11-10", -5)):
        assert dt.datetime.fromisoformat(day).replace(tzinfo=rules).utcoffset() == dt.timedelta(hours=hours)


def test_whole_days_are_dates():
    """A whole-day event has dates without times; its end is the day after the last."""
    for start, end in (("2026-12-03 00:00", "2026-12-04 00:00"), ("2026-12-03", "2026-12-04")):
        found = event(whole_day=True, start=start, end=end)
        assert (found["DTSTART"].dt, found["DTEND"].dt) == (dt.date(2026, 12, 3), dt.date(2026, 12, 5))
    assert b"DTSTART;VALUE=DATE:20261203\r\n" in found.to_ical()


def test_calendar_says_what_it_is():
    """A calendar carries name, address, zone and how often to ask again (RFC 7986)."""
    found = calendar()
    assert str(found["NAME"]) == str(found["X-WR-CALNAME"]) == "Dreiklang: Veranstaltungen"
    assert found["X-WR-TIMEZONE"] == "Europe/Berlin"
    assert found["URL"] == "https://example.org/wissen/veranstaltungen/"
    assert found["REFRESH-INTERVAL"].to_ical() == b"PT12H"
    assert b"X-PUBLISHED-TTL:PT12H\r\n" in written(feed_samples.site())


def test_event_says_everything():
    """Place, page, topics, series, contact and the way in survive the round trip."""
    found = event(changes=[CHANGE])
    assert str(found["LOCATION"]) == "Rathaus, Markt 1, 24103 Kiel"
    assert found["URL"] == "https://example.org/wissen/veranstaltungen/fachtag/"
    assert [str(c) for c in found["CATEGORIES"].cats] == ["Mittags im Amt", "Ehrenamt"]
    assert str(found["CONTACT"]) == "Emre Yıldız, emre@example.org"
    assert str(found["CONFERENCE"]) == "https://example.org/raum?a=b;c,d"
    assert "Ein Tag \\ für alle." in found["DESCRIPTION"]
    assert "Geändert am 18. November 2026: Der Raum ist ein anderer." in found["DESCRIPTION"]
    assert "Anmeldeschluss: 30. November 2026, 18:00 Uhr" in found["DESCRIPTION"]


def test_event_knows_where_its_town_lies():
    """GEO is the place's, if people meet there and just one place has the town's name."""

    def geo(**fields: Any) -> bytes:
        kiel = builders.entry(
            "place", "kiel", title="Kiel", invented=False, key="01002000", geo="54.3233,10.1228"
        )
        (found,) = calendar(feed_samples.event(**fields), kiel).walk("VEVENT")
        return found["GEO"].to_ical().encode() if "GEO" in found else b""

    assert geo() == b"54.3233;10.1228"
    assert geo(venue={"name": "Rathaus", "town": "Marbrück"}, places=["kiel"]) == b""
    assert geo(status="moved_online", changes=[CHANGE]) == b""
    assert geo(venue=None) == b""


def test_of_two_towns_of_one_name_none_is_meant():
    """Where two places go by the town's name GEO says nothing; what is no place does not matter."""
    known = {"title": "Neustadt", "invented": False, "geo": "54.1000,10.8000"}
    holstein = builders.entry("place", "neustadt-holstein", key="01055032", **known)
    orla = builders.entry("place", "neustadt-orla", key="16075073", **known | {"geo": "50.7300,11.7400"})
    nowhere = builders.entry("place", "neustadt-ohne", title="Neustadt")
    topic = builders.entry("topic", "neustadt", title="Neustadt")

    def geo(*towns: Entry) -> str:
        there = feed_samples.event(venue={"name": "Rathaus", "town": "Neustadt"})
        (found,) = calendar(there, *towns).walk("VEVENT")
        return found["GEO"].to_ical() if "GEO" in found else ""

    assert geo(holstein, orla) == geo(orla, holstein) == geo(nowhere, orla) == geo(holstein, nowhere) == ""
    assert geo(holstein) == geo(holstein, topic) == "54.1;10.8"
    assert geo(orla) == "50.73;11.74"
    assert geo(nowhere) == ""


def test_pictures_travel_with_their_licence():
    """IMAGE is the event's picture, else its series', if its licence lets others show it."""

    def image(series: str = "", **fields: Any) -> str:
        own = feed_samples.series(**({"image": {"file": series}} if series else {}))
        (found,) = calendar(feed_samples.event(**fields), own).walk("VEVENT")
        return str(found.get("IMAGE", ""))

    folder = "https://example.org/wissen/medien/bilder/"
    assert image(image={"file": "docs/bilder/offen.jpg"}) == f"{folder}offen.jpg"
    assert image("docs/bilder/offen.jpg", image={"file": "docs/bilder/agentur.jpg"}) == f"{folder}offen.jpg"
    assert image(image={"file": "docs/bilder/agentur.jpg"}) == ""


def test_event_says_since_when_it_is_known():
    """CREATED is the day of publication; without one nothing is claimed."""
    assert event()["CREATED"].dt == dt.datetime(2026, 8, 31, 22, tzinfo=dt.UTC)
    assert "CREATED" not in event(date=None)


def test_cancelled_events_take_no_registrations():
    """A cancelled event neither blocks time nor invites."""
    found = event(status="cancelled", changes=[CHANGE])
    assert found["TRANSP"] == "TRANSPARENT"
    assert "anmeldung" not in found["DESCRIPTION"]


@given(st.text(), st.text())
def test_no_text_becomes_a_line_of_its_own(title: str, note: str) -> None:
    """Whatever stands in a title or a note, no line of the file begins with it."""
    evil = "x\r\nBEGIN:VEVENT\nUID:evil\u2028\x85"
    changed = feed_samples.event(title=evil + title, summary=evil + note, venue={"name": evil + title})
    content = written(feed_samples.site(changed), ONE)
    lines = content.split(b"\r\n")
    assert lines.count(b"BEGIN:VEVENT") == 1
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    (found,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert found["UID"] == "fachtag@example.org"


@pytest.mark.parametrize("title", ["Ämter " * 60, "👩‍👧‍👦" * 90, "x" * 100_000, 'a"b;c:d,' * 40])
def test_lines_are_short(title: str) -> None:
    """No line is longer than 75 bytes (RFC 5545, 3.1), none breaks a character, and the text survives."""
    content = written(feed_samples.site(feed_samples.event(title=title)), ONE)
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None for line in lines)
    for script in ("icaljs", "nodeical"):
        (found,) = node(script, content)
        assert found["title"] == title.strip()


HOSTILE = 'Böse "x"; y, z:\\ \r\nBEGIN:VEVENT\r\nUID:evil\x00\u202e\u2028^n'


def test_hostile_texts_reach_programs_as_texts():
    """Line breaks, quotes, NUL and controls of direction neither end a value nor reach anybody."""
    hostile = everywhere(
        title=HOSTILE,
        summary=HOSTILE,
        venue={"name": HOSTILE, "town": HOSTILE},
        contact=HOSTILE,
        format=HOSTILE,
    )
    site = feed_samples.site(hostile, feed_samples.series(summary=HOSTILE))
    for output in feeds.outputs(site):
        if not output.path.endswith(".ics"):
            continue
        content = output.make()
        for script in ("icaljs", "nodeical"):
            (found,) = node(script, content)
            assert found["uid"] == "fachtag@example.org"
            assert found["title"] == 'Böse "x"; y, z:\\ BEGIN:VEVENT UID:evil ^n'
        read = icalendar.Calendar.from_ical(content)
        assert [fault for part in read.walk() for fault in part.errors] == []


def test_addresses_that_run_something_are_refused():
    """Where people meet is an address of the web: ``javascript:`` never reaches a calendar."""
    for address in ("javascript:alert(1)", "data:text/html,x", "https://a.example/ x"):
        with pytest.raises(ValidationError):
            feed_samples.event(online=address)


def test_bytes_are_the_same_in_every_process():
    """Neither sets and hashes nor the time zone of another process change bytes or keys."""
    program = (
        "import hashlib, builders, calendar_samples\n"
        "from dreiklang import feeds\n"
        "made = list(feeds.outputs(builders.site(*calendar_samples.events())))\n"
        "print(hashlib.sha256(repr([(o.path, o.key, o.make()) for o in made]).encode()).hexdigest())"
    )
    paths = os.pathsep.join([str(ROOT / "generator"), str(ROOT / "tests")])
    said = {
        subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": paths},
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"), ("4711", "America/New_York"))
    }  # fmt: skip
    assert len(said) == 1


def test_without_events_there_is_no_calendar():
    """A site without events has neither a calendar nor a ledger; a series keeps its own, to be subscribed to."""
    assert list(feeds.outputs(builders.site())) == []
    site = builders.site(builders.entry("event-series", "mittags"))
    path = "veranstaltungen/reihen/mittags/kalender.ics"
    assert [output.path for output in feeds.outputs(site)] == [path]
    found = icalendar.Calendar.from_ical(written(site, path))
    assert [c.name for c in found.subcomponents] == ["VTIMEZONE"]


def test_english_sites_speak_english():
    """On an English site the calendar's words are English."""
    (found,) = calendar(feed_samples.event(status="cancelled", changes=[CHANGE]), language="en").walk(
        "VEVENT"
    )
    assert str(found["SUMMARY"]) == "Cancelled: Fachtag; mit, Komma"
    assert "Changed on 18 November 2026:" in found["DESCRIPTION"]


def test_ledger_of_events():
    """events.json lists identity, times, place and state of every event."""
    site = feed_samples.site(feed_samples.event(status="cancelled", changes=[CHANGE]))
    (known,) = json.loads(written(site, "veranstaltungen/events.json"))["items"]
    assert (known["uid"], known["status"], known["sequence"]) == ("fachtag@example.org", "cancelled", 1)
    assert (known["start"], known["zone"]) == ("2026-12-03T10:00:00+01:00", "Europe/Berlin")
    assert known["changes"] == [{"date": "2026-11-18", "field": "place", "text": "Der Raum ist ein anderer."}]


def test_ledger_of_episodes():
    """episodes.json lists GUID, recording and address of every episode, newest first."""
    known = json.loads(written(feed_samples.site(), "podcast/episodes.json"))["items"]
    assert [k["id"] for k in known] == ["schluessel", "vorschau"]
    assert known[0]["guid"] == "c92826a3-522c-5e66-b067-998ea18ae282"
    assert known[0]["enclosure"].endswith("/medien/episodes/staffel-1/folge.mp3")
