"""How problems are shown: for people, for GitHub, for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

import click

from dreiklang import i18n
from dreiklang.ground.problems import Problem, Severity

_COLOURS = {Severity.SITE: "red", Severity.ITEM: "red", Severity.NOTE: "yellow"}


def as_text(problems: Iterable[Problem], language: str) -> str:
    """One problem after the other, with its place, and how to write it right."""
    lines = []
    for problem in problems:
        word = i18n.text(f"severity_{problem.severity.value}", language)
        head = click.style(f"{problem.place}", bold=True)
        lines.append(f"{head} {click.style(word, fg=_COLOURS[problem.severity])} {_clean(problem, language)}")
        if fix := problem.fix(language):
            lines.append(f"    → {fix}")
    if count := len([p for p in problems if p.severity is not Severity.NOTE]):
        lines.append(i18n.text("problems_count", language).format(count=count))
    return "\n".join(lines)


def github(problems: Iterable[Problem], language: str) -> str:
    """Workflow commands that GitHub shows at the line (errors first)."""
    rows = []
    for problem in sorted(problems, key=lambda p: p.severity is Severity.NOTE):
        level = "notice" if problem.severity is Severity.NOTE else "error"
        place = problem.place
        message = f"{_clean(problem, language)} {problem.fix(language)}".strip()
        escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        rows.append(f"::{level} file={place.file},line={place.line},col={place.column}::{escaped}")
    return "\n".join(rows)


def as_json(problems: Iterable[Problem], language: str) -> str:
    """A list of objects: code, severity, file, line, column, message, fix."""
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "message": problem.message(language),
            "fix": problem.fix(language),
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _clean(problem: Problem, language: str) -> str:
    """Content quoted in a message must not steer a terminal."""
    return "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in problem.message(language)
    ).strip()


FORMATS: Mapping[str, Callable[[Iterable[Problem], str], str]] = {
    "text": as_text,
    "github": github,
    "json": as_json,
}
"""The ways of showing problems, by the name an option gives them."""
