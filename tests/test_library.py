"""Names and what they mean."""

from __future__ import annotations

import pytest

from builders import entry, site
from dreiklang.content.library import fold, resolve


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


def test_a_field_that_is_not_written_stands_at_its_nearest_parent():
    """The place of a missing nested field is that of the nearest written one."""
    event = entry("event", "tag")
    located = type(event)(event.kind, event.path, event.fields, event.body, None, {"speakers": (7, 3)})
    assert str(located.place("speakers.0.person")) == f"{event.path}:7:3"
    assert str(located.place("title")) == f"{event.path}:1:1"
