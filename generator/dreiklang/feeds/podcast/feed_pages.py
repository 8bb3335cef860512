"""Long feeds in pages (RFC 5005, section 3), so that an app need not read everything at once.

Older pages are full and numbered from the oldest episode on: once written they stay as they are.
The newest page holds what is left, never less than a page: directories that know no pages read it
alone, and must not lose hundreds of episodes because one more appeared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dreiklang.site import addresses

Member = TypeVar("Member")


@dataclass(frozen=True)
class Page(Generic[Member]):
    """One page: its address below the site, its members, and where the others are, by relation."""

    address: str
    members: Sequence[Member]
    links: tuple[tuple[str, str], ...]

    @property
    def is_newest(self) -> bool:
        """True for the page that is subscribed to."""
        return "previous" not in dict(self.links)


def pages(feed: str, members: Sequence[Member], size: int) -> Iterator[Page[Member]]:
    """The pages of the feed at ``feed``, the newest first; ``members`` stand newest first.

    The newest page has ``size`` to ``2 * size - 1`` members (fewer when there are not more).
    """
    older = max(0, len(members) // size - 1)
    names = [feed, *(addresses.feed_page(feed, number) for number in range(older, 0, -1))]
    start = len(members) - older * size
    starts = [0, *range(start, len(members), size)]
    ends = [start, *(at + size for at in starts[1:])]
    for index, name in enumerate(names):
        yield Page(name, members[starts[index] : ends[index]], tuple(_links(names, index)))


def _links(names: Sequence[str], index: int) -> Iterator[tuple[str, str]]:
    """``next`` leads to older episodes, as from the page that everybody reads first."""
    if len(names) == 1:
        return
    yield "first", names[0]
    if index + 1 < len(names):
        yield "next", names[index + 1]
    if index:
        yield "previous", names[index - 1]
    yield "last", names[-1]
