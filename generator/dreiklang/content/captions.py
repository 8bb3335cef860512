"""A conversation as captions and files: WebVTT, SRT, PodcastIndex JSON and plain text.

The stored unit is the turn; captions are derived from it by splitting at sentences and words,
with times in proportion to length between the turn's start and what follows. No word is lost.
Speakers and words are hostile text: whatever a format could read as markup is escaped.
"""

from __future__ import annotations

import functools
import itertools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dreiklang.content.body import Turn

VTT_WIDTH = 65
"""Characters a line in WebVTT (PSP-1)."""

SRT_WIDTH = 32
"""Characters a line in SRT (PSP-1); two lines a caption."""

_SECONDS_PER_CHARACTER = 0.065
_SENTENCE_END = re.compile(r"(?<=[.!?…]) ")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


@dataclass(frozen=True)
class Caption:
    """What is shown from ``start`` to ``end`` (milliseconds): the lines of one speaker."""

    start: int
    end: int
    speaker: str
    lines: tuple[str, ...]


_once = functools.lru_cache(maxsize=2)
"""A page says how large the files are that are made next: nothing is made twice."""


@_once
def vtt(turns: tuple[Turn, ...], seconds: float | None = None) -> str:
    """WebVTT with a voice per caption; ``seconds`` is the recording's length."""
    parts = ["WEBVTT"]
    for caption in _captions(turns, seconds, VTT_WIDTH, named=False):
        voice = f"<v {_entities(caption.speaker)}>" if caption.speaker else ""
        words = "\n".join(_entities(line) for line in caption.lines)
        parts.append(f"{_stamp(caption.start, '.')} --> {_stamp(caption.end, '.')}\n{voice}{words}")
    return "\n\n".join(parts) + "\n"


@_once
def srt(turns: tuple[Turn, ...], seconds: float | None = None) -> str:
    """SubRip; it knows no voices, so each turn begins with its speaker's name."""
    parts = []
    for number, caption in enumerate(_captions(turns, seconds, SRT_WIDTH, named=True), start=1):
        words = "\n".join(_brackets(line) for line in caption.lines)
        parts.append(f"{number}\n{_stamp(caption.start, ',')} --> {_stamp(caption.end, ',')}\n{words}")
    return "\n\n".join(parts) + "\n" if parts else ""


@_once
def as_json(turns: tuple[Turn, ...], seconds: float | None = None) -> str:
    """The PodcastIndex JSON transcript, version 1.0.0: one segment a turn, nothing interpolated away."""
    ends = [*(turn.start for turn in turns[1:]), seconds or 0.0]
    quoted = json.JSONEncoder(ensure_ascii=False).encode
    lines = ",\n".join(
        f'{{"speaker": {quoted(turn.speaker)}, "startTime": {turn.start!r}, '
        f'"endTime": {turn.end if turn.end is not None else max(following, turn.start)!r}, '
        f'"body": {quoted(turn.text)}}}'
        for turn, following in zip(turns, ends, strict=True)
    )
    return f'{{"version": "1.0.0", "segments": [\n{lines}\n]}}\n'.replace("<", "\\u003c")


def plain(turns: Sequence[Turn], title: str) -> str:
    """Text to read and print: a title, then every turn with its speaker and time."""
    parts = [title, *(f"[{clock(turn.start)}] {turn.speaker}:\n{turn.text}" for turn in turns)]
    return _without_controls("\n\n".join(parts)) + "\n"


def clock(seconds: float) -> str:
    """A time to read: ``4:15``, with hours ``1:04:15``."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _captions(turns: Sequence[Turn], seconds: float | None, width: int, named: bool) -> Iterator[Caption]:
    """Turns that begin together share the time until the next one begins."""
    groups = [(start, list(group)) for start, group in itertools.groupby(turns, key=lambda turn: turn.start)]
    for index, (start, group) in enumerate(groups):
        pieces = [
            (_one_line(turn.speaker), lines)
            for turn in group
            for lines in _pieces(_spoken(turn, named), width)
        ]
        following = groups[index + 1][0] if index + 1 < len(groups) else seconds
        written = group[-1].end
        yield from _timed(pieces, start, written if written is not None else following)


def _timed(
    pieces: Sequence[tuple[str, tuple[str, ...]]], start: float, end: float | None
) -> Iterator[Caption]:
    """Captions from ``start`` to ``end`` in proportion to length, each at least a millisecond long."""
    lengths = [1 + sum(map(len, lines)) for _, lines in pieces]
    total = sum(lengths)
    if end is None or end <= start:
        end = start + total * _SECONDS_PER_CHARACTER
    first, span = round(start * 1000), max(round((end - start) * 1000), len(pieces))
    at, passed = first, 0
    for (speaker, lines), length in zip(pieces, lengths, strict=True):
        passed += length
        then = max(at + 1, first + span * passed // total)
        yield Caption(at, then, speaker, lines)
        at = then


def _spoken(turn: Turn, named: bool) -> str:
    return f"{turn.speaker}: {turn.text}" if named and turn.speaker else turn.text


def _pieces(text: str, width: int) -> Iterator[tuple[str, ...]]:
    """Pairs of lines; a new sentence begins a new pair unless it fits into the one before."""
    fill = _filled(width)
    pair: list[str] = []
    for sentence in _SENTENCE_END.split(_one_line(text)):
        if pair and sum(map(len, pair)) + len(sentence) < 2 * width:
            together = fill(" ".join([*pair, sentence]))
            if len(together) <= 2:
                pair = together
                continue
        if pair:
            yield tuple(pair)
        lines = fill(sentence)
        last = (len(lines) - 1) // 2 * 2
        yield from (tuple(lines[at : at + 2]) for at in range(0, last, 2))
        pair = lines[last:]
    if pair:
        yield tuple(pair)


@functools.cache
def _filled(width: int) -> Callable[[str], list[str]]:
    """Splits text into lines of whole words; only a word longer than ``width`` makes a longer line."""
    return re.compile(rf"(.{{1,{width}}}|\S+)(?: |$)").findall


@functools.lru_cache(maxsize=4)  # the end of a caption is most often the begin of the next one
def _stamp(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{rest:03d}"


def _entities(line: str) -> str:
    """As WebVTT writes text and voices (section 4.2.2): ``&``, ``<`` and ``>`` as entities."""
    return _brackets(line.replace("&", "&amp;"))


def _brackets(line: str) -> str:
    return line.replace("<", "&lt;").replace(">", "&gt;")


def _one_line(text: str) -> str:
    return " ".join((text if text.isprintable() else _without_controls(text)).split())


def _without_controls(text: str) -> str:
    return _CONTROL.sub("", text)
