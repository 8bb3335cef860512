"""Long lists in pages, so that no page grows with the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from dreiklang import i18n
from dreiklang.pages.view_parts import PageLink
from dreiklang.settings import Settings
from dreiklang.site import addresses

Item = TypeVar("Item")

MOST = 48
"""Entries on one page of an overview."""


def pages(
    items: Sequence[Item], address: str, settings: Settings, most: int = MOST
) -> Iterator[tuple[str, int, Sequence[Item]]]:
    """Address, number from 1 and items of every page; the first has the list's own address."""
    for number in range(1, max(1, -(-len(items) // most)) + 1):
        shown = items[(number - 1) * most : number * most]
        yield addresses.numbered(address, number, settings), number, shown


def pager(count: int, current: int, address: str, settings: Settings, language: str) -> list[PageLink]:
    """A link to every page, spoken in words; nothing where there is only one."""
    if count <= 1:
        return []
    words = i18n.text("page_number", language)
    return [
        {
            "title": str(number),
            "spoken": words.format(number=number, count=count),
            "url": addresses.numbered(address, number, settings),
            "current": number == current,
        }
        for number in range(1, count + 1)
    ]
