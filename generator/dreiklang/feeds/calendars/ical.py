"""iCalendar from plain values: the only place that knows the icalendar library.

An event is written once and put together into every calendar it stands in: a calendar is its head,
the rules of its time zones, and the bytes of its events.
"""

from __future__ import annotations

import datetime as dt
import functools
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass

import icalendar

from dreiklang.feeds.calendars import vtimezone
from dreiklang.feeds.calendars.appointments import Appointment
from dreiklang.feeds.calendars.rrule import Moment
from dreiklang.ground.outputs import digest
from dreiklang.ground.source_digest import digest_of_code

REFRESH = dt.timedelta(hours=12)
"""How often subscribed calendars should ask again."""

_END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True)
class WrittenEvent:
    """An event as all calendars share it: its lines are written when the first of them is made."""

    appointment: Appointment

    @functools.cached_property
    def key(self) -> str:
        """A name for everything its lines say."""
        return digest(repr(self.appointment))

    @functools.cached_property
    def zones(self) -> dict[str, int]:
        """Its time zones, each with the first year that matters."""
        return zones(self.appointment)

    @functools.cached_property
    def written(self) -> bytes:
        """Its lines."""
        return component(self.appointment)


@dataclass(frozen=True)
class Calendar:
    """A calendar: ``url`` is its own address, ``page`` the page it belongs to."""

    name: str
    url: str
    page: str
    description: str
    zone: str
    entries: tuple[WrittenEvent, ...]

    @property
    def key(self) -> str:
        """A name for everything it says."""
        head = (self.name, self.url, self.page, self.description, self.zone)
        return digest(digest_of_code(), *head, *(entry.key for entry in self.entries))


def write_calendar(calendar: Calendar) -> bytes:
    """The calendar as UTF-8 with CRLF; equal calendars give equal bytes."""
    parts = [_head(calendar)]
    for zone, year in sorted(_zones(calendar).items()):
        parts.append(vtimezone.block(zone, year).replace("\n", "\r\n").encode())
    parts += (entry.written for entry in calendar.entries)
    return b"".join((*parts, _END))


def component(appointment: Appointment) -> bytes:
    """The lines of an event: one VEVENT, and one more for each date that differs from its rule."""
    parts = (appointment, *appointment.differing)
    return b"".join(_event(part).to_ical() for part in parts)


def zones(appointment: Appointment) -> dict[str, int]:
    """The time zones an event's times are written in, with the first year of each."""
    parts = (appointment, *appointment.differing)
    moments = (m for part in parts for m in (part.start, part.end, part.instance, *part.without))
    found: dict[str, int] = {}
    for moment in moments:
        if isinstance(moment, dt.datetime) and isinstance(moment.tzinfo, zoneinfo.ZoneInfo):
            key = moment.tzinfo.key
            found[key] = min(moment.year, found.get(key, moment.year))
    return {key: year for key, year in found.items() if key not in _UTC}


_UTC = ("UTC", "Etc/UTC")


def _head(calendar: Calendar) -> bytes:
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
    if calendar.entries:
        out.add("last-modified", max(entry.appointment.stamp for entry in calendar.entries))
    out.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    out.add("x-published-ttl", icalendar.vDuration(REFRESH))
    return bytes(out.to_ical()).removesuffix(_END)


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
    if appointment.created:
        event.add("created", appointment.created)
    event.add("sequence", appointment.sequence)
    event.add("status", appointment.status)
    event.add("transp", "TRANSPARENT" if appointment.status == "CANCELLED" else "OPAQUE")
    event.add("url", appointment.url)
    for name, moment in _times(appointment):
        event.add(name, moment)
    if appointment.rule:
        event.add("rrule", icalendar.vRecur.from_ical(appointment.rule))
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
    if appointment.geo:
        event.add("geo", appointment.geo)
    for name, value, parameters in _addresses(appointment):
        event.add(name, icalendar.vUri(value), parameters={"VALUE": "URI"} | parameters)
    return event


def _times(appointment: Appointment) -> Iterator[tuple[str, Moment]]:
    yield "dtstart", appointment.start
    yield "dtend", appointment.end
    if appointment.instance:
        yield "recurrence-id", appointment.instance
    # A line for each: some programs read the first value of a list alone.
    yield from (("exdate", moment) for moment in appointment.without)


def _addresses(appointment: Appointment) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Where people meet online and what it looks like (RFC 7986, 5.10 and 5.11)."""
    if appointment.conference:
        yield "conference", appointment.conference, {"FEATURE": "VIDEO", "LABEL": appointment.title}
    if appointment.image:
        address, type = appointment.image
        yield "image", address, {"DISPLAY": "BADGE", "FMTTYPE": type}


def _zones(calendar: Calendar) -> dict[str, int]:
    """The zones of a calendar's times, its own included: no calendar may be empty."""
    found: dict[str, int] = {}
    for entry in calendar.entries:
        for key, year in entry.zones.items():
            found[key] = min(year, found.get(key, year))
    return found if calendar.zone in (*found, *_UTC) else found | {calendar.zone: vtimezone.RECENT}


def is_rule(text: str) -> bool:
    """True for a recurrence rule (RFC 5545, 3.3.10), which says how often above all."""
    try:
        return bool(icalendar.vRecur.from_ical(text).get("FREQ"))
    except ValueError:
        return False
