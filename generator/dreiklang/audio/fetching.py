"""A recording at its host: fetched once, within limits, and asked what podcast apps ask."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dreiklang.problems import Place, Problem

MOST_BYTES = 2_000_000_000
"""The largest recording that is fetched: a day in good quality."""

MOST_REDIRECTS = 5
PATIENCE = 30.0
"""Seconds without a byte until a host counts as silent."""

SLOWEST = 2_000
"""Bytes per second, on the average after ``PATIENCE``, below which fetching makes no sense."""

TYPES = {
    "audio/mpeg": ("audio/mpeg",),
    "audio/mp4": ("audio/mp4", "audio/x-m4a"),
    "audio/ogg": ("audio/ogg", "audio/opus"),
}
"""Types that a host may name, by what the file is."""

_MOVED = (301, 302, 303, 307, 308)

Progress = Callable[[int, int], None]
"""Is told the bytes fetched and, where the host says so, the whole (else 0)."""


class Failed(Exception):
    """A recording could not be fetched; carries the problem."""

    def __init__(self, code: str, url: str, **values: object) -> None:
        self.problem = problem(code, url, **values)
        super().__init__(str(self.problem))


@dataclass(frozen=True)
class Answer:
    """What a host said: status, media type without parameters, length and range; -1 for no length."""

    status: int
    type: str
    length: int
    range: str = ""


def problem(code: str, url: str, **values: object) -> Problem:
    """A problem of a host; its place is the address."""
    return Problem(code, Place(url), {"url": url} | values)


def download(url: str, target: Path, progress: Progress, most: int = MOST_BYTES) -> Answer:
    """Writes what lies at ``url`` into a file. Raises Failed when it is not whole, too large or too slow."""
    with _opened("GET", url) as response, target.open("wb") as file:
        answer = _answer(response)
        if answer.length > most:
            raise Failed("audio-host-large", url, most=most // 1_000_000)
        start, size = time.monotonic(), 0
        for block in _blocks(response, url):
            size += len(block)
            if size > most:
                raise Failed("audio-host-large", url, most=most // 1_000_000)
            spent = time.monotonic() - start
            if spent > PATIENCE and size / spent < SLOWEST:
                raise Failed("audio-host-slow", url)
            file.write(block)
            progress(size, max(0, answer.length))
    if 0 <= answer.length != size:
        raise Failed("audio-host-cut", url, size=size, length=answer.length)
    return answer


def _blocks(response: Any, url: str) -> Iterator[bytes]:
    """The content as it comes: waiting for whole blocks would let a slow host hold us for days."""
    while True:
        try:
            block = response.read1(1 << 16)
        except (OSError, http.client.HTTPException) as error:
            raise Failed("audio-host-silent", url, reason=_reason(error)) from None
        if not block:
            return
        yield block


def questions(url: str, type: str, size: int) -> Iterator[Problem]:
    """What a host answers wrongly to what apps ask before and while they play.

    ``type`` and ``size`` are those of the file. Apple asks for HEAD and byte ranges (RFC 9110,
    sections 9.3.2 and 14).
    """
    try:
        with _opened("HEAD", url) as response:
            head = _answer(response)
    except Failed:
        yield problem("audio-host-head", url)
    else:
        if head.type not in TYPES[type]:
            yield problem("audio-host-type", url, type=head.type or "?", right=TYPES[type][0])
        if head.length != size:
            yield problem(
                "audio-host-length", url, length=head.length if head.length >= 0 else "?", size=size
            )
    try:
        with _opened("GET", url, Range="bytes=0-1") as response:
            part = _answer(response)
    except Failed:
        part = Answer(0, "", -1)
    if part.status != http.HTTPStatus.PARTIAL_CONTENT or part.range != f"bytes 0-1/{size}":
        yield problem("audio-host-ranges", url)


def _answer(response: Any) -> Answer:
    headers = response.headers
    length = headers.get("Content-Length", "")
    return Answer(
        response.status,
        headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        int(length) if length.isascii() and length.isdigit() and len(length) < 19 else -1,
        headers.get("Content-Range", "").strip(),
    )


def _opened(method: str, url: str, **headers: str) -> Any:
    """The answer to a request, after a bounded number of redirects."""
    at = url
    for _ in range(MOST_REDIRECTS + 1):
        if not at.startswith(("https://", "http://")) or not at.isascii():
            raise Failed("audio-host-address", url, at=at)
        try:
            request = urllib.request.Request(  # noqa: S310 - https and http alone, checked above
                at,
                headers={"Accept-Encoding": "identity", "User-Agent": "dreiklang"} | headers,
                method=method,
            )
            return _opener().open(request, timeout=PATIENCE)
        except urllib.error.HTTPError as error:
            error.close()
            place = error.headers.get("Location")
            if error.code not in _MOVED or not place:
                raise Failed("audio-host-status", url, status=error.code) from None
            at = _joined(at, place, url)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Failed("audio-host-silent", url, reason=_reason(error)) from None
    raise Failed("audio-host-redirects", url, most=MOST_REDIRECTS)


def _opener() -> urllib.request.OpenerDirector:
    """Opens https and http, and raises what is no success; redirects are followed by us.

    urllib's own handler would also go on to ftp and read a redirect's content without bound.
    """
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _joined(at: str, place: str, url: str) -> str:
    try:
        return urllib.parse.urljoin(at, place.strip())
    except ValueError:
        raise Failed("audio-host-address", url, at=place) from None


def _reason(error: Exception) -> str:
    """What the system says, in one line."""
    reason = getattr(error, "reason", None) or error
    return " ".join(str(reason).split()) or type(error).__name__
