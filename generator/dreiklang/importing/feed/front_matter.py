"""Front matter as editors would write it: with comments, quoted only where YAML needs it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence


class Open:
    """Stands for a value that somebody has to write."""


OPEN = Open()

Value = str | int | float | bool | Open | None | Sequence["Value"] | Mapping[str, "Value"]

_BARE = re.compile(r"[A-Za-zÄÖÜäöüß0-9][^\x00-\x1f\x7f-\x9f:#\"'{}\[\],&*!|>%@`\\\u2028\u2029\ufeff]*")
_WORDS = {"null", "~", "true", "false", "yes", "no", "on", "off", "y", "n"}
_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


class Front:
    """Collects fields in order; ``text`` is the file's beginning, both ``---`` lines included."""

    def __init__(self) -> None:
        self._rows: list[str] = []

    def put(self, key: str, value: Value, note: str = "") -> None:
        """A field with an optional comment above it; what is empty is left out."""
        if value in (None, "", (), [], {}):
            return
        self.note(note)
        self._rows += _field(key, value)

    def open(self, key: str, note: str) -> None:
        """A field that somebody has to fill in."""
        self.note(note)
        self._rows.append(f"{key}:")

    def note(self, text: str) -> None:
        """A comment; what a stranger wrote cannot end it."""
        for row in re.split(r"[\r\n\x85\u2028\u2029]+", text):
            if row.strip():
                self._rows.append(f"# {_BREAKS.sub('', row).strip()}")

    def text(self, body: str = "") -> str:
        """The whole file."""
        return "\n".join(["---", *self._rows, "---", "", body.strip(), ""]).rstrip("\n") + "\n"


def scalar(value: str | int | float | bool) -> str:
    """A value on one line (YAML 1.2.2, 7.3): bare where nothing can be misread, else in double quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    bare = _BARE.fullmatch(value) and value.lower() not in _WORDS and not value.endswith(" ")
    if bare or re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?", value):
        return value
    return _BREAKS.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False))


def _field(key: str, value: Value) -> list[str]:
    if isinstance(value, Open):
        return [f"{key}:"]
    if isinstance(value, Mapping):
        inner = [row for k, v in value.items() if v not in (None, "") for row in _field(k, v)]
        return [f"{key}:", *(f"  {row}" for row in inner)]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [f"{key}:", *(f"  {row}" for item in value for row in _item(item))]
    return [f"{key}: {scalar(value)}" if value is not None else f"{key}:"]


def _item(item: Value) -> list[str]:
    if isinstance(item, Mapping):
        rows = [row for k, v in item.items() if v not in (None, "") for row in _field(k, v)]
        return [f"{'- ' if index == 0 else '  '}{row}" for index, row in enumerate(rows)]
    assert isinstance(item, str | int | float)  # noqa: S101 - lists within lists are written by nobody
    return [f"- {scalar(item)}"]
