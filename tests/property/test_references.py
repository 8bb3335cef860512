"""What references meant before words of English led them, they mean still."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders import entry, site
from dreiklang.content.kinds import KINDS
from dreiklang.content.library import fold
from dreiklang.content.references import resolve

GERMAN = {
    "baustein": "building-block", "artikel": "article", "seite": "page", "staffel": "season",
    "folge": "episode", "reihe": "event-series", "veranstaltung": "event", "termin": "event",
    "person": "person", "organisation": "organisation", "ort": "place", "kommune": "place",
    "thema": "topic", "begriff": "term", "material": "material", "newsletter": "newsletter",
}  # fmt: skip
"""The words that led references when there were German ones alone."""

WORDS = sorted({*GERMAN, *(word for kind in KINDS.values() for word in kind.words)})
RESTS = ["", " 1", " 2", " 02", " #2", " call", " Workshop"]
NAMES = st.builds(
    lambda word, rest: f"{word.capitalize()}{rest}", st.sampled_from(WORDS), st.sampled_from(RESTS)
)
TITLES = NAMES | st.sampled_from(["Call", "Workshop", "Series call", "Block Workshop", "2"])


@st.composite
def libraries(draw):
    """A few entries of any kind with titles and aliases that look like references."""
    made = []
    for place, kind in enumerate(draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=6))):
        fields = {"title": draw(TITLES), "aliases": draw(st.lists(TITLES, max_size=2))}
        if kind in ("building-block", "season", "episode", "newsletter"):
            fields["number"] = draw(st.integers(1, 2))
        made.append(entry(kind, f"e{place}", **fields))
    return site(*made).library


def before(library, name):
    """The rule as it was: a whole name, else a German kind word before a name."""
    if found := library.named(name):
        return found
    word, _, rest = name.strip().partition(" ")
    kind = KINDS.get(GERMAN.get(fold(word), ""))
    return library.named(rest, kind) if kind and rest else ()


@given(libraries(), NAMES)
def test_what_resolved_resolves_as_before(library, name):
    """An English kind word and a number only give answers where there was none."""
    if known := before(library, name):
        assert resolve(library, name) == known
