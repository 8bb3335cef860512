"""Transcripts of other programs become a conversation of an episode.

One module a shape; a shape is recognised by what a file holds, never by its ending alone.
``tidy`` corrects what programs are known to do wrong, ``writing`` puts the turns into the project.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dreiklang.content.body import Turn
from dreiklang.ground.problems import Place, Problem
from dreiklang.importing.transcripts import (
    captions,
    faster_whisper,
    hypertext,
    podcastindex,
    podlove,
    tidy,
    whisper,
    whisper_cpp,
    whisperx,
    word_document,
)
from dreiklang.importing.transcripts.segments import Segment

MOST_BYTES = 50_000_000
"""Word times of a long conversation take a few megabytes."""

_JSON = (whisper_cpp, podlove, podcastindex, faster_whisper, whisperx, whisper)
"""Shapes in JSON, the more particular ones first: the later ones would take them for their own."""


@dataclass(frozen=True)
class Imported:
    """A file's turns; ``shape`` is its format's name, empty where none was recognised."""

    shape: str
    turns: tuple[Turn, ...]
    problems: tuple[Problem, ...]


def read_transcript(
    raw: bytes, file: str, speakers: Mapping[str, str] | None = None, drop_repeats: bool = False
) -> Imported:
    """The turns of a file of any known shape, and everything that was put right. Never raises.

    ``speakers`` maps names in the file to people: ``{"SPEAKER_00": "Leonie Harms"}``.
    """
    if len(raw) > MOST_BYTES:
        most = {"most": MOST_BYTES // 1_000_000}
        return Imported("", (), (Problem("import-too-large", Place(file), most),))
    shape, segments, problems = _segments(raw, file)
    if not segments:
        missing = [Problem("import-nothing", Place(file))] if shape and not problems else []
        return Imported(shape, (), (*problems, *missing))
    turns, flaws = tidy.tidied(segments, file, speakers or {}, drop_repeats)
    if not turns:
        flaws = [*flaws, Problem("import-nothing", Place(file))]
    return Imported(shape, turns, (*problems, *flaws))


def _segments(raw: bytes, file: str) -> tuple[str, list[Segment], list[Problem]]:
    if word_document.fits(raw):
        return word_document.NAME, *word_document.read_segments(raw, file)
    text, problems = _text(raw, file)
    if text[:1] in ("{", "["):
        name, segments, found = _json(text, file)
        return name, segments, [*problems, *found]
    for name, fits, read_text in (
        ("WebVTT", captions.fits_vtt, captions.read_vtt),
        ("SRT", captions.fits_srt, captions.read_srt),
        (hypertext.NAME, hypertext.fits, hypertext.read_segments),
    ):
        if fits(text):
            segments, found = read_text(text, file)
            return name, segments, [*problems, *found]
    return "", [], [*problems, Problem("import-shape-unknown", Place(file))]


def _text(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text; older programs write the letters of Windows, whisper.cpp cuts letters in two."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    problems = []
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", "replace")
    else:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            json_text = raw.lstrip()[:1] in (b"{", b"[")
            text = raw.decode("utf-8", "replace") if json_text else raw.decode("cp1252", "replace")
            problems = [Problem("import-encoding", Place(file))]
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(), problems


def _json(text: str, file: str) -> tuple[str, list[Segment], list[Problem]]:
    try:
        data: Any = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        return "", [], [Problem("transcript-json-broken", Place(file, error.lineno, error.colno))]
    except (ValueError, RecursionError):
        return "", [], [Problem("transcript-json-broken", Place(file))]
    for shape in _JSON:
        if shape.fits(data):
            return shape.NAME, shape.read_segments(data), []
    return "", [], [Problem("import-shape-unknown", Place(file))]
