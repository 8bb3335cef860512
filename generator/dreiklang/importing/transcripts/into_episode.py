"""The import as a whole: a file of another program into an episode of the project."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dreiklang import i18n
from dreiklang.ground.problems import Place, Problem, ProblemsFound, blocking
from dreiklang.importing import file_writing, transcripts
from dreiklang.importing.transcripts import writing
from dreiklang.loading import paths


@dataclass(frozen=True)
class ImportOptions:
    """What is to be imported. ``episode`` is a path from the project's root, or empty: only show it."""

    file: Path
    episode: str = ""
    speakers: Mapping[str, str] | None = None
    as_file: bool = False
    replace: bool = False
    drop_repeats: bool = False


@dataclass(frozen=True)
class ImportResult:
    """What was done: ``said`` in the language asked for, ``text`` to print where no episode was named."""

    problems: tuple[Problem, ...]
    said: tuple[str, ...]
    text: str = ""


def import_into(root: Path, wish: ImportOptions, language: str) -> ImportResult:
    """Reads the file and writes its turns. Raises ProblemsFound, having written nothing."""
    try:
        size = wish.file.stat().st_size
        raw = (
            wish.file.read_bytes() if size <= transcripts.MOST_BYTES else b" " * (transcripts.MOST_BYTES + 1)
        )
    except OSError:
        raise ProblemsFound([Problem("file-unreadable", Place(str(wish.file)))]) from None
    found = transcripts.read_transcript(raw, str(wish.file), wish.speakers, wish.drop_repeats)
    if blocking(found.problems) and not found.turns:
        raise ProblemsFound(found.problems)
    say = _sayer(language)
    people = ", ".join(dict.fromkeys(turn.speaker for turn in found.turns))
    said = [say("import_read", shape=found.shape, turns=len(found.turns), people=people)]
    if not wish.episode:
        return ImportResult(
            found.problems, (*said, say("import_shown")), writing.transcript_markdown(found.turns)
        )
    changes = _changes(root, wish, found)
    before = file_writing.unsaved(root, [change.path for change in changes])
    for change in changes:
        file_writing.write_file(root / change.path, change.content)
        said.append(say("import_written", path=change.path))
    said += [say("import_replaced", count=c.replaced) for c in changes if c.replaced]
    said += [say("import_times_lost", count=c.lost) for c in changes if c.lost]
    undo = " ".join(change.path for change in changes)
    said.append(say("import_undo_unsaved" if before else "import_undo", paths=undo))
    return ImportResult(found.problems, tuple(said))


def _changes(root: Path, wish: ImportOptions, found: transcripts.Imported) -> list[writing.Change]:
    path = wish.episode
    if not path.endswith(".md") or not paths.is_inside(root, path):
        raise ProblemsFound([Problem("import-no-episode", Place(path))])
    raw = (root / path).read_bytes()
    if not wish.as_file:
        return [writing.into_text(raw, path, found.turns, wish.replace)]
    beside = (root / path).with_suffix(".json")
    made, episode = writing.into_file(raw, path, found.turns, os.path.lexists(beside), wish.replace)
    if os.path.lexists(beside) and not paths.is_inside(root, made.path):
        raise ProblemsFound([Problem("import-file-there", Place(made.path))])
    return [made, *([episode] if episode else [])]


def _sayer(language: str) -> Callable[..., str]:
    return lambda key, **values: i18n.text(key, language).format(**values)
