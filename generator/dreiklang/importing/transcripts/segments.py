"""What every shape of a transcript is read into before it is tidied up."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from dreiklang.loading.transcripts.cues import MOST_SECONDS


class Word(NamedTuple):
    """A word as a program heard it; times in seconds, None where it knows none."""

    text: str
    start: float | None = None
    end: float | None = None
    speaker: str = ""


@dataclass(frozen=True)
class Segment:
    """A piece of what was said, as written: nothing is trimmed or put right here.

    ``start`` and ``end`` are seconds; None where none is written or what is written is no time.
    ``line`` is the line of the file where there are lines that mean something.
    """

    text: str
    start: float | None = None
    end: float | None = None
    speaker: str = ""
    words: tuple[Word, ...] = ()
    line: int = 1


def seconds(value: object, unit: float = 1.0) -> float | None:
    """A number as seconds, to the thousandth; None for what no recording can have."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value) * unit
    except (ValueError, OverflowError):
        return None
    return round(number, 3) if math.isfinite(number) and 0 <= number <= MOST_SECONDS else None


def words(value: object) -> str:
    """Text as it is; everything else is no text."""
    return value if isinstance(value, str) else ""


def name(value: object) -> str:
    """A speaker as written: some programs number them."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return f"SPEAKER_{value:02d}" if isinstance(value, int) else " ".join(value.split())


def items(value: object) -> list[Mapping[str, Any]]:
    """The mappings of a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def timed(found: object) -> Iterator[Segment]:
    """Segments as Whisper and its relatives write them: start, end, text, and words if asked for."""
    for item in items(found):
        heard = tuple(
            Word(
                words(word.get("word", word.get("text"))),
                seconds(word.get("start")),
                seconds(word.get("end")),
                name(word.get("speaker")),
            )
            for word in items(item.get("words"))
        )
        text = words(item.get("text")) or "".join(word.text for word in heard)
        yield Segment(
            text, seconds(item.get("start")), seconds(item.get("end")), name(item.get("speaker")), heard
        )
