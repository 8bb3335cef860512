"""Python-Markdown's block stage without the questions whose answer is known.

Most blocks of a text are plain paragraphs, yet each of them is shown to some twenty processors
before the last one takes it. A block whose lines all begin like words is nothing else: it goes
straight to that last one. As a test shows on random texts, this changes no byte.
"""

from __future__ import annotations

import functools
import re
from typing import Any, Self
from xml.etree import ElementTree

import markdown
from markdown.blockparser import BlockParser

_WORD = r"(?:[^\W\d_]|[„“»›‚‘\"'(]|\d+(?![\d.)])|\*{1,2}(?=[^\W\d_])|\[(?!\^))"
_PLAIN = re.compile(rf"{_WORD}[^|\x02\n]*(?:\n{_WORD}[^|\x02\n]*)*\n*\Z")
"""What no processor but the last can take: each of the others looks for a mark or an indent at a
line's beginning, for ``|``, for a definition (``]:``) or for a placeholder (STX)."""

_KNOWN = {
    "abbr", "admonition", "blocks", "code", "defindent", "deflist", "details", "empty", "footnote",
    "hashheader", "hr", "indent", "markdown_block", "olist", "paragraph", "quote", "reference",
    "setextheader", "tabbed", "table", "ulist",
}  # fmt: skip
"""The processors for which this holds; with any other one every block takes the long way."""


class Converter(markdown.Markdown):
    """Python-Markdown with the shorter way through the block stage."""

    def build_parser(self) -> Self:
        """The stock processors, asked by our own parser."""
        super().build_parser()
        parser = Parser(self)
        parser.blockprocessors = self.parser.blockprocessors
        for processor in parser.blockprocessors:
            processor.parser = parser
        self.parser = parser
        return self


class Parser(BlockParser):
    """The stage itself; only the choice of a processor differs."""

    def parseBlocks(self, parent: ElementTree.Element, blocks: list[str]) -> None:  # noqa: N802
        """Gives every block to the first processor that takes it."""
        while blocks:
            # An open ``///`` block takes whatever follows, words too.
            if self._knows_all and not self._open and _PLAIN.match(blocks[0]) and "]:" not in blocks[0]:
                self.blockprocessors["paragraph"].run(parent, blocks)
            else:
                self._ask(parent, blocks)

    def _ask(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        for processor in self._processors:
            if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                return

    @functools.cached_property
    def _processors(self) -> list[Any]:
        return list(self.blockprocessors)

    @functools.cached_property
    def _knows_all(self) -> bool:
        return all(any(p is self.blockprocessors[n] for n in _KNOWN) for p in self._processors)

    @property
    def _open(self) -> bool:
        return bool(self.blockprocessors["blocks"].stack)  # type: ignore[attr-defined]  # pymdownx has no types
