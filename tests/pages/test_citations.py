"""How pages are cited."""

from __future__ import annotations

import pytest

import builders
from dreiklang.content.entries import Entry
from dreiklang.pages.read import citations

PEOPLE = {"solms": "Dr. Henrike Solms", "aksoy": "Cem Aksoy", "berg": "Ruth van der Berg", "abel": "Ida Abel"}


def cited(entry: Entry, *more: Entry, year: str = "2026", language: str = "de") -> str:
    """The citation of an entry beside people and two houses."""
    people = [builders.entry("person", id, title=name) for id, name in PEOPLE.items()]
    houses = [
        builders.entry("organisation", "amt", title="Amt für alles"),
        builders.entry("organisation", "portal", title="Dreiklang"),
    ]
    site = builders.site(entry, *people, *houses, *more)
    return citations.citation(site, entry, year, language).replace(site.url(entry), "URL")


@pytest.mark.parametrize(
    ("authors", "makers"),
    [
        (["solms", "aksoy"], "Solms, Henrike; Aksoy, Cem"),
        (["Ruth van der Berg"], "Berg, Ruth van der"),
        (["amt"], "Amt für alles"),
        (["solms", "aksoy", "berg", "abel"], "Solms, Henrike u. a."),
    ],
)
def test_authors_come_first(authors, makers):
    """Authors stand before the year, last names first; the site is where the text stands."""
    assert cited(builders.entry("article", "text", authors=authors)) == (
        f"{makers} (2026): Text. Artikel. In: Dreiklang. URL"
    )


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", {}, "Dreiklang (2026): X. Artikel. URL"),
        ("building-block", {"authors": ["abel"]}, "Abel, Ida (2026): X. Baustein 1. In: Dreiklang. URL"),
        ("material", {"organisation": "amt"}, "Amt für alles (2026): X. Material. In: Dreiklang. URL"),
        ("event", {"organisers": ["amt"]}, "Amt für alles (2026): X. Veranstaltung. In: Dreiklang. URL"),
        ("event", {"organisers": ["portal"]}, "Dreiklang (2026): X. Veranstaltung. URL"),
        ("person", {"organisation": "amt"}, "Dreiklang (2026): X. Person. URL"),
    ],
)
def test_organisations_stand_for_what_they_make(kind, fields, expected):
    """Who made a material or invites to an event is named; what nobody signs is the site's."""
    assert cited(builders.entry(kind, "x", **fields)) == expected


def test_an_event_is_its_series_organisers():
    """Where an event names nobody, those who invite to its series do."""
    series = builders.entry("event-series", "reihe", organisers=["amt"], path="events/reihe/index.md")
    event = builders.entry("event", "x", parent="reihe")
    assert cited(event, series) == "Amt für alles (2026): X. Veranstaltung. In: Dreiklang. URL"


def test_an_episode_is_its_show_s_author():
    """The podcast's author answers for its episodes."""
    episode = builders.entry("episode", "x", number=3)
    show = builders.entry("podcast", "schau", path="episodes/index.md")
    assert cited(episode, show) == "Redaktion (2026): X. Folge 3. In: Dreiklang. URL"


def test_without_a_year_and_in_english():
    """What bears no date is cited without one; words follow the page's language."""
    article = builders.entry("article", "text", authors=[*PEOPLE])
    assert (
        cited(article, year="", language="en") == "Solms, Henrike et al.: Text. Article. In: Dreiklang. URL"
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Henrike Solms", "Solms, Henrike"),
        ("Prof. Dr. Karl M. Weiß", "Weiß, Karl M."),
        ("K. Weiß", "Weiß, K."),
        ("Ursula von der Leyen", "Leyen, Ursula von der"),
        ("Gabriel García Márquez", "Gabriel García Márquez"),
        ("Anna Abel, M. A.", "Anna Abel, M. A."),
        ("Redaktion", "Redaktion"),
    ],
)
def test_last_names_come_first_only_where_they_are_certain(name, expected):
    """A name whose parts a program cannot tell apart stays as it is said."""
    assert citations.inverted(name) == expected
