"""A conversation as captions and files: WebVTT, SRT, PodcastIndex JSON and plain text.

The stored unit is the turn; captions are derived from it. They begin at the turn's marks where
there are any; between known times they are split at sentences and words, with times in proportion
to length. No word is lost.
Speakers and words are hostile text: whatever a format could read as markup is escaped.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dreiklang.content.body import Turn
from dreiklang.content.turns import parts

VTT_WIDTH = 65
"""Characters a line in WebVTT (PSP-1)."""

SRT_WIDTH = 32
"""Characters a line in SRT (PSP-1); two lines a caption."""

_SECONDS_PER_CHARACTER = 0.065
_FEW = 2
"""Blanks in what counts as words timed one by one; a longer piece is a caption of its own."""
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
    """The PodcastIndex JSON transcript, version 1.0.0: one segment a turn.

    https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
    Apps leave out segments without ``endTime``, so it is always written; where it is unknown, it is
    when the next turn begins. ``marks`` is ours and stands only where times within a turn are known:
    ``[offset in body, start, end or null]``.
    """
    quoted = json.JSONEncoder(ensure_ascii=False).encode
    following = [*(turn.start for turn in turns[1:]), seconds or 0.0]
    lines = []
    for turn, then in zip(turns, following, strict=True):
        end = turn.end if turn.end is not None else max(then, turn.start)
        marks = f', "marks": {quoted(turn.marks)}' if turn.marks else ""
        lines.append(
            f'{{"speaker": {quoted(turn.speaker)}, "startTime": {turn.start!r}, '
            f'"endTime": {end!r}, "body": {quoted(turn.text)}{marks}}}'
        )
    written = ",\n".join(lines).replace("<", "\\u003c")
    return f'{{"version": "1.0.0", "segments": [\n{written}\n]}}\n'


def plain(turns: Sequence[Turn], title: str) -> str:
    """Text to read and print: a title, then every turn with its speaker and time."""
    parts = [title, *(f"[{clock(turn.start)}] {turn.speaker}:\n{turn.text}" for turn in turns)]
    return _without_controls("\n\n".join(parts)) + "\n"


def clock(seconds: float) -> str:
    """A time to read: ``4:15``, with hours ``1:04:15``."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


class _Cut(NamedTuple):
    """Words of one speaker between two known times; ``fresh`` at the beginning of a turn."""

    speaker: str
    start: float
    end: float | None
    text: str
    fresh: bool


def _captions(turns: Sequence[Turn], seconds: float | None, width: int, named: bool) -> Iterator[Caption]:
    """Captions in the order of what is said: players sort them by their times, so none begins earlier."""
    last = -1
    for caption in _loose(turns, seconds, width, named):
        if caption.start <= last:
            caption = Caption(last + 1, max(caption.end, last + 2), caption.speaker, caption.lines)
        yield caption
        last = caption.start


def _loose(turns: Sequence[Turn], seconds: float | None, width: int, named: bool) -> Iterator[Caption]:
    """Words that begin together share the time until the next ones begin."""
    groups = [
        (start, list(group))
        for start, group in itertools.groupby(_blocks(turns, named), key=lambda block: block[0].start)
    ]
    for index, (start, group) in enumerate(groups):
        following = groups[index + 1][0] if index + 1 < len(groups) else seconds
        known = group[-1][-1].end
        end = known if known is not None else following
        if len(group) == 1 and len(group[0]) > 1:
            yield from _by_words(group[0], end, width)
            continue
        cuts = (cut for block in group for cut in block)
        pieces = [(cut.speaker, lines) for cut in cuts for lines in _pieces(cut.text, width)]
        yield from _timed(pieces, start, end)


def _blocks(turns: Sequence[Turn], named: bool) -> Iterator[list[_Cut]]:
    """A caption begins at a mark; only times of single words (or two) stand in one block."""
    block: list[_Cut] = []
    for cut in _cuts(turns, named):
        if block and (cut.fresh or not _short(cut) or not _short(block[-1]) or cut.start <= block[-1].start):
            yield block
            block = []
        block.append(cut)
    if block:
        yield block


def _cuts(turns: Sequence[Turn], named: bool) -> Iterator[_Cut]:
    for turn in turns:
        speaker = _one_line(turn.speaker)
        prefix = f"{speaker}: " if named and speaker else ""
        fresh = True
        for part in parts(turn):
            text = _one_line(prefix + part.text)
            yield _Cut(speaker, part.start, part.end, text, fresh)
            prefix, fresh = "", False


def _short(cut: _Cut) -> bool:
    return cut.text.count(" ") < _FEW


def _by_words(block: Sequence[_Cut], end: float | None, width: int) -> Iterator[Caption]:
    """Captions of words with times: each begins when its first word does, or in proportion between two."""
    offsets = [0, *itertools.accumulate(len(cut.text) + 1 for cut in block)]
    last = block[-1].start + offsets[-1] * _SECONDS_PER_CHARACTER if end is None else end
    times = [*(cut.start for cut in block), max(last, block[-1].start)]
    pieces = list(_pieces(" ".join(cut.text for cut in block), width))
    begins = [0, *itertools.accumulate(sum(map(len, lines)) + len(lines) for lines in pieces)]
    stamps = [round(_interpolated(at, offsets, times) * 1000) for at in begins]
    at = stamps[0]
    for lines, then in zip(pieces, stamps[1:], strict=True):
        then = max(at + 1, then)
        yield Caption(at, then, block[0].speaker, lines)
        at = then


def _interpolated(at: int, offsets: Sequence[int], times: Sequence[float]) -> float:
    """The time of the character at ``at``: known, or in proportion between the known ones around it."""
    index = min(bisect.bisect_right(offsets, at) - 1, len(offsets) - 2)
    before, after = offsets[index], offsets[index + 1]
    return times[index] + (times[index + 1] - times[index]) * (at - before) / (after - before)


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
