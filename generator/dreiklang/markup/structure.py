"""A converted page taken apart: anchors, headings and sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from dreiklang.content.body import Heading, Section
from dreiklang.ground.problems import Place
from dreiklang.markup import block_syntax, plain_text, slugs
from dreiklang.markup.draft import Draft, attribute
from dreiklang.markup.markdown_source import letters

Cleaner = Callable[[str], str]

_GENERATED = re.compile(r"fn(ref)?\d*:|__tabbed_")
_ID = re.compile(r"[A-Za-z][\w.:-]*")
SECTION_WORDS = {
    "einleitung": "introduction", "introduction": "introduction",
    "umsetzung": "implementation", "implementation": "implementation",
    "selbsteinschätzung": "self-assessment", "self-assessment": "self-assessment",
    "rückblick": "report", "bericht": "report", "report": "report",
    "transkript": "transcript", "transcript": "transcript",
}  # fmt: skip
"""First words of headings that say what a section is."""


def check_ids(draft: Draft) -> None:
    """An author's anchors: valid, not the theme's own, and each of them once."""
    for node in list(draft.nodes("[id]")):
        id = attribute(node, "id")
        if _GENERATED.match(id) or block_syntax.MARK in node.attributes:
            draft.ids.add(id)
            continue
        problem = _wrong(id, draft.ids)
        draft.ids.add(id)
        if problem:
            draft.problem(problem, Place(draft.source.file, _line_of(draft, id)), id=id)
            del node.attrs["id"]


def _wrong(id: str, taken: set[str]) -> str:
    if id.startswith("dk-"):
        return "id-reserved"
    if id in taken:
        return "id-twice"
    return "" if _ID.fullmatch(id) else "id-invalid"


def _line_of(draft: Draft, id: str) -> int:
    """The last line that names an anchor: of two that are equal, the later one is too many."""
    found = [at for at, line in enumerate(draft.source.lines) if id in line]
    return draft.source.line + (found[-1] if found else 0)


def headings(draft: Draft) -> tuple[Heading, ...]:
    """All headings with their lines; the page's title is the only one of the first level."""
    found: list[Heading] = []
    above, at = 1, 0
    for node in draft.nodes("h1, h2, h3, h4, h5, h6"):
        level, text = int((node.tag or "h2")[1]), plain_text.words(node.inner_html or "")
        line, at = _heading_line(draft, level, letters(text), at, found)
        place = Place(draft.source.file, line)
        if not text:
            draft.problem("heading-empty", place)
        elif level == 1:
            draft.problem("heading-first-level", place, text=text)
        elif level > above + 1:
            draft.problem("heading-jump", place, text=text, level=level, expected=above + 1)
        above = max(level, 1)
        if not attribute(node, "id"):
            node.attrs["id"] = slugs.unique(slugs.anchor(text), draft.ids)
        found.append(Heading(level, attribute(node, "id"), text, line))
    return tuple(found)


def _heading_line(draft: Draft, level: int, text: str, at: int, above: list[Heading]) -> tuple[int, int]:
    """The line of the next heading in the source that reads alike, and where to go on looking."""
    candidates = draft.source.headings
    for index in range(at, len(candidates)):
        written_level, written, line = candidates[index]
        if written_level == level and text[:40] in written:
            return line, index + 1
    return (above[-1].line if above else draft.source.line), at


def sections(draft: Draft, clean: Cleaner) -> tuple[str, tuple[Section, ...]]:
    """The page's cleaned HTML, and the same in parts: one for each heading of the second level."""
    whole: list[str] = []
    parts: list[Section] = []
    for heading, nodes in _parts(draft):
        html = clean("".join(node.html or "" for node in nodes)).strip()
        if heading is not None:
            title = plain_text.words(heading.inner_html or "")
            parts.append(Section(_kind(heading, title), attribute(heading, "id"), title, html))
            whole.append(clean(heading.html or ""))
        elif html:
            parts.append(Section("", "", "", html))
        whole.append(html)
    return "\n".join(part for part in whole if part), tuple(parts)


def _parts(draft: Draft) -> Iterator[tuple[LexborNode | None, list[LexborNode]]]:
    heading: LexborNode | None = None
    nodes: list[LexborNode] = []
    root = draft.tree.root
    for node in root.iter(include_text=True) if root else ():
        if node.tag == "h2":
            yield heading, nodes
            heading, nodes = node, []
        else:
            nodes.append(node)
    yield heading, nodes


def _kind(heading: LexborNode, title: str) -> str:
    for name in attribute(heading, "class").split():
        if name.startswith("section-"):
            return name.removeprefix("section-")
    first = re.match(r"[\w-]+", title)
    return SECTION_WORDS.get(first[0].casefold(), "") if first else ""
