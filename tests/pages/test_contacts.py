"""People as cards."""

from __future__ import annotations

import pytest

from builders import entry, site
from dreiklang.pages import contacts


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Jette Brandhorst", "JB"), ("Dr. Tobias Kleinert", "TK"), ("Emre Yıldız", "EY"), ("Ada", "A")],
)
def test_initials_leave_titles_out(name, expected):
    """Initials are the first letters of first and last name, without academic titles."""
    assert contacts.initials(name) == expected


@pytest.mark.parametrize(
    ("role", "line"),
    [
        ("Moderation", "Moderation und Redaktion"),
        ("Gast", "Gast, Moderation und Redaktion"),
        ("", "Moderation und Redaktion"),
    ],
)
def test_a_role_is_said_once(role, line):
    """A role that the function already says is not repeated."""
    made = site(entry("person", "harms", function="Moderation und Redaktion"))
    assert contacts.contact_card(made, "harms", role)["line"] == line


def test_organisations_write_articles_too():
    """An organisation that is named among people is shown by its name, with the way to its page."""
    made = site(entry("organisation", "stiftung", title="Stiftung Stadtgespräch"))
    card = contacts.contact_card(made, "stiftung")
    assert (card["name"], card["url"]) == ("Stiftung Stadtgespräch", "organisationen/stiftung/")
