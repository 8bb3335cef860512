"""Names and what they mean."""

from __future__ import annotations

import pytest

from builders import entry, site
from dreiklang.content.kinds import KINDS
from dreiklang.content.library import fold
from dreiklang.content.references import meant, resolve


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Übergänge", "uebergaenge"),
        ("Straße", "strasse"),
        ("Bürgermeister:innen", "Bürgermeisterinnen"),
        ("Bürgermeister*innen", "Bürgermeister_innen"),
        ("Bürger:innenbüro", "Bürgerinnenbüro"),
        ("Jugend-Beteiligung", "jugend beteiligung"),
        ("Jana Kováčová", "Jana Kovacova"),
        ("U\N{COMBINING DIAERESIS}bung", "Übung"),
    ],
)
def test_what_people_write_differently_is_one_name(one, other):
    """Case, umlauts, sharp s, hyphens, accents, Unicode form and gender signs do not matter."""
    assert fold(one) == fold(other)


@pytest.fixture
def library():
    """A block, an episode of the same name, and a term with forms."""
    return site(
        entry("building-block", "koordination", title="Koordination", number=5, aliases=["Koordinierung"]),
        entry("episode", "koordination-hoeren", title="Koordination", number=3),
        entry(
            "term", "steuerungskreis", title="Steuerungskreis", forms=["Steuerungskreise", "Lenkungskreis"]
        ),
    ).library


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("koordination", {"koordination"}),
        ("Koordination", {"koordination", "koordination-hoeren"}),
        ("Baustein Koordination", {"koordination"}),
        ("Folge Koordination", {"koordination-hoeren"}),
        ("Baustein 5", {"koordination"}),
        ("#05", {"koordination"}),
        ("Koordinierung", {"koordination"}),
        ("Folge 3", {"koordination-hoeren"}),
        ("Lenkungskreis", {"steuerungskreis"}),
        ("Nirgends", set()),
    ],
)
def test_references_resolve_by_id_title_alias_number_and_form(library, name, ids):
    """An id wins; titles, aliases, forms and numbers are found; a kind word narrows."""
    assert {e.id for e in resolve(library, name)} == ids


@pytest.fixture
def english():
    """Entries of an English site, one of whose pages is called like an episode."""
    return site(
        entry("building-block", "roles", title="Clear roles", number=7),
        entry("season", "beginning", title="The beginning", number=1),
        entry("episode", "first-call", title="First call", number=3, parent="beginning"),
        entry("episode", "untold", title="Untold", parent="beginning"),
        entry("page", "fourth", title="Episode 4"),
        entry("episode", "next-call", title="Next call", number=4, parent="beginning"),
        entry("event", "tables", title="Workshop"),
        entry("event-series", "lunch", title="Workshop"),
        entry("newsletter", "spring", title="Spring", number=12),
    ).library


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Episode 3", {"first-call"}),
        ("episode 03", {"first-call"}),
        ("Episode #3", {"first-call"}),
        ("Folge 03", {"first-call"}),
        ("Building block 7", {"roles"}),
        ("Building-block 7", {"roles"}),
        ("building block  Clear roles", {"roles"}),
        ("Block #07", {"roles"}),
        ("Baustein 7", {"roles"}),
        ("Season 1", {"beginning"}),
        ("Issue 12", {"spring"}),
        ("Newsletter 12", {"spring"}),
        ("episode First call", {"first-call"}),
        ("Event Workshop", {"tables"}),
        ("Event series Workshop", {"lunch"}),
        ("Series Workshop", {"lunch"}),
        ("Workshop", {"lunch", "tables"}),
        ("Episode 4", {"fourth"}),
        ("Episode #4", {"next-call"}),
        ("Folge 4", {"next-call"}),
        ("Episode 9", set()),
        ("Episode", set()),
        ("Event series", set()),
        ("Episode 3 4", set()),
    ],
)
def test_kind_words_of_both_languages_narrow_to_a_name_or_a_number(english, name, ids):
    """A kind word, of one part or two, stands before a name or a number; a whole title wins over both."""
    assert {e.id for e in resolve(english, name)} == ids


@pytest.mark.parametrize(
    ("target", "fragment", "expected"),
    [
        ("Block", "07", ({"roles"}, "")),
        ("Clear roles", "7", ({"roles"}, "7")),
        ("Block", "8", (set(), "8")),
        ("Block", "Introduction", (set(), "Introduction")),
    ],
)
def test_a_number_sign_after_a_kind_word_is_no_section(english, target, fragment, expected):
    """`[[Block #07]]` is a number where no page is called Block; everywhere else a section is meant."""
    found, section = meant(english, None, "name", target, fragment)
    assert ({e.id for e in found}, section) == expected


def test_every_kind_has_words_of_its_own():
    """Each kind but the home page can be named, and no word names two."""
    words = [word for kind in KINDS.values() for word in kind.words]
    assert len(words) == len(set(words))
    assert [fold(word) for word in words] == words
    assert {name for name, kind in KINDS.items() if not kind.words} == {"home"}


def test_a_field_that_is_not_written_stands_at_its_nearest_parent():
    """The place of a missing nested field is that of the nearest written one."""
    event = entry("event", "tag")
    located = type(event)(event.kind, event.path, event.fields, event.body, None, {"speakers": (7, 3)})
    assert str(located.place("speakers.0.person")) == f"{event.path}:7:3"
    assert str(located.place("title")) == f"{event.path}:1:1"
