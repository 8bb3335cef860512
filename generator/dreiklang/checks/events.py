"""Rules of events that reach beyond one field."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator

from dreiklang.content import recurrence, times
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.kinds import EVENT
from dreiklang.content.recurrence import Occurrence, Repeats
from dreiklang.ground.problems import Problem
from dreiklang.site.site import Site


def times_exist(site: Site) -> Iterator[Problem]:
    """A time zone is known, and a local time is one moment: no clock change skips or repeats it."""
    for event in site.library.of(EVENT):
        name = event.fields.timezone or site.settings.options.timezone
        if times.zone(name) is None:
            yield Problem("unknown-zone", event.place("timezone"), {"zone": name})
        elif not event.fields.whole_day:
            yield from _moments_exist(event, site.zone(event))
            yield from _ends_after_it_began(event, site.zone(event))


def _ends_after_it_began(event: Entry[Event], zone: zoneinfo.ZoneInfo) -> Iterator[Problem]:
    """Begin and end may be written with different offsets: only real moments tell their order."""
    start, end = (times.aware(moment, zone) for moment in (event.fields.start, event.fields.end))
    if end.astimezone(dt.UTC) < start.astimezone(dt.UTC):
        yield Problem("end-before-start", event.place("end"))


def _moments_exist(event: Entry[Event], zone: zoneinfo.ZoneInfo) -> Iterator[Problem]:
    for field, moment in _written(event):
        values = {"time": f"{moment:%Y-%m-%d %H:%M}", "zone": zone.key}
        if times.is_lost(moment, zone):
            yield Problem("time-lost", event.place(field), values)
        elif times.is_doubled(moment, zone):
            first, second = (times.aware(moment, zone).replace(fold=fold) for fold in (0, 1))
            values |= {"first": first.isoformat(" ", "minutes"), "second": second.isoformat(" ", "minutes")}
            yield Problem("time-doubled", event.place(field), values)


def _written(event: Entry[Event]) -> Iterator[tuple[str, dt.datetime]]:
    """Every local moment that a text states, with its field."""
    fields = event.fields
    yield from (("start", fields.start), ("end", fields.end))
    if fields.registration and fields.registration.until:
        yield "registration.until", fields.registration.until
    for index, change in enumerate(fields.repeats.changed if fields.repeats else ()):
        for name, moment in (("start", change.start), ("end", change.end)):
            if moment:
                yield f"repeats.changed.{index}.{name}", moment


def dates_follow_the_rule(site: Site) -> Iterator[Problem]:
    """A recurring event starts as its rule says and has an end, and its exceptions are dates of the rule."""
    for event in site.library.of(EVENT):
        if event.fields.repeats:
            yield from _follows(site, event, event.fields.repeats)


def _follows(site: Site, event: Entry[Event], written: Repeats) -> Iterator[Problem]:
    first = event.fields.start
    days = recurrence.days(written, first.replace(tzinfo=None), site.zone(event))
    if not days:
        yield Problem("repeats-never", event.place("repeats.rule"), {"day": str(first.date())})
        return
    if days[0] != first.date():
        values = {"day": str(first.date()), "near": str(days[0])}
        yield Problem("repeats-start", event.place("start"), values)
        return
    if len(days) > recurrence.MOST_DATES:
        yield Problem("repeats-too-many", event.place("repeats.rule"), {"most": recurrence.MOST_DATES})
        return
    for field, day in _exceptions(written):
        if day not in days:
            values = {"day": str(day), "near": str(min(days, key=lambda known: abs(known - day)))}
            yield Problem("repeats-no-date", event.place(field), values)
    named = [day for _, day in _exceptions(written)]
    for field, day in _exceptions(written):
        if named.count(day) > 1 and field.startswith("repeats.changed"):
            yield Problem("repeats-date-twice", event.place(field), {"day": str(day)})
    for date in site.dates(event):
        yield from _date_is_whole(site, event, written, date)


def _exceptions(written: Repeats) -> Iterator[tuple[str, dt.date]]:
    yield from ((f"repeats.without.{index}", day) for index, day in enumerate(written.without))
    yield from ((f"repeats.changed.{index}.date", c.date) for index, c in enumerate(written.changed))


def _date_is_whole(site: Site, event: Entry[Event], written: Repeats, date: Occurrence) -> Iterator[Problem]:
    """A date has its hour, and ends after it began."""
    bare = date.start.replace(tzinfo=None)
    if not date.change and not event.fields.whole_day and times.is_lost(bare, site.zone(event)):
        values = {"time": f"{bare:%Y-%m-%d %H:%M}", "zone": site.zone(event).key}
        yield Problem("time-lost", event.place("repeats.rule"), values)
    if date.change and date.end < date.start:
        place = event.place(f"repeats.changed.{written.changed.index(date.change)}.end")
        yield Problem("end-before-start", place)


def status_is_explained(site: Site) -> Iterator[Problem]:
    """An event that no longer takes place as announced says when and what was changed."""
    for event in site.library.of(EVENT):
        if event.fields.status != "scheduled" and not event.fields.changes:
            yield Problem("change-missing", event.place("status"), {"status": event.fields.status})
        dates = [change.date for change in event.fields.changes]
        if dates != sorted(dates):
            yield Problem("changes-out-of-order", event.place("changes"))
