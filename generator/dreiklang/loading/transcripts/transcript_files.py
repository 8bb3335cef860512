"""Transcripts in files that a site keeps as they are: WebVTT, SubRip and PodcastIndex JSON.

Each has a module of its own; all are read strictly, with the line and column of everything wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

from dreiklang.content import turns
from dreiklang.content.body import Turn
from dreiklang.ground.problems import Place, Problem
from dreiklang.loading import file_types
from dreiklang.loading.transcripts import podcastindex, subrip, webvtt
from dreiklang.markup import dialogue

_READERS = {"vtt": webvtt.read_webvtt, "srt": subrip.read_subrip, "json": podcastindex.read_podcastindex}


def read_transcript(text: str, file: str) -> tuple[tuple[Turn, ...], tuple[Problem, ...]]:
    """A turn for every caption or segment of a file, as it is written. Never raises."""
    found, problems = _read(text, file)
    return dialogue.anchored(found), problems


def conversation(
    text: str, file: str, breaks: Sequence[float] = ()
) -> tuple[tuple[Turn, ...], tuple[Problem, ...]]:
    """Turns as long as people speak; captions and single words are pieces of them. Never raises.

    Segments of PodcastIndex JSON are turns already, unless they are cut into single words.
    ``breaks`` are the seconds at which chapters begin: a turn begins there, too.
    """
    found, problems = _read(text, file)
    whole = file_types.ending(file) == "json" and not turns.fragments(found)
    return dialogue.anchored(found if whole else turns.joined(found, breaks)), problems


def _read(text: str, file: str) -> tuple[list[Turn], tuple[Problem, ...]]:
    found, problems = _READERS[file_types.ending(file)](text, file)
    if not found and not problems:
        problems.append(Problem("turns-missing", Place(file)))
    return found, tuple(problems)
