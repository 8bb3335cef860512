"""The search: content becomes documents, documents become an index that a browser can read."""

from __future__ import annotations

from collections.abc import Iterator

from dreiklang.ground.outputs import Bundle, Output
from dreiklang.ground.problems import ProblemsFound
from dreiklang.search import documents, facets, pagefind_index
from dreiklang.site import completeness
from dreiklang.site.site import Site


def outputs(site: Site) -> Iterator[Output | Bundle]:
    """The index of every published page; nothing for a site without pages.

    Raises ProblemsFound when an entry with a page has no document.
    """
    found = documents.documents_of(site)
    if missing := [*completeness.without_document(site, {document.url for document in found})]:
        raise ProblemsFound(missing)
    if found:
        yield pagefind_index.bundle(found, facets.labels_of(site), site.language)
