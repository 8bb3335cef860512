"""What an import has to say: each kind of flaw once, with its number and where it first stands."""

from __future__ import annotations

from collections import Counter

from dreiklang.content.captions import clock
from dreiklang.ground.problems import Place, Problem
from dreiklang.importing.transcripts.segments import Segment


class Notes:
    """Collects flaws of a file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._first: dict[str, tuple[Segment, dict[str, object]]] = {}
        self._count: Counter[str] = Counter()

    def add(self, code: str, segment: Segment, **values: object) -> None:
        """One more flaw of a kind."""
        self._first.setdefault(code, (segment, values))
        self._count[code] += 1

    def problems(self) -> list[Problem]:
        """All kinds, in the order in which they were met."""
        return [
            Problem(
                code,
                Place(self._file, segment.line),
                {"count": self._count[code], "time": clock(segment.start or 0.0)} | values,
            )
            for code, (segment, values) in self._first.items()
        ]
