"""What joins the core and its hosts: files to be written, made only when needed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Content = bytes | Path


@dataclass(frozen=True)
class Output:
    """One file of the site.

    ``path`` is relative to the site, with forward slashes. ``key`` names everything the bytes
    depend on: two outputs with equal path and key have equal bytes. ``make`` yields the bytes,
    or the path of a file to copy. ``source`` is the content file it was made from, if one.
    Outputs of one ``kind`` need the same things (templates): once one is made, those are ready.
    """

    path: str
    key: str
    make: Callable[[], Content]
    source: str | None = None
    kind: str = ""


@dataclass(frozen=True)
class DeferredOutput:
    """An output whose key is some work, too: put together where and when it is wanted.

    A first build asks its workers for key and bytes at once; nobody else needs to know.
    """

    path: str
    plan: Callable[[], Output]
    source: str | None = None
    kind: str = ""

    @property
    def key(self) -> str:
        """What the bytes depend on."""
        return self.plan().key

    def make(self) -> Content:
        """The bytes."""
        return self.plan().make()


@dataclass(frozen=True)
class Bundle:
    """Several files below one folder whose names are known only once they are made."""

    path: str
    key: str
    make: Callable[[], Mapping[str, bytes]]


SiteFile = Output | DeferredOutput | Bundle
"""Whatever becomes files of the site."""


def digest(*parts: object) -> str:
    """A short name for values: equal values, equal name, on every machine and run.

    Bytes and strings count as they are, functions by their name, everything else as JSON.
    """
    total = hashlib.blake2b(digest_size=16)
    for part in parts:
        if isinstance(part, str):
            part = part.encode()
        elif not isinstance(part, bytes):
            part = json.dumps(part, sort_keys=True, ensure_ascii=False, default=_name).encode()
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


def _name(value: object) -> str:
    """Functions in settings count by their name, which is the same in every run."""
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', value)}"
