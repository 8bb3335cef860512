"""The search: content becomes documents, documents become an index that a browser can read."""

from __future__ import annotations

from collections.abc import Iterator

from dreiklang.outputs import Bundle, Output
from dreiklang.search import documents, facets, index
from dreiklang.site import Site


def outputs(site: Site) -> Iterator[Output | Bundle]:
    """The index of every published page; nothing for a site without pages."""
    found = documents.of(site)
    if found:
        yield index.bundle(found, facets.labels_of(site), site.language)
