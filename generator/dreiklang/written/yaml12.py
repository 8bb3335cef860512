"""YAML by version 1.2, with the position of every value.

PyYAML's C parser yields events; values are built from them here, so that depth and size are
bounded while reading, aliases cannot explode, and ``31:20`` or ``no`` stay what they are
(YAML 1.2.2, section 10.3: the core schema).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from dreiklang.ground.problems import Place, Problem
from dreiklang.written import invisible_characters, yaml_errors
from dreiklang.written.text import Positions, is_named

MOST_LEVELS = 40
"""How deep values may be nested."""

MOST_VALUES = 50_000
"""How many values a file may hold, every alias counted as what it stands for."""

Resolve = Callable[[str], Any]
"""Turns an unquoted scalar into a value."""

Tags = Callable[[str, Any, str], Any]
"""Turns a tag (``!!python/name:…``, ``!ENV``), its value and its dotted name into a value, or refuses."""


class Refused(Exception):
    """A tag that stands for nothing; ``code`` names the problem."""

    def __init__(self, code: str = "yaml-tag") -> None:
        self.code = code
        super().__init__(code)


_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULL = re.compile(r"~|null|Null|NULL|")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_INT = re.compile(r"[-+]?\d{1,300}|0o[0-7]{1,300}|0x[0-9a-fA-F]{1,300}")
_FLOAT = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def as_text(value: str) -> Any:
    """Every scalar stays text, so that a field's own type decides; nothing written is None."""
    return None if _NULL.fullmatch(value) else value


def core_schema(value: str) -> Any:
    """null, booleans, integers and floats of YAML 1.2; everything else is text."""
    if _NULL.fullmatch(value):
        return None
    if _TRUE.fullmatch(value) or _FALSE.fullmatch(value):
        return value[0] in "tT"
    if _INT.fullmatch(value):
        return int(value, 0) if value[:2] in ("0o", "0x") else int(value)
    if _FLOAT.fullmatch(value):
        # Python writes infinity and not-a-number without YAML's dot.
        return float(value.replace(".", "") if value[-1].isalpha() else value)
    return value


def no_tags(tag: str, value: Any, name: str) -> Any:
    """Refuses every tag."""
    raise Refused


@dataclass(frozen=True)
class Parsed:
    """Plain values, the (line, column) of every dotted name, and what is wrong."""

    data: Any = None
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def parse(text: str, file: str, first_line: int, resolve: Resolve, tags: Tags = no_tags) -> Parsed:
    """One YAML document. Never raises; ``data`` is None when the text cannot be read to its end."""
    reader = _Reader(text, file, first_line, resolve, tags)
    try:
        data = reader.document()
    except _Unreadable as stop:
        return Parsed(problems=(*reader.problems, stop.problem))
    except yaml.YAMLError as error:
        return Parsed(problems=(*reader.problems, yaml_errors.problem(error, text, file, reader.positions)))
    return Parsed(data, reader.lines, tuple(reader.problems))


class _Unreadable(Exception):
    """Reading cannot go on."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem.place))


class _Reader:
    """Builds values from events. ``name`` is the dotted name of the value that is read."""

    def __init__(self, text: str, file: str, first_line: int, resolve: Resolve, tags: Tags) -> None:
        self.positions = Positions(text, first_line)
        self.lines: dict[str, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._text = text
        self._file = file
        self._resolve = resolve
        self._tags = tags
        self._parser = _Loader(text)
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._count = 0

    def document(self) -> Any:
        """The value of the only document; None for an empty one."""
        self._next()
        if not isinstance(self._next(), yaml.DocumentStartEvent):
            return None
        data = self._value(self._next(), "", 0)
        self._next()
        if isinstance(more := self._next(), yaml.DocumentStartEvent):
            raise self._stop("yaml-second-document", more)
        return data

    def _next(self) -> Any:
        return self._parser.get_event()

    def _place(self, event: Any) -> Place:
        return Place(self._file, *self.positions.at(event.start_mark.index))

    def _stop(self, code: str, event: Any, **values: object) -> _Unreadable:
        return _Unreadable(Problem(code, self._place(event), values))

    def _value(self, event: Any, name: str, level: int) -> Any:
        if level > MOST_LEVELS:
            raise self._stop("yaml-too-deep", event, most=MOST_LEVELS)
        before = self._count
        self._counted(1, event)
        match event:
            case yaml.AliasEvent():
                return self._alias(event)
            case yaml.ScalarEvent():
                value = self._scalar(event)
            case yaml.SequenceStartEvent():
                value = self._sequence(name, level)
            case _:
                value = self._mapping(name, level)
        if event.tag and event.tag != "!":
            value = self._tagged(event, value, name)
        if event.anchor:
            self._anchors[event.anchor] = (value, self._count - before)
        return value

    def _counted(self, values: int, event: Any) -> None:
        self._count += values
        if self._count > MOST_VALUES:
            raise self._stop("yaml-too-many", event, most=MOST_VALUES)

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self._anchors:
            raise self._stop("yaml-alias-unknown", event, name=event.anchor)
        value, size = self._anchors[event.anchor]
        self._counted(size, event)
        return value

    def _scalar(self, event: Any) -> Any:
        value = self._seen(event)
        return self._resolve(value) if event.implicit[0] else value

    def _seen(self, event: Any) -> str:
        """The scalar without characters nobody sees; an escape (``"\\u202e"``) can hide them from editors."""
        value: str = event.value
        if value.isascii() and value.isprintable():
            return value
        for at, code, called in invisible_characters.find_invisible(value):
            if not (is_named(value[at]) and value[at] in self._text):
                self.problems.append(Problem(code, self._place(event), called))
        return invisible_characters.without(value)

    def _tagged(self, event: Any, value: Any, name: str) -> Any:
        try:
            return self._tags(event.tag, value, name)
        except Refused as refused:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.problems.append(Problem(refused.code, self._place(event), {"tag": tag}))
            return None

    def _sequence(self, name: str, level: int) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            here = f"{name}.{len(values)}" if name else str(len(values))
            self.lines[here] = self.positions.at(event.start_mark.index)
            values.append(self._value(event, here, level + 1))
        return values

    def _mapping(self, name: str, level: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event)
            here = f"{name}.{key}" if name else key
            if key in values:
                first = self.lines[here][0]
                self.problems.append(
                    Problem("yaml-key-twice", self._place(event), {"key": key, "first": first})
                )
                self._value(self._next(), f"{here} (2)", level + 1)
                continue
            self.lines[here] = self.positions.at(event.start_mark.index)
            values[key] = self._value(self._next(), here, level + 1)
        return values

    def _key(self, event: Any) -> str:
        """Keys are text, whatever they look like; a list or mapping cannot be one."""
        if not isinstance(event, yaml.ScalarEvent):
            raise self._stop("yaml-key", event)
        if event.tag and event.tag != "!":
            self._tagged(event, event.value, "")
        self._counted(1, event)
        return self._seen(event)
