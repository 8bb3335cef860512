"""An entry's text as its own page shows it, by section."""

from __future__ import annotations

from dreiklang.content.entries import Entry
from dreiklang.pages.binding import Binder
from dreiklang.pages.view_parts import Section
from dreiklang.site.site import Site


def sections(site: Site, entry: Entry, language: str) -> list[Section]:
    """The parts of a text, in order.

    A conversation is left out: it is drawn turn by turn.
    """
    bind = Binder(site, entry, site.address(entry), language)
    return [
        {"kind": s.kind, "id": s.id, "title": s.title, "html": bind(s.html)}
        for s in entry.body.sections
        if not s.spoken and (s.html.strip() or s.title)
    ]
