"""Whisper's own JSON (``whisper --output_format json``) and that of services that answer like it.

``{"text", "language", "segments": [{"id", "seek", "start", "end", "text", "tokens", …, "words"?}]}``;
times in seconds. https://github.com/openai/whisper/blob/main/whisper/transcribe.py (``transcribe``)
"""

from __future__ import annotations

from typing import Any

from dreiklang.importing.transcripts import segments
from dreiklang.importing.transcripts.segments import Segment

NAME = "Whisper"


def fits(data: Any) -> bool:
    """True for an object with segments that have a start and a text."""
    found = segments.items(data.get("segments")) if isinstance(data, dict) else []
    return any("start" in item and "text" in item for item in found)


def read_segments(data: Any) -> list[Segment]:
    """Every segment, with its words where they were timed."""
    return list(segments.timed(data["segments"]))
