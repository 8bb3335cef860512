"""Everything that exists, by kind and id."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dreiklang.content import events, podcast, reading, records
from dreiklang.content.body import Body
from dreiklang.content.fields import Common
from dreiklang.content.podcast import RecordingFacts
from dreiklang.problems import Place

KINDS: dict[str, type[Common]] = {
    "home": reading.Page,
    "building-block": reading.BuildingBlock,
    "article": reading.Article,
    "page": reading.Page,
    "podcast": podcast.Podcast,
    "season": podcast.Season,
    "episode": podcast.Episode,
    "event-series": events.EventSeries,
    "event": events.Event,
    "person": records.Person,
    "organisation": records.Organisation,
    "place": records.Municipality,
    "topic": records.Topic,
    "term": records.GlossaryTerm,
    "material": records.Material,
    "newsletter": records.NewsletterIssue,
}
"""Every kind of content and the model its front matter is checked against."""

VOICES = {
    "building-block": "read", "article": "read", "material": "read", "term": "read", "newsletter": "read",
    "podcast": "hear", "season": "hear", "episode": "hear",
    "event-series": "meet", "event": "meet",
}  # fmt: skip
"""The voice a kind speaks with; kinds without one are neutral."""


@dataclass(frozen=True)
class MediaFacts:
    """What was read from a file: path from the project's root, size in bytes, type.

    ``seconds``, ``bitrate`` (average bits of sound per second) and ``sha256`` (in hexadecimal
    digits) for recordings; ``width`` and ``height`` in pixels, ``colours`` (``rgb``, ``grey``,
    ``cmyk``; empty where unknown) and ``alpha`` (it may be transparent) for pictures; ``pages``
    and ``lacks`` for documents, what accessibility needs and the file does not state (``tags``,
    ``title``, ``language``; None where that is not known); ``digest`` names the content;
    ``sidecar`` holds alt, credit and licence of a picture written beside it (``bild.jpg.yml``).
    """

    path: str
    size: int
    type: str
    digest: str
    sha256: str = ""
    seconds: float | None = None
    bitrate: int | None = None
    width: int | None = None
    height: int | None = None
    colours: str = ""
    alpha: bool = False
    pages: int | None = None
    lacks: tuple[str, ...] | None = None
    sidecar: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One piece of content: its checked fields, its text, and where both came from.

    ``parent`` is the id of the season, show or series that the folder gives it.
    ``lines`` maps dotted field names (``chapters.0.title``) to (line, column) in the source.
    """

    kind: str
    path: str
    fields: Any
    body: Body
    parent: str | None = None
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @functools.cached_property
    def id(self) -> str:
        """The permanent name."""
        return str(self.fields.id)

    @property
    def title(self) -> str:
        """The heading readers see."""
        return str(self.fields.title)

    @property
    def voice(self) -> str:
        """The voice its kind speaks with: ``read``, ``hear``, ``meet`` or empty."""
        return VOICES.get(self.kind, "")

    def place(self, name: str = "") -> Place:
        """Where a field stands; for one that is not written, the nearest written parent."""
        while name and name not in self.lines:
            name = name.rpartition(".")[0]
        line, column = self.lines.get(name, (1, 1))
        return Place(self.path, line, column)


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without what people write differently: case, umlauts, hyphens, gender signs."""
    name = unicodedata.normalize("NFKC", name).casefold()
    name = re.sub(r"[*:_·/](?=in(nen)?\b)|[*:_·](?=innen)|\(in(nen)?\)", "", name)
    for written, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        name = name.replace(written, plain)
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9#]+", name))


@dataclass(frozen=True)
class Library:
    """Everything that exists. Entries stand in the order of their paths.

    ``recordings`` holds what sidecars say of recordings, by the path these have or would have.
    """

    entries: tuple[Entry, ...]
    media: Mapping[str, MediaFacts] = field(default_factory=dict)
    recordings: Mapping[str, RecordingFacts] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[Entry, ...]:
        """All entries of a kind."""
        return self._by_kind.get(kind, ())

    def get(self, id: str) -> Entry | None:
        """The entry with an id."""
        return self.entries_by_id.get(id)

    def children(self, entry: Entry, kind: str) -> tuple[Entry, ...]:
        """Entries of a kind in the season or series ``entry``."""
        return self._by_parent.get((entry.id, kind), ())

    def facts(self, path: str) -> MediaFacts | None:
        """What was read from a file; checked fields name files by their path from the root."""
        return self.media.get(path)

    def by_path(self, path: str) -> Entry | None:
        """The entry read from a file."""
        return self._by_path.get(path)

    def named(self, name: str, *kinds: str) -> tuple[Entry, ...]:
        """All entries that a name may mean: by id, or by folded title, alias or form."""
        exact = self.entries_by_id.get(name)
        if exact and (not kinds or exact.kind in kinds):
            return (exact,)
        found = self._by_name.get(fold(name), ())
        return tuple(e for e in found if not kinds or e.kind in kinds)

    def names(self, *kinds: str) -> Iterator[str]:
        """Every id and title, for suggestions."""
        for entry in self.entries:
            if not kinds or entry.kind in kinds:
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
    yield from getattr(entry.fields, "forms", ())
    if entry.kind == "building-block":
        yield f"#{entry.fields.number:02d}"
        yield f"Baustein {entry.fields.number}"
    elif entry.kind == "episode" and entry.fields.number:
        yield f"Folge {entry.fields.number}"
    elif entry.kind == "season":
        yield f"Staffel {entry.fields.number}"


KIND_WORDS = {
    "baustein": "building-block", "folge": "episode", "staffel": "season", "artikel": "article",
    "veranstaltung": "event", "termin": "event", "reihe": "event-series", "person": "person",
    "organisation": "organisation", "ort": "place", "kommune": "place", "thema": "topic",
    "begriff": "term", "material": "material", "seite": "page", "newsletter": "newsletter",
}  # fmt: skip
"""Words that narrow a reference to a kind: ``[[Baustein Koordination]]``."""


def resolve(library: Library, name: str) -> tuple[Entry, ...]:
    """What ``[[name]]`` means: nothing, one entry, or several candidates.

    A whole name wins; else a leading kind word narrows the rest.
    """
    if found := library.named(name):
        return found
    word, _, rest = name.strip().partition(" ")
    kind = KIND_WORDS.get(fold(word))
    return library.named(rest, kind) if kind and rest else ()
