"""Moments and time zones. Stored moments may be bare; here they get their zone."""

from __future__ import annotations

import datetime as dt
import zoneinfo


def aware(moment: dt.datetime, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """The moment in ``zone``: a bare one is meant there, another is shifted."""
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def day_start(day: dt.date, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """Midnight at which a day begins."""
    return dt.datetime(day.year, day.month, day.day, tzinfo=zone)


def is_lost(moment: dt.datetime, zone: zoneinfo.ZoneInfo) -> bool:
    """True for a local time that a clock change skips (PEP 495)."""
    if moment.tzinfo is not None:
        return False
    back = moment.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone)
    return back.replace(tzinfo=None) != moment
