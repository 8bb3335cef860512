"""The site: settings, content and relations, checked and ready to be turned into files."""

from __future__ import annotations

import datetime as dt
import functools
import zoneinfo
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar, cast, overload

from dreiklang.content import recurrence, times
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.fields import Common
from dreiklang.content.kinds import ARTICLE, Kind
from dreiklang.content.library import Library
from dreiklang.content.podcast import Episode
from dreiklang.content.recurrence import Occurrence
from dreiklang.settings import Settings
from dreiklang.site import addresses
from dreiklang.site.relations import Relations

FieldsT = TypeVar("FieldsT", bound=Common)


@dataclass(frozen=True)
class Site:
    """Everything outputs are made from. ``root`` is the project's folder."""

    root: Path
    settings: Settings
    library: Library
    relations: Relations

    @property
    def language(self) -> str:
        """The language of the interface."""
        return self.settings.language

    @functools.cached_property
    def memo(self) -> dict[Hashable, object]:
        """What ``once_per_site`` remembers; nobody else reads it."""
        return {}

    def address(self, entry: Entry) -> str:
        """The entry's address, relative to the site."""
        return addresses.address_of(entry, self.library, self.settings)

    def url(self, entry: Entry) -> str:
        """The entry's whole URL."""
        return addresses.absolute(self.address(entry), self.settings)

    def zone(self, event: Entry[Event]) -> zoneinfo.ZoneInfo:
        """The time zone an event's times are meant in; the site's where nobody knows what was written."""
        return _times(self, event).zone

    def start(self, event: Entry[Event]) -> dt.datetime:
        """When an event begins for the first time, with its zone; a whole day begins at midnight."""
        return self.dates(event)[0].start

    def end(self, event: Entry[Event]) -> dt.datetime:
        """When an event ends for the first time, with its zone; a whole day ends with its last minute."""
        return self.dates(event)[0].end

    def dates(self, event: Entry[Event]) -> tuple[Occurrence, ...]:
        """Every date of an event in the order of its rule; one where it is no recurring event."""
        return _times(self, event).dates

    def date(self, event: Entry[Event]) -> Occurrence:
        """The date that counts as of this build: the running or next one that takes place, else the last."""
        return _times(self, event).current

    def written(self, event: Entry[Event]) -> Occurrence:
        """The date that stands in the text: the first of a rule, whatever became of that day."""
        return _times(self, event).written

    def is_past(self, event: Entry[Event]) -> bool:
        """True once the event has ended for the last time, as of this build's clock."""
        return _times(self, event).is_past

    def published(self, episode: Entry[Episode]) -> dt.datetime:
        """When an episode appears, in the site's zone."""
        return times.aware(episode.fields.published, self.settings.zone)

    def has_feed(self, kind: Kind[Common]) -> bool:
        """True when there is something to subscribe to: what has no feed is linked from nowhere.

        Undated articles are no news.
        """
        return any(kind is not ARTICLE or entry.fields.date for entry in self.library.of(kind))

    @overload
    def one(self, name: str | None, kind: Kind[FieldsT], /) -> Entry[FieldsT] | None: ...
    @overload
    def one(self, name: str | None, /, *kinds: Kind[Common]) -> Entry | None: ...
    def one(self, name: str | None, /, *kinds: Kind[Common]) -> Entry | None:
        """The one entry a checked name means; of one of ``kinds``, where any are given."""
        found: tuple[Entry, ...] = self.library.named(name, *kinds) if name else ()
        return found[0] if found else None


Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def once_per_site(
    work: Callable[Concatenate[Site, Asked], Answer],
) -> Callable[Concatenate[Site, Asked], Answer]:
    """A function that works out its answer once for each site and arguments: many pages ask for it.

    Arguments are hashable, and nobody changes an answer.
    """

    def remembered(site: Site, /, *args: Asked.args, **named: Asked.kwargs) -> Answer:
        key = work, args, *named.items()
        if key not in site.memo:
            site.memo[key] = work(site, *args, **named)
        return cast("Answer", site.memo[key])

    return functools.update_wrapper(remembered, work)


@dataclass(frozen=True)
class EventTimes:
    """When an event takes place; what the methods of ``Site`` answer, worked out once."""

    zone: zoneinfo.ZoneInfo
    written: Occurrence
    dates: tuple[Occurrence, ...]
    current: Occurrence
    is_past: bool


@once_per_site
def _times(site: Site, event: Entry[Event]) -> EventTimes:
    name = event.fields.timezone
    zone = (times.zone(name) if name else None) or site.settings.zone
    written = _written(event.fields, zone)
    dates = tuple(_repeated(event.fields, written, zone)) or (written,)
    held = sorted((d for d in dates if not d.cancelled), key=lambda d: d.start) or [*dates]
    current = next((d for d in held if d.end > site.settings.as_of), held[-1])
    return EventTimes(zone, written, dates, current, current.end <= site.settings.as_of)


def _written(fields: Event, zone: zoneinfo.ZoneInfo) -> Occurrence:
    start, end = times.aware(fields.start, zone), times.aware(fields.end, zone)
    day = start.date()
    return Occurrence(*_whole(start, end), day) if fields.whole_day else Occurrence(start, end, day)


def _repeated(fields: Event, first: Occurrence, zone: zoneinfo.ZoneInfo) -> Iterator[Occurrence]:
    if fields.repeats is None:
        return
    for date in recurrence.occurrences(fields.repeats, first.start, first.end, zone):
        whole = Occurrence(*_whole(date.start, date.end), date.day, date.change)
        yield whole if fields.whole_day else date


def _whole(start: dt.datetime, end: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """From the first minute of the first day to the last minute of the last."""
    return start.replace(hour=0, minute=0), end.replace(hour=23, minute=59)
