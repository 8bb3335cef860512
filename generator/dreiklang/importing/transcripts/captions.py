"""WebVTT and SubRip as programs really write them: what ``loading`` refuses is read and reported here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dreiklang.content.captions import SRT_WIDTH, VTT_WIDTH
from dreiklang.ground.problems import Place, Problem
from dreiklang.importing.transcripts.segments import Segment, Word, seconds
from dreiklang.loading.transcripts import subrip, webvtt
from dreiklang.loading.transcripts.cues import Cue
from dreiklang.markup import dialogue

_CLOCK = r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?")
_ROLL = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")
_MARKUP = re.compile(r"<[^<>]*>")
_COMMA = re.compile(r"\d,\d")


@dataclass
class _Rough:
    """A caption whose times may be missing or wrong."""

    line: int
    start: float | None
    end: float | None
    lines: list[str] = field(default_factory=list)


def fits_vtt(text: str) -> bool:
    """True for a text that says so, or has WebVTT's times."""
    return text.startswith("WEBVTT")


def fits_srt(text: str) -> bool:
    """True for a text with lines of times and nothing that says WebVTT."""
    return any(_TIMES.fullmatch(line) for line in text.split("\n", 200)[:200] if "-->" in line)


def read_vtt(text: str, file: str) -> tuple[list[Segment], list[Problem]]:
    """Every voice of every cue."""
    problems: list[Problem] = []
    rough = _rough(text, file, problems)
    commas = next(
        (n for n, line in enumerate(text.split("\n"), 1) if "-->" in line and _COMMA.search(line)), 0
    )
    if commas:
        problems.append(Problem("import-comma-times", Place(file, commas)))
    found = []
    problems += _long_lines(rough, file, VTT_WIDTH)
    for cue in rough:
        strict = Cue(cue.line, 1, cue.start or 0.0, cue.end, "\n".join(cue.lines))
        for voice in webvtt.voices(strict, file, problems):
            known = [(mark.offset, mark.start) for mark in voice.marks]
            found.append(_segment(cue, voice.speaker, voice.text, known))
    return _with_prefixes(found), problems


def read_srt(text: str, file: str) -> tuple[list[Segment], list[Problem]]:
    """Every voice of every caption; a name holds until another one follows."""
    problems: list[Problem] = []
    found, speaker = [], ""
    rough = _rough(text, file, problems)
    problems += _long_lines(rough, file, SRT_WIDTH)
    for cue in rough:
        for voice in subrip.voices("\n".join(cue.lines), speaker):
            speaker = voice.speaker
            found.append(_segment(cue, voice.speaker, voice.text, []))
    return found, problems


def _long_lines(rough: list[_Rough], file: str, width: int) -> Iterator[Problem]:
    """Lines too long for what the format allows; the site breaks them anew."""
    long = [cue.line for cue in rough if any(len(_MARKUP.sub("", line)) > width for line in cue.lines)]
    if long:
        yield Problem("import-line-length", Place(file, long[0]), {"count": len(long), "width": width})


def _segment(cue: _Rough, speaker: str, text: str, known: Sequence[tuple[int, float]]) -> Segment:
    offsets = [offset for offset, _ in known]
    heard = tuple(
        Word(text[begin:then], start)
        for (begin, start), then in zip(known, [*offsets, len(text)][1:], strict=True)
    )
    return Segment(text, cue.start, cue.end, speaker, heard, cue.line)


def _rough(text: str, file: str, problems: list[Problem]) -> list[_Rough]:
    """Captions by their lines of times; words without times go on with the caption before."""
    found: list[_Rough] = []
    for first, block in _blocks(text):
        at = [index for index, line in enumerate(block) if "-->" in line]
        if not at and _ROLL.match(block[0]):
            continue
        head = block[: at[0]] if at else block
        if len(head) > 1 or (not at and not head[0].strip().isdigit()):
            problems.append(Problem("import-words-without-time", Place(file, first)))
            found = found or [_Rough(first, None, None)]
            found[-1].lines += head[:-1] if at else head
        for index, following in zip(at, [*at, len(block)][1:], strict=True):
            words = block[index + 1 : following]
            if following < len(block) and words and words[-1].strip().isdigit():
                words.pop()
            found.append(_timed(block[index], first + index, words))
    return found


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _timed(line: str, number: int, words: list[str]) -> _Rough:
    times = _TIMES.fullmatch(line)
    if times is None:
        return _Rough(number, None, None, words)
    return _Rough(number, _clock(times.groups()[:4]), _clock(times.groups()[4:]), words)


def _clock(parts: Sequence[str | None]) -> float | None:
    hours, minutes, whole, rest = parts
    return seconds(
        int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(whole or 0) + float(f"0.{rest or 0}")
    )


def _with_prefixes(found: list[Segment]) -> list[Segment]:
    """Names written before the words (``[SPEAKER_00]: …``), where no voice says who speaks."""
    if any(segment.speaker for segment in found):
        return found
    named = [subrip.named(segment.text) for segment in found]
    often = Counter(name for name, _ in named)
    return [
        Segment(rest, segment.start, segment.end, name, segment.words, segment.line)
        if name and (often[name] > 1 or dialogue.is_unmapped(name))
        else segment
        for segment, (name, rest) in zip(found, named, strict=True)
    ]
