"""What directories refuse about recordings, and what apps cannot load."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import urlsplit

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE
from dreiklang.content.podcast import Alternate, Audio, Episode
from dreiklang.ground.problems import Problem
from dreiklang.loading import file_types
from dreiklang.site import addresses, audio_sources
from dreiklang.site.site import Site


def are_playable(site: Site, episode: Entry[Episode]) -> Iterator[Problem]:
    """Size, type and duration of every recording are known, and apps can play it."""
    for field, written, source in audio_sources.every_source(site, episode):
        file = written.file or urlsplit(str(written.url)).path
        endings = file_types.AUDIO if isinstance(written, Audio) else file_types.RECORDINGS
        if file_types.ending(file) not in endings:
            code = "feed-audio-type" if isinstance(written, Audio) else "feed-alternate-type"
            yield Problem(code, episode.place(field), {"file": file})
        elif written.file and not (source.length and source.seconds):
            yield Problem("feed-audio-facts", episode.place(field), {"file": file})


def names_are_plain(site: Site, episode: Entry[Episode]) -> Iterator[Problem]:
    """A recording's file name is plain ASCII: some apps fail on anything else."""
    for field, written, _ in audio_sources.every_source(site, episode):
        name = posixpath.basename(written.file) if written.file else str(written.url)
        if not name.isascii() or " " in name:
            yield Problem("feed-audio-name", episode.place(field), {"file": name})


def addresses_are_unique(site: Site) -> Iterator[Problem]:
    """Every form of every recording has an address of its own; apps take equal ones for one episode."""
    first: dict[str, Entry] = {}
    for episode in site.library.of(EPISODE):
        for field, written, source in audio_sources.every_source(site, episode):
            if source.url in first:
                values = {"value": _shown(written), "other": first[source.url].path}
                yield Problem("feed-enclosure-twice", episode.place(field), values)
            first.setdefault(source.url, episode)


def _shown(written: Audio | Alternate) -> str:
    return str(written.url) if written.url else addresses.media(str(written.file))
