"""Recurrence rules in words: ``jeden ersten Dienstag im Monat, bis 6. Juli 2027``."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.ground import dates
from dreiklang.site.site import Site

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MONDAY = dt.date(2024, 1, 1)
_WEEK, _WORKDAYS, _WEEKEND = set(_DAYS), set(_DAYS[:5]), set(_DAYS[5:])


def in_words(site: Site, event: Entry[Event], language: str) -> str:
    """How an event recurs and until when; empty where it takes place once.

    A rule that fits no short sentence is just called recurring: the dates themselves are listed beside it.
    """
    found = site.dates(event)
    if not event.fields.repeats or len(found) < 2:
        return ""
    first = event.fields.start.date()
    words = rule_in_words(event.fields.repeats.rule, first, language) or _text("repeats_other", language)
    last = max(date.start for date in found if not date.cancelled or all(d.cancelled for d in found))
    return _text("repeats_until", language, rule=words, date=dates.unbroken(dates.day(last, language)))


def rule_in_words(rule: str, first: dt.date, language: str) -> str:
    """A rule whose first date is ``first``, without its end; empty for what no short sentence says."""
    said = _Rule.of(rule, first, language)
    makers = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}
    return makers[said.frequency](said)


@dataclass(frozen=True)
class _Rule:
    """The parts of a rule that say when; ``days`` are (number or 0, weekday)."""

    language: str
    first: dt.date
    frequency: str
    interval: int
    days: tuple[tuple[int, str], ...]
    month_days: tuple[int, ...]
    months: tuple[int, ...]
    position: int

    @classmethod
    def of(cls, rule: str, first: dt.date, language: str) -> _Rule:
        """A checked rule, taken apart."""
        parts = dict(part.split("=") for part in rule.split(";"))
        days = [(int(day[:-2] or 0), day[-2:]) for day in parts.get("BYDAY", "").split(",") if day]
        position = int(parts.get("BYSETPOS", 0))
        if position and len(days) == 1 and not days[0][0]:
            days, position = [(position, days[0][1])], 0
        days.sort(key=lambda day: (day[0] <= 0, day[0], _DAYS.index(day[1])))
        return cls(
            language, first, parts["FREQ"], int(parts.get("INTERVAL", 1)), tuple(dict.fromkeys(days)),
            _numbers(parts.get("BYMONTHDAY", "")), _numbers(parts.get("BYMONTH", "")), position,
        )  # fmt: skip

    @property
    def weekdays(self) -> list[str]:
        """Weekdays without a number, from Monday on."""
        return [day for number, day in self.days if not number]

    @property
    def is_numbered(self) -> bool:
        """True where every weekday has a number: the first Tuesday."""
        return bool(self.days) and all(number for number, _ in self.days)

    def text(self, key: str, **values: str) -> str:
        """Words of the interface."""
        return _text(f"repeats_{key}", self.language, **values)

    def only(self, words: str, days: bool = True, months: bool = True) -> str:
        """The words with what else must hold: ``…, nur freitags, nur im Mai``."""
        more = [words]
        if days and self.weekdays:
            more.append(self.text("only_days", days=_names(self.weekdays, self.language, "adverb")))
        if months and self.months:
            more.append(self.text("only_months", months=_months(self.months, self.language)))
        return ", ".join(more)

    def every(self, unit: str) -> str:
        """``alle zwei Wochen``; ``jeden Tag``."""
        if self.interval == 1:
            return self.text(f"every_{unit}")
        return self.text(f"every_{unit}s", n=_spelled(self.interval, self.language))


def _daily(said: _Rule) -> str:
    if said.interval == 1 and said.weekdays and not said.month_days:
        return said.only(_every_weekday(said), days=False)
    if said.month_days:
        return said.only(_on_month_days(said)) if said.interval == 1 else ""
    return said.only(said.every("day"))


def _weekly(said: _Rule) -> str:
    if said.month_days:
        return ""
    if said.interval == 1:
        return said.only(_every_weekday(said), days=False)
    days = _names(said.weekdays or [_DAYS[said.first.weekday()]], said.language, "name")
    return said.only(said.text("on_days", every=said.every("week"), days=days), days=False)


def _monthly(said: _Rule) -> str:
    if said.position:
        day = _positioned(said)
        return said.only(_monthly_on(said, "nth", day), days=False) if day else ""
    if said.is_numbered:
        return "" if said.month_days else said.only(_monthly_on(said, "nth", _nth_days(said)), days=False)
    if said.days and said.days[0][0]:
        return ""
    if said.weekdays and not said.month_days:
        words = _every_weekday(said)
        return said.only(words if said.interval == 1 else f"{said.every('month')} {words}", days=False)
    return said.only(_on_month_days(said))


def _yearly(said: _Rule) -> str:
    plain = not said.position and not said.is_numbered
    if plain and said.days:
        return _yearly_weekdays(said)
    if plain:
        return _yearly_days(said)
    day = _positioned(said) if said.position else _nth_days(said)
    if not day or said.month_days or (said.position and len(said.months) > 1):
        return ""
    within = said.text("in_months", months=_months(said.months, said.language)) if said.months else ""
    return said.text("yearly_nth", every=said.every("year"), day=day, within=within or said.text("in_year"))


def _yearly_weekdays(said: _Rule) -> str:
    if said.month_days or said.interval > 1 or not said.weekdays or len(said.weekdays) < len(said.days):
        return ""
    return said.only(_every_weekday(said), days=False)


def _yearly_days(said: _Rule) -> str:
    """``jedes Jahr am 6. Oktober``; days of every month where no month is named."""
    if said.month_days and not said.months:
        return said.only(_on_month_days(said)) if said.interval == 1 else ""
    wanted = said.month_days or (said.first.day,)
    if min(wanted) < 1:
        return ""
    # 2024 had a 29th of February; a day that a month never has is none of the rule's.
    named = [(month, day) for month in said.months or (said.first.month,) for day in wanted]
    found = [said.text("on_date", date=dates.day_and_month(dt.date(2024, m, d), said.language))
             for m, d in named if d <= _longest(m)]  # fmt: skip
    return said.text("on_dates", every=said.every("year"), days=dates.enumeration(found, said.language))


def _every_weekday(said: _Rule) -> str:
    """``jeden Dienstag und Donnerstag``."""
    days = said.weekdays or [_DAYS[said.first.weekday()]]
    if {*days} == _WEEK:
        return said.text("every_day")
    if {*days} == _WORKDAYS:
        return said.text("every_workday")
    return said.text("every_weekday", days=_names(days, said.language, "name"))


def _monthly_on(said: _Rule, key: str, days: str) -> str:
    if said.interval == 1:
        return said.text(f"monthly_{key}", days=days)
    return said.text("on_days", every=said.every("month"), days=days)


def _on_month_days(said: _Rule) -> str:
    """``am 1. und 15. jedes Monats``."""
    wanted = sorted(said.month_days or (said.first.day,), key=lambda day: (day < 0, day))
    days = dates.enumeration([_day_of_month(said, day) for day in wanted], said.language)
    if said.interval == 1 or said.frequency != "MONTHLY":
        return said.text("monthly_days", days=days)
    return said.text("on_dates", every=said.every("month"), days=days)


def _day_of_month(said: _Rule, day: int) -> str:
    if day > 0:
        return said.text("day_number", n=_ordinal(day, said.language))
    if day >= -2:
        return said.text("day_last" if day == -1 else "day_last_but_one")
    return said.text("day_before_end", n=_spelled(-day - 1, said.language))


def _nth_days(said: _Rule) -> str:
    """``ersten Dienstag und dritten Donnerstag``."""
    known = [said.text("nth", nth=_nth(n, said), day=_name(day, said.language)) for n, day in said.days]
    return dates.enumeration(known, said.language)


def _positioned(said: _Rule) -> str:
    """``letzten Tag von Montag bis Freitag``; empty for numbered days and days of the month."""
    days = {*said.weekdays}
    if len(said.weekdays) < len(said.days) or said.month_days:
        return ""
    nth = _nth(said.position, said)
    if days == _WEEK:
        return said.text("nth_day", nth=nth)
    if days == _WORKDAYS:
        return said.text("nth_workday", nth=nth)
    if days == _WEEKEND:
        return said.text("nth_weekend_day", nth=nth)
    return said.text("nth_of", nth=nth, days=_names(said.weekdays, said.language, "name"))


def _nth(number: int, said: _Rule) -> str:
    words = said.text("ordinals" if number > 0 else "ordinals_last").split(",")
    return words[abs(number) - 1].strip()


def _names(days: list[str], language: str, form: str) -> str:
    """``Montag und Dienstag``; as adverbs ``montags und dienstags``."""
    names = [_name(day, language) for day in days]
    if form == "adverb":
        names = [_text("repeats_adverb", language, day=name.lower() if language == "de" else name)
                 for name in names]  # fmt: skip
    return dates.enumeration(names, language)


def _name(day: str, language: str) -> str:
    return dates.weekday(_MONDAY + dt.timedelta(days=_DAYS.index(day)), language)


def _months(months: tuple[int, ...], language: str) -> str:
    return dates.enumeration([dates.month(dt.date(2024, month, 1), language) for month in months], language)


def _longest(month: int) -> int:
    """Days of a month in a leap year."""
    return (dt.date(2024 + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(number) for number in re.findall(r"-?\d+", text)}))


def _spelled(number: int, language: str) -> str:
    words = i18n.text("numbers", language).split()
    return words[number] if number < len(words) else str(number)


def _ordinal(number: int, language: str) -> str:
    """``6.``; ``6th``."""
    if language == "de":
        return f"{number}."
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _text(key: str, language: str, **values: str) -> str:
    return i18n.text(key, language).format(**values)
