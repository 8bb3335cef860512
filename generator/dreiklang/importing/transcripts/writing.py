"""Turns written into an episode: below ``## Transkript``, or into a file beside it.

Nothing else of the episode changes, to the byte; and what is written is read back before it counts.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from dreiklang import written
from dreiklang.content import captions
from dreiklang.content.body import Turn
from dreiklang.ground.problems import Place, Problem, ProblemsFound
from dreiklang.markup import dialogue
from dreiklang.markup.markdown_source import Source
from dreiklang.written import Document

_LINES = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_UNFIT = re.compile(r"[:*]+")


@dataclasses.dataclass(frozen=True)
class Change:
    """A file's new bytes; ``replaced`` turns stood there before, ``lost`` times do not stand there now."""

    path: str
    content: bytes
    replaced: int = 0
    lost: int = 0


def transcript_markdown(turns: Sequence[Turn]) -> str:
    """The conversation as it is written in an episode, without its heading."""
    following = [*(turn.start for turn in turns), None][1:]
    return "".join(f"{_line(turn, then)}\n\n" for turn, then in zip(turns, following, strict=True))[:-1]


def spoken_by(speaker: str) -> str:
    """A name as a turn can begin with: without colon and star, at most 80 characters."""
    return " ".join(_UNFIT.sub(" ", speaker).split())[:80].strip() or "SPEAKER_00"


def into_text(raw: bytes, path: str, turns: Sequence[Turn], replace: bool) -> Change:
    """The episode with the conversation at its end. Raises ProblemsFound where that cannot be."""
    document = _document(raw, path)
    if "transcript" in document.data:
        raise ProblemsFound([Problem("import-field-there", document.place("transcript", path))])
    there = dialogue.split(Source(document.body, path, document.body_line))
    if there.heading and (there.turns or _words(there)) and not replace:
        place = Place(path, there.heading.line)
        raise ProblemsFound([Problem("import-conversation-there", place, {"count": len(there.turns)})])
    newline = b"\r\n" if b"\r\n" in raw else b"\n"
    lines = _LINES.findall(raw)
    kept = lines[: there.heading.line] if there.heading else lines
    before = b"".join(kept)
    if kept and not kept[-1].endswith((b"\r", b"\n")):
        before += newline
    if there.heading is None:
        before += (b"" if _blank(kept) else newline) + b"## Transkript" + newline
    content = before + newline + transcript_markdown(turns).encode().replace(b"\n", newline)
    _read_back(content, path, turns)
    return Change(path, content, len(there.turns), sum(len(turn.marks) for turn in turns))


def into_file(
    raw: bytes, path: str, turns: Sequence[Turn], there: bool, replace: bool
) -> tuple[Change, Change | None]:
    """The turns as PodcastIndex JSON beside the episode, and the episode that names it.

    ``there`` says that such a file exists. The episode is None where it names the file already.
    """
    document = _document(raw, path)
    name = f"{PurePosixPath(path).stem}.json"
    beside = str(PurePosixPath(path).with_name(name))
    named = document.data.get("transcript")
    if named is not None and str(named) not in (name, f"./{name}"):
        raise ProblemsFound([Problem("import-field-there", document.place("transcript", path))])
    if dialogue.split(Source(document.body, path, document.body_line)).heading:
        raise ProblemsFound([Problem("import-conversation-instead", Place(path, document.body_line))])
    if there and not replace:
        raise ProblemsFound([Problem("import-file-there", Place(beside))])
    made = Change(beside, captions.as_json(turns).encode())
    return made, None if named is not None else Change(path, _with_field(raw, document, name))


def _document(raw: bytes, path: str) -> Document:
    document = written.read_front_matter(raw, path)
    if document.data is None or document.problems:
        raise ProblemsFound(document.problems or [Problem("import-no-episode", Place(path))])
    return document


def _words(there: dialogue.Dialogue) -> bool:
    """True where something stands below the heading that is no turn: it would be lost."""
    return any(problem.code != "turns-missing" for problem in there.problems)


def _blank(lines: Sequence[bytes]) -> bool:
    return bool(lines) and not lines[-1].strip()


def _line(turn: Turn, following: float | None) -> str:
    end = f"–{_clock(turn.end)}" if turn.end is not None and turn.end != following else ""
    # A paragraph that looks like a turn would begin one: all words of a turn stand in one line.
    return f"[{_clock(turn.start)}{end}] {spoken_by(turn.speaker)}: {' '.join(turn.text.split())}"


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000) % 1000
    fraction = f".{thousandths:03d}".rstrip("0") if thousandths else ""
    return captions.clock(round(seconds * 1000) // 1000) + fraction


def _with_field(raw: bytes, document: Document, name: str) -> bytes:
    """One more line above the end of the front matter."""
    lines = _LINES.findall(raw)
    fence = document.body_line - 2
    newline = lines[fence - 1][len(lines[fence - 1].rstrip(b"\r\n")) :]
    return b"".join([*lines[:fence], f"transcript: {name}".encode() + newline, *lines[fence:]])


def _read_back(content: bytes, path: str, turns: Sequence[Turn]) -> None:
    """What was written must be read as what was meant, whatever stands above it."""
    document = written.read_front_matter(content, path)
    found = dialogue.split(Source(document.body, path, document.body_line)).turns
    meant = [(spoken_by(turn.speaker), round(turn.start, 3), turn.text.split()) for turn in turns]
    if [(turn.speaker, round(turn.start, 3), turn.text.split()) for turn in found] != meant:
        raise ProblemsFound([Problem("import-not-read-back", Place(path, document.body_line))])
