"""Kinds to meet: event series and events."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from dreiklang.content.fields import (
    DAY,
    Common,
    Date,
    DayOrMoment,
    Download,
    Email,
    Frozen,
    Image,
    MidnightOrMoment,
    Moment,
    Name,
    Names,
    Participations,
    Text,
    Url,
)
from dreiklang.content.recurrence import Repeats

TimeOfDay = Annotated[str, Field(pattern=r"^([01]?\d|2[0-3]):[0-5]\d$")]
"""A time of the day, written ``9:30`` or ``14:00``."""

MOST_UID = 500
"""Characters of a UID; RFC 7986 (5.3) advises 255 bytes, some systems write more."""

Status = Literal["scheduled", "rescheduled", "cancelled", "postponed", "moved_online"]


class EventSeries(Common):
    """Events that belong together; its text stands in ``events/<series>/index.md``."""

    question: str = ""
    """The question that leads through the series."""
    format: str = ""
    """The word for its events, for example ``Mittagsgespräch``."""
    duration: Annotated[int, Field(ge=1)] | None = None
    """The usual length in minutes."""
    organisers: Names = ()
    """Organisations that invite."""
    contact: Name | None = None
    """Whom to ask."""


class Venue(Frozen):
    """Where people meet."""

    name: Text
    """The building."""
    street: str = ""
    """Street and number."""
    postcode: str = ""
    """Postal code."""
    town: str = ""
    """The town as written in an address."""
    directions: str = ""
    """The way there in words."""
    access: str = ""
    """Steps, lifts, induction loops, sign language."""


class Registration(Frozen):
    """How to take part."""

    url: Url | None = None
    """The form's address."""
    email: Email | None = None
    """Or an address to write to."""
    until: Moment | None = None
    """When registration closes."""
    note: str = ""
    """Price, number of seats and the like."""


class Change(Frozen):
    """What was changed after publication, dated; its number is the calendar's SEQUENCE."""

    date: Date
    """The day of the change."""
    text: Text
    """What changed, for readers."""
    field: Literal["start", "end", "dates", "place", "status", "other"] = "other"
    """Which part of the event changed; ``dates`` for single dates of a recurring event."""
    old: str = ""
    """The former value, shown struck through."""
    old_start: DayOrMoment | None = None
    """The former start, if that changed; a date alone where only the day counted."""


class ProgrammeItem(Frozen):
    """One line of the programme."""

    day: Date | None = None
    """The day, if the event lasts several; by default that of the line before."""
    start: TimeOfDay
    """The start, written ``10:30``."""
    end: TimeOfDay | None = None
    """The end."""
    title: Text
    """What happens."""
    text: str = ""
    """One more line about it."""
    people: Participations = ()
    """Who speaks or leads."""
    pause: bool = False
    """True for a break."""


def days_of(programme: Iterable[ProgrammeItem], first: dt.date) -> Iterator[dt.date]:
    """The day of each line of a programme that begins on ``first``."""
    day = first
    for item in programme:
        day = item.day or day
        yield day


class Workshop(Frozen):
    """A part of an event with an anchor of its own."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    """Its anchor on the page."""
    title: Text
    """Its title."""
    summary: str = ""
    """What it is about."""
    people: Participations = ()
    """Who leads it."""
    recommendations: tuple[Text, ...] = ()
    """What it recommends."""
    downloads: tuple[Download, ...] = ()
    """Slides and notes."""


def _uid(value: str) -> str:
    """A line that no calendar can be led astray with; raises ValueError for anything else."""
    if len(value) > MOST_UID or not value.isprintable():
        raise ValueError("uid-format")
    return value


Uid = Annotated[Text, AfterValidator(_uid)]
"""The identity of an appointment in a calendar of another system, letter by letter."""


class Event(Common):
    """An event, from announcement to report."""

    whole_day: bool = False
    """True if only the days count; start and end are then dates alone, the last day included."""
    start: MidnightOrMoment
    """The start: ``2026-09-30 12:05``, with ``whole_day`` just ``2026-09-30``."""
    end: MidnightOrMoment
    """The end, written like the start."""
    repeats: Repeats | None = None
    """The rule of a recurring event; start and end are its first date."""
    timezone: str | None = None
    """Its time zone, if it differs from the site's."""
    format: str = ""
    """The word for it, for example ``Fachtag``; by default the series'."""
    venue: Venue | None = None
    """Where people meet."""
    online: Url | None = None
    """Where people meet online."""
    uid: Uid | None = None
    """The UID by which calendars know it from another system; by default it follows from the id."""
    sequence: Annotated[int, Field(ge=0, le=2_000_000_000)] = 0
    """The SEQUENCE it had in another calendar; each entry of ``changes`` counts on from there."""
    status: Status = "scheduled"
    """Whether it takes place as announced."""
    changes: tuple[Change, ...] = ()
    """What was changed after publication."""
    registration: Registration | None = None
    """How to take part."""
    speakers: Participations = ()
    """Who speaks."""
    programme: tuple[ProgrammeItem, ...] = ()
    """The programme."""
    workshops: tuple[Workshop, ...] = ()
    """Workshops with their recommendations."""
    organisers: Names = ()
    """Organisations that invite; by default those of the series."""
    contact: Name | None = None
    """Whom to ask; by default the contact of the series."""
    downloads: tuple[Download, ...] = ()
    """Slides and documents."""
    gallery: tuple[Image, ...] = ()
    """Pictures of the event."""
    recordings: Names = ()
    """Episodes recorded there."""

    @field_validator("start", "end", mode="before")
    @classmethod
    def _as_exact_as_needed(cls, value: Any, info: ValidationInfo) -> Any:
        """A date alone says enough where only days count, and too little elsewhere."""
        # Fields are checked in their order; a wrong whole_day is missing here and a problem of its own.
        whole_day = info.data.get("whole_day")
        if not isinstance(value, str) or whole_day is None:
            return value
        if whole_day and not re.match(DAY, value):
            raise ValueError("date-format")
        if not whole_day and re.fullmatch(DAY, value):
            raise ValueError("time-missing")
        return value

    @field_validator("end")
    @classmethod
    def _in_order(cls, value: dt.datetime, info: ValidationInfo) -> dt.datetime:
        start = info.data.get("start")
        # With an offset at one of them alone their order depends on the zone: checks know it.
        if start is None or bool(start.tzinfo) != bool(value.tzinfo):
            return value
        if value < start and not (info.data.get("whole_day") and value.date() == start.date()):
            raise ValueError("end-before-start")
        return value
