"""The site: settings, content and relations, checked and ready to be turned into files."""

from __future__ import annotations

import datetime as dt
import functools
import zoneinfo
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dreiklang import addresses
from dreiklang.content import repeats, times
from dreiklang.content.library import Entry, Library
from dreiklang.content.repeats import Occurrence
from dreiklang.relations import Relations
from dreiklang.settings import Settings


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
    def once(self) -> dict[tuple[str, ...], Any]:
        """Values that many pages show and that are worth computing once, by name."""
        return {}

    def address(self, entry: Entry) -> str:
        """The entry's address, relative to the site."""
        return addresses.of(entry, self.library, self.settings)

    def url(self, entry: Entry) -> str:
        """The entry's whole URL."""
        return addresses.absolute(self.address(entry), self.settings)

    def zone(self, event: Entry) -> zoneinfo.ZoneInfo:
        """The time zone an event's times are meant in; the site's where nobody knows what was written."""
        name = event.fields.timezone
        return (times.zone(name) if name else None) or self.settings.zone

    def start(self, event: Entry) -> dt.datetime:
        """When an event begins for the first time, with its zone; a whole day begins at midnight."""
        return self.dates(event)[0].start

    def end(self, event: Entry) -> dt.datetime:
        """When an event ends for the first time, with its zone; a whole day ends with its last minute."""
        return self.dates(event)[0].end

    def dates(self, event: Entry) -> tuple[Occurrence, ...]:
        """Every date of an event in the order of its rule; one where it does not come again."""
        if not event.fields.repeats:
            return (self.written(event),)
        known = self.once.get(("dates", event.id))
        if known is None:
            known = self.once["dates", event.id] = self._repeated(event)
        return known

    def date(self, event: Entry) -> Occurrence:
        """The date that counts as of this build: the running or next one that takes place, else the last."""
        held = sorted((d for d in self.dates(event) if not d.cancelled), key=lambda d: d.start)
        held = held or [*self.dates(event)]
        return next((d for d in held if d.end > self.settings.as_of), held[-1])

    def written(self, event: Entry) -> Occurrence:
        """The date that stands in the text: the first of a rule, whatever became of that day."""
        fields, zone = event.fields, self.zone(event)
        start, end = times.aware(fields.start, zone), times.aware(fields.end, zone)
        day = start.date()
        return Occurrence(*_whole(start, end), day) if fields.whole_day else Occurrence(start, end, day)

    def _repeated(self, event: Entry) -> tuple[Occurrence, ...]:
        first, fields = self.written(event), event.fields
        found = repeats.occurrences(fields.repeats, first.start, first.end, self.zone(event))
        if fields.whole_day:
            found = (Occurrence(*_whole(d.start, d.end), d.day, d.change) for d in found)
        return tuple(found) or (first,)

    def published(self, episode: Entry) -> dt.datetime:
        """When an episode appears, in the site's zone."""
        return times.aware(episode.fields.published, self.settings.zone)

    def is_past(self, event: Entry) -> bool:
        """True once the event has ended for the last time, as of this build's clock."""
        return self.date(event).end <= self.settings.as_of

    def has_feed(self, kind: str) -> bool:
        """True when there is something to subscribe to: what has no feed is linked from nowhere.

        ``kind`` is ``article``, ``event``, ``podcast`` or ``newsletter``; undated articles are no news.
        """
        return any(kind != "article" or entry.fields.date for entry in self.library.of(kind))

    def one(self, name: str | None, *kinds: str) -> Entry | None:
        """The one entry a checked name means."""
        found = self.library.named(name, *kinds) if name else ()
        return found[0] if found else None


def _whole(start: dt.datetime, end: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """From the first minute of the first day to the last minute of the last."""
    return start.replace(hour=0, minute=0), end.replace(hour=23, minute=59)
