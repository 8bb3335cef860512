"""What time changes on a page: shown and hidden by moments, right as of this build and later.

Templates print a window as ``data-from`` and ``data-until``; ``events.js`` keeps it right without
a new build. Without the script a page stands as it was when it was built.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from dreiklang import i18n
from dreiklang.content import times
from dreiklang.content.library import Entry
from dreiklang.site import Site

Window = dict[str, Any]

ALWAYS: Window = {"from": "", "until": "", "hidden": False}


def window(site: Site, start: dt.datetime | None = None, end: dt.datetime | None = None) -> Window:
    """Shown from ``start`` until ``end``; ``hidden`` says how it stands as of this build."""
    now = site.settings.as_of
    return {
        "from": start.isoformat(timespec="minutes") if start else "",
        "until": end.isoformat(timespec="minutes") if end else "",
        "hidden": bool((start and now < start) or (end and now >= end)),
    }


def marks(site: Site, event: Entry, language: str) -> list[dict[str, Any]]:
    """Where an event that takes place stands in time: today, running, over."""
    if event.fields.status in ("cancelled", "postponed"):
        return []
    start, end = site.start(event), site.end(event)
    midnight = times.day_start(start.date(), site.zone(event))
    windows = [
        ("today", "moved", "clock", window(site, midnight, start)),
        ("running", "moved", "play", window(site, start, end)),
        ("over", "done", "done", window(site, end)),
    ]
    return [
        {"text": i18n.text(f"event_{word}", language), "kind": kind, "icon": icon} | moments
        for word, kind, icon, moments in windows
    ]


def registration(site: Site, event: Entry) -> tuple[Window, Window]:
    """While registration is open, and between its close and the event's begin."""
    start = site.start(event)
    until = event.fields.registration.until
    closes = min(times.aware(until, site.zone(event)), start) if until else start
    return window(site, None, closes), window(site, closes, site.end(event))
