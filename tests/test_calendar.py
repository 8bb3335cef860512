"""Calendars and the ledgers: what subscribers know events and episodes by."""

from __future__ import annotations

import datetime as dt
import io
import json
import zoneinfo
from typing import Any

import icalendar
import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st

import builders
import feed_samples
from dreiklang import feeds
from dreiklang.content.library import Entry
from dreiklang.site import Site

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


def test_every_event_stands_in_three_calendars():
    """An event stands in the calendar of all, of its series, and in a file of its own."""
    for path in (ALL, "veranstaltungen/reihen/mittags/kalender.ics", ONE):
        assert [e["UID"] for e in calendar(path=path).walk("VEVENT")] == ["fachtag@example.org"]


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


def test_lines_are_short():
    """No line is longer than 75 bytes (RFC 5545, 3.1)."""
    content = written(feed_samples.site(feed_samples.event(title="Ämter " * 60)))
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


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
