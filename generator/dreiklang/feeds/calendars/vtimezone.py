"""VTIMEZONE (RFC 5545, 3.6.5) in a few lines: the rules by which a zone's clocks change.

icalendar's own blocks list every change in local time after it instead of before, are seven times
as long and end in 2038. Here the changes of the years that matter are asked from the time zone
database and put as yearly rules without an end; where no rule gives them all, they are listed.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass

BERLIN = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
"""The rule since 1996, which most calendars of ours need."""

RECENT = 2026
"""The year whose rules a calendar without any event gets."""

LISTED_YEARS = 20
"""For how many years ahead changes are listed that follow no rule."""

_LEAST_YEARS = 40
"""For how many years from the first on a rule must hold: longer than any calendar looks ahead."""

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class _Change:
    """A change of the clocks: ``local`` is the time they show before it."""

    local: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str
    summer: bool


@functools.cache
def block(key: str, year: int) -> str:
    """The rules of a zone for times from ``year`` on; lines end in LF."""
    if key == "Europe/Berlin":
        return BERLIN
    zone = zoneinfo.ZoneInfo(key)
    # The year before tells what holds on the first of January.
    first = max(year - 1, 1971)
    years = range(first, max(year + _LEAST_YEARS, 2051))
    changes = [change for number in years for change in _changes(zone, number)]
    parts = _yearly(changes, len(years))
    if parts is None:
        last = max(year, RECENT) + LISTED_YEARS
        parts = [*_fixed(zone, first), *_listed([c for c in changes if c.local.year < last])]
    return "\n".join(["BEGIN:VTIMEZONE", f"TZID:{key}", *parts, "END:VTIMEZONE", ""])


def _changes(zone: zoneinfo.ZoneInfo, year: int) -> Iterator[_Change]:
    """The changes of a year, to the minute."""
    first = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    days = (first + dt.timedelta(days=number) for number in range(367))
    for low, high in itertools.pairwise(days):
        if low.year == year and _offset(low, zone) != _offset(high, zone):
            moment = _found(low, high, zone)
            before, after = _offset(moment - dt.timedelta(minutes=1), zone), _offset(moment, zone)
            there = moment.astimezone(zone)
            local = (moment + before).replace(tzinfo=None)
            # By the hands of the clock: Dublin's law has it that winter is the exception.
            yield _Change(local, before, after, there.tzname() or "", after > before)


def _found(low: dt.datetime, high: dt.datetime, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """The first minute between two moments at which the later one's offset holds."""
    while high - low > dt.timedelta(minutes=1):
        middle = low + (high - low) // dt.timedelta(minutes=2) * dt.timedelta(minutes=1)
        low, high = (middle, high) if _offset(middle, zone) == _offset(low, zone) else (low, middle)
    return high


def _offset(moment: dt.datetime, zone: zoneinfo.ZoneInfo) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()


def _listed(changes: list[_Change]) -> Iterator[str]:
    """Every change by its day; one a line, as some programs read the first of a list alone."""
    kinds: dict[tuple[dt.timedelta, dt.timedelta, str], list[_Change]] = {}
    for change in changes:
        kinds.setdefault((change.before, change.after, change.name), []).append(change)
    for first, *more in kinds.values():
        yield from _part(first, *(f"RDATE:{change.local:%Y%m%dT%H%M%S}" for change in more))


def _yearly(changes: list[_Change], years: int) -> list[str] | None:
    """One part to summer and one to winter, if the same two rules give the changes of every year."""
    parts: list[str] = []
    for summer in (True, False):
        same = [change for change in changes if change.summer is summer]
        shapes = {(c.local.month, c.local.time(), c.before, c.after, c.name) for c in same}
        days = set.intersection(*(_said(change.local) for change in same)) if same else set()
        if len(same) != years or len(shapes) != 1 or not days:
            return None
        rule = f"RRULE:FREQ=YEARLY;BYMONTH={same[0].local.month};BYDAY={max(days)}"
        parts += _part(same[0], rule)
    return parts


def _said(local: dt.datetime) -> set[str]:
    """How a rule may name the day: the third Sunday may be the last but one, too."""
    name = _DAYS[local.weekday()]
    left = (local.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    from_end = (left.day - local.day) // 7 + 1
    return {f"{(local.day - 1) // 7 + 1}{name}", f"-{from_end}{name}"}


def _fixed(zone: zoneinfo.ZoneInfo, year: int) -> list[str]:
    """What holds from the first of January of a year on, until something changes."""
    there = dt.datetime(year, 1, 1, tzinfo=zone)
    offset = there.utcoffset() or dt.timedelta()
    return _part(_Change(there.replace(tzinfo=None), offset, offset, there.tzname() or "", summer=False))


def _part(change: _Change, *rules: str) -> list[str]:
    name = "DAYLIGHT" if change.summer else "STANDARD"
    return [
        f"BEGIN:{name}",
        f"TZOFFSETFROM:{_hours(change.before)}",
        f"TZOFFSETTO:{_hours(change.after)}",
        f"TZNAME:{change.name}",
        f"DTSTART:{change.local:%Y%m%dT%H%M%S}",
        *rules,
        f"END:{name}",
    ]


def _hours(offset: dt.timedelta) -> str:
    """An offset as ``+0530``."""
    sign = "-" if offset < dt.timedelta() else "+"
    hours, minutes = divmod(round(abs(offset).total_seconds() / 60), 60)
    return f"{sign}{hours:02}{minutes:02}"
