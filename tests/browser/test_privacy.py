"""What leaves the browser, and what stays in it."""

from __future__ import annotations

import pytest

from browser.server import headers

pytestmark = pytest.mark.browser


def test_nothing_is_asked_of_others(tour):
    """Every request of every page, in use too, goes to the site itself."""
    assert tour.found("foreign") == ""


def test_nothing_is_stored_before_an_act(tour):
    """No cookie, no entry in any storage of the browser after a page has loaded."""
    assert tour.found("early") == ""


def test_reading_searching_and_listening_store_nothing(tour):
    """Menu, search and player leave nothing in the browser; only a choice of the reader does."""
    assert tour.found("late") == ""


def test_no_recording_is_loaded_before_it_is_played(tour):
    """Not a byte of sound or film is asked for until the reader plays it."""
    assert tour.found("media") == ""


@pytest.mark.xdist_group("tour-320")
def test_the_policy_is_strict(demo):
    """The emitted policy allows nothing by default, nothing inline, nothing from elsewhere."""
    policy = headers(demo)["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert "http" not in policy
