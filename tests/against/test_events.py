"""What calendars know, compared event by event, without files."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

import pytest

import builders
from dreiklang.against import events
from dreiklang.against.comparison import Comparison
from dreiklang.against.published_state import state_of_site
from dreiklang.content.entries import Entry
from dreiklang.ground.problems import Place, Problem

LINES = {"id": (2, 1), "uid": (3, 1), "start": (4, 1), "venue": (6, 1), "changes": (8, 1), "repeats": (9, 1)}
WEEKS = {"rule": "FREQ=WEEKLY;COUNT=3"}


def event(id: str = "fachtag", **fields: Any) -> Entry:
    """An event in Kiel on 3 December 2026; the site's clock stands at 22 November."""
    known = {"title": "Fachtag", "venue": {"name": "Rathaus", "town": "Kiel"}} | fields
    return dataclasses.replace(builders.entry("event", id, **known), lines=LINES)


def compared(
    old: Iterable[Entry], new: Iterable[Entry], *, whole: bool = True, as_of: str = "2026-11-22T12:00:00+01:00", **options: Any
) -> list[Problem]:  # fmt: skip
    """The findings where ``old`` was published and ``new`` is there now."""
    was, now = builders.site(*old), builders.site(*new, as_of=as_of, **options)
    known = Comparison(now, state_of_site(was, "HEAD"), state_of_site(now, "now"), "mkdocs.yml", whole)
    return list(events.events(known))


def one(old: Entry, *new: Entry, **options: Any) -> Problem:
    """The only finding."""
    (problem,) = compared([old], new, **options)
    return problem


def codes(old: Entry, *new: Entry, **options: Any) -> list[str]:
    """The codes of all findings."""
    return [problem.code for problem in compared([old], new, **options)]


def told(*fields: str) -> list[dict[str, str]]:
    """Entries of ``changes`` about these fields."""
    return [{"date": "2026-11-22", "field": field, "text": "Neu."} for field in fields]


def test_a_source_without_a_ledger_of_events_says_nothing():
    """A feed alone knows no events: none of today's is wrong."""
    now = builders.site(event())
    silent = dataclasses.replace(state_of_site(now, "HEAD"), events=None)
    assert list(events.events(Comparison(now, silent, state_of_site(now, "now"), "mkdocs.yml"))) == []


def test_a_changed_uid_is_named_at_its_line():
    """Calendars would take it for another event: the old one is to be written again."""
    problem = one(event(uid="17@alt.example"), event(uid="18@alt.example"))
    assert (problem.code, problem.place) == ("against-uid-changed", Place("events/fachtag.md", 3, 1))
    assert problem.values == {"source": "HEAD", "old": "17@alt.example", "new": "18@alt.example"}
    assert codes(event(uid="17@alt.example"), event()) == ["against-uid-changed"]
    assert codes(event(), event(uid="17@alt.example")) == ["against-uid-changed"]


def test_another_domain_is_one_finding_for_all():
    """Where all UIDs follow from the domain it is the setting that changed, and each domain is named once."""
    both = [event(), event("zweite", start="2026-12-04 10:00", end="2026-12-04 16:00")]
    (problem,) = compared(both, both, uid_domain="neu.example")
    assert (problem.code, problem.place) == ("against-uid-domain", Place("mkdocs.yml"))
    assert problem.values == {"source": "HEAD", "old": "example.org", "new": "neu.example"}


def test_an_event_is_known_by_its_uid_where_its_id_is_another():
    """A new id with the old UID is the same event for calendars; its changes count all the same."""
    assert codes(event(uid="17@alt.example"), event("tagung", uid="17@alt.example")) == []
    moved = event("tagung", uid="17@alt.example", start="2026-12-03 09:00")
    assert codes(event(uid="17@alt.example"), moved) == ["against-event-changed"]


def test_a_renamed_event_is_told_its_old_id():
    """What vanished and came back with the same title and begin under another id was renamed."""
    problem = one(event(), event("tagung"))
    assert (problem.code, problem.place) == ("against-id-changed", Place("events/tagung.md", 2, 1))
    assert problem.values == {"source": "HEAD", "old": "fachtag", "new": "tagung", "kind": "UID"}
    assert codes(event(), event("tagung", title="Tagung")) == ["against-event-vanished"]
    assert codes(event(), event("tagung", start="2026-12-03 11:00")) == ["against-event-vanished"]
    twins = [event(), event("zwilling")]
    assert [p.code for p in compared(twins, twins[1:])] == ["against-event-vanished"]


def test_a_vanished_event_to_come_is_named_where_it_stood():
    """With its next date and today's, which the entry to paste needs."""
    problem = one(event())
    assert (problem.code, problem.place) == ("against-event-vanished", Place("events/fachtag.md"))
    expected = {"title": "Fachtag", "id": "fachtag", "date": "2026-12-03", "today": "2026-11-22"}
    assert problem.values == {"source": "HEAD", **expected}


@pytest.mark.parametrize(
    ("as_of", "date"),
    [
        ("2026-12-03T15:59:59+01:00", "2026-12-03"),
        ("2026-12-03T16:00:00+01:00", "2026-12-10"),
        ("2026-12-17T15:59:59+01:00", "2026-12-17"),
        ("2026-12-17T16:00:00+01:00", None),
    ],
)
def test_the_past_may_vanish(as_of, date):
    """Until its last date has ended an event is still to come, and the next date is the one not ended."""
    found = compared([event(repeats=WEEKS)], [], as_of=as_of)
    assert [problem.values["date"] for problem in found] == ([date] if date else [])


def test_nothing_vanishes_while_texts_cannot_be_read():
    """A text with a mistake of its own is named for that alone."""
    assert codes(event(), whole=False) == []


def test_today_is_the_sites():
    """The day to write is the one of the site's clock."""
    moved = event(start="2026-12-03 09:00")
    problem = one(event(), moved, as_of="2026-11-22T23:30:00+00:00")
    assert "date: 2026-11-23" in str(problem.values["entry_de"])


def test_removed_entries_of_changes_are_the_only_finding():
    """How many there were and are; what else changed is told when they are back."""
    old, new = event(changes=told("place", "other")), event(changes=told("place"), start="2026-12-03 09:00")
    problem = one(old, new)
    assert (problem.code, problem.place) == ("against-changes-removed", Place("events/fachtag.md", 8, 1))
    assert problem.values == {"source": "HEAD", "old": 2, "new": 1}


def test_a_sequence_that_fell_is_told_what_to_write():
    """What is lacking beside the entries of ``changes`` that count by themselves."""
    problem = one(event(sequence=5, changes=told("other")), event(sequence=2, changes=told("other", "other")))
    assert problem.code == "against-sequence-fell"
    assert problem.values == {"source": "HEAD", "old": 6, "right": 4}
    same = event(sequence=4, changes=told("other", "other"))
    assert codes(event(sequence=5, changes=told("other")), same) == []


@pytest.mark.parametrize(
    ("fields", "field", "silent"),
    [
        ({"start": "2026-12-03 09:00"}, "start", ["start", "other"]),
        ({"start": "2026-12-03 11:00"}, "start", ["start", "other"]),
        ({"end": "2026-12-03 17:00"}, "end", ["end", "start", "other"]),
        ({"end": "2026-12-03 15:00"}, "end", ["end", "start", "other"]),
        ({"status": "postponed"}, "status", ["status", "other"]),
        ({"venue": {"name": "Bücherei", "town": "Kiel"}}, "place", ["place", "other"]),
        ({"online": "https://raum.example/"}, "place", ["place", "other"]),
        ({"repeats": WEEKS | {"without": ["2026-12-10"]}}, "dates", ["dates", "start", "end", "other"]),
    ],
    ids=["earlier", "later", "longer", "shorter", "status", "place", "online", "dates"],
)
def test_a_change_is_told_by_an_entry_of_its_own(fields, field, silent):
    """By one that names it, one that implies it, or ``other``; by no other, and by none that was there before."""
    same_length = {"end": f"2026-12-03 {int(fields['start'][11:13]) + 6}:00"} if "start" in fields else {}
    old, new = {"repeats": WEEKS} if field == "dates" else {}, fields | same_length
    assert one(event(**old), event(**new)).values["field"] == field
    assert (
        one(event(changes=told("other"), **old), event(changes=told("other"), **new)).values["field"] == field
    )
    for word in ("start", "end", "dates", "status", "place", "other"):
        assert codes(event(**old), event(changes=told(word), **new)) == (
            [] if word in silent else ["against-event-changed"]
        )


def test_each_thing_that_changed_is_named():
    """Begin, length, state in one go; a state that changed explains that the place is another."""
    new = event(
        start="2026-12-03 09:00", end="2026-12-03 17:00", status="cancelled", venue={"name": "Nirgends"}
    )
    assert [p.values["field"] for p in compared([event()], [new])] == ["start", "end", "status"]


def test_a_moved_event_of_the_same_length_has_one_change():
    """Who begins later ends later, and comes again later."""
    later = {"start": "2026-12-04 10:00", "end": "2026-12-04 16:00"}
    assert one(event(), event(**later)).values["field"] == "start"
    assert one(event(repeats=WEEKS), event(repeats=WEEKS, **later)).values["field"] == "start"


@pytest.mark.parametrize(
    ("old", "new", "before"),
    [
        (WEEKS, {"rule": "FREQ=WEEKLY;COUNT=4"}, None),
        (None, WEEKS, None),
        (WEEKS, None, "10. Dezember 2026, 10:00 Uhr; Donnerstag, 17. Dezember 2026, 10:00 Uhr"),
        ({"rule": "FREQ=DAILY;COUNT=6"}, None, "7. Dezember 2026, 10:00 Uhr; Dienstag, 8. Dezember 2026, 10:00 Uhr"),
        ({"rule": "FREQ=DAILY;COUNT=7"}, None, "8. Dezember 2026, 10:00 Uhr …"),
        (WEEKS | {"changed": [{"date": "2026-12-03", "cancelled": True}]}, None,
         "3. Dezember 2026, 10:00 Uhr; Donnerstag, 10. Dezember 2026, 10:00 Uhr; Donnerstag, 17. Dezember 2026, 10:00 Uhr"),
    ],
    ids=["more", "comes again now", "comes again no more", "five named", "six shortened", "first takes place now"],
)  # fmt: skip
def test_dates_that_vanish_are_named(old, new, before):
    """New dates need nothing; of many that are gone the first five are named."""
    found = compared([event(repeats=old)], [event(repeats=new)])
    assert bool(found) is bool(before)
    for problem in found:
        assert str(problem.values["before_de"]).endswith(before)


def test_the_entry_to_paste_for_a_new_begin():
    """Where nothing changed before it begins the list; the former begin is said for the page to put into words."""
    problem = one(event(), event(start="2026-12-03 09:00", end="2026-12-03 15:00"))
    assert problem.place == Place("events/fachtag.md", 4, 1)
    assert str(problem.values["entry_en"]).splitlines()[:4] == [
        "changes:",
        "  - date: 2026-11-22",
        "    field: start",
        "    old_start: 2026-12-03 10:00",
    ]
    assert problem.values["before_en"] == "Thursday, 3 December 2026, 10:00"
    again = one(
        event(changes=told("other")),
        event(changes=told("other"), start="2026-12-03 09:00", end="2026-12-03 15:00"),
    )
    assert str(again.values["entry_en"]).startswith("  - date: 2026-11-22\n")


def test_a_former_begin_is_written_by_the_clock_of_the_zone_that_is_right_now():
    """An event whose zone was wrong was announced for another moment; pages read the former one in the new zone."""
    problem = one(event(timezone="America/New_York"), event(timezone="Europe/Berlin"))
    assert problem.values["field"] == "start"
    assert "    old_start: 2026-12-03 16:00\n" in str(problem.values["entry_de"])


def test_the_entry_to_paste_for_whole_days():
    """Days are written without an hour."""
    days = {"whole_day": True, "end": "2026-12-04"}
    problem = one(
        event(start="2026-12-03", **days), event(start="2026-12-02", **days | {"end": "2026-12-03"})
    )
    assert "    old_start: 2026-12-03\n" in str(problem.values["entry_de"])
    assert problem.values["before_de"] == "Donnerstag, 3. Dezember 2026"


def test_the_entry_to_paste_for_another_place():
    """The former place in quotes that YAML reads again, at the line of the venue."""
    problem = one(event(venue={"name": 'Saal "Süd" \\ Nord'}), event())
    assert problem.place == Place("events/fachtag.md", 6, 1)
    assert '    old: "Saal \\"Süd\\" \\\\ Nord"\n' in str(problem.values["entry_de"])
    assert problem.values["before_de"] == 'Saal "Süd" \\ Nord'
    assert str(problem.values["entry_en"]).endswith(
        '    text: "New place; before: Saal \\"Süd\\" \\\\ Nord."'
    )


def test_of_two_ways_to_take_part_the_one_that_changed_is_named():
    """Where the venue stays the former address of the room online is told, not the venue."""
    rooms = [{"online": f"https://raum.example/{number}"} for number in (1, 2)]
    for venue in ({"name": "Rathaus"}, None):
        old, new = (event(venue=venue, **room) for room in rooms)
        assert one(old, new).values["before_de"] == "https://raum.example/1"
    assert (
        one(event(venue=None, **rooms[0]), event(venue={"name": "Rathaus"})).values["before_de"] == "Online"
    )


@pytest.mark.parametrize("old", [{"venue": None}, {"online": None}], ids=["nowhere", "not online"])
def test_where_there_was_no_place_none_is_named(old):
    """Then there is no former one to write, and the text to paste is a whole sentence all the same."""
    problem = one(event(**old), event(**old | {"online": "https://raum.example/"}))
    assert problem.values["before_de"] == "–"
    assert str(problem.values["entry_de"]).splitlines() == [
        "changes:",
        "  - date: 2026-11-22",
        "    field: place",
        '    text: "Neue Angaben zum Ort."',
    ]


def test_dates_are_named_at_the_rule_and_a_state_at_the_changes():
    """At the line of the field that changed, else where the entry belongs."""
    fewer = one(event(repeats=WEEKS), event(repeats={"rule": "FREQ=WEEKLY;COUNT=2"}))
    assert fewer.place == Place("events/fachtag.md", 9, 1)
    assert one(event(), event(status="postponed")).place == Place("events/fachtag.md", 8, 1)
