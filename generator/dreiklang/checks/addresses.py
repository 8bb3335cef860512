"""Every page has an address of its own, and former ones still lead somewhere."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import PODCAST, SEASON
from dreiklang.ground.problems import Problem
from dreiklang.settings import address_words
from dreiklang.site import addresses, archives
from dreiklang.site.site import Site

_FORMER = re.compile(r"(?:(?!\.)[\w.~,+-]{1,200}(?<!\.)/)+")
"""Segments that are a folder's name on every system; none hides, climbs or holds what a URL must escape."""


def addresses_are_unique(site: Site) -> Iterator[Problem]:
    """No two entries have one address, nor one that an overview or an archive needs."""
    # The podcast's own page is that of its entry.
    overviews = [name for name in address_words.OVERVIEWS if name != "podcast"]
    seen = {addresses.overview(name, site.settings): "–" for name in overviews}
    seen[addresses.subscribe(site.settings)] = "–"
    seen |= {addresses.archive_index(facet, site.settings): "–" for facet in archives.INDEXED}
    seen |= {year.address: "–" for year in archives.of_facet(site, ArchiveFacet.YEAR)}
    for entry in site.library.entries:
        address = site.address(entry)
        if address in seen:
            values = {"address": address, "other": seen[address]}
            yield Problem("address-twice", entry.place("id"), values)
        seen.setdefault(address, entry.path)


def former_addresses_are_free(site: Site) -> Iterator[Problem]:
    """A former address is neither in use again nor claimed twice."""
    taken = {site.address(entry): entry.path for entry in site.library.entries}
    taken |= {addresses.podcast_feed(site.settings): entry.path for entry in site.library.of(PODCAST)}
    taken |= {addresses.media(path): path for path in site.library.media}
    claimed = addresses.former(site.library, site.settings)
    for address, entry in itertools.chain(claimed, addresses.former_files(site.library)):
        if not _FORMER.fullmatch(f"{address.rstrip('/')}/"):
            yield Problem("former-address-bad", entry.place("former_addresses"), {"address": address})
        elif taken.get(address, entry.path) != entry.path:
            values = {"address": address, "other": taken[address]}
            yield Problem("former-address-taken", entry.place("former_addresses"), values)
        elif address in (site.address(entry), _feed(site, entry)):
            yield Problem("former-address-current", entry.place("former_addresses"), {"address": address})
        taken.setdefault(address, entry.path)


def _feed(site: Site, entry: Entry) -> str:
    """The present feed of a show or season."""
    if PODCAST.holds(entry):
        return addresses.podcast_feed(site.settings)
    return addresses.season_feed(entry, site.library, site.settings) if SEASON.holds(entry) else ""
