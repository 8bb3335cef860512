"""One text becomes one entry: its fields checked, its words converted, its conversation read."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import ValidationError

from dreiklang import markup, written
from dreiklang.content import regions
from dreiklang.content.body import Body, Turn
from dreiklang.content.entries import Entry
from dreiklang.content.fields import Common
from dreiklang.content.kinds import KINDS
from dreiklang.content.podcast import Episode
from dreiklang.ground.problems import Place, Problem
from dreiklang.loading import file_types, named_files
from dreiklang.loading.folders import Source
from dreiklang.loading.transcripts import transcript_files
from dreiklang.markup import dialogue
from dreiklang.settings import Settings
from dreiklang.written import Document


@dataclass(frozen=True)
class Read:
    """What was read from a text.

    ``entry`` is None where its fields are wrong; ``id`` is then what was written. ``needs`` maps
    every other file that was consulted to a stamp of what it said (``Project`` makes them).
    """

    entry: Entry | None
    id: str
    problems: tuple[Problem, ...] = ()
    needs: tuple[tuple[str, str], ...] = ()


class EntryCache(Protocol):
    """Keeps what was read from texts without problems.

    ``digest`` names a text's bytes. A cache serves one version of the code and one set of
    settings; whether the files an entry needs are still the same is checked by ``load``.
    """

    def get(self, path: str, digest: str) -> Read | None:
        """What was kept for these bytes of a path."""

    def put_packed(self, path: str, digest: str, packed: bytes) -> None:
        """Keeps what was read, as ``workers.pack`` has packed it."""


def digest(raw: bytes) -> str:
    """The name of a text's bytes."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def stamp(path: str, project: named_files.Project) -> str:
    """What a text that names a file depends on: that it exists, its sidecar, a transcript's words."""
    if not project.exists(path):  # a recording kept elsewhere has its sidecar alone
        return project.sidecar(path).digest
    spoken = file_types.ending(path) in file_types.CAPTIONS
    content = digest((project.root / path).read_bytes()) if spoken else "file"
    return f"{content} {project.sidecar(path).digest}"


def read_entry(source: Source, raw: bytes, project: named_files.Project, settings: Settings) -> Read:
    """Reads a text to its end and names all its problems at once."""
    document = written.read_front_matter(raw, source.path)
    if document.data is None:
        return Read(None, "", document.problems)
    resolver = named_files.Resolver(source.path, document, project)
    model = KINDS[source.kind].model
    data = resolver.resolved(named_files.pruned(document.data), model)
    fields, wrong = _checked(data, model, document, source.path)
    spoken_in = settings.in_language(fields.lang) if fields else settings
    body, found = _body(source, document, data.get("transcript"), project, spoken_in, fields)
    problems = (*document.problems, *resolver.problems, *wrong, *found)
    needs = tuple((path, stamp(path, project)) for path in dict.fromkeys(resolver.files))
    entry = Entry(source.kind, source.path, fields, body, lines=document.lines) if fields else None
    return Read(entry, str(data.get("id", "")), problems, needs)


def _checked(
    data: Mapping[str, Any], model: type[Common], document: Document, path: str
) -> tuple[Common | None, list[Problem]]:
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found = []
        for detail in error.errors():
            name = ".".join(map(str, detail["loc"]))
            problem = written.field_problem(detail, document.place(name, path), name, model)
            found.append(_with_region(problem) if problem.code == "unknown-region" else problem)
        return None, found


def _with_region(problem: Problem) -> Problem:
    """The nearest Bundesland; the models' words are not known where the problem is made."""
    near = written.near(str(problem.values["value"]), regions.NAMES.values())
    return dataclasses.replace(problem, values={**problem.values, **near})


def _body(
    source: Source,
    document: Document,
    transcript: Any,
    project: named_files.Project,
    settings: Settings,
    fields: Common | None,
) -> tuple[Body, tuple[Problem, ...]]:
    """The converted text, with the conversation from its end or from a file."""
    body, problems = markup.convert(
        document.body,
        file=source.path,
        line=document.body_line,
        settings=settings,
        spoken=source.kind == "episode",
    )
    if not isinstance(transcript, str):
        return body, problems
    if any(section.spoken for section in body.sections):
        return body, (*problems, Problem("transcript-twice", document.place("transcript", source.path)))
    if not project.exists(transcript):
        return body, problems
    breaks = sorted(chapter.time for chapter in fields.chapters) if isinstance(fields, Episode) else []
    turns, found = _captions(transcript, project, breaks)
    return dialogue.with_turns(body, turns), (*problems, *found)


def _captions(
    path: str, project: named_files.Project, breaks: Sequence[float]
) -> tuple[tuple[Turn, ...], tuple[Problem, ...]]:
    if file_types.ending(path) not in file_types.CAPTIONS:
        return (), ()
    try:
        raw = (project.root / path).read_bytes()
    except OSError:
        return (), (Problem("file-unreadable", Place(path)),)
    # Programs write JSON in one line; it is never converted, so no line is too long.
    long = file_types.ending(path) == "json"
    text, problems = written.decode(raw, path, bom_allowed=True, long_lines=long)
    if text is None:
        return (), problems
    turns, found = transcript_files.conversation(text, path, breaks)
    return turns, (*problems, *found)
