"""PodcastIndex JSON transcripts: ``{"version", "segments": [{"speaker", "startTime", "endTime", "body"}]}``.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
Many programs write a segment a word; ``tidy`` joins them to turns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dreiklang.importing.transcripts import segments
from dreiklang.importing.transcripts.segments import Segment, Word

NAME = "PodcastIndex JSON"


def fits(data: Any) -> bool:
    """True for an object with segments that have a body."""
    found = segments.items(data.get("segments")) if isinstance(data, dict) else []
    return any("body" in item for item in found)


def read_segments(data: Any) -> list[Segment]:
    """Every segment."""
    return list(_read(data["segments"]))


def _read(found: Any) -> Iterator[Segment]:
    for item in segments.items(found):
        body = segments.words(item.get("body"))
        start, end = segments.seconds(item.get("startTime")), segments.seconds(item.get("endTime"))
        marked = tuple(_marked(item.get("marks"), body))
        yield Segment(body, start, None if end == start else end, segments.name(item.get("speaker")), marked)


def _marked(marks: object, body: str) -> Iterator[Word]:
    """Our own files say when the words of a turn begin."""
    known = [m for m in marks if isinstance(m, list) and len(m) == 3] if isinstance(marks, list) else []
    offsets = [mark[0] for mark in known if isinstance(mark[0], int)]
    if len(offsets) != len(known):
        return
    for (begin, start, end), then in zip(known, [*offsets, len(body)][1:], strict=True):
        yield Word(body[begin:then], segments.seconds(start), segments.seconds(end))
