"""An event's file: everything the calendar said that has a field, and what has none is reported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import unquote

from dreiklang import i18n
from dreiklang.content.kinds import EVENT_SERIES, ORGANISATION, PERSON, TOPIC
from dreiklang.feeds.calendars.appointments import UNDATED
from dreiklang.feeds.formats.plain_text import line
from dreiklang.importing.calendar import places, planning, recurrence, texts, times, writing
from dreiklang.importing.calendar.parsing import Component, Property
from dreiklang.importing.calendar.planning import Item, Plan
from dreiklang.importing.feed.front_matter import Front, Value

_STATUS = {"CANCELLED": "cancelled", "TENTATIVE": "tentative"}
_UNDERSTOOD = {
    "UID", "SUMMARY", "DESCRIPTION", "STYLED-DESCRIPTION", "DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE",
    "RDATE", "EXRULE", "RECURRENCE-ID", "STATUS", "SEQUENCE", "LOCATION", "URL", "CONFERENCE", "CATEGORIES",
    "ORGANIZER", "ATTENDEE", "ATTACH", "IMAGE", "GEO", "DTSTAMP", "LAST-MODIFIED", "CREATED", "CONTACT",
    "CLASS", "TRANSP", "PRIORITY", "COLOR", "REQUEST-STATUS", "REFRESH-INTERVAL", "",
}  # fmt: skip


@dataclass(frozen=True)
class File:
    """A text to write: its path from the project's root."""

    path: str
    text: str


def series(plan: Plan) -> File:
    """``index.md`` of the series that the events go into, named as the calendar is."""
    names = (calendar.text("NAME", "X-WR-CALNAME") for calendar in plan.read.calendars)
    title = line(next(filter(None, names), ""))[: texts.MOST_TITLE] or plan.series
    front = Front()
    front.note(_word(plan, "import_head").format(source=plan.source))
    front.put("id", plan.project.new_id(plan.series, "reihe"))
    front.put("title", title)
    return File(f"{plan.project.events}/{plan.series}/index.md", front.text())


def event(plan: Plan, item: Item) -> File:
    """The file of an event; what cannot be kept is reported."""
    source, front = item.event, Front()
    title, marked = texts.title(source)
    page = source.text("URL")
    summary, body, lost = texts.summary_and_body(source, page)
    if lost:
        plan.report("import-description", item.path, what=", ".join(lost))
    front.put("id", item.id)
    front.put("title", title or _word(plan, "import_untitled"))
    if not title:
        plan.report("import-title-missing", item.path)
    front.put("summary", summary)
    front.put("uid", item.uid, _word(plan, "import_uid"))
    _days(plan, source, front)
    _span(plan, item, front)
    _state(plan, item, front, marked)
    _place(plan, item, front, marked)
    front.put("topics", _topics(plan, source))
    _people(plan, source, front, item)
    _page(plan, item, front, page)
    _tell(plan, item)
    return File(item.path, front.text(body))


def _span(plan: Plan, item: Item, front: Front) -> None:
    span, again = item.span, recurrence.recurrence_of(plan, item)
    if span.utc and again:
        # A rule in UTC keeps its hour in UTC: here it would move when the clocks change.
        front.put("timezone", "UTC")
        plan.report("import-repeats-utc", item.path, title=item.event.text("SUMMARY"))
        start, end = span.start.astimezone(dt.UTC), span.end.astimezone(dt.UTC)
    else:
        start, end = span.start, span.end
        differs = str(span.zone) != str(plan.home) and not span.whole_day
        front.put("timezone", str(span.zone) if differs else None)
    front.put("whole_day", span.whole_day or None)
    front.put("start", writing.moment(start, span.whole_day))
    front.put("end", writing.moment(end, span.whole_day))
    front.put("repeats", again)


def _days(plan: Plan, source: Component, front: Front) -> None:
    """When it was made and last changed; a day to come would hide it until then."""
    made = times.stamp(source, "CREATED")
    changed = _changed(plan, source)
    for key, stamp in (("date", made), ("updated", changed)):
        if stamp and stamp != UNDATED and stamp <= plan.project.settings.as_of:
            front.put(key, writing.day(stamp, plan.home))


def _changed(plan: Plan, source: Component) -> dt.datetime | None:
    """LAST-MODIFIED; DTSTAMP says the same only where no METHOD makes it the time of the export (3.8.7.2)."""
    found = times.stamp(source, "LAST-MODIFIED")
    if found is None and not any(calendar.one("METHOD") for calendar in plan.read.calendars):
        found = times.stamp(source, "DTSTAMP")
    return found


def _state(plan: Plan, item: Item, front: Front, marked: str) -> None:
    """Status, and the dated entry that every status but the usual one needs; SEQUENCE never falls."""
    cancelled = item.calendar.text("METHOD").upper() == "CANCEL"
    written = "cancelled" if cancelled else _STATUS.get(item.event.text("STATUS").upper(), "")
    status = marked or written
    changes: list[Value] = []
    if status == "tentative":
        front.put("draft", True, _word(plan, "import_tentative"))
        plan.report("import-tentative", item.path)
    elif status:
        front.put("status", status)
        stamp = _changed(plan, item.event) or plan.project.settings.as_of
        stamp = min(stamp, plan.project.settings.as_of) if stamp != UNDATED else plan.project.settings.as_of
        text = _word(plan, f"import_change_{status}")
        changes.append({"date": writing.day(stamp, plan.home), "field": "status", "text": text})
    sequence = max(0, planning.sequence(item.event) - len(changes))
    front.put("sequence", sequence or None, _word(plan, "import_sequence"))
    front.put("changes", changes)


def _place(plan: Plan, item: Item, front: Front, marked: str) -> None:
    place = places.place_of(item.event)
    front.put("venue", place.venue if marked != "moved_online" or not place.online else {})
    front.put("online", place.online)
    if place.online:
        plan.count("import-online")
    if place.more:
        plan.report("import-online-more", item.path, links=", ".join(place.more))
    if marked == "moved_online" and not place.online:
        plan.report("import-online-missing", item.path)


def _topics(plan: Plan, source: Component) -> list[Value]:
    """Categories that are topics of the site; a closed list takes no new ones by the way."""
    found: list[Value] = []
    for word in (word for row in source.all("CATEGORIES") for word in row.texts):
        known = plan.project.library.named(word, TOPIC)
        if len(known) == 1:
            found.append(known[0].id)
        elif not plan.project.library.named(word, EVENT_SERIES):
            plan.count("import-category", word)
    return list(dict.fromkeys(found))


def _people(plan: Plan, source: Component, front: Front, item: Item) -> None:
    """Who invites and whom to ask, where the site knows them; guests are nobody's business."""
    library = plan.project.library
    for row in source.all("ORGANIZER"):
        # WordPress writes names as in addresses: Akademie%20Offenes%20Rathaus.
        name = line(unquote(row.parameters.get("CN", ""))) or row.text.removeprefix("mailto:")
        known = library.named(name, ORGANISATION)
        if len(known) == 1:
            front.put("organisers", [known[0].id])
        else:
            plan.count("import-organiser", name)
    contact = source.text("CONTACT")
    asked = library.named(contact.partition(",")[0].strip(), PERSON, ORGANISATION) if contact else ()
    if len(asked) == 1:
        front.put("contact", asked[0].id)
    elif contact:
        plan.report("import-contact", item.path, contact=contact)
    plan.count("import-attendees", number=len(source.all("ATTENDEE")))


def _page(plan: Plan, item: Item, front: Front, page: str) -> None:
    """The old page's address leads on where it lay on this very site; else it is only noted."""
    base = plan.project.settings.site.base
    path = page.removeprefix(base)
    ours = f"{plan.project.settings.options.addresses.event}/{item.id}/"
    if page.startswith(base) and path.strip("/") and not {"?", "#"} & {*path}:
        front.put("former_addresses", [path] if path != ours else [])
    elif page and page != base:
        front.note(f"{_word(plan, 'import_event_page')} {page[:500]}")
        plan.report("import-event-page", item.path, url=page)


def _tell(plan: Plan, item: Item) -> None:
    source = item.event
    if files := [_shown(row) for row in source.all("ATTACH", "IMAGE")]:
        plan.report("import-attachments", item.path, files=", ".join(files))
    if geo := source.text("GEO"):
        plan.report("import-geo", item.path, geo=geo.replace(";", ", "))
    if not (source.one("DTEND") or source.one("DURATION") or item.span.whole_day):
        plan.report("import-end-missing", item.path)
    names = {row.name for row in source.properties} - _UNDERSTOOD
    for name in sorted(name for name in names if not name.startswith("X-")):
        plan.count("import-properties", name)


def _shown(row: Property) -> str:
    """An attachment's address, or its name where the calendar holds the file itself."""
    if row.parameters.get("ENCODING", "").upper() == "BASE64" or row.value.startswith("data:"):
        name = row.parameters.get("FILENAME") or row.parameters.get("X-FILENAME") or row.name
        return f"{name} (base64)"
    return row.text


def _word(plan: Plan, key: str) -> str:
    return i18n.text(key, plan.project.settings.language)
