"""iCalendar from plain values: the only place that knows the icalendar library."""

from __future__ import annotations

import datetime as dt
import functools
import zoneinfo
from typing import TYPE_CHECKING

import icalendar

from dreiklang.feeds.appointments import Appointment

if TYPE_CHECKING:
    from dreiklang.feeds.calendar import Calendar

REFRESH = dt.timedelta(hours=12)
"""How often subscribed calendars should ask again."""

_BERLIN = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
"""The rule since 1996 without an end; icalendar's own block lists every change and ends in 2038."""


def write(calendar: Calendar) -> bytes:
    """The calendar as UTF-8 with CRLF; equal calendars give equal bytes."""
    out = icalendar.Calendar()
    out.add("version", "2.0")
    out.add("prodid", "-//Dreiklang//Dreiklang//DE")
    out.add("calscale", "GREGORIAN")
    out.add("method", "PUBLISH")
    # Explicit text: icalendar would write properties it does not know without escaping.
    for name, value in _names(calendar).items():
        out.add(name, icalendar.vText(value))
    out.add("url", calendar.page)
    out.add("source", icalendar.vUri(calendar.url), parameters={"VALUE": "URI"})
    out.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    out.add("x-published-ttl", icalendar.vDuration(REFRESH))
    for zone in sorted(_zones(calendar)):
        out.add_component(_timezone(zone))
    for appointment in calendar.appointments:
        out.add_component(_event(appointment))
    return bytes(out.to_ical())


def _names(calendar: Calendar) -> dict[str, str]:
    names = {"name": calendar.name, "x-wr-calname": calendar.name, "x-wr-timezone": calendar.zone}
    if calendar.description:
        names |= {"description": calendar.description, "x-wr-caldesc": calendar.description}
    return names


def _event(appointment: Appointment) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", appointment.stamp)
    event.add("last-modified", appointment.stamp)
    event.add("sequence", appointment.sequence)
    event.add("dtstart", appointment.start)
    event.add("dtend", appointment.end)
    event.add("status", appointment.status)
    event.add("transp", "TRANSPARENT" if appointment.status == "CANCELLED" else "OPAQUE")
    event.add("url", appointment.url)
    texts = {
        "summary": appointment.title,
        "location": appointment.location,
        "description": appointment.description,
        "contact": appointment.contact,
    }
    for name, value in texts.items():
        if value:
            event.add(name, icalendar.vText(value))
    if appointment.categories:
        event.add("categories", list(appointment.categories))
    if appointment.conference:
        parameters = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": appointment.title}
        event.add("conference", icalendar.vUri(appointment.conference), parameters=parameters)
    return event


def _zones(calendar: Calendar) -> set[str]:
    """The zones that a calendar's times are written in, its own included: no calendar may be empty."""
    moments = (m for a in calendar.appointments for m in (a.start, a.end) if isinstance(m, dt.datetime))
    zones = {moment.tzinfo.key for moment in moments if isinstance(moment.tzinfo, zoneinfo.ZoneInfo)}
    return (zones | {calendar.zone}) - {"UTC", "Etc/UTC"}


@functools.cache
def _timezone(key: str) -> icalendar.Component:
    if key == "Europe/Berlin":
        return icalendar.Timezone.from_ical(_BERLIN)
    return icalendar.Timezone.from_tzid(key)


def is_rule(text: str) -> bool:
    """True for a recurrence rule (RFC 5545, 3.3.10), which says how often above all."""
    try:
        return bool(icalendar.vRecur.from_ical(text).get("FREQ"))
    except ValueError:
        return False
