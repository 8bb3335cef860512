"""A recording at its host: fetched once, within limits, and asked what podcast apps ask."""

from __future__ import annotations

import http
from collections.abc import Callable, Iterator
from pathlib import Path

from dreiklang import fetch
from dreiklang.fetch import Answer, Limits, Reason, Unreachable
from dreiklang.ground.problems import Place, Problem

MOST_BYTES = 2_000_000_000
"""The largest recording that is fetched: a day in good quality."""

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

Progress = Callable[[int, int], None]
"""Is told the bytes fetched and, where the host says so, the whole (else 0)."""


class Failed(Exception):
    """A recording could not be fetched; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def problem(code: str, url: str, **values: object) -> Problem:
    """A problem of a host; its place is the address."""
    return Problem(code, Place(url), {"url": url} | values)


def download(url: str, target: Path, progress: Progress, most: int = MOST_BYTES) -> Answer:
    """Writes what lies at ``url`` into a file. Raises Failed when it is not whole, too large or too slow."""
    size = 0
    try:
        with fetch.opened(url, _limits(most)) as stream, target.open("wb") as file:
            for block in stream:
                size += len(block)
                file.write(block)
                progress(size, max(0, stream.answer.length))
            return stream.answer
    except Unreachable as error:
        raise Failed(_said(error, most)) from None


def questions(url: str, type: str, size: int) -> Iterator[Problem]:
    """What a host answers wrongly to what apps ask before and while they play.

    ``type`` and ``size`` are those of the file. Apple asks for HEAD and byte ranges (RFC 9110,
    sections 9.3.2 and 14).
    """
    head = _asked("HEAD", url)
    if head is None:
        yield problem("audio-host-head", url)
    else:
        if head.type not in TYPES[type]:
            yield problem("audio-host-type", url, type=head.type or "?", right=TYPES[type][0])
        if head.length != size:
            length = head.length if head.length >= 0 else "?"
            yield problem("audio-host-length", url, length=length, size=size)
    part = _asked("GET", url, Range="bytes=0-1")
    if part is None or (part.status, part.range) != (http.HTTPStatus.PARTIAL_CONTENT, f"bytes 0-1/{size}"):
        yield problem("audio-host-ranges", url)


def _asked(method: str, url: str, **headers: str) -> Answer | None:
    """What a host says before any content; None where it refuses."""
    try:
        with fetch.opened(url, _limits(MOST_BYTES), method=method, headers=headers) as stream:
            return stream.answer
    except Unreachable:
        return None


def _limits(most: int) -> Limits:
    return Limits(most, whole=False, silence=PATIENCE, slowest=SLOWEST)


def _said(error: Unreachable, most: int) -> Problem:
    said: dict[Reason, tuple[str, dict[str, object]]] = {
        Reason.ADDRESS: ("audio-host-address", {"at": error.at}),
        Reason.SILENT: ("audio-host-silent", {"reason": error.reason}),
        Reason.STATUS: ("audio-host-status", {"status": error.status}),
        Reason.REDIRECTS: ("audio-host-redirects", {"most": fetch.MOST_REDIRECTS}),
        Reason.LARGE: ("audio-host-large", {"most": most // 1_000_000}),
        Reason.SLOW: ("audio-host-slow", {}),
        Reason.CUT: ("audio-host-cut", {"size": error.size, "length": error.length}),
        Reason.PACKED: ("audio-host-packed", {}),
    }
    code, values = said[error.why]
    return problem(code, error.url, **values)
