"""Articles: the overview, a page for each year, and their pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import ARTICLE
from dreiklang.content.reading import Article
from dreiklang.ground import dates
from dreiklang.pages import cards, contacts, related
from dreiklang.pages.binding import Binder
from dreiklang.pages.layout import crumb, overview_title, page_head
from dreiklang.pages.read import schema
from dreiklang.pages.read.contents import contents
from dreiklang.pages.read.reviews import review
from dreiklang.pages.render import EntryPage, View
from dreiklang.pages.ways import voices
from dreiklang.site import addresses
from dreiklang.site.site import Site

KIND = ARTICLE.name
_SCHEMA = {"news": "NewsArticle", "blog": "BlogPosting", "interview": "Article"}


def article_pages(site: Site) -> Iterator[View | EntryPage]:
    """The newest year as overview, older years, and a page for each article."""
    years = _years(site)
    for year in years:
        yield _overview(site, years, year)
    ordered = [article for year in years.values() for article in year]
    for at, article in enumerate(ordered):
        newer = ordered[at - 1] if at else None
        older = ordered[at + 1] if at + 1 < len(ordered) else None
        make = partial(_article, site, article, newer, older)
        yield EntryPage(article, site.address(article), make)


def _years(site: Site) -> dict[int, list[Entry[Article]]]:
    """Articles by year, newest first; articles without a date stand with the newest year."""
    found: dict[int, list[Entry[Article]]] = defaultdict(list)
    ordered = voices.newest(site, site.library.of(ARTICLE))
    newest = max((a.fields.date.year for a in ordered if a.fields.date), default=site.settings.as_of.year)
    for article in ordered:
        found[article.fields.date.year if article.fields.date else newest].append(article)
    return dict(sorted(found.items(), reverse=True))


def _address(site: Site, years: dict[int, list[Entry[Article]]], year: int) -> str:
    overview = addresses.overview(KIND, site.settings)
    return overview if year == next(iter(years)) else f"{overview}{year}/"


def _overview(site: Site, years: dict[int, list[Entry[Article]]], year: int) -> View:
    language = site.language
    address = _address(site, years, year)
    overview = addresses.overview(KIND, site.settings)
    first = address == overview
    title = overview_title(KIND, language)
    crumbs = [crumb(title)] if first else [crumb(title, overview), crumb(str(year))]
    data = {
        "kicker": i18n.text("voice_read", language),
        "lead": i18n.text("articles_lead", language),
        "years": [
            {"title": str(y), "url": _address(site, years, y), "count": len(found), "current": y == year}
            for y, found in years.items()
        ],
        "cards": [
            cards.card(site, a, language)
            | {
                "by": contacts.names(site, a.fields.authors, language),
                "type": i18n.text(f"article_{a.fields.type}", language),
            }
            for a in years[year]
        ],
    }
    heading = title if first else i18n.text("year_title", language).format(year=year)
    about = page_head(
        site, heading, address, description=i18n.text("articles_lead", language), voice="read",
        section=KIND, crumbs=crumbs, kind="overview",
    )  # fmt: skip
    return View("articles.html", about, data)


def _article(site: Site, article: Entry[Article], newer: Entry | None, older: Entry | None) -> View:
    language = article.fields.lang or site.language
    fields = article.fields
    address = site.address(article)
    bind = Binder(site, article, address, language)
    data = {
        "kicker": i18n.text(f"article_{fields.type}", language),
        "lead": fields.summary,
        "date": dates.stamp(fields.date, language) if fields.date else None,
        "minutes": cards.minutes(article, language),
        "authors": [contacts.contact_card(site, name) for name in fields.authors],
        "image": cards.picture(site, article, fields.image),
        "contents": contents(article),
        "body": bind(article.body.html),
        "series": _series(site, article, language),
        "files": cards.downloads(site, article, language),
        "contact": contacts.contact_card(site, fields.contact) if fields.contact else None,
        "review": review(fields, language),
        "about": related.about(site, article, language),
        "backlinks": related.backlinks(site, article, language),
        "related": related.related(site, article, language),
        "neighbours": {
            "previous": cards.card(site, older, language) if older else None,
            "next": cards.card(site, newer, language) if newer else None,
        },
        "end": related.end(site, article, language),
    }
    overview = addresses.overview(KIND, site.settings)
    about = page_head(
        site, article.title, address, voice="read", section=KIND, entry=article,
        crumbs=[crumb(overview_title(KIND, language), overview), crumb(article.title)],
        linked_data=schema.article(site, article, _SCHEMA[fields.type]),
    )  # fmt: skip
    return View("article.html", about, data, article.path)


def _series(site: Site, article: Entry[Article], language: str) -> dict[str, Any] | None:
    """The series an article is a part of, with all its parts in their own order."""
    series = article.fields.series
    if not series:
        return None
    parts = [
        (a.fields.series.part, a)
        for a in site.library.of(ARTICLE)
        if a.fields.series and a.fields.series.title == series.title
    ]
    return {
        "title": series.title,
        "words": i18n.text("series_title", language).format(part=series.part, title=series.title),
        "parts": [
            {
                "card": cards.card(site, a, language),
                "part": part,
                "current": a.id == article.id,
            }
            for part, a in sorted(parts, key=lambda pair: (pair[0], pair[1].id))
        ],
        **related.neighbours(site, article, language),
    }
