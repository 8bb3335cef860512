"""How moments stand in front matter."""

from __future__ import annotations

import datetime as dt


def moment(value: dt.datetime, day_only: bool) -> str:
    """A day, or a local time; with an offset only where the clock shows it twice."""
    if day_only:
        return f"{value:%Y-%m-%d}"
    bare = value.replace(tzinfo=None)
    zone = value.tzinfo
    assert zone is not None  # noqa: S101 - bare moments are made nowhere
    if value.replace(fold=0).utcoffset() != value.replace(fold=1).utcoffset():
        return value.isoformat(sep=" ")
    return f"{bare:%Y-%m-%d %H:%M:%S}" if bare.second else f"{bare:%Y-%m-%d %H:%M}"


def day(value: dt.datetime, zone: dt.tzinfo) -> str:
    """The day on which something was written."""
    return f"{value.astimezone(zone):%Y-%m-%d}"
