"""The text of a page, read once: converted, and taken apart with positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dreiklang.content.word_timings import WordTiming

__all__ = ["Block", "Body", "Heading", "Reference", "Section", "Turn", "WordTiming"]


@dataclass(frozen=True)
class Heading:
    """A heading with its anchor. ``line`` counts from 1 in the source file."""

    level: int
    id: str
    text: str
    line: int


@dataclass(frozen=True)
class Reference:
    """Something the text points to.

    ``kind`` is ``name`` (``[[…]]``), ``embed`` (``![[…]]``), ``file`` (a link to a file of the
    project), ``media`` (a picture or other file shown) or ``web`` (an address elsewhere).
    ``target`` is the name as written, the path from the project's root, or the address.
    """

    kind: str
    target: str
    fragment: str
    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Block:
    """A typed block: ``quote``, ``recommendation``, ``key-message`` or ``definition``."""

    kind: str
    id: str
    html: str
    text: str
    line: int
    attributes: tuple[tuple[str, str], ...] = ()

    def attribute(self, name: str) -> str:
        """The value written for an attribute of the block, or an empty text."""
        return dict(self.attributes).get(name, "")


@dataclass(frozen=True)
class Section:
    """What stands below one heading of the second level (``id`` is empty before the first).

    ``kind`` is ``introduction``, ``implementation``, ``self-assessment``, ``report``,
    ``transcript`` or empty. ``html`` is what follows the heading; ``title`` its plain text.
    """

    kind: str
    id: str
    title: str
    html: str

    @property
    def spoken(self) -> bool:
        """True where the words are the turns of a conversation."""
        return self.kind == "transcript" and not self.html.strip()


class Turn(NamedTuple):
    """One contribution to a conversation; times in seconds. The stored unit of a transcript.

    ``marks`` are the times known within it (of segments or words), in order of their offsets.
    A known time is a number of seconds; what nobody knows is None, never a guess.
    """

    speaker: str
    start: float
    text: str
    anchor: str
    line: int = 0
    end: float | None = None
    marks: Sequence[WordTiming] = ()


@dataclass(frozen=True)
class Body:
    """A page's text.

    ``html`` is sanitised and its links are bound late: ``href="dk:…"`` stands for a target
    whose address is decided when the page is put together (``markup/late_links.py``).
    """

    html: str = ""
    text: str = ""
    digest: str = ""
    words: int = 0
    line: int = 1
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    turns: tuple[Turn, ...] = field(default=())
