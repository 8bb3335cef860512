"""Kinds, and what they promise about the fields of their entries."""

from __future__ import annotations

import re

import pytest

import builders
from conftest import run
from dreiklang.content.kinds import EPISODE, EVENT, KINDS
from dreiklang.settings import address_words
from dreiklang.settings.options import Addresses, Folders

PROGRAM = """\
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.kinds import EVENT, PERSON, SEASON
from dreiklang.site.site import Site

def read(site: Site, event: Entry[Event], entry: Entry) -> None:
"""

RIGHT = (
    "event.fields.contact",
    "event.fields.summary",
    "entry.fields.topics",
    "site.library.of(EVENT)[0].fields.start",
    "site.library.children(entry, EVENT)[0].fields.venue",
    "[one.fields.email for one in site.library.named('a', PERSON)]",
    "(found := site.one('a', PERSON)) and found.fields.email",
    "(season := site.library.parent(entry, SEASON)) and season.fields.number",
    "entry.fields.start if EVENT.holds(entry) else entry.fields.date",
    "site.start(event)",
)
WRONG = (
    "event.fields.contakt",
    "entry.fields.start",
    "site.library.of(EVENT)[0].fields.number",
    "site.library.children(entry, EVENT)[0].fields.published",
    "[one.fields.start for one in site.library.named('a', PERSON)]",
    "(found := site.one('a', PERSON)) and found.fields.start",
    "(season := site.library.parent(entry, SEASON)) and season.fields.start",
    "entry.fields.published if EVENT.holds(entry) else entry.fields.date",
    "site.start(entry)",
    "site.library.of('event')",
)


def test_types_refuse_fields_that_a_kind_does_not_have(tmp_path):
    """mypy finds every field that does not exist, however the entry was come by, and nothing else."""
    lines = [f"    {expression}" for expression in (*RIGHT, *WRONG)]
    file = tmp_path / "reader.py"
    file.write_text(PROGRAM + "\n".join(lines), encoding="utf-8")
    done = run("mypy", str(file), ok=False)
    refused = {int(number) for number in re.findall(r"reader\.py:(\d+): error", done.stdout)}
    first = PROGRAM.count("\n") + 1
    named = [(*RIGHT, *WRONG)[number - first] for number in sorted(refused)]
    assert named == list(WRONG), done.stdout + done.stderr


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_holds_its_own_entries(name):
    """Each kind is known by its name, and holds entries of its own kind alone, whose fields are its model's."""
    kind, entry = KINDS[name], builders.entry(name, "eins")
    assert kind.name == name
    assert [other.name for other in KINDS.values() if other.holds(entry)] == [name]
    assert type(entry.fields) is kind.model


def test_a_parent_is_of_the_kind_that_is_asked_for():
    """What an entry belongs to is found where it is of the kind, and is nothing else than that."""
    season, episode = builders.entry("season", "eins"), builders.entry("episode", "folge", parent="eins")
    library = builders.site(season, episode).library
    assert library.parent(episode, KINDS["season"]) is season
    assert library.parent(episode, KINDS["podcast"]) is None
    assert library.parent(season, KINDS["podcast"]) is None


def test_children_are_those_of_the_kind_in_the_order_of_paths():
    """A season has its episodes, and no entry of another kind or of another season."""
    season = builders.entry("season", "eins")
    known = [
        builders.entry("episode", id, parent=parent)
        for id, parent in (("b", "eins"), ("a", "eins"), ("c", "zwei"))
    ]
    library = builders.site(season, *known, builders.entry("event", "d", parent="eins")).library
    assert [episode.id for episode in library.children(season, EPISODE)] == ["a", "b"]
    assert [event.id for event in library.children(season, EVENT)] == ["d"]


BELOW_OTHERS = {"home", "page"} | {"podcast", "season", "episode"} | {"event-series", "event"}
"""Kinds without a folder of their own: plain pages, and what lies in those of the podcast and of the events."""


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - BELOW_OTHERS))
def test_a_kind_has_its_folder_and_its_word(kind):
    """A kind is read from a folder, and has a word in addresses, which is compared with all others."""
    name = kind.replace("-", "_")
    assert name in Folders.model_fields
    assert name in Addresses.model_fields
    assert name in address_words.OVERVIEWS
