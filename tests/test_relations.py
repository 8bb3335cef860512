"""Backlinks, related items and rows."""

from __future__ import annotations

from builders import entry, site
from dreiklang.content.body import Body, Heading, Reference


def mentioning(*names: str) -> Body:
    """A text with one heading and a reference to each name."""
    references = tuple(Reference("name", n, "", n, 5, 1) for n in names)
    return Body(references=references, headings=(Heading(2, "umsetzung", "Umsetzung", 3),))


def test_a_reference_is_seen_from_its_target():
    """A page lists the pages that mention it, each once, with the section."""
    made = site(
        entry("building-block", "ziel", number=1),
        entry("building-block", "quelle", number=2, body=mentioning("Ziel", "ziel")),
    )
    (mention,) = made.relations.backlinks(made.library.get("ziel"))
    assert (mention.entry.id, mention.section, mention.anchor) == ("quelle", "Umsetzung", "umsetzung")


def test_typed_relations_have_inverses():
    """What builds on a block is known from the block itself."""
    made = site(
        entry("building-block", "grund", number=1),
        entry("building-block", "aufbau", number=2, builds_on=["Grund"]),
    )
    grund = made.library.get("grund")
    assert [e.id for e in made.relations.inverse(grund, "builds_on")] == ["aufbau"]


def test_related_items_say_why():
    """Related items over all kinds carry their reasons; chosen ones come first."""
    made = site(
        entry("topic", "ehrenamt", title="Ehrenamt"),
        entry("place", "marbrueck", title="Marbrück"),
        entry(
            "building-block", "hier", number=1, topics=["ehrenamt"], places=["marbrueck"], related=["wahl"]
        ),
        entry("article", "wahl"),
        entry("event", "beides", topics=["ehrenamt"], places=["marbrueck"]),
        entry("episode", "thema", topics=["ehrenamt"]),
    )
    related = made.relations.related(made.library.get("hier"))
    assert [r.entry.id for r in related] == ["wahl", "beides", "thema"]
    assert [(r.kind, r.name) for r in related[1].reasons] == [("topic", "Ehrenamt"), ("place", "Marbrück")]


def test_neighbours_follow_time_within_the_parent():
    """Previous and next stay within season or series, in order of time."""
    made = site(
        entry("event", "b", parent="reihe", start="2026-02-01 12:00", end="2026-02-01 13:00"),
        entry("event", "a", parent="reihe", start="2026-03-01 12:00", end="2026-03-01 13:00"),
        entry("event", "fremd", parent="andere", start="2026-02-15 12:00", end="2026-02-15 13:00"),
    )
    before, after = made.relations.neighbours(made.library.get("b"))
    assert before is None
    assert after is not None
    assert after.id == "a"


def test_people_take_part_in_every_role():
    """A person's entries include those they write, host, speak at and answer for."""
    made = site(
        entry("person", "nowak", title="Paulina Nowak"),
        entry("article", "text", authors=["Paulina Nowak"]),
        entry("episode", "folge", hosts=["nowak"]),
        entry("event", "tag", contact="nowak", workshops=[{"id": "w", "title": "W"}]),
        entry("event", "leitung", workshops=[{"id": "w", "title": "W", "people": ["nowak"]}]),
    )
    found = {e.id for e in made.relations.of_person(made.library.get("nowak"))}
    assert found == {"text", "folge", "tag", "leitung"}
