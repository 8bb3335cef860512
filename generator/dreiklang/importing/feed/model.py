"""A feed as plain values. Text is as written, without surrounding blanks; times are in seconds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Enclosure:
    """A recording. ``length`` in bytes; 0 where the feed does not say."""

    url: str
    length: int = 0
    type: str = ""


@dataclass(frozen=True)
class Person:
    """Someone named in a feed (podcast namespace, ``person``)."""

    name: str
    role: str = "host"
    group: str = "cast"
    href: str = ""
    img: str = ""


@dataclass(frozen=True)
class Chapter:
    """A chapter; ``href`` and ``image`` are reported, and not kept."""

    time: float
    title: str
    href: str = ""
    image: str = ""


@dataclass(frozen=True)
class Transcript:
    """A transcript kept elsewhere."""

    url: str
    type: str = ""
    language: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture kept elsewhere (podcast namespace, ``image``); ``purpose`` and ``ratio`` as written."""

    url: str
    alt: str = ""
    type: str = ""
    purpose: str = ""
    ratio: str = ""


@dataclass(frozen=True)
class Soundbite:
    """A passage worth hearing alone; None for a time that cannot be read."""

    start: float | None
    duration: float | None
    title: str = ""


@dataclass(frozen=True)
class Link:
    """A named address."""

    title: str
    url: str


@dataclass(frozen=True)
class Item:
    """An episode. ``lost`` names what the feed says and nobody here understands."""

    line: int
    guid: str
    title: str
    published: dt.datetime | None = None
    written_date: str = ""
    link: str = ""
    html: str = ""
    summary: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    seconds: float | None = None
    season: int | None = None
    season_name: str = ""
    number: int | None = None
    type: str = "full"
    explicit: bool = False
    hidden: bool = False
    image: str = ""
    pictures: tuple[Picture, ...] = ()
    soundbites: tuple[Soundbite, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    chapters_url: str = ""
    transcripts: tuple[Transcript, ...] = ()
    people: tuple[Person, ...] = ()
    keywords: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """A show with its episodes, in the feed's order. ``address`` is what it calls itself."""

    title: str
    address: str = ""
    next_page: str = ""
    link: str = ""
    html: str = ""
    summary: str = ""
    language: str = ""
    author: str = ""
    owner_name: str = ""
    owner_email: str = ""
    categories: tuple[str, ...] = ()
    image: str = ""
    pictures: tuple[Picture, ...] = ()
    keywords: tuple[str, ...] = ()
    explicit: bool = False
    order: str = "episodic"
    guid: str = ""
    locked: bool | None = None
    licence: str = ""
    generator: str = ""
    funding: tuple[Link, ...] = ()
    people: tuple[Person, ...] = ()
    hidden: bool = False
    complete: bool = False
    moved_to: str = ""
    items: tuple[Item, ...] = ()
    lost: tuple[str, ...] = ()
