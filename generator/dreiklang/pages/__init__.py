"""Content into pages: one output for each page, and what belongs to a site besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dreiklang.ground.outputs import DeferredOutput, Output
from dreiklang.ground.problems import Problem, ProblemsFound
from dreiklang.pages import assets, security_policy, template_checks
from dreiklang.pages.hear import episode, podcast, subscribe_page
from dreiklang.pages.layout import layout_of
from dreiklang.pages.meet import event, event_archives, event_series
from dreiklang.pages.read import articles, building_blocks, plain_pages, recommendations
from dreiklang.pages.render import EntryPage, View, output
from dreiklang.pages.ways import home, overviews, records, site_files
from dreiklang.site import completeness
from dreiklang.site.site import Site

_MAKERS = (
    home.home_page,
    building_blocks.building_block_pages,
    articles.article_pages,
    plain_pages.plain_pages,
    records.record_pages,
    overviews.overview_pages,
    podcast.podcast_pages,
    subscribe_page.subscribe_pages,
    episode.episode_pages,
    event_series.event_series_pages,
    event.event_pages,
    event_archives.event_archive_pages,
    recommendations.recommendation_pages,
    site_files.site_pages,
)
"""What makes the pages of a site, in the order of their making."""


def outputs(site: Site) -> Iterator[Output | DeferredOutput]:
    """All pages and the files that go with them.

    Raises ProblemsFound when a published entry would have no page or no line in the A–Z.
    """
    made = list(_all(site))
    if missing := [*_missing(site, made)]:
        raise ProblemsFound(missing)
    layouts = {language: layout_of(site, language) for language in _languages(site)}
    known, titles = [], {}
    for page in made:
        titles[page.address] = page.title
        if isinstance(page, EntryPage):
            known.append(site_files.sitemap_entry_of(site, page))
            yield output(page, layouts[page.entry.fields.lang or site.language])
        else:
            if not page.page["noindex"]:
                known.append(site_files.sitemap_entry(page))
            yield output(page, layouts[page.page["lang"]])
    yield from site_files.moved_pages(site, layouts[site.language], titles)
    yield from site_files.crawler_files(site, known)
    yield from assets.outputs(site)
    yield from security_policy.outputs(site)


def incomplete(site: Site) -> Iterator[Problem]:
    """Published entries that would have no page, or no line in the A–Z."""
    yield from _missing(site, list(_all(site)))


def _missing(site: Site, made: Sequence[View | EntryPage]) -> Iterator[Problem]:
    pages = {page.address: page for page in made}
    yield from completeness.without_page(site, pages, lambda address: _anchors(_view(pages[address])))
    yield from completeness.without_line(site, set(_index_lines(made)))


def _view(page: View | EntryPage) -> View:
    return page.view() if isinstance(page, EntryPage) else page


def _anchors(view: View) -> set[str]:
    """The anchors of entries that a view holds, wherever in it they stand."""
    found: set[str] = set()
    waiting: list[Any] = [view.data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            found |= {value["anchor"]} if isinstance(value.get("anchor"), str) else set()
            waiting += value.values()
        elif isinstance(value, list | tuple):
            waiting += value
    return found


def _index_lines(made: Iterable[View | EntryPage]) -> Iterator[str]:
    """The addresses that the pages of the A–Z lead to."""
    for page in made:
        if isinstance(page, View) and page.template == "index_page.html":
            yield from (item["url"] for group in page.data["groups"] for item in group["items"])


def checks(site: Site) -> Iterator[Problem]:
    """What is wrong with the templates that pages are made with."""
    yield from template_checks.check(site)


def all_views(site: Site) -> Iterator[View]:
    """Every page as plain values."""
    return map(_view, _all(site))


def _all(site: Site) -> Iterator[View | EntryPage]:
    for maker in _MAKERS:
        yield from maker(site)


def _languages(site: Site) -> set[str]:
    return {site.language} | {e.fields.lang for e in site.library.entries if e.fields.lang}
