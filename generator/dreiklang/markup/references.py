"""``[[Name]]``, ``[[Name|text]]``, ``[[Name#section]]`` and ``![[Name#block]]`` in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from dreiklang.markup import late_links

PATTERN = r"(?<!\\)(!?)\[\[([^\[\]\x02\x03]{1,700})\]\]"
_NUMBER = re.compile(r"#\d+$")


class Token:
    """What marks links and blocks as our own: a name that no author can know beforehand."""

    def __init__(self) -> None:
        self.value = ""


@dataclass(frozen=True)
class Written:
    """A reference as written: ``[[target#fragment|text]]``."""

    target: str
    fragment: str
    text: str


def parse_reference(inside: str) -> Written:
    """What stands between the brackets. ``#07`` is a number and so a name, ``#Rollen`` a section."""
    whole, _, text = inside.replace("\\|", "|").partition("|")
    name = " ".join(whole.split())
    head, _, fragment = name.partition("#")
    if _NUMBER.fullmatch(name):
        head, fragment = name, ""
    return Written(head.strip(), fragment.strip(), " ".join(text.split()))


def link(written: Written, token: str, kind: str = "name") -> ElementTree.Element:
    """A link to a name, bound late."""
    late = late_links.LateLink(kind, written.target, written.fragment, bare=not written.text)
    element = ElementTree.Element(
        "a", {"class": "ref", "href": f"{late_links.SCHEME}:{token}:{late_links.encode(late)}"}
    )
    element.text = written.text or written.target or written.fragment
    return element


class ReferenceProcessor(InlineProcessor):
    """Turns references into late links; never inside code, which was taken out before."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown, token: Token) -> None:
        super().__init__(PATTERN, md)
        self.token = token

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name Python-Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        """The link for one reference; brackets without a name stay text."""
        written = parse_reference(m[2])
        if not (written.target or written.fragment):
            return None, None, None
        return link(written, self.token.value, "embed" if m[1] else "name"), m.start(), m.end()


class AloneProcessor(Treeprocessor):
    """Marks paragraphs that hold nothing but one picture or one embed."""

    def run(self, root: ElementTree.Element) -> None:
        """A picture becomes a figure with its title as caption, an embed gets its class."""
        for parent in list(root.iter()):
            for child in parent:
                if child.tag == "p" and len(child) == 1 and not _words(child):
                    self._mark(parent, child, child[0])

    def _mark(
        self, parent: ElementTree.Element, paragraph: ElementTree.Element, only: ElementTree.Element
    ) -> None:
        if only.tag == "a" and ":embed:" in only.get("href", ""):
            paragraph.set("class", "embed")
        elif only.tag == "img" and parent.tag != "figure":
            paragraph.tag = "figure"
            paragraph.set("class", "figure")
            if caption := only.attrib.pop("title", ""):
                ElementTree.SubElement(paragraph, "figcaption").text = caption


def _words(paragraph: ElementTree.Element) -> str:
    return ((paragraph.text or "") + (paragraph[0].tail or "")).strip()


class ReferencesExtension(Extension):
    """References by name."""

    def __init__(self, token: Token) -> None:
        super().__init__()
        self.token = token

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name Python-Markdown calls
        """After code (190), before escapes (180), so that ``\\|`` works in tables."""
        md.inlinePatterns.register(ReferenceProcessor(md, self.token), "reference_by_name", 185)
        # After attribute lists (8), which hang on the paragraph's text until then.
        md.treeprocessors.register(AloneProcessor(md), "alone", 7)
