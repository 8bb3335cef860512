"""Words of archives, read from the addresses of a published site: a map of pages does not name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.site import addresses, archives
from dreiklang.site.site import Site

_NUMBERED = re.compile(r"([a-z0-9-]+)-\d+")


def changed_words(site: Site, known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Options of words with the words at ``known`` addresses, where they differ from today's.

    A word is recognised by what stands below it: the same Länder, places or topics as today.
    """
    below: dict[str, set[str]] = defaultdict(set)
    event = addresses.overview("event", site.settings)
    for address in known:
        match address.removeprefix(event).strip("/").split("/"):
            case [word, value, *rest] if address.startswith(event) and not word.isdigit():
                below[word].add(value)
                if rest and (numbered := _NUMBERED.fullmatch(rest[0])):
                    yield "page_number", numbered[1]
    words = {
        facet: addresses.facet_word(facet, site.settings)
        for facet in ArchiveFacet
        if facet is not ArchiveFacet.YEAR
    }
    unknown = sorted(below.keys() - set(words.values()))
    for facet, word in words.items():
        values = {archive.address.split("/")[-2] for archive in archives.of_facet(site, facet)}
        shared = {other: len(values & below[other]) for other in unknown}
        if word not in below and any(shared.values()):
            found = max(unknown, key=lambda other: shared[other])
            unknown.remove(found)
            yield f"event_{facet}", found
