"""What is known about a file of the project that is no text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class MediaFacts:
    """What was read from a file: path from the project's root, size in bytes, type.

    ``seconds``, ``bitrate`` (average bits of sound per second) and ``sha256`` (in hexadecimal
    digits) for recordings; ``width`` and ``height`` in pixels, ``colours`` (``rgb``, ``grey``,
    ``cmyk``; empty where unknown) and ``alpha`` (it may be transparent) for pictures; ``pages``
    and ``lacks`` for documents, what accessibility needs and the file does not state (``tags``,
    ``title``, ``language``; None where that is not known); ``digest`` names the content;
    ``sidecar`` holds alt, credit and licence of a picture written beside it (``bild.jpg.yml``).
    """

    path: str
    size: int
    type: str
    digest: str
    sha256: str = ""
    seconds: float | None = None
    bitrate: int | None = None
    width: int | None = None
    height: int | None = None
    colours: str = ""
    alpha: bool = False
    pages: int | None = None
    lacks: tuple[str, ...] | None = None
    sidecar: Mapping[str, str] = field(default_factory=dict)
