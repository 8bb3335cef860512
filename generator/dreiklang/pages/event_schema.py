"""Linked data (schema.org) of events and their series."""

from __future__ import annotations

from typing import Any

from dreiklang import addresses
from dreiklang.content.library import Entry
from dreiklang.pages import dates, faces
from dreiklang.site import Site

CONTEXT = "https://schema.org"

_STATUS = {
    "scheduled": "EventScheduled",
    "rescheduled": "EventRescheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "moved_online": "EventMovedOnline",
}


def series(site: Site, entry: Entry) -> dict[str, Any]:
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


def event(site: Site, entry: Entry, organisers: tuple[str, ...]) -> dict[str, Any]:
    """An Event with its status, former begins, places and parts."""
    fields = entry.fields
    parent = site.library.get(entry.parent or "")
    former = [c.old_start for c in fields.changes if c.old_start]
    image = faces.picture(site, entry, fields.image)
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "@id": site.url(entry),
            "name": entry.title,
            "description": fields.summary,
            "url": site.url(entry),
            "startDate": dates.iso(site.start(entry), fields.whole_day),
            "endDate": dates.iso(site.end(entry), fields.whole_day),
            "previousStartDate": [dates.iso(moment, fields.whole_day) for moment in former],
            "eventStatus": f"{CONTEXT}/{_STATUS[fields.status]}",
            "eventAttendanceMode": f"{CONTEXT}/{_attendance(entry)}",
            "location": _locations(site, entry),
            "image": addresses.absolute(image["url"], site.settings) if image else "",
            "organizer": [_organisation(site, name) for name in organisers],
            "performer": [_person(site, p.person) for p in fields.speakers],
            "superEvent": _series(site, parent) if parent else None,
            "subEvent": [_workshop(site, entry, w) for w in fields.workshops],
        }
    )


def _series(site: Site, parent: Entry) -> dict[str, Any]:
    return {"@type": "EventSeries", "@id": site.url(parent), "name": parent.title}


def _attendance(event: Entry) -> str:
    if event.fields.status == "moved_online" or not event.fields.venue:
        return "OnlineEventAttendanceMode"
    return "MixedEventAttendanceMode" if event.fields.online else "OfflineEventAttendanceMode"


def _locations(site: Site, event: Entry) -> list[dict[str, Any]]:
    found = []
    if (venue := event.fields.venue) and event.fields.status != "moved_online":
        address = {
            "@type": "PostalAddress",
            "streetAddress": venue.street,
            "postalCode": venue.postcode,
            "addressLocality": venue.town,
            "addressCountry": "DE",
        }
        found.append({"@type": "Place", "name": venue.name, "address": _without_empty(address)})
    if event.fields.online or not found:
        found.append({"@type": "VirtualLocation", "url": event.fields.online or site.url(event)})
    return found


def _workshop(site: Site, event: Entry, workshop: Any) -> dict[str, Any]:
    return _without_empty(
        {
            "@type": "Event",
            "name": workshop.title,
            "description": workshop.summary,
            "url": f"{site.url(event)}#{workshop.id}",
            "startDate": dates.iso(site.start(event), event.fields.whole_day),
            "location": _locations(site, event),
        }
    )


def _person(site: Site, name: str) -> dict[str, Any]:
    person = site.one(name, "person")
    return {"@type": "Person", "name": person.title if person else name}


def _organisation(site: Site, name: str) -> dict[str, Any]:
    found = site.one(name, "organisation")
    if found is None:
        return {"@type": "Organization", "name": name}
    return _without_empty({"@type": "Organization", "name": found.title, "url": found.fields.url})


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """A property without a value says nothing and is left out."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
