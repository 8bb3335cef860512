"""Typed blocks: quotes, recommendations, key messages and definitions that others can cite."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, ClassVar
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.util import AtomicString
from pymdownx.blocks import BlocksProcessor, BlocksTreeprocessor
from pymdownx.blocks.block import Block, type_string

from dreiklang import i18n
from dreiklang.markup import references
from dreiklang.markup.references import Token

OPTIONS = ("id", "by", "role", "from", "release")
KINDS = ("quote", "recommendation", "key-message", "definition")
MARK = "data-block"
DETAILS = "data-details"
_OPTION = re.compile(rf"(?m)^(?P<head>[ ]{{4,}}(?:{'|'.join(OPTIONS)}):)(?P<value>.*)$")


class TypedBlock(Block):  # type: ignore[misc]  # pymdownx has no types
    """What the four kinds share: options, a mark for the next step, and the element around."""

    ARGUMENT: ClassVar[bool | None] = None
    OPTIONS: ClassVar[dict[str, tuple[str, Callable[[str], str]]]] = dict.fromkeys(OPTIONS, ("", type_string))
    content: ElementTree.Element

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """A figure: the block's words, named by its caption."""
        figure = ElementTree.SubElement(parent, "figure")
        figure.set(MARK, f"{self.config['token'].value} {self.NAME}")
        figure.set(DETAILS, json.dumps(self.details()))
        self.compose(figure)
        return figure

    def compose(self, figure: ElementTree.Element) -> None:
        """Lays out the element; ``content`` takes the words."""
        figure.set("class", f"block block--{self.NAME}")
        caption = ElementTree.SubElement(figure, "figcaption")
        label = i18n.text(f"markup_{self.NAME.replace('-', '_')}", self.config["language"])
        ElementTree.SubElement(caption, "span", {"class": "block__kind"}).text = AtomicString(label)
        if self.argument:
            caption[0].tail = " "
            title = ElementTree.SubElement(caption, "b", {"class": "block__title"})
            title.text = AtomicString(self.argument)
        self.content = ElementTree.SubElement(figure, "div", {"class": "block__text"})

    def on_add(self, block: ElementTree.Element) -> ElementTree.Element:
        """Where the words go."""
        return self.content

    def on_end(self, block: ElementTree.Element) -> None:
        """Whose words they are, and where they come from."""
        self.source(ElementTree.SubElement(block, "p", {"class": "block__from"}), block)

    def source(self, holder: ElementTree.Element, figure: ElementTree.Element) -> None:
        """Name, role and origin; the holder is left out when nothing is known."""
        by, role = self.options["by"], self.options["role"]
        if by:
            name = ElementTree.SubElement(holder, "b")
            name.text = AtomicString(by)
            name.tail = AtomicString(f", {role} " if role else " ")
        else:
            holder.text = AtomicString(f"{role} ")
        if self.options["from"]:
            origin = ElementTree.SubElement(holder, "span", {"class": "quote__from"})
            origin.append(references.link(_reference(self.options["from"]), self.config["token"].value))
        if not len(holder) and not role:
            figure.remove(holder)

    def details(self) -> dict[str, str]:
        """Everything written about the block, without what is empty."""
        title = {"title": self.argument} if self.argument else {}
        written = title | {name: self.options[name] for name in OPTIONS if self.options[name]}
        if "from" in written:
            origin = _reference(written["from"])
            written["from"] = origin.target + (f"#{origin.fragment}" if origin.fragment else "")
        return written


class Quote(TypedBlock):
    """``/// quote``: somebody's words."""

    NAME = "quote"
    ARGUMENT: ClassVar[bool | None] = False

    def compose(self, figure: ElementTree.Element) -> None:
        """A quote in running text, as on the reference pages."""
        figure.set("class", "quote quote--in")
        self.content = ElementTree.SubElement(figure, "blockquote")

    def on_end(self, block: ElementTree.Element) -> None:
        """The source of a quote is its caption."""
        self.source(ElementTree.SubElement(block, "figcaption"), block)


class Recommendation(TypedBlock):
    """``/// recommendation``: advice to take along."""

    NAME = "recommendation"


class KeyMessage(TypedBlock):
    """``/// key-message``: what to remember."""

    NAME = "key-message"


class Definition(TypedBlock):
    """``/// definition | Term``: what a word means."""

    NAME = "definition"


def _reference(written: str) -> references.Written:
    return references.parse_reference(written.strip().removeprefix("[[").removesuffix("]]"))


class Blocks(BlocksProcessor):  # type: ignore[misc]  # pymdownx has no types
    """Block headers whose options are plain text: ``by: Amt: Soziales`` needs no quotes."""

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> bool | None:
        """Leaves a text to others when nothing came of it.

        Open blocks inside lists or quotes can make the library wait for a parent that is gone;
        it would then be asked about the same text for ever.
        """
        before = (len(blocks), blocks[0])
        super().run(parent, blocks)
        if blocks and (len(blocks), blocks[0]) == before:
            self.cached_parent = None
            return False
        return None

    def split_header(self, block: str, length: int) -> tuple[dict[str, Any] | None, str]:
        """Quotes the values of our own options before YAML sees them."""
        header = self.yaml_line.match(block)
        end = header.end() if header else 0
        text = _OPTION.sub(_quoted, block[:end]) + block[end:]
        split: tuple[dict[str, Any] | None, str] = super().split_header(text, length)
        return split


def _quoted(m: re.Match[str]) -> str:
    value = m["value"].strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return f"{m['head']} {json.dumps(value, ensure_ascii=False)}"


class BlocksExtension(Extension):
    """Typed blocks, and the manager that other blocks join."""

    def __init__(self, token: Token, language: str) -> None:
        super().__init__()
        self.shared = {"token": token, "language": language}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name Python-Markdown calls
        """As ``pymdownx.blocks`` does it, with our own processor."""
        md.registerExtension(self)
        if "/" not in md.ESCAPED_CHARS:
            md.ESCAPED_CHARS.append("/")
        self.processor = Blocks(md.parser, md)
        md.parser.blockprocessors.register(self.processor, "blocks", 89.99)
        md.treeprocessors.register(BlocksTreeprocessor(md, self.processor), "blocks_on_inline_end", 19.99)
        for kind in (Quote, Recommendation, KeyMessage, Definition):
            self.processor.register(kind, self.shared)

    def reset(self) -> None:
        """Forgets blocks that the last text left open."""
        self.processor._reset()
