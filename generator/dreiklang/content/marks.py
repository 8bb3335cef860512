"""Times within a turn, kept small: a site may know millions of them."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, overload


class Mark(NamedTuple):
    """A time known within a turn, in seconds: from the character at ``offset`` on."""

    offset: int
    start: float
    end: float | None = None


class Marks(Sequence[Mark]):
    """A row of marks that takes 24 bytes a mark and equals the tuple of the same marks.

    As objects they would take six times as much, and as long to be sent from the processes that
    read files and to be remembered between builds.
    """

    __slots__ = ("_packed",)

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        packed = array("d")
        for offset, start, end in marks:
            packed.append(offset)
            packed.append(start)
            packed.append(math.nan if end is None else end)
        self._packed = packed

    def __len__(self) -> int:
        return len(self._packed) // 3

    def __iter__(self) -> Iterator[Mark]:
        values = iter(self._packed)
        for offset, start, end in zip(values, values, values, strict=True):
            yield Mark(int(offset), start, None if end != end else end)

    @overload
    def __getitem__(self, index: int) -> Mark: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Mark, ...]: ...
    def __getitem__(self, index: int | slice) -> Mark | tuple[Mark, ...]:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Marks | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpacked, (self._packed,)


def _unpacked(packed: array[float]) -> Marks:
    marks = Marks()
    marks._packed = packed
    return marks
