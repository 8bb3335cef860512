"""What an address answers, block by block, each within its time.

A thread of its own asks and reads. A server can make every single wait short and all of them
together endless (a letter of a header every few seconds); who waits here looks at the clock alone.
"""

from __future__ import annotations

import contextlib
import http.client
import queue
import threading
import time
from collections.abc import Iterator, Mapping

from dreiklang.fetch import connecting
from dreiklang.fetch.connecting import Answer, Line, Request
from dreiklang.fetch.rules import Limits, Reason, Unreachable

_BLOCK = 1 << 16
_WAITING = 8
"""Blocks read ahead; a faster server waits."""

_Item = Answer | bytes | Unreachable | None


@contextlib.contextmanager
def opened(
    url: str, limits: Limits, *, method: str = "GET", public: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Iterator[Stream]:  # fmt: skip
    """The answer of an address, to be read. Raises Unreachable here and while it is read."""
    request = Request(url, limits, Line(public), method, headers or {})
    items: queue.Queue[_Item] = queue.Queue(_WAITING)
    threading.Thread(target=_work, args=(request, items), daemon=True).start()
    try:
        yield Stream(request, items)
    finally:
        request.line.hang_up()


class Stream:
    """An answer and, when iterated over, its content in blocks."""

    def __init__(self, request: Request, items: queue.Queue[_Item]) -> None:
        self._request = request
        self._items = items
        self._begin = time.monotonic()
        first = self._next(request.limits.seconds)
        assert isinstance(first, Answer)  # noqa: S101 - the first thing that comes, or Unreachable
        self.answer = first
        if request.method != "HEAD" and first.length > request.limits.most:
            raise self._large()
        self._read = time.monotonic()

    def __iter__(self) -> Iterator[bytes]:
        """The content. Raises Unreachable for too much, too slow, and for less than was promised."""
        limits, size = self._request.limits, 0
        while isinstance(block := self._next(self._patience()), bytes):
            size += len(block)
            if size > limits.most:
                raise self._large()
            spent = time.monotonic() - self._read
            if limits.slowest and spent > limits.silence and size / spent < limits.slowest:
                raise Unreachable(self._request.url, f"< {limits.slowest} B/s", Reason.SLOW)
            yield block
        if 0 <= self.answer.length != size:
            reason = f"{size} < {self.answer.length} B"
            raise Unreachable(self._request.url, reason, Reason.CUT, size=size, length=self.answer.length)

    def _patience(self) -> float:
        limits = self._request.limits
        if not limits.whole:
            return limits.silence
        return min(limits.silence, max(0.0, self._begin + limits.seconds - time.monotonic()))

    def _next(self, patience: float) -> Answer | bytes | None:
        try:
            item = self._items.get(timeout=patience)
        except queue.Empty:
            waited = max(patience, time.monotonic() - self._begin)
            raise Unreachable(self._request.url, f"> {waited:.0f} s") from None
        if isinstance(item, Unreachable):
            raise item
        return item

    def _large(self) -> Unreachable:
        return Unreachable(self._request.url, f"> {self._request.limits.most} B", Reason.LARGE)


def _work(request: Request, items: queue.Queue[_Item]) -> None:
    """Puts the answer, the blocks and None; or what went wrong. Ends when nobody listens any more."""
    try:
        for item in _read(request):
            if not _put(request, items, item):
                return
    except Unreachable as error:
        _put(request, items, error)
    except Exception as error:  # a reader that died would leave us waiting
        _put(request, items, Unreachable(request.url, connecting.in_one_line(error)))


def _read(request: Request) -> Iterator[_Item]:
    response, answer = connecting.ask(request)
    with response:
        yield answer
        try:
            # As it comes: waiting for whole blocks would let a slow host hold us for days.
            while request.method != "HEAD" and (block := response.read1(_BLOCK)):
                yield block
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Unreachable(request.url, connecting.in_one_line(error)) from None
    yield None


def _put(request: Request, items: queue.Queue[_Item], item: _Item) -> bool:
    while not request.line.ended:
        try:
            items.put(item, timeout=0.5)
        except queue.Full:
            continue
        return True
    return False
