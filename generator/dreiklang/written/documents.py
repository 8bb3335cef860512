"""YAML files and front matter, read once, with the position of every value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dreiklang.ground.problems import Place, Problem
from dreiklang.written import yaml12
from dreiklang.written.front_matter import FrontMatter
from dreiklang.written.text import decode


@dataclass(frozen=True)
class Document:
    """What a file holds.

    ``data`` is None when it could not be read. ``lines`` maps dotted names (``chapters.0.title``)
    to (line, column), both from 1 and counted in the whole file; a key's position is where the key
    stands. ``body`` is the text below the front matter, which begins in line ``body_line``.
    """

    data: Any = None
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = ()

    def place(self, name: str, file: str) -> Place:
        """Where a name stands; for one that is not written, the nearest written parent."""
        while name and name not in self.lines:
            name = name.rpartition(".")[0]
        return Place(file, *self.lines.get(name, (1, 1)))


def read_yaml(raw: bytes, file: str, tags: yaml12.Tags | None = None, first_line: int = 1) -> Document:
    """A YAML file whose scalars are typed by the core schema of YAML 1.2."""
    return _read(raw, file, first_line, yaml12.core_schema, tags or yaml12.no_tags)


def read_record(raw: bytes, file: str) -> Document:
    """A YAML file all of whose scalars stay text, as in front matter."""
    return _read(raw, file, 1, yaml12.as_text, yaml12.no_tags)


def _read(raw: bytes, file: str, first_line: int, resolve: yaml12.Resolve, tags: yaml12.Tags) -> Document:
    text, problems = decode(raw, file)
    if text is None:
        return Document(problems=problems)
    parsed = yaml12.parse(text, file, first_line, resolve, tags)
    return Document(parsed.data, parsed.lines, problems=(*problems, *parsed.problems))


def read_front_matter(raw: bytes, file: str) -> Document:
    """A Markdown file: the mapping between two ``---`` lines, and the text below.

    All scalars stay text, so that the field's type decides about ``01001000``, ``no`` or ``02``.
    """
    text, problems = decode(raw, file)
    if text is None:
        return Document(problems=problems)
    handler = FrontMatter(file)
    if not handler.detect(text):
        return Document(body=text, problems=(*problems, _missing(text, handler)))
    try:
        front, body = handler.split(text)
    except ValueError:
        return Document(problems=(*problems, Problem("front-matter-open", Place(file))))
    parsed: yaml12.Parsed = handler.load(front)
    found = (*problems, *parsed.problems)
    data = parsed.data
    if data is None and not parsed.problems:
        data = {}
    elif data is not None and not isinstance(data, dict):
        data, found = None, (*found, Problem("front-matter-no-mapping", Place(file, 2)))
    return Document(data, parsed.lines, body, front.count("\n") + 3, found)


def _missing(text: str, handler: FrontMatter) -> Problem:
    """No front matter in the first line; perhaps it begins a little later."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines, 1) if line.strip()), 1)
    if handler.detect(lines[first - 1]):
        return Problem("front-matter-late", Place(handler.file, first))
    return Problem("front-matter-missing", Place(handler.file))
