"""The site: settings, content and relations, checked and ready to be turned into files."""

from __future__ import annotations

import datetime as dt
import functools
import zoneinfo
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dreiklang import addresses
from dreiklang.content import times
from dreiklang.content.library import Entry, Library
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
        """The time zone an event's times are meant in."""
        return zoneinfo.ZoneInfo(event.fields.timezone or self.settings.options.timezone)

    def start(self, event: Entry) -> dt.datetime:
        """When an event begins, with its zone; a whole day begins at midnight."""
        start = times.aware(event.fields.start, self.zone(event))
        return start.replace(hour=0, minute=0) if event.fields.whole_day else start

    def end(self, event: Entry) -> dt.datetime:
        """When an event ends, with its zone; a whole day ends with its last minute."""
        end = times.aware(event.fields.end, self.zone(event))
        return end.replace(hour=23, minute=59) if event.fields.whole_day else end

    def published(self, episode: Entry) -> dt.datetime:
        """When an episode appears, in the site's zone."""
        return times.aware(episode.fields.published, self.settings.zone)

    def is_past(self, event: Entry) -> bool:
        """True once the event has ended, as of this build's clock."""
        return self.end(event) <= self.settings.as_of

    def has_feed(self, kind: str) -> bool:
        """True when there is something to subscribe to: what has no feed is linked from nowhere.

        ``kind`` is ``article``, ``event``, ``podcast`` or ``newsletter``; undated articles are no news.
        """
        return any(kind != "article" or entry.fields.date for entry in self.library.of(kind))

    def one(self, name: str | None, *kinds: str) -> Entry | None:
        """The one entry a checked name means."""
        found = self.library.named(name, *kinds) if name else ()
        return found[0] if found else None
