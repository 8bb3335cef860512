"""Typed blocks as objects: found in a converted page, with their anchors, words and attributes."""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from dreiklang.content.body import Block
from dreiklang.ground.problems import Place, suggestion
from dreiklang.markup import block_syntax, plain_text, slugs
from dreiklang.markup.draft import Draft, attribute
from dreiklang.markup.markdown_source import Header

Cleaner = Callable[[str], str]

_ANCHOR_WORDS = {"quote": "zitat", "recommendation": "empfehlung", "key-message": "kernaussage"}


def typed_blocks(draft: Draft, known: tuple[str, ...], clean: Cleaner) -> tuple[Block, ...]:
    """All typed blocks, each with an anchor; and what is wrong in how blocks are written."""
    lines: dict[str, list[Header]] = defaultdict(list)
    for header in draft.source.blocks:
        if _is_readable(draft, header, known):
            lines[header.name].append(header)
    # Blocks may hold blocks: outer ones first, as in the source. Their HTML only when all have anchors.
    nodes = list(draft.nodes(f"[{block_syntax.MARK}]"))
    found = [(node, block) for node in nodes if (block := _typed_block(draft, node, lines))]
    for kind in block_syntax.KINDS:
        for header in lines[kind]:
            if not header.indented and header.closed:
                draft.problem("block-unread", Place(draft.source.file, header.line), name=kind)
    return tuple(dataclasses.replace(block, html=clean(node.html or "")) for node, block in found)


def _typed_block(draft: Draft, node: LexborNode, lines: dict[str, list[Header]]) -> Block | None:
    token, _, kind = attribute(node, block_syntax.MARK).partition(" ")
    details = attribute(node, block_syntax.DETAILS)
    for name in (block_syntax.MARK, block_syntax.DETAILS):
        if name in node.attributes:
            del node.attrs[name]
    if token != draft.token:
        return None
    attributes: dict[str, str] = json.loads(details)
    line = lines[kind].pop(0).line if lines[kind] else draft.source.line
    text = plain_text.words((node.css_first("blockquote, .block__text") or node).html or "")
    node.attrs["id"] = _block_id(draft, attributes.pop("id", ""), kind, text, line)
    if kind == "quote" and not (attributes.get("by") or attributes.get("role")):
        draft.problem("quote-without-source", Place(draft.source.file, line))
    return Block(kind, attribute(node, "id"), "", text, line, tuple(attributes.items()))


def _block_id(draft: Draft, written: str, kind: str, text: str, line: int) -> str:
    place = Place(draft.source.file, line)
    made = slugs.slug(written)
    if made and not made.startswith("dk-"):
        if made != written:
            draft.problem("block-id", place, id=written, suggested=made)
        draft.ids.add(made)
        return made
    if written:
        draft.problem("id-reserved" if made else "block-id", place, id=written, suggested="dk")
    words = "-".join([_ANCHOR_WORDS.get(kind, kind), *slugs.slug(text).split("-")[:6]]).strip("-")
    made = slugs.unique(words, draft.ids)
    draft.problem("block-without-id", place, name=kind, suggested=made)
    return made


def _is_readable(draft: Draft, header: Header, known: tuple[str, ...]) -> bool:
    """Whether a block can come of these lines; what keeps it from that is told."""
    place = Place(draft.source.file, header.line)
    wrong = [(name, line) for name, line in header.options if name not in (*block_syntax.OPTIONS, "attrs")]
    if header.indented:
        return not wrong
    if header.name not in known:
        values = _suggestions(header.name, block_syntax.KINDS)
        draft.problem("block-unknown", place, name=header.name, known=", ".join(block_syntax.KINDS), **values)
    elif not header.closed:
        draft.problem("block-open", place, name=header.name)
    if header.name not in block_syntax.KINDS:
        return False
    for option, line in wrong:
        values = _suggestions(option, block_syntax.OPTIONS)
        where = Place(draft.source.file, line, 5)
        draft.problem("block-option", where, option=option, known=", ".join(block_syntax.OPTIONS), **values)
    return not wrong


def _suggestions(word: str, known: tuple[str, ...]) -> dict[str, str]:
    return {f"near_{language}": suggestion(word, known, language) for language in ("de", "en")}
