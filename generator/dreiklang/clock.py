"""The one clock of a build."""

from __future__ import annotations

import datetime as dt
import os


def as_of(given: str | None = None) -> dt.datetime:
    """The moment a build speaks for: ``given`` (ISO 8601), ``SOURCE_DATE_EPOCH``, or now.

    Raises ValueError when neither can be read.
    """
    if given:
        moment = dt.datetime.fromisoformat(given)
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    return dt.datetime.now(dt.UTC)
