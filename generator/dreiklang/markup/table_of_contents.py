"""``[TOC]`` alone in a paragraph: a list of the page's headings, as editors know it from MkDocs."""

from __future__ import annotations

from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from dreiklang.content.body import Heading
from dreiklang.markup.draft import Draft, text_of

MARKER = "[TOC]"


def insert(draft: Draft, headings: Iterable[Heading]) -> None:
    """Puts the list in the place of each marker."""
    if MARKER not in draft.source.text:
        return
    for node in list(draft.nodes("p")):
        if text_of(node) == MARKER and not node.css("code"):
            node.replace_with(_contents(draft, headings))


def _contents(draft: Draft, headings: Iterable[Heading]) -> LexborNode:
    box = draft.tree.create_node("div")
    box.attrs["class"] = "toc"
    lists: list[tuple[int, LexborNode]] = [(0, box)]
    for heading in headings:
        while len(lists) > 1 and lists[-1][0] > heading.level:
            lists.pop()
        if lists[-1][0] < heading.level:
            lists.append((heading.level, _below(draft, lists[-1][1])))
        lists[-1][1].insert_child(_item(draft, heading))
    return box


def _below(draft: Draft, holder: LexborNode) -> LexborNode:
    """A new list in the last item of the one above, or in the box itself."""
    into = (holder.last_child if holder.tag == "ul" else None) or holder
    into.insert_child(draft.tree.create_node("ul"))
    return into.last_child or into


def _item(draft: Draft, heading: Heading) -> LexborNode:
    item, link = draft.tree.create_node("li"), draft.tree.create_node("a")
    link.attrs["href"] = f"#{heading.id}"
    link.insert_child(heading.text)
    item.insert_child(link)
    return item
