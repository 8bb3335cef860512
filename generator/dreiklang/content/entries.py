"""One piece of content: its checked fields, its text, and where both came from."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic

from typing_extensions import TypeVar

from dreiklang.content.body import Body
from dreiklang.content.fields import Common
from dreiklang.ground.problems import Place

FieldsT = TypeVar("FieldsT", bound=Common, covariant=True, default=Common)
"""The model of an entry's fields; an ``Entry`` without one has the fields that every kind has."""


@dataclass(frozen=True)
class Entry(Generic[FieldsT]):
    """One piece of content, of a kind that decides the type of its fields (see ``kinds``).

    ``parent`` is the id of the season, show or series that the folder gives it.
    ``lines`` maps dotted field names (``chapters.0.title``) to (line, column) in the source.
    """

    kind: str
    path: str
    fields: FieldsT
    body: Body
    parent: str | None = None
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def __hash__(self) -> int:
        """By its file: equal entries have equal paths, and hashing a text would take long."""
        return hash(self.path)

    @functools.cached_property
    def id(self) -> str:
        """The permanent name."""
        return str(self.fields.id)

    @property
    def title(self) -> str:
        """The heading readers see."""
        return str(self.fields.title)

    def place(self, name: str = "") -> Place:
        """Where a field stands; for one that is not written, the nearest written parent."""
        while name and name not in self.lines:
            name = name.rpartition(".")[0]
        line, column = self.lines.get(name, (1, 1))
        return Place(self.path, line, column)
