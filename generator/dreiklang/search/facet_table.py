"""The facets of every page, as one small file that is loaded when somebody narrows a search.

The browser finds a page's row by the name of its fragment, which Pagefind gives with a hit, so
hits are counted and narrowed without loading them.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence

from dreiklang.search.documents import SearchDocument
from dreiklang.search.facets import FACETS, Facet, Labels

_SIGNATURE = b"pagefind_dcd"
_FRAGMENT = re.compile(r"fragment/(?P<id>.+)\.pf_fragment")


def fragments_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """The name of every page's fragment, by its address without the leading slash."""
    found = {}
    for name, content in files.items():
        if match := _FRAGMENT.fullmatch(name):
            fragment = json.loads(gzip.decompress(content).removeprefix(_SIGNATURE))
            found[fragment["url"].removeprefix("/")] = match["id"]
    return found


def table(
    documents: Sequence[SearchDocument], labels: Mapping[str, Labels], fragments: Mapping[str, str]
) -> bytes:
    """``{"parameters": {facet: word}, "values": {facet: [[word, label], …]}, "pages": {fragment: row}}``.

    The words are those of addresses. A row holds, per facet in the order of ``values``, the places
    of the page's values in them.
    """
    values = {facet.name: _ordered(facet, documents, labels.get(facet.name)) for facet in FACETS}
    places = {
        name: {value: place for place, (value, _) in enumerate(found)} for name, found in values.items()
    }
    content = {
        "parameters": {facet.name: facet.parameter for facet in FACETS},
        "values": {
            facet.name: [[facet.word(value, label), label] for value, label in values[facet.name]]
            for facet in FACETS
        },
        "pages": {
            fragments[document.url]: [
                [places[facet.name][value] for value in document.facets[facet.name]] for facet in FACETS
            ]
            for document in documents
        },
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _ordered(
    facet: Facet, documents: Sequence[SearchDocument], labels: Labels | None
) -> list[tuple[str, str]]:
    """The values that occur with their labels, in the order readers see them."""
    used = {value for document in documents for value in document.facets[facet.name]}
    if labels is None:
        return [(value, value) for value in sorted(used, reverse=True)]
    return [(value, label) for value, label in labels.items() if value in used]
