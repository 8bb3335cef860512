"""What a calendar becomes: which events, with which ids and files, and what cannot be kept.

Ids follow from titles in the order of begin, so that a later import gives the same ones; an event
that the project knows by its UID keeps its id and file.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import zoneinfo
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dreiklang.content import times as content_times
from dreiklang.content.entries import Entry
from dreiklang.content.events import MOST_UID
from dreiklang.content.kinds import EVENT
from dreiklang.feeds import identity
from dreiklang.feeds.formats.plain_text import line
from dreiklang.ground.problems import Place, Problem
from dreiklang.importing.calendar import times
from dreiklang.importing.calendar.parsing import Component, Read
from dreiklang.importing.calendar.zones import Zones
from dreiklang.importing.project import Project
from dreiklang.loading import paths

_MIDNIGHT = dt.time(0)
_PRIVATE = ("PRIVATE", "CONFIDENTIAL")


@dataclass(frozen=True)
class Span:
    """Begin and end in the event's zone; of whole days the end is the last day itself."""

    start: dt.datetime
    end: dt.datetime
    whole_day: bool
    utc: bool = False

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The zone of both."""
        assert isinstance(self.start.tzinfo, zoneinfo.ZoneInfo)  # noqa: S101 - spans are made here alone
        return self.start.tzinfo


@dataclass(frozen=True)
class Item:
    """An event that becomes a file; ``uid`` is empty where it follows from the id."""

    event: Component
    calendar: Component
    span: Span
    uid: str
    id: str = ""
    path: str = ""
    exceptions: tuple[Component, ...] = ()


@dataclass
class Plan:
    """Files to write, by path, and what to tell the editor; ``source`` names the calendar in messages."""

    project: Project
    read: Read
    source: str
    series: str = ""
    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """What is reported once with its number: a code and a word."""
    zones: dict[int, Zones] = field(default_factory=dict)

    def report(self, code: str, place: Place | str, **values: object) -> None:
        """Notes what could not be kept, or what an editor must look at."""
        where = Place(place) if isinstance(place, str) else place
        shown = {key: line(str(value))[:300] for key, value in values.items()}
        self.problems.append(Problem(code, where, shown))

    def at(self, component: Component) -> Place:
        """Where a component begins in the calendar."""
        return Place(line(self.source), component.line)

    def count(self, code: str, word: str = "", number: int = 1) -> None:
        """Notes what concerns many events and is reported once."""
        self.counts[code, line(word)[:200]] += number

    @property
    def home(self) -> zoneinfo.ZoneInfo:
        """The site's time zone."""
        return self.project.settings.zone

    def moment(self, calendar: Component, written: times.Written) -> dt.datetime:
        """A moment of a calendar in the zone it is meant in: what has none is meant in the calendar's."""
        return times.at(written, self._zone(calendar, written))

    def _zone(self, calendar: Component, written: times.Written) -> zoneinfo.ZoneInfo:
        if written.utc:
            return zoneinfo.ZoneInfo("UTC")
        if written.day_only:
            return self.home
        named = calendar.text("X-WR-TIMEZONE")
        if not written.zone:
            self.count("import-floating")
            return (content_times.zone(named) if named else None) or self.home
        zone = self._zones(calendar).find(written.zone)
        if zone is None:
            self.count("import-zone-unknown", written.zone)
        return zone or self.home

    def _zones(self, calendar: Component) -> Zones:
        known = self.zones.get(id(calendar))
        if known is None:
            definitions = [part for part in calendar.parts if part.name == "VTIMEZONE"]
            year = self.project.settings.as_of.year
            known = self.zones[id(calendar)] = Zones(self.home, definitions, year)
        return known


def plan_import(project: Project, read: Read, source: str, series: str) -> Plan:
    """The plan for a calendar; ``series`` is the folder below that of events, or empty."""
    plan = Plan(project, read, source, series)
    masters, exceptions = _by_uid(plan)
    found = [item for uid, (calendar, event) in masters.items()
             if (item := _item(plan, calendar, event, uid, exceptions.get(uid, [])))]  # fmt: skip
    known = {identity.event_uid(project.settings, e): e for e in project.library.of(EVENT)}
    for item in sorted(found, key=lambda i: (i.span.start, i.event.text("SUMMARY"), i.uid)):
        plan.items.append(_named(plan, item, known.get(item.uid)))
    return plan


def _by_uid(
    plan: Plan,
) -> tuple[dict[str, tuple[Component, Component]], dict[str, list[Component]]]:
    """Events by UID, and the single dates that differ (3.8.4.4); of two versions the newer one counts."""
    masters: dict[str, tuple[Component, Component]] = {}
    exceptions: dict[str, list[Component]] = {}
    for calendar, event in plan.read.parts("VEVENT"):
        uid = line(event.text("UID"))
        if not _wanted(plan, event):
            continue
        if event.one("RECURRENCE-ID") and uid:
            exceptions.setdefault(uid, []).append(event)
            continue
        uid = uid or f"{id(event)}"
        if uid in masters:
            plan.report("import-uid-again", plan.at(event), uid=uid, title=event.text("SUMMARY"))
        if uid not in masters or _version(event) > _version(masters[uid][1]):
            masters[uid] = (calendar, event)
    calendars = {id(event): calendar for calendar, event in plan.read.parts("VEVENT")}
    for uid, alone in exceptions.items():
        if uid not in masters:
            first = alone.pop(0)
            masters[uid] = (calendars[id(first)], first)
    return masters, exceptions


def _wanted(plan: Plan, event: Component) -> bool:
    values = {"title": event.text("SUMMARY")}
    if not event.whole:
        plan.report("import-event-cut", plan.at(event), **values)
    elif event.text("CLASS").upper() in _PRIVATE:
        plan.report("import-event-private", plan.at(event), **values)
        return False
    return event.whole


def _version(event: Component) -> tuple[int, dt.datetime]:
    stamp = times.stamp(event, "LAST-MODIFIED", "DTSTAMP")
    return sequence(event), stamp or dt.datetime(1900, 1, 1, tzinfo=dt.UTC)


def sequence(event: Component) -> int:
    """SEQUENCE (3.8.7.4), 0 where it is none."""
    written = event.text("SEQUENCE")
    return min(int(written), 2_000_000_000) if re.fullmatch(r"\d{1,10}", written) else 0


def _item(
    plan: Plan, calendar: Component, event: Component, uid: str, exceptions: list[Component]
) -> Item | None:
    span = span_of(plan, calendar, event)
    if span is None:
        start = event.text("DTSTART") or "–"
        plan.report("import-event-undated", plan.at(event), title=event.text("SUMMARY"), date=start)
        return None
    kept = line(event.text("UID"))
    if len(kept) > MOST_UID:
        plan.report("import-uid-long", plan.at(event), title=event.text("SUMMARY"))
        kept = ""
    return Item(event, calendar, span, kept, exceptions=tuple(exceptions))


def span_of(plan: Plan, calendar: Component, event: Component) -> Span | None:
    """When an event is, in the zone of its begin; None without a begin that can be read."""
    begin, finish = times.time_of(event.one("DTSTART")), times.time_of(event.one("DTEND"))
    if begin is None:
        return None
    start = plan.moment(calendar, begin)
    if begin.utc:
        start = start.astimezone(plan.home)
    whole = begin.day_only or _is_all_day(event, begin, finish)
    end = plan.moment(calendar, finish) if finish and finish.day_only == begin.day_only else None
    length = times.duration(event.text("DURATION"))
    if end is None and length is not None and start.year + length.days // 365 < times.YEARS.stop:
        end = start + length if begin.day_only else (start.astimezone(dt.UTC) + length)
    zone = start.tzinfo
    end = end.astimezone(zone) if end else start
    # Of one zone Python compares clocks, and those of a night in October go back.
    if end.astimezone(dt.UTC) < start.astimezone(dt.UTC):
        plan.report("import-end-before", plan.at(event), title=event.text("SUMMARY"))
        end = start
    if whole:
        # The end is the first day that no longer belongs to it (3.6.1).
        start, end = start.replace(hour=0, minute=0, second=0), max(start, end - dt.timedelta(days=1))
        return Span(start, end.replace(hour=0, minute=0, second=0), True)
    return Span(start, end, False, begin.utc)


def _is_all_day(event: Component, begin: times.Written, finish: times.Written | None) -> bool:
    """Outlook writes whole days with a zone, from midnight to midnight."""
    marked = event.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
    ends = [written.moment.time() for written in (begin, finish) if written]
    return marked and ends == [_MIDNIGHT, _MIDNIGHT]


def _named(plan: Plan, item: Item, known: Entry | None) -> Item:
    """Id and file: the known ones, those that a UID of this site names, or new ones."""
    project, title = plan.project, item.event.text("SUMMARY")
    if known:
        return dataclasses.replace(item, id=known.id, path=known.path)
    local, _, domain = item.uid.rpartition("@")
    ours = domain == identity.uid_domain(project.settings) and re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", local)
    if ours and len(local) <= 80 and _is_free(plan, local):
        project.taken.add(local)
        made, uid = local, ""
    else:
        made, uid = _new_id(plan, title, item.span.start), item.uid
    folder = "/".join(filter(None, (project.events, plan.series)))
    return dataclasses.replace(item, uid=uid, id=made, path=f"{folder}/{made}.md")


def _new_id(plan: Plan, title: str, start: dt.datetime) -> str:
    """The title; with its day where another event has it already."""
    plain = plan.project.slug(title, "termin")
    if not _is_free(plan, plain):
        plain = f"{plain[:64].rstrip('-')}-{start:%Y-%m-%d}"
    return plan.project.new_id(plain, "termin")


def _is_free(plan: Plan, id: str) -> bool:
    """True for an id that nothing has, and whose file means nothing else (``index.md``, ``con.md``)."""
    return id not in plan.project.taken and id != "index" and not any(paths.name_problems(f"{id}.md"))


def parts_left_out(plan: Plan) -> Iterator[tuple[str, int]]:
    """What is no event, by name with its number."""
    names = Counter(part.name for calendar in plan.read.calendars for part in calendar.parts)
    names += Counter(part.name for _, event in plan.read.parts("VEVENT") for part in event.parts)
    yield from ((name, number) for name, number in sorted(names.items())
                if name in ("VTODO", "VJOURNAL", "VFREEBUSY", "VALARM"))  # fmt: skip
