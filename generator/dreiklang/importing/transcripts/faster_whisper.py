"""faster-whisper: it writes no file itself, so its segments are saved as they are.

A list of ``Segment`` as objects (``asdict``) or, from older releases, as bare tuples
``[id, seek, start, end, text, tokens, temperature, avg_logprob, compression_ratio, no_speech_prob,
words]`` with words ``[start, end, word, probability]``; or ``{"segments": […], "info": {…}}``.
https://github.com/SYSTRAN/faster-whisper/blob/master/faster_whisper/transcribe.py (``Segment``, ``Word``)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dreiklang.importing.transcripts import segments, whisper
from dreiklang.importing.transcripts.segments import Segment, Word

NAME = "faster-whisper"
_TEXT, _WORDS = 4, 10


def fits(data: Any) -> bool:
    """True for a list of segments, or segments beside what is known of the recording."""
    if isinstance(data, dict):
        return whisper.fits(data) and isinstance(data.get("info"), dict)
    return isinstance(data, list) and (whisper.fits({"segments": data}) or any(map(_bare, data)))


def read_segments(data: Any) -> list[Segment]:
    """Every segment, with its words where they were timed."""
    found = data["segments"] if isinstance(data, dict) else data
    return list(_bare_segments(found)) if any(map(_bare, found)) else list(segments.timed(found))


def _bare(item: object) -> bool:
    return isinstance(item, list) and len(item) > _TEXT and isinstance(item[_TEXT], str)


def _bare_segments(found: list[Any]) -> Iterator[Segment]:
    for item in filter(_bare, found):
        heard = item[_WORDS] if len(item) > _WORDS and isinstance(item[_WORDS], list) else []
        timed = tuple(
            Word(segments.words(word[2]), segments.seconds(word[0]), segments.seconds(word[1]))
            for word in heard
            if isinstance(word, list) and len(word) > 2
        )
        yield Segment(item[_TEXT], segments.seconds(item[2]), segments.seconds(item[3]), words=timed)
