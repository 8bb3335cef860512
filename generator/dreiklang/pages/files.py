"""Materials as files to take along, by category."""

from __future__ import annotations

import urllib.parse
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import MATERIAL
from dreiklang.content.records import Material
from dreiklang.pages import faces
from dreiklang.site import Site


def material(site: Site, entry: Entry[Material], language: str) -> dict[str, Any]:
    """A material's file or address as ``macros.html`` draws files."""
    fields = entry.fields
    if fields.file:
        return faces.download(site, entry, fields.file, entry.title, language, fields.accessible)
    url = fields.url or ""
    host = urllib.parse.urlsplit(url).netloc.removeprefix("www.")
    meta = i18n.text("file_elsewhere", language).format(host=host)
    return {"title": entry.title, "url": url, "type": "", "meta": meta, "external": True}


def materials(site: Site, names: Iterable[str], language: str) -> list[dict[str, Any]]:
    """Named materials by category: ``{category, items}``; each item with the address of its ``page``."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name in names:
        if entry := site.one(name, MATERIAL):
            item = material(site, entry, language) | {"page": site.address(entry)}
            groups[entry.fields.category].append(item)
    return [{"category": category, "items": items} for category, items in groups.items()]
