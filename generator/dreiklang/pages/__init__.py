"""Content into pages: one output for each page, and what belongs to a site besides."""

from __future__ import annotations

from collections.abc import Iterator

from dreiklang.outputs import Later, Output
from dreiklang.pages import (
    articles,
    assets,
    blocks,
    episode,
    event,
    events,
    home,
    overviews,
    plain,
    podcast,
    policy,
    recommendations,
    records,
    series,
    special,
    subscribing,
    template_checks,
)
from dreiklang.pages.render import EntryPage, View, output
from dreiklang.pages.shell import shell
from dreiklang.problems import Problem
from dreiklang.site import Site

_MAKERS = (
    home, blocks, articles, plain, records, overviews, podcast, subscribing, episode, series, event, events,
    recommendations, special,
)  # fmt: skip
"""Modules that make pages, each with ``views(site)``."""


def outputs(site: Site) -> Iterator[Output | Later]:
    """All pages and the files that go with them."""
    shells = {language: shell(site, language) for language in _languages(site)}
    known, titles = [], {}
    for page in _all(site):
        titles[page.address] = page.title
        if isinstance(page, EntryPage):
            known.append(special.known_entry(site, page))
            yield output(page, shells[page.entry.fields.lang or site.language])
        else:
            if not page.page["noindex"]:
                known.append(special.known(page))
            yield output(page, shells[page.page["lang"]])
    yield from special.moved(site, shells[site.language], titles)
    yield from special.machines(site, known)
    yield from assets.outputs(site)
    yield from policy.outputs(site)


def checks(site: Site) -> Iterator[Problem]:
    """What is wrong with the templates that pages are made with."""
    yield from template_checks.check(site)


def views(site: Site) -> Iterator[View]:
    """Every page as plain values."""
    return (page.view() if isinstance(page, EntryPage) else page for page in _all(site))


def _all(site: Site) -> Iterator[View | EntryPage]:
    for maker in _MAKERS:
        yield from maker.views(site)


def _languages(site: Site) -> set[str]:
    return {site.language} | {e.fields.lang for e in site.library.entries if e.fields.lang}
