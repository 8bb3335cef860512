"""What feeds say about files: recordings and pictures, by absolute address."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import urlsplit

from dreiklang import addresses
from dreiklang.content.fields import Image
from dreiklang.content.library import Entry, MediaFacts
from dreiklang.feeds.rss import Enclosure
from dreiklang.site import Site

AUDIO_TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a"}
"""File endings of recordings that podcast apps play everywhere, with the type Apple names."""

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


def primary(site: Site, episode: Entry) -> Alternative | None:
    """The recording itself, as the first of its forms; None where it has no enclosure."""
    return None


def alternates(site: Site, episode: Entry) -> tuple[Alternative, ...]:
    """The other forms of a recording, as written; those whose length is unknown are left out."""
    return ()


def recording(site: Site, episode: Entry) -> Recording | None:
    """The recording of an episode; None where its facts are unknown or apps cannot play it."""
    audio = episode.fields.audio
    type = AUDIO_TYPES.get(ending(audio.file or urlsplit(audio.url).path))
    if audio.url:
        return Recording(Enclosure(audio.url, audio.length, type), audio.seconds) if type else None
    facts = site.library.facts(audio.file)
    if not facts or not facts.seconds or not type:
        return None
    return Recording(Enclosure(url(site, facts.path), facts.size, type), facts.seconds)


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
    """True for a square picture of a size and type that podcast directories take."""
    least, most = ARTWORK_PIXELS
    fits = facts.width == facts.height and facts.width is not None and least <= facts.width <= most
    return fits and facts.type in ARTWORK_TYPES
