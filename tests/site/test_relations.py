"""Backlinks, related items and rows."""

from __future__ import annotations

import pytest

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


def test_the_stronger_reason_comes_first():
    """A link says more than a place, a place more than a person, a person more than a topic."""
    made = site(
        entry("topic", "ehrenamt"),
        entry("place", "marbrueck"),
        entry("person", "nowak"),
        entry("article", "hier", topics=["ehrenamt"], places=["marbrueck"], authors=["nowak"]),
        entry("article", "a-thema", topics=["ehrenamt"]),
        entry("article", "b-person", authors=["nowak"]),
        entry("article", "c-ort", places=["marbrueck"]),
        entry("article", "d-verweis", body=mentioning("hier")),
    )
    related = made.relations.related(made.library.get("hier"))
    assert [r.entry.id for r in related] == ["d-verweis", "c-ort", "b-person", "a-thema"]
    assert [r.reasons[0].kind for r in related] == ["link", "place", "person", "topic"]


def test_links_count_in_both_directions():
    """What a page mentions and what mentions it are equally near; both together are nearer."""
    made = site(
        entry("article", "hier", body=mentioning("b-hin", "c-beides")),
        entry("article", "a-her", body=mentioning("hier")),
        entry("article", "b-hin"),
        entry("article", "c-beides", body=mentioning("hier")),
    )
    related = made.relations.related(made.library.get("hier"))
    assert [(r.entry.id, [x.kind for x in r.reasons]) for r in related] == [
        ("c-beides", ["link"]), ("a-her", ["link"]), ("b-hin", ["link"]),
    ]  # fmt: skip


def test_a_land_alone_relates_nothing():
    """A Land is too large to be a reason of its own; beside another one it counts."""
    made = site(
        entry("topic", "ehrenamt"),
        entry("article", "hier", topics=["ehrenamt"], regions=["SH"]),
        entry("article", "a-thema", topics=["ehrenamt"]),
        entry("article", "b-beides", topics=["ehrenamt"], regions=["SH"]),
        entry("article", "c-land", regions=["SH"]),
    )
    related = made.relations.related(made.library.get("hier"))
    assert [r.entry.id for r in related] == ["b-beides", "a-thema"]
    assert [reason.kind for reason in related[0].reasons] == ["topic", "region"]


def test_a_rare_topic_says_more():
    """Of two topics the one that fewer pages have brings its pages nearer; one that all have is a reason still."""
    made = site(
        entry("topic", "alle"),
        entry("topic", "selten"),
        entry("article", "hier", topics=["alle", "selten"]),
        entry("article", "a-alle", topics=["alle"]),
        entry("article", "b-alle", topics=["alle"]),
        entry("article", "c-selten", topics=["selten"]),
    )
    assert [r.entry.id for r in made.relations.related(made.library.get("hier"))] == [
        "c-selten", "a-alle", "b-alle",
    ]  # fmt: skip


def test_a_frequent_topic_weighs_less_than_half_a_rare_one():
    """The more pages have a topic the less it says: by what share of all entries, not by their number."""
    many = [entry("article", f"a-{n:02}", topics=["alle"]) for n in range(30)]
    made = site(
        entry("topic", "alle"),
        entry("topic", "selten"),
        entry("topic", "auch-selten"),
        entry("person", "nowak"),
        entry("article", "hier", topics=["alle", "selten", "auch-selten"], authors=["nowak"]),
        entry("article", "x-person-und-alle", topics=["alle"], authors=["nowak"]),
        entry("article", "y-zwei-seltene", topics=["selten", "auch-selten"]),
        *many,
    )
    found = [r.entry.id for r in made.relations.related(made.library.get("hier"), 3)]
    assert found == ["y-zwei-seltene", "x-person-und-alle", "a-00"]


def test_a_place_counts_the_same_however_many_are_there():
    """Only topics are weighed by how rare they are: a place of nearly all pages still outdoes a person."""
    many = [entry("article", f"b-{n}", places=["marbrueck"]) for n in range(12)]
    made = site(
        entry("place", "marbrueck"),
        entry("person", "nowak"),
        entry("article", "hier", places=["marbrueck"], authors=["nowak"]),
        entry("article", "a-person", authors=["nowak"]),
        *many,
    )
    assert made.relations.related(made.library.get("hier"), 20)[-1].entry.id == "a-person"


SHARED = {
    "topics": ["ehrenamt"],
    "places": ["marbrueck"],
    "authors": ["nowak"],
    "regions": ["SH"],
}
"""What all members of a large group have in common, by field."""

OLD = {
    "article": {"date": "2020-01-01"},
    "episode": {"published": "2020-01-01 06:00", "date": "2026-01-01"},
    "event": {"start": "2020-01-01 10:00", "end": "2020-01-01 12:00", "date": "2026-01-01"},
}
"""The day that says how old an entry of each kind is, and another one that does not."""


def large_group(shared: dict[str, list[str]], kind: str = "article"):
    """A page, sixty more members of its group, and one older than all; it chose the oldest and the second oldest."""
    members = [entry("article", f"m-{n:02}", date=f"2022-01-{n // 2 + 1:02}", **shared) for n in range(1, 58)]
    return site(
        entry("topic", "ehrenamt"),
        entry("place", "marbrueck"),
        entry("person", "nowak"),
        entry("article", "hier", date="2026-01-01", related=["b-alt", "c-aelter", "a-neu"], **shared),
        entry("article", "a-neu", date="2025-01-01", **shared),
        entry(kind, "b-alt", **OLD[kind], **shared),
        entry("article", "c-aelter", date="2021-01-01", **shared),
        *members,
    )


@pytest.mark.parametrize("field", SHARED)
def test_of_a_large_group_the_sixty_newest_compete(field):
    """Only the sixty newest of a group count as near for what they share; the sixty-first does not."""
    made = large_group({field: SHARED[field]})
    found = {r.entry.id: len(r.reasons) for r in made.relations.related(made.library.get("hier"))}
    assert (found["a-neu"], found["c-aelter"], found["b-alt"]) == (2, 2, 1)


@pytest.mark.parametrize("kind", OLD)
def test_how_old_a_member_is(kind):
    """An episode is as old as its publication, an event as its begin, all else as its day."""
    shared = {"topics": ["ehrenamt"]}
    made = large_group(shared, kind)
    found = {r.entry.id: len(r.reasons) for r in made.relations.related(made.library.get("hier"))}
    assert (found["c-aelter"], found["b-alt"]) == (2, 1)


def test_a_group_of_sixty_is_not_cut():
    """In a group of exactly sixty all compete."""
    members = [entry("article", f"m-{n:02}", date="2022-01-01", topics=["ehrenamt"]) for n in range(58)]
    made = site(
        entry("topic", "ehrenamt"),
        entry("article", "hier", date="2026-01-01", topics=["ehrenamt"], related=["alt"]),
        entry("article", "alt", date="2020-01-01", topics=["ehrenamt"]),
        *members,
    )
    (first, *others) = made.relations.related(made.library.get("hier"), 99)
    assert [reason.kind for reason in first.reasons] == ["chosen", "topic"]
    assert len(others) == 23


def test_a_section_is_the_nearest_heading_above():
    """A mention stands below the last heading before it; above all headings it stands below none."""
    reference = Reference("name", "Ziel", "", "Ziel", 5, 1)
    two = (Heading(2, "eins", "Eins", 3), Heading(2, "zwei", "Zwei", 5), Heading(2, "drei", "Drei", 7))
    made = site(
        entry("article", "ziel"),
        entry("article", "mitten", body=Body(references=(reference,), headings=two)),
        entry("article", "vorn", body=Body(references=(reference,), headings=two[2:])),
    )
    found = {m.entry.id: m.anchor for m in made.relations.backlinks(made.library.get("ziel"))}
    assert found == {"mitten": "zwei", "vorn": ""}


def test_a_name_of_two_pages_mentions_neither():
    """A reference whose name two pages go by is nobody's backlink."""
    made = site(
        entry("article", "a1", title="Ziel"),
        entry("article", "a2", title="Ziel"),
        entry("article", "quelle", body=mentioning("Ziel")),
    )
    assert [made.relations.backlinks(made.library.get(id)) for id in ("a1", "a2")] == [(), ()]


def test_an_organisation_answers_for_what_names_it():
    """An organisation's entries are those it wrote, invites to, pays for, employs people of, or answers for."""
    made = site(
        entry("organisation", "amt"),
        entry("article", "text", authors=["amt"]),
        entry("event", "tag", organisers=["amt"], contact="amt"),
        entry("event", "frage", contact="amt"),
        entry("season", "staffel", funders=["amt"]),
        entry("person", "leute", organisation="amt"),
    )
    found = [e.id for e in made.relations.of_organisation(made.library.get("amt"))]
    assert found == ["text", "tag", "staffel", "leute", "frage"]


def test_guests_and_speakers_take_part():
    """Guests of an episode, speakers, and people in a programme belong to what they take part in."""
    programme = [{"start": "10:00", "title": "Auftakt", "people": ["nowak"]}]
    made = site(
        entry("person", "nowak"),
        entry("episode", "folge", guests=["nowak"]),
        entry("event", "rede", speakers=["nowak"]),
        entry("event", "teil", programme=programme),
    )
    found = {e.id for e in made.relations.of_person(made.library.get("nowak"))}
    assert found == {"folge", "rede", "teil"}


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("article", {"b": {"series": {"title": "Wege", "part": 1}}, "a": {"series": {"title": "Wege", "part": 2}}}),
        ("building-block", {"b": {"number": 1}, "a": {"number": 2}}),
        ("season", {"b": {"number": 1}, "a": {"number": 2}}),
        ("episode", {"b": {"published": "2026-01-01 06:00", "parent": "s"},
                     "a": {"published": "2026-02-01 06:00", "parent": "s"}}),
    ],
    ids=["parts", "numbers", "seasons", "days"],
)  # fmt: skip
def test_rows_have_an_order_of_their_own(kind, rows):
    """Articles of a series follow their parts, blocks and seasons their numbers, episodes their days."""
    made = site(*(entry(kind, id, **fields) for id, fields in rows.items()))
    first, second = (made.library.get(id) for id in ("b", "a"))
    assert made.relations.neighbours(first) == (None, second)
    assert made.relations.neighbours(second) == (first, None)


def test_what_was_chosen_may_be_of_any_kind():
    """Editors may send readers to a person or a material; what merely shares something is a text or a date."""
    made = site(
        entry("topic", "ehrenamt"),
        entry("article", "hier", topics=["ehrenamt"], related=["vorlage"]),
        entry("material", "vorlage"),
        entry("material", "andere", topics=["ehrenamt"]),
    )
    assert [r.entry.id for r in made.relations.related(made.library.get("hier"))] == ["vorlage"]


def test_a_chosen_name_means_one_page():
    """Where two pages go by a chosen name, which is a problem of its own, the first stands for it."""
    made = site(
        entry("article", "hier", related=["Ziel"]),
        entry("article", "a1", title="Ziel"),
        entry("article", "a2", title="Ziel"),
    )
    assert [r.entry.id for r in made.relations.related(made.library.get("hier"))] == ["a1"]
