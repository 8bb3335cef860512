"""The views of the largest pages are declared types: templates read what these declare, and views hold no more."""

from __future__ import annotations

from typing import TypedDict

import jinja2
import pytest

import template_names
from dreiklang import i18n
from dreiklang.pages import frame_parts, view_parts
from dreiklang.pages.hear import episode_view
from dreiklang.pages.meet import event_view
from dreiklang.pages.read import building_block_view
from dreiklang.pages.render import THEME, environment
from dreiklang.pages.ways import home_view

VIEWS = {
    "home.html": (home_view.HomeView,),
    "building_block.html": (building_block_view.BuildingBlockView,),
    "episode.html": (episode_view.EpisodeView, episode_view.EpisodeFiles),
    "event.html": (event_view.EventView,),
    "overview.html": (view_parts.OverviewView,),
    "search.html": (),
}
"""The largest pages, each with the types of what its template reads besides ``page`` and ``site``."""

WORDS = TypedDict("WORDS", dict.fromkeys(i18n.words("de"), str))

NOT_SHOWN = {
    "EpisodeView.transcript_source": "the key of a page holds what its late files are made from",
    "EpisodeView.downloads": "the files of a page are these and the late ones",
    "TranscriptSource": "see EpisodeView.transcript_source",
    "MovingRow": "lists of events show more of a line than the box of a series does",
    "ShownDate.at": "lists of events find the date of a line by it",
    "Recommendation": "the page of all recommendations shows more of one than its workshop does",
    "Surroundings.language": "the layout is chosen by it",
    "Surroundings.description": "for a site's own templates",
    "Surroundings.url": "for a site's own templates",
    "Page.base": "handed to templates as a name of its own",
}
"""Declared names that the largest pages do not read, and why they are there."""

SHARED = ("dreiklang.ground.dates", view_parts.__name__)
"""Modules whose parts other pages show, too."""


def reader(page: str, made: jinja2.Environment | None = None) -> template_names.Reader:
    """A page's template, followed with the names it is given."""
    given = {"site": frame_parts.Surroundings, "page": frame_parts.Page, "base": str, "t": WORDS}
    for view in VIEWS[page]:
        given |= template_names.hints(view)
    return template_names.Reader(made or environment(())).page(page, given)


@pytest.mark.parametrize("page", VIEWS)
def test_templates_read_only_what_is_declared(page):
    """A template, with all it includes and imports, reads no name that its view does not declare."""
    assert reader(page).wrong == []


def test_views_hold_only_what_is_shown():
    """Each name of a view, and of what only it consists of, is read by its template; the rest has its reason."""
    unread = set()
    read = set().union(*(reader(page).read for page in VIEWS))
    for page, views in VIEWS.items():
        names = reader(page).names
        unread |= {(view, name) for view in views for name in template_names.hints(view) if name not in names}
    known = {part for views in VIEWS.values() for view in views for part in template_names.declared(view)}
    for part in known | {frame_parts.Surroundings, frame_parts.Page}:
        if part.__module__ not in SHARED and not any(part in views for views in VIEWS.values()):
            unread |= {(part, name) for name in template_names.hints(part) if (part, name) not in read}
    places = {(part.__name__, f"{part.__name__}.{name}") for part, name in unread}
    assert {part if part in NOT_SHOWN else place for part, place in places} == NOT_SHOWN.keys()


MISSPELT = {
    "a name of the view": ("home.html", "home.html", "{{ headline }}", "{{ headlin }}"),
    "a part of the view": ("event.html", "event.html", "facts.rule", "facts.rules"),
    "in a loop": ("building_block.html", "building_block.html", "step.title", "step.titel"),
    "in a loop over a part": ("home.html", "home_trio.html", "event.window", "event.windw"),
    "in an inclusion": ("building_block.html", "assessment.html", "assessment.count", "assessment.counts"),
    "in a macro": ("overview.html", "macros.html", "card.summary", "card.sumary"),
    "in a macro that a macro calls": ("overview.html", "macros.html", "date.month_long", "date.month_lang"),
    "in an imported macro": ("event.html", "meet.html", "row.hours", "row.hour"),
    "in a called block": ("event.html", "event.html", "o.title", "o.name"),
    "by brackets": ("home.html", "lands.html", 'lands["items"]', 'lands["item"]'),
    "a part of an argument": ("home.html", "macros.html", "q.source.title", "q.source.name"),
    "a macro": ("episode.html", "episode.html", "h.cue_now", "h.cue_then"),
    "a word of the interface": ("search.html", "search.html", "t.search_lead", "t.search_led"),
    "the page": ("search.html", "base.html", "page.canonical", "page.canonicl"),
    "the site": ("search.html", "footer.html", "site.legal", "site.leagl"),
    "by a key in an argument": ("event.html", "macros.html", 'form="text"', 'form="txt"'),
}
"""Mistakes: the page, the file, what is written there, and what somebody wrote instead."""


@pytest.mark.parametrize("mistake", MISSPELT)
def test_misspelt_names_are_found(mistake):
    """A misspelt name is found wherever it stands, with its file."""
    page, file, right, wrong = MISSPELT[mistake]
    source = (THEME / "templates" / file).read_text(encoding="utf-8")
    assert right in source
    ours = jinja2.DictLoader({file: source.replace(right, wrong)})
    theirs = jinja2.FileSystemLoader(THEME / "templates")
    made = jinja2.Environment(loader=jinja2.ChoiceLoader([ours, theirs]), autoescape=True)
    found = reader(page, made).wrong
    assert found
    assert all(place.startswith(f"{file}:") for place in found)
