"""Content into pages: one output for each page, and what belongs to a site besides."""

from __future__ import annotations

from collections.abc import Iterator

from dreiklang.outputs import Output
from dreiklang.pages import assets
from dreiklang.site import Site


def outputs(site: Site) -> Iterator[Output]:
    """All pages and the files that go with them."""
    yield from assets.outputs(site)
