"""What moments a calendar means: dates, times with a zone, in UTC, or at no zone at all."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from dataclasses import dataclass

from dreiklang.importing.calendar.parsing import Component, Property

YEARS = range(1600, 2900)
"""Rules of time zones begin in 1601 with some programs."""
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?"
)


@dataclass(frozen=True)
class Written:
    """A value of DATE or DATE-TIME (RFC 5545, 3.3.4 and 3.3.5), bare, with what says its zone."""

    moment: dt.datetime
    day_only: bool = False
    utc: bool = False
    zone: str = ""


def parse_time(value: str, parameters: str = "") -> Written | None:
    """A date or a moment; None for anything else. ``parameters`` is its TZID."""
    found = _MOMENT.fullmatch(value.strip())
    if found is None or int(found[1]) not in YEARS:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        # Seconds may be 60 in UTC; no calendar of people means a leap second.
        moment = dt.datetime(year, month, day, hour, minute, min(second, 59))
    except ValueError:
        return None
    return Written(moment, found[4] is None, bool(found[7]), parameters)


def time_of(found: Property | None) -> Written | None:
    """The moment of a property."""
    return parse_time(found.value, found.parameters.get("TZID", "")) if found else None


def duration(value: str) -> dt.timedelta | None:
    """A length of time (3.3.6) that is not negative; None for anything else."""
    found = _DURATION.fullmatch(value.strip().upper())
    if found is None or found[1] == "-" or not any(found.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    return dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def stamp(component: Component, *names: str) -> dt.datetime | None:
    """When something was written, in UTC."""
    found = time_of(component.one(*names))
    return found.moment.replace(tzinfo=dt.UTC) if found else None


def at(written: Written, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """The moment in its zone; an hour that a clock change skips is the one after it (3.3.5)."""
    moment = written.moment.replace(tzinfo=zone)
    return moment if written.day_only else moment.astimezone(dt.UTC).astimezone(zone)
