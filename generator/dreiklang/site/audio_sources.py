"""Where recordings lie and what is known about them: the one answer that checks, pages and feeds share."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE
from dreiklang.content.podcast import Alternate, Audio, Episode, beside
from dreiklang.loading import file_types
from dreiklang.site import addresses
from dreiklang.site.site import Site


@dataclass(frozen=True)
class AudioSource:
    """One form of a recording; what is unknown is None or empty.

    ``url`` is whole; ``address`` is relative to the site and empty where the recording lies
    elsewhere: pages name what is on the same server by it, so that it plays wherever a copy of
    the site lies, and no policy has to name the server. ``path`` is the file it is or is named
    after, from the project's root; ``length`` in bytes, ``bitrate`` in bits per second,
    ``sha256`` in hexadecimal digits.
    """

    url: str
    address: str
    path: str
    type: str
    length: int | None = None
    seconds: float | None = None
    bitrate: int | None = None
    sha256: str = ""


def main_source(site: Site, episode: Entry[Episode]) -> AudioSource:
    """An episode's recording."""
    return source_of(site, episode, episode.fields.audio)


def alternate_sources(site: Site, episode: Entry[Episode]) -> tuple[AudioSource, ...]:
    """The same recording in other forms."""
    return tuple(source_of(site, episode, alternate) for alternate in episode.fields.audio.alternates)


def every_source(site: Site, episode: Entry[Episode]) -> Iterator[tuple[str, Audio | Alternate, AudioSource]]:
    """The recording and its other forms, each with the field it is written in."""
    audio = episode.fields.audio
    yield "audio", audio, source_of(site, episode, audio)
    for index, alternate in enumerate(audio.alternates):
        yield f"audio.alternates.{index}", alternate, source_of(site, episode, alternate)


def source_of(site: Site, episode: Entry[Episode], written: Audio | Alternate) -> AudioSource:
    """A form of a recording: measured where its file is here, else as its sidecar or the text says."""
    path = _path(site, episode, written)
    url = written.url or _base(site) + addresses.media(path)
    address = addresses.at_home(url, site.settings)
    type = file_types.TYPES.get(file_types.ending(path), "")
    facts = site.library.facts(path) if written.file else None
    if facts:
        known = facts.size, facts.seconds, facts.bitrate, facts.sha256
        return AudioSource(url, address, path, type, *known)
    stated = site.library.recordings.get(path)
    if stated:
        return AudioSource(
            url, address, path, type, stated.length, stated.seconds, stated.bitrate, stated.sha256 or ""
        )
    if isinstance(written, Audio):
        return AudioSource(url, address, path, type, written.length, written.seconds)
    return AudioSource(url, address, path, type)


def _path(site: Site, episode: Entry[Episode], written: Audio | Alternate) -> str:
    """The file a recording is, or after which its sidecar is named (or would be, where there is none)."""
    if written.file:
        return written.file
    known = site.library.recordings
    usual, own = beside(episode.path, str(written.url))
    for path in (usual, own):
        if path in known and known[path].url in (None, written.url):
            return path
    return own if usual in known else usual


def _base(site: Site) -> str:
    return site.settings.options.podcast.audio_base or site.settings.site.base


def foreign_host(site: Site, source: AudioSource) -> str:
    """The server that readers reach when they play it, where that is not the site's own; else empty."""
    found = urllib.parse.urlsplit(source.url).netloc
    return "" if found == urllib.parse.urlsplit(site.settings.site.url).netloc else found


def origins(site: Site) -> list[str]:
    """Scheme and host of every other server from which pages play recordings, sorted."""
    played = (main_source(site, episode) for episode in site.library.of(EPISODE))
    urls = [urllib.parse.urlsplit(source.url) for source in played if foreign_host(site, source)]
    return sorted({f"{parts.scheme}://{parts.netloc}" for parts in urls})
