"""Every kind of content: one row says what the whole generator knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeGuard

from typing_extensions import TypeVar

from dreiklang.content import events, podcast, reading, records
from dreiklang.content.entries import Entry
from dreiklang.content.fields import Common

Voice = Literal["read", "hear", "meet", ""]
"""How a kind speaks to people; the empty one is neutral."""

FieldsT = TypeVar("FieldsT", bound=Common, covariant=True)


@dataclass(frozen=True)
class Kind(Generic[FieldsT]):
    """A kind of content.

    ``name`` is how views, addresses and settings call it; ``model`` is what its front matter is
    checked against; ``words`` are those that narrow a reference to it (``[[Baustein Koordination]]``,
    ``[[Episode 3]]``): German and English ones on every site, folded, as people mix them.
    ``related`` says that its entries are proposed as what to go on with, and counted on the map;
    ``rank`` where they stand among those of their voice on pages of topics, places and people,
    from 1 (0: they do not stand there).
    """

    name: str
    model: type[FieldsT]
    voice: Voice = ""
    words: tuple[str, ...] = ()
    related: bool = False
    rank: int = 0

    def holds(self, entry: Entry) -> TypeGuard[Entry[FieldsT]]:
        """True for an entry of this kind; its fields are then those of the kind's model."""
        return entry.kind == self.name


HOME = Kind("home", reading.Page)
BUILDING_BLOCK = Kind(
    "building-block",
    reading.BuildingBlock,
    "read",
    ("baustein", "building block", "block"),
    related=True,
    rank=1,
)
ARTICLE = Kind("article", reading.Article, "read", ("artikel", "article"), related=True, rank=2)
PAGE = Kind("page", reading.Page, words=("seite", "page"))
PODCAST = Kind("podcast", podcast.Podcast, "hear", ("podcast",))
SEASON = Kind("season", podcast.Season, "hear", ("staffel", "season"))
EPISODE = Kind("episode", podcast.Episode, "hear", ("folge", "episode"), related=True, rank=1)
EVENT_SERIES = Kind("event-series", events.EventSeries, "meet", ("reihe", "series", "event series"), rank=2)
EVENT = Kind("event", events.Event, "meet", ("veranstaltung", "termin", "event"), related=True, rank=1)
PERSON = Kind("person", records.Person, words=("person",))
ORGANISATION = Kind("organisation", records.Organisation, words=("organisation", "organization"))
PLACE = Kind("place", records.Municipality, words=("ort", "kommune", "place", "municipality"))
TOPIC = Kind("topic", records.Topic, words=("thema", "topic"))
TERM = Kind("term", records.GlossaryTerm, "read", ("begriff", "term"), rank=5)
MATERIAL = Kind("material", records.Material, "read", ("material",), rank=4)
NEWSLETTER = Kind("newsletter", records.NewsletterIssue, "read", ("newsletter", "ausgabe", "issue"), rank=3)

KINDS: dict[str, Kind[Common]] = {
    kind.name: kind
    for kind in (
        HOME, BUILDING_BLOCK, ARTICLE, PAGE, PODCAST, SEASON, EPISODE, EVENT_SERIES, EVENT, PERSON,
        ORGANISATION, PLACE, TOPIC, TERM, MATERIAL, NEWSLETTER,
    )
}  # fmt: skip
"""Every kind by its name."""


def voice_of(entry: Entry) -> Voice:
    """The voice an entry speaks with."""
    return KINDS[entry.kind].voice


def number_of(entry: Entry) -> int | None:
    """The number by which readers know an entry, where its kind is counted."""
    for kind in (BUILDING_BLOCK, SEASON, EPISODE, NEWSLETTER):
        if kind.holds(entry):
            return entry.fields.number
    return None
