"""What stands around every page: navigation, footer, feeds, assets. The same however large the site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dreiklang import addresses, dates, i18n
from dreiklang.code import digest_of_code
from dreiklang.content.library import Entry
from dreiklang.outputs import digest
from dreiklang.pages import assets, credits, faces, own_templates, tiles
from dreiklang.pages.render import Shell, environment
from dreiklang.site import Site

_NAV = (("building-block", "read"), ("podcast", "hear"), ("event", "meet"), ("article", ""))
_ACCESS_ROLES = ("accessibility", "plain-language", "sign-language")
_LEGAL_ROLES = ("imprint", "privacy", "contact", "about")


def shell(site: Site, language: str) -> Shell:
    """Everything all pages in one language share."""
    values = {
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
        "index": addresses.overview("index", site.settings),
        "overviews": _overviews(site, language),
        "assets": assets.links(site),
    }
    words = i18n.words(language)
    own, _ = own_templates.read(site)
    key = digest(
        digest_of_code(), values, *(part for template in own for part in (template.name, template.text))
    )
    return Shell(values, words, environment(own), key)


def navigation(site: Site, language: str) -> list[dict[str, str]]:
    """The main sections that have content."""
    return [
        {
            "key": kind,
            "title": i18n.text(f"nav_{kind.replace('-', '_')}", language),
            "url": addresses.overview(kind, site.settings),
            "voice": voice,
        }
        for kind, voice in _NAV
        if site.library.of(kind)
    ]


def _with_roles(site: Site, roles: Sequence[str]) -> list[dict[str, str]]:
    pages = [(role, page) for role in roles for page in site.library.of("page") if page.fields.role == role]
    return [{"title": page.title, "url": site.address(page), "role": role} for role, page in pages]


def _barrier(site: Site) -> str:
    """Where a barrier is reported: its own page, else the contact, else the imprint."""
    found = _with_roles(site, ("report-barrier", "contact", "accessibility", "imprint"))
    return found[0]["url"] if found else ""


_OVERVIEWS = ("topic", "region", "place", "person", "organisation", "material", "term", "newsletter")


def _overviews(site: Site, language: str) -> list[dict[str, str]]:
    """Further ways into the content, for the footer and the page of an address nobody knows."""
    return [
        {"title": overview_title(kind, language), "url": addresses.overview(kind, site.settings)}
        for kind in _OVERVIEWS
        if (tiles.counts(site) if kind == "region" else site.library.of(kind))
    ]


def overview_title(kind: str, language: str) -> str:
    """The heading of the page that lists a kind."""
    return i18n.text(f"overview_{kind.replace('-', '_')}", language)


def _subscriptions(site: Site, language: str) -> list[dict[str, str]]:
    """What can be subscribed to, as the footer shows it."""
    settings = site.settings
    lines = [
        ("newsletter", "mail", addresses.overview("newsletter", settings)),
        ("podcast", "feed", addresses.subscribe(settings)),
        ("article", "feed", addresses.news_feed(settings)),
        ("event", "calendar", addresses.calendar(settings)),
    ]
    return [
        {"title": i18n.text(f"subscribe_{kind}", language), "url": url, "icon": icon}
        for kind, icon, url in lines
        if site.has_feed(kind)
    ]


def feeds(site: Site, language: str) -> list[dict[str, str]]:
    """The feeds every page announces to feed readers."""
    found = []
    if site.has_feed("article"):
        for form, kind in (("xml", "application/rss+xml"), ("atom", "application/atom+xml"),
                           ("json", "application/feed+json")):  # fmt: skip
            title = i18n.text(f"feed_news_{form}", language)
            found.append({"title": title, "url": addresses.news_feed(site.settings, form), "type": kind})
    for show in site.library.of("podcast"):
        url = addresses.podcast_feed(site.settings)
        found.append({"title": show.title, "url": url, "type": "application/rss+xml"})
    return found


def _partners(site: Site) -> list[dict[str, Any]]:
    """Organisations that carry the site or pay for it, as they want to be named."""
    found = []
    for role in ("initiator", "funder"):
        named = [o for o in site.library.of("organisation") if o.fields.carries == role]
        if named:
            items = [{"title": o.title, "url": site.address(o), "note": o.fields.funding_note} for o in named]
            # A funder's own wording says already that it funds.
            found.append({"role": role, "items": items, "noted": all(item["note"] for item in items)})
    return found


def crumb(title: str, url: str = "") -> dict[str, str]:
    """One step of the way to a page; the last one has no address."""
    return {"title": title, "url": url}


def page(
    site: Site,
    title: str,
    address: str,
    *,
    description: str = "",
    voice: str = "",
    kind: str = "",
    section: str = "",
    crumbs: Sequence[dict[str, str]] = (),
    entry: Entry | None = None,
    language: str | None = None,
    linked_data: Any = None,
    **more: Any,
) -> dict[str, Any]:
    """What ``base.html`` needs to know about a page.

    ``address`` is relative to the site; ``section`` the key of the navigation's current entry;
    ``crumbs`` the way from below the home page, the page itself included; ``linked_data`` a
    schema.org mapping or list. ``more`` may replace any value.
    """
    spoken = language or (entry.fields.lang if entry else None) or site.language
    return {
        "title": title,
        "description": description or (entry.fields.summary if entry else ""),
        "address": address,
        "base": addresses.relative("", address),
        "canonical": addresses.absolute(address, site.settings),
        "voice": voice,
        "kind": kind or (entry.kind if entry else ""),
        "section": section,
        "crumbs": list(crumbs),
        "feeds": [],
        "lang": spoken,
        "linked_data": linked_data,
        "noindex": False,
        **_source(site, entry, spoken),
    } | more


def _source(site: Site, entry: Entry | None, language: str) -> dict[str, Any]:
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
    # An event's own day is when it takes place, which says nothing about its page.
    written = fields.date if entry.kind == "event" else faces.date_of(site, entry)
    days = [fields.updated, fields.reviewed, written]
    days += [change.date for change in getattr(fields, "changes", ())]
    known = [day for day in days if day]
    return max(known).isoformat() if known else ""


def _share_image(site: Site, entry: Entry) -> str:
    found = faces.picture(site, entry, entry.fields.image)
    return addresses.absolute(found["url"], site.settings) if found else ""
