"""The dates on an event's page: the one that counts, and all of a recurring event."""

from __future__ import annotations

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.recurrence import Occurrence
from dreiklang.ground import dates
from dreiklang.pages.meet import event_rows, time_windows
from dreiklang.pages.meet.event_view import AllDates, DateLine, Dates, Mark
from dreiklang.site import event_words, recurrence_in_words
from dreiklang.site.site import Site

NEAR = 12
"""Dates of a recurring event that are open on its page; those after them are folded."""


def listed_event(site: Site, event: Entry[Event]) -> event_rows.Listed:
    """An event with all its dates, as of this build."""
    return event_rows.whole(site, [event])[0]


def is_off(site: Site, event: Entry[Event]) -> bool:
    """True where it is called off, or each of its dates was."""
    return event.fields.status in event_rows.OFF or listed_event(site, event).is_off


def facts(site: Site, event: Entry[Event], language: str) -> Dates:
    """When it is, dates with their windows as in lists."""
    item = listed_event(site, event)
    return {
        "dates": event_rows.dates_ahead(site, item, language),
        "rule": recurrence_in_words.in_words(site, event, language),
        "end": item.last.end.isoformat(timespec="minutes"),
    }


def marks(site: Site, event: Entry[Event], language: str) -> list[Mark]:
    """What readers must know of it, and where it stands in time: today, running, over after the last date."""
    item = listed_event(site, event)
    status = event_words.status(site, event, language)
    if is_off(site, event):
        return [{**(status or event_rows.off(language)), **time_windows.ALWAYS}]
    if status and status["kind"] == "done":
        return [{**status, **time_windows.ALWAYS}]
    # That it was moved warns those who want to come; once it is over, nobody need be warned.
    warning: list[Mark] = [{**status, **time_windows.window(site, None, item.last.end)}] if status else []
    in_time = time_windows.marks(site, event, event_rows.ahead(item), language)
    return [*warning, *in_time, time_windows.over(site, item.last, language)]


def every(site: Site, event: Entry[Event], language: str) -> AllDates | None:
    """All dates of a recurring event: the near ones, those after them, and the past, the latest first.

    ``events.js`` moves a date to the past once it is over. None where there is only one date.
    """
    known = sorted(site.dates(event), key=lambda date: date.start)
    if len(known) < 2:
        return None
    now = site.settings.as_of
    coming = [_row(site, event, date, language) for date in known if date.end > now]
    past = [_row(site, event, date, language) for date in reversed(known) if date.end <= now]
    return {"near": coming[:NEAR], "later": coming[NEAR:], "past": past}


def _row(site: Site, event: Entry[Event], date: Occurrence, language: str) -> DateLine:
    whole_day = event.fields.whole_day
    return {
        "end": date.end.isoformat(timespec="minutes"),
        "cancelled": date.cancelled,
        "instead": _instead(date, language),
        "note": date.change.note if date.change else "",
        **dates.when(date.start, date.end, language, whole_day, site.settings.zone),
    }


def _instead(date: Occurrence, language: str) -> str:
    """``statt am Dienstag, 6. April 2027``: the day by the rule, where a date was moved to another."""
    if date.cancelled or date.start.date() == date.day:
        return ""
    return i18n.text("event_date_instead", language).format(day=dates.long_day(date.day, language))
