"""When and where events take place, said once for pages, feeds and search."""

from __future__ import annotations

import json
import urllib.parse

import pytest

import builders
from dreiklang.content.entries import Entry
from dreiklang.pages import cards
from dreiklang.search import documents, facts
from dreiklang.site import event_words

VENUE = {"name": "Rathaus", "town": "Kiel"}
MONTHLY = {"rule": "FREQ=MONTHLY;BYDAY=1TH", "until": "2027-12-31"}


def regulars(**fields: object) -> Entry:
    """A table for regulars on the first Thursday of each month, since 2024."""
    known = {"start": "2024-03-07 18:00", "end": "2024-03-07 20:00", "repeats": MONTHLY, "venue": VENUE}
    return builders.entry("event", "stammtisch", **known | fields)


def test_the_search_knows_a_recurring_event_by_its_rule_and_next_date():
    """A hit says the rule that lists say, and the date that is next, never the first day of years ago."""
    site = builders.site(regulars())
    (event,) = site.library.entries
    note = facts.note(site, event)
    assert note == (
        "Veranstaltung · jeden ersten Donnerstag im Monat, bis 2. Dezember 2027"
        " · Nächster Termin: 3. Dezember 2026 · Kiel"
    )
    rule = cards.card(site, event)["meta"].replace("\u00a0", " ").rpartition(" · ")[0]
    assert rule in note


def test_a_recurring_event_that_is_over_has_no_next_date():
    """Once the last date is over a hit says the rule alone."""
    site = builders.site(regulars(), as_of="2028-01-01T12:00:00+01:00")
    assert "Nächster Termin" not in facts.note(site, site.library.entries[0])


def test_a_recurring_event_is_found_in_every_year_it_takes_place():
    """Narrowed by year, a recurring event is among the hits of all years of its dates."""
    (document,) = documents.documents_of(builders.site(regulars()))
    assert document.facets["year"] == ("2024", "2025", "2026", "2027")


@pytest.mark.parametrize(
    "online", ["https://konferenz.example/raum", None], ids=["with link", "without link"]
)
def test_an_event_moved_online_is_online_everywhere(online):
    """Lists and search say the same place, whether or not the link is known yet."""
    event = builders.entry(
        "event", "umzug", start="2026-12-07 18:00", end="2026-12-07 20:00", status="moved_online", venue=VENUE,
        online=online,
    )  # fmt: skip
    site = builders.site(event)
    assert event_words.where(event, "de") == "online"
    assert facts.note(site, event).endswith("· online")
    assert cards.card(site, event)["meta"].endswith("· online")


def test_a_hit_carries_the_note_of_its_event():
    """What the browser shows of a hit holds the same line."""
    (document,) = documents.documents_of(builders.site(regulars()))
    first = document.html.partition('id="info:')[2].partition('"')[0]
    assert "Nächster Termin: 3. Dezember 2026" in json.loads(urllib.parse.unquote(first))["note"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"field": "place", "old": "Alte Druckerei"}, "Alte Druckerei"),
        ({"field": "start", "old_start": "2026-12-01 10:00"}, "1. Dezember 2026, 10:00 Uhr"),
        ({"field": "start", "old_start": "2026-12-01"}, "1. Dezember 2026"),
        ({"field": "status", "old": "postponed"}, ""),
        ({"field": "other"}, ""),
    ],
    ids=["place", "moment", "day", "status", "other"],
)
def test_what_was_before_is_said_in_words_for_readers(change, words):
    """The editors' words, else the former start; a former status is a word of the model, for nobody to read."""
    event = builders.entry("event", "e", changes=[{"date": "2026-11-20", "text": "Neu."} | change])
    found = event_words.former_value(builders.site(event), event, event.fields.changes[0], "de")
    assert found.replace("\u00a0", " ").endswith(words)
    assert bool(found) == bool(words)
