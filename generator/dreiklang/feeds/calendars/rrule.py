"""Recurring events in calendars: a rule, days left out, and dates that differ (RFC 5545, 3.8.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dreiklang.content import recurrence
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.recurrence import ChangedDate, Occurrence
from dreiklang.site.site import Site

Moment = dt.datetime | dt.date
"""A time with its zone; a day where only days count."""


@dataclass(frozen=True)
class Differing:
    """A date that clients would not get from the rule; ``instance`` is the begin by which they know it."""

    instance: Moment
    start: Moment
    end: Moment
    change: ChangedDate | None


def span(site: Site, event: Entry[Event]) -> tuple[Moment, Moment]:
    """Start and end as written: the first date of a recurring event, else the only one."""
    first = site.written(event)
    if event.fields.repeats and not event.fields.whole_day:
        # In UTC the rule would follow another clock: a date of its own says which hour is meant.
        return first.start.replace(fold=0), first.end.replace(fold=0)
    return _told(event, first)


def rule(site: Site, event: Entry[Event]) -> str:
    """The rule with its end as 3.3.10 wants it: a day where only days count, else a moment in UTC.

    Empty unless the event is recurring.
    """
    written = event.fields.repeats
    if written is None:
        return ""
    parts = [part for part in written.rule.split(";") if not part.startswith("UNTIL=")]
    last = recurrence.last(written, site.zone(event))
    if last:
        moment = last.replace(tzinfo=site.zone(event)).astimezone(dt.UTC)
        parts.append(f"UNTIL={last:%Y%m%d}" if event.fields.whole_day else f"UNTIL={moment:%Y%m%dT%H%M%SZ}")
    return ";".join(parts)


def without(site: Site, event: Entry[Event]) -> tuple[Moment, ...]:
    """The begins that the rule gives and the event leaves out."""
    days = event.fields.repeats.without if event.fields.repeats else ()
    return tuple(_instance(site, event, day) for day in sorted({*days}))


def differing(site: Site, event: Entry[Event]) -> Iterator[Differing]:
    """Dates that were changed, and those about which the rule leaves clients in doubt.

    A local time that comes twice is no moment, and where the clocks change in between, a date is an
    hour longer or shorter than the first, whose length clients take.
    """
    for date in site.dates(event):
        if date.change or _is_doubtful(site, event, date):
            yield Differing(_instance(site, event, date.day), *_told(event, date), date.change)


def _instance(site: Site, event: Entry[Event], day: dt.date) -> Moment:
    """The begin that the rule gives a day."""
    if event.fields.whole_day:
        return day
    begin = site.written(event).start
    return dt.datetime.combine(day, begin.time().replace(fold=0), begin.tzinfo)


def _told(event: Entry[Event], date: Occurrence) -> tuple[Moment, Moment]:
    """Begin and end as clients understand them: local time where it is one moment, else UTC."""
    if event.fields.whole_day:
        return date.start.date(), date.end.date() + dt.timedelta(days=1)
    if _is_vague(date):
        return date.start.astimezone(dt.UTC), date.end.astimezone(dt.UTC)
    return date.start, date.end


def _is_vague(date: Occurrence) -> bool:
    """True where the clocks show the begin or the end twice or never (PEP 495)."""
    moments = (date.start, date.end)
    return any(m.replace(fold=0).utcoffset() != m.replace(fold=1).utcoffset() for m in moments)


def _is_doubtful(site: Site, event: Entry[Event], date: Occurrence) -> bool:
    if event.fields.whole_day:
        return False
    first = site.written(event)
    # The rule's own begin and end name the hour before the change (RFC 5545, 3.3.5).
    usual = _length(first.start.replace(fold=0), first.end.replace(fold=0))
    return _is_vague(date) or _length(date.start, date.end) != usual


def _length(start: dt.datetime, end: dt.datetime) -> dt.timedelta:
    """How long a date lasts by a stopwatch."""
    return end.astimezone(dt.UTC) - start.astimezone(dt.UTC)
