"""What time changes on a page: shown and hidden by moments, right as of this build and later.

Templates print a window as ``data-from`` and ``data-until``; ``events.js`` keeps it right without
a new build. Without the script a page stands as it was when it was built.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import Literal

from dreiklang import i18n
from dreiklang.content import times
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event, Registration
from dreiklang.content.recurrence import Occurrence
from dreiklang.ground import dates
from dreiklang.pages.meet.event_view import Mark, Window
from dreiklang.site.site import Site

ALWAYS: Window = {"from": "", "until": "", "hidden": False}


def window(site: Site, start: dt.datetime | None = None, end: dt.datetime | None = None) -> Window:
    """Shown from ``start`` until ``end``; ``hidden`` says how it stands as of this build."""
    now = site.settings.as_of
    return {
        "from": start.isoformat(timespec="minutes") if start else "",
        "until": end.isoformat(timespec="minutes") if end else "",
        "hidden": bool((start and now < start) or (end and now >= end)),
    }


def marks(site: Site, event: Entry[Event], held: Sequence[Occurrence], language: str) -> list[Mark]:
    """Today and running, for each of the dates that take place, in the order of time."""
    ends = list(itertools.accumulate((date.end for date in held), max))
    found: list[Mark] = []
    for date, before in zip(held, [None, *ends], strict=False):
        midnight = times.day_start(date.start.date(), site.zone(event))
        begin = max(date.start, before) if before else date.start
        dawn = max(midnight, before) if before else midnight
        if dawn < date.start:
            found.append(_mark("event_today", "clock", window(site, dawn, date.start), language))
        if begin < date.end:
            found.append(_running(event, date, window(site, begin, date.end), language))
    return found


def over(site: Site, last: Occurrence, language: str) -> Mark:
    """That it took place, from the end of its last date on."""
    return _mark("event_over", "done", window(site, last.end), language, "done")


def _running(event: Entry[Event], date: Occurrence, moments: Window, language: str) -> Mark:
    """A day that counts as a whole is today, and what lasts for days says until when."""
    if _lasts_for_days(event, date):
        words = i18n.text("event_running_until", language)
        day = f"{dates.weekday(date.end, language)}, {dates.day_and_month(date.end, language)}"
        return {"text": words.format(day=day), "kind": "moved", "icon": "play", **moments}
    if event.fields.whole_day:
        return _mark("event_today", "clock", moments, language)
    return _mark("event_running", "play", moments, language)


def _lasts_for_days(event: Entry[Event], date: Occurrence) -> bool:
    """False for an evening that ends after midnight: nobody calls that two days."""
    if event.fields.whole_day:
        return date.end.date() > date.start.date()
    return date.end - date.start > dt.timedelta(days=1)


def _mark(
    key: str, icon: str, moments: Window, language: str, kind: Literal["moved", "done"] = "moved"
) -> Mark:
    return {"text": i18n.text(key, language), "kind": kind, "icon": icon, **moments}


def registration(
    site: Site, event: Entry[Event], written: Registration, last: Occurrence
) -> tuple[Window, Window]:
    """While registration is open, and between its close and the end of the last date.

    Whoever comes late to one date may register for the next: without a day of its own,
    registration closes as the last date begins.
    """
    closes = last.start
    if written.until:
        closes = min(times.aware(written.until, site.zone(event)), closes)
    return window(site, None, closes), window(site, closes, last.end)
