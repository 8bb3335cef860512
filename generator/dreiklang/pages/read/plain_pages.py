"""Plain and legal pages, and the newsletter with its archive."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import NEWSLETTER, PAGE
from dreiklang.content.records import NewsletterIssue
from dreiklang.ground import dates
from dreiklang.pages import cards, related
from dreiklang.pages.binding import Binder
from dreiklang.pages.layout import crumb, overview_title, page_head
from dreiklang.pages.read.contents import contents
from dreiklang.pages.read.reviews import review
from dreiklang.pages.render import EntryPage, View
from dreiklang.pages.view_parts import OverviewView
from dreiklang.site import addresses
from dreiklang.site.site import Site


def plain_pages(site: Site) -> Iterator[View | EntryPage]:
    """A page for each plain page and each newsletter issue, and the archive."""
    for entry in site.library.of(PAGE):
        yield EntryPage(entry, site.address(entry), partial(_plain, site, entry))
    issues = sorted(site.library.of(NEWSLETTER), key=lambda issue: (-issue.fields.number, issue.id))
    if issues:
        yield _archive(site, issues)
    for at, issue in enumerate(issues):
        newer = issues[at - 1] if at else None
        older = issues[at + 1] if at + 1 < len(issues) else None
        yield EntryPage(issue, site.address(issue), partial(_issue, site, issue, newer, older))


def _text(site: Site, entry: Entry, language: str) -> dict[str, Any]:
    """What every page of running text shows."""
    bind = Binder(site, entry, site.address(entry), language)
    return {
        "kicker": "",
        "lead": entry.fields.summary,
        "date": None,
        "image": cards.picture(site, entry, entry.fields.image),
        "contents": contents(entry),
        "body": bind(entry.body.html),
        "review": review(entry.fields, language),
        "related": related.related(site, entry, language) if entry.kind == "newsletter" else [],
        "neighbours": None,
        "end": related.end(site, entry, language),
    }


def _plain(site: Site, entry: Entry) -> View:
    language = entry.fields.lang or site.language
    about = page_head(site, entry.title, site.address(entry), entry=entry, crumbs=[crumb(entry.title)])
    return View("text.html", about, _text(site, entry, language), entry.path)


def _archive(site: Site, issues: list[Entry[NewsletterIssue]]) -> View:
    language = site.language
    title = overview_title("newsletter", language)
    lead = i18n.text("newsletters_lead", language)
    data: OverviewView = {
        "kicker": "",
        "lead": lead,
        "chips_title": "",
        "chips": [],
        "cards": cards.cards(site, issues, language),
        "pager": [],
    }
    about = page_head(
        site, title, addresses.overview("newsletter", site.settings), description=lead,
        voice="read", crumbs=[crumb(title)], kind="overview",
    )  # fmt: skip
    return View("overview.html", about, data)


def _issue(site: Site, issue: Entry[NewsletterIssue], newer: Entry | None, older: Entry | None) -> View:
    language = issue.fields.lang or site.language
    fields = issue.fields
    overview = crumb(overview_title("newsletter", language), addresses.overview("newsletter", site.settings))
    data = _text(site, issue, language) | {
        "kicker": i18n.text("newsletter_label", language).format(number=fields.number),
        "date": dates.stamp(fields.date, language) if fields.date else None,
        "neighbours": {
            "previous": cards.card(site, older, language) if older else None,
            "next": cards.card(site, newer, language) if newer else None,
        },
    }
    about = page_head(
        site,
        issue.title,
        site.address(issue),
        voice="read",
        entry=issue,
        crumbs=[overview, crumb(issue.title)],
    )
    return View("text.html", about, data, issue.path)
