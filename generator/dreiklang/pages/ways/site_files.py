"""Pages that belong to no single entry: search, index, picture credits, 404, moved pages, machines' files."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.ground.outputs import DeferredOutput, Output, digest
from dreiklang.pages import contacts
from dreiklang.pages.layout import crumb, modified, page_head
from dreiklang.pages.render import EntryPage, Layout, View, output
from dreiklang.pages.ways import credits, overviews
from dreiklang.site import addresses, former_addresses, labels
from dreiklang.site.site import Site

MOST_IN_INDEX = 600
"""Entries up to which the index of everything is one page."""


def site_pages(site: Site) -> Iterator[View]:
    """The results page of the search, the index of everything, the credits if any, and the 404 page."""
    if site.settings.options.search:
        yield _search(site)
    yield from _index(site)
    if credits.exist(site):
        yield _credits(site)
    yield _not_found(site)


def _search(site: Site) -> View:
    title = i18n.text("search", site.language)
    about = page_head(
        site, title, addresses.overview("search", site.settings), section="search", crumbs=[crumb(title)],
        description=i18n.text("search_lead", site.language), kind="search",
    )  # fmt: skip
    return View("search.html", about)


def _index(site: Site) -> Iterator[View]:
    """One page; on a large site the first shows the letters alone, and each has a page of its own."""
    lines = [_line(site, entry, site.language) for entry in site.library.entries if entry.kind != "home"]
    lines.sort(key=lambda line: (overviews.letter(line["title"]), i18n.sort_key(line["title"]), line["url"]))
    found: dict[str, list[dict[str, str]]] = {}
    for line in lines:
        found.setdefault(overviews.letter(line["title"]), []).append(line)
    address = addresses.overview("index", site.settings)
    apart = len(lines) > MOST_IN_INDEX
    pages = {key: f"{address}{overviews.letter_id(key).removeprefix('dk-letter-')}/" for key in found}
    links = [
        {"title": key, "url": pages[key] if apart else "", "id": overviews.letter_id(key)} for key in found
    ]
    yield _letters(site, address, {} if apart else found, links)
    for key, shown in found.items() if apart else ():
        yield _letters(site, pages[key], {key: shown}, links, key)


def _letters(
    site: Site,
    address: str,
    found: dict[str, list[dict[str, str]]],
    links: list[dict[str, str]],
    only: str = "",
) -> View:
    language = site.language
    whole, lead = i18n.text("index_title", language), i18n.text("index_lead", language)
    title = i18n.text("index_letter", language).format(letter=only) if only else whole
    crumbs = (
        [crumb(whole, addresses.overview("index", site.settings)), crumb(only)] if only else [crumb(whole)]
    )
    groups = [{"id": overviews.letter_id(key), "title": key, "items": items} for key, items in found.items()]
    about = page_head(site, title, address, crumbs=crumbs, description=lead, kind="index")
    data = {
        "groups": groups,
        "lead": lead,
        "letters": [link | {"current": link["title"] == only} for link in links],
    }
    return View("index_page.html", about, data)


def _line(site: Site, entry: Entry, language: str) -> dict[str, str]:
    return {
        "title": contacts.sort_name(entry.title) if entry.kind == "person" else entry.title,
        "url": site.address(entry),
        "kind": labels.kind_word(entry.kind, language),
        "label": labels.label(entry, language),
    }


def _credits(site: Site) -> View:
    language = site.language
    title = i18n.text("credits_title", language)
    lead = i18n.text("credits_lead", language)
    about = page_head(
        site, title, addresses.overview("credits", site.settings), crumbs=[crumb(title)], description=lead,
        kind="credits",
    )  # fmt: skip
    return View("credits.html", about, {"lead": lead, "pictures": credits.pictures(site, language)})


def _not_found(site: Site) -> View:
    title = i18n.text("not_found_title", site.language)
    base = urllib.parse.urlsplit(site.settings.site.base).path
    about = page_head(site, title, "404.html", base=base, noindex=True, kind="not-found")
    return View("not_found.html", about)


def moved_pages(site: Site, layout: Layout, titles: Mapping[str, str]) -> Iterator[Output | DeferredOutput]:
    """A page at every former address that leads to the new one, with its canonical link.

    ``titles`` are those of today's pages by address: former words led to these, too.

    It may be indexed: ``noindex`` would say that nothing is to be found here, and search engines
    could drop the address instead of passing on to the new one what they know of the former.
    """
    taken = set(titles)
    for former, target, title in _former(site, titles):
        if former in taken:
            continue
        taken.add(former)
        about = page_head(
            site,
            i18n.text("moved_title", site.language),
            former,
            canonical=addresses.absolute(target, site.settings),
            kind="moved",
        )
        data = {"target": target, "target_title": title}
        # Without a source: MkDocs knows one page of a source and would drop the one it leads to.
        yield output(View("moved.html", about, data), layout)


def _former(site: Site, titles: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Every former address with the one it leads to and the title there: first those that editors wrote."""
    for former, entry in addresses.former(site.library, site.settings):
        yield former, site.address(entry), entry.title
    for address, title in titles.items():
        for path in former_addresses.paths(addresses.file_of(address), site.settings):
            yield path.removesuffix("index.html"), address, title


def crawler_files(site: Site, pages: Iterable[tuple[str, str]]) -> Iterator[Output]:
    """``robots.txt``, unless the site brings its own, and ``sitemap.xml``.

    ``pages`` are whole URLs, each with the day of its last change or nothing.
    """
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {site.settings.site.base}sitemap.xml\n"
    own = site.root / site.settings.site.docs_dir / "robots.txt"
    if not own.is_file() or own.is_symlink():
        yield _text("robots.txt", robots)
    yield _text("sitemap.xml", _sitemap(pages))


def _sitemap(pages: Iterable[tuple[str, str]]) -> str:
    """A sitemap (sitemaps.org 0.9); ``lastmod`` comes from content only."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for url, day in sorted(pages):
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(url)}</loc>{changed}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def _text(path: str, text: str) -> Output:
    return Output(path, digest(text), lambda: text.encode())


def sitemap_entry(view: View) -> tuple[Any, Any]:
    """What the sitemap says about a page."""
    return view.page["canonical"], view.page["modified"][:10]


def sitemap_entry_of(site: Site, page: EntryPage) -> tuple[str, str]:
    """The same for an entry's page, without putting it together."""
    return site.url(page.entry), modified(site, page.entry)[:10]
