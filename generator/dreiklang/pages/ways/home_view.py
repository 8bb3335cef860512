"""What ``home.html`` reads besides ``page`` and ``site``."""

from __future__ import annotations

from typing import TypedDict

from dreiklang.ground.dates import Stamp
from dreiklang.pages.meet.event_view import Window
from dreiklang.pages.view_parts import Card, Heard, Lands, Link, Quote


class HomeBlocks(TypedDict):
    """The newest building blocks, and the way to all of them."""

    cards: list[Card]
    url: str
    all: str


class HomeEpisode(Heard):
    """The newest episode with its first key message; ``transcript`` is an address."""

    message: str
    transcript: str


class HomeEvent(TypedDict):
    """A date of an event."""

    card: Card
    date: Stamp


class NextEvent(HomeEvent):
    """A date while it is the next one; ``calendar`` is an address."""

    calendar: str
    when: str
    where: str
    window: Window


class LaterEvent(HomeEvent):
    """An event until it is the next one itself."""

    where: str
    until: str


class HomeEvents(TypedDict):
    """The next dates; from ``none_from`` on there are none, and ``last`` is shown where there are none."""

    next: list[NextEvent]
    later: list[LaterEvent]
    later_until: str
    none_from: str
    last: HomeEvent | None
    url: str


class HomeLands(Lands):
    """The Länder below a heading that counts them."""

    heading: str


class HomeView(TypedDict):
    """``home.html``; ``articles`` and ``scripts`` are addresses, ``body`` is HTML."""

    headline: str
    lead: str
    body: str
    often: list[Link]
    blocks: HomeBlocks | None
    episode: HomeEpisode | None
    events: HomeEvents | None
    quotes: list[Quote]
    recommendations: Link | None
    lands: HomeLands | None
    news: list[Card]
    articles: str
    scripts: list[str]
