"""Everything that exists, by kind and id."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast, overload

from dreiklang.content.entries import Entry
from dreiklang.content.fields import Common
from dreiklang.content.file_facts import MediaFacts
from dreiklang.content.kinds import BUILDING_BLOCK, EPISODE, KINDS, SEASON, TERM, Kind, number_of
from dreiklang.content.podcast import RecordingFacts

OtherT = TypeVar("OtherT", bound=Common)


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without what people write differently: case, umlauts, hyphens, gender signs."""
    name = unicodedata.normalize("NFKC", name).casefold()
    name = re.sub(r"[*:_·/](?=in(nen)?\b)|[*:_·](?=innen)|\(in(nen)?\)", "", name)
    for written, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        name = name.replace(written, plain)
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9#]+", name))


_NUMBER = re.compile(r"#?0*([1-9][0-9]*)")
"""``7``, ``07`` or ``#7``."""


@dataclass(frozen=True)
class Library:
    """Everything that exists. Entries stand in the order of their paths.

    ``recordings`` holds what sidecars say of recordings, by the path these have or would have.
    """

    entries: tuple[Entry, ...]
    media: Mapping[str, MediaFacts] = field(default_factory=dict)
    recordings: Mapping[str, RecordingFacts] = field(default_factory=dict)

    def of(self, kind: Kind[OtherT]) -> tuple[Entry[OtherT], ...]:
        """All entries of a kind."""
        return cast("tuple[Entry[OtherT], ...]", self._by_kind.get(kind.name, ()))

    def get(self, id: str) -> Entry | None:
        """The entry with an id."""
        return self.entries_by_id.get(id)

    def children(self, entry: Entry, kind: Kind[OtherT]) -> tuple[Entry[OtherT], ...]:
        """Entries of a kind in the season or series ``entry``."""
        return cast("tuple[Entry[OtherT], ...]", self._by_parent.get((entry.id, kind.name), ()))

    def parent(self, entry: Entry, kind: Kind[OtherT]) -> Entry[OtherT] | None:
        """The season, show or series that an entry belongs to, where it is of a kind."""
        found = self.get(entry.parent or "")
        return found if found and kind.holds(found) else None

    def facts(self, path: str) -> MediaFacts | None:
        """What was read from a file; checked fields name files by their path from the root."""
        return self.media.get(path)

    def by_path(self, path: str) -> Entry | None:
        """The entry read from a file."""
        return self._by_path.get(path)

    @overload
    def named(self, name: str) -> tuple[Entry, ...]: ...
    @overload
    def named(self, name: str, *kinds: Kind[OtherT]) -> tuple[Entry[OtherT], ...]: ...
    def named(self, name: str, *kinds: Kind[Common]) -> tuple[Entry, ...]:
        """All entries that a name may mean: by id, or by folded title, alias or form.

        Only those of ``kinds``, where any are given.
        """
        wanted = {kind.name for kind in kinds}
        exact = self.entries_by_id.get(name)
        if exact and (not kinds or exact.kind in wanted):
            return (exact,)
        found = self._by_name.get(fold(name), ())
        return tuple(e for e in found if not kinds or e.kind in wanted)

    def numbered(self, number: str, kind: Kind[OtherT]) -> tuple[Entry[OtherT], ...]:
        """The entries of a kind with a number, written ``7``, ``07`` or ``#7``."""
        written = _NUMBER.fullmatch(number)
        found = self._by_number.get((kind.name, written[1]), ()) if written else ()
        return cast("tuple[Entry[OtherT], ...]", found)

    def names(self, *kinds: Kind[Common]) -> Iterator[str]:
        """Every id and title, for suggestions."""
        wanted = {kind.name for kind in kinds}
        for entry in self.entries:
            if not kinds or entry.kind in wanted:
                yield entry.id
                yield entry.title

    @functools.cached_property
    def entries_by_id(self) -> dict[str, Entry]:
        """Every entry by its id."""
        return {e.id: e for e in reversed(self.entries)}

    @functools.cached_property
    def _by_path(self) -> dict[str, Entry]:
        return {e.path: e for e in self.entries}

    @functools.cached_property
    def _by_kind(self) -> dict[str, tuple[Entry, ...]]:
        return {kind: tuple(e for e in self.entries if e.kind == kind) for kind in KINDS}

    @functools.cached_property
    def _by_parent(self) -> dict[tuple[str, str], tuple[Entry, ...]]:
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.entries:
            if entry.parent:
                found.setdefault((entry.parent, entry.kind), []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    @functools.cached_property
    def _by_number(self) -> dict[tuple[str, str], tuple[Entry, ...]]:
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.entries:
            if (number := number_of(entry)) is not None:
                found.setdefault((entry.kind, str(number)), []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    @functools.cached_property
    def _by_name(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, dict[str, Entry]] = {}
        for entry in self.entries:
            for name in _all_names(entry):
                found.setdefault(fold(name), {})[entry.id] = entry
        return {name: tuple(entries.values()) for name, entries in found.items()}


def _all_names(entry: Entry) -> Iterator[str]:
    yield entry.id
    yield entry.title
    yield from entry.fields.aliases
    if TERM.holds(entry):
        yield from entry.fields.forms
    elif BUILDING_BLOCK.holds(entry):
        yield f"#{entry.fields.number:02d}"
        yield f"Baustein {entry.fields.number}"
    elif EPISODE.holds(entry) and entry.fields.number:
        yield f"Folge {entry.fields.number}"
    elif SEASON.holds(entry):
        yield f"Staffel {entry.fields.number}"
