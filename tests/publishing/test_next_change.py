"""When the site changes by itself: every moment that anything waits for."""

from __future__ import annotations

from typing import Any

import pytest

import builders
from dreiklang.content.entries import Entry
from dreiklang.publishing import next_change

YEAR = "2027-01-01T00:00:00+01:00"


def moments(*entries: Entry, **options: Any) -> list[str]:
    """The moments of a site, without the new year that every site waits for."""
    found = [moment.isoformat() for moment in next_change.moments(builders.site(*entries, **options))]
    assert found[0] == YEAR
    return found[1:]


def event(**fields: Any) -> Entry:
    """An event in New York on a site in Berlin."""
    return builders.entry("event", "fachtag", timezone="America/New_York", **fields)


EVENT = ["2026-12-03T00:00:00-05:00", "2026-12-03T10:00:00-05:00", "2026-12-03T16:00:00-05:00"]
"""The begin of its day, its begin and its end."""


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-12-31T22:59:59+00:00", YEAR),
        ("2026-12-31T23:00:00+00:00", "2028-01-01T00:00:00+01:00"),
    ],
    ids=["still this year", "the next, in the site's zone"],
)
def test_every_site_waits_for_the_new_year(as_of, expected):
    """Footers and overviews name the year: at midnight in the site's zone it is another one."""
    site = builders.site(as_of=as_of)
    assert [moment.isoformat() for moment in next_change.moments(site)] == [expected]


def test_an_event_passes_through_the_day_its_begin_and_its_end():
    """In its own zone."""
    assert moments(event()) == EVENT


def test_registration_closes_by_the_clock_of_the_event():
    """A bare moment is meant in the event's zone; registration without an end waits for nothing."""
    register = {"url": "https://example.org/anmeldung"}
    closes = event(registration=register | {"until": "2026-11-30 18:00"})
    assert moments(closes) == [*EVENT, "2026-11-30T18:00:00-05:00"]
    assert moments(event(registration=register)) == EVENT


def test_what_feeds_tell_of_an_event_comes_by_the_clock_of_the_site():
    """Announcement, changes and a revision appear when their day begins where the site is."""
    told = event(
        date="2026-11-25", updated="2026-11-28", changes=[{"date": "2026-11-26", "text": "Neuer Raum."}]
    )
    assert moments(told) == [
        *EVENT,
        "2026-11-25T00:00:00+01:00",
        "2026-11-26T00:00:00+01:00",
        "2026-11-28T00:00:00+01:00",
    ]


def test_an_episode_appears_at_its_moment():
    """To the minute, by the clock of the site."""
    assert moments(builders.entry("episode", "e", published="2026-12-01 06:00")) == [
        "2026-12-01T06:00:00+01:00"
    ]


def test_a_page_appears_when_its_day_begins():
    """A dated page waits for its day, an undated one for nothing."""
    dated = builders.entry("article", "neues", date="2026-12-24")
    assert moments(dated, builders.entry("home", "home")) == ["2026-12-24T00:00:00+01:00"]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-12-03T14:59:59+00:00", EVENT[1]),
        ("2026-12-03T15:00:00+00:00", EVENT[2]),
        ("2026-12-03T21:00:00+00:00", YEAR),
    ],
    ids=["before it begins", "as it begins", "as it ends"],
)
def test_the_next_moment_lies_ahead(as_of, expected):
    """The first of all that are still to come: one that is reached counts no more."""
    found = next_change.next_moment(builders.site(event(), as_of=as_of))
    assert found is not None
    assert found.isoformat() == expected
