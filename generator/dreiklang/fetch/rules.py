"""What may be asked of addresses, within which limits, and what can go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

SECONDS = 60.0
"""The longest a whole answer may take; of a recording, its beginning."""

MOST_BYTES = 50_000_000
MOST_REDIRECTS = 5

SILENCE = 15.0
"""Seconds without a byte until a server counts as silent."""


class Reason(StrEnum):
    """Why an address gives nothing usable."""

    ADDRESS = "address"
    """It is none that may be asked, or leads to one."""
    SILENT = "silent"
    """Nobody answers, or not in a way that can be read."""
    STATUS = "status"
    REDIRECTS = "redirects"
    LARGE = "large"
    SLOW = "slow"
    CUT = "cut"
    """The server promised another number of bytes than it sent."""
    PACKED = "packed"
    """The content is compressed, which nobody asked for: what it unpacks to has no limit."""


class Unreachable(Exception):
    """An address that gives nothing usable.

    ``reason`` is short and technical, ``why`` its kind. ``at`` is where a chain of redirects ended,
    ``status`` that of HTTP, ``size`` and ``length`` are the bytes sent and promised.
    """

    def __init__(
        self, url: str, reason: str, why: Reason = Reason.SILENT, *, at: str = "", status: int = 0,
        size: int = 0, length: int = 0,
    ) -> None:  # fmt: skip
        # A server's own words may stand in a reason: they are shown, and must not steer a terminal.
        self.reason = "".join(c for c in " ".join(reason.split()) if c.isprintable())[:200]
        super().__init__(f"{url}: {self.reason}")
        self.url = url
        self.why = why
        self.at = at or url
        self.status = status
        self.size = size
        self.length = length


@dataclass(frozen=True)
class Limits:
    """``most`` bytes; ``seconds`` for the beginning of an answer, and for all of it where it is ``whole``.

    ``silence`` is the longest wait for the next byte in seconds; from then on at least ``slowest``
    bytes a second must have come on the average.
    """

    most: int = MOST_BYTES
    seconds: float = SECONDS
    whole: bool = True
    silence: float = SILENCE
    slowest: int = 0


def is_address(text: str) -> bool:
    """True for an http or https address."""
    try:
        return text.lower().startswith(("http://", "https://")) and bool(urlsplit(text).hostname)
    except ValueError:
        return False


def may_be_asked(url: str) -> bool:
    """True for what looks like an address of the web; names and paths in it are ASCII (RFC 3986, 2)."""
    return url.lower().startswith(("http://", "https://")) and url.isascii()
