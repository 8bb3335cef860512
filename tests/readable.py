"""HTML laid out for people who compare: one block a line, indented; drawings of the theme as ``…``."""

from __future__ import annotations

import html.parser
import re

BLOCKS = set(
    "address article aside blockquote body caption colgroup dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav noscript ol p section summary "
    "table tbody td template tfoot th thead tr ul".split()
)
"""Elements that begin a line of their own."""
_DRAWING = re.compile(r'(<svg class="(?:icon|sym|[\w-]+__art)"[^>]*>).*?(</svg>)', re.DOTALL)
VOID = set("area base br col embed hr img input link meta source track wbr".split())


def readable(markup: str) -> str:
    """The same HTML, each block on its line; what stands in ``<pre>`` and ``<script>`` is left alone."""
    printer = _Printer()
    printer.feed(_DRAWING.sub(r"\1…\2", markup))
    printer.close()
    return "\n".join([*printer.lines, printer.line]).strip() + "\n"


class _Printer(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.lines: list[str] = []
        self.line = ""
        self.depth = 0
        self.verbatim = 0
        self.opened: list[int] = []
        """For each open block the number of the line it began on."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        block = tag in BLOCKS and not self.verbatim
        if block:
            self._break()
        self._write(re.sub(r"\s+", " ", self.get_starttag_text() or ""))
        if tag in {"pre", "script"}:
            self.verbatim += 1
        if block and tag not in VOID:
            self.opened.append(len(self.lines))
            self.depth += 1

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        if tag in {"pre", "script"}:
            self.verbatim -= 1
        block = tag in BLOCKS and not self.verbatim
        if block:
            self.depth -= 1
            if self.opened.pop() != len(self.lines):
                self._break()
        self._write(f"</{tag}>")
        if block:
            self._break()

    def handle_data(self, data: str) -> None:
        if self.verbatim:
            self.line += data
            return
        first, *others = re.split(r"\s*\n\s*", data)
        self._write(re.sub(r"\s+", " ", first))
        for part in others:
            self._break()
            self._write(re.sub(r"\s+", " ", part))

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._write(f"<!--{data}-->")

    def _write(self, text: str) -> None:
        if not self.line:
            text = text.lstrip(" ")
            self.line = "  " * self.depth if text else ""
        self.line += text

    def _break(self) -> None:
        if self.line.strip():
            self.lines.append(self.line.rstrip())
        self.line = ""
