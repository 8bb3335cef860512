"""What templates read: the parts that many pages consist of, as JSON-able values.

Every address (``url``) is relative to the site and every text is plain, unless a part says otherwise;
what is empty or None is not shown.
"""

from __future__ import annotations

from typing import TypedDict

from dreiklang.ground.dates import Stamp
from dreiklang.site.event_words import Status as Status


class Link(TypedDict):
    """A named address."""

    title: str
    url: str


class Chip(Link):
    """A link to a topic, Land or place; ``count`` of its entries, or 0."""

    count: int


class Feed(Link):
    """A feed or calendar that a page announces, with its media ``type``."""

    type: str


class PageLink(Link):
    """A page of a long list: its number, and the same ``spoken``."""

    spoken: str
    current: bool


class Picture(TypedDict):
    """A picture with its size in pixels, what it shows and who made it."""

    url: str
    alt: str
    width: int | None
    height: int | None
    caption: str
    credit: str
    licence: str
    long_description: str


class Card(TypedDict):
    """What other pages show of an entry.

    ``label`` is the short mark before a title (``#07``, ``Folge 3``, ``Trailer``), ``spoken`` the same in
    words for those who hear the page, ``meta`` one line of facts, ``line`` the same led by the kind for
    lists that mix kinds. ``lang`` is named where it differs from the page's.
    """

    id: str
    kind: str
    kind_word: str
    title: str
    url: str
    voice: str
    label: str
    spoken: str
    summary: str
    meta: str
    line: str
    date: Stamp | None
    image: Picture | None
    status: Status | None
    lang: str | None


class FaceGroup(TypedDict):
    """Faces below a heading."""

    title: str
    cards: list[Card]


class File(TypedDict):
    """A file to take along; ``meta`` tells type, pages and size. An ``external`` one has a whole URL."""

    title: str
    url: str
    type: str
    meta: str
    external: bool


class Download(File):
    """A file with the group it is listed in."""

    category: str


class Materials(TypedDict):
    """Materials of one category."""

    category: str
    items: list[File]


class Audio(TypedDict):
    """A recording to be played; an ``external`` one has a whole URL."""

    url: str
    label: str
    external: bool


class Contact(TypedDict):
    """A person or organisation: what they do in a ``line``, ``mailbox`` the two sides of ``email``."""

    name: str
    initials: str
    url: str
    line: str
    portrait: Picture | None
    email: str
    mailbox: list[str]
    phone: str
    tel: str


class Participant(Contact):
    """Somebody with what they do in a part of an event."""

    role: str


class Fact(TypedDict):
    """One fact of a page's head, with its symbol."""

    icon: str
    text: str


class Review(TypedDict):
    """When a page was checked, and from ``due`` (ISO) on the words that it is overdue."""

    date: Stamp
    due: str
    overdue: str


class Section(TypedDict):
    """A part of a text as HTML; the first has neither ``id`` nor ``title``."""

    kind: str
    id: str
    title: str
    html: str


class Quote(TypedDict):
    """A quote as HTML, who said it, and where it stands."""

    by: str
    role: str
    html: str
    voice: str
    source: Link


class Subjects(TypedDict):
    """Subjects of one kind (``key``: topics, regions, places)."""

    key: str
    title: str
    items: list[Chip]


class Related(TypedDict):
    """An entry worth going on with, and why, in words."""

    card: Card
    reason: str


class Point(TypedDict):
    """A moment of a conversation: in seconds, as people read it, and its anchor."""

    anchor: str
    time: str
    mark: str


class Backlink(TypedDict):
    """A page that mentions this one; ``turns`` are the moments of a conversation it points to."""

    card: Card
    url: str
    note: str
    turns: list[Point]


class Backlinks(TypedDict):
    """Pages that mention this one, and in words how many ``more`` there are."""

    items: list[Backlink]
    more: str


class Neighbours(TypedDict):
    """What comes before and after a page in its row."""

    previous: Card | None
    next: Card | None


class End(TypedDict):
    """How a page is cited, and a note on its age."""

    citation: str
    note: str


class Tile(TypedDict):
    """A Land on the map of tiles; ``level`` from 0 to 3 says how much there is."""

    name: str
    x: int
    y: int
    count: int
    level: int


class Lands(TypedDict):
    """The Länder as a list and as a map, and in words those ``without`` entries."""

    items: list[Chip]
    tiles: list[Tile]
    without: str


class Subscription(TypedDict):
    """How to subscribe to the podcast; ``feed_url`` is whole, as are the addresses of places and funding."""

    show: Card
    feed: str
    feed_url: str
    page: str
    places: list[Link]
    funding: Link | None


class Heard(TypedDict):
    """An episode with its recording."""

    card: Card
    audio: Audio


class Rails(TypedDict):
    """What to hear and to meet beside a text."""

    episode: Heard | None
    event: Card | None


class OverviewView(TypedDict):
    """``overview.html``: cards with links to what they can be narrowed by."""

    kicker: str
    lead: str
    chips_title: str
    chips: list[Chip]
    cards: list[Card]
    pager: list[PageLink]
