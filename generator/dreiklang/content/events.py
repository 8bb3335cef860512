"""Kinds to meet: event series and events."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from dreiklang.content.fields import (
    Common,
    Date,
    Download,
    Frozen,
    Image,
    Moment,
    Name,
    Names,
    Participations,
    Text,
    Url,
)

TimeOfDay = Annotated[str, Field(pattern=r"^([01]?\d|2[0-3]):[0-5]\d$")]
"""A time of the day, written ``9:30`` or ``14:00``."""

Status = Literal["scheduled", "rescheduled", "cancelled", "postponed", "moved_online"]


class EventSeries(Common):
    """Events that belong together; its text stands in ``events/<series>/index.md``."""

    question: str = ""
    """The question that leads through the series."""
    format: str = ""
    """What its events are called, for example ``Mittagsgespräch``."""
    duration: Annotated[int, Field(ge=1)] | None = None
    """The usual length in minutes."""
    organisers: Names = ()
    """Organisations that invite."""
    contact: Name | None = None
    """Whom to ask."""


class Venue(Frozen):
    """Where people meet."""

    name: Text
    """The house."""
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
    email: str = ""
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
    field: Literal["start", "end", "place", "status", "other"] = "other"
    """Which part of the event changed."""
    old: str = ""
    """The former value, shown struck through."""
    old_start: Moment | None = None
    """The former begin, when that changed."""


class ProgrammeItem(Frozen):
    """One line of the programme."""

    start: TimeOfDay
    """The begin, written ``10:30``."""
    end: TimeOfDay | None = None
    """The end."""
    title: Text
    """What happens."""
    text: str = ""
    """A line more about it."""
    people: Participations = ()
    """Who speaks or leads."""
    pause: bool = False
    """True for a break."""


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


class Event(Common):
    """An event, from announcement to report."""

    start: Moment
    """Begin."""
    end: Moment
    """End."""
    timezone: str | None = None
    """Time zone, where it differs from the site's."""
    whole_day: bool = False
    """True when only the days count."""
    format: str = ""
    """What it is called, for example ``Fachtag``; the series' word when empty."""
    venue: Venue | None = None
    """Where people meet."""
    online: Url | None = None
    """Where people meet online."""
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
    """Organisations that invite; the series' when empty."""
    contact: Name | None = None
    """Whom to ask; the series' when empty."""
    downloads: tuple[Download, ...] = ()
    """Slides and documents."""
    gallery: tuple[Image, ...] = ()
    """Pictures of the day."""
    recordings: Names = ()
    """Episodes recorded there."""

    @model_validator(mode="after")
    def _in_order(self) -> Event:
        if _bare(self.end) < _bare(self.start):
            raise ValueError("end-before-start")
        return self


def _bare(moment: Moment) -> Moment:
    return moment.replace(tzinfo=None)
