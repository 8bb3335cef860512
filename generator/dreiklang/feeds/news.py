"""The news feeds: the newest articles in full text, as RSS, Atom and JSON Feed."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator

from dreiklang import i18n
from dreiklang.content import times
from dreiklang.content.entries import Entry
from dreiklang.content.fields import Common
from dreiklang.content.kinds import ARTICLE, ORGANISATION, PERSON, TOPIC, Kind
from dreiklang.content.reading import Article
from dreiklang.feeds import identity
from dreiklang.feeds.formats import atom, hypertext, jsonfeed, news_rss, syndication
from dreiklang.feeds.formats.plain_text import clip, line
from dreiklang.feeds.formats.syndication import Feed, Item
from dreiklang.feeds.podcast import enclosures
from dreiklang.ground.outputs import Output, digest
from dreiklang.ground.source_digest import digest_of_code
from dreiklang.site import addresses
from dreiklang.site.site import Site


def outputs(site: Site) -> Iterator[Output]:
    """The news in three forms; none without news."""
    if not site.has_feed(ARTICLE):
        return
    view = feed(site)
    for form, write in _WRITERS.items():
        key = digest(digest_of_code(), form, view.key)
        yield Output(addresses.news_feed(site.settings, form), key, functools.partial(write, view))


def feed(site: Site) -> Feed:
    """The newest articles, newest first. An article without a date is no news."""
    dated = [(day, article) for article in site.library.of(ARTICLE) if (day := article.fields.date)]
    newest = sorted(dated, key=lambda one: (one[0], one[1].id), reverse=True)[: syndication.MOST]
    settings = site.settings
    return Feed(
        title=i18n.text("feed_news", site.language).format(name=settings.site.name),
        description=line(settings.site.description),
        url=addresses.absolute(addresses.overview("article", settings), settings),
        urls={form: addresses.absolute(addresses.news_feed(settings, form), settings) for form in _WRITERS},
        language=site.language,
        items=tuple(_news(site, article, day) for day, article in newest),
        style=addresses.relative(addresses.feed_style("article", settings), addresses.news_feed(settings)),
    )


_WRITERS: dict[str, Callable[[Feed], bytes]] = {
    "xml": news_rss.write_rss, "atom": atom.write_atom, "json": jsonfeed.write_jsonfeed,
}  # fmt: skip


def _news(site: Site, article: Entry[Article], day: dt.date) -> Item:
    fields = article.fields
    image = enclosures.picture(site, fields.image)
    return Item(
        guid=identity.article_guid(site.settings, article),
        title=line(article.title),
        url=site.url(article),
        published=times.day_start(day, site.settings.zone),
        updated=times.day_start(max(day, fields.updated or day), site.settings.zone),
        summary=line(fields.summary) or clip(line(article.body.text), 400),
        html=hypertext.of_body(site, article),
        authors=tuple(_titles(site, fields.authors, PERSON, ORGANISATION)),
        categories=tuple(_titles(site, fields.topics, TOPIC)),
        image=enclosures.url(site, image.path) if image else "",
        language=fields.lang or site.language,
    )


def _titles(site: Site, names: tuple[str, ...], *kinds: Kind[Common]) -> Iterator[str]:
    for name in names:
        record = site.one(name, *kinds)
        yield line(record.title if record else name)
