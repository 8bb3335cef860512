"""Valid HTML on every page."""

from __future__ import annotations

import pytest

from browser import nu

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("judge")]


def test_the_nu_checker_finds_nothing(demo):
    """No error and no warning on any page."""
    assert nu.messages(demo) == []


def test_the_nu_checker_judges(tmp_path):
    """The judge is at work: a broken page is named."""
    (tmp_path / "page.html").write_text("<!doctype html><html lang=de><title>x</title><p><table><td></p>")
    assert any("/page.html:1:" in message for message in nu.messages(tmp_path))
