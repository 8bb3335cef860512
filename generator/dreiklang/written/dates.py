"""Dates and times as people write them, and the ISO form that is meant."""

from __future__ import annotations

import re

_MONTHS = (
    ("januar", "jaenner", "january"), ("februar", "february"), ("maerz", "märz", "march"), ("april",),
    ("mai", "may"), ("juni", "june"), ("juli", "july"), ("august",), ("september",),
    ("oktober", "october"), ("november",), ("dezember", "december"),
)  # fmt: skip
_UNKNOWN_YEAR = "20xx"
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s*[./]\s*(\d{1,2})(?:\s*[./]\s*(\d{4}|\d{2})?)?(?!\d)")
_BACKWARDS = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_WORDS = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d_]{3,9})\.?(?:\s+(\d{4}))?")
_TIME = re.compile(r"(?<![\d.:])(\d{1,2})(?::(\d{2})|\.(\d{2})(?=\s*Uhr)|(?=\s*Uhr))(?![\d.])")


def iso_date(written: str) -> str:
    """``30.9.2026``, ``2026/9/30`` or ``12. September`` in ISO form; ``20xx`` where no year is written.

    Empty when no day can be made out.
    """
    text = _TIME.sub(" ", written.replace("T", " T"))
    if found := _BACKWARDS.search(text):
        return _joined(found[1], int(found[2]), int(found[3]))
    for found in _WORDS.finditer(text):
        if month := _month(found[2]):
            return _joined(found[3] or _UNKNOWN_YEAR, month, int(found[1] or 1))
    if found := _NUMBERS.search(text):
        return _joined(_year(found[3]), int(found[2]), int(found[1]))
    return ""


def iso_moment(written: str) -> str:
    """``30.09.2026, 12.05 Uhr`` as ``2026-09-30 12:05``; ``hh:mm`` where no time is written."""
    day = iso_date(written)
    if not day:
        return ""
    found = _TIME.search(written.replace("T", " "))
    if not found or int(found[1]) > 23:
        return f"{day} hh:mm"
    return f"{day} {int(found[1]):02d}:{found[2] or found[3] or '00'}"


def clock(written: str) -> str:
    """``31.20``, ``31:20 min`` or ``1880`` (seconds) as ``31:20``; empty when it cannot be made out."""
    numbers = [int(number) for number in re.findall(r"\d{1,6}", written)]
    if len(numbers) == 1:
        numbers = [numbers[0] // 3600, numbers[0] // 60 % 60, numbers[0] % 60]
    if not 2 <= len(numbers) <= 3 or any(number > 59 for number in numbers[1:]):
        return ""
    hours, minutes, seconds = [0, *numbers][-3:]
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def _joined(year: str, month: int, day: int) -> str:
    return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _year(written: str | None) -> str:
    if not written:
        return _UNKNOWN_YEAR
    return written if len(written) == 4 else f"20{written}"


def _month(word: str) -> int:
    word = word.casefold()
    matches = (i for i, names in enumerate(_MONTHS, 1) if any(n.startswith(word[:4]) for n in names))
    return next(matches, 0) if len(word) >= 3 else 0
