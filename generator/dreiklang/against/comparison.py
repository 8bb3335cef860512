"""The site now beside what was known, as the comparing modules share them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dreiklang.against import facet_words
from dreiklang.against.published_state import Episode, PublishedState
from dreiklang.content.entries import Entry
from dreiklang.ground.problems import Place, Problem
from dreiklang.settings.options import AddressWords
from dreiklang.site import addresses, former_addresses
from dreiklang.site.site import Site


@dataclass(frozen=True)
class Comparison:
    """``now`` is told by ``site`` (what is published), ``old`` by the source.

    ``config`` is the settings' file. ``whole`` is False while texts of today cannot be read: then
    nothing counts as vanished.
    """

    site: Site
    old: PublishedState
    now: PublishedState
    config: str
    whole: bool = True

    @functools.cached_property
    def former(self) -> frozenset[str]:
        """Addresses that lead on, relative to the site."""
        pages = (address for address, _ in addresses.former(self.site.library, self.site.settings))
        files = (path.removesuffix("index.html") for path, _ in addresses.former_files(self.site.library))
        return frozenset((*pages, *files, *self._by_words))

    @property
    def _by_words(self) -> Iterator[str]:
        """Where entries and the podcast's feed were while words were others."""
        pages = (addresses.file_of(page.address) for page in self.now.pages or ())
        for path in (*pages, addresses.podcast_feed(self.site.settings)):
            yield from (
                was.removesuffix("index.html") for was in former_addresses.paths(path, self.site.settings)
            )

    @functools.cached_property
    def words(self) -> Mapping[str, str]:
        """The words in addresses as the source has them, by their option, as far as it tells."""
        read = facet_words.changed_words(self.site, [page.address for page in self.old.pages or ()])
        return {**dict(read), **self.old.words}

    @functools.cached_property
    def then(self) -> AddressWords:
        """Today's words, and in their place those of the source."""
        return self.site.settings.options.addresses.model_copy(update=dict(self.words))

    def before(self, address: str) -> str:
        """An address of today as it was with the source's words."""
        path = addresses.file_of(address)
        was = former_addresses.translated(path, self.site.settings.options.addresses, self.then)
        return was.removesuffix("index.html")

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
