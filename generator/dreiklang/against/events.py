"""What calendars know: every event's UID, times, place and state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dreiklang import i18n
from dreiklang.against.comparison import Comparison
from dreiklang.against.published_state import Date, Event
from dreiklang.content import events as content
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EVENT
from dreiklang.feeds.formats.plain_text import line
from dreiklang.ground import dates
from dreiklang.ground.problems import Problem


def events(c: Comparison) -> Iterator[Problem]:
    """No event changes its UID, loses entries of ``changes``, changes without one, or vanishes."""
    if c.old.events is None:
        return
    now = {event.id: event for event in c.now.events or ()}
    by_uid = {event.uid: event for event in c.now.events or ()}
    domains = set()
    for old in c.old.events:
        new = now.get(old.id) or by_uid.get(old.uid)
        if new is None:
            yield from _vanished(c, old, now)
            continue
        entry = c.entry(new.id)
        if _is_made(old) and _is_made(new) and new.uid != old.uid:
            domains.add((old.uid.rpartition("@")[2], new.uid.rpartition("@")[2]))
        elif new.uid != old.uid:
            yield c.problem("against-uid-changed", entry, "uid", old=old.uid, new=new.uid)
        if entry is not None and EVENT.holds(entry):
            yield from _changed(c, old, new, entry)
    for domain, today in sorted(domains):
        yield c.problem("against-uid-domain", None, old=domain, new=today)


def _is_made(event: Event) -> bool:
    """True for a UID that follows from the id and the site's UID domain."""
    return event.uid.startswith(f"{event.id}@")


def _vanished(c: Comparison, old: Event, now: dict[str, Event]) -> Iterator[Problem]:
    if not c.whole:
        return
    known = {event.id for event in c.old.events or ()}
    same = [e for e in now.values() if e.id not in known and (e.title, e.start) == (old.title, old.start)]
    if same and (entry := c.entry(same[0].id)):
        yield c.problem("against-id-changed", entry, "id", old=old.id, new=entry.id, kind="UID")
    elif old.last > c.site.settings.as_of:
        date = f"{old.next(c.site.settings.as_of):%Y-%m-%d}"
        values = {"title": old.title, "id": old.id, "date": date, "today": _today(c)}
        yield c.problem("against-event-vanished", c.gone(old.id), **values)


def _changed(c: Comparison, old: Event, new: Event, entry: Entry[content.Event]) -> Iterator[Problem]:
    """Each thing that changed needs a new dated entry that names it, or one that says ``other``."""
    if new.changes < old.changes:
        values = {"old": old.changes, "new": new.changes}
        yield c.problem("against-changes-removed", entry, "changes", **values)
        return
    if new.sequence < old.sequence:
        lacking = old.sequence - len(entry.fields.changes)
        yield c.problem("against-sequence-fell", entry, "sequence", old=old.sequence, right=lacking)
    explained = {change.field for change in entry.fields.changes[old.changes :]}
    for field, before in _differences(old, new):
        if not explained & {field, "other", *_IMPLIED.get(field, ())}:
            yield _untold(c, entry, field, before, old)


_IMPLIED = {"end": ("start",), "dates": ("start", "end")}
"""What else tells a change: who begins at another time ends and recurs at another time."""


def _differences(old: Event, new: Event) -> Iterator[tuple[str, str | list[dt.datetime]]]:
    """What changed, with its former value: moments, or what front matter writes."""
    if old.start != new.start:
        yield "start", [old.start]
    if old.end != new.end and old.end - old.start != new.end - new.start:
        yield "end", [old.end]
    elif old.start == new.start and (before := _other_dates(old, new)):
        yield "dates", [date.start for date in before]
    if old.status != new.status:
        yield "status", old.status
    elif (old.place, old.online) != (new.place, new.online):
        yield "place", old.place if old.place != new.place else old.online


def _other_dates(old: Event, new: Event) -> list[Date]:
    """Former dates that vanished, moved, were cancelled or take place after all; new ones need nothing."""
    if old.dates is None:
        return []
    # An event that is no longer recurring has its one date left.
    now = {date.day: date for date in new.dates or ()}
    if new.dates is None:
        only = Date(f"{new.start:%Y-%m-%d}", new.start, new.end, cancelled=False)
        now = {only.day: only}
    return [date for date in old.dates if now.get(date.day) != date]


def _in_words(before: str | list[dt.datetime], whole_day: bool, language: str) -> str:
    """A former value as readers will see it; of many moments the first few."""
    if isinstance(before, str):
        return before
    speak = dates.long_day if whole_day else dates.moment
    named = "; ".join(speak(moment, language) for moment in before[:_NAMED])
    return f"{named} …" if len(before) > _NAMED else named


_NAMED = 5
"""Dates that a message names."""


def _written(old: Event, zone: dt.tzinfo) -> str:
    """The former begin as front matter writes it: a day, else bare and so by the clock of today's zone."""
    return f"{old.start:%Y-%m-%d}" if old.whole_day else f"{old.start.astimezone(zone):%Y-%m-%d %H:%M}"


def _untold(
    c: Comparison, entry: Entry[content.Event], field: str, before: str | list[dt.datetime], old: Event
) -> Problem:
    """The finding, with the entry of ``changes`` to paste; its text is a proposal that readers may see."""
    values: dict[str, object] = {"field": field}
    for language in i18n.LANGUAGES:
        words = _in_words(before, old.whole_day, language)
        lines = [f"  - date: {_today(c)}", f"    field: {field}"]
        if field == "start":  # the page puts it into words
            lines.append(f"    old_start: {_written(old, c.site.zone(entry))}")
        elif words:
            lines.append(f"    old: {_quoted(words)}")
        key = "against_place_new" if field == "place" and not words else f"against_{field}"
        text = i18n.text(key, language).format(before=words)
        head = [] if entry.fields.changes else ["changes:"]
        values[f"before_{language}"] = words or "–"
        values[f"entry_{language}"] = "\n".join([*head, *lines, f"    text: {_quoted(text)}"])
    where = {"place": "venue", "dates": "repeats"}.get(field, field)
    return c.problem("against-event-changed", entry, where if where in entry.lines else "changes", **values)


def _quoted(text: str) -> str:
    """A value in double quotes (YAML 1.2.2, 7.3.1)."""
    escaped = line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _today(c: Comparison) -> str:
    return f"{c.site.settings.as_of.astimezone(c.site.settings.zone):%Y-%m-%d}"
