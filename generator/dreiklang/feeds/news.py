"""The news feeds: the newest articles in full text, as RSS, Atom and JSON Feed."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dreiklang import addresses, i18n
from dreiklang.code import digest_of_code
from dreiklang.content import times
from dreiklang.content.library import Entry
from dreiklang.feeds import atom, hypertext, identity, jsonfeed, recordings, rss
from dreiklang.feeds.plain import clip, line
from dreiklang.outputs import Output, digest
from dreiklang.site import Site

MOST = 50
"""Articles in a feed; older ones stand on the site."""


@dataclass(frozen=True)
class News:
    """One article: ``html`` is its text with absolute addresses."""

    guid: str
    title: str
    url: str
    published: dt.datetime
    updated: dt.datetime
    summary: str
    html: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    image: str
    language: str


@dataclass(frozen=True)
class Feed:
    """What all three forms say: ``urls`` are their own addresses, by form."""

    title: str
    description: str
    url: str
    urls: dict[str, str]
    language: str
    updated: dt.datetime
    items: tuple[News, ...]
    style: str
    """A style sheet for browsers, relative to the XML forms."""


def outputs(site: Site) -> Iterator[Output]:
    """The news in three forms; none without news."""
    if not site.has_feed("article"):
        return
    view = feed(site)
    writers: dict[str, Callable[[Feed], bytes]] = {
        "xml": lambda feed: rss.write(_channel(feed)),
        "atom": atom.write,
        "json": jsonfeed.write,
    }
    for form, write in writers.items():
        key = digest(digest_of_code(), form, repr(view))
        yield Output(addresses.news_feed(site.settings, form), key, functools.partial(write, view))


def feed(site: Site) -> Feed:
    """The newest articles, newest first. An article without a date is no news."""
    dated = [article for article in site.library.of("article") if article.fields.date]
    newest = sorted(dated, key=lambda e: (e.fields.date, e.id), reverse=True)[:MOST]
    items = tuple(_news(site, article) for article in newest)
    settings = site.settings
    return Feed(
        title=i18n.text("feed_news", site.language).format(name=settings.site.name),
        description=line(settings.site.description),
        url=addresses.absolute(addresses.overview("article", settings), settings),
        urls={form: addresses.absolute(addresses.news_feed(settings, form), settings) for form in _FORMS},
        language=site.language,
        updated=max((item.updated for item in items), default=dt.datetime(1970, 1, 1, tzinfo=dt.UTC)),
        items=items,
        style=addresses.relative(addresses.feed_style("article", settings), addresses.news_feed(settings)),
    )


_FORMS = ("xml", "atom", "json")


def _news(site: Site, article: Entry) -> News:
    fields = article.fields
    image = recordings.picture(site, fields.image)
    return News(
        guid=identity.article_guid(site.settings, article),
        title=line(article.title),
        url=site.url(article),
        published=times.day_start(fields.date, site.settings.zone),
        updated=times.day_start(max(fields.date, fields.updated or fields.date), site.settings.zone),
        summary=line(fields.summary) or clip(line(article.body.text), 400),
        html=hypertext.of_body(site, article),
        authors=tuple(_titles(site, fields.authors, "person", "organisation")),
        categories=tuple(_titles(site, fields.topics, "topic")),
        image=recordings.url(site, image.path) if image else "",
        language=fields.lang or site.language,
    )


def _titles(site: Site, names: tuple[str, ...], *kinds: str) -> Iterator[str]:
    for name in names:
        record = site.one(name, *kinds)
        yield line(record.title if record else name)


def _channel(feed: Feed) -> rss.Channel:
    return rss.Channel(
        title=feed.title,
        url=feed.urls["xml"],
        link=feed.url,
        description=feed.description or feed.title,
        language=feed.language,
        updated=feed.updated,
        items=tuple(_item(news) for news in feed.items),
        style=feed.style,
    )


def _item(news: News) -> rss.Item:
    return rss.Item(
        guid=news.guid,
        title=news.title,
        link=news.url,
        published=news.published,
        summary=news.summary,
        html=news.html,
        categories=news.categories,
        tags=tuple(rss.Tag("dc:creator", author) for author in news.authors),
    )
