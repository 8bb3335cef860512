"""Kinds to read: building blocks with their self-assessment, articles, plain pages."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from dreiklang.content.fields import Common, Download, Frozen, Name, Names, Text

SCALE = ("trifft nicht zu", "trifft eher nicht zu", "trifft eher zu", "trifft zu")


class Statement(Frozen):
    """One statement of a self-assessment."""

    text: Text
    """The statement by which a municipality assesses itself."""
    next: tuple[Text, ...] = ()
    """What to do next, one piece of advice per step of the scale."""


class Level(Frozen):
    """A range of results."""

    up_to: Annotated[int, Field(ge=1, le=100)]
    """The highest share of points, in percent, that still belongs here."""
    title: Text
    """The level's name, for example ``Fundament``."""
    advice: Text
    """What to do next."""


class SelfAssessment(Frozen):
    """Statements by which a municipality assesses itself; answers stay in the browser."""

    intro: str = ""
    """A line before the statements."""
    scale: Annotated[tuple[Text, ...], Field(min_length=2, max_length=7)] = SCALE
    """The steps, from lowest to highest."""
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]
    """The statements."""
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    """The ranges of results, lowest first; the last one reaches to 100."""

    @model_validator(mode="after")
    def _complete(self) -> SelfAssessment:
        bounds = [level.up_to for level in self.levels]
        if bounds != sorted(set(bounds)) or bounds[-1] != 100:
            raise ValueError("levels-incomplete")
        if any(s.next and len(s.next) != len(self.scale) for s in self.statements):
            raise ValueError("advice-per-step")
        return self


class BuildingBlock(Common):
    """A building block ("Baustein"): introduction, implementation, self-assessment."""

    number: Annotated[int, Field(ge=1, le=9999)]
    """The number readers know it by; shown as ``#07``."""
    learn: tuple[Text, ...] = ()
    """What readers learn, one line each."""
    authors: Names = ()
    """Who wrote it."""
    materials: Names = ()
    """Materials to work with."""
    builds_on: Names = ()
    """Building blocks to read before."""
    deepens: Names = ()
    """Building blocks this one goes deeper into."""
    assessment: SelfAssessment | None = None
    """The self-assessment."""


class ArticleSeries(Frozen):
    """The place of an article in a series of articles."""

    title: Text
    """The name of the series."""
    part: Annotated[int, Field(ge=1)]
    """Which part this is."""


class Article(Common):
    """News, a blog entry or an interview."""

    type: Literal["news", "blog", "interview"] = "news"
    """What kind of article it is."""
    authors: Names = ()
    """Who wrote it."""
    series: ArticleSeries | None = None
    """The series it is a part of."""
    downloads: tuple[Download, ...] = ()
    """Files to download."""
    contact: Name | None = None
    """Whom to ask."""


class Page(Common):
    """A plain or legal page."""

    role: Literal[
        "", "about", "imprint", "privacy", "accessibility", "report-barrier", "contact",
        "plain-language", "sign-language",
    ] = ""  # fmt: skip
    """What the page is for; pages with a role are linked in every footer."""
