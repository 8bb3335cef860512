"""Bytes from addresses, by one set of rules. Never called while a site is built.

``rules`` says what may be asked and within which limits, ``connecting`` asks, ``streaming`` gives
what comes, block by block and in time. ``get`` and ``head`` answer in memory (feeds, sites);
``audio/fetching.py`` writes recordings to files.
"""

from __future__ import annotations

import dataclasses

from dreiklang.fetch.connecting import Answer
from dreiklang.fetch.rules import (
    MOST_BYTES,
    MOST_REDIRECTS,
    SECONDS,
    Limits,
    Reason,
    Unreachable,
    is_address,
    may_be_asked,
)
from dreiklang.fetch.streaming import Stream, opened

__all__ = [
    "MOST_BYTES", "MOST_REDIRECTS", "SECONDS", "Answer", "Limits", "Reason", "Stream", "Unreachable",
    "get", "head", "is_address", "may_be_asked", "opened",
]  # fmt: skip


def get(url: str, *, public: bool = False, most: int = MOST_BYTES, seconds: float = SECONDS) -> Answer:
    """What an address answers, with its content. Raises Unreachable.

    ``public`` refuses addresses that lie in this machine's own network.
    """
    with opened(url, Limits(most, seconds), public=public) as stream:
        content = b"".join(stream)
        return dataclasses.replace(stream.answer, content=content)


def head(url: str, *, public: bool = False, seconds: float = SECONDS) -> Answer:
    """The same without content: what the address says about a file. Raises Unreachable."""
    with opened(url, Limits(0, seconds), method="HEAD", public=public) as stream:
        return stream.answer
