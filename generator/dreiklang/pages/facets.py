"""What events have in common: year, format, form, Land, topic, and what became of them."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dreiklang import addresses, i18n
from dreiklang.content import regions
from dreiklang.content.library import Entry
from dreiklang.pages import faces
from dreiklang.site import Site

NAMES = ("format", "form", "stand", "land", "thema")
"""Every facet, by the word it has in addresses."""


def in_order(site: Site, events: Iterable[Entry]) -> list[Entry]:
    """Events by their begin, in real time over all time zones."""
    return sorted(events, key=lambda event: (site.start(event), event.id))


def format_of(site: Site, event: Entry, language: str) -> str:
    """What an event is called: its own word, its series', or just event."""
    series = site.library.get(event.parent or "")
    inherited = series.fields.format if series and series.kind == "event-series" else ""
    return str(event.fields.format or inherited or faces.kind_word("event", language))


def has_report(event: Entry) -> bool:
    """True for an event whose text tells how it went."""
    return any(section.kind == "report" for section in event.body.sections)


@dataclass(frozen=True)
class Events:
    """All events of a site, sorted and counted once for all archives."""

    site: Site

    @functools.cached_property
    def all(self) -> list[Entry]:
        """Every event, the earliest first."""
        return in_order(self.site, self.site.library.of("event"))

    @functools.cached_property
    def upcoming(self) -> list[Entry]:
        """Events that have not ended as of this build, the next first."""
        return [event for event in self.all if not self.site.is_past(event)]

    @functools.cached_property
    def past(self) -> list[Entry]:
        """Events that have ended, the latest first."""
        return [event for event in reversed(self.all) if self.site.is_past(event)]

    @functools.cached_property
    def years(self) -> dict[int, list[Entry]]:
        """Events by year, the newest year first."""
        found: dict[int, list[Entry]] = defaultdict(list)
        for event in self.all:
            found[self.site.start(event).year].append(event)
        return dict(sorted(found.items(), reverse=True))

    @functools.cached_property
    def groups(self) -> dict[str, dict[str, list[Entry]]]:
        """Events by facet and value; values in the order of their titles."""
        return {facet: self._group(facet) for facet in NAMES}

    def _group(self, facet: str) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for event in self.all:
            for value in _values(self.site, event, facet):
                found[value].append(event)
        return dict(
            sorted(found.items(), key=lambda group: faces.sort_key(title(self.site, facet, group[0])))
        )


def title(site: Site, facet: str, value: str) -> str:
    """What readers call a value."""
    match facet:
        case "form":
            return i18n.text("events_online", site.language)
        case "stand":
            return i18n.text(f"events_{value}", site.language)
        case "land":
            return regions.NAMES[value]
        case "thema":
            topic = site.library.get(value)
            return topic.title if topic else value
        case _:
            return value


def link(site: Site, facet: str, value: str) -> dict[str, str]:
    """A value with the address of its archive."""
    words = title(site, facet, value)
    return {"title": words, "url": addresses.archive(facet, words, site.settings)}


def chips(site: Site, event: Entry) -> list[dict[str, Any]]:
    """Länder and topics of an event, with the addresses of their archives."""
    return [
        link(site, facet, value) | {"count": 0}
        for facet in ("land", "thema")
        for value in _values(site, event, facet)
    ]


def _values(site: Site, event: Entry, facet: str) -> list[str]:
    """What an event counts as; ``land`` holds codes, ``thema`` ids, ``form`` and ``stand`` words of ours."""
    match facet:
        case "format":
            return [format_of(site, event, site.language)]
        case "form":
            return ["online"] if event.fields.online or event.fields.status == "moved_online" else []
        case "stand":
            return _states(site, event)
        case "land":
            return list(event.fields.regions)
        case _:
            topics = (site.one(name, "topic") for name in event.fields.topics)
            return [topic.id for topic in topics if topic]


def _states(site: Site, event: Entry) -> list[str]:
    found = ["cancelled"] if event.fields.status == "cancelled" else []
    return found + (["report"] if has_report(event) and site.is_past(event) else [])
