"""What foreign programs read in a calendar: every date with its moments in UTC.

Run as a program it prints the table of programs and dates: ``.venv/bin/python tests/judged_calendars.py``.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import icalendar
from dateutil import rrule

import builders
import calendar_samples
from calendar_samples import Date
from dreiklang import feeds
from judged import node

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2028, 1, 1)
"""The days that programs which show days are asked for."""

KHAL = """\
[calendars]
[[all]]
path = {home}/all
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%MZ
longdatetimeformat = %Y-%m-%dT%H:%MZ
[sqlite]
path = {home}/khal.db
[default]
default_calendar = all
"""


def calendar(path: str = "veranstaltungen/kalender.ics") -> bytes:
    """The calendar of all samples."""
    made = {output.path: output for output in feeds.outputs(builders.site(*calendar_samples.events()))}
    content = made[path].make()
    assert isinstance(content, bytes)
    return content


def by_icalendar(content: bytes) -> list[Date]:
    """Python's icalendar, which must find no fault; dateutil works out its rules."""
    read = icalendar.Calendar.from_ical(content)
    faults = [fault for part in read.walk() for fault in part.errors]
    assert faults == []
    events = read.walk("VEVENT")
    changed = {(str(e["UID"]), e["RECURRENCE-ID"].dt): e for e in events if "RECURRENCE-ID" in e}
    found = []
    for event in events:
        if "RECURRENCE-ID" in event:
            continue
        for start in _starts(event):
            own = changed.get((str(event["UID"]), start))
            begin, end = (own["DTSTART"].dt, own["DTEND"].dt) if own else (start, _end(event, start))
            found.append(_date(str(event["UID"]), begin, end, str((own or event)["STATUS"])))
    return sorted(found)


def _starts(event: Any) -> Iterator[dt.date]:
    first = event["DTSTART"].dt
    if "RRULE" not in event:
        yield first
        return
    left_out = event.get("EXDATE", [])
    left_out = {date.dt for dates in _several(left_out) for date in dates.dts}
    whole_day = not isinstance(first, dt.datetime)
    begin = dt.datetime.combine(first, dt.time()) if whole_day else first
    for moment in rrule.rrulestr(event["RRULE"].to_ical().decode(), dtstart=begin):
        start = moment.date() if whole_day else moment
        if start not in left_out:
            yield start


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _end(event: Any, start: dt.date) -> dt.date:
    """As long after a begin as the first date lasts, by a stopwatch (RFC 5545, 3.8.5.3)."""
    first, end = event["DTSTART"].dt, event["DTEND"].dt
    if not isinstance(start, dt.datetime):
        return start + (end - first)
    return start.astimezone(dt.UTC) + (end.astimezone(dt.UTC) - first.astimezone(dt.UTC))


def _date(uid: str, start: dt.date, end: dt.date, status: str) -> Date:
    return Date(uid, _written(start), _written(end), "cancelled" if status == "CANCELLED" else "")


def _written(moment: dt.date) -> str:
    if not isinstance(moment, dt.datetime):
        return moment.isoformat()
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%MZ}"


def by_icaljs(content: bytes) -> list[Date]:
    """ical.js, which Thunderbird reads calendars with."""
    return rows(node("icaljs", content))


def by_node_ical(content: bytes) -> list[Date]:
    """node-ical, which shows calendars on many a screen."""
    return rows(node("nodeical", content))


def rows(read: list[dict[str, Any]]) -> list[Date]:
    """What a script prints, as dates."""
    return sorted(
        _date(r["uid"], *(_moment(r[name]) for name in ("start", "end")), r["status"]) for r in read
    )


def _moment(text: str) -> dt.date:
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def by_khal(content: bytes) -> list[Date]:
    """khal, a calendar for the terminal, after importing the calendar once."""
    with tempfile.TemporaryDirectory() as folder:
        return Khal(Path(folder)).take(content)


class Khal:
    """khal with one calendar in a folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "all").mkdir()
        (home / "config").write_text(KHAL.format(home=home), encoding="utf-8")

    def take(self, content: bytes) -> list[Date]:
        """Imports a calendar; gives every date that is known then."""
        (self.home / "new.ics").write_bytes(content)
        self._run("import", "--batch", "-a", "all", str(self.home / "new.ics"))
        form = "{uid}|{start-long}|{end-long}|{status}|{all-day}"
        # Each event once a day on which it starts.
        options = ["--notstarted", "--day-format", "", "--format", form]
        listed = self._run("list", *options, FIRST.isoformat(), LAST.isoformat())
        return sorted({self._date(line) for line in listed.splitlines() if line})

    def _date(self, line: str) -> Date:
        uid, start, end, status, whole_day = line.split("|")
        if whole_day == "True":
            end = (dt.date.fromisoformat(end) + dt.timedelta(days=1)).isoformat()
        return Date(uid, start, end, "cancelled" if status.strip() == "CANCELLED" else "")

    def _run(self, *arguments: str) -> str:
        return program("khal", "-c", str(self.home / "config"), *arguments, home=self.home)


def by_calcurse(content: bytes) -> list[Date]:
    """calcurse, on a computer in Berlin; it keeps titles instead of UIDs and days instead of spans."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "conf").write_text("format.inputdate=4\nformat.outputdate=%Y-%m-%d\n", encoding="utf-8")
        (home / "new.ics").write_bytes(content)
        common = ("calcurse", "-q", "-D", folder, "-C", folder)
        program(*common, "-i", str(home / "new.ics"), home=home)
        timed, whole = "%(start:epoch)|%(end:epoch)|%m\n", "day|%m\n"
        forms = (
            f"--format-{a}{b}={form}"
            for a in ("", "recur-")
            for b, form in (("apt", timed), ("event", whole))
        )
        span = ("--from", FIRST.isoformat(), "--days", str((LAST - FIRST).days))
        return _of_calcurse(program(*common, "-Q", *span, "--filter-type", "cal", *forms, home=home))


def _of_calcurse(listed: str) -> list[Date]:
    found: set[Date] = set()
    days: dict[str, list[dt.date]] = {}
    today = FIRST
    for line in listed.splitlines():
        if line.startswith("day|"):
            days.setdefault(line.removeprefix("day|"), []).append(today)
        elif "|" in line:
            start, end, title = line.split("|", 2)
            moments = (dt.datetime.fromtimestamp(int(at), dt.UTC) for at in (start, end))
            found.add(_date(*_named(title, *moments)))
        elif line.strip():
            today = dt.date.fromisoformat(line.strip().rstrip(":"))
    for title, each in days.items():
        for _, run in itertools.groupby(enumerate(each), lambda pair: pair[1] - dt.timedelta(days=pair[0])):
            together = [day for _, day in run]
            found.add(_date(*_named(title, together[0], together[-1] + dt.timedelta(days=1))))
    return sorted(found)


def _named(title: str, start: dt.date, end: dt.date) -> tuple[str, dt.date, dt.date, str]:
    name = title.removeprefix("Abgesagt: ")
    uid = f"{name.lower().replace(' ', '-')}@example.org"
    return uid, start, end, "CANCELLED" if name != title else ""


def program(name: str, *arguments: str, home: Path) -> str:
    """What a program prints that knows nothing but its own folder. Raises RuntimeError when it is missing."""
    if not shutil.which(name):
        raise RuntimeError(f"{name} is missing. Run: bash tests/judges/install")
    # Debian's programs live in Debian's Python.
    known = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    known |= {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
    known |= {"LC_ALL": "C.UTF-8", "TZ": "Europe/Berlin"}
    command = [name, *arguments]
    done = subprocess.run(command, env=known, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


ALL: dict[str, Callable[[bytes], list[Date]]] = {
    "icalendar": by_icalendar,
    "ical.js": by_icaljs,
    "node-ical": by_node_ical,
    "khal": by_khal,
    "calcurse": by_calcurse,
}


def table() -> Iterator[str]:
    """Every date that anybody reads or should, with who reads it."""
    content = calendar()
    expected = Counter(calendar_samples.expected())
    read = {name: Counter(judge(content)) for name, judge in ALL.items()}
    yield f"{'':78}{'expected':>10}" + "".join(f"{name:>11}" for name in read)
    for date in sorted(set(expected).union(*read.values())):
        marks = "".join(f"{'yes' if found[date] else '–':>11}" for found in read.values())
        row = f"{date.uid.partition('@')[0]:28} {date.start:17} {date.end:17} {date.state:10}"
        yield f"{row:78}{'yes' if expected[date] else '–':>10}{marks}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(table()) + "\n")
