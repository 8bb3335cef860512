"""The site now beside what was known, as the comparing modules share them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from dreiklang import addresses
from dreiklang.against.known import Episode, Known
from dreiklang.content.entries import Entry
from dreiklang.problems import Place, Problem
from dreiklang.site import Site


@dataclass(frozen=True)
class Compared:
    """``now`` is told by ``site`` (what is published), ``old`` by the source.

    ``config`` is the settings' file. ``whole`` is False while texts of today cannot be read: then
    nothing counts as vanished.
    """

    site: Site
    old: Known
    now: Known
    config: str
    whole: bool = True

    @functools.cached_property
    def former(self) -> frozenset[str]:
        """Addresses that lead on, relative to the site."""
        pages = (address for address, _ in addresses.former(self.site.library, self.site.settings))
        files = (path.removesuffix("index.html") for path, _ in addresses.former_files(self.site.library))
        return frozenset((*pages, *files))

    @functools.cached_property
    def by_id(self) -> Mapping[str, Episode]:
        """Today's episodes by id."""
        return {episode.id: episode for episode in self.now.episodes or ()}

    @functools.cached_property
    def by_guid(self) -> Mapping[str, Episode]:
        """Today's episodes by GUID."""
        return {episode.guid: episode for episode in self.now.episodes or ()}

    @functools.cached_property
    def old_ids(self) -> frozenset[str]:
        """The ids of episodes that the source knows."""
        return frozenset(episode.id for episode in self.old.episodes or ())

    @property
    def moved(self) -> bool:
        """True when the site itself has another address now."""
        return bool(self.old.base) and self.old.base != self.now.base

    def at_home(self, url: str) -> str:
        """A whole URL as address relative to the site it belongs to; foreign ones stay whole."""
        for base in (self.old.base, self.now.base):
            if base and url.startswith(base):
                return url.removeprefix(base)
        return url

    def entry(self, id: str) -> Entry | None:
        """The published entry of an id."""
        return self.site.library.get(id)

    def problem(self, code: str, place: Place | Entry | None, at: str = "", **values: object) -> Problem:
        """A finding at the field ``at`` of an entry, at a place, or else in the settings."""
        where = place.place(at) if isinstance(place, Entry) else place or Place(self.config)
        return Problem(code, where, {"source": self.old.name, **values})

    def gone(self, id: str) -> Place | None:
        """Where a vanished text stood, if the source knows."""
        path = self.old.paths.get(id)
        return Place(path) if path else None
