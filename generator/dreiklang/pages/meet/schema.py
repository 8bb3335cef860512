"""Linked data (schema.org) of events and their series."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dreiklang.content import regions, times
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event, EventSeries, Venue, Workshop
from dreiklang.content.kinds import EVENT_SERIES, ORGANISATION, PERSON, PLACE
from dreiklang.content.records import Municipality
from dreiklang.ground import dates
from dreiklang.pages import cards
from dreiklang.pages.meet import schema_schedule
from dreiklang.site import addresses
from dreiklang.site.site import Site

CONTEXT = schema_schedule.CONTEXT

_STATUS = {
    "scheduled": "EventScheduled",
    "rescheduled": "EventRescheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "moved_online": "EventMovedOnline",
}


def series(site: Site, entry: Entry[EventSeries]) -> dict[str, Any]:
    """An EventSeries."""
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "EventSeries",
            "@id": site.url(entry),
            "name": entry.title,
            "description": entry.fields.summary,
            "url": site.url(entry),
            "organizer": [_organisation(site, name) for name in entry.fields.organisers],
        }
    )


def event(site: Site, entry: Entry[Event], organisers: tuple[str, ...]) -> dict[str, Any]:
    """An Event with its status, former begins, places and parts."""
    fields = entry.fields
    parent = site.library.parent(entry, EVENT_SERIES)
    found = site.dates(entry)
    off = fields.status == "scheduled" and all(date.cancelled for date in found)
    image = cards.picture(site, entry, fields.image)
    said: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Event",
        "@id": site.url(entry),
        "name": entry.title,
        "description": fields.summary,
        "url": site.url(entry),
        "startDate": dates.iso(site.start(entry), fields.whole_day),
        "endDate": dates.iso(max(date.end for date in found), fields.whole_day),
        "previousStartDate": _former(site, entry),
        "eventSchedule": schema_schedule.schedule(site, entry),
        "eventStatus": f"{CONTEXT}/{_STATUS['cancelled' if off else fields.status]}",
        "eventAttendanceMode": _attendance(entry),
        "location": _locations(site, entry),
        "image": addresses.absolute(image["url"], site.settings) if image else "",
        "organizer": [_organisation(site, name) for name in organisers],
        "performer": [_person(site, p.person) for p in fields.speakers],
        "superEvent": _series(site, parent) if parent else None,
        "subEvent": [_workshop(site, entry, workshop) for workshop in fields.workshops],
    }
    said["subEvent"] += schema_schedule.single_dates(site, entry, said)
    return _without_empty(said)


def _former(site: Site, event: Entry[Event]) -> list[str]:
    """Former begins, with the zone they were meant in; days where only days counted."""
    ordered = sorted(event.fields.changes, key=lambda change: change.date)
    former = [change.old_start for change in ordered if change.old_start]
    return [
        dates.iso(
            times.aware(start, site.zone(event)) if isinstance(start, dt.datetime) else start,
            event.fields.whole_day,
        )
        for start in former
    ]


def _series(site: Site, parent: Entry[EventSeries]) -> dict[str, Any]:
    return {"@type": "EventSeries", "@id": site.url(parent), "name": parent.title}


def _attendance(event: Entry[Event]) -> str:
    """How people take part; nothing where neither a house nor a link is known yet."""
    fields = event.fields
    if fields.status != "moved_online" and not (fields.venue or fields.online):
        return ""
    if fields.status == "moved_online" or not fields.venue:
        return f"{CONTEXT}/OnlineEventAttendanceMode"
    return f"{CONTEXT}/{'Mixed' if fields.online else 'Offline'}EventAttendanceMode"


def _locations(site: Site, event: Entry[Event]) -> list[dict[str, Any]]:
    found = []
    if event.fields.venue and event.fields.status != "moved_online":
        found.append(_place(site, event, event.fields.venue))
    if event.fields.online or event.fields.status == "moved_online":
        found.append({"@type": "VirtualLocation", "url": event.fields.online or site.url(event)})
    return found


def _place(site: Site, event: Entry[Event], venue: Venue) -> dict[str, Any]:
    """The house; where its town lies and in which country only as far as records know it."""
    towns = site.library.named(venue.town, PLACE) if venue.town else ()
    town = towns[0].fields if len(towns) == 1 else None
    in_germany = bool(event.fields.regions or (town and town.regions))
    address = {
        "@type": "PostalAddress",
        "streetAddress": venue.street,
        "postalCode": venue.postcode,
        "addressLocality": venue.town,
        "addressRegion": _region(event, town),
        "addressCountry": "DE" if in_germany else "",
    }
    return {"@type": "Place", "name": venue.name, "address": _without_empty(address)}


def _region(event: Entry[Event], town: Municipality | None) -> str:
    """The one Bundesland it lies in; an event for several says nothing about its place."""
    codes = (town.regions if town else ()) or event.fields.regions
    return regions.NAMES[codes[0]] if len(codes) == 1 else ""


def _workshop(site: Site, event: Entry[Event], workshop: Workshop) -> dict[str, Any]:
    anchor = f"{site.url(event)}#{workshop.id}"
    return _without_empty(
        {
            "@type": "Event",
            "@id": anchor,
            "name": workshop.title,
            "description": workshop.summary,
            "url": anchor,
            "startDate": dates.iso(site.start(event), event.fields.whole_day),
            "endDate": dates.iso(site.end(event), event.fields.whole_day),
            "location": _locations(site, event),
            "performer": [_person(site, p.person) for p in workshop.people],
        }
    )


def _person(site: Site, name: str) -> dict[str, Any]:
    person = site.one(name, PERSON, ORGANISATION)
    if person and person.kind == "organisation":
        return _organisation(site, name)
    return {"@type": "Person", "name": person.title if person else name}


def _organisation(site: Site, name: str) -> dict[str, Any]:
    found = site.one(name, ORGANISATION)
    if found is None:
        return {"@type": "Organization", "name": name}
    return _without_empty({"@type": "Organization", "name": found.title, "url": found.fields.url})


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """A property without a value says nothing and is left out."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
