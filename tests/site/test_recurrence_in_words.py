"""Recurrence rules in words."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from pydantic import ValidationError

import builders
from dreiklang.content.recurrence import Repeats
from dreiklang.site import recurrence_in_words

TUESDAY = dt.date(2026, 10, 6)
RULES = [
    ("FREQ=WEEKLY", "jeden Dienstag", "every Tuesday"),
    ("FREQ=WEEKLY;BYDAY=WE,MO", "jeden Montag und Mittwoch", "every Monday and Wednesday"),
    ("FREQ=WEEKLY;INTERVAL=2", "alle zwei Wochen am Dienstag", "every two weeks on Tuesday"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "jeden Tag von Montag bis Freitag", "every day from Monday to Friday"),
    ("FREQ=WEEKLY;BYMONTH=5,6", "jeden Dienstag, nur im Mai und Juni", "every Tuesday, only in May and June"),
    ("FREQ=DAILY", "jeden Tag", "every day"),
    ("FREQ=DAILY;INTERVAL=14", "alle 14 Tage", "every 14 days"),
    ("FREQ=DAILY;BYDAY=TU,TH", "jeden Dienstag und Donnerstag", "every Tuesday and Thursday"),
    ("FREQ=DAILY;INTERVAL=3;BYDAY=TU", "alle drei Tage, nur dienstags", "every three days, only on Tuesdays"),
    ("FREQ=MONTHLY;BYDAY=1TU", "jeden ersten Dienstag im Monat", "on the first Tuesday of every month"),
    ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1", "jeden ersten Dienstag im Monat", "on the first Tuesday of every month"),
    ("FREQ=MONTHLY;BYDAY=-1FR", "jeden letzten Freitag im Monat", "on the last Friday of every month"),
    ("FREQ=MONTHLY;BYDAY=3TH,1TU", "jeden ersten Dienstag und dritten Donnerstag im Monat",
     "on the first Tuesday and the third Thursday of every month"),
    ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU", "alle zwei Monate am ersten Dienstag",
     "every two months on the first Tuesday"),
    ("FREQ=MONTHLY;BYDAY=1TU;BYMONTH=3,9", "jeden ersten Dienstag im Monat, nur im März und September",
     "on the first Tuesday of every month, only in March and September"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "jeden letzten Tag von Montag bis Freitag im Monat",
     "on the last day from Monday to Friday of every month"),
    ("FREQ=MONTHLY;BYDAY=TU", "jeden Dienstag", "every Tuesday"),
    ("FREQ=MONTHLY", "am 6. jedes Monats", "on the 6th of every month"),
    ("FREQ=MONTHLY;BYMONTHDAY=15,1", "am 1. und am 15. jedes Monats", "on the 1st and on the 15th of every month"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "am letzten Tag jedes Monats", "on the last day of every month"),
    ("FREQ=MONTHLY;BYMONTHDAY=-4", "drei Tage vor dem letzten Tag jedes Monats",
     "three days before the last day of every month"),
    ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "am 13. jedes Monats, nur freitags",
     "on the 13th of every month, only on Fridays"),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "alle drei Monate am 15.", "every three months on the 15th"),
    ("FREQ=YEARLY", "jedes Jahr am 6. Oktober", "every year on 6 October"),
    ("FREQ=YEARLY;INTERVAL=2", "alle zwei Jahre am 6. Oktober", "every two years on 6 October"),
    ("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1", "jedes Jahr am 1. März und am 1. September",
     "every year on 1 March and on 1 September"),
    ("FREQ=YEARLY;BYMONTH=3;BYDAY=1TU", "jedes Jahr am ersten Dienstag im März",
     "every year on the first Tuesday in March"),
    ("FREQ=YEARLY;BYDAY=-1TU", "jedes Jahr am letzten Dienstag des Jahres",
     "every year on the last Tuesday of the year"),
    ("FREQ=YEARLY;BYMONTH=3;BYDAY=TU", "jeden Dienstag, nur im März", "every Tuesday, only in March"),
    ("FREQ=YEARLY;BYMONTHDAY=15", "am 15. jedes Monats", "on the 15th of every month"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "german", "english"), RULES)
def test_rules_in_words(rule, german, english):
    """A rule is said as people say it, in German and in English."""
    assert recurrence_in_words.rule_in_words(rule, TUESDAY, "de") == german
    assert recurrence_in_words.rule_in_words(rule, TUESDAY, "en") == english


def test_an_event_says_until_when():
    """The words end with the last date that takes place."""
    changed = [{"date": "2026-12-01", "cancelled": "true"}]
    event = builders.entry(
        "event", "runde", start="2026-10-06 16:00", end="2026-10-06 17:00",
        repeats={"rule": "FREQ=MONTHLY;BYDAY=1TU;COUNT=3", "changed": changed},
    )  # fmt: skip
    site = builders.site(event)
    words = recurrence_in_words.in_words(site, event, "de")
    assert words == "jeden ersten Dienstag im Monat, bis 3.\u00a0November\u00a02026"
    assert recurrence_in_words.in_words(site, builders.entry("event", "einmal"), "de") == ""


def accepted():
    """Every combination of parts that the fields accept."""
    parts = {
        "FREQ": ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"],
        "INTERVAL": ["", "1", "2", "13"],
        "BYDAY": ["", "TU", "MO,TU", "1TU", "-5TU", "1MO,TU", "MO,TU,WE,TH,FR,SA,SU", "SA,SU"],
        "BYMONTHDAY": ["", "6", "-1", "-2", "-31", "1,31"],
        "BYMONTH": ["", "10", "2,10"],
        "BYSETPOS": ["", "1", "-5"],
    }
    for values in itertools.product(*parts.values()):
        rule = ";".join(f"{name}={value}" for name, value in zip(parts, values, strict=True) if value)
        try:
            yield Repeats(rule=f"{rule};COUNT=3").rule
        except ValidationError:
            continue


def test_every_accepted_rule_is_said():
    """Whatever a text may state is told in one line; what no sentence says is called several dates."""
    rules = list(accepted())
    assert len(rules) > 1000
    for rule, language in itertools.product(rules, ("de", "en")):
        words = recurrence_in_words.rule_in_words(rule, TUESDAY, language)
        assert "\n" not in words
        assert "{" not in words
        assert "  " not in words
        assert words == words.strip()


def test_what_no_sentence_says_is_called_several_dates():
    """The rarest rules are not half told: their dates stand beside the words."""
    event = builders.entry(
        "event", "runde", start="2026-10-06 16:00", end="2026-10-06 17:00",
        repeats={"rule": "FREQ=YEARLY;BYDAY=1TU;BYMONTHDAY=1,2,3,4,5,6,7;COUNT=3"},
    )  # fmt: skip
    assert recurrence_in_words.in_words(builders.site(event), event, "de").startswith(
        "an mehreren Terminen, bis "
    )
