"""Linked data (schema.org) of recurring events: a Schedule, and the dates that no Schedule can express."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.recurrence import Occurrence, Repeats
from dreiklang.ground import dates
from dreiklang.site.site import Site

CONTEXT = "https://schema.org"

_SHARED = ("@type", "name", "eventStatus", "eventAttendanceMode", "location")
"""What a single date has in common with the whole."""

_UNITS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}


def schedule(site: Site, event: Entry[Event]) -> dict[str, Any] | None:
    """A schema.org Schedule; None where there is no rule, or one that its properties cannot say."""
    repeats = event.fields.repeats
    if not repeats or not _can_be_said(parts := dict(p.split("=") for p in repeats.rule.split(";"))):
        return None
    first, found = site.written(event), site.dates(event)
    said = {
        "@type": "Schedule",
        "repeatFrequency": f"P{parts.get('INTERVAL', '1')}{_UNITS[parts['FREQ']]}",
        "byDay": [_day(day) for day in parts.get("BYDAY", "").split(",") if day],
        "byMonth": _numbers(parts, "BYMONTH"),
        "byMonthDay": _numbers(parts, "BYMONTHDAY"),
        "startDate": first.start.date().isoformat(),
        "endDate": max(date.day for date in found).isoformat(),
        "exceptDate": _left_out(repeats, found),
        "scheduleTimezone": str(site.zone(event)),
    }
    if not event.fields.whole_day:
        said |= {"startTime": f"{first.start:%H:%M:%S}", "endTime": f"{first.end:%H:%M:%S}"}
    return {name: value for name, value in said.items() if value != []}


def single_dates(site: Site, event: Entry[Event], whole: dict[str, Any]) -> list[dict[str, Any]]:
    """Dates as events of their own: those that differ from a Schedule, or all where there is none.

    ``whole`` is the event itself as linked data.
    """
    if not event.fields.repeats:
        return []
    known = schedule(site, event) is not None
    return [_single(site, event, date, whole) for date in site.dates(event) if not known or date.change]


def _can_be_said(parts: dict[str, str]) -> bool:
    """False for positions, days counted from the end of a month, and weeks that begin on another day."""
    if "BYSETPOS" in parts or "-" in parts.get("BYMONTHDAY", ""):
        return False
    return parts.get("WKST", "MO") == "MO" or parts.get("INTERVAL", "1") == "1"


def _day(day: str) -> str:
    """``https://schema.org/Tuesday``; a numbered one as iCalendar has it: ``1TU``."""
    return f"{CONTEXT}/{_DAYS[day]}" if day in _DAYS else day.removeprefix("+")


def _numbers(parts: dict[str, str], name: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", parts.get(name, ""))]


def _left_out(repeats: Repeats, found: Iterable[Occurrence]) -> list[str]:
    """Days of the rule on which it does not take place as usual."""
    changed = {date.day for date in found if date.change}
    return [day.isoformat() for day in sorted({*repeats.without} | changed)]


def _single(site: Site, event: Entry[Event], date: Occurrence, whole: dict[str, Any]) -> dict[str, Any]:
    whole_day = event.fields.whole_day
    said = {name: whole[name] for name in _SHARED} | {
        "startDate": dates.iso(date.start, whole_day),
        "endDate": dates.iso(date.end, whole_day),
    }
    if date.cancelled:
        said["eventStatus"] = f"{CONTEXT}/EventCancelled"
    elif event.fields.status == "scheduled" and _usual(site, event, date) != said["startDate"]:
        said["eventStatus"] = f"{CONTEXT}/EventRescheduled"
        said["previousStartDate"] = _usual(site, event, date)
    if date.change and date.change.note:
        said["description"] = date.change.note
    return said


def _usual(site: Site, event: Entry[Event], date: Occurrence) -> str:
    """The begin that the rule gives the day."""
    begin = site.written(event).start
    usual = begin.replace(year=date.day.year, month=date.day.month, day=date.day.day)
    return dates.iso(usual, event.fields.whole_day)
