"""Pages that belong to no single entry: search, index, picture credits, 404, moved pages, machines' files."""

from __future__ import annotations

import itertools
import urllib.parse
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape

from dreiklang import addresses, i18n
from dreiklang.content.library import Entry
from dreiklang.outputs import Output, digest
from dreiklang.pages import credits, faces, overviews
from dreiklang.pages.render import Shell, View, output
from dreiklang.pages.shell import crumb, page
from dreiklang.site import Site


def views(site: Site) -> Iterator[View]:
    """The results page of the search, the index of everything, the credits, and the 404 page."""
    if site.settings.options.search:
        yield _search(site)
    yield _index(site)
    yield _credits(site)
    yield _not_found(site)


def _search(site: Site) -> View:
    title = i18n.text("search", site.language)
    about = page(
        site, title, addresses.overview("search", site.settings), section="search", crumbs=[crumb(title)],
        description=i18n.text("search_lead", site.language), kind="search",
    )  # fmt: skip
    return View("search.html", about)


def _index(site: Site) -> View:
    language = site.language
    title = i18n.text("index_title", language)
    shown = [e for e in site.library.entries if e.kind != "home"]
    entries = overviews.by_title(shown)
    groups = [
        {
            "id": overviews.letter_id(key),
            "title": key,
            "items": [_line(site, entry, language) for entry in found],
        }
        for key, found in itertools.groupby(
            sorted(entries, key=lambda e: overviews.letter(e.title)), key=lambda e: overviews.letter(e.title)
        )
    ]
    about = page(
        site, title, addresses.overview("index", site.settings), crumbs=[crumb(title)],
        description=i18n.text("index_lead", language), kind="index",
    )  # fmt: skip
    return View("index_page.html", about, {"groups": groups, "lead": i18n.text("index_lead", language)})


def _line(site: Site, entry: Entry, language: str) -> dict[str, str]:
    return {
        "title": entry.title,
        "url": site.address(entry),
        "kind": faces.kind_word(entry.kind, language),
        "label": faces.label(entry, language),
    }


def _credits(site: Site) -> View:
    language = site.language
    title = i18n.text("credits_title", language)
    lead = i18n.text("credits_lead", language)
    about = page(
        site, title, addresses.overview("credits", site.settings), crumbs=[crumb(title)], description=lead,
        kind="credits",
    )  # fmt: skip
    return View("credits.html", about, {"lead": lead, "pictures": credits.pictures(site, language)})


def _not_found(site: Site) -> View:
    title = i18n.text("not_found_title", site.language)
    base = urllib.parse.urlsplit(site.settings.site.base).path
    about = page(site, title, "404.html", base=base, noindex=True, kind="not-found")
    return View("not_found.html", about)


def moved(site: Site, shell: Shell) -> Iterator[Output]:
    """A page at every former address that leads to the new one, with its canonical link."""
    language = site.language
    for former, entry in addresses.former(site.library, site.settings):
        about = page(
            site,
            i18n.text("moved_title", language),
            former,
            canonical=site.url(entry),
            noindex=True,
            kind="moved",
        )
        data = {"target": site.address(entry), "target_title": entry.title}
        yield output(View("moved.html", about, data, entry.path), shell)


def machines(site: Site, pages: Iterable[tuple[str, str]]) -> Iterator[Output]:
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


def known(view: View) -> tuple[Any, Any]:
    """What the sitemap says about a page."""
    return view.page["canonical"], view.page["modified"][:10]
