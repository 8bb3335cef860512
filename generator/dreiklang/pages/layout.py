"""What stands around every page: navigation, footer, feeds, assets. The same however large the site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import (
    ARTICLE,
    BUILDING_BLOCK,
    EVENT,
    KINDS,
    NEWSLETTER,
    ORGANISATION,
    PAGE,
    PODCAST,
)
from dreiklang.ground import dates
from dreiklang.ground.outputs import digest
from dreiklang.ground.source_digest import digest_of_code
from dreiklang.pages import assets, cards, own_templates
from dreiklang.pages.frame_parts import (
    IconLink,
    NavLink,
    Page,
    Partner,
    Partners,
    SearchFacet,
    Source,
    Surroundings,
)
from dreiklang.pages.render import Layout, environment
from dreiklang.pages.view_parts import Feed, Link
from dreiklang.pages.ways import credits, region_tiles
from dreiklang.search.facets import FACETS
from dreiklang.site import addresses, labels
from dreiklang.site.site import Site

_NAV = ((BUILDING_BLOCK, "read"), (PODCAST, "hear"), (EVENT, "meet"), (ARTICLE, ""))
_ACCESS_ROLES = ("accessibility", "plain-language", "sign-language")
_LEGAL_ROLES = ("imprint", "privacy", "contact", "about")


def layout_of(site: Site, language: str) -> Layout:
    """Everything all pages in one language share."""
    values: Surroundings = {
        "name": site.settings.site.name,
        "claim": site.settings.options.claim,
        "about": site.settings.options.about,
        "description": site.settings.site.description,
        "url": site.settings.site.base,
        "language": language,
        "nav": navigation(site, language),
        "access": _with_roles(site, _ACCESS_ROLES),
        "legal": _with_roles(site, _LEGAL_ROLES),
        "credits": addresses.overview("credits", site.settings) if credits.exist(site) else "",
        "barrier": _barrier(site),
        "subscribe": _subscriptions(site, language),
        "feeds": feeds(site, language),
        "partners": _partners(site),
        "search": addresses.overview("search", site.settings) if site.settings.options.search else "",
        "search_words": search_words(language),
        "search_facets": search_facets(language),
        "index": addresses.overview("index", site.settings),
        "overviews": _overviews(site, language),
        "assets": assets.links(site),
    }
    words = i18n.words(language)
    own, _ = own_templates.read_templates(site)
    key = digest(
        digest_of_code(), values, *(part for template in own for part in (template.name, template.text))
    )
    return Layout(values, words, environment(own), key)


_SEARCH_WORDS = (
    "loading", "found_one", "found_many", "count_one", "count_many", "for", "all", "more_one", "more_many",
    "none", "none_help", "index", "error", "section", "transcript", "quote_open", "quote_close", "everything",
)  # fmt: skip


def search_words(language: str) -> dict[str, str]:
    """What the scripts of the search say."""
    words = {word: i18n.text(f"search_{word}", language) for word in _SEARCH_WORDS}
    return words | {f"facet_{facet.name}": facet.title(language) for facet in FACETS}


def search_facets(language: str) -> list[SearchFacet]:
    """What the small search can be narrowed by."""
    return [
        {"name": facet.name, "parameter": facet.parameter, "title": facet.title(language)}
        for facet in FACETS
        if facet.in_dialog
    ]


def navigation(site: Site, language: str) -> list[NavLink]:
    """The main sections that have content."""
    return [
        {
            "key": kind.name,
            "title": i18n.text(f"nav_{kind.name.replace('-', '_')}", language),
            "url": addresses.overview(kind.name, site.settings),
            "voice": voice,
        }
        for kind, voice in _NAV
        if site.library.of(kind)
    ]


def _with_roles(site: Site, roles: Sequence[str]) -> list[Link]:
    pages = [page for role in roles for page in site.library.of(PAGE) if page.fields.role == role]
    return [{"title": page.title, "url": site.address(page)} for page in pages]


def _barrier(site: Site) -> str:
    """Where a barrier is reported: its own page, else the contact, else the imprint."""
    found = _with_roles(site, ("report-barrier", "contact", "accessibility", "imprint"))
    return found[0]["url"] if found else ""


_OVERVIEWS = ("topic", "region", "place", "person", "organisation", "material", "term", "newsletter")


def _overviews(site: Site, language: str) -> list[Link]:
    """Further ways into the content, for the footer and the page of an address nobody knows."""
    return [
        {"title": overview_title(kind, language), "url": addresses.overview(kind, site.settings)}
        for kind in _OVERVIEWS
        if (region_tiles.counts(site) if kind == "region" else site.library.of(KINDS[kind]))
    ]


def overview_title(kind: str, language: str) -> str:
    """The heading of the page that lists a kind."""
    return i18n.text(f"overview_{kind.replace('-', '_')}", language)


def _subscriptions(site: Site, language: str) -> list[IconLink]:
    """What can be subscribed to, as the footer shows it."""
    settings = site.settings
    lines = [
        (NEWSLETTER, "mail", addresses.overview("newsletter", settings)),
        (PODCAST, "feed", addresses.subscribe(settings)),
        (ARTICLE, "feed", addresses.news_feed(settings)),
        (EVENT, "calendar", addresses.calendar(settings)),
    ]
    return [
        {"title": i18n.text(f"subscribe_{kind.name}", language), "url": url, "icon": icon}
        for kind, icon, url in lines
        if site.has_feed(kind)
    ]


def feeds(site: Site, language: str) -> list[Feed]:
    """The feeds every page announces to feed readers."""
    found: list[Feed] = []
    if site.has_feed(ARTICLE):
        for form, kind in (("xml", "application/rss+xml"), ("atom", "application/atom+xml"),
                           ("json", "application/feed+json")):  # fmt: skip
            title = i18n.text(f"feed_news_{form}", language)
            found.append({"title": title, "url": addresses.news_feed(site.settings, form), "type": kind})
    for show in site.library.of(PODCAST):
        url = addresses.podcast_feed(site.settings)
        found.append({"title": show.title, "url": url, "type": "application/rss+xml"})
    return found


def _partners(site: Site) -> list[Partners]:
    """Organisations that carry the site or pay for it, as they want to be named."""
    found: list[Partners] = []
    for role in ("initiator", "funder"):
        named = [o for o in site.library.of(ORGANISATION) if o.fields.carries == role]
        if named:
            items: list[Partner] = [
                {"title": o.title, "url": site.address(o), "note": o.fields.funding_note} for o in named
            ]
            # A funder's own wording says already that it funds.
            found.append({"role": role, "items": items, "noted": all(item["note"] for item in items)})
    return found


def crumb(title: str, url: str = "") -> Link:
    """One step of the way to a page; the last one has no address."""
    return {"title": title, "url": url}


def page_head(
    site: Site,
    title: str,
    address: str,
    *,
    description: str = "",
    voice: str = "",
    kind: str = "",
    section: str = "",
    crumbs: Sequence[Link] = (),
    feeds: Sequence[Feed] = (),
    entry: Entry | None = None,
    language: str | None = None,
    linked_data: Any = None,
    canonical: str = "",
    base: str | None = None,
    noindex: bool = False,
) -> Page:
    """What ``base.html`` needs to know about a page.

    ``crumbs`` are the way from below the home page, the page itself included; ``linked_data`` is a
    schema.org mapping or list. ``canonical`` and ``base`` follow from the address unless they are given.
    """
    spoken = language or (entry.fields.lang if entry else None) or site.language
    return {
        "title": title,
        "description": description or (entry.fields.summary if entry else ""),
        "address": address,
        "base": addresses.relative("", address) if base is None else base,
        "canonical": canonical or addresses.absolute(address, site.settings),
        "voice": voice,
        "kind": kind or (entry.kind if entry else ""),
        "section": section,
        "crumbs": list(crumbs),
        "feeds": list(feeds),
        "lang": spoken,
        "linked_data": linked_data,
        "noindex": noindex,
        **_source(site, entry, spoken),
    }


def _source(site: Site, entry: Entry | None, language: str) -> Source:
    """What a page says about the entry it was made from."""
    if entry is None:
        return {"edit_url": "", "modified": "", "modified_text": "", "draft": False, "image": ""}
    changed = modified(site, entry)
    return {
        "edit_url": edit_url(site, entry),
        "modified": changed,
        "modified_text": dates.day(dates.parse(changed), language) if changed else "",
        "draft": entry.fields.draft,
        "image": _share_image(site, entry),
    }


def edit_url(site: Site, entry: Entry) -> str:
    """Where somebody can propose a change of the page's source; empty when nobody said where."""
    settings = site.settings.site
    if not (settings.repo_url and settings.edit_uri):
        return ""
    # MkDocs means paths from the documents' folder; ours start at the project's root.
    root = settings.edit_uri.strip("/").removesuffix(settings.docs_dir.strip("/")).strip("/")
    return "/".join(part for part in (settings.repo_url.rstrip("/"), root, entry.path) if part)


def modified(site: Site, entry: Entry) -> str:
    """The day of the last change worth telling, from the content: ISO, or nothing."""
    fields = entry.fields
    days = [fields.updated, fields.reviewed]
    if EVENT.holds(entry):
        # An event's own day is when it takes place, which says nothing about its page.
        days += [fields.date, *(change.date for change in entry.fields.changes)]
    else:
        days.append(labels.date_of(site, entry))
    known = [day for day in days if day]
    return max(known).isoformat() if known else ""


def _share_image(site: Site, entry: Entry) -> str:
    found = cards.picture(site, entry, entry.fields.image)
    return addresses.absolute(found["url"], site.settings) if found else ""
