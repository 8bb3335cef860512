"""Work spread over the machine's processors, in the order it was given.

Workers are forks of the running build: they see everything it has read, and nothing is sent to
them. Where forking is not safe (anywhere but Linux), or not worth it, the work is done here.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_WORTH_IT = 48
_AT_ONCE = 24
"""Pieces of work handed over together: neighbours may share what they need."""
_MOST = 4

_task: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def count(items: int) -> int:
    """How many workers ``items`` pieces of work are worth."""
    if sys.platform != "linux" or items < _WORTH_IT:
        return 1
    return min(_MOST, len(os.sched_getaffinity(0)))


def spread(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    first: int = 0,
    together: Callable[[Item], object] | None = None,
) -> list[Result]:
    """``work`` done to every item; results must survive pickling, items need not.

    The ``first`` items are done here before the workers begin, who inherit what was made ready for
    them. One worker does neighbours for which ``together`` gives the same name, unless they are many.
    Raises what ``work`` raises, and OSError when a worker ends before its work does (a machine
    without memory kills it).
    """
    number = count(len(items))
    if number == 1:
        return [work(item) for item in items]
    done = [work(item) for item in items[:first]]
    global _task  # forks inherit it: that is how work reaches them without being sent
    _task = (work, items)
    gc.freeze()  # what was read is shared with the forks as long as nobody counts it
    try:
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(number, fork, _end_with, (os.getpid(),)) as pool:
            for results in pool.map(_at, _portions(items, first, number, together)):
                done += results
        return done
    except BrokenProcessPool as error:
        raise OSError("a worker ended before its work did") from error
    finally:
        _task = None
        gc.unfreeze()


def _portions(
    items: Sequence[Item], first: int, number: int, together: Callable[[Item], object] | None
) -> Iterator[range]:
    """The indices from ``first`` on in portions: so many that no worker has to wait long for another."""
    size = max(1, min(_AT_ONCE, (len(items) - first) // (4 * number)))
    begin = first
    for end in range(first + 1, len(items)):
        name = together(items[end]) if together else None
        joined = name is not None and together is not None and together(items[end - 1]) == name
        if end - begin >= (2 * size if joined else size):
            yield range(begin, end)
            begin = end
    if begin < len(items):
        yield range(begin, len(items))


def pack(value: object) -> bytes:
    """A value as bytes: for another process of this build, or for this user's own build cache."""
    return pickle.dumps(value, protocol=5)


def unpack(packed: bytes) -> Any:
    """What ``pack`` has packed. Only for bytes of this user's own."""
    return pickle.loads(packed)  # noqa: S301 - see above


def _end_with(parent: int) -> None:
    """Lets a worker end with its build, however that ends (prctl, PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _at(portion: range) -> list[Any]:
    assert _task is not None  # noqa: S101 - set before the fork
    work, items = _task
    return [work(items[index]) for index in portion]
