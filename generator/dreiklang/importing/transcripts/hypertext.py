"""Transcripts in HTML: ``<cite>`` names who speaks, ``<time>`` says when, ``<p>`` holds the words.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
Names and times stand before a paragraph or begin it; both hold until the next ones. Of a whole web
page only what has names and times around it counts, so that no menu speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dreiklang.ground.problems import Place, Problem
from dreiklang.importing.transcripts.segments import Segment, seconds

NAME = "HTML"
MOST_BYTES = 20_000_000
MOST_TAGS = 60_000
"""Nested into each other, more would keep any HTML parser busy for minutes."""

_DEEPEST = 200
_MARKS = ("cite", "time")
_BEGIN = re.compile(r"<(?:!doctype html|!--|[a-z])", re.IGNORECASE)
_PARTS = re.compile(r"<(?:cite|time|p)\b", re.IGNORECASE)
_CLOCK = re.compile(r"[\[(]?(?:(\d{1,4}):)?(\d{1,3}):([0-5]\d)(?:[.,](\d{1,3}))?[\])]?")
_UNSPOKEN = ["script", "style", "template", "head", "nav", "form", "iframe", "svg", "button"]
_FURNITURE = "nav, header, footer, form, iframe"
_PARAGRAPHS = {"p", "div", "li", "dd", "dt", "td", "section", "article", "blockquote",
               "h1", "h2", "h3", "h4", "h5", "h6"}  # fmt: skip
_BETWEEN = " \t\n:–—-()[]"
"""What may stand between a name, a time and the words."""


def fits(text: str) -> bool:
    """True for HTML with paragraphs, names or times."""
    return bool(_BEGIN.match(text)) and bool(_PARTS.search(text))


def read_segments(text: str, file: str) -> tuple[list[Segment], list[Problem]]:
    """What is said; nothing of a page that marks neither names nor times."""
    tags = len(re.findall(r"<[a-zA-Z]", text))
    limits = {"tags": MOST_TAGS, "most": MOST_BYTES // 1_000_000}
    too_large = Problem("import-html-large", Place(file), limits)
    if tags > MOST_TAGS or len(text) > MOST_BYTES:
        return [], [too_large]
    tree = LexborHTMLParser(text)
    furnished = tree.css_first(_FURNITURE) is not None
    tree.strip_tags(_UNSPOKEN, recursive=True)
    try:
        around = _around(tree.body)
        if around is None and furnished:
            return [], [Problem("import-html-page", Place(file))]
        conversation = _Conversation(spoken=around is None)
        for node, leaves in _walk(around or tree.body):
            conversation.meet(node, leaves)
    except _TooDeep:
        return [], [too_large]
    conversation.end()
    return conversation.segments, list(_unspoken(conversation.before, file))


class _TooDeep(Exception):
    """More elements within each other than anybody writes."""


def _walk(root: LexborNode | None) -> Iterator[tuple[LexborNode, bool]]:
    """Every node below, once when it begins and once (True) when it ends. Raises _TooDeep."""
    open_nodes: list[LexborNode] = []
    node = root.child if root else None
    while node is not None or open_nodes:
        if node is None:
            node = open_nodes.pop()
            yield node, True
            node = node.next
            continue
        yield node, False
        open_nodes.append(node)
        if len(open_nodes) > _DEEPEST:
            raise _TooDeep
        node = node.child


def _around(body: LexborNode | None) -> LexborNode | None:
    """The innermost element that holds all names and times; None where there are none."""
    above = [body] if body else []
    shared: list[LexborNode] = []
    met = False
    for node, leaves in _walk(body):
        if leaves:
            above.pop()
            continue
        if node.tag in _MARKS:
            same = [a for a, b in zip(shared, above, strict=False) if a.mem_id == b.mem_id]
            shared, met = same if met else list(above), True
        above.append(node)
    return next((node for node in reversed(shared) if node.tag not in ("p", *_MARKS)), None)


def _unspoken(words: list[str], file: str) -> Iterator[Problem]:
    if words:
        yield Problem("import-html-before", Place(file), {"text": " ".join(words)[:200]})


class _Conversation:
    """Collects segments from elements and texts in their order."""

    def __init__(self, spoken: bool) -> None:
        self.segments: list[Segment] = []
        self.before: list[str] = []
        """What stands before the first name or time: titles and notes."""
        self._spoken = spoken
        self._speaker = ""
        self._start: float | None = None
        self._fresh = True
        self._words: list[str] = []
        self._within: LexborNode | None = None
        """The name or time that is being left out of the words."""

    def meet(self, node: LexborNode, leaves: bool) -> None:
        """The next element or text of the document, as it begins or ends."""
        if self._within is not None:
            self._within = None if leaves and node.mem_id == self._within.mem_id else self._within
        elif node.tag in _PARAGRAPHS:
            self.end()
        elif leaves:
            return
        elif node.tag in _MARKS and not self._said():
            self._marked(node)
        elif node.tag == "br":
            self._words.append(" ")
        elif node.tag == "-text":
            self._words.append(node.text())

    def _said(self) -> str:
        return "".join(self._words).strip(_BETWEEN)

    def _marked(self, node: LexborNode) -> None:
        """A name or a time at the beginning of a paragraph; within one they are words."""
        self._within = node
        self._words.clear()
        self._spoken = self._fresh = True
        if node.tag == "cite":
            self._speaker = " ".join(node.text().split()).rstrip(" :") or self._speaker
        else:
            self._start = _clock(node.text().strip())

    def end(self) -> None:
        """A paragraph ends; one without a name and a time of its own goes on with the one above."""
        words = "".join(self._words).strip()
        words = words.lstrip(_BETWEEN) if self._fresh else words
        self._words.clear()
        if not words:
            return
        if not self._spoken:
            self.before.append(words)
        elif self._fresh or not self.segments:
            number = len(self.segments) + 1
            self.segments.append(Segment(words, self._start, None, self._speaker, line=number))
        else:
            last = self.segments[-1]
            self.segments[-1] = Segment(
                f"{last.text}\n\n{words}", last.start, None, last.speaker, line=last.line
            )
        self._fresh, self._start = False, None


def _clock(text: str) -> float | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hours, minutes, whole, rest = found.groups()
    return seconds(int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + float(f"0.{rest or 0}"))
