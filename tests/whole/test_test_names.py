"""A test that fails says by its id what it was about."""

from __future__ import annotations

import pytest

import naming


def test_every_id_can_be_read(request):
    """No parametrised test is numbered only, cut until it is like another, or named by a paragraph."""
    assert naming.flaws(request.session.items) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Brücke", "Brücke"),
        ("", "nothing"),
        ({}, "nothing"),
        ("a\n  b", "a b"),
        (b"PK\x03", "PK(U+0003)"),
        ("\u202e", "(right-to-left override)"),
        ({"rule": "X", "without": ["1", "2"]}, "rule X, without 1, 2"),
        ({2, 1}, "1, 2"),
        ("x" * 41, "x" * 39 + "…"),
        (5, None),
        (None, None),
        (print, None),
    ],
    ids="text empty empty-table lines bytes unseen table set long number none function".split(),
)
def test_a_value_is_named_in_words(value, expected):
    """On one line, short, without quotes and brackets; numbers and names of functions pytest says itself."""
    assert naming.shown(value) == expected
