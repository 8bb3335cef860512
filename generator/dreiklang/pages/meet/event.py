"""The page of an event, from announcement to report."""

from __future__ import annotations

import itertools
import urllib.parse
from collections.abc import Iterator
from functools import partial

from dreiklang import i18n
from dreiklang.content import times
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event, Venue
from dreiklang.content.kinds import EPISODE, EVENT, ORGANISATION, PLACE
from dreiklang.ground import dates
from dreiklang.pages import cards, contacts, related, texts
from dreiklang.pages.frame_parts import Page
from dreiklang.pages.layout import crumb, page_head
from dreiklang.pages.meet import event_dates, event_series, event_view, programme, schema, time_windows
from dreiklang.pages.meet.event_view import (
    ChangeLine,
    EventAround,
    EventFacts,
    EventMaterial,
    EventText,
    EventView,
    Notice,
    Online,
    RegistrationBox,
    SeriesBox,
)
from dreiklang.pages.render import EntryPage, View
from dreiklang.pages.view_parts import Card
from dreiklang.site import addresses, archives, event_words
from dreiklang.site.site import Site

_OFF = ("cancelled", "postponed")

SHORT = 200
"""Words of a text that is lower than the facts beside it, at a desk's width."""


def event_pages(site: Site) -> Iterator[EntryPage]:
    """A page for each event."""
    return (EntryPage(e, site.address(e), partial(view, site, e)) for e in site.library.of(EVENT))


def view(site: Site, event: Entry[Event]) -> View:
    """Everything known about an event; what is missing leaves no trace."""
    language = event.fields.lang or site.language
    parent = archives.series_of(site, event)
    organisers = event.fields.organisers or (parent.fields.organisers if parent else ())
    contact = event.fields.contact or (parent.fields.contact if parent else None)
    box = event_series.box(site, event, parent, language) if parent else None
    material = _material(site, event, language)
    data: EventView = {
        "event": cards.card(site, event, language),
        "kicker": kicker(site, event, language),
        "facts": _facts(site, event, language),
        "marks": event_dates.marks(site, event, language),
        "all_dates": event_dates.every(site, event, language),
        "status": _status(site, event, language),
        "changes": _changes(site, event, language),
        "is_past": site.is_past(event),
        "calendar": addresses.event_calendar(event, site.library, site.settings),
        "registration": _registration(site, event, language),
        "online": _online(site, event),
        "speakers": contacts.contact_cards(site, event.fields.speakers),
        "organisers": related.links(site, organisers, ORGANISATION),
        "contact": contacts.contact_card(site, contact) if contact else None,
        "series": box,
        **_text(site, event, language),
        **material,
        **_around(site, event, language, _shown(box, material["recordings"])),
    }
    return View("event.html", _page(site, event, organisers, language), data, event.path)


def _page(site: Site, event: Entry[Event], organisers: tuple[str, ...], language: str) -> Page:
    year = site.start(event).year
    overview = addresses.overview("event", site.settings)
    crumbs = [
        crumb(i18n.text("nav_event", language), overview),
        crumb(str(year), addresses.year(year, site.settings)),
        crumb(event.title),
    ]
    return page_head(
        site, event.title, site.address(event),
        voice="meet", section="event", crumbs=crumbs, entry=event, language=language,
        linked_data=schema.event(site, event, tuple(organisers)),
    )  # fmt: skip


def kicker(site: Site, event: Entry[Event], language: str) -> str:
    """``Fachtag · Eichenbronn``: what it is called and where it takes place."""
    fields = event.fields
    if fields.venue and fields.online and fields.status != "moved_online":
        mode = i18n.text("event_hybrid", language).format(place=event_words.where(event, language))
    else:
        mode = event_words.where(event, language)
    return " · ".join(part for part in (archives.format_of(site, event, language), mode) if part)


def _facts(site: Site, event: Entry[Event], language: str) -> EventFacts:
    """When and where, in words."""
    fields = event.fields
    return {
        "venue": _venue(site, fields.venue) if fields.venue else None,
        "venue_is_former": fields.status == "moved_online",
        "town": event_words.where(event, language),
        "place": event_words.place(event, language),
        **event_dates.facts(site, event, language),
    }


def _venue(site: Site, venue: Venue) -> event_view.Venue:
    """The house; no map for a town that nobody finds there."""
    town = f"{venue.postcode} {venue.town}".strip()
    place = ", ".join(part for part in (venue.name, _unbroken_number(venue.street), town) if part)
    query = urllib.parse.urlencode({"query": ", ".join((venue.street or venue.name, town))})
    invented = any(place.fields.invented for place in site.library.named(venue.town, PLACE))
    return {
        "text": place,
        "directions": venue.directions,
        "access": venue.access,
        "map": f"https://www.openstreetmap.org/search?{query}" if town and not invented else "",
    }


def _unbroken_number(street: str) -> str:
    """``Setzergasse 4`` with its number on the same line."""
    name, space, number = street.rpartition(" ")
    return f"{name}\u00a0{number}" if space and number[:1].isdigit() else street


def _status(site: Site, event: Entry[Event], language: str) -> Notice | None:
    """What a reader must know first when the event does not take place as announced."""
    kind: str = "cancelled" if event_dates.listed_event(site, event).is_off else event.fields.status
    if kind == "scheduled":
        if not event.fields.changes:
            return None
        kind = "changed"
    return {
        "kind": "off" if kind in _OFF else "moved",
        "mark": i18n.text(f"event_mark_{kind}", language),
        "title": _notice_title(event, kind, language),
    }


def _notice_title(event: Entry[Event], kind: str, language: str) -> str:
    fields = {change.field for change in event.fields.changes}
    if kind in ("rescheduled", "changed") and {"place", "start"} <= fields:
        return i18n.text("event_notice_place_and_time", language)
    if kind in ("rescheduled", "changed") and "place" in fields:
        return i18n.text("event_notice_place", language)
    return i18n.text(f"event_notice_{kind}", language)


def _changes(site: Site, event: Entry[Event], language: str) -> list[ChangeLine]:
    """What was changed, by day; the former value in the words of the editors or made from the begin."""
    found: list[ChangeLine] = []
    for change in sorted(event.fields.changes, key=lambda change: change.date):
        old = event_words.former_value(site, event, change, language)
        found.append({"date": dates.stamp(change.date, language), "text": change.text, "old": old})
    return found


def _registration(site: Site, event: Entry[Event], language: str) -> RegistrationBox | None:
    """How to take part; nothing when the event is called off."""
    written = event.fields.registration
    if written is None or event_dates.is_off(site, event):
        return None
    opened, closed = time_windows.registration(
        site, event, written, event_dates.listed_event(site, event).last
    )
    until = times.aware(written.until, site.zone(event)) if written.until else None
    return {
        "url": written.url or "",
        "host": urllib.parse.urlsplit(written.url).netloc if written.url else "",
        "email": written.email or "",
        "note": written.note,
        "until": {"iso": until.isoformat(timespec="minutes"), "text": dates.moment(until, language)}
        if until
        else None,
        "open": opened,
        "closed": closed,
    }


def _online(site: Site, event: Entry[Event]) -> Online | None:
    """The address people meet at; it is of no use once the event is over."""
    if not event.fields.online or event_dates.is_off(site, event):
        return None
    return {
        "url": event.fields.online,
        "host": urllib.parse.urlsplit(event.fields.online).netloc,
        "window": time_windows.window(site, None, event_dates.listed_event(site, event).last.end),
    }


def _text(site: Site, event: Entry[Event], language: str) -> EventText:
    """The report first once there is one, and the announcement behind it."""
    sections = texts.sections(site, event, language)
    report = [s for s in sections if s["kind"] == "report"] if _is_told(site, event) else []
    rest = [s for s in sections if s["kind"] != "report"]
    return {
        "report": report,
        "announcement": rest,
        "programme": programme.programme(site, event, language),
        "workshops": programme.workshops(site, event, language),
        "short": _is_short(event),
        "recommends": any(w.recommendations for w in event.fields.workshops),
    }


def _is_short(event: Entry[Event]) -> bool:
    """True for a text that would end long before what stands beside it."""
    fields = event.fields
    more = fields.programme or fields.workshops or fields.gallery or fields.speakers
    return event.body.words < SHORT and not more


def _is_told(site: Site, event: Entry[Event]) -> bool:
    """True once there is a report of what happened."""
    return site.is_past(event) and event_words.has_report(event)


def _material(site: Site, event: Entry[Event], language: str) -> EventMaterial:
    groups = itertools.groupby(cards.downloads(site, event, language), key=lambda file: file["category"])
    recordings = [found for name in event.fields.recordings if (found := site.one(name, EPISODE))]
    return {
        "files": [{"items": list(items)} for _, items in groups],
        "gallery": [cards.shown(site, image) for image in event.fields.gallery],
        "gallery_credit": _one_credit(event),
        "consent": bool(event.fields.gallery) and all(image.consent for image in event.fields.gallery),
        "recordings": cards.cards(site, recordings, language),
    }


def _one_credit(event: Entry[Event]) -> str:
    """The credit all pictures share, or nothing."""
    credits = {", ".join(p for p in (i.credit, i.licence) if p) for i in event.fields.gallery}
    return credits.pop() if len(credits) == 1 else ""


def _shown(box: SeriesBox | None, recordings: list[Card]) -> set[str]:
    """Ids of what the page shows already: events of the series, and what was recorded."""
    events = box["events"] if box else []
    return {row["card"]["id"] for row in events} | {card["id"] for card in recordings}


def _around(site: Site, event: Entry[Event], language: str, shown: set[str]) -> EventAround:
    return {
        "about": related.about(site, event, language),
        "related": related.related(site, event, language, shown=shown),
        "backlinks": related.backlinks(site, event, language),
        "neighbours": related.neighbours(site, event, language),
        "end": related.end(site, event, language),
    }
