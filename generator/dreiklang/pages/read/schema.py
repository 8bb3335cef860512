"""Linked data (schema.org) of what is read, and of records."""

from __future__ import annotations

from typing import Any

from dreiklang.content.entries import Entry
from dreiklang.content.fields import Common
from dreiklang.content.kinds import ORGANISATION, PERSON
from dreiklang.content.reading import Article, BuildingBlock
from dreiklang.content.records import Municipality, Organisation, Person
from dreiklang.pages import cards
from dreiklang.pages.layout import modified
from dreiklang.site import addresses, labels
from dreiklang.site.site import Site

CONTEXT = "https://schema.org"

RECORDS = {
    "person": "Person",
    "organisation": "Organization",
    "place": "AdministrativeArea",
    "term": "DefinedTerm",
}
"""Kinds of records that have a type there."""


def article(site: Site, entry: Entry[Article | BuildingBlock], kind: str) -> dict[str, Any]:
    """An Article, NewsArticle, BlogPosting or LearningResource."""
    image = cards.picture(site, entry, entry.fields.image)
    fields = entry.fields
    return _full(
        {
            "@context": CONTEXT,
            "@type": kind,
            "@id": site.url(entry),
            "url": site.url(entry),
            "headline" if kind != "LearningResource" else "name": entry.title,
            "description": fields.summary,
            "inLanguage": fields.lang or site.language,
            "datePublished": fields.date.isoformat() if fields.date else "",
            "dateModified": modified(site, entry),
            "author": [_maker(site, name) for name in fields.authors],
            "image": addresses.absolute(image["url"], site.settings) if image else "",
            "isAccessibleForFree": True,
            "publisher": {
                "@type": "Organization",
                "name": site.settings.site.name,
                "url": site.settings.site.base,
            },
        }
    )


def _maker(site: Site, name: str) -> dict[str, Any]:
    maker = site.one(name, PERSON, ORGANISATION)
    return {"@type": RECORDS[maker.kind if maker else "person"], "name": maker.title if maker else name}


def website(site: Site) -> dict[str, Any]:
    """The WebSite with the address of its search."""
    settings = site.settings
    search = addresses.absolute(addresses.overview("search", settings), settings) + "?q={q}"
    action = {"@type": "SearchAction", "target": search, "query-input": "required name=q"}
    return _full(
        {
            "@context": CONTEXT,
            "@type": "WebSite",
            "@id": settings.site.base,
            "url": settings.site.base,
            "name": settings.site.name,
            "description": settings.site.description,
            "inLanguage": site.language,
            "potentialAction": action if settings.options.search else None,
        }
    )


def record(site: Site, entry: Entry) -> dict[str, Any] | None:
    """A Person, Organization, City or DefinedTerm; None for one that is invented."""
    if labels.is_invented(entry):
        return None
    return _full(
        {
            "@context": CONTEXT,
            "@type": RECORDS[entry.kind],
            "@id": site.url(entry),
            "name": entry.title,
            "description": entry.fields.summary,
            "url": site.url(entry),
            **_known(entry.fields),
        }
    )


def _known(fields: Common) -> dict[str, str | None]:
    """What only some kinds of records tell."""
    match fields:
        case Person(function=function):
            return {"jobTitle": function}
        case Organisation(url=url):
            return {"sameAs": url}
        case Municipality(url=url, key=key):
            return {"sameAs": url, "identifier": key}
        case _:
            return {}


def _full(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}
