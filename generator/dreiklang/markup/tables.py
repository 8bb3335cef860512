"""Tables whose alignment is a class, so that a strict policy needs no style attributes."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor

_REFERENCE = re.compile(r"(\[\[[^\[\]|\\\n]{1,400})\|([^\[\]|\n]{0,300}\]\])")


class Tables(TableProcessor):
    """Python-Markdown's tables, with classes for alignment and scopes for header cells."""

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        """A header cell without words is an ordinary cell: an empty header misleads a listener."""
        super().run(parent, blocks)
        for cell in parent[-1].iter():
            if align := cell.attrib.pop("align", None):
                cell.set("class", f"align-{align}")
            if cell.tag == "th" and (cell.text or "").strip():
                cell.set("scope", "col")
            elif cell.tag == "th":
                cell.tag = "td"

    def _split(self, row: str) -> list[str]:
        """The bar in ``[[Name|text]]`` does not end a cell."""
        cells: list[str] = super()._split(  # type: ignore[misc]  # private, and unknown to its types
            _REFERENCE.sub(r"\1\\|\2", row) if "[[" in row else row
        )
        return cells


class TablesExtension(Extension):
    """Tables."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name Python-Markdown calls
        """In the place of the extension it replaces."""
        if "|" not in md.ESCAPED_CHARS:
            md.ESCAPED_CHARS.append("|")
        md.parser.blockprocessors.register(Tables(md.parser, {"use_align_attribute": True}), "table", 75)
