"""PodcastIndex JSON transcripts, version 1.0.0.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
``{"version": "1.0.0", "segments": [{"speaker", "startTime", "endTime", "body"}]}``; times are
seconds. ``marks`` (ours, see ``content/captions.py``) are read back.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from dreiklang.content.body import Turn, WordTiming
from dreiklang.ground.problems import Place, Problem
from dreiklang.loading.transcripts import cues
from dreiklang.loading.transcripts.cues import Cue, Voice
from dreiklang.written.text import Positions

RIGHT = '"speaker": "Name"'
_SEGMENTS = re.compile(r'"segments"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def read_podcastindex(text: str, file: str) -> tuple[list[Turn], list[Problem]]:
    """A turn for every segment. Never raises."""
    try:
        data = json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        return [], [_broken(error, file)]
    if not isinstance(data, dict) or not isinstance(data.get("segments"), list):
        return [], [Problem("transcript-json-shape", Place(file))]
    problems: list[Problem] = []
    read_segments = _segments(data["segments"], _places(text, file), problems)
    spoken = [(cue, voice) for cue, voice in read_segments if cue is not None]
    problems += cues.time_problems((cue for cue, _ in spoken), file)
    problems += cues.empty_problems((cue for cue, voice in spoken if not voice.text), file)
    turns, nameless = cues.turns([(cue, voice) for cue, voice in spoken if voice.text], file, RIGHT)
    return turns, [*problems, *nameless]


def _refused(name: str) -> float:
    raise ValueError(name)


def _broken(error: Exception, file: str) -> Problem:
    if isinstance(error, json.JSONDecodeError):
        return Problem("transcript-json-broken", Place(file, error.lineno, error.colno))
    return Problem("transcript-json-broken", Place(file))


def _places(text: str, file: str) -> Iterator[Place]:
    """Where each segment stands."""
    begin, decoder, positions = _SEGMENTS.search(text), json.JSONDecoder(), Positions(text)
    at = begin.end() if begin else len(text)
    while True:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        yield Place(file, *positions.at(at))
        at = end
    while True:
        yield Place(file)


def _segments(
    segments: list[Any], places: Iterator[Place], problems: list[Problem]
) -> Iterator[tuple[Cue | None, Voice]]:
    for segment, place in zip(segments, places, strict=False):
        if not isinstance(segment, dict) or not isinstance(segment.get("body"), str):
            problems.append(Problem("transcript-segment", place))
            continue
        text, speaker = segment["body"], segment.get("speaker")
        speaker = "" if speaker is None else " ".join(str(speaker).split())
        if _CONTROLS.search(text + speaker):
            problems.append(Problem("text-control-character", place, {"character": _named(text + speaker)}))
            text, speaker = _CONTROLS.sub("\ufffd", text), _CONTROLS.sub("\ufffd", speaker)
        start, end = seconds(segment.get("startTime")), seconds(segment.get("endTime"))
        if start is None or (end is None and segment.get("endTime") is not None):
            problems.append(Problem("transcript-segment-time", place))
            continue
        yield _said(segment, text, speaker, start, end, place)


def _said(
    segment: dict[str, Any], text: str, speaker: str, start: float, end: float | None, place: Place
) -> tuple[Cue, Voice]:
    # Equal times say that nobody knew the end: that is how it is written where none follows.
    known = None if end == start else end
    body = text.strip()
    lead = len(text) - len(text.lstrip())
    return (
        Cue(place.line, place.column, start, known, body),
        Voice(speaker, body, tuple(_marks(segment.get("marks"), lead, len(body)))),
    )


def _named(text: str) -> str:
    found = _CONTROLS.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def seconds(value: object) -> float | None:
    """A number of seconds that a recording can have; some programs write it as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and 0 <= number <= cues.MOST_SECONDS else None


def _marks(written: object, lead: int, length: int) -> Iterator[WordTiming]:
    """Marks that are in order and lie in the text; others are not ours."""
    last = 0
    for mark in written if isinstance(written, list) else ():
        if not isinstance(mark, list) or len(mark) != 3 or not isinstance(mark[0], int):
            return
        offset, start, end = mark[0] - lead, seconds(mark[1]), seconds(mark[2])
        if start is None or not last <= offset < length:
            return
        yield WordTiming(offset, start, end)
        last = offset
