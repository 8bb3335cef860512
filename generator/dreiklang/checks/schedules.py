"""Times within and around an event agree with it: programme, registration, single dates, length."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dreiklang import clock
from dreiklang.content import times
from dreiklang.content.events import ProgrammeItem
from dreiklang.content.library import Entry
from dreiklang.problems import Problem
from dreiklang.site import Site

LONGEST = dt.timedelta(days=3 * 366)
"""Longer than any event: a begin or an end with a wrong year."""

_MIDNIGHT = dt.time(0)


def events_have_a_length(site: Site) -> Iterator[Problem]:
    """An event lasts at most three years, and its last date lies within the years a calendar can hold."""
    for event in site.library.of("event"):
        if site.end(event) - site.start(event) > LONGEST:
            years = (site.end(event) - site.start(event)).days // 365
            yield Problem("event-too-long", event.place("end"), {"years": years})
        last = site.dates(event)[-1].end
        if last.year not in clock.YEARS:
            yield Problem("year-range", event.place("repeats.rule"), {"value": f"{last:%Y-%m-%d}"})


def programmes_follow_the_day(site: Site) -> Iterator[Problem]:
    """The lines of a programme stand in the order of time; on one day each ends after it began."""
    for event in site.library.of("event"):
        if site.start(event).date() == site.end(event).date():
            yield from _one_day(site, event)


def _one_day(site: Site, event: Entry) -> Iterator[Problem]:
    latest = _MIDNIGHT
    begin, finish = f"{site.start(event):%H:%M}", f"{site.end(event):%H:%M}"
    for index, item in enumerate(event.fields.programme):
        start, end = _span(item)
        values = {
            "title": item.title,
            "start": item.start,
            "end": item.end or "",
            "from": begin,
            "to": finish,
        }
        place = event.place(f"programme.{index}.start")
        if end < start:
            yield Problem("programme-end", event.place(f"programme.{index}.end"), values)
        if start < latest:
            yield Problem("programme-order", place, values | {"latest": f"{latest:%H:%M}"})
        elif not event.fields.whole_day and _is_outside(site, event, item):
            yield Problem("programme-outside", place, values)
        latest = max(latest, start)


def _span(item: ProgrammeItem) -> tuple[dt.time, dt.time]:
    return _time(item.start), _time(item.end or item.start)


def _time(written: str) -> dt.time:
    hour, _, minute = written.partition(":")
    return dt.time(int(hour), int(minute))


def _is_outside(site: Site, event: Entry, item: ProgrammeItem) -> bool:
    start, end = _span(item)
    return start < site.start(event).time() or max(start, end) > site.end(event).time()


def registrations_close_in_time(site: Site) -> Iterator[Problem]:
    """Registration closes before an event begins for the last time."""
    for event in site.library.of("event"):
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
    for event in site.library.of("event"):
        for index, change in enumerate(event.fields.changes):
            if change.date > today + dt.timedelta(days=1):
                place = event.place(f"changes.{index}.date")
                yield Problem("change-ahead", place, {"date": str(change.date), "today": str(today)})


def times_are_as_exact_as_days(site: Site) -> Iterator[Problem]:
    """Where only days count no times are written, and a single date is written as exactly as its event."""
    for event in site.library.of("event"):
        for field, moment in _written(event):
            key, day = field.rpartition(".")[2], f"{moment:%Y-%m-%d}"
            usual = getattr(event.fields, key)
            if event.fields.whole_day and (moment.time() != _MIDNIGHT or moment.tzinfo):
                yield Problem("whole-day-time", event.place(field), {"key": key, "right": day})
            elif not event.fields.whole_day and moment.time() == _MIDNIGHT != usual.time():
                values = {"key": key, "value": day, "right": f"{day} 10:00"}
                yield Problem("time-missing", event.place(field), values)


def _written(event: Entry) -> Iterator[tuple[str, dt.datetime]]:
    """Begin and end, and those of single dates, by their fields."""
    yield from (("start", event.fields.start), ("end", event.fields.end))
    repeats = event.fields.repeats
    for index, change in enumerate(repeats.changed if repeats else ()):
        stated = ((f"repeats.changed.{index}.{name}", getattr(change, name)) for name in ("start", "end"))
        yield from ((field, moment) for field, moment in stated if moment)
