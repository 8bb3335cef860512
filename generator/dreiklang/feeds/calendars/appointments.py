"""An event as calendars know it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dreiklang import i18n
from dreiklang.content import times
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.kinds import PERSON, PLACE, TOPIC
from dreiklang.content.recurrence import ChangedDate
from dreiklang.feeds import identity
from dreiklang.feeds.calendars import rrule
from dreiklang.feeds.calendars.rrule import Moment
from dreiklang.feeds.formats.plain_text import line
from dreiklang.feeds.podcast import enclosures
from dreiklang.ground import dates
from dreiklang.site import archives, event_words
from dreiklang.site.site import Site

UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""DTSTAMP of an event whose text names no day: earlier than any later change to it."""

_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_MARKED = ("cancelled", "postponed", "moved_online")
"""States that stand before the title too: many calendars do not show STATUS."""


@dataclass(frozen=True)
class Appointment:
    """One event. ``start`` and ``end`` are days (``end`` the first day after) when whole-day.

    ``stamp`` is the last change the content names, ``created`` its day of publication, both in UTC;
    ``sequence`` how often it was changed. Every text is one line but ``description``. ``geo`` is
    latitude and longitude (WGS 84), ``image`` a picture's address and media type. A recurring event
    has a ``rule``, days ``without`` it, and ``differing`` dates: whole appointments whose ``instance``
    is the begin that the rule gives them.
    """

    uid: str
    title: str
    start: Moment
    end: Moment
    stamp: dt.datetime
    created: dt.datetime | None
    sequence: int
    status: str
    url: str
    location: str
    geo: tuple[float, float] | None
    description: str
    categories: tuple[str, ...]
    conference: str
    contact: str
    image: tuple[str, str] | None
    rule: str = ""
    without: tuple[Moment, ...] = ()
    differing: tuple[Appointment, ...] = ()
    instance: Moment | None = None


def appointment_of(site: Site, event: Entry[Event]) -> Appointment:
    """The appointment of an event, whatever its state."""
    fields = event.fields
    language = fields.lang or site.language
    start, end = rrule.span(site, event)
    published = times.day_start(fields.date, site.settings.zone).astimezone(dt.UTC) if fields.date else None
    whole = Appointment(
        uid=identity.event_uid(site.settings, event),
        title=_title(event, language, fields.status),
        start=start,
        end=end,
        stamp=changed(site, event),
        created=published,
        sequence=identity.event_sequence(event),
        status=_STATUS.get(fields.status, "CONFIRMED"),
        url=site.url(event),
        location=location(event, language),
        geo=_geo(site, event),
        description="\n".join(_description(site, event, language)),
        categories=tuple(_categories(site, event)),
        conference=line(fields.online or ""),
        contact=_contact(site, event),
        image=_image(site, event),
    )
    return _repeated(site, event, whole, language) if fields.repeats else whole


def _repeated(site: Site, event: Entry[Event], whole: Appointment, language: str) -> Appointment:
    """The appointment with its rule, and every date that differs from it."""
    differing = tuple(_differing(site, event, whole, date, language) for date in rrule.differing(site, event))
    return replace(
        whole,
        rule=rrule.rule(site, event),
        without=rrule.without(site, event),
        differing=differing,
    )


def _differing(
    site: Site, event: Entry[Event], whole: Appointment, date: rrule.Differing, language: str
) -> Appointment:
    one = replace(whole, start=date.start, end=date.end, instance=date.instance)
    if date.change is None:
        return one
    text = "\n".join(_description(site, event, language, date.change))
    if not date.change.cancelled:
        return replace(one, description=text)
    title = _title(event, language, "cancelled")
    return replace(one, description=text, title=title, status="CANCELLED")


def changed(site: Site, event: Entry[Event]) -> dt.datetime:
    """The last day on which something changed, as the content itself says."""
    fields = event.fields
    days = [day for day in (fields.date, fields.updated, *(c.date for c in fields.changes)) if day]
    return times.day_start(max(days), site.settings.zone).astimezone(dt.UTC) if days else UNDATED


def location(event: Entry[Event], language: str) -> str:
    """Where people meet, on one line."""
    return line(event_words.address(event, language))


def _title(event: Entry[Event], language: str, status: str) -> str:
    if status not in _MARKED:
        return line(event.title)
    return line(f"{i18n.text(f'feed_{status}', language)}: {event.title}")


def _description(
    site: Site, event: Entry[Event], language: str, date: ChangedDate | None = None
) -> Iterator[str]:
    fields = event.fields
    if date and date.note:
        yield line(date.note)
    if fields.summary:
        yield line(fields.summary)
    for change in fields.changes:
        day = dates.day(change.date, language)
        yield i18n.text("feed_change", language).format(date=day, text=line(change.text))
    if fields.online:
        yield f"{i18n.text('feed_online', language)}: {line(fields.online)}"
    if fields.status != "cancelled" and not (date and date.cancelled):
        yield from _registration(site, event, language)
    yield site.url(event)


def _registration(site: Site, event: Entry[Event], language: str) -> Iterator[str]:
    registration = event.fields.registration
    if registration is None:
        return
    where = registration.url or registration.email
    if where:
        yield f"{i18n.text('feed_registration', language)}: {line(where)}"
    if registration.until:
        until = times.aware(registration.until, site.zone(event))
        moment = f"{dates.day(until, language)}, {until:%H:%M}"
        yield i18n.text("feed_until", language).format(moment=moment)
    if registration.note:
        yield line(registration.note)


def _geo(site: Site, event: Entry[Event]) -> tuple[float, float] | None:
    """Where the town lies in which people meet, if just one place goes by its name."""
    venue = event.fields.venue
    if venue is None or not venue.town or event.fields.status == "moved_online":
        return None
    places = site.library.named(venue.town, PLACE)
    if len(places) != 1 or not places[0].fields.geo:
        return None
    latitude, _, longitude = places[0].fields.geo.partition(",")
    return float(latitude), float(longitude)


def _image(site: Site, event: Entry[Event]) -> tuple[str, str] | None:
    """The event's picture or its series', if its licence lets it travel."""
    series = archives.series_of(site, event)
    for image in (event.fields.image, series.fields.image if series else None):
        if facts := enclosures.picture(site, image):
            return enclosures.url(site, facts.path), facts.type
    return None


def _categories(site: Site, event: Entry[Event]) -> Iterator[str]:
    series = archives.series_of(site, event)
    if series:
        yield line(series.title)
    for name in event.fields.topics:
        topic = site.one(name, TOPIC)
        yield line(topic.title if topic else name)


def _contact(site: Site, event: Entry[Event]) -> str:
    series = archives.series_of(site, event)
    name = event.fields.contact or (series.fields.contact if series else None)
    asked = site.one(name)
    if asked is None:
        return line(name or "")
    email = asked.fields.email if PERSON.holds(asked) else None
    return line(", ".join(filter(None, (asked.title, email))))
