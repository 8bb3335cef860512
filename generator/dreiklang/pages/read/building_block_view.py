"""What ``building_block.html`` reads besides ``page`` and ``site``."""

from __future__ import annotations

from typing import TypedDict

from dreiklang.pages.view_parts import (
    Backlinks,
    End,
    FaceGroup,
    Fact,
    Materials,
    Neighbours,
    Picture,
    Rails,
    Related,
    Review,
    Section,
    Subjects,
)


class BlockSection(Section):
    """A section; ``checklist`` where it holds one worth printing by itself."""

    checklist: bool


class Step(TypedDict):
    """A step that leads to a section."""

    id: str
    title: str


class ScaleStep(TypedDict):
    """A step of a scale."""

    points: int
    word: str


class StatementLine(TypedDict):
    """A statement, and what to do next for each step of the scale."""

    number: int
    text: str
    next: list[str]


class LevelLine(TypedDict):
    """A range of results that reaches ``to`` a number of points."""

    title: str
    advice: str
    to: int
    range: str


class AssessmentForm(TypedDict):
    """A self-assessment; ``points`` is a sentence in which the script fills in what is counted."""

    intro: str
    scale: list[ScaleStep]
    statements: list[StatementLine]
    levels: list[LevelLine]
    most: int
    count: str
    points: str


class BlockParts(TypedDict):
    """A building block's text: what stands before the first heading, the sections, the steps to them."""

    opening: str
    sections: list[BlockSection]
    steps: list[Step]


class BuildingBlockView(BlockParts):
    """``building_block.html``."""

    number: str
    kicker: str
    lead: str
    facts: list[Fact]
    review: Review | None
    authors: str
    image: Picture | None
    learn: list[str]
    materials: list[Materials]
    assessment: AssessmentForm | None
    relations: list[FaceGroup]
    rails: Rails
    about: list[Subjects]
    backlinks: Backlinks
    related: list[Related]
    end: End
    neighbours: Neighbours
