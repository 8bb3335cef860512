"""Foreign calendars read ours: every date at its moment, and every stage of an event's life."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import icalendar
import pytest

import builders
import calendar_samples
import judged_calendars
from calendar_samples import Date
from dreiklang import feeds
from dreiklang.content.body import Body, Section
from judged import node

pytestmark = pytest.mark.xdist_group("calendars")


@functools.cache
def read(judge: str) -> list[Date]:
    """What a judge reads in the calendar of all samples."""
    return judged_calendars.ALL[judge](judged_calendars.calendar())


@pytest.mark.parametrize("event", calendar_samples.EVENTS)
@pytest.mark.parametrize("judge", judged_calendars.ALL)
def test_every_program_reads_the_same_moments(judge: str, event: str) -> None:
    """Every date of every kind of event is at its moment, in every program that can say so."""
    uid = f"{event}@example.org"
    expected = [date for date in calendar_samples.expected(judge) if date.uid == uid]
    assert [date for date in read(judge) if date.uid == uid] == expected


def test_programs_agree_where_nothing_comes_again() -> None:
    """Mistakes that programs are known to make concern recurring events, and the hour that comes twice."""
    differing = {
        date.uid.partition("@")[0]
        for judge in judged_calendars.ALL
        for date in {*calendar_samples.expected(judge)} ^ {*calendar_samples.expected()}
    }
    again = {id for id, fields in calendar_samples.EVENTS.items() if "repeats" in fields}
    assert differing <= again | {"doppelte-stunde-zuerst"}
    for judge in ("icalendar", "ical.js", "khal"):
        assert calendar_samples.expected(judge) == calendar_samples.expected()


def test_one_event_by_itself_is_the_same() -> None:
    """A file of one event says what the calendar of all says about it."""
    content = judged_calendars.calendar("veranstaltungen/woechentlich/termin.ics")
    expected = [date for date in calendar_samples.expected() if date.uid.startswith("woechentlich@")]
    for judge in ("icalendar", "ical.js", "node-ical", "khal"):
        assert judged_calendars.ALL[judge](content) == expected


ANNOUNCED: dict[str, Any] = {"date": "2026-09-01", "start": "2026-12-03 10:00", "end": "2026-12-03 16:00"}
MOVED = {"start": "2026-12-10 09:00", "end": "2026-12-10 15:00"}
NEW_DAY = {"date": "2026-10-01", "field": "start", "text": "Eine Woche später."}
ONLINE = {"date": "2026-10-15", "field": "place", "text": "Wir treffen uns im Netz."}
POSTPONED = {"date": "2026-11-01", "field": "status", "text": "Auf unbestimmte Zeit verschoben."}
CANCELLED = {"date": "2026-11-15", "field": "status", "text": "Fällt aus."}
REPORT = Body(
    html="<p>Gut war es.</p>",
    text="Gut war es.",
    sections=(Section("report", "bericht", "Bericht", "<p>Gut war es.</p>"),),
)

STAGES: list[tuple[dict[str, Any], str, str, str]] = [
    (ANNOUNCED, "2026-12-03T09:00Z", "CONFIRMED", "Fachtag"),
    (MOVED | {"status": "rescheduled", "changes": [NEW_DAY]}, "2026-12-10T08:00Z", "CONFIRMED", "Fachtag"),
    (
        {"status": "moved_online", "online": "https://treffen.example/", "changes": [NEW_DAY, ONLINE]},
        "2026-12-10T08:00Z", "CONFIRMED", "Jetzt online: Fachtag",
    ),
    (
        {"status": "postponed", "changes": [NEW_DAY, ONLINE, POSTPONED]},
        "2026-12-10T08:00Z", "TENTATIVE", "Verschoben, neuer Termin folgt: Fachtag",
    ),
    (
        {"status": "cancelled", "changes": [NEW_DAY, ONLINE, POSTPONED, CANCELLED]},
        "2026-12-10T08:00Z", "CANCELLED", "Abgesagt: Fachtag",
    ),
]  # fmt: skip
"""What is written at each stage of an event's life, and its begin, STATUS and title in calendars."""


def stage(number: int, **more: Any) -> bytes:
    """The calendar at a stage, counted from 0; each keeps what was written before."""
    fields: dict[str, Any] = {"title": "Fachtag"}
    for written, *_ in STAGES[: number + 1]:
        fields |= written
    site = builders.site(builders.entry("event", "fachtag", **fields | more))
    made = {output.path: output for output in feeds.outputs(site)}["veranstaltungen/kalender.ics"].make()
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("number", range(len(STAGES)))
@pytest.mark.parametrize("script", ["icaljs", "nodeical"])
def test_an_events_life_is_one_event(script: str, number: int) -> None:
    """From the announcement to the cancellation the UID stays and SEQUENCE rises by each change."""
    (found,) = node(script, stage(number))
    _, start, status, title = STAGES[number]
    assert (found["uid"], found["sequence"]) == ("fachtag@example.org", number)
    assert (judged_calendars.rows([found])[0].start, found["status"], found["title"]) == (
        start,
        status,
        title,
    )


@pytest.mark.parametrize("script", ["icaljs", "nodeical"])
def test_the_latest_change_wins_in_any_order(script: str) -> None:
    """A calendar that keeps the highest SEQUENCE of a UID (RFC 5546, 2.1.5) ends with one event, cancelled."""
    kept: dict[str, dict[str, Any]] = {}
    for number in (0, 2, 1, 4, 3):
        for event in node(script, stage(number)):
            known = kept.get(event["uid"])
            if known is None or event["sequence"] > known["sequence"]:
                kept[event["uid"]] = event
    (only,) = kept.values()
    assert only["status"] == "CANCELLED"


def test_a_report_changes_nothing_in_calendars() -> None:
    """An event that was held keeps its entry: a report is no change of the appointment."""
    held = stage(1, body=REPORT)
    assert held == stage(1)
    (before,), (after,) = (icalendar.Calendar.from_ical(c).walk("VEVENT") for c in (stage(0), held))
    assert (before["UID"], before["SEQUENCE"], after["SEQUENCE"]) == (after["UID"], 0, 1)
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt


@pytest.mark.parametrize("number", range(1, len(STAGES)))
def test_an_update_replaces_the_event_in_khal(number: int, tmp_path: Path) -> None:
    """Who imports a calendar again sees the event changed, and not twice."""
    khal = judged_calendars.Khal(tmp_path)
    khal.take(stage(number - 1))
    (found,) = khal.take(stage(number))
    _, start, status, _ = STAGES[number]
    assert (found.uid, found.start, found.state == "cancelled") == (
        "fachtag@example.org",
        start,
        status == "CANCELLED",
    )


def test_a_date_cancelled_later_arrives_in_khal(tmp_path: Path) -> None:
    """A single date of a recurring event, cancelled after people subscribed, is cancelled for them, too."""
    khal = judged_calendars.Khal(tmp_path)
    weekly = {"repeats": {"rule": "FREQ=WEEKLY;COUNT=3"}}
    off = {"changed": [{"date": "2026-12-10", "cancelled": True}]}
    assert [date.state for date in khal.take(stage(0, **weekly))] == ["", "", ""]
    later = khal.take(stage(0, repeats=weekly["repeats"] | off, changes=[CANCELLED | {"field": "dates"}]))
    assert [date.state for date in later] == ["", "cancelled", ""]
