"""What ``episode.html`` reads besides ``page`` and ``site``."""

from __future__ import annotations

from typing import TypedDict

from dreiklang.ground.dates import Stamp
from dreiklang.pages.view_parts import (
    Audio,
    Backlinks,
    Card,
    Contact,
    Download,
    End,
    File,
    Link,
    Neighbours,
    Picture,
    Point,
    Related,
    Section,
    Subjects,
    Subscription,
)


class EpisodeFacts(TypedDict):
    """When an episode appeared, and how long it is."""

    published: Stamp
    length: str
    has_transcript: bool


class Key(Point):
    """A key message and when it is said; ``query`` leads from other pages to a second within the moment."""

    text: str
    query: str


class ChapterLine(Point):
    """A chapter, and when it begins."""

    title: str


class Light(TypedDict):
    """A smaller form of a recording."""

    url: str
    external: bool
    file: str


class Player(TypedDict):
    """A recording with its chapters, and what a device shows while it plays."""

    audio: Audio
    host: str
    file: str
    light: list[Light]
    chapters: list[ChapterLine]
    url: str
    title: str
    show: str
    cover: str


class Cited(TypedDict):
    """Who points to a moment of a turn, in words around the moment; None for the turn's begin."""

    before: str
    moment: Point | None
    words: str
    links: list[Link]


class TurnText(Point):
    """A turn: its ``paragraphs``, or as HTML those with several moments, which begin at the ``cues``."""

    speaker: str
    paragraphs: list[str]
    cues: str
    html: list[str]


class TurnLine(TurnText):
    """A turn with those who point to it."""

    cited: list[Cited]


class TranscriptPart(TypedDict):
    """A conversation's turns below a chapter's title."""

    title: str
    turns: list[TurnLine]


class Missing(TypedDict):
    """Why there is no transcript, and since when that is known."""

    reason: str
    date: Stamp


class TranscriptSource(TypedDict, total=False):
    """What the files of a transcript are made from, for the page's key."""

    digest: str
    seconds: float | None
    title: str


class EpisodeAround(TypedDict):
    """What belongs to an episode."""

    recorded: list[Card]
    read: list[Related]
    meet: list[Related]
    hear: list[Related]
    about: list[Subjects]
    backlinks: Backlinks
    neighbours: Neighbours
    end: End


class EpisodeView(EpisodeAround):
    """``episode.html``; ``captions`` is an address."""

    episode: Card
    kicker: str
    facts: EpisodeFacts
    cover: Picture | None
    player: Player
    sections: list[Section]
    key_messages: list[Key]
    transcript: list[TranscriptPart]
    transcript_anchor: str
    transcript_source: TranscriptSource
    downloads: list[Download]
    origin: str
    missing: Missing | None
    type: str
    captions: str
    synthetic: bool
    people: list[Contact]
    subscribe: Subscription | None


class EpisodeFiles(TypedDict):
    """What ``episode.html`` reads besides, made late."""

    files: list[File]
