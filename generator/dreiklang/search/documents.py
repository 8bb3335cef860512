"""Content into search documents: one for every published page, apart from its template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import voice_of
from dreiklang.search import facets, searchable_html
from dreiklang.site.site import Site


@dataclass(frozen=True)
class SearchDocument:
    """One page as the search sees it.

    ``url`` is relative to the site; ``facets`` are its values by facet, see ``facets.FACETS``.
    ``html`` is what is searched, see ``searchable_html.html``.
    """

    url: str
    title: str
    kind: str
    voice: str
    language: str
    facets: Mapping[str, tuple[str, ...]]
    html: str


def documents_of(site: Site) -> tuple[SearchDocument, ...]:
    """A document for every entry that has a page of its own, by address."""
    found = (document(site, entry) for entry in site.library.entries if "#" not in site.address(entry))
    return tuple(sorted(found, key=lambda d: d.url))


def document(site: Site, entry: Entry) -> SearchDocument:
    """The search document of one entry."""
    return SearchDocument(
        url=site.address(entry),
        title=entry.title,
        kind=entry.kind,
        voice=voice_of(entry),
        language=entry.fields.lang or site.language,
        facets=facets.values_of(site, entry),
        html=searchable_html.html(site, entry),
    )
