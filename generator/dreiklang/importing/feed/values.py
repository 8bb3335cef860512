"""How feeds write dates, durations, numbers and yes: as they should, and as they do."""

from __future__ import annotations

import datetime as dt
import email.utils
import html
import re

_MONTHS = {"mär": "mar", "mrz": "mar", "mai": "may", "okt": "oct", "dez": "dec", "märz": "mar", "sept": "sep"}
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")


def moment(written: str) -> dt.datetime | None:
    """A date of RFC 2822 (3.3), with the slips of other systems, or of ISO 8601; None for anything else.

    Without a zone, or with ``-0000``, UTC is meant.
    """
    words = [_MONTHS.get(word.lower().rstrip("."), word) for word in written.split()]
    try:
        found: dt.datetime | None = email.utils.parsedate_to_datetime(" ".join(words))
    except (ValueError, TypeError, IndexError, OverflowError):
        found = _iso(written.strip())
    if found is None or not 1990 <= found.year <= 2200:
        return None
    return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found


def _iso(written: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(written)
    except ValueError:
        return None


def seconds(written: str) -> float | None:
    """A duration or a point in time: ``1:02:03``, ``62:03``, ``3723``, ``3723.5`` and normal play time.

    Normal play time is that of RFC 2326 (3.6), as Podlove Simple Chapters use it.
    """
    if not re.fullmatch(r"\d{1,6}(:\d{1,2}){0,2}([.,]\d{1,9})?", written.strip()):
        return None
    total = 0.0
    for part in written.strip().replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def number(written: str) -> int | None:
    """A whole number above 0; None for anything else."""
    return int(written) if re.fullmatch(r"\d{1,9}", written.strip()) and int(written) else None


def truth(written: str) -> bool:
    """True for what feeds write as yes; ``explicit`` and ``clean`` are Apple's older words."""
    return written.strip().lower() in ("yes", "true", "explicit", "1")


def plain(written: str) -> str:
    """A title on one line, as apps show it: without markup, with characters instead of entities."""
    text = written
    for _ in range(2):
        text = html.unescape(_TAGS.sub("", text))
    return " ".join(text.split())
