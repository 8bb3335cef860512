"""Fills every field of a model with values that are told apart wherever they come out again."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

import builders
from dreiklang.content.entries import Entry
from dreiklang.content.file_facts import MediaFacts
from dreiklang.content.kinds import KINDS, PERSON
from dreiklang.content.record_fields import RECORDS

NAMES_PEOPLE = ("person", "people", "reviewer")
"""Fields of nested models that name people."""

FILES = {
    "audio.file": ("episodes/staffel-1/{}.mp3", "audio/mpeg"),
    "audio.alternates.file": ("episodes/staffel-1/{}.opus", "audio/ogg"),
    "transcript": ("episodes/staffel-1/{}.vtt", "text/vtt"),
    "cover.file": ("docs/bilder/{}.png", "image/png"),
    "file": ("docs/material/{}.pdf", "application/pdf"),
    "downloads.file": ("docs/material/{}.pdf", "application/pdf"),
    "workshops.downloads.file": ("docs/material/{}.pdf", "application/pdf"),
}
"""Where files of fields lie that are no pictures, and their types."""


@dataclass(frozen=True, eq=False)
class Leaf:
    """A field that holds one value.

    ``token`` is what to look for, empty where only a change of the value shows that it is used:
    from ``value`` to ``other``. ``words`` is true for text that readers read as text.
    """

    position: str
    value: Any
    token: str = ""
    other: Any = None
    words: bool = False


@dataclass
class Filled:
    """What a kind's fields were filled with, the records these name and the files."""

    fields: dict[str, Any]
    leaves: list[Leaf] = field(default_factory=list)
    records: list[Entry] = field(default_factory=list)
    media: list[MediaFacts] = field(default_factory=list)


def leaf_types(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every field that holds a value, by its dotted position without numbers, with its type."""
    for name, about in model.model_fields.items():
        annotation = (
            typing.Annotated[about.annotation, *about.metadata] if about.metadata else about.annotation
        )
        inner = _single(annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from leaf_types(inner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", annotation


def _single(annotation: Any) -> Any:
    """The type of one value: without bounds, None and the tuple around it."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _single(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return _single(next(a for a in typing.get_args(annotation) if a is not type(None)))
    if origin is tuple:
        return _single(typing.get_args(annotation)[0])
    return annotation


class Filler:
    """Fills the models of one kind; ``given`` are positions that need a value of their own and another one."""

    def __init__(self, kind: str, given: Mapping[str, tuple[Any, Any]]) -> None:
        self.kind, self.given = kind, given
        self.filled = Filled({})
        self.count = 0

    def fill(self) -> Filled:
        """All fields of the kind's model."""
        self.filled.fields = self._model(KINDS[self.kind].model, "")
        return self.filled

    def _model(self, model: type[BaseModel], prefix: str) -> dict[str, Any]:
        found = {}
        for name, about in model.model_fields.items():
            annotation = (
                typing.Annotated[about.annotation, *about.metadata] if about.metadata else about.annotation
            )
            inner = _single(annotation)
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                value: Any = self._model(inner, f"{prefix}{name}.")
                found[name] = [value] if _many(annotation) else value
            else:
                found[name] = self._leaf(f"{prefix}{name}", annotation, about.default)
        return found

    def _leaf(self, position: str, annotation: Any, default: Any) -> Any:
        self.count += 1
        token = f"q{self.kind.replace('-', '')}x{self.count:03d}z"
        if position in self.given:
            value, other = self.given[position]
            leaf = Leaf(
                position, value, other=other, words=isinstance(value, list) and _single(annotation) is str
            )
        elif position in RECORDS or position.rpartition(".")[2] in NAMES_PEOPLE:
            leaf = Leaf(position, self._record(position, token), token, words=True)
        elif (name := position.rpartition(".")[2]) == "file" or position in FILES:
            leaf = Leaf(position, self._file(position, token), token)
        else:
            leaf = self._value(position, annotation, default, token, name)
        self.filled.leaves.append(leaf)
        many = _many(annotation) and not isinstance(leaf.value, list)
        return [leaf.value] if many else leaf.value

    def _record(self, position: str, token: str) -> str:
        kinds = RECORDS.get(position) or ()
        kind = kinds[0] if kinds else KINDS["article"] if position == "related" else PERSON
        number = {"number": self.count} if kind.name == "building-block" else {}
        fields = {"date": "2026-01-02"} if kind.name == "article" else number
        self.filled.records.append(builders.entry(kind.name, f"id-{token}", title=token, **fields))
        return f"id-{token}"

    def _file(self, position: str, token: str) -> str:
        where, type = FILES.get(position, ("docs/bilder/{}.jpg", "image/jpeg"))
        sound = {"seconds": 600.0, "bitrate": 64_000} if type.startswith("audio") else {}
        picture = {"width": 3000, "height": 3000} if type.startswith("image") else {}
        path = where.format(token)
        self.filled.media.append(builders.facts(path, type, **sound, **picture))
        return path

    def _value(self, position: str, annotation: Any, default: Any, token: str, name: str) -> Leaf:
        inner = _single(annotation)
        if inner is str:
            for text in (token, f"https://{token}.example/", f"{token}@example.org"):
                if _takes(annotation, text):
                    return Leaf(position, text, token, words=text == token)
        elif inner is bool:
            return Leaf(position, not default, other=default)
        elif inner in (int, float):
            return Leaf(position, 7, other=8)
        elif inner is dt.date:
            return Leaf(position, "2026-03-05", other="2026-02-06")
        elif inner is dt.datetime:
            return Leaf(position, "2026-11-30 18:05", other="2026-11-29 17:10")
        elif typing.get_origin(inner) is typing.Literal:
            first, *others = [value for value in typing.get_args(inner) if value != default][::-1]
            return Leaf(position, first, other=default if default in typing.get_args(inner) else others[0])
        raise AssertionError(f"tests/sentinels.py has no value for {self.kind}.{position}: add it to GIVEN")


def _many(annotation: Any) -> bool:
    if typing.get_origin(annotation) is typing.Annotated:
        return _many(typing.get_args(annotation)[0])
    return typing.get_origin(annotation) is tuple


def _takes(annotation: Any, value: Any) -> bool:
    try:
        TypeAdapter(annotation).validate_python([value] if _many(annotation) else value)
    except ValidationError:
        return False
    return True


def changed(fields: Mapping[str, Any], position: str, value: Any) -> dict[str, Any]:
    """The fields with another value at a position; the first of several where a list stands on the way."""
    name, _, rest = position.partition(".")
    held = fields[name]
    if rest:
        inner = changed(held[0] if isinstance(held, list) else held, rest, value)
        return {**fields, name: [inner, *held[1:]] if isinstance(held, list) else inner}
    return {**fields, name: [value] if isinstance(held, list) and not isinstance(value, list) else value}
