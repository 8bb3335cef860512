"""Times within and around an event agree with it: programme, registration, single dates, length."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dreiklang.content import times
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event, days_of
from dreiklang.content.kinds import EVENT
from dreiklang.ground import clock
from dreiklang.ground.problems import Problem
from dreiklang.site.site import Site

LONGEST = dt.timedelta(days=3 * 366)
"""Longer than any event: a begin or an end with a wrong year."""

_MIDNIGHT = dt.time(0)


def events_have_a_length(site: Site) -> Iterator[Problem]:
    """An event lasts at most three years, and its last date lies within the years a calendar can hold."""
    for event in site.library.of(EVENT):
        if site.end(event) - site.start(event) > LONGEST:
            years = (site.end(event) - site.start(event)).days // 365
            yield Problem("event-too-long", event.place("end"), {"years": years})
        last = site.dates(event)[-1].end
        if last.year not in clock.YEARS:
            yield Problem("year-range", event.place("repeats.rule"), {"value": f"{last:%Y-%m-%d}"})


def programmes_follow_the_day(site: Site) -> Iterator[Problem]:
    """A programme stands in the order of time; where its days are known each line ends after it began."""
    for event in site.library.of(EVENT):
        is_one_day = site.start(event).date() == site.end(event).date()
        if is_one_day or any(item.day for item in event.fields.programme):
            yield from _programme(site, event, "%H:%M" if is_one_day else "%Y-%m-%d %H:%M")


def _programme(site: Site, event: Entry[Event], form: str) -> Iterator[Problem]:
    """What is wrong with lines whose days are known; ``form`` says how moments are written."""
    begin, finish = (moment.replace(tzinfo=None) for moment in (site.start(event), site.end(event)))
    latest, lines = dt.datetime.min, event.fields.programme
    for index, (item, day) in enumerate(zip(lines, days_of(lines, begin.date()), strict=True)):
        field = f"programme.{index}."
        if not begin.date() <= day <= finish.date():
            days = {"title": item.title, "day": day, "from": begin.date(), "to": finish.date()}
            yield Problem("programme-day", event.place(f"{field}day"), days)
            continue
        start, end = _moment(day, item.start), _moment(day, item.end or item.start)
        written = {"start": start, "end": end, "from": begin, "to": finish, "latest": latest}
        values = {"title": item.title} | {key: value.strftime(form) for key, value in written.items()}
        if end < start:
            yield Problem("programme-end", event.place(f"{field}end"), values)
        if start < latest:
            yield Problem("programme-order", event.place(f"{field}start"), values)
        elif start < begin or max(start, end) > finish:
            yield Problem("programme-outside", event.place(f"{field}start"), values)
        latest = max(latest, start)


def _moment(day: dt.date, written: str) -> dt.datetime:
    hour, _, minute = written.partition(":")
    return dt.datetime.combine(day, dt.time(int(hour), int(minute)))


def registrations_close_in_time(site: Site) -> Iterator[Problem]:
    """Registration closes before an event begins for the last time."""
    for event in site.library.of(EVENT):
        registration = event.fields.registration
        if registration and registration.until:
            until = times.aware(registration.until, site.zone(event))
            last = site.dates(event)[-1].start
            if until > last:
                values = {"until": f"{until:%Y-%m-%d %H:%M}", "start": f"{last:%Y-%m-%d %H:%M}"}
                yield Problem("registration-late", event.place("registration.until"), values)


def changes_have_happened(site: Site) -> Iterator[Problem]:
    """A change is dated when it was made: calendars take its day as that of the event's last change."""
    today = site.settings.as_of.astimezone(site.settings.zone).date()
    for event in site.library.of(EVENT):
        for index, change in enumerate(event.fields.changes):
            if change.date > today + dt.timedelta(days=1):
                place = event.place(f"changes.{index}.date")
                yield Problem("change-ahead", place, {"date": str(change.date), "today": str(today)})


def times_are_as_exact_as_days(site: Site) -> Iterator[Problem]:
    """Where only days count no times are written, and a single date is written as exactly as its event."""
    for event in site.library.of(EVENT):
        for field, moment in _written(event):
            key, day = field.rpartition(".")[2], f"{moment:%Y-%m-%d}"
            usual = event.fields.start if key == "start" else event.fields.end
            if event.fields.whole_day and (moment.time() != _MIDNIGHT or moment.tzinfo):
                yield Problem("whole-day-time", event.place(field), {"key": key, "right": day})
            elif not event.fields.whole_day and moment.time() == _MIDNIGHT != usual.time():
                values = {"key": key, "value": day, "right": f"{day} 10:00"}
                yield Problem("time-missing", event.place(field), values)


def _written(event: Entry[Event]) -> Iterator[tuple[str, dt.datetime]]:
    """Begin and end, and those of single dates, by their fields."""
    yield from (("start", event.fields.start), ("end", event.fields.end))
    repeats = event.fields.repeats
    for index, change in enumerate(repeats.changed if repeats else ()):
        for name, moment in (("start", change.start), ("end", change.end)):
            if moment:
                yield f"repeats.changed.{index}.{name}", moment
