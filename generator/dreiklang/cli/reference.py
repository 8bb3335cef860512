"""The reference in two parts, written from the code itself: fields with options, and problems."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from dreiklang import i18n
from dreiklang.content.fields import Common, Email, Path, Seconds, Url
from dreiklang.content.kinds import KINDS
from dreiklang.content.podcast import RecordingFacts
from dreiklang.settings import Options

_INTRODUCTION = """Every field and every option, written by `dreiklang reference` from the code itself.
Everything the check may say is in [PROBLEMS.md](PROBLEMS.md).

Every page is a Markdown file: fields between two lines `---`, the text below. The folder decides the kind;
each kind shows an example. Texts name other pages by title, `[[Rollen klären]]`, fields by id or title."""

_PROBLEMS = """Everything the check may say, written by `dreiklang reference problems` from the code itself.

A problem comes with its file, line and column, and says how to write it right. The column “blocks” says
what is not published because of it. Fields and options: [REFERENCE.md](REFERENCE.md)."""

EXAMPLES = {
    "home": (
        "docs/index.md",
        "id: home\ntitle: Was hier gelungen ist\nsummary: Erfahrungen aus unserer Kommune.",
    ),
    "building-block": (
        "docs/bausteine/rollen-klaeren.md",
        "id: rollen-klaeren\ntitle: Rollen klären\nsummary: Wer entscheidet was?\nnumber: 1\n"
        "topics: [ehrenamt]",
    ),
    "article": (
        "docs/aktuelles/start.md",
        "id: start\ntitle: Wir fangen an\nsummary: Seit heute online.\ndate: 2026-09-30",
    ),
    "page": ("docs/impressum.md", "id: impressum\ntitle: Impressum\nrole: imprint"),
    "podcast": (
        "episodes/index.md",
        "id: rathausfunk\ntitle: Rathausfunk\nsummary: Gespräche aus Rathäusern.\nauthor: Stadt Beispiel\n"
        "owner:\n  name: Stadt Beispiel\n  email: podcast@example.org\ncategories: [Government]\n"
        "cover:\n  file: cover.png\n  alt: Ein Rathaus\n  credit: Stadt Beispiel\n  licence: CC BY 4.0",
    ),
    "season": (
        "episodes/staffel-1/index.md",
        "id: staffel-1\ntitle: Der Anfang\nsummary: Wie es losging.\nnumber: 1",
    ),
    "episode": (
        "episodes/staffel-1/erster-anruf.md",
        "id: erster-anruf\ntitle: Der erste Anruf\nsummary: Wer ruft wen an?\nnumber: 1\n"
        "published: 2026-09-30 06:00\naudio:\n  file: erster-anruf.mp3\nhosts: [ruth-wieland]\n"
        "chapters:\n  - time: 0:00\n    title: Begrüßung",
    ),
    "event-series": (
        "events/mittagsgespraeche/index.md",
        "id: mittagsgespraeche\ntitle: Mittagsgespräche\nsummary: Eine halbe Stunde, eine Frage.",
    ),
    "event": (
        "events/mittagsgespraeche/2026-12-09-protokolle.md",
        "id: protokolle\ntitle: Protokolle, die man liest\nsummary: Kürzer ist besser.\n"
        "start: 2026-12-09 12:05\nend: 2026-12-09 13:00\nonline: https://example.org/raum",
    ),
    "person": (
        "docs/personen/ruth-wieland.md",
        "id: ruth-wieland\ntitle: Ruth Wieland",
    ),
    "organisation": ("docs/organisationen/stadt.md", "id: stadt\ntitle: Stadt Beispiel"),
    "place": ("docs/orte/beispielstadt.md", "id: beispielstadt\ntitle: Beispielstadt\ninvented: true"),
    "topic": ("docs/themen/ehrenamt.md", "id: ehrenamt\ntitle: Ehrenamt"),
    "term": ("docs/glossar/ehrenamt.md", "id: ehrenamtliche\ntitle: Ehrenamtliche\nforms: [Freiwillige]"),
    "material": (
        "docs/material/vorlage.md",
        "id: vorlage\ntitle: Eine Vorlage\nsummary: Zum Ausfüllen.\ncategory: Vorlage\n"
        "url: https://example.org/vorlage.pdf",
    ),
    "newsletter": (
        "docs/newsletter/ausgabe-1.md",
        "id: newsletter-1\ntitle: Erste Ausgabe\nsummary: Was neu ist.\nnumber: 1\ndate: 2026-09-30",
    ),
}
"""For every kind a file and its front matter; together they are a site."""


def fields() -> str:
    """Every field of every kind and every option of a site, as Markdown."""
    parts = ["# Reference", "", _INTRODUCTION, ""]
    parts += ["## Settings below `plugins: - dreiklang:`", "", *_table(Options)]
    parts += ["## Fields of every kind", "", *_table(Common)]
    known = {*Common.model_fields}
    for kind in KINDS.values():
        own = [name for name in kind.model.model_fields if name not in known]
        parts += [f"## Kind `{kind.name}`", "", (kind.model.__doc__ or "").strip(), ""]
        parts += _example(kind.name)
        parts += _table(kind.model, own) if own else ["No further fields.", ""]
    parts += ["## Sidecar of a recording", "", *_meaning(RecordingFacts), *_table(RecordingFacts)]
    wholes: list[type[BaseModel]] = [Options, Common, *(kind.model for kind in KINDS.values())]
    nested = {name: part for whole in wholes for name, part in _nested(whole).items()}
    for name, part in sorted(nested.items()):
        meaning = (part.__doc__ or "").strip().partition("\n")[0]
        parts += [f"## Part `{name}`", "", meaning, "", *_table(part)]
    return _document(parts)


def problems() -> str:
    """Every problem with its words in both languages, as Markdown."""
    return _document(["# Problems", "", _PROBLEMS, "", *_problems()])


PARTS = {"fields": fields, "problems": problems}
"""What ``dreiklang reference`` prints, by name."""


def _document(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _example(kind: str) -> list[str]:
    path, front_matter = EXAMPLES[kind]
    return [f"`{path}`:", "", "```yaml", "---", front_matter, "---", "```", ""]


def _meaning(model: type[BaseModel]) -> list[str]:
    return [" ".join((model.__doc__ or "").split()), ""]


def _table(model: type[BaseModel], names: list[str] | None = None) -> list[str]:
    rows = ["| field | type | default | meaning |", "|---|---|---|---|"]
    for name, info in model.model_fields.items():
        if names is None or name in names:
            meaning = " ".join((info.description or "").split()).replace("|", "\\|")
            rows.append(f"| `{name}` | {_kind(info)} | {_default(info)} | {meaning} |")
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
    "date": "date, `2026-09-30`",
    "datetime": "date and time, `2026-09-30 12:05`",
}


_TYPES = (
    (Seconds, "time, `12:40`"),
    (Url, "address, `https://…`"),
    (Email, "e-mail address"),
    (Path, "file"),
)
"""Types whose fields look like text or numbers and are written in a way of their own."""


def _kind(info: FieldInfo) -> str:
    """A field's type in an editor's words."""
    return next((words for known, words in _TYPES if _rule(known) in info.metadata), _type(info.annotation))


def _rule(annotation: Any) -> Any:
    """What tells an annotated type from others on the same ground."""
    return typing.get_args(annotation)[1]


def _type(annotation: Any) -> str:
    """A type in an editor's words."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return next((words for known, words in _TYPES if known == annotation), _type(arguments[0]))
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
        rows.append("| " + " | ".join(map(_cell, cells)) + " |")
    return rows


def _cell(text: str) -> str:
    """A text as a cell: what it quotes of Markdown and HTML stays to be read. Code is as it should be.

    The texts are format strings: the doubled braces of their examples are shown as people write them.
    """
    text = text.replace("{{", "{").replace("}}", "}")
    escaped = re.sub(r"(`[^`]+`)|([\[<*&])", lambda found: found[1] or f"\\{found[2]}", text)
    return escaped.replace("|", "\\|").replace("\n", " ")
