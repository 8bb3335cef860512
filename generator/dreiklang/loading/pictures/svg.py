"""SVG pictures: their size, and everything in them that is more than a picture.

An SVG is a program when it holds scripts, and a spy when it loads something from elsewhere.
Entities are refused, so no text can grow while it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

_ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener"}
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d{1,6})?)(?:px)?\s*")
_REFERENCES = {"href", "src"}
_HARMLESS = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp|avif);)", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"@import|url\((?!\s*['\"]?\s*(?:#|data:image/(?:png|jpeg|gif|webp|avif);))|\\", re.IGNORECASE
)
"""What styles load from elsewhere; a backslash could spell the same in another way."""


@dataclass(frozen=True)
class Finding:
    """Something that must not be in a picture, and its line."""

    code: str
    line: int
    what: str


@dataclass(frozen=True)
class Picture:
    """Width and height in pixels where the file says them."""

    width: int | None = None
    height: int | None = None
    findings: tuple[Finding, ...] = ()


def read_svg(data: bytes) -> Picture:
    """Reads an SVG from start to end. Never raises."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        reader.findings.append(Finding("picture-broken", error.lineno, ""))
    except (_Refused, ValueError, LookupError):
        # The reason stands among the findings; ValueError is an encoding Python does not know.
        reader.findings = reader.findings or [Finding("picture-broken", 1, "")]
    if reader.root is None and not reader.findings:
        reader.findings.append(Finding("picture-broken", 1, ""))
    width, height = _size(reader.root or {})
    return Picture(width, height, tuple(dict.fromkeys(reader.findings)))


class _Refused(Exception):
    """Reading must not go on."""


class _Reader:
    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.root: dict[str, str] | None = None
        self.parser = expat.ParserCreate()
        self._style: list[str] | None = None
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction

    def _found(self, code: str, what: str) -> None:
        self.findings.append(Finding(code, self.parser.CurrentLineNumber, what[:60]))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if self.root is None:
            self.root = dict(attributes) if local == "svg" else {}
            if local != "svg":
                self._found("picture-broken", local)
        if local in _ACTIVE:
            self._found("picture-active", f"<{name}>")
        self._style = [] if local == "style" else None
        for key, value in attributes.items():
            self._attribute(key, value)

    def _attribute(self, key: str, value: str) -> None:
        local = _local(key)
        plain = re.sub(r"[\x00-\x20]", "", value).lower()
        if local.startswith("on") or "javascript:" in plain or "vbscript:" in plain:
            self._found("picture-active", key)
        elif (local in _REFERENCES and not _HARMLESS.match(value)) or (
            "(" in value and _OUTSIDE.search(value)
        ):
            self._found("picture-reference", value)

    def _end(self, name: str) -> None:
        if self._style and _OUTSIDE.search(text := "".join(self._style)):
            self._found("picture-reference", " ".join(text.split()))
        self._style = None

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _entity(self, name: str, *rest: object) -> None:
        self._found("picture-entity", name)
        raise _Refused

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            self._found("picture-reference", target)


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _size(root: dict[str, str]) -> tuple[int | None, int | None]:
    """From width and height, else from the viewBox."""
    lengths = [_LENGTH.fullmatch(root.get(key, "")) for key in ("width", "height")]
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    numbers = [match[1] for match in lengths if match]
    if len(numbers) < 2 and len(box) == 4:
        numbers = [m[1] for part in box[2:] if (m := _LENGTH.fullmatch(part))]
    sizes = [round(float(number)) for number in numbers]
    return (sizes[0], sizes[1]) if len(sizes) == 2 and min(sizes) > 0 else (None, None)
