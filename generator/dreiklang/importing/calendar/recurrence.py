"""Recurring events: rule, days left out and single dates that differ, as ``repeats`` says them.

Rules of strangers may give endless dates or be searched to the end of time: only ``YEARS`` are
looked at, and what has no end gets one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from pydantic import ValidationError

from dreiklang.content import recurrence
from dreiklang.content.recurrence import MOST_DATES, Repeats
from dreiklang.importing.calendar import times
from dreiklang.importing.calendar.parsing import Component
from dreiklang.importing.calendar.planning import Item, Plan, Span, span_of
from dreiklang.importing.calendar.writing import moment
from dreiklang.importing.feed.front_matter import Value

YEARS = 30
_CLOCK = {"BYHOUR": "hour", "BYMINUTE": "minute", "BYSECOND": "second"}
"""Parts that only repeat the begin's own time of the day."""


def recurrence_of(plan: Plan, item: Item) -> dict[str, Value]:
    """The field ``repeats``; empty for what takes place once, or by a rule that has no words here."""
    rows = item.event.all("RRULE")
    extra = [value for row in item.event.all("RDATE") for value in row.value.split(",")][: MOST_DATES + 1]
    if extra:
        listed = ", ".join(value[:8] for value in extra[:12])
        plan.report("import-dates-more", item.path, title=item.event.text("SUMMARY"), days=listed)
    if not rows:
        _lost(plan, item, item.exceptions)
        return {}
    rule, until = _rule(rows[0].value, item.span, plan)
    days = _days(rule, until, item.span)
    if len(rows) > 1 or not days or days[0] != item.span.start.date() or item.event.one("EXRULE"):
        plan.report("import-rule", item.path, title=item.event.text("SUMMARY"), rule=rows[0].value)
        _lost(plan, item, item.exceptions)
        return {}
    if len(days) > MOST_DATES:
        days, until = days[:MOST_DATES], days[MOST_DATES - 1]
        rule = re.sub(r";?COUNT=\d+", "", rule)
        plan.report("import-repeats-long", item.path, most=MOST_DATES, day=str(until))
    elif not re.search("COUNT=|UNTIL=", rows[0].value.upper()):
        plan.report("import-repeats-endless", item.path, day=str(until))
    changed = list(_changed(plan, item, set(days)))
    without = _without(plan, item, set(days)) - {str(row["date"]) for row in changed}
    made: dict[str, Value] = {"rule": rule, "until": str(until) if until else None,
                              "without": sorted(without), "changed": changed}  # fmt: skip
    return {key: value for key, value in made.items() if value}


def _rule(written: str, span: Span, plan: Plan) -> tuple[str, dt.date | None]:
    """The rule without its end, and the last day; a number of dates stays in the rule."""
    parts = [part.partition("=")[::2] for part in re.sub(r"\s", "", written).upper().split(";") if part]
    own = {name: str(getattr(span.start, unit)) for name, unit in _CLOCK.items()}
    kept = [(name, value) for name, value in parts if name != "UNTIL" and own.get(name) != value]
    rule = ";".join(f"{name}={value.replace('+', '')}" for name, value in kept)
    if "COUNT" in dict(kept):
        return rule, None
    end = times.parse_time(dict(parts).get("UNTIL", ""))
    if end is None:
        # Nobody plans for ever: to the end of the next year, and an editor goes on from there.
        last = dt.date(plan.project.settings.as_of.year + 1, 12, 31)
        return rule, max(last, span.start.date() + dt.timedelta(days=365))
    return rule, _last_day(end, span)


def _last_day(end: times.Written, span: Span) -> dt.date:
    """The last day on which a date may begin at its usual time."""
    last = end.moment
    if end.utc:
        last = last.replace(tzinfo=dt.UTC).astimezone(span.zone).replace(tzinfo=None)
    early = not end.day_only and last.time() < span.start.time() and not span.whole_day
    return last.date() - dt.timedelta(days=early)


def _days(rule: str, until: dt.date | None, span: Span) -> list[dt.date]:
    """The days of a rule, at most one more than may be; none for a rule that has no words here."""
    count = re.search(r"COUNT=(\d{1,7})$|COUNT=(\d{1,7});", rule)
    most = min(int(count[1] or count[2]) if count else MOST_DATES + 1, MOST_DATES + 1)
    last = span.start.date() + dt.timedelta(days=366 * YEARS)
    endless = ";".join(part for part in rule.split(";") if not part.startswith("COUNT="))
    try:
        Repeats(rule=rule, until=until)
        probe = Repeats(rule=endless, until=min(until or last, last))
    except ValidationError:
        return []
    if not _gives(rule, span.start.date()):
        return []
    return list(recurrence.days(probe, span.start.replace(tzinfo=None), span.zone)[:most])


def _gives(rule: str, day: dt.date) -> bool:
    """False where a rule leaves out its own first day: looking for its next one may take long."""
    parts = {name: value.split(",") for name, _, value in (part.partition("=") for part in rule.split(";"))}
    # The last of a month is -1: days are counted from both ends.
    following = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    numbers = {str(day.day), str(day.day - (following - dt.timedelta(days=1)).day - 1)}
    weekday = recurrence.WEEKDAYS[day.weekday()]
    return (
        str(day.month) in parts.get("BYMONTH", [str(day.month)])
        and bool(numbers & {*parts.get("BYMONTHDAY", numbers)})
        and any(written.endswith(weekday) for written in parts.get("BYDAY", [weekday]))
    )


def _without(plan: Plan, item: Item, days: set[dt.date]) -> set[str]:
    """Days left out (3.8.5.1), as far as the rule gives them."""
    found = set()
    for row in item.event.all("EXDATE"):
        for value in row.value.split(",")[: 4 * MOST_DATES]:
            day = _day(plan, item, times.parse_time(value, row.parameters.get("TZID", "")))
            found |= {str(day)} if day in days else set()
    return found


def _day(plan: Plan, item: Item, written: times.Written | None) -> dt.date | None:
    """The day of the rule that a value of EXDATE or RECURRENCE-ID means."""
    if written is None or written.day_only:
        return written.moment.date() if written else None
    if item.span.whole_day:
        return plan.moment(item.calendar, written).date()
    return plan.moment(item.calendar, written).astimezone(item.span.zone).date()


def _changed(plan: Plan, item: Item, days: set[dt.date]) -> Iterator[dict[str, Value]]:
    """Single dates that differ, each day once; those of no day of the rule are reported."""
    seen: set[dt.date] = set()
    lost: list[Component] = []
    for event in sorted(item.exceptions, key=lambda e: e.line):
        day = _day(plan, item, times.time_of(event.one("RECURRENCE-ID")))
        row = event.one("RECURRENCE-ID")
        if day not in days or day in seen or (row and "RANGE" in row.parameters) or len(seen) >= MOST_DATES:
            lost.append(event)
            continue
        assert day is not None  # noqa: S101 - None is no day of the rule
        seen.add(day)
        if made := _difference(plan, item, event, day):
            yield {"date": str(day), **made}
    _lost(plan, item, tuple(lost))


def _difference(plan: Plan, item: Item, event: Component, day: dt.date) -> dict[str, Value]:
    """How one date differs from what the rule says of it."""
    if event.text("STATUS").upper() == "CANCELLED":
        return {"cancelled": True, "note": _note(item, event)}
    made: dict[str, Value] = {}
    span, usual = span_of(plan, item.calendar, event), item.span
    if span and span.whole_day == usual.whole_day:
        start, end = span.start.astimezone(usual.zone), span.end.astimezone(usual.zone)
        begin = dt.datetime.combine(day, usual.start.time(), usual.zone)
        lasts = usual.end.replace(tzinfo=None) - usual.start.replace(tzinfo=None)
        moved, longer = start != begin, end.replace(tzinfo=None) - start.replace(tzinfo=None) != lasts
        made["start"] = moment(start, usual.whole_day) if moved else None
        made["end"] = moment(end, usual.whole_day) if longer else None
    elif span:
        plan.report("import-date-otherwise", plan.at(event), title=event.text("SUMMARY"), day=str(day))
    made["note"] = _note(item, event)
    return {key: value for key, value in made.items() if value}


def _note(item: Item, event: Component) -> str:
    """Another title, another place: in words, as a date has no fields for them."""
    parts = [event.text(name) for name in ("SUMMARY", "LOCATION")
             if event.text(name) and event.text(name) != item.event.text(name)]  # fmt: skip
    return " ".join(" · ".join(parts).split())[:300]


def _lost(plan: Plan, item: Item, events: tuple[Component, ...]) -> None:
    if events:
        days = ", ".join(dict.fromkeys(event.text("RECURRENCE-ID")[:8] for event in events[:12]))
        plan.report("import-dates-lost", item.path, title=item.event.text("SUMMARY"), days=days)
