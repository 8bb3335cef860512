"""Rules of events that reach beyond one field."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator

from dreiklang.content import times
from dreiklang.problems import Problem
from dreiklang.site import Site


def times_exist(site: Site) -> Iterator[Problem]:
    """A time zone is known, and a local time is not one that a clock change skips."""
    for event in site.library.of("event"):
        name = event.fields.timezone or site.settings.options.timezone
        try:
            zone = zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            yield Problem("unknown-zone", event.place("timezone"), {"zone": name})
            continue
        for field in () if event.fields.whole_day else ("start", "end"):
            if times.is_lost(getattr(event.fields, field), zone):
                values = {"time": f"{getattr(event.fields, field):%Y-%m-%d %H:%M}", "zone": name}
                yield Problem("time-lost", event.place(field), values)


def status_is_explained(site: Site) -> Iterator[Problem]:
    """An event that no longer takes place as announced says when and what was changed."""
    for event in site.library.of("event"):
        if event.fields.status != "scheduled" and not event.fields.changes:
            yield Problem("change-missing", event.place("status"), {"status": event.fields.status})
        dates = [change.date for change in event.fields.changes]
        if dates != sorted(dates):
            yield Problem("changes-out-of-order", event.place("changes"))
