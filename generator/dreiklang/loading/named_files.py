"""Files that fields name: found, confined, and completed from their sidecars."""

from __future__ import annotations

import contextlib
import functools
import posixpath
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from dreiklang import written
from dreiklang.content import fields
from dreiklang.content.podcast import Alternate, Audio, Episode, beside
from dreiklang.ground.problems import Problem
from dreiklang.loading import file_types, paths
from dreiklang.loading.sidecars import Sidecar
from dreiklang.written import Document

_ENDINGS: dict[tuple[type[BaseModel], str], tuple[str, ...]] = {
    (fields.Image, "file"): file_types.PICTURES,
    (Audio, "file"): file_types.AUDIO,
    (Alternate, "file"): file_types.RECORDINGS,
    (Episode, "transcript"): file_types.CAPTIONS,
}
"""Fields that take only some types of files; others take every published one."""

_TRUE = ("true", "yes", "on", "1", "t", "y")


@dataclass(frozen=True)
class Project:
    """What a text may point to: the files of the content folders and their sidecars."""

    root: Path
    media: frozenset[str] = frozenset()
    sidecars: Mapping[str, Sidecar] = field(default_factory=dict)

    def exists(self, path: str) -> bool:
        """True for a file that lies in the project and may be published, or read as a transcript."""
        known = file_types.is_media(path) or file_types.ending(path) in file_types.CAPTIONS
        return path in self.media or (known and paths.is_inside(self.root, path))

    def sidecar(self, path: str) -> Sidecar:
        """What is written beside a file; nothing when nothing is."""
        return self.sidecars.get(path, Sidecar())


def pruned(value: Any) -> Any:
    """Values without keys that hold nothing: ``summary:`` is as good as no summary."""
    if isinstance(value, dict):
        kept = {key: pruned(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not None and item != ""}
    return [pruned(item) for item in value] if isinstance(value, list) else value


@functools.cache
def shapes(model: type[BaseModel]) -> Mapping[str, type[BaseModel] | None]:
    """Fields that hold files or models with files: the model inside, or None for a path itself."""
    found = {}
    for name, hint in typing.get_type_hints(model, include_extras=True).items():
        inner = _inner(hint)
        if inner is not _NOTHING and (inner is None or shapes(inner)):
            found[name] = inner
    return found


class _Nothing(BaseModel):
    """Stands for a type without files."""


_NOTHING = _Nothing


def _inner(hint: Any) -> type[BaseModel] | None:
    if hint == fields.Path:
        return None
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return hint
    for part in typing.get_args(hint):
        if (inner := _inner(part)) is not _NOTHING:
            return inner
    return _NOTHING


class Resolver:
    """Puts paths from the project's root into raw values, before they are checked."""

    def __init__(self, source: str, document: Document, project: Project) -> None:
        self.problems: list[Problem] = []
        self.files: list[str] = []
        self._source = source
        self._document = document
        self._project = project

    def resolved(self, data: Mapping[str, Any], model: type[BaseModel], name: str = "") -> dict[str, Any]:
        """The mapping with its paths resolved and its pictures completed from their sidecars."""
        result = dict(data)
        for key, inner in shapes(model).items():
            if key in data:
                result[key] = self._value(data[key], model, key, inner, f"{name}.{key}" if name else key)
        if model is fields.Image and isinstance(data.get("file"), str):
            return self._completed(result, name)
        if model in (Audio, Alternate):
            self._measured_elsewhere(data.get("url"))
        return result

    def _measured_elsewhere(self, url: Any) -> None:
        """Names the sidecar of a recording kept elsewhere: when that changes, the text is read anew."""
        with contextlib.suppress(ValueError):  # an address that cannot be taken apart is found by the model
            self.files += beside(self._source, url) if isinstance(url, str) else ()

    def _value(
        self, value: Any, model: type[BaseModel], key: str, inner: type[BaseModel] | None, name: str
    ) -> Any:
        if isinstance(value, list):
            return [self._value(v, model, key, inner, f"{name}.{i}") for i, v in enumerate(value)]
        if inner is None and isinstance(value, str):
            return self._path(value.strip(), _ENDINGS.get((model, key), ()), name)
        return self.resolved(value, inner, name) if inner and isinstance(value, dict) else value

    def _path(self, value: str, endings: tuple[str, ...], name: str) -> str:
        try:
            path = paths.resolve(self._source, value)
        except paths.BadPath as bad:
            self._problem(str(bad), name, value=value)
            return value.replace("\\", "/")
        self.files.append(path)
        if endings and file_types.ending(path) not in endings:
            self._problem("file-kind", name, value=value, known=", ".join(endings))
        elif not endings and not file_types.is_media(path):
            self._problem("file-kind", name, value=value, known=", ".join(file_types.TYPES))
        elif not self._project.exists(path) and not self._project.sidecar(path).recording:
            self._problem("file-missing", name, value=value, **self._near(path, value))
        return path

    def _near(self, path: str, value: str) -> dict[str, object]:
        """A file of the same name elsewhere, or one with a similar path, as it is written here."""
        here = posixpath.dirname(self._source)
        name = posixpath.basename(path).casefold()
        known = {file: posixpath.relpath(file, here) for file in sorted(self._project.media)}
        same = [way for file, way in known.items() if posixpath.basename(file).casefold() == name]
        return written.near(value, known.values(), same[0] if same else None)

    def _completed(self, image: dict[str, Any], name: str) -> dict[str, Any]:
        """A picture with what its sidecar says; written fields win."""
        image = dict(self._project.sidecar(image["file"]).values) | image
        values = {"file": image["file"].rpartition("/")[2]}
        decorative = str(image.get("decorative", "")).casefold() in _TRUE
        if not image.get("alt") and not decorative:
            self._problem("image-alt-missing", f"{name}.file", **values)
        if not image.get("credit"):
            self._problem("image-credit-missing", f"{name}.file", **values)
        return image

    def _problem(self, code: str, name: str, **values: object) -> None:
        self.problems.append(Problem(code, self._document.place(name, self._source), values))
