"""What is written beside a file, once for all its uses: ``bild.svg.yml``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from dreiklang import written
from dreiklang.content.fields import Frozen
from dreiklang.problems import Problem

ENDING = ".yml"


class Facts(Frozen):
    """The fields of a sidecar."""

    alt: str = ""
    """What the picture shows, for people who do not see it."""
    decorative: bool = False
    """True when the picture says nothing that the text does not say."""
    credit: str = ""
    """Who made it."""
    licence: str = ""
    """Under which licence it may be used, for example ``CC BY 4.0``."""
    caption: str = ""
    """A line below the picture."""
    long_description: str = ""
    """The full content of a complex picture."""
    consent: bool = False
    """True when all recognisable people have agreed."""


@dataclass(frozen=True)
class Sidecar:
    """The written fields as text (``decorative`` and ``consent`` only when true), and a digest."""

    values: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""


def read(raw: bytes, path: str) -> tuple[Sidecar, tuple[Problem, ...]]:
    """A sidecar and its problems; one that cannot be read says nothing."""
    digest = hashlib.blake2b(raw, digest_size=16).hexdigest()
    document = written.read_record(raw, path)
    data = document.data if isinstance(document.data, dict) else {}
    data = {key: value for key, value in data.items() if value not in (None, "")}
    try:
        facts = Facts.model_validate(data)
    except ValidationError as error:
        names = [".".join(map(str, detail["loc"])) for detail in error.errors()]
        found = [
            written.field_problem(detail, document.place(name, path), name, Facts)
            for detail, name in zip(error.errors(), names, strict=True)
        ]
        return Sidecar(digest=digest), (*document.problems, *found)
    values = {key: "true" if value is True else str(value) for key, value in facts if value}
    return Sidecar(values, digest), document.problems
