"""The list of a page's sections."""

from __future__ import annotations

from dreiklang.content.entries import Entry

FEWEST = 3
"""Shorter pages are seen at a glance."""


def contents(entry: Entry) -> list[dict[str, str]]:
    """Sections of the second level as ``{id, title}``; empty for a short page."""
    spoken = {section.id for section in entry.body.sections if section.spoken}
    shown = (h for h in entry.body.headings if h.level == 2 and h.id not in spoken)
    found = [{"id": h.id, "title": h.text} for h in shown]
    return found if len(found) >= FEWEST else []
