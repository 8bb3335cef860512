"""Files that are published beside the pages: pictures, recordings, downloads, transcripts."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator

from dreiklang.content.entries import Entry
from dreiklang.content.file_facts import MediaFacts
from dreiklang.content.kinds import EPISODE
from dreiklang.ground.outputs import Content, Output, digest
from dreiklang.ground.problems import Problem
from dreiklang.media import pictures, transcripts, used_files
from dreiklang.site import addresses, former_addresses
from dreiklang.site.site import Site

_ACTIVE_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "text/javascript",
    "application/javascript",
    "text/xml",
)


def outputs(site: Site) -> Iterator[Output]:
    """Every file that published content refers to, then transcripts and chapters."""
    for path, entry in _files(site).items():
        facts = site.library.media[path]
        make = functools.partial(_content, site, facts)
        yield Output(addresses.media(path), digest("media", facts.type, facts.digest), make, entry.path)
    yield from _former(site)
    yield from former_addresses.copies(transcripts.outputs(site), site.settings)


def _former(site: Site) -> Iterator[Output]:
    """Recordings at addresses they once had: apps have stored them and follow no page."""
    for path, entry in addresses.former_files(site.library):
        facts = site.library.media.get(entry.fields.audio.file or "") if EPISODE.holds(entry) else None
        if facts:
            make = functools.partial(_content, site, facts)
            yield Output(path, digest("media", facts.type, facts.digest), make, entry.path)


def checks(site: Site) -> Iterator[Problem]:
    """Files that would share an address, and files that a browser would run."""
    found = _files(site)
    by_address: dict[str, list[str]] = defaultdict(list)
    for path in found:
        by_address[addresses.media(path)].append(path)
        if site.library.media[path].type in _ACTIVE_TYPES:
            yield Problem("media-active", found[path].place(), {"file": path})
    for address, paths in by_address.items():
        for path in paths[1:]:
            values = {"file": path, "other": paths[0], "address": address}
            yield Problem("media-collision", found[path].place(), values)


def _files(site: Site) -> dict[str, Entry]:
    return used_files.files(site.library, with_recordings=not site.settings.options.podcast.audio_base)


def _content(site: Site, facts: MediaFacts) -> Content:
    path = site.root / facts.path
    if facts.type in pictures.RASTER or facts.type == pictures.DRAWING:
        return pictures.published(path, facts.type)
    return path
