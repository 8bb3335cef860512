"""Podlove's transcripts as JSON, flat and grouped by speaker, alone or in a player's settings.

``[{"start", "start_ms", "end", "end_ms", "speaker", "voice", "text"}]``, or grouped
``[{"speaker", "voice", "items": [{"start", "start_ms", "end", "end_ms", "text"}]}]``; ``speaker`` is a
number of the contributor or a name, ``voice`` the name in the file that was imported.
https://github.com/podlove/podlove-publisher/blob/main/lib/modules/transcripts/model/transcript.php
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dreiklang.importing.transcripts import segments
from dreiklang.importing.transcripts.segments import Segment

NAME = "Podlove"
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?")


def fits(data: Any) -> bool:
    """True for a list of segments with milliseconds, or of speakers with such segments."""
    found = segments.items(_list(data))
    return any("start_ms" in item or isinstance(item.get("items"), list) for item in found)


def read_segments(data: Any) -> list[Segment]:
    """Every segment; in groups the speaker stands beside them."""
    return list(_read(_list(data)))


def _list(data: Any) -> Any:
    return data.get("transcripts") if isinstance(data, dict) else data


def _read(found: Any) -> Iterator[Segment]:
    for item in segments.items(found):
        inner = segments.items(item.get("items")) if "items" in item else [item]
        for part in inner:
            yield Segment(
                segments.words(part.get("text")), _time(part, "start"), _time(part, "end"), _speaker(item)
            )


def _speaker(item: Mapping[str, Any]) -> str:
    """The voice is what people wrote; a contributor's number is better than nobody."""
    speaker = item.get("speaker")
    if isinstance(speaker, dict):
        speaker = speaker.get("name")
    return segments.name(item.get("voice")) or segments.name(speaker)


def _time(item: Mapping[str, Any], which: str) -> float | None:
    if f"{which}_ms" in item:
        return segments.seconds(item[f"{which}_ms"], 0.001)
    value = item.get(which)
    clock = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if clock is None:
        return segments.seconds(value)
    whole = int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3])
    return segments.seconds(whole + float(f"0.{clock[4] or 0}"))
