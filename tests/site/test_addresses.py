"""Addresses come from permanent ids, in one place."""

from __future__ import annotations

import pytest

from builders import entry, site
from dreiklang.site import addresses


@pytest.fixture
def demo():
    """One entry of every kind."""
    return site(
        entry("home", "home"),
        entry("page", "impressum", role="imprint"),
        entry("building-block", "rollen"),
        entry("podcast", "show"),
        entry("season", "staffel-2", number=2),
        entry("episode", "folge", parent="staffel-2"),
        entry("event-series", "mittags"),
        entry("event", "fachtag", parent="mittags"),
        entry("person", "nowak", page=True),
        entry("person", "harms"),
        entry("place", "marbrueck"),
    )


@pytest.mark.parametrize(
    ("id", "address"),
    [
        ("home", ""),
        ("impressum", "impressum/"),
        ("rollen", "bausteine/rollen/"),
        ("show", "podcast/"),
        ("staffel-2", "podcast/staffel-2/"),
        ("folge", "podcast/staffel-2/folge/"),
        ("mittags", "veranstaltungen/reihen/mittags/"),
        ("fachtag", "veranstaltungen/fachtag/"),
        ("nowak", "personen/nowak/"),
        ("harms", "personen/#harms"),
        ("marbrueck", "orte/marbrueck/"),
    ],
)
def test_addresses_follow_kind_and_id(demo, id, address):
    """The address of every kind is made from its word and the permanent id."""
    assert demo.address(demo.library.get(id)) == address


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("bausteine/a/", "", "bausteine/a/"),
        ("bausteine/a/", "podcast/staffel-1/x/", "../../../bausteine/a/"),
        ("", "bausteine/", "../"),
        ("", "", "./"),
        ("personen/#nowak", "bausteine/", "../personen/#nowak"),
    ],
)
def test_relative_addresses_lead_from_page_to_page(target, page, expected):
    """A relative address leads from the page's folder to the target, so sites work below any path."""
    assert addresses.relative(target, page) == expected


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("docs/bilder/Rathaus Köln.JPG", "medien/bilder/rathaus-koeln.jpg"),
        ("episodes/staffel-1/folge.mp3", "medien/episodes/staffel-1/folge.mp3"),
        ("docs/Straße/ß.pdf", "medien/strasse/ss.pdf"),
    ],
)
def test_media_addresses_are_ascii(path, address):
    """Files are published under lower-case ASCII names, as podcast directories demand."""
    assert addresses.media(path) == address
    assert address.isascii()
