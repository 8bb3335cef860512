"""Moments and time zones. Stored moments may be bare; here they get their zone."""

from __future__ import annotations

import datetime as dt
import functools
import zoneinfo


@functools.cache
def zone(name: str) -> zoneinfo.ZoneInfo | None:
    """The time zone of that name, or None."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


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


def is_doubled(moment: dt.datetime, zone: zoneinfo.ZoneInfo) -> bool:
    """True for a local time that a clock change repeats, so that it means two moments (PEP 495)."""
    if moment.tzinfo is not None or is_lost(moment, zone):
        return False
    return moment.replace(tzinfo=zone).utcoffset() != moment.replace(tzinfo=zone, fold=1).utcoffset()
