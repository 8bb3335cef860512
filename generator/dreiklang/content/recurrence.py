"""Recurring events: a recurrence rule, its exceptions, and the dates they give.

The rule is iCalendar's (RFC 5545, 3.3.10), as far as people agree to meet: by days, weeks, months
or years, and never without an end. python-dateutil works it out, in local time as 3.8.5.3 wants:
12:05 stays 12:05 when the clocks change.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from dateutil import rrule
from pydantic import AfterValidator, Field, model_validator

from dreiklang.content import times
from dreiklang.content.fields import Date, Frozen, MidnightOrMoment, Text

MOST_DATES = 400
"""Dates of one event; more than a weekly one has in seven years is a mistake."""

_LAST_YEAR = 9_000
"""Beyond, a date and its length might be no date any more."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = rf"(?:{'|'.join(WEEKDAYS)})"
_PARTS = {
    "FREQ": r"DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d?",
    "BYDAY": rf"(?:[+-]?[1-5])?{_DAY}(?:,(?:[+-]?[1-5])?{_DAY})*",
    "BYMONTHDAY": r"-?(?:[1-9]|[12]\d|3[01])(?:,-?(?:[1-9]|[12]\d|3[01]))*",
    "BYMONTH": r"(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*",
    "BYSETPOS": r"-?[1-5]",
    "WKST": _DAY,
    "COUNT": r"[1-9]\d{0,6}",
    "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
}
_DAYS_OF_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _rule(text: str) -> str:
    """A rule in capitals and without blanks; raises ValueError for what nobody could follow."""
    tidy = re.sub(r"\s", "", text).upper().removeprefix("RRULE:").rstrip(";")
    parts = [part.partition("=")[::2] for part in tidy.split(";")]
    names = [name for name, _ in parts]
    known = all(re.fullmatch(_PARTS.get(name, "$."), value) for name, value in parts)
    if not known or len({*names}) < len(names) or "FREQ" not in names or {"COUNT", "UNTIL"} <= {*names}:
        raise ValueError("repeats-rule")
    values = dict(parts)
    numbered = any(character.isdigit() for character in values.get("BYDAY", ""))
    monthly = values["FREQ"] in ("MONTHLY", "YEARLY")
    if (numbered and not monthly) or ("BYSETPOS" in values and not (monthly and "BYDAY" in values)):
        raise ValueError("repeats-rule")
    if not _may_come(values) or not _is_moment(values.get("UNTIL", "20260101")):
        raise ValueError("repeats-rule")
    return tidy


def _is_moment(until: str) -> bool:
    try:
        return bool(dt.datetime.fromisoformat(until))
    except ValueError:
        return False


def _may_come(values: dict[str, str]) -> bool:
    """False for the 30th of February: such a rule is searched to the end of time."""
    months = values["BYMONTH"].split(",") if "BYMONTH" in values else map(str, range(1, 13))
    longest = max(_DAYS_OF_MONTHS[int(month) - 1] for month in months)
    days = values.get("BYMONTHDAY", "1").split(",")
    return any(abs(int(day)) <= longest for day in days)


Rule = Annotated[Text, AfterValidator(_rule)]
"""A recurrence rule: ``FREQ=MONTHLY;BYDAY=1TU``, every first Tuesday of a month."""


class ChangedDate(Frozen):
    """One date that differs from the rule."""

    date: Date
    """The day that the rule gives."""
    start: MidnightOrMoment | None = None
    """Its own start."""
    end: MidnightOrMoment | None = None
    """Its own end; by default it lasts as long as usual."""
    cancelled: bool = False
    """True if it does not take place; calendars show it as cancelled."""
    note: str = ""
    """What readers should know about this date."""


class Repeats(Frozen):
    """The rule of a recurring event; ``start`` and ``end`` of the event are its first date."""

    rule: Rule
    """A recurrence rule of iCalendar, for example ``FREQ=WEEKLY;BYDAY=TU``."""
    until: Date | None = None
    """The last day on which it may take place, unless the rule says how often (COUNT) or how long (UNTIL)."""
    without: Annotated[tuple[Date, ...], Field(max_length=MOST_DATES)] = ()
    """Days that are left out from the beginning, for example holidays."""
    changed: Annotated[tuple[ChangedDate, ...], Field(max_length=MOST_DATES)] = ()
    """Single dates that were moved or cancelled."""

    @model_validator(mode="after")
    def _ends(self) -> Repeats:
        """A rule has exactly one end."""
        ends = [self.until is not None, "COUNT=" in self.rule, "UNTIL=" in self.rule]
        if sum(ends) != 1:
            raise ValueError("repeats-end" if any(ends) else "repeats-without-end")
        return self


@dataclass(frozen=True)
class Occurrence:
    """One date of an event, with its zone; ``day`` is the day the rule gave, ``change`` how it differs."""

    start: dt.datetime
    end: dt.datetime
    day: dt.date
    change: ChangedDate | None = None

    @property
    def cancelled(self) -> bool:
        """True where this date alone does not take place."""
        return self.change is not None and self.change.cancelled


def days(repeats: Repeats, start: dt.datetime, zone: zoneinfo.ZoneInfo) -> tuple[dt.date, ...]:
    """The days of a rule from ``start`` (bare local time) on, those it leaves out included.

    At most one more than ``MOST_DATES``, so that a caller sees that there are too many.
    """
    endless = ";".join(part for part in repeats.rule.split(";") if not part.startswith("UNTIL="))
    rule = rrule.rrulestr(endless, dtstart=start)
    last_moment = last(repeats, zone)
    moments = itertools.islice(rule.replace(until=last_moment) if last_moment else rule, MOST_DATES + 1)
    return tuple(moment.date() for moment in moments if moment.year <= _LAST_YEAR)


def last(repeats: Repeats, zone: zoneinfo.ZoneInfo) -> dt.datetime | None:
    """The last local moment at which a date may begin; None where a rule counts its dates."""
    if repeats.until:
        return dt.datetime.combine(repeats.until, dt.time.max)
    written = re.search("UNTIL=([^;]+)", repeats.rule)
    if not written:
        return None
    moment = dt.datetime.fromisoformat(written[1])
    if "T" not in written[1]:
        return moment.replace(hour=23, minute=59)
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def occurrences(
    repeats: Repeats, start: dt.datetime, end: dt.datetime, zone: zoneinfo.ZoneInfo
) -> Iterator[Occurrence]:
    """Every date of an event in the order of the rule; ``start`` and ``end`` are its first, in ``zone``."""
    begin, lasts = start.replace(tzinfo=None), end.replace(tzinfo=None) - start.replace(tzinfo=None)
    changes = {change.date: change for change in repeats.changed}
    for day in days(repeats, begin, zone)[:MOST_DATES]:
        if day in repeats.without:
            continue
        change = changes.get(day)
        first = dt.datetime.combine(day, begin.time(), zone)
        if change and change.start:
            first = times.aware(change.start, zone)
        # In the hour that the clocks repeat an end belongs behind its begin, and where it was written.
        fold = max(first.fold, end.fold)
        then = (first.replace(tzinfo=None) + lasts).replace(tzinfo=zone, fold=fold)
        if change and change.end:
            then = times.aware(change.end, zone)
        yield Occurrence(first, then, day, change)
