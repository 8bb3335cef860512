"""Which events belong together: the one definition that pages, feeds and calendars share.

An archive is a set of events with a name and an address; below the address lie its feeds and its
calendar. A series' archive is the series' own page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dreiklang import i18n
from dreiklang.content import regions
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event, EventSeries, ProgrammeItem, Workshop
from dreiklang.content.fields import Common
from dreiklang.content.kinds import EVENT, EVENT_SERIES, PERSON, PLACE, TOPIC, Kind
from dreiklang.markup.slugs import slug
from dreiklang.site import addresses, event_words
from dreiklang.site.site import Site, once_per_site

SUBSCRIBED = (
    ArchiveFacet.YEAR, ArchiveFacet.SERIES, ArchiveFacet.FORMAT, ArchiveFacet.REGION, ArchiveFacet.PLACE,
    ArchiveFacet.TOPIC, ArchiveFacet.PERSON,
)  # fmt: skip
"""Facets whose archives have feeds and a calendar; what is over or cancelled is nothing to wait for."""

INDEXED = (
    ArchiveFacet.FORMAT,
    ArchiveFacet.SERIES,
    ArchiveFacet.REGION,
    ArchiveFacet.PLACE,
    ArchiveFacet.TOPIC,
    ArchiveFacet.PERSON,
)
"""Facets with so many values, on a large site, that a page lists them all."""


@dataclass(frozen=True)
class Archive:
    """Events with something in common, the earliest first.

    ``facet`` is None and ``value`` empty for the archive of all events; ``value`` is a year, the id
    of a record, the code of a Land, or a word. ``address`` is relative to the site.
    """

    facet: ArchiveFacet | None
    value: str
    title: str
    address: str
    events: tuple[Entry[Event], ...]

    @property
    def subscribed(self) -> bool:
        """True where people can subscribe to it."""
        return not self.facet or self.facet in SUBSCRIBED


def everything(site: Site) -> Archive:
    """All events of the site."""
    address = addresses.overview("event", site.settings)
    return Archive(None, "", i18n.text("nav_event", site.language), address, in_order(site))


def of_facet(site: Site, facet: ArchiveFacet) -> tuple[Archive, ...]:
    """Every archive of a facet in the order of their titles, years from the newest on."""
    return tuple(_by_value(site, facet).values())


def subscribed(site: Site) -> Iterator[Archive]:
    """Every archive with feeds and a calendar, that of all events first."""
    yield everything(site)
    for facet in SUBSCRIBED:
        yield from of_facet(site, facet)


def archive_of(site: Site, facet: ArchiveFacet, value: str) -> Archive | None:
    """The archive of a value, where an event has it."""
    return _by_value(site, facet).get(value)


def in_order(site: Site, events: Iterable[Entry[Event]] | None = None) -> tuple[Entry[Event], ...]:
    """Events (all of them unless said otherwise) by their first begin, in real time over all time zones."""
    if events is None:
        return _all_in_order(site)
    return tuple(sorted(events, key=lambda event: (site.start(event), event.id)))


@once_per_site
def _all_in_order(site: Site) -> tuple[Entry[Event], ...]:
    return in_order(site, site.library.of(EVENT))


def heading(site: Site, archive: Archive) -> str:
    """What an archive is called where its facet does not stand beside it: ``Veranstaltungen in Hessen``."""
    match archive.facet:
        case None | ArchiveFacet.SERIES:
            return archive.title
        case ArchiveFacet.YEAR:
            return i18n.text("events_year", site.language).format(year=archive.title)
        case facet:
            return i18n.text(f"events_by_{facet}", site.language).format(name=archive.title)


def values(site: Site, event: Entry[Event], facet: ArchiveFacet) -> list[str]:
    """What an event counts as."""
    match facet:
        case ArchiveFacet.YEAR:
            return list(dict.fromkeys(str(date.start.year) for date in site.dates(event)))
        case ArchiveFacet.SERIES:
            series = series_of(site, event)
            return [series.id] if series else []
        case ArchiveFacet.FORMAT:
            return [slug(format_of(site, event, site.language)) or "x"]
        case ArchiveFacet.ATTENDANCE:
            return ["online"] if event.fields.online or event.fields.status == "moved_online" else []
        case ArchiveFacet.STATE:
            return _states(site, event)
        case ArchiveFacet.REGION:
            return list(event.fields.regions)
        case ArchiveFacet.PLACE:
            return _ids(site, event.fields.places, PLACE)
        case ArchiveFacet.TOPIC:
            return _ids(site, event.fields.topics, TOPIC)
        case _:
            return _people(site, event)


def series_of(site: Site, event: Entry[Event]) -> Entry[EventSeries] | None:
    """The series an event belongs to."""
    return site.library.parent(event, EVENT_SERIES)


def format_of(site: Site, event: Entry[Event], language: str) -> str:
    """What an event is called: its own word, its series', or just event."""
    series = series_of(site, event)
    inherited = series.fields.format if series else ""
    return event.fields.format or inherited or i18n.text("kind_event", language)


@once_per_site
def _by_value(site: Site, facet: ArchiveFacet) -> dict[str, Archive]:
    return {archive.value: archive for archive in _made(site, facet)}


def _made(site: Site, facet: ArchiveFacet) -> list[Archive]:
    found: dict[str, list[Entry[Event]]] = defaultdict(list)
    for event in in_order(site):
        for value in values(site, event, facet):
            found[value].append(event)
    made = [
        Archive(facet, value, title(site, facet, value, events), _address(site, facet, value), tuple(events))
        for value, events in found.items()
    ]
    if facet is ArchiveFacet.YEAR:
        return sorted(made, key=lambda archive: archive.value, reverse=True)
    return sorted(made, key=lambda archive: (i18n.sort_key(archive.title), archive.value))


def title(site: Site, facet: ArchiveFacet, value: str, events: Iterable[Entry[Event]] = ()) -> str:
    """What readers call a value; a format as the first of its events writes it."""
    match facet:
        case ArchiveFacet.ATTENDANCE:
            return i18n.text("events_online", site.language)
        case ArchiveFacet.STATE:
            return i18n.text(f"events_{value}", site.language)
        case ArchiveFacet.REGION:
            return regions.NAMES[value]
        case ArchiveFacet.FORMAT:
            return next((format_of(site, event, site.language) for event in events), value)
        case ArchiveFacet.YEAR:
            return value
        case _:
            record = site.library.get(value)
            return record.title if record else value


def _address(site: Site, facet: ArchiveFacet, value: str) -> str:
    match facet:
        case ArchiveFacet.YEAR:
            return addresses.year(int(value), site.settings)
        case ArchiveFacet.SERIES:
            series = site.library.get(value)
            return site.address(series) if series else ""
        case ArchiveFacet.REGION | ArchiveFacet.ATTENDANCE | ArchiveFacet.STATE:
            return addresses.archive(facet, title(site, facet, value), site.settings)
        case _:
            return addresses.archive(facet, value, site.settings)


def _states(site: Site, event: Entry[Event]) -> list[str]:
    found = ["cancelled"] if event.fields.status == "cancelled" else []
    return found + (["report"] if event_words.has_report(event) and site.is_past(event) else [])


def _ids(site: Site, names: Iterable[str], kind: Kind[Common]) -> list[str]:
    records = (site.one(name, kind) for name in names)
    return list(dict.fromkeys(record.id for record in records if record))


def _people(site: Site, event: Entry[Event]) -> list[str]:
    """Who speaks or leads something there, as far as they have a page: nobody is listed unasked."""
    fields = event.fields
    parts: tuple[ProgrammeItem | Workshop, ...] = (*fields.programme, *fields.workshops)
    groups = (fields.speakers, *(part.people for part in parts))
    named = [site.one(one.person, PERSON) for group in groups for one in group]
    return list(dict.fromkeys(person.id for person in named if person and person.fields.page))
