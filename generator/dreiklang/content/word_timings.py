"""Times within a turn, kept small: a site may know millions of them."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, overload


class WordTiming(NamedTuple):
    """A time known within a turn, in seconds: from the character at ``offset`` on."""

    offset: int
    start: float
    end: float | None = None


class WordTimings(Sequence[WordTiming]):
    """A row of marks that takes 24 bytes a mark and equals the tuple of the same marks.

    As objects they would take six times as much, and as long to be sent from the processes that
    read files and to be remembered between builds.
    """

    __slots__ = ("_packed",)

    def __init__(self, marks: Iterable[WordTiming] = ()) -> None:
        packed = array("d")
        for offset, start, end in marks:
            packed.append(offset)
            packed.append(start)
            packed.append(math.nan if end is None else end)
        self._packed = packed

    def __len__(self) -> int:
        return len(self._packed) // 3

    def __iter__(self) -> Iterator[WordTiming]:
        for offset, start, end in self.rows():
            yield WordTiming(int(offset), start, None if end != end else end)

    @overload
    def __getitem__(self, index: int) -> WordTiming: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[WordTiming, ...]: ...
    def __getitem__(self, index: int | slice) -> WordTiming | tuple[WordTiming, ...]:
        return tuple(self)[index]

    @property
    def starts(self) -> Sequence[float]:
        """When each mark begins, in seconds."""
        return self._packed[1::3]

    def packed(self) -> bytes:
        """Offset, start and end of each mark, eight bytes each."""
        return self._packed.tobytes()

    def rows(self) -> Iterator[tuple[float, float, float]]:
        """Offset, start and end of each mark as they are packed: an unknown end is not a number."""
        values = iter(self._packed)
        return zip(values, values, values, strict=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordTimings | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpacked, (self._packed,)


def starts(marks: Sequence[WordTiming]) -> Sequence[float]:
    """When the marks begin, in seconds, without an object for each."""
    return marks.starts if isinstance(marks, WordTimings) else [mark.start for mark in marks]


def packed(marks: Sequence[WordTiming]) -> bytes:
    """The marks as bytes: equal for equal marks."""
    return (marks if isinstance(marks, WordTimings) else WordTimings(marks)).packed()


def _unpacked(packed: array[float]) -> WordTimings:
    marks = WordTimings()
    marks._packed = packed
    return marks
