"""What is wrong with the content, where it stands, and how it is shown.

A problem is data: a code, a place and values. Its words, in German and English, and its
severity come from one catalogue (``i18n/problems/*.toml``), so no message is written twice.
"""

from __future__ import annotations

import difflib
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dreiklang import i18n


class Severity(enum.Enum):
    """How far a problem reaches.

    ``site`` blocks every publication, ``item`` blocks the item it belongs to (with
    ``--keep-going`` the rest goes out), ``note`` is shown and blocks nothing.
    """

    SITE = "site"
    ITEM = "item"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Place:
    """A point in a source file: path from the project's root, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. ``values`` fill the words of the catalogue."""

    code: str
    place: Place
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """How far the problem reaches, by the catalogue."""
        return Severity(i18n.problem(self.code)["severity"])

    def message(self, language: str) -> str:
        """What is wrong, in one sentence."""
        return i18n.problem(self.code)[language].format_map(self.values).rstrip()

    def fix(self, language: str) -> str:
        """How to write it right; empty when the message says it all."""
        return i18n.problem(self.code).get(f"{language}_fix", "").format_map(self.values)

    def __str__(self) -> str:
        return f"{self.place}: {self.message('en')} [{self.code}]"


class ProblemsFound(Exception):
    """The content cannot be published; carries every problem, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ProblemsFound], tuple[tuple[Problem, ...]]]:
        """Made anew from its problems where a worker sends it."""
        return type(self), (self.problems,)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by file, line and column; the same finding is named once."""
    unique = {(p.place, p.code, p.message("en")): p for p in problems}
    return tuple(unique[key] for key in sorted(unique))


def blocking(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those problems that keep something from being published."""
    return tuple(p for p in problems if p.severity is not Severity.NOTE)


def suggestion(word: str, known: Iterable[str], language: str) -> str:
    """``Meinten Sie „…“?`` for the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return i18n.text("did_you_mean", language).format(word=near[0]) if near else ""
