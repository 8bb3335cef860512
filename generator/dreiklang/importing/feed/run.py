"""The import as a whole: read, plan, write. Nothing that exists is written over unless asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dreiklang.feeds.plain import line
from dreiklang.importing import project
from dreiklang.importing.feed import episodes, fetched, files, pages, planning
from dreiklang.importing.feed.planning import Plan
from dreiklang.importing.feed.xml import NotRead
from dreiklang.problems import Place, Problem, ProblemsFound, in_order
from dreiklang.settings import Settings


@dataclass(frozen=True)
class Wishes:
    """``season`` for episodes without one; whether to ``download`` and to ``replace``."""

    season: int | None = None
    download: bool = False
    replace: bool = False


@dataclass(frozen=True)
class Done:
    """Paths written and left alone, the number of episodes, and everything the editor should know."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    episodes: int
    told: tuple[Problem, ...]


def run(root: Path, settings: Settings, source: str, wishes: Wishes) -> Done:
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
    plan = planning.make(project.read(root, settings), feed, source, wishes.season)
    written, kept = [], []
    for path, content in list(_contents(plan, wishes)):
        if (root / path).exists() and not wishes.replace:
            kept.append(path)
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
        written.append(path)
    told = [problem for problem in plan.told if problem.place.file not in kept]
    told += [Problem("import-file-exists", Place(path)) for path in kept]
    return Done(tuple(written), tuple(kept), len(plan.episodes), in_order(told))


def _contents(plan: Plan, wishes: Wishes) -> Iterator[tuple[str, bytes]]:
    cover, picture = fetched.cover(plan) if wishes.download else (fetched.cover_name(plan), b"")
    show = files.show(plan, cover)
    yield show.path, show.text.encode()
    if picture:
        yield f"{plan.project.episodes}/{cover}", picture
    else:
        plan.tell("import-cover", show.path, url=plan.feed.image or "–", file=cover)
    for number, name in plan.seasons.items():
        if season := files.season(plan, number, name):
            yield season.path, season.text.encode()
    for episode in plan.episodes:
        more = fetched.episode(plan, episode) if wishes.download else fetched.NOTHING
        text = episodes.file(plan, episode, more)
        yield text.path, text.text.encode()
        yield from more.files
    for person in files.people(plan):
        yield person.path, person.text.encode()
