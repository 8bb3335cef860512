"""Show notes as Markdown: what the allow-list knows keeps its form, of the rest the words remain.

Text is escaped, so that nothing a stranger wrote becomes a reference, a block, HTML or a heading;
what cannot be said in Markdown, or must not stand on a page, is named in ``lost``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dreiklang.markup.link_targets import VAGUE
from dreiklang.markup.slugs import slug

_ESCAPED = re.compile(r"[\\`*_\[\]{}<~^]|&(?=#?\w+;)|==|\+\+|!(?=\[)|:(?=[\w+-]+:)")
_AT_START = re.compile(r"#|>|[+-](?=[\s+-])|\||:(?=\s)|=|/(?=//)|\?(?=\?\?)|!(?=!!)|\d{1,9}(?=[.)]\s)")
_BACKSLASH = set("\\`*_[]{}#>+-!")
"""Marks that a backslash before them turns into themselves (Python-Markdown); others become references."""
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*"}
_PLAIN = {
    "span", "u", "small", "font", "mark", "abbr", "q", "sub", "sup", "s", "del", "ins", "time", "kbd",
    "samp", "var", "dfn", "label", "html", "body", "wbr", "bdi", "bdo", "tbody", "thead", "tfoot", "tr", "td",
    "th", "caption",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "header", "footer", "main", "aside", "figure", "figcaption", "ul", "ol",
    "li", "blockquote", "pre", "hr", "table", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "details",
    "summary", "center", "address",
}  # fmt: skip
_SILENT = {"script", "style", "template", "noscript", "head", "title"}
_DEEPEST = 8
_SCHEMES = ("http", "https", "mailto", "tel")
_SPOKEN = ("transkript", "transcript")


def convert(html: str, base: str = "") -> tuple[str, tuple[str, ...]]:
    """Markdown of some HTML (or of plain text), and what was lost: names of elements, addresses.

    Relative addresses are meant from ``base``. The result has no heading above the second level.
    """
    if not is_markup(html):
        paragraphs = re.split(r"\n\s*\n", html.replace("\r\n", "\n"))
        rows = (["\n".join(_escaped(row) for row in text.split("\n"))] for text in paragraphs)
        return "\n\n".join(block for run in rows for block in _paragraph(run)), ()
    converter = _Converter(base)
    root = LexborHTMLParser(html).body
    blocks = list(converter.blocks(root, 0)) if root else []
    return "\n\n".join(blocks), tuple(dict.fromkeys(converter.lost))


def is_markup(text: str) -> bool:
    """True for a text with tags or entities of HTML."""
    return bool(_MARKUP.search(text))


def words(html: str) -> str:
    """The words alone, on one line."""
    root = LexborHTMLParser(html).body
    for node in root.css("script, style, template, noscript") if root else ():
        node.decompose()
    return " ".join((root.text(separator=" ") if root else "").split())


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda m: "".join(_mark(c) for c in m[0]), re.sub(r"\s+", " ", text))


def _mark(character: str) -> str:
    return f"\\{character}" if character in _BACKSLASH else f"&#{ord(character)};"


class _Converter:
    def __init__(self, base: str) -> None:
        self.lost: list[str] = []
        self._base = base
        self._level = 1
        self._make: dict[str, Callable[[LexborNode, int], Iterator[str]]] = {
            "ul": self._list, "ol": self._list, "blockquote": self._quote, "pre": self._code,
            "table": self._table, "hr": lambda _node, _level: iter(("* * *",)),
        }  # fmt: skip

    def blocks(self, parent: LexborNode, level: int) -> Iterator[str]:
        """Every block below a node; words between blocks are paragraphs of their own."""
        run: list[str] = []
        for node in parent.iter(include_text=True):
            if node.tag not in _BLOCKS or level > _DEEPEST:
                run.append(self._inline(node, level))
                continue
            yield from _paragraph(run)
            run = []
            yield from self._block(node, level + 1)
        yield from _paragraph(run)

    def _block(self, node: LexborNode, level: int) -> Iterator[str]:
        tag = node.tag or ""
        if re.fullmatch(r"h[1-6]", tag):
            yield from self._heading(node, level)
        elif tag in self._make:
            yield from self._make[tag](node, level)
        else:
            yield from self.blocks(node, level)

    def _heading(self, node: LexborNode, level: int) -> Iterator[str]:
        """Levels follow without a jump; in lists, and where a conversation would begin, bold words."""
        text = " ".join(_paragraph([self._inline(child, level) for child in node.iter(include_text=True)]))
        if not text:
            return
        if level > 2 or slug(text) in _SPOKEN:
            yield f"**{text.strip('*')}**"
            return
        self._level = min(max(int((node.tag or "h2")[1]), 2), self._level + 1)
        yield f"{'#' * self._level} {text}"

    def _list(self, node: LexborNode, level: int) -> Iterator[str]:
        items = []
        for number, item in enumerate(child for child in node.iter() if child.tag == "li"):
            mark = f"{number + 1}." if node.tag == "ol" else "-"
            content = "\n\n".join(self.blocks(item, level + 1))
            if content:
                content = re.sub(r"\n\n(?=(?:-|\d+\.) )", "\n", content)
                items.append(f"{mark:<4}" + re.sub(r"\n(?!\n)", "\n    ", content))
        if items:
            yield ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)

    def _quote(self, node: LexborNode, level: int) -> Iterator[str]:
        if content := "\n\n".join(self.blocks(node, level + 1)):
            yield "\n".join(f"> {row}".rstrip() for row in content.split("\n"))

    def _code(self, node: LexborNode, level: int) -> Iterator[str]:
        if content := node.text().strip("\n"):
            yield "\n".join(f"    {row}" for row in content.split("\n"))

    def _table(self, node: LexborNode, level: int) -> Iterator[str]:
        """A list of rows: tables of show notes lay out and seldom have headers."""
        self.lost.append("<table>")
        rows = [
            " · ".join(
                filter(None, (" ".join(_paragraph([self._inline(cell, level)])) for cell in row.iter()))
            )
            for row in node.css("tr")
        ]
        if rows := [row for row in rows if row]:
            yield "\n".join(f"-   {row}" for row in rows)

    def _inline(self, node: LexborNode, level: int) -> str:
        tag = node.tag or ""
        if tag == "-text":
            return _escaped(node.text())
        if tag == "br":
            return "\n"
        if tag in _SILENT or tag == "img":
            return self._shown(node) if tag == "img" else self._dropped(node, tag)
        if level > 3 * _DEEPEST:
            return _escaped(node.text())
        inner = "".join(self._inline(child, level + 1) for child in node.iter(include_text=True))
        if tag == "a":
            return self._link(node, inner)
        if tag in _EMPHASIS and inner.strip():
            mark, core = _EMPHASIS[tag], inner.strip()
            if "\n" in core or core.startswith("*"):
                return inner
            return inner.replace(core, f"{mark}{core}{mark}", 1)
        if tag == "code" and inner.strip():
            return f"<code>{inner.strip()}</code>"
        if tag not in _PLAIN | _BLOCKS | {*_EMPHASIS, "code"}:
            return self._dropped(node, tag) + inner
        return inner

    def _dropped(self, node: LexborNode, tag: str) -> str:
        if not tag.startswith("-"):
            source = node.attributes.get("src") or node.attributes.get("data") or ""
            self.lost.append(f"<{tag}> {source[:200]}".strip())
        return ""

    def _shown(self, node: LexborNode) -> str:
        """A picture elsewhere would be fetched from there by every reader: it becomes a link."""
        source, alt = node.attributes.get("src") or "", (node.attributes.get("alt") or "").strip()
        self.lost.append(f"<img> {source[:200]}".strip())
        return self._link_to(source, _escaped(alt)) if alt else ""

    def _link(self, node: LexborNode, inner: str) -> str:
        return self._link_to(node.attributes.get("href") or "", inner)

    def _link_to(self, href: str, inner: str) -> str:
        text = " ".join(inner.split())
        url = urljoin(self._base, re.sub(r"[\x00-\x20]+", "", href)) if href.strip() else ""
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme.lower() not in _SCHEMES:
            self.lost += [f"<a> {href[:200]}"] if href.strip() else []
            return inner
        if not text or slug(text) in {slug(word) for word in VAGUE}:
            text = f"{text} ({_escaped(parts.netloc or parts.path)})".strip()
        return f"[{text}]({re.sub('[^!#$%&*+,./0-9:;=?@A-Z_a-z~-]', _percent, url)})"


def _percent(m: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in m[0].encode())


def _paragraph(run: list[str]) -> Iterator[str]:
    """A paragraph from pieces; line breaks within it stay, empty lines do not."""
    rows = [" ".join(row.split()) for row in "".join(run).split("\n")]
    rows = [_at_start(row) for row in rows if row]
    if rows:
        yield "  \n".join(rows)


def _at_start(row: str) -> str:
    """What begins a line must not make a list, a heading or a block of it."""
    begin = _AT_START.match(row)
    if begin is None:
        return row
    head = f"{begin[0]}\\" if begin[0].isdigit() else _mark(begin[0])
    return head + row[begin.end() :]
