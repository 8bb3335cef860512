"""When and where an event takes place, its status and what was before, in words.

Pages, feeds, calendars and the search say these things in the words made here, each where it fits:
lists have room for a day, feeds must not change by the clock, calendars want an address.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypedDict

from dreiklang import i18n
from dreiklang.content import times
from dreiklang.content.entries import Entry
from dreiklang.content.events import Change, Event
from dreiklang.ground import dates
from dreiklang.site import recurrence_in_words
from dreiklang.site.site import Site


class Status(TypedDict):
    """What readers must know about an event: ``kind`` says how it is shown, ``icon`` with which sign."""

    kind: Literal["off", "moved", "done"]
    text: str
    icon: str


def when(site: Site, event: Entry[Event], language: str) -> str:
    """When, in lists: the rule of a recurring event, which stays true when a date is over, else the day."""
    rule = recurrence_in_words.in_words(site, event, language)
    return rule or dates.unbroken(dates.day(site.start(event), language))


def next_date(site: Site, event: Entry[Event], language: str) -> str:
    """``Nächster Termin: 3. Dezember 2026`` of a recurring event that goes on; else nothing."""
    if not recurrence_in_words.in_words(site, event, language) or site.is_past(event):
        return ""
    return f"{i18n.text('series_next', language)} {dates.day(site.date(event).start, language)}"


def all_dates(site: Site, event: Entry[Event], language: str) -> str:
    """When, in feeds: of a recurring event the first date, how many follow, and the last day.

    It says the same on every day, as a feed must not change by the clock.
    """
    held = [date for date in site.dates(event) if not date.cancelled] or [*site.dates(event)]
    first = min(held, key=lambda date: date.start)
    zone, whole_day = site.settings.zone, event.fields.whole_day
    words = dates.when(first.start, first.end, language, whole_day, zone)["when"]
    if len(held) < 2:
        return words
    last = dates.day(max(date.start for date in held), language)
    key = "feed_event_date_one" if len(held) == 2 else "feed_event_dates"
    return i18n.text(key, language).format(first=words, n=len(held) - 1, day=last)


def where(event: Entry[Event], language: str) -> str:
    """Where, in a word or two: ``Lindfelde`` or ``online``."""
    fields = event.fields
    if fields.venue and fields.status != "moved_online":
        return str(fields.venue.town or fields.venue.name)
    return i18n.text("event_online", language) if fields.online or fields.status == "moved_online" else ""


def place(event: Entry[Event], language: str) -> str:
    """Where, in a line: ``Alte Druckerei, Lindfelde``; the town once when the house is named after it."""
    town, venue = where(event, language), event.fields.venue
    if venue is None or event.fields.status == "moved_online":
        return town
    return str(venue.name if town in venue.name else f"{venue.name}, {town}")


def address(event: Entry[Event], language: str) -> str:
    """Where, with street and postal code, as feeds and calendars say it."""
    venue = event.fields.venue
    if venue is None or event.fields.status == "moved_online":
        return i18n.text("feed_online", language) if event.fields.online else ""
    town = f"{venue.postcode} {venue.town}".strip()
    return ", ".join(part for part in (venue.name, venue.street, town) if part)


def status_word(event: Entry[Event], language: str) -> str:
    """``Abgesagt``: its status in a word or two; nothing where it takes place as announced."""
    status = event.fields.status
    return "" if status == "scheduled" else i18n.text(f"status_{status}", language)


_SHOWN_AS: dict[str, Literal["off", "moved"]] = {
    "cancelled": "off", "postponed": "off", "rescheduled": "moved", "moved_online": "moved",
}  # fmt: skip


def status(site: Site, event: Entry[Event], language: str) -> Status | None:
    """What readers must know first: cancelled, moved, or held with a report."""
    if event.fields.status in ("cancelled", "postponed") or not site.is_past(event):
        return _warning(event, language)
    # Where and when it took place is no warning any more; what happened there is news.
    if has_report(event):
        return {"kind": "done", "text": i18n.text("status_report", language), "icon": "done"}
    return None


def _warning(event: Entry[Event], language: str) -> Status | None:
    """What those who want to come must know first."""
    changed = {change.field for change in event.fields.changes}
    if kind := _SHOWN_AS.get(event.fields.status):
        # Somebody who only reads "new date" would still go to the former place.
        both = event.fields.status == "rescheduled" and {"place", "start"} <= changed
        text = i18n.text("event_notice_place_and_time", language) if both else status_word(event, language)
        return {"kind": kind, "text": text, "icon": kind}
    if "place" in changed:
        return {"kind": "moved", "text": i18n.text("status_new_place", language), "icon": "moved"}
    return None


def has_report(event: Entry[Event]) -> bool:
    """True for an event whose text tells how it went."""
    return any(section.kind == "report" for section in event.body.sections)


def former_value(site: Site, event: Entry[Event], change: Change, language: str) -> str:
    """What was before a change, in the words of the editors or made from the former start.

    A former status is written for feeds, in the model's words, which are none for readers.
    """
    if change.old and change.field != "status":
        return change.old
    start = change.old_start
    if start is None:
        return ""
    if event.fields.whole_day or not isinstance(start, dt.datetime):
        return dates.long_day(start.date() if isinstance(start, dt.datetime) else start, language)
    return dates.moment(times.aware(start, site.zone(event)), language)
