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
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

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
_SPECIAL = re.compile("[&<>]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


Caption = tuple[int, int, str, str]
"""Start and end in milliseconds, the speaker, and one or two lines. Bare, as there are thousands."""


Made = TypeVar("Made")


def _once(make: Callable[..., Made]) -> Callable[..., Made]:
    """Keeps the last answer: a page says how large the files are that are made next.

    The conversation is known by being the same object; to compare its words would take as long.
    """
    last: tuple[object, tuple[object, ...], Made] | None = None

    @functools.wraps(make)
    def made(turns: Sequence[Turn], *rest: object) -> Made:
        nonlocal last
        if last is None or last[0] is not turns or last[1] != rest:
            last = (turns, rest, make(turns, *rest))
        return last[2]

    return made


@_once
def vtt(turns: Sequence[Turn], seconds: float | None = None) -> str:
    """WebVTT with a voice per caption; ``seconds`` is the recording's length."""
    voices = {"": ""} | {_one_line(t.speaker): f"<v {_entities(_one_line(t.speaker))}>" for t in turns}
    shown = _entities if any(_SPECIAL.search(turn.text) for turn in turns) else str
    captions = _captions(turns, seconds, VTT_WIDTH, named=False)
    timed = _with_stamps(captions, ".")
    written = [f"{times}\n{voices[speaker]}{shown(lines)}" for times, speaker, lines in timed]
    return "\n\n".join(["WEBVTT", *written]) + "\n"


@_once
def srt(turns: Sequence[Turn], seconds: float | None = None) -> str:
    """SubRip; it knows no voices, so each turn begins with its speaker's name."""
    special = any(_SPECIAL.search(turn.text) or _SPECIAL.search(turn.speaker) for turn in turns)
    shown = _brackets if special else str
    timed = enumerate(_with_stamps(_captions(turns, seconds, SRT_WIDTH, named=True), ","), start=1)
    written = [f"{number}\n{times}\n{shown(lines)}" for number, (times, _, lines) in timed]
    return "\n\n".join(written) + "\n" if written else ""


@_once
def as_json(turns: Sequence[Turn], seconds: float | None = None) -> str:
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
        marks = f', "marks": {quoted([*turn.marks])}' if turn.marks else ""
        lines.append(
            f'{{"speaker": {quoted(turn.speaker)}, "startTime": {turn.start!r}, '
            f'"endTime": {end!r}, "body": {quoted(turn.text)}{marks}}}'
        )
    written = ",\n".join(lines).replace("<", "\\u003c")
    return f'{{"version": "1.0.0", "segments": [\n{written}\n]}}\n'


@_once
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
    """A caption begins at every known time, but for words timed one by one."""
    cuts = _named(_cuts(turns)) if named else _cuts(turns)
    begin, count = 0, len(cuts)
    while begin < count:
        first = cuts[begin]
        end, words = _together(cuts, begin)
        known = cuts[end - 1].end
        until = known if known is not None else cuts[end].start if end < count else seconds
        if words:
            yield from _by_words(cuts[begin:end], until, width)
        else:
            said = [(cut.speaker, piece) for cut in cuts[begin:end] for piece in _pieces(cut.text, width)]
            yield from _timed(said, first.start, until)
        begin = end


def _together(cuts: Sequence[_Cut], begin: int) -> tuple[int, bool]:
    """Up to where words share one time, or (True) where single words of a turn have one each."""
    end, start = begin + 1, cuts[begin].start
    while end < len(cuts) and cuts[end].start == start:
        end += 1
    if end > begin + 1 or not _short(cuts[begin]):
        return end, False
    while end < len(cuts) and _goes_on(cuts[end - 1], cuts[end]):
        end += 1
    return end, end > begin + 1


def _goes_on(before: _Cut, cut: _Cut) -> bool:
    return not cut.fresh and _short(cut) and cut.start > before.start


@_once
def _cuts(turns: Sequence[Turn]) -> list[_Cut]:
    found = []
    for turn in turns:
        speaker = _one_line(turn.speaker)
        tidy = turn.text.isprintable() and "  " not in turn.text
        fresh = True
        for start, end, words in parts(turn):
            found.append(_Cut(speaker, start, end, words.strip() if tidy else _one_line(words), fresh))
            fresh = False
    return found


def _named(cuts: Iterable[_Cut]) -> list[_Cut]:
    """Each turn begins with its speaker's name."""
    return [
        cut._replace(text=f"{cut.speaker}: {cut.text}") if cut.fresh and cut.speaker else cut for cut in cuts
    ]


def _short(cut: _Cut) -> bool:
    return cut.text.count(" ") < _FEW


def _by_words(block: Sequence[_Cut], end: float | None, width: int) -> Iterator[Caption]:
    """Captions of words with times: each begins when its first word does, or in proportion between two."""
    offsets = [0, *itertools.accumulate(len(cut.text) + 1 for cut in block)]
    last = block[-1].start + offsets[-1] * _SECONDS_PER_CHARACTER if end is None else end
    times = [*(cut.start for cut in block), max(last, block[-1].start)]
    pieces = _pieces(" ".join(cut.text for cut in block), width)
    begins = [0, *itertools.accumulate(len(piece) + 1 for piece in pieces)]
    stamps = [round(_interpolated(at, offsets, times) * 1000) for at in begins]
    at = stamps[0]
    for piece, then in zip(pieces, stamps[1:], strict=True):
        then = max(at + 1, then)
        yield at, then, block[0].speaker, piece
        at = then


def _interpolated(at: int, offsets: Sequence[int], times: Sequence[float]) -> float:
    """The time of the character at ``at``: known, or in proportion between the known ones around it."""
    index = min(bisect.bisect_right(offsets, at) - 1, len(offsets) - 2)
    before, after = offsets[index], offsets[index + 1]
    return times[index] + (times[index + 1] - times[index]) * (at - before) / (after - before)


def _timed(pieces: Sequence[tuple[str, str]], start: float, end: float | None) -> Iterator[Caption]:
    """Captions from ``start`` to ``end`` in proportion to length, each at least a millisecond long."""
    if len(pieces) == 1 and end is not None and end > start:
        begin = round(start * 1000)
        yield begin, max(round(end * 1000), begin + 1), *pieces[0]
        return
    lengths = [1 + len(piece) - piece.count("\n") for _, piece in pieces]
    total = sum(lengths)
    if end is None or end <= start:
        end = start + total * _SECONDS_PER_CHARACTER
    first, span = round(start * 1000), max(round((end - start) * 1000), len(pieces))
    at, passed = first, 0
    for (speaker, piece), length in zip(pieces, lengths, strict=True):
        passed += length
        then = max(at + 1, first + span * passed // total)
        yield at, then, speaker, piece
        at = then


def _pieces(text: str, width: int) -> list[str]:
    """Pairs of lines; a new sentence begins a new pair unless it fits into the one before."""
    lines = _filled(width)(text)
    if len(lines) <= 2:
        return ["\n".join(lines)] if lines else []
    sentences = _SENTENCE_END.split(text)
    if len(sentences) == 1:
        return ["\n".join(lines[at : at + 2]) for at in range(0, len(lines), 2)]
    return list(_by_sentences(sentences, width))


def _by_sentences(sentences: Iterable[str], width: int) -> Iterator[str]:
    fill = _filled(width)
    pair: list[str] = []
    for sentence in sentences:
        if pair and sum(map(len, pair)) + len(sentence) < 2 * width:
            together = fill(" ".join([*pair, sentence]))
            if len(together) <= 2:
                pair = together
                continue
        if pair:
            yield "\n".join(pair)
        lines = fill(sentence)
        last = (len(lines) - 1) // 2 * 2
        yield from ("\n".join(lines[at : at + 2]) for at in range(0, last, 2))
        pair = lines[last:]
    if pair:
        yield "\n".join(pair)


@functools.cache
def _filled(width: int) -> Callable[[str], list[str]]:
    """Splits text into lines of whole words; only a word longer than ``width`` makes a longer line."""
    return re.compile(rf"(.{{1,{width}}}|\S+)(?: |$)").findall


def _with_stamps(captions: Iterable[Caption], point: str) -> Iterator[tuple[str, str, str]]:
    """The line of times, the speaker and the lines of each, in the order of what is said.

    Players sort captions by their times: none begins before the one above, or with it. An end is
    most often the next begin.
    """
    before, stamp, last = -1, "", -1
    for start, end, speaker, lines in captions:
        if start <= last:
            start, end = last + 1, max(end, last + 2)
        last = start
        begin = stamp if start == before else _stamp(start, point)
        before, stamp = end, _stamp(end, point)
        yield f"{begin} --> {stamp}", speaker, lines


def _stamp(milliseconds: int, point: str) -> str:
    return f"{_hours(milliseconds // 1000)}{point}{milliseconds % 1000:03d}"


@functools.lru_cache(maxsize=8192)  # two hours: every second begins or ends several captions
def _hours(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _entities(line: str) -> str:
    """As WebVTT writes text and voices (section 4.2.2): ``&``, ``<`` and ``>`` as entities."""
    return _brackets(line.replace("&", "&amp;"))


def _brackets(line: str) -> str:
    return line.replace("<", "&lt;").replace(">", "&gt;")


def _one_line(text: str) -> str:
    return " ".join((text if text.isprintable() else _without_controls(text)).split())


def _without_controls(text: str) -> str:
    return _CONTROL.sub("", text)
