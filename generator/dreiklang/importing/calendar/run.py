"""The import as a whole: read, plan, write. Nothing that exists is written over unless asked for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dreiklang import fetch
from dreiklang.feeds.formats.plain_text import line
from dreiklang.ground.problems import Place, Problem, ProblemsFound, in_order
from dreiklang.importing import file_writing, project
from dreiklang.importing.calendar import content_files, parsing, planning
from dreiklang.importing.calendar.content_files import File
from dreiklang.importing.calendar.parsing import Component, Read
from dreiklang.importing.calendar.planning import Plan
from dreiklang.settings import Settings

MOST_BYTES = 50_000_000
_ANSWERS = ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH")


@dataclass(frozen=True)
class Done:
    """Paths written and left alone, the number of events, and everything the editor should know."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    events: int
    problems: tuple[Problem, ...]
    folder: str


def import_calendar(
    root: Path, settings: Settings, source: str, series: str = "", replace: bool = False
) -> Done:
    """Makes event files below ``root`` from a calendar's file or address.

    ``series`` is the folder below that of events. Raises ProblemsFound, before anything is
    written, when the calendar cannot be read.
    """
    if series and not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", series):
        raise ProblemsFound([Problem("import-series-name", Place(line(source)), {"name": line(series)})])
    read = parsing.read_calendar(_bytes(source), line(source))
    _refuse_answers(read, line(source))
    plan = planning.plan_import(project.read_project(root, settings), read, source, series)
    _report_on_calendars(plan)
    made = list(_contents(plan))
    outside = {file.path for file in made if not _is_inside(root, file.path)}
    there = {file.path for file in made if os.path.lexists(root / file.path)} - outside
    kept = set() if replace else there
    skipped = kept | outside
    new = [file for file in made if file.path not in skipped]
    for file in new:
        (root / file.path).parent.mkdir(parents=True, exist_ok=True)
        file_writing.write_file(root / file.path, file.text.encode())
    problems = [problem for problem in plan.problems if problem.place.file not in kept]
    problems += [Problem("import-file-exists", Place(path)) for path in kept]
    problems += [Problem("import-outside", Place(path)) for path in outside]
    folder = "/".join(filter(None, (plan.project.events, series)))
    written = tuple(file.path for file in new)
    return Done(written, tuple(sorted(kept)), len(plan.items), in_order(problems), folder)


def _contents(plan: Plan) -> Iterator[File]:
    page = plan.project.root / plan.project.events / plan.series / "index.md"
    if plan.series and plan.items and not page.exists():
        yield content_files.series(plan)
    yield from (content_files.event(plan, item) for item in plan.items)
    for (code, word), number in sorted(plan.counts.items()):
        if number:
            plan.report(code, Place(line(plan.source)), word=word, count=number)


def _report_on_calendars(plan: Plan) -> None:
    """What concerns the file as a whole."""
    place, read = Place(line(plan.source)), plan.read
    for name, number in planning.parts_left_out(plan):
        plan.report("import-parts", place, name=name, count=number)
    if read.broken:
        plan.report("import-folding", place, count=read.broken)
    if read.recoded:
        plan.report("import-letters", place)
    for calendar in read.calendars:
        _tell_about_method(plan, calendar)
    if not plan.items:
        plan.report("import-no-events", place)


def _tell_about_method(plan: Plan, calendar: Component) -> None:
    method = calendar.text("METHOD").upper()
    if method in ("REQUEST", "ADD"):
        plan.report("import-invitation", plan.at(calendar), method=method)


def _bytes(source: str) -> bytes:
    """The file's or address's content, bounded. Raises ProblemsFound."""
    address = re.sub("^webcals?://", "https://", source, flags=re.IGNORECASE)
    place = Place(line(source))
    try:
        if fetch.is_address(address):
            return fetch.get(address, most=MOST_BYTES).content
        with Path(source).open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except fetch.Unreachable as error:
        values = {"url": line(error.url), "detail": line(error.reason)}
        raise ProblemsFound([Problem("calendar-unreachable", place, values)]) from None
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise ProblemsFound([Problem("calendar-file", place, {"detail": line(detail)})]) from None
    if len(raw) > MOST_BYTES:
        raise ProblemsFound([Problem("calendar-too-large", place, {"most": MOST_BYTES // 1_000_000})])
    return raw


def _is_inside(root: Path, path: str) -> bool:
    """True where no link on the way leads out of the project."""
    folder = os.path.realpath((root / path).parent)
    return (folder + os.sep).startswith(os.path.realpath(root) + os.sep)


def _refuse_answers(read: Read, source: str) -> None:
    """A reply to an invitation is no calendar of events."""
    for calendar in read.calendars:
        if (method := calendar.text("METHOD").upper()) in _ANSWERS:
            raise ProblemsFound(
                [Problem("calendar-answer", Place(source, calendar.line), {"method": method})]
            )
