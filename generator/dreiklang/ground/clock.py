"""The one clock of a build."""

from __future__ import annotations

import datetime as dt
import os

YEARS = range(1000, 3000)
"""Where the clock may stand: near the ends of its calendar, Python cannot count."""


def as_of(given: str | None = None) -> dt.datetime:
    """The moment a build speaks for: ``given`` (ISO 8601), ``SOURCE_DATE_EPOCH``, or now.

    Raises ValueError with what was written when it cannot be read or lies beyond all years.
    """
    written = given or os.environ.get("SOURCE_DATE_EPOCH")
    if not written:
        return dt.datetime.now(dt.UTC)
    try:
        moment = dt.datetime.fromisoformat(written) if given else _since_1970(written)
    except (ValueError, OverflowError, OSError):
        raise ValueError(written) from None
    if moment.year not in YEARS:
        raise ValueError(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _since_1970(seconds: str) -> dt.datetime:
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
