"""Names of time zones as calendars write them, and the zone of the IANA database that is meant.

A name may be IANA's own, with the path of a program before it, or one of Windows. For any other
the calendar brings its rules along (VTIMEZONE); the zone is then one that has the same rules.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
import zoneinfo
from collections.abc import Iterable, Iterator

from dateutil import rrule
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from dreiklang.content import times
from dreiklang.importing.calendar import times as moments
from dreiklang.importing.calendar.parsing import Component

_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
_RULE = re.compile(
    r"FREQ=YEARLY(;(BYMONTH=\d{1,2}|BYDAY=[+-]?\d?[A-Z]{2}|BYMONTHDAY=[-\d,]{1,40}|WKST=[A-Z]{2}"
    r"|INTERVAL=1|UNTIL=\d{8}(T\d{6}Z?)?))*"
)
_FIRST = ("Europe/London", "Europe/Berlin", "Europe/Kiev", "America/New_York", "America/Chicago",
          "America/Denver", "America/Los_Angeles")  # fmt: skip
"""Where others have the same rules by chance, one of these is meant."""
_YEARS_BACK = 80


class Zones:
    """The zones of one calendar; ``home`` is the site's."""

    def __init__(self, home: zoneinfo.ZoneInfo, definitions: Iterable[Component], year: int) -> None:
        self._home, self._year = home, year
        self._definitions = {part.text("TZID"): part for part in reversed([*definitions])}
        self._known: dict[str, zoneinfo.ZoneInfo | None] = {}

    def find(self, name: str) -> zoneinfo.ZoneInfo | None:
        """The zone that a TZID means; None where nobody can tell."""
        if name not in self._known:
            self._known[name] = self._named(name) or self._defined(name)
        return self._known[name]

    def _named(self, name: str) -> zoneinfo.ZoneInfo | None:
        definition = self._definitions.get(name)
        located = definition.text("X-LIC-LOCATION") if definition else ""
        return next((zone for one in (name, located) for zone in _by_name(one)), None)

    def _defined(self, name: str) -> zoneinfo.ZoneInfo | None:
        """The first zone, the site's before all, whose clocks go as the definition says."""
        definition = self._definitions.get(name)
        if definition is None:
            return None
        probes = [dt.datetime(y, m, d, 12) for y in (self._year, self._year + 1) for m in range(1, 13)
                  for d in (1, 15, 28)]  # fmt: skip
        wanted = _offsets(definition, probes)
        candidates = (self._home, *map(times.zone, dict.fromkeys((*_FIRST, *WINDOWS_TO_OLSON.values()))))
        for zone in candidates if wanted else ():
            if zone and all(
                p.replace(tzinfo=zone).utcoffset() == o for p, o in zip(probes, wanted, strict=True)
            ):
                return zone
        return None


def _by_name(name: str) -> Iterator[zoneinfo.ZoneInfo]:
    """``Europe/Berlin``, ``/citadel.org/20210210_1/Europe/Berlin``, ``W. Europe Standard Time``."""
    name = name.strip().strip('"')
    parts = name.strip("/").split("/")
    names = ["/".join(parts[at:]) for at in range(len(parts))] if name.startswith("/") else [name]
    for one in (*names, WINDOWS_TO_OLSON.get(name, "")):
        # A single word of a path may be a zone by chance, and an abbreviation (CET) keeps no rules.
        if ("/" in one or one in ("UTC", "GMT")) and (zone := times.zone(one)):
            yield zone


def _offsets(definition: Component, probes: list[dt.datetime]) -> list[dt.timedelta]:
    """The offset at each local moment by the definition; empty where it cannot be worked out."""
    changes: list[tuple[dt.datetime, dt.timedelta]] = []
    for part in definition.parts:
        offset = _OFFSET.fullmatch(part.text("TZOFFSETTO"))
        if offset:
            length = dt.timedelta(hours=int(offset[2]), minutes=int(offset[3]))
            changes += [(m, -length if offset[1] == "-" else length) for m in _begins(part, probes)]
    changes.sort()
    starts = [moment for moment, _ in changes]
    found = [bisect.bisect_right(starts, probe) for probe in probes]
    return [changes[max(at - 1, 0)][1] for at in found] if changes else []


def _begins(part: Component, probes: list[dt.datetime]) -> Iterator[dt.datetime]:
    """When a part of a definition begins to hold, up to the last probe."""
    first = moments.time_of(part.one("DTSTART"))
    rule = re.sub(r"\s", "", part.text("RRULE")).upper()
    if first is None:
        return
    yield first.moment
    for row in part.all("RDATE")[:400]:
        yield from (m.moment for value in row.value.split(",")[:400] if (m := moments.parse_time(value)))
    if not _RULE.fullmatch(rule):
        return
    year = max(first.moment.year, probes[0].year - _YEARS_BACK)
    begin = first.moment.replace(year=year, day=min(first.moment.day, 28))
    bare = re.sub(r";UNTIL=(\d{8})[^;]*", "", rule)
    until = re.search(r"UNTIL=(\d{8})", rule)
    last = moments.parse_time(until[1]) if until else None
    try:
        yield from rrule.rrulestr(bare, dtstart=begin).between(
            begin, min(probes[-1], last.moment) if last else probes[-1]
        )
    except ValueError:
        return
