"""An event as calendars know it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from babel.dates import format_date

from dreiklang import i18n
from dreiklang.content import times
from dreiklang.content.library import Entry
from dreiklang.feeds import identity
from dreiklang.feeds.plain import line
from dreiklang.site import Site

UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""DTSTAMP of an event whose text names no day: earlier than any later change to it."""

_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_MARKED = ("cancelled", "postponed", "moved_online")
"""States that stand before the title too: many calendars do not show STATUS."""


@dataclass(frozen=True)
class Appointment:
    """One event. ``start`` and ``end`` are days (``end`` the first day after) when whole-day.

    ``stamp`` is the last change the content names, in UTC; ``sequence`` how often it was changed.
    Every text is one line but ``description``.
    """

    uid: str
    title: str
    start: dt.datetime | dt.date
    end: dt.datetime | dt.date
    stamp: dt.datetime
    sequence: int
    status: str
    url: str
    location: str
    description: str
    categories: tuple[str, ...]
    conference: str
    contact: str
    language: str


def of(site: Site, event: Entry) -> Appointment:
    """The appointment of an event, whatever its state."""
    fields = event.fields
    language = fields.lang or site.language
    start, end = _span(site, event)
    return Appointment(
        uid=identity.event_uid(site.settings, event),
        title=_title(event, language),
        start=start,
        end=end,
        stamp=changed(site, event),
        sequence=identity.event_sequence(event),
        status=_STATUS.get(fields.status, "CONFIRMED"),
        url=site.url(event),
        location=location(event, language),
        description="\n".join(_description(site, event, language)),
        categories=tuple(_categories(site, event)),
        conference=line(fields.online or ""),
        contact=_contact(site, event),
        language=language,
    )


def changed(site: Site, event: Entry) -> dt.datetime:
    """The last day on which something changed, as the content itself says."""
    fields = event.fields
    days = [day for day in (fields.date, fields.updated, *(c.date for c in fields.changes)) if day]
    return times.day_start(max(days), site.settings.zone).astimezone(dt.UTC) if days else UNDATED


def location(event: Entry, language: str) -> str:
    """Where people meet, on one line."""
    venue = event.fields.venue
    if venue is None or event.fields.status == "moved_online":
        return i18n.text("feed_online", language) if event.fields.online else ""
    town = f"{venue.postcode} {venue.town}".strip()
    return line(", ".join(part for part in (venue.name, venue.street, town) if part))


def _span(site: Site, event: Entry) -> tuple[dt.datetime | dt.date, dt.datetime | dt.date]:
    start, end = site.start(event), site.end(event)
    if event.fields.whole_day:
        return start.date(), end.date() + dt.timedelta(days=1)
    return start, end


def _title(event: Entry, language: str) -> str:
    status = event.fields.status
    if status not in _MARKED:
        return line(event.title)
    return line(f"{i18n.text(f'feed_{status}', language)}: {event.title}")


def _description(site: Site, event: Entry, language: str) -> Iterator[str]:
    fields = event.fields
    if fields.summary:
        yield line(fields.summary)
    for change in fields.changes:
        day = format_date(change.date, "long", locale=i18n.LOCALES[language])
        yield i18n.text("feed_change", language).format(date=day, text=line(change.text))
    if fields.online:
        yield f"{i18n.text('feed_online', language)}: {line(fields.online)}"
    yield from _registration(site, event, language)
    yield site.url(event)


def _registration(site: Site, event: Entry, language: str) -> Iterator[str]:
    registration = event.fields.registration
    if registration is None or event.fields.status == "cancelled":
        return
    where = registration.url or registration.email
    if where:
        yield f"{i18n.text('feed_registration', language)}: {line(where)}"
    if registration.until:
        until = times.aware(registration.until, site.zone(event))
        # Babel's own joining words differ between its versions: day and time are put together here.
        moment = f"{format_date(until, 'long', locale=i18n.LOCALES[language])}, {until:%H:%M}"
        yield i18n.text("feed_until", language).format(moment=moment)
    if registration.note:
        yield line(registration.note)


def _categories(site: Site, event: Entry) -> Iterator[str]:
    series = site.library.get(event.parent or "")
    if series:
        yield line(series.title)
    for name in event.fields.topics:
        topic = site.one(name, "topic")
        yield line(topic.title if topic else name)


def _contact(site: Site, event: Entry) -> str:
    series = site.library.get(event.parent or "")
    name = event.fields.contact or (series.fields.contact if series else None)
    person = site.one(name)
    if person is None:
        return line(name or "")
    return line(", ".join(filter(None, (person.title, getattr(person.fields, "email", None)))))
