"""What templates read of events: lines of lists, dates with their windows, and the parts of an event's page.

Times are ISO 8601 with their offset, unless a part says otherwise.
"""

from __future__ import annotations

from typing import TypedDict

from dreiklang.ground.dates import Stamp, When
from dreiklang.pages.view_parts import (
    Backlinks,
    Card,
    Chip,
    Contact,
    Download,
    End,
    File,
    Neighbours,
    Participant,
    Picture,
    Related,
    Section,
    Status,
    Subjects,
)

Window = TypedDict("Window", {"from": str, "until": str, "hidden": bool})
"""Shown from one moment until another (empty: without a limit); ``hidden`` as of this build."""


class Mark(Status, Window):
    """Where an event stands in time: today, running, over."""


class ShownDate(When, Window):
    """A date of an event while it is the one that counts; ``at`` is its begin."""

    at: str
    disc: Stamp


class Row(When):
    """An event in a list; ``start``, ``when``, ``day`` and ``hours`` tell the date that counts by now.

    ``rule`` says how it recurs, ``days`` all its dates of a month.
    """

    card: Card
    status: Status | None
    format: str
    where: str
    rule: str
    days: str
    marks: list[Mark]
    chips: list[Chip]
    dates: list[ShownDate]


class MovingRow(Row):
    """The same, with the ``end`` of its last date, and the list it ``moves`` to then."""

    moves: str
    end: str


class SeriesBox(TypedDict):
    """A series on the pages of its events."""

    card: Card
    question: str
    calendar: str
    events: list[MovingRow]


class Venue(TypedDict):
    """The house; ``map`` is a whole URL."""

    text: str
    directions: str
    access: str
    map: str


class Dates(TypedDict):
    """When an event is: the dates that may count, its rule in words, the ``end`` of the last date."""

    dates: list[ShownDate]
    rule: str
    end: str


class EventFacts(Dates):
    """When and where."""

    venue: Venue | None
    venue_is_former: bool
    town: str
    place: str


class DateLine(When):
    """One date of a recurring event; ``instead`` names the day it was to be on."""

    end: str
    cancelled: bool
    instead: str
    note: str


class AllDates(TypedDict):
    """All dates of a recurring event: the near ones, those after them, and the past, the latest first."""

    near: list[DateLine]
    later: list[DateLine]
    past: list[DateLine]


class Notice(TypedDict):
    """That an event does not take place as announced."""

    kind: str
    mark: str
    title: str


class ChangeLine(TypedDict):
    """What was changed, and the former value."""

    date: Stamp
    text: str
    old: str


class Until(TypedDict):
    """A moment, for machines and in words."""

    iso: str
    text: str


class RegistrationBox(TypedDict):
    """How to take part; ``url`` is whole, ``open`` and ``closed`` are the windows of both."""

    url: str
    host: str
    email: str
    note: str
    until: Until | None
    open: Window
    closed: Window


class Online(TypedDict):
    """Where people meet online; ``url`` is whole."""

    url: str
    host: str
    window: Window


class ProgrammeLine(TypedDict):
    """One line of a programme, its time as people say it."""

    time: str
    title: str
    text: str
    people: list[Participant]
    pause: bool


class ProgrammeDay(TypedDict):
    """A day of a programme; unnamed where there is only one."""

    day: str
    lines: list[ProgrammeLine]


class Recommendation(TypedDict):
    """A recommendation, as text and as HTML, the ``part`` of the event it is from, and how it is cited."""

    anchor: str
    url: str
    text: str
    html: str
    part: str
    citation: str


class WorkshopCard(TypedDict):
    """A workshop with what it recommends and its files."""

    id: str
    number: int
    title: str
    summary: str
    people: list[Participant]
    recommendations: list[Recommendation]
    files: list[File]


class FileGroup(TypedDict):
    """Files of one category."""

    items: list[Download]


class EventText(TypedDict):
    """What is told of an event; ``short`` where that ends long before what stands beside it."""

    report: list[Section]
    announcement: list[Section]
    programme: list[ProgrammeDay]
    workshops: list[WorkshopCard]
    short: bool
    recommends: bool


class EventMaterial(TypedDict):
    """What an event left; ``consent`` where all who can be recognised agreed."""

    files: list[FileGroup]
    gallery: list[Picture]
    gallery_credit: str
    consent: bool
    recordings: list[Card]


class EventAround(TypedDict):
    """What belongs to an event."""

    about: list[Subjects]
    related: list[Related]
    backlinks: Backlinks
    neighbours: Neighbours
    end: End


class EventView(EventText, EventMaterial, EventAround):
    """``event.html``; ``calendar`` is an address."""

    event: Card
    kicker: str
    facts: EventFacts
    marks: list[Mark]
    all_dates: AllDates | None
    status: Notice | None
    changes: list[ChangeLine]
    is_past: bool
    calendar: str
    registration: RegistrationBox | None
    online: Online | None
    speakers: list[Contact]
    organisers: list[Chip]
    contact: Contact | None
    series: SeriesBox | None
