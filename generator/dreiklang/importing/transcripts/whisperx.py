"""WhisperX JSON: Whisper's segments with speakers, and words with ``score`` and ``speaker``.

``{"segments": [{"start", "end", "text", "speaker"?, "words": [{"word", "start"?, "end"?, "score"?,
"speaker"?}]}], "word_segments": […], "language"}``; a word it could not align has no times.
https://github.com/m-bain/whisperX/blob/main/whisperx/schema.py
"""

from __future__ import annotations

from typing import Any

from dreiklang.importing.transcripts import segments, whisper
from dreiklang.importing.transcripts.segments import Segment

NAME = "WhisperX"


def fits(data: Any) -> bool:
    """True where words have scores, or segments have speakers."""
    if not whisper.fits(data):
        return False
    found = segments.items(data["segments"])
    heard = (word for item in found for word in segments.items(item.get("words")))
    return "word_segments" in data or any("speaker" in i for i in found) or any("score" in w for w in heard)


def read_segments(data: Any) -> list[Segment]:
    """Every segment; ``tidy`` takes those apart in which two people speak."""
    return list(segments.timed(data["segments"]))
