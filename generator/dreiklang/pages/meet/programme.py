"""What happens at an event: its programme and its workshops."""

from __future__ import annotations

import itertools

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event, ProgrammeItem, Workshop, days_of
from dreiklang.ground import dates
from dreiklang.pages import cards, contacts
from dreiklang.pages.meet.event_view import ProgrammeDay, ProgrammeLine, WorkshopCard
from dreiklang.pages.read import recommendations
from dreiklang.pages.view_parts import File
from dreiklang.site.site import Site


def programme(site: Site, event: Entry[Event], language: str) -> list[ProgrammeDay]:
    """The lines of the programme by day, times as people say them; one unnamed day where none is written."""
    lines, first = event.fields.programme, site.start(event).date()
    if not any(item.day for item in lines):
        return [{"day": "", "lines": [_line(site, item, language) for item in lines]}] if lines else []
    dated = zip(days_of(lines, first), lines, strict=True)
    return [
        {"day": dates.long_day(day, language), "lines": [_line(site, item, language) for _, item in items]}
        for day, items in itertools.groupby(dated, key=lambda pair: pair[0])
    ]


def _line(site: Site, item: ProgrammeItem, language: str) -> ProgrammeLine:
    hours = f"{item.start}–{item.end}" if item.end else item.start
    return {
        "time": i18n.text("when_clock", language).format(time=hours),
        "title": item.title,
        "text": item.text,
        "people": contacts.participants(site, item.people),
        "pause": item.pause,
    }


def workshops(site: Site, event: Entry[Event], language: str) -> list[WorkshopCard]:
    """The workshops with their anchors, recommendations and files."""
    return [
        {
            "id": workshop.id,
            "number": number,
            "title": workshop.title,
            "summary": workshop.summary,
            "people": contacts.participants(site, workshop.people),
            "recommendations": recommendations.of_workshop(site, event, workshop, language),
            "files": _files(site, event, workshop, language),
        }
        for number, workshop in enumerate(event.fields.workshops, start=1)
    ]


def _files(site: Site, event: Entry[Event], workshop: Workshop, language: str) -> list[File]:
    files = workshop.downloads
    return [cards.download(site, event, f.file, f.title, language, f.accessible) for f in files]
