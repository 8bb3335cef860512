"""The conversations of the demo as they are written: words to speak, and the places of their times."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_CUE = re.compile(r"^(?P<times>\S+ --> \S+)\n<v (?P<speaker>[^>]+)>(?P<words>(?:.+\n)+)", re.M)
_TURN = re.compile(r"^\[(?P<time>[\d:]+)\] (?P<speaker>[^:]+): ")


@dataclass(frozen=True)
class Turn:
    """Who says what; ``text`` may hold ``[drei Töne]``."""

    speaker: str
    text: str


@dataclass(frozen=True)
class Source:
    """An episode's file, cut where times stand."""

    path: Path
    text: str

    @property
    def fields(self) -> dict[str, Any]:
        """The front matter."""
        loaded: dict[str, Any] = yaml.safe_load(self.text.split("---\n", 2)[1])
        return loaded

    @property
    def captions(self) -> Path | None:
        """The WebVTT file that holds the conversation, where it does not stand in the text."""
        name = self.fields.get("transcript")
        return self.path.parent / name if name else None

    @property
    def turns(self) -> list[Turn]:
        """The conversation: captions of one speaker in a row, or paragraphs below ``## Transkript``."""
        if self.captions:
            cues = cues_of(self.captions.read_text(encoding="utf-8"))
            runs = itertools.groupby(cues, key=lambda cue: cue.speaker)
            return [Turn(speaker, " ".join(cue.text for cue in run)) for speaker, run in runs]
        _, _, conversation = self.text.partition("\n## Transkript\n")
        return [_turn(paragraph) for paragraph in conversation.strip().split("\n\n")]


def _turn(paragraph: str) -> Turn:
    words = " ".join(paragraph.split())
    head = _TURN.match(words)
    if head is None:
        raise SystemExit(f"Not a turn: {words[:60]}")
    return Turn(head["speaker"], words[head.end() :])


def cues_of(vtt: str) -> list[Turn]:
    """The captions of a WebVTT file, each with its one voice."""
    return [Turn(cue["speaker"], " ".join(cue["words"].split())) for cue in _CUE.finditer(vtt)]


def spoken_digest(turns: Sequence[Turn]) -> str:
    """A name for the words of a conversation, times aside."""
    words = "\n".join(f"{turn.speaker}: {turn.text}" for turn in turns)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def clock(seconds: int) -> str:
    """Seconds as ``m:ss``."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def retimed(text: str, plan: dict[str, Any], starts: Sequence[int]) -> str:
    """The source with the true time at every turn, chapter and key message."""
    head, mark, conversation = text.partition("\n## Transkript\n")
    for field in ("chapters", "key_messages"):
        head = _retimed_field(head, field, [starts[number - 1] for number in plan.get(field, [])])
    turns = iter(starts)
    pattern = re.compile(r"^\[[\d:]+\](?= [^:\n]+: )", re.M)
    return head + mark + pattern.sub(lambda _: f"[{clock(next(turns))}]", conversation)


def _retimed_field(head: str, field: str, times: Sequence[int]) -> str:
    block = re.search(rf"^{field}:\n(?:(?: .*)?\n)+", head, re.M)
    written = re.findall(r'time: "[\d:]+"', block[0]) if block else []
    if len(written) != len(times):
        raise SystemExit(f"{field}: {len(written)} in the episode, {len(times)} in the plan")
    if block is None:
        return head
    left: Iterator[int] = iter(times)
    lines = re.sub(r'time: "[\d:]+"', lambda _: f'time: "{clock(next(left))}"', block[0])
    return head[: block.start()] + lines + head[block.end() :]


def recaptioned(vtt: str, times: Sequence[tuple[int, int]]) -> str:
    """A WebVTT file with other times, in milliseconds: start and end of each of its captions."""
    left = iter(times)
    return _CUE.sub(lambda cue: cue[0].replace(cue["times"], " --> ".join(map(_stamp, next(left)))), vtt)


def _stamp(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{milliseconds % 1000:03d}"
