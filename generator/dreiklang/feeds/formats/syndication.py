"""What news readers are told, in values from which RSS, Atom and JSON Feed are written.

The same item may stand in many feeds: it is made once, and each form of it is written once.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from dreiklang.ground.outputs import digest

Form = TypeVar("Form")

MOST = 50
"""Items in a feed; older ones stand on the site."""

NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without items changed."""


@dataclass(frozen=True)
class Item:
    """One piece of news: ``html`` is its text with absolute addresses, ``summary`` plain text.

    ``extensions`` are objects of our own in JSON Feed, by names that begin with ``_``.
    """

    guid: str
    title: str
    url: str
    published: dt.datetime
    updated: dt.datetime
    summary: str
    html: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    image: str
    language: str
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @functools.cached_property
    def key(self) -> str:
        """Names the item's content."""
        return digest(repr(self))

    def written(self, write: Callable[[Item], Form]) -> Form:
        """What a writer makes of the item, made once however many feeds show it."""
        if write not in self._forms:
            self._forms[write] = write(self)
        return cast("Form", self._forms[write])

    @functools.cached_property
    def _forms(self) -> dict[Callable[[Item], object], object]:
        return {}


@dataclass(frozen=True)
class Feed:
    """What all forms of a feed say: ``url`` is the page it belongs to, ``urls`` are its own, by form.

    ``style`` is the address of a style sheet for browsers, relative to the XML forms.
    """

    title: str
    description: str
    url: str
    urls: Mapping[str, str]
    language: str
    items: tuple[Item, ...]
    style: str

    @property
    def updated(self) -> dt.datetime:
        """The last change of an item: content decides, never the clock."""
        return max((item.updated for item in self.items), default=NEVER)

    @property
    def key(self) -> str:
        """Names the feed's content."""
        return digest(repr(replace(self, items=())), *(item.key for item in self.items))
