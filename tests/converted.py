"""Markdown converted as the site does it, for tests of the markup stage."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dreiklang import markup
from dreiklang.content.body import Body
from dreiklang.ground.problems import Problem
from dreiklang.settings import Options, Settings, SiteSettings

FILE = "docs/bausteine/koordination.md"


def settings(extensions: tuple[Any, ...] = (), **options: Any) -> Settings:
    """Settings of a small site."""
    return Settings(
        site=SiteSettings(
            name="Dreiklang", url="https://example.org/wissen/", markdown_extensions=extensions
        ),
        options=Options(**{"timezone": "Europe/Berlin"} | options),
        as_of=dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
    )


def convert(
    text: str, *, line: int = 1, file: str = FILE, spoken: bool = False, **options: Any
) -> tuple[Body, tuple[Problem, ...]]:
    """A text's body and problems."""
    return markup.convert(text, file=file, line=line, settings=settings(**options), spoken=spoken)


def body(text: str, **options: Any) -> Body:
    """A text's body."""
    return convert(text, **options)[0]


def html(text: str, **options: Any) -> str:
    """A text's HTML."""
    return convert(text, **options)[0].html


def codes(text: str, **options: Any) -> list[str]:
    """The codes of what is wrong with a text."""
    return [problem.code for problem in convert(text, **options)[1]]


def places(text: str, **options: Any) -> list[tuple[str, int, int]]:
    """Code, line and column of what is wrong with a text."""
    return [(p.code, p.place.line, p.place.column) for p in convert(text, **options)[1]]
