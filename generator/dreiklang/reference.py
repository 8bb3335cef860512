"""The reference: every kind, field, option, command and problem, written from the code itself."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from dreiklang import i18n
from dreiklang.content.fields import Common
from dreiklang.content.library import KINDS
from dreiklang.content.podcast import RecordingFacts
from dreiklang.settings import Options


def markdown() -> str:
    """The whole reference as Markdown."""
    parts = ["# Reference", "", "Written by `dreiklang reference` from the models themselves.", ""]
    parts += ["## Settings below `plugins: - dreiklang:`", "", *_table(Options)]
    parts += ["## Fields of every kind", "", *_table(Common)]
    known = {*Common.model_fields}
    for kind, model in KINDS.items():
        own = [name for name in model.model_fields if name not in known]
        parts += [f"## Kind `{kind}`", "", (model.__doc__ or "").strip(), ""]
        parts += _table(model, own) if own else ["No further fields.", ""]
    parts += ["## Sidecar of a recording", "", *_meaning(RecordingFacts), *_table(RecordingFacts)]
    wholes: list[type[BaseModel]] = [Options, Common, *KINDS.values()]
    nested = {name: part for whole in wholes for name, part in _nested(whole).items()}
    for name, part in sorted(nested.items()):
        meaning = (part.__doc__ or "").strip().partition("\n")[0]
        parts += [f"## Part `{name}`", "", meaning, "", *_table(part)]
    parts += ["## Problems", "", *_problems()]
    return "\n".join(parts).rstrip() + "\n"


def _meaning(model: type[BaseModel]) -> list[str]:
    return [" ".join((model.__doc__ or "").split()), ""]


def _table(model: type[BaseModel], names: list[str] | None = None) -> list[str]:
    rows = ["| field | type | default | meaning |", "|---|---|---|---|"]
    for name, info in model.model_fields.items():
        if names is None or name in names:
            meaning = " ".join((info.description or "").split()).replace("|", "\\|")
            rows.append(f"| `{name}` | {_type(info.annotation)} | {_default(info)} | {meaning} |")
    return [*rows, ""]


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "**required**"
    value = info.default
    if value is PydanticUndefined or value is None or value in ("", ()) or isinstance(value, BaseModel):
        return ""
    if isinstance(value, tuple):
        return ", ".join(f"`{item}`" for item in value)
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


_WORDS = {
    "str": "text",
    "int": "number",
    "float": "number",
    "bool": "true / false",
    "datetime": "date and time",
}


def _type(annotation: Any) -> str:
    """A type in an editor's words."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _type(arguments[0])
    if origin is typing.Literal:
        return ", ".join(f"`{value}`" for value in arguments if value)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_type(a) for a in arguments if a is not type(None))
    if origin is tuple:
        return f"list of {_type(arguments[0])}"
    if origin is not None:
        return "mapping"
    name = getattr(annotation, "__name__", str(annotation))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"part `{name}`"
    return _WORDS.get(name, name)


def _nested(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    for info in model.model_fields.values():
        for part in _models(info.annotation):
            found |= {part.__name__: part} | _nested(part)
    return found


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _models(argument)


def _problems() -> list[str]:
    rows = ["| code | blocks | Deutsch | English |", "|---|---|---|---|"]
    blocks = {"site": "everything", "item": "the item", "note": "nothing"}
    for code, entry in sorted(i18n.problems().items()):
        german = f"{entry['de']} {entry.get('de_fix', '')}".strip()
        english = f"{entry['en']} {entry.get('en_fix', '')}".strip()
        cells = (f"`{code}`", blocks[entry["severity"]], german, english)
        rows.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return rows
