"""Every kind of page, light and dark, narrow and wide, in every state: what a browser and axe find."""

from __future__ import annotations

import pytest

from browser import catalogue
from browser.tour import SCHEMES
from dreiklang.content.kinds import KINDS

pytestmark = pytest.mark.browser

OWN_STATES = {("search", "results"), ("episode", "playing"), ("podcast", "playing")}


@pytest.mark.xdist_group("tour-1280")
def test_every_kind_of_content_has_a_page(everything):
    """A kind of content that the demo shows on no page could not be walked."""
    assert KINDS.keys() - {page.kind for page in everything} == set()


@pytest.mark.xdist_group("tour-1280")
def test_every_template_makes_a_page(everything):
    """A template of a whole page that the demo does not use could not be walked."""
    assert catalogue.templates() - {page.template for page in everything} == set()


@pytest.mark.xdist_group("tour-1280")
def test_every_built_page_is_known(everything, built):
    """Every HTML file comes from a view, or is the page of a former address."""
    unknown = [d.address for d in built.documents.values() if d.kind]
    assert set(unknown) == {page.address for page in everything}


def test_every_kind_is_walked_in_every_state(tour, everything):
    """The tour saw every kind light and dark, with the search open, and with the menu where there is one."""
    states = ["plain", "search", *(["menu"] if tour.width == 320 else [])]
    wanted = {(page.kind, state) for page in everything for state in states} | OWN_STATES
    assert {(kind, state, scheme) for kind, state in wanted for scheme in SCHEMES} - tour.visits == set()


def test_events_are_walked_in_every_state(tour, everything):
    """Upcoming, past, moved, postponed and cancelled events are among the pages looked at."""
    seen = {feature for page in everything if page.address in tour.weights for feature in page.features}
    states = {"event upcoming", "event past", "event changed", "event cancelled", "event rescheduled"}
    assert states - seen == set()


def test_axe_finds_nothing(tour):
    """No violation of any rule of axe, best practices, AAA contrast and target size included."""
    assert tour.found("axe") == ""


def test_the_console_stays_empty(tour):
    """No error of a script, no failed request, nothing the browser complains about."""
    assert tour.found("console") == ""


def test_the_emitted_policy_is_kept(tour):
    """Nothing on any page asks for what the emitted Content-Security-Policy forbids."""
    assert tour.found("csp") == ""


def test_everything_has_its_room(tour):
    """No page scrolls sideways, nothing is cut off; at 320 px this is reflow at 400% (WCAG 1.4.10)."""
    assert tour.found("overflow") == ""


def test_a_first_visit_is_light(tour):
    """HTML, styles, scripts and fonts of a first visit weigh at most 150 kB on the way."""
    assert {address: size for address, size in tour.weights.items() if size > 150_000} == {}
