"""An item of the event feeds: what is new, then when, where and how to take part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

from dreiklang import i18n
from dreiklang.content import times
from dreiklang.content.entries import Entry
from dreiklang.content.events import Change, Event
from dreiklang.content.kinds import ORGANISATION, TOPIC
from dreiklang.feeds import identity
from dreiklang.feeds.calendars import appointments
from dreiklang.feeds.events.event_entries import FeedEntry
from dreiklang.feeds.formats import hypertext
from dreiklang.feeds.formats.plain_text import clean, clip, line
from dreiklang.feeds.formats.syndication import Item
from dreiklang.feeds.podcast import enclosures
from dreiklang.ground import dates
from dreiklang.markup import plain_text
from dreiklang.site import addresses, archives, event_words
from dreiklang.site.site import Site

OFF = ("cancelled", "postponed")
"""States in which nobody needs a way to take part."""

_WORDS = {
    "scheduled": "feed_event_scheduled",
    "rescheduled": "event_mark_rescheduled",
    "cancelled": "event_mark_cancelled",
    "postponed": "event_mark_postponed",
    "moved_online": "event_mark_moved_online",
    "start": "event_mark_rescheduled",
    "place": "feed_event_place",
}
"""What a change is called, by the state it led to or the field it changed."""


def item(site: Site, entry: FeedEntry) -> Item:
    """The item of an announcement, a change or a report."""
    event, fields = entry.event, entry.event.fields
    language = fields.lang or site.language
    image = enclosures.picture(site, fields.image)
    return Item(
        guid=entry.guid,
        title=line(_title(entry, language)),
        url=site.url(event),
        published=entry.published,
        updated=_updated(site, entry),
        summary=line(_summary(site, entry, language)),
        html=hypertext.absolute("\n".join(_parts(site, entry, language)), site.url(event)),
        authors=tuple(_organisers(site, event)),
        categories=tuple(dict.fromkeys(_categories(site, event))),
        image=enclosures.url(site, image.path) if image else "",
        language=language,
        extensions={"_event": _for_programs(site, event, language)},
    )


def _title(entry: FeedEntry, language: str) -> str:
    """An announcement names its day: a list of titles is all that many readers see."""
    title = entry.event.title
    if entry.change:
        word = i18n.text(_word(entry.event, entry.change), language)
    elif entry.is_report:
        word = i18n.text("feed_event_report", language)
    else:
        day = dates.day(entry.event.fields.start.date(), language)
        return i18n.text("feed_event_announced", language).format(title=title, day=day)
    return i18n.text("feed_event_told", language).format(word=word, title=title)


def _word(event: Entry[Event], change: Change) -> str:
    """The key of the word for a change: the state it led to, else the field it names."""
    state = _states(event).get(event.fields.changes.index(change), "")
    return _WORDS.get(state or change.field, "event_mark_changed")


def _states(event: Entry[Event]) -> dict[int, str]:
    """Which change led to which state, by its place among the changes.

    Each says which state was before it (``old``): that is where the one before had led. Where none
    names the state, the last change of what usually goes with today's state explains it.
    """
    changes, found = event.fields.changes, dict[int, str]()
    after: str = event.fields.status
    written = [index for index, change in enumerate(changes) if change.field == "status"]
    for index in reversed(written):
        found[index] = after
        after = changes[index].old
    if not written:
        for field in _GOES_WITH.get(after, ()):
            if places := [index for index, change in enumerate(changes) if change.field == field]:
                return {places[-1]: after} if field != "place" or after == "moved_online" else {}
    return found


_GOES_WITH = {
    "cancelled": ("other",),
    "postponed": ("other", "start"),
    "moved_online": ("place", "other"),
    "rescheduled": ("start", "place", "other"),
}
"""Which field a change names that led to a state, most likely first."""


def _updated(site: Site, entry: FeedEntry) -> dt.datetime:
    """The last day on which something changed that the item tells; what lies ahead is not told yet."""
    fields, zone = entry.event.fields, site.settings.zone
    days = [day for day in (fields.updated, *(change.date for change in fields.changes)) if day]
    known = [moment for day in days if (moment := times.day_start(day, zone)) <= site.settings.as_of]
    return max([entry.published, *known])


def _summary(site: Site, entry: FeedEntry, language: str) -> str:
    event, fields = entry.event, entry.event.fields
    if entry.is_report:
        return fields.summary or clip(line(_plain_report(event)), 400)
    known = (event_words.all_dates(site, event, language), appointments.location(event, language))
    when = ", ".join(filter(None, known))
    if entry.change is None:
        state = f"{i18n.text(_WORDS[fields.status], language)}. " if fields.status in OFF else ""
        return f"{state}{when}. {fields.summary}"
    change = _changed(site, event, entry.change, language)
    if fields.status in OFF:
        return change
    return f"{change} {i18n.text('feed_event_now', language).format(when=when)}"


def _changed(site: Site, event: Entry[Event], change: Change, language: str) -> str:
    """What changed, and what was before."""
    old = event_words.former_value(site, event, change, language)
    return f"{change.text} {i18n.text('feed_event_before', language).format(old=old)}" if old else change.text


def _plain_report(event: Entry[Event]) -> str:
    return " ".join(
        plain_text.words(section.html) for section in event.body.sections if section.kind == "report"
    )


def _parts(site: Site, entry: FeedEntry, language: str) -> Iterator[str]:
    event = entry.event
    if entry.change:
        yield f"<p>{_safe(_changed(site, event, entry.change, language))}</p>"
    elif event.fields.summary:
        yield f"<p>{_safe(event.fields.summary)}</p>"
    if entry.is_report:
        yield hypertext.bound(site, event, _report(event))
    lines = "".join(
        f"<li><strong>{_safe(label)}:</strong> {text}</li>" for label, text in _facts(site, event, language)
    )
    yield f"<ul>{lines}</ul>"
    yield from _ways(site, entry, language)


def _report(event: Entry[Event]) -> str:
    """The sections that tell how it went; their headings where there are several."""
    sections = [section for section in event.body.sections if section.kind == "report"]
    if len(sections) == 1:
        return sections[0].html
    return "\n".join(f"<h2>{_safe(section.title)}</h2>\n{section.html}" for section in sections)


def _facts(site: Site, event: Entry[Event], language: str) -> Iterator[tuple[str, str]]:
    """Labels with HTML; never what depends on the clock, as whether registration is open."""
    fields = event.fields
    if fields.status != "scheduled":
        yield i18n.text("filter_state", language), _safe(i18n.text(_WORDS[fields.status], language))
    yield i18n.text("event_when", language), _safe(event_words.all_dates(site, event, language))
    where = appointments.location(event, language)
    # One who meets online alone finds the way there in the next line.
    if where and ((fields.venue and fields.status != "moved_online") or not fields.online):
        yield i18n.text("event_where", language), _safe(where)
    if fields.status in OFF:
        return
    if fields.online:
        yield i18n.text("event_online_title", language), _link(fields.online, urlsplit(fields.online).netloc)
    if registration := _registration(site, event, language):
        yield i18n.text("event_registration", language), registration


def _registration(site: Site, event: Entry[Event], language: str) -> str:
    written = event.fields.registration
    if written is None:
        return ""
    where = _link(written.url, urlsplit(written.url).netloc) if written.url else _mail(written.email or "")
    if written.until:
        until = _safe(dates.moment(times.aware(written.until, site.zone(event)), language))
        key = "feed_event_registration_until" if where else "feed_event_until"
        where = i18n.text(key, language).format(where=where, moment=until)
    return ". ".join(filter(None, (where, _safe(written.note))))


def _ways(site: Site, entry: FeedEntry, language: str) -> Iterator[str]:
    """Where to read on, and the appointment for calendars; of what is over it is the report that counts."""
    event, settings = entry.event, site.settings
    page = "feed_event_whole_report" if entry.is_report else "feed_event_page"
    yield f"<p>{_link(site.url(event), i18n.text(page, language))}</p>"
    if not entry.is_report:
        file = addresses.absolute(addresses.event_calendar(event, site.library, settings), settings)
        yield f"<p>{_link(file, i18n.text('feed_event_calendar', language))}</p>"


def _organisers(site: Site, event: Entry[Event]) -> Iterator[str]:
    """Who invites; the series' where the event names nobody."""
    series = archives.series_of(site, event)
    for name in event.fields.organisers or (series.fields.organisers if series else ()):
        organisation = site.one(name, ORGANISATION)
        yield line(organisation.title if organisation else name)


def _categories(site: Site, event: Entry[Event]) -> Iterator[str]:
    """What it is called, its series and its topics."""
    yield line(archives.format_of(site, event, event.fields.lang or site.language))
    if series := archives.series_of(site, event):
        yield line(series.title)
    for name in event.fields.topics:
        topic = site.one(name, TOPIC)
        yield line(topic.title if topic else name)


def _for_programs(site: Site, event: Entry[Event], language: str) -> dict[str, Any]:
    """The event as it stands now: which items are about the same one (``uid``), when and where it is."""
    whole_day, start, end = event.fields.whole_day, site.start(event), site.end(event)
    values = {
        "uid": identity.event_uid(site.settings, event),
        "status": event.fields.status,
        "start": start.date().isoformat() if whole_day else start.isoformat(),
        "end": end.date().isoformat() if whole_day else end.isoformat(),
        "zone": site.zone(event).key,
        "location": appointments.location(event, language),
        "online": line(event.fields.online or ""),
    }
    return {key: value for key, value in values.items() if value}


def _safe(text: str) -> str:
    return escape(clean(text), quote=False)


def _link(url: str, words: str) -> str:
    return f'<a href="{escape(clean(url))}">{_safe(words)}</a>'


def _mail(address: str) -> str:
    """An address to write to; nothing in it can add headers to the message (RFC 6068, 2)."""
    return f'<a href="mailto:{quote(line(address), safe="@")}">{_safe(address)}</a>' if address else ""
