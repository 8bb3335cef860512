"""A converted page while it is taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dreiklang.content.body import Reference
from dreiklang.ground.problems import Place, Problem
from dreiklang.markup.markdown_source import Source, key


@dataclass
class Draft:
    """The parsed HTML of a page beside its source, and what was found so far.

    ``token`` marks what the conversion made itself; ``trusted`` leaves an author's HTML alone.
    """

    tree: LexborHTMLParser
    source: Source
    language: str
    token: str
    trusted: bool = False
    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    _next: dict[str, int] = field(default_factory=dict)

    def nodes(self, selector: str) -> Iterator[LexborNode]:
        """Elements that match, in the order of the page."""
        yield from self.tree.css(selector)

    def problem(self, code: str, place: Place, **values: object) -> None:
        """Notes something wrong."""
        self.problems.append(Problem(code, place, values))

    def place_of(self, written: str) -> Place:
        """Where the next link or reference written like this stands; the page's start if nowhere."""
        name = key(written)
        found = self.source.destinations.get(name)
        if not found:
            return Place(self.source.file, self.source.line)
        at = self._next.get(name, 0)
        self._next[name] = at + 1
        return self.source.place(found[min(at, len(found) - 1)])


def text_of(node: LexborNode) -> str:
    """The words of an element, spaces made one."""
    return " ".join((node.text(deep=True) or "").split())


def attribute(node: LexborNode, name: str) -> str:
    """An attribute's value, or an empty text."""
    return node.attributes.get(name) or ""
