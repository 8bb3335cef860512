"""Asks for what a feed names; whatever does not come is reported."""

from __future__ import annotations

from urllib.parse import quote, urljoin, urlsplit

from dreiklang import fetch
from dreiklang.importing.feed.planning import Plan

_MOST_BYTES = 20_000_000
_KEPT = "%/:=&?~#+!$,;'@()*[]"


def get(plan: Plan, url: str, path: str) -> fetch.Answer | None:
    """Addresses in a feed were written by a stranger: only its own host may lie in our network."""
    try:
        whole = address(plan, url)
        return fetch.get(whole, public=not _at_home(plan, whole), most=_MOST_BYTES)
    except (fetch.Unreachable, ValueError) as error:
        detail = error.reason if isinstance(error, fetch.Unreachable) else str(error)
        plan.report("import-not-fetched", path, url=url, detail=detail)
        return None


def length(plan: Plan, url: str) -> int:
    """The bytes of a recording as its host says; 0 where it does not."""
    try:
        whole = address(plan, url)
        return max(0, fetch.head(whole, public=not _at_home(plan, whole)).length)
    except (fetch.Unreachable, ValueError):
        return 0  # the missing size itself is reported


def address(plan: Plan, url: str) -> str:
    """The whole address, letters beyond ASCII in the way servers know them (RFC 3987, 3.1)."""
    return quote(urljoin(plan.feed.address, url.strip()), safe=_KEPT)


def _at_home(plan: Plan, url: str) -> bool:
    return fetch.is_address(plan.source) and urlsplit(url).netloc == urlsplit(plan.source).netloc
