"""The import as a whole: read, plan, write. Nothing that exists is written over unless asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dreiklang import build
from dreiklang.feeds.formats.plain_text import line
from dreiklang.ground.problems import Place, Problem, ProblemsFound, blocking, in_order
from dreiklang.importing import file_writing, project
from dreiklang.importing.feed import content_files, downloads, episodes, keywords, pages, planning
from dreiklang.importing.feed.planning import UNKNOWN, Plan, Rights
from dreiklang.importing.feed.untrusted_xml import NotRead
from dreiklang.loading import paths
from dreiklang.settings import Settings


@dataclass(frozen=True)
class ImportOptions:
    """``season`` for episodes without one; whether to ``download``, ``replace``; ``rights`` of pictures."""

    season: int | None = None
    download: bool = False
    replace: bool = False
    rights: Rights = UNKNOWN


@dataclass(frozen=True)
class Done:
    """Paths written and left alone, the number of episodes, and everything the editor should know.

    ``left`` is what keeps these files from being published, as the check says it.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    episodes: int
    problems: tuple[Problem, ...]
    left: tuple[Problem, ...] = ()


def import_feed(root: Path, settings: Settings, source: str, wishes: ImportOptions) -> Done:
    """Makes content files below ``root`` from a feed's file or address.

    Raises ProblemsFound, before anything is written, when the feed cannot be read.
    """
    try:
        feed = pages.load(source)
    except NotRead as error:
        place = Place(
            line(source), int(str(error.problem.get("line", 1))), int(str(error.problem.get("column", 1)))
        )
        raise ProblemsFound([Problem(error.code, place, error.problem)]) from None
    plan = planning.plan_import(
        project.read_project(root, settings), feed, source, wishes.season, wishes.rights
    )
    written, kept = [], []
    for path, content in list(_contents(plan, wishes)):
        if _stays(plan, wishes, path):
            kept.append(path)
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        file_writing.write_file(root / path, content)
        written.append(path)
    problems = [problem for problem in plan.problems if problem.place.file not in kept]
    problems += [Problem("import-file-exists", Place(path)) for path in kept]
    left = _left(root, settings, written)
    return Done(tuple(written), tuple(kept), len(plan.episodes), in_order(problems), left)


def _left(root: Path, settings: Settings, written: list[str]) -> tuple[Problem, ...]:
    """What the check finds in the files written, so that nobody has to guess what they still lack."""
    try:
        found = build.examine(root, settings).problems
    except ProblemsFound as error:
        found = tuple(error.problems)
    return tuple(problem for problem in blocking(found) if problem.place.file in written)


def _stays(plan: Plan, wishes: ImportOptions, path: str) -> bool:
    """True for a file that is left alone; what a link leads to is never written over."""
    file = plan.project.root / path
    return os.path.lexists(file) and (not wishes.replace or not paths.is_inside(plan.project.root, path))


def _contents(plan: Plan, wishes: ImportOptions) -> Iterator[tuple[str, bytes]]:
    yield from _show(plan, wishes)
    for number, name in plan.seasons.items():
        if season := content_files.season(plan, number, name):
            yield season.path, season.text.encode()
    for episode in plan.episodes:
        if _stays(plan, wishes, episode.path):
            yield episode.path, b""
            continue
        more = downloads.episode(plan, episode) if wishes.download else downloads.NOTHING
        text = episodes.file(plan, episode, more)
        yield text.path, text.text.encode()
        yield from more.files
    for person in content_files.people(plan):
        yield person.path, person.text.encode()
    keywords.report(plan)


def _show(plan: Plan, wishes: ImportOptions) -> Iterator[tuple[str, bytes]]:
    """The show's text and cover; even where they stay, episodes must be told from the cover."""
    path = f"{plan.project.episodes}/index.md"
    cover, picture = downloads.cover(plan) if wishes.download else (downloads.cover_name(plan), b"")
    if _stays(plan, wishes, path):
        yield path, b""
        return
    yield path, content_files.show(plan, cover).text.encode()
    if picture:
        yield f"{plan.project.episodes}/{cover}", picture
    else:
        plan.report("import-cover", path, url=plan.feed.image or "–", file=cover)
