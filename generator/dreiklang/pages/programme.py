"""What happens at an event: its programme and its workshops."""

from __future__ import annotations

from typing import Any

from dreiklang import i18n
from dreiklang.content.events import Workshop
from dreiklang.content.library import Entry
from dreiklang.pages import faces, people, recommendations
from dreiklang.site import Site


def programme(site: Site, event: Entry, language: str) -> list[dict[str, Any]]:
    """The lines of the programme, times as people say them."""
    clock = i18n.text("when_clock", language)
    return [
        {
            "time": clock.format(time=f"{item.start}–{item.end}" if item.end else item.start),
            "title": item.title,
            "text": item.text,
            "people": [people.card(site, p.person, p.role) | {"role": p.role} for p in item.people],
            "pause": item.pause,
        }
        for item in event.fields.programme
    ]


def workshops(site: Site, event: Entry, language: str) -> list[dict[str, Any]]:
    """The workshops with their anchors, recommendations and files."""
    return [
        {
            "id": workshop.id,
            "number": number,
            "title": workshop.title,
            "summary": workshop.summary,
            "people": [people.card(site, p.person, p.role) | {"role": p.role} for p in workshop.people],
            "recommendations": recommendations.of_workshop(site, event, workshop, language),
            "files": _files(site, event, workshop, language),
        }
        for number, workshop in enumerate(event.fields.workshops, start=1)
    ]


def _files(site: Site, event: Entry, workshop: Workshop, language: str) -> list[dict[str, Any]]:
    files = workshop.downloads
    return [faces.download(site, event, f.file, f.title, language, f.accessible) for f in files]
