"""What feeds say about files: recordings and pictures, by absolute address."""

from __future__ import annotations

import base64
import posixpath
from dataclasses import dataclass

from dreiklang.content.entries import Entry
from dreiklang.content.fields import Image
from dreiklang.content.file_facts import MediaFacts
from dreiklang.content.podcast import Episode
from dreiklang.feeds.formats.rss import Enclosure
from dreiklang.site import addresses, audio_sources
from dreiklang.site.audio_sources import AudioSource
from dreiklang.site.site import Site

AUDIO_TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a"}
"""File endings of recordings that podcast apps play everywhere, with the type Apple names."""

_FORM_TYPES = AUDIO_TYPES | {".opus": "audio/ogg; codecs=opus"}
"""Types of other forms; Ogg alone would not say what is in it (RFC 7845, section 9)."""

_NAMES = {".mp3": "MP3", ".m4a": "AAC", ".opus": "Opus"}

ARTWORK_TYPES = ("image/jpeg", "image/png")
ARTWORK_PIXELS = (1400, 3000)
"""Least and most width and height of square artwork (PSP-1; Apple)."""

_OPEN = ("cc ", "cc-", "cc0", "public domain", "gemeinfrei", "pdm", "dl-de", "odc", "unsplash")


@dataclass(frozen=True)
class Recording:
    """An episode's recording: enclosure and duration in seconds."""

    enclosure: Enclosure
    seconds: float


@dataclass(frozen=True)
class Alternative:
    """A form of a recording for ``podcast:alternateEnclosure`` (podcast namespace 1.0).

    ``length`` in bytes, ``bitrate`` in bits per second; ``integrity`` as Subresource Integrity
    has it (W3C SRI, section 3.5), empty where the file's SHA-256 is unknown.
    """

    url: str
    length: int
    type: str
    bitrate: int | None
    title: str
    integrity: str


def recording(site: Site, episode: Entry[Episode]) -> Recording | None:
    """The recording of an episode; None where its facts are unknown or apps cannot play it."""
    source = audio_sources.main_source(site, episode)
    type = AUDIO_TYPES.get(ending(source.path))
    if not type or not source.length or not source.seconds:
        return None
    return Recording(Enclosure(counted(site, source.url), source.length, type), source.seconds)


def primary(site: Site, episode: Entry[Episode]) -> Alternative | None:
    """The recording itself, as the first of its forms; None where it has no enclosure."""
    found = recording(site, episode)
    source = audio_sources.main_source(site, episode)
    return _alternative(site, source, found.enclosure.type) if found else None


def alternates(site: Site, episode: Entry[Episode]) -> tuple[Alternative, ...]:
    """The other forms of a recording, as written; those whose length is unknown are left out."""
    written = episode.fields.audio.alternates
    found = []
    for alternate, source in zip(written, audio_sources.alternate_sources(site, episode), strict=True):
        made = _alternative(site, source, _FORM_TYPES.get(ending(source.path), ""), alternate.title)
        found += [made] if made and made.type else []
    return tuple(found)


def _alternative(site: Site, source: AudioSource, type: str, title: str = "") -> Alternative | None:
    if not source.length:
        return None
    name = _NAMES.get(ending(source.path), "")
    rate = f", {round(source.bitrate / 1000)} kbit/s" if source.bitrate else ""
    digest = base64.b64encode(bytes.fromhex(source.sha256)).decode()
    return Alternative(
        url=counted(site, source.url),
        length=source.length,
        type=type,
        bitrate=source.bitrate,
        title=title or f"{name}{rate}",
        integrity=f"sha256-{digest}" if digest else "",
    )


def counted(site: Site, url: str) -> str:
    """The address as feeds give it: behind the counting service, where there is one.

    The services take https addresses without their scheme and need that of http ones, else they
    would send listeners to https (Open Podcast Prefix Project, op3.dev, "Setup").
    """
    prefix = site.settings.options.podcast.measuring_prefix
    return prefix + url.removeprefix("https://") if prefix else url


def ending(path: str) -> str:
    """A file's ending in lower case: ``.mp3``."""
    return posixpath.splitext(path)[1].lower()


def url(site: Site, path: str) -> str:
    """Where a file of the project is published, as whole URL."""
    return addresses.absolute(addresses.media(path), site.settings)


def picture(site: Site, image: Image | None) -> MediaFacts | None:
    """A picture that may leave the site: known, and under a licence that lets it travel."""
    facts = site.library.facts(image.file) if image else None
    if not image or not facts:
        return None
    return facts if is_open(image.licence or facts.sidecar.get("licence", "")) else None


def is_open(licence: str) -> bool:
    """True for licences under which others may show a picture; feeds are shown by others."""
    return licence.casefold().startswith(_OPEN)


def is_artwork(facts: MediaFacts) -> bool:
    """True for a picture of a size, type and colour space that podcast directories take."""
    return facts.type in ARTWORK_TYPES and has_artwork_size(facts) and is_rgb(facts)


def has_artwork_size(facts: MediaFacts) -> bool:
    """True for a square picture, neither too small nor too large."""
    least, most = ARTWORK_PIXELS
    return facts.width == facts.height and facts.width is not None and least <= facts.width <= most


def is_rgb(facts: MediaFacts) -> bool:
    """True for a picture in RGB, and for one whose colours nobody read."""
    return facts.colours in ("", "rgb")
