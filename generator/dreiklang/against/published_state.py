"""What was published, as far as a source can tell: the ledgers' items as typed values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dreiklang.content.kinds import PODCAST
from dreiklang.feeds import identity, ledger
from dreiklang.feeds.formats.plain_text import line
from dreiklang.site import addresses
from dreiklang.site.site import Site


class Unusable(Exception):
    """A ledger in a form nobody knows; the text says which part."""


@dataclass(frozen=True)
class Episode:
    """An episode. ``id`` is empty and ``url`` may be foreign where the source is a feed."""

    guid: str
    title: str
    enclosure: str = ""
    published: dt.datetime | None = None
    id: str = ""
    url: str = ""


@dataclass(frozen=True)
class Date:
    """One date of a recurring event; ``day`` is the day its rule gives."""

    day: str
    start: dt.datetime
    end: dt.datetime
    cancelled: bool


@dataclass(frozen=True)
class Event:
    """An event; ``changes`` counts its dated entries, ``dates`` is None unless it is recurring."""

    uid: str
    id: str
    title: str
    url: str
    start: dt.datetime
    end: dt.datetime
    place: str
    online: str
    status: str
    changes: int
    whole_day: bool = False
    sequence: int = 0
    dates: tuple[Date, ...] | None = None

    @property
    def last(self) -> dt.datetime:
        """When it is over."""
        return max((self.end, *(date.end for date in self.dates or ())))

    def next(self, moment: dt.datetime) -> dt.datetime:
        """When it begins next; when it began first, if nothing is to come."""
        return min((d.start for d in self.dates or () if d.end > moment), default=self.start)


@dataclass(frozen=True)
class Page:
    """A page's address relative to the site; ``id`` and ``path`` of its text where they are known."""

    address: str
    id: str = ""
    path: str = ""


@dataclass(frozen=True)
class PublishedState:
    """What a source tells; None where it does not say.

    ``base`` is the address of the site it belongs to, empty for feeds; ``name`` is how the source
    was named; ``unread`` counts texts that could not be read there. ``words`` are those in addresses,
    by their option, as far as it tells.
    """

    name: str
    base: str = ""
    show_guid: str = ""
    feed: str = ""
    episodes: tuple[Episode, ...] | None = None
    events: tuple[Event, ...] | None = None
    pages: tuple[Page, ...] | None = None
    unread: int = 0
    paths: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


def state_of_site(site: Site, name: str, unread: int = 0) -> PublishedState:
    """What a site's content says, without building it."""
    shows = site.library.of(PODCAST)[:1]
    pages = (Page(site.address(e).partition("#")[0], e.id, e.path) for e in site.library.entries)
    return PublishedState(
        name=name,
        base=site.settings.site.base,
        show_guid=identity.podcast_guid(site, shows[0]) if shows else "",
        feed=addresses.absolute(addresses.podcast_feed(site.settings), site.settings) if shows else "",
        episodes=episodes(ledger.episodes(site)),
        events=events(ledger.events(site)),
        pages=tuple(pages),
        unread=unread,
        paths={e.id: e.path for e in site.library.entries},
        words=site.settings.options.addresses.model_dump(exclude={"former"}),
    )


def episodes(items: Iterable[Any]) -> tuple[Episode, ...]:
    """Items of ``episodes.json``. Raises Unusable."""
    return tuple(
        Episode(
            guid=_text(item, "guid"),
            title=_text(item, "title"),
            enclosure=_text(item, "enclosure"),
            published=_moment(item, "published"),
            id=_text(item, "id"),
            url=_text(item, "url"),
        )
        for item in _items(items)
    )


def events(items: Iterable[Any]) -> tuple[Event, ...]:
    """Items of ``events.json``. Raises Unusable."""
    return tuple(
        Event(
            uid=_text(item, "uid"),
            id=_text(item, "id"),
            title=_text(item, "title"),
            url=_text(item, "url"),
            start=_moment(item, "start"),
            end=_moment(item, "end"),
            place=_text(item, "place"),
            online=_text(item, "online"),
            status=_text(item, "status"),
            changes=len(changes) if isinstance(changes := item.get("changes"), list) else 0,
            whole_day=item.get("whole_day") is True,
            dates=_dates(item["dates"]) if "dates" in item else None,
            sequence=number if isinstance(number := item.get("sequence"), int) else 0,
        )
        for item in _items(items)
    )


def _dates(items: Any) -> tuple[Date, ...]:
    return tuple(
        Date(_text(item, "day"), _moment(item, "start"), _moment(item, "end"), item.get("cancelled") is True)
        for item in _items(items)
    )


def _items(items: Any) -> Iterable[Mapping[str, Any]]:
    if not isinstance(items, (list, tuple)) or not all(isinstance(item, dict) for item in items):
        raise Unusable("items")
    return items


def _text(item: Mapping[str, Any], key: str) -> str:
    """One line: what a foreign ledger says is shown in messages."""
    value = item.get(key, "")
    if not isinstance(value, str):
        raise Unusable(key)
    return line(value)


def _moment(item: Mapping[str, Any], key: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(_text(item, key))
    except ValueError:
        raise Unusable(key) from None
    if found.tzinfo is None:
        raise Unusable(key)
    return found
