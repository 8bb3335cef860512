"""Transcripts in files: WebVTT and SubRip, read strictly, with the line of everything wrong.

WebVTT: https://www.w3.org/TR/webvtt1/ sections 4 and 6. Every cue (and every voice in it) is a
turn of its own, so that all known times survive.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dreiklang.content.body import Turn
from dreiklang.markup import dialogue
from dreiklang.problems import Place, Problem

_VTT_TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_SRT_TIME = r"(?:(\d{2,4}):)([0-5]\d):([0-5]\d),(\d{3})"
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
_TAG = re.compile(r"<[^>\n]*>|\{\\[^}\n]*\}")
_SRT_NAME = re.compile(r"(?:- ?)?([^\W\d_][^:.!?]{0,60}(?:\. [^:.!?]{1,40})?):\s+(.*)", re.DOTALL)


@dataclass(frozen=True)
class _Block:
    """Lines between empty ones; ``line`` is the number of the first."""

    line: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class _Cue:
    """A caption as written; times in seconds."""

    line: int
    start: float
    end: float
    words: str


def read(text: str, file: str) -> tuple[tuple[Turn, ...], tuple[Problem, ...]]:
    """The turns of a ``.vtt`` or ``.srt`` file. Never raises."""
    problems: list[Problem] = []
    vtt = file.lower().endswith(".vtt")
    blocks = list(_blocks(text))
    if vtt:
        if not re.match(r"WEBVTT(?:[ \t\n]|$)", text):
            problems.append(Problem("captions-header", Place(file)))
        else:
            blocks = blocks[1:]
        blocks = [b for b in blocks if not re.match(r"(NOTE|STYLE|REGION)\b", b.lines[0])]
    cues = list(_cues(blocks, file, vtt, problems))
    problems += _order_problems(cues, file)
    turns = tuple(_turns(cues, file, vtt, problems))
    if not turns and not problems:
        problems.append(Problem("turns-missing", Place(file)))
    return dialogue.anchored(turns), tuple(problems)


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            lines.append(line.rstrip())
        elif lines:
            yield _Block(number - len(lines), tuple(lines))
            lines = []


def _cues(blocks: list[_Block], file: str, vtt: bool, problems: list[Problem]) -> Iterator[_Cue]:
    pattern = re.compile(rf"{(time := _VTT_TIME if vtt else _SRT_TIME)} +--> +{time}(?:[ \t].*)?")
    for block in blocks:
        at = next((i for i, line in enumerate(block.lines[:2]) if "-->" in line), None)
        if at is None:
            problems.append(Problem("captions-no-time", Place(file, block.line)))
            continue
        line = block.line + at
        times = pattern.fullmatch(block.lines[at].strip())
        if not times:
            right = "00:01:04.500 --> 00:01:09.000" if vtt else "00:01:04,500 --> 00:01:09,000"
            problems.append(Problem("captions-time-format", Place(file, line), {"right": right}))
            continue
        start, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
        yield _Cue(line, start, end, "\n".join(block.lines[at + 1 :]))


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _order_problems(cues: list[_Cue], file: str) -> Iterator[Problem]:
    last = 0.0
    for cue in cues:
        if cue.end <= cue.start:
            yield Problem("captions-end-before-start", Place(file, cue.line))
        if cue.start < last:
            yield Problem("captions-order", Place(file, cue.line))
        last = max(last, cue.start)


def _turns(cues: list[_Cue], file: str, vtt: bool, problems: list[Problem]) -> Iterator[Turn]:
    """One turn for every voice; in SubRip a name stands only where the speaker changes."""
    speaker = ""
    nameless: list[int] = []
    for cue in cues:
        voices = _vtt_voices(cue.words) if vtt else _srt_voices(cue.words, speaker)
        for name, words in voices:
            speaker = name
            if dialogue.is_unmapped(name):
                problems.append(Problem("speaker-unmapped", Place(file, cue.line), {"name": name}))
            elif not name:
                nameless.append(cue.line)
            yield Turn(name, cue.start, words, "", cue.line, cue.end)
    if nameless:
        # Named once: a file without names would otherwise fill the report with hundreds of lines.
        values = {"count": len(nameless), "right": "<v Name>Text" if vtt else "Name: Text"}
        problems.append(Problem("captions-speaker-missing", Place(file, nameless[0]), values))


def _vtt_voices(words: str) -> Iterator[tuple[str, str]]:
    first, *parts = _VOICE.split(words)
    for name, part in zip(["", *parts[::2]], [first, *parts[1::2]], strict=True):
        if text := _plain(part):
            yield _plain(name), text


def _srt_voices(words: str, speaker: str) -> Iterator[tuple[str, str]]:
    if named := _SRT_NAME.fullmatch(_TAG.sub("", words)):
        speaker, words = named[1].strip(), named[2]
    if text := _plain(words):
        yield speaker, text


def _plain(words: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", words)).split())
