"""Loads small projects that tests write into a folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from dreiklang import loading, settings
from dreiklang.content.library import Library
from dreiklang.ground.problems import Problem, in_order

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>\n'


def chosen(**options: object) -> settings.Settings:
    """The settings of a small German site."""
    return settings.Settings(
        site=settings.SiteSettings(name="Probe", url="https://example.org/"),
        options=settings.Options(**{"timezone": "Europe/Berlin"} | options),
        as_of=dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC),
    )


def written(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files below a folder that counts as a project."""
    (root / "docs").mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def load(root: Path, **options: object) -> tuple[Library, tuple[Problem, ...]]:
    """The library and the sorted problems of a project."""
    library, problems = loading.load(root, chosen(**options))
    return library, in_order(problems)


def page(fields: str, body: str = "Text.\n") -> str:
    """A text with front matter."""
    return f"---\n{fields}\n---\n{body}"


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """``file:line:column code`` of each problem."""
    return [f"{problem.place} {problem.code}" for problem in problems]
