"""The facets of every page, as one small file that is loaded when somebody narrows a search.

The browser finds a page's row by the name of its fragment, which Pagefind gives with a hit, so
hits are counted and narrowed without loading them.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence

from dreiklang import addresses
from dreiklang.search.documents import Labels, SearchDocument

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


def table(documents: Sequence[SearchDocument], labels: Labels, fragments: Mapping[str, str]) -> bytes:
    """``{"values": {facet: [[word in addresses, label], …]}, "pages": {fragment: row}}``.

    A row holds, per facet in the order of ``values``, the places of the page's values in them.
    """
    rows = {document.url: _values(document) for document in documents}
    names = list(_values(documents[0]))
    values = {name: _ordered(name, [row[name] for row in rows.values()], labels) for name in names}
    places = {name: {value: place for place, value in enumerate(values[name])} for name in names}
    table = {
        "values": {name: [_named(name, value, labels) for value in values[name]] for name in names},
        "pages": {
            fragments[url]: [[places[name][value] for value in row[name]] for name in names]
            for url, row in rows.items()
        },
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()


def _values(document: SearchDocument) -> dict[str, tuple[str, ...]]:
    return {
        "voice": (document.voice or "other",),
        "kind": (document.kind,),
        "topic": document.topics,
        "region": document.regions,
        "season": (document.season,) if document.season else (),
        "year": (document.year,) if document.year else (),
    }


def _ordered(name: str, used: Sequence[tuple[str, ...]], labels: Labels) -> list[str]:
    """The values that occur, in the order of their labels; years from the newest."""
    found = {value for values in used for value in values}
    if name in labels:
        return [value for value in labels[name] if value in found]
    return sorted(found, reverse=True)


def _named(name: str, value: str, labels: Labels) -> list[str]:
    label = labels[name][value] if name in labels else value
    word = value if name in ("voice", "topic", "season", "year") else addresses.slug(label)
    return [word, label]
