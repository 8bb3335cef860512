"""Materials as files to take along, by category."""

from __future__ import annotations

import urllib.parse
from collections import defaultdict
from collections.abc import Iterable

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import MATERIAL
from dreiklang.content.records import Material
from dreiklang.pages import cards
from dreiklang.pages.view_parts import File, Materials
from dreiklang.site.site import Site


def material(site: Site, entry: Entry[Material], language: str) -> File:
    """A material's file or address as ``macros.html`` draws files."""
    fields = entry.fields
    if fields.file:
        return cards.download(site, entry, fields.file, entry.title, language, fields.accessible)
    url = fields.url or ""
    host = urllib.parse.urlsplit(url).netloc.removeprefix("www.")
    meta = i18n.text("file_elsewhere", language).format(host=host)
    return {"title": entry.title, "url": url, "type": "", "meta": meta, "external": True}


def materials(site: Site, names: Iterable[str], language: str) -> list[Materials]:
    """Named materials by category."""
    groups: dict[str, list[File]] = defaultdict(list)
    for name in names:
        if entry := site.one(name, MATERIAL):
            groups[entry.fields.category].append(material(site, entry, language))
    return [{"category": category, "items": items} for category, items in groups.items()]
