"""A calendar of another system becomes event files, and the site's calendar says the same.

``samples/calendars/<system>.txt`` shows the files and the report. To accept what is made now,
after reading it: ``ACCEPT=1 pytest tests/importing/calendar/test_calendar.py``.
"""

from __future__ import annotations

import datetime as dt
import os
import time
import zoneinfo
from pathlib import Path
from typing import Any

import icalendar
import pytest

from against.test_against import AS_OF, CONFIG, served, text  # noqa: F401 - a fixture
from conftest import ROOT, run
from dreiklang import build, feeds, settings
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EVENT, EVENT_SERIES
from dreiklang.ground.problems import ProblemsFound, blocking
from dreiklang.importing.calendar.run import Done
from dreiklang.importing.calendar.run import import_calendar as brought

CALENDARS = ROOT / "tests/samples/calendars"
SYSTEMS = sorted(path.stem for path in CALENDARS.glob("*.ics"))
BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")


def project(root: Path, config: str = CONFIG) -> Path:
    """The smallest project, with one topic and one organisation."""
    text(root / "docs/index.md", "id: home\ntitle: Start\n")
    text(root / "docs/themen/z.md", "id: zusammenarbeit\ntitle: Zusammenarbeit\n")
    text(root / "docs/organisationen/a.md", "id: akademie\ntitle: Akademie Offenes Rathaus\n")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return root


@pytest.fixture
def root(tmp_path) -> Path:
    """That project."""
    return project(tmp_path / "project")


def bring(root: Path, source: str | Path, **wishes: Any) -> Done:
    """Imports a calendar."""
    return brought(root, settings.load(root, AS_OF), str(source), **wishes)


def examined(root: Path) -> build.Examined:
    """The project, read and checked."""
    return build.examine(root, settings.load(root, AS_OF))


def calendar(root: Path) -> bytes:
    """The calendar of all events that the site gives."""
    found = examined(root)
    assert not blocking(found.problems)
    outputs = {output.path: output for output in feeds.outputs(found.published)}
    made = outputs["veranstaltungen/kalender.ics"].make()
    assert isinstance(made, bytes)
    return made


def event(*rows: str, head: str = "") -> str:
    """A calendar with one event of these content lines; begin and end stand in it unless given."""
    usual = ["UID:a@alt.example", "SUMMARY:Fachtag"]
    if not any(row.startswith("DTSTART") for row in rows):
        usual += ["DTSTART;TZID=Europe/Berlin:20261203T100000", "DTEND;TZID=Europe/Berlin:20261203T160000"]
    usual = [row for row in usual if row.partition(":")[0] not in {r.partition(":")[0] for r in rows}]
    inner = "\r\n".join([*usual, *rows])
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}BEGIN:VEVENT\r\n{inner}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def one(root: Path, *rows: str, head: str = "") -> tuple[Entry, set[str]]:
    """The only event that a calendar becomes, checked, and the codes of what is told."""
    source = root / "alt.ics"
    source.write_bytes(event(*rows, head=head).encode())
    done = bring(root, source)
    found = examined(root)
    assert not blocking(found.problems)
    (entry,) = found.whole.library.of(EVENT)
    return entry, {problem.code for problem in done.problems}


@pytest.mark.parametrize("system", SYSTEMS)
def test_files_and_report_are_what_was_read_and_accepted(root, system, monkeypatch):
    """Files are written as editors would write them, and what has no place is named."""
    monkeypatch.chdir(CALENDARS)
    done = bring(root, f"{system}.ics")
    shown = "".join(f"==> {path} <==\n{(root / path).read_text(encoding='utf-8')}\n" for path in done.written)
    shown += "==> report <==\n" + "".join(f"{p.place} {p.code}\n  {p.message('de')}\n" for p in done.problems)
    expected = CALENDARS / f"{system}.txt"
    if os.environ.get("ACCEPT"):
        expected.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == expected.read_text(encoding="utf-8")
    assert not blocking(examined(root).problems)


def said(raw: bytes, home: zoneinfo.ZoneInfo = BERLIN) -> dict[tuple[str, str], tuple[object, ...]]:
    """What calendars know of every date: UID and RECURRENCE-ID, instants, title, state and rule."""
    found = {}
    for part in icalendar.Calendar.from_ical(raw).walk("VEVENT"):
        start = part["DTSTART"].dt
        end = part["DTEND"].dt if "DTEND" in part else start + part["DURATION"].dt
        rule = part["RRULE"].to_ical().decode() if "RRULE" in part else ""
        days = part.get("EXDATE", [])
        days = days if isinstance(days, list) else [days]
        without = sorted(str(day.dt) for group in days for day in group.dts)
        # Whole days of Outlook are midnights; our own are dates.
        moments = tuple(moment.astimezone(home) if isinstance(moment, dt.datetime) else
                        dt.datetime.combine(moment, dt.time(), home) for moment in (start, end))  # fmt: skip
        key = (str(part["UID"]), str(part.get("RECURRENCE-ID") and part["RECURRENCE-ID"].dt))
        found[key] = (*moments, str(part["SUMMARY"]), str(part.get("STATUS", "CONFIRMED")), rule, without)
    return found


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_sites_calendar_says_what_the_source_said(root, system):
    """Every UID has the instants and the title of the source, as icalendar reads both; SEQUENCE never falls."""
    raw = (CALENDARS / f"{system}.ics").read_bytes()
    bring(root, CALENDARS / f"{system}.ics")
    made = calendar(root)
    before, now = said(raw), said(made)
    masters = {key: value for key, value in now.items() if key[1] == "None"}
    assert masters
    for key, (start, end, title, status, *_) in masters.items():
        prefix = "Abgesagt: " if status == "CANCELLED" else ""
        assert (start, end, title.removeprefix(prefix), status) == before[key][:4]
    assert (
        _sequences(made).items() >= {uid: n for uid, n in _sequences(raw).items() if uid in dict(now)}.items()
    )
    left = {uid for uid, _ in before} - {uid for uid, _ in now}
    assert len(left) == {"outlook": 1, "google": 1}.get(system, 0)  # the private and the tentative one


def _sequences(raw: bytes) -> dict[str, int]:
    parts = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    return {str(p["UID"]): int(p.get("SEQUENCE", 0)) for p in parts if "RECURRENCE-ID" not in p}


OWN = {
    "fachtag": "title: 'Fachtag; mit, Komma „und“ \\ Strich'\nstart: 2026-12-03 10:00\nend: 2026-12-03 16:00\n"
    "summary: Ein Tag.\nupdated: 2026-10-01\nvenue: {name: Rathaus, street: Markt 1, postcode: '24103', town: Kiel}\n",
    "tage": "title: Tage\nwhole_day: true\nstart: 2027-02-03\nend: 2027-02-05\n",
    "abgesagt": "title: Treffen\nstart: 2027-01-03 10:00\nend: 2027-01-03 11:00\nstatus: cancelled\nchanges:\n"
    "  - {date: 2026-11-01, field: start, text: Später.}\n  - {date: 2026-11-05, field: status, text: Fällt aus.}\n",
    "verschoben": "title: Runde\nstart: 2027-01-04 10:00\nend: 2027-01-04 11:00\nstatus: postponed\n"
    "changes: [{date: 2026-11-01, field: status, text: Verschoben.}]\n",
    "online": "title: Runde zwei\nstart: 2027-01-05 10:00\nend: 2027-01-05 11:00\nstatus: moved_online\n"
    "online: https://meet.example/x\nchanges: [{date: 2026-11-01, field: status, text: Online.}]\n",
    "fern": "title: Fern\ntimezone: America/New_York\nstart: 2027-03-14 10:00\nend: 2027-03-14 11:00\n",
    "doppelt": "title: Nachts\nstart: '2026-10-25 02:30+01:00'\nend: 2026-10-25 04:00\n",
    "woche": "title: Woche\nstart: 2027-01-05 12:05\nend: 2027-01-05 13:00\nrepeats:\n  rule: FREQ=WEEKLY;BYDAY=TU\n"
    "  until: 2027-04-06\n  without: [2027-02-09]\n  changed:\n    - {date: 2027-03-09, start: 2027-03-10 12:05}\n"
    "    - {date: 2027-03-16, cancelled: true}\n",
    "viertel": "title: Viermal\nstart: 2027-01-07 12:05\nend: 2027-01-07 13:00\n"
    "repeats: {rule: FREQ=MONTHLY;BYDAY=1TH;COUNT=4}\n",
    "mitgebracht": "title: Von anderswo\nuid: 'xyz,1@alt.example'\nsequence: 7\nstart: 2027-01-08 12:05\n"
    "end: 2027-01-08 13:00\n",
}  # fmt: skip


@pytest.mark.parametrize("domain", ["https://example.org/probe/", "https://neu.example/"])
def test_a_calendar_of_our_own_comes_back_the_same(tmp_path, domain):
    """Written by a build and brought into an empty project, a calendar gives the same one: UIDs, times, rules, states."""
    first = project(tmp_path / "eins")
    for id, fields in OWN.items():
        text(first / f"events/{id}.md", f"id: {id}\n{fields}")
    raw = calendar(first)
    (tmp_path / "alt.ics").write_bytes(raw)
    second = project(tmp_path / "zwei", CONFIG.replace("https://example.org/probe/", domain))
    assert bring(second, tmp_path / "alt.ics").events == len(OWN)
    made = calendar(second)
    assert said(made) == said(raw)
    assert {uid: max(n, 1) for uid, n in _sequences(made).items()} == {
        uid: max(n, 1) for uid, n in _sequences(raw).items()
    }
    ids = {path.stem for path in second.glob("events/*.md")}
    made_here = {*OWN} - {"mitgebracht"}
    assert made_here <= ids if domain in CONFIG else not ids & {"abgesagt", "verschoben"}


def test_a_second_import_changes_nothing(root):
    """What was brought is known by its UID, even when a file was renamed and titles changed."""
    first = bring(root, CALENDARS / "google.ics")
    (root / first.written[0]).rename(root / "events/anders.md")
    before = {path: path.read_bytes() for path in root.glob("events/*.md")}
    again = bring(root, CALENDARS / "google.ics")
    assert again.written == ()
    assert {path: path.read_bytes() for path in root.glob("events/*.md")} == before
    assert {p.place.file for p in again.problems if p.code == "import-file-exists"} == set(again.kept)


def test_events_go_into_a_series(root):
    """With a series events lie in its folder, whose page is made once and named as the calendar."""
    bring(root, CALENDARS / "google.ics", series="mittags")
    library = examined(root).whole.library
    (series,) = library.of(EVENT_SERIES)
    assert series.title == "Bündnis Wiesental"
    assert {e.parent for e in library.of(EVENT)} == {series.id}
    (root / "events/mittags/index.md").write_text("---\nid: mittags\ntitle: Anders\n---\n", encoding="utf-8")
    bring(root, CALENDARS / "google.ics", series="mittags", replace=True)
    assert "Anders" in (root / "events/mittags/index.md").read_text(encoding="utf-8")
    with pytest.raises(ProblemsFound, match="import-series-name"):
        bring(root, CALENDARS / "google.ics", series="../docs")


@pytest.mark.parametrize(
    ("rows", "start", "end"),
    [
        (("DTSTART:20260701T080000Z", "DTEND:20260701T090000Z"), "2026-07-01T10:00+02:00", "2026-07-01T11:00+02:00"),
        (("DTSTART:20260701T080000", "DURATION:PT90M"), "2026-07-01T08:00+02:00", "2026-07-01T09:30+02:00"),
        (("DTSTART;VALUE=DATE:20260701",), "2026-07-01T00:00+02:00", "2026-07-01T23:59+02:00"),
        (("DTSTART;VALUE=DATE:20260701", "DURATION:P2D"), "2026-07-01T00:00+02:00", "2026-07-02T23:59+02:00"),
        (
            ("DTSTART;TZID=/citadel.org/20210210_1/America/New_York:20260701T080000", "DURATION:PT1H"),
            "2026-07-01T08:00-04:00",
            "2026-07-01T09:00-04:00",
        ),
        (
            ("DTSTART;TZID=Eastern Standard Time:20260701T080000", "DTEND:20260701T130000Z"),
            "2026-07-01T08:00-04:00",
            "2026-07-01T09:00-04:00",
        ),
        # Both sides of the hour that is there twice, and the one that is not there at all.
        (("DTSTART;TZID=Europe/Berlin:20261025T023000", "DTEND:20261025T013000Z"), "2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"),
        (("DTSTART;TZID=Europe/Berlin:20270328T023000", "DURATION:PT1H"), "2027-03-28T03:30+02:00", "2027-03-28T04:30+02:00"),
    ],
)  # fmt: skip
def test_moments_are_what_the_calendar_means(root, rows, start, end):
    """Zones of IANA, Windows and programs, UTC, no zone, whole days and durations keep their moments."""
    entry, _ = one(root, *rows)
    site = examined(root).published
    found = [moment.astimezone(dt.UTC) for moment in (site.start(entry), site.end(entry))]
    assert found == [dt.datetime.fromisoformat(moment).astimezone(dt.UTC) for moment in (start, end)]


def test_a_zone_that_only_the_calendar_defines_is_told_by_its_rules(root):
    """A name nobody knows means the zone whose clocks go as its rules say; without rules it is named."""
    new_york = (
        "BEGIN:VTIMEZONE\r\nTZID:Unsere Zeit\r\nBEGIN:STANDARD\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:-0400\r\n"
        "TZOFFSETTO:-0500\r\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n"
        "DTSTART:16010101T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\r\n"
        "END:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
    )
    rows = ("DTSTART;TZID=Unsere Zeit:20261203T100000", "DTEND;TZID=Unsere Zeit:20261203T110000")
    entry, told = one(root, *rows, head=new_york)
    assert entry.fields.timezone == "America/New_York"
    assert "import-zone-unknown" not in told
    (root / entry.path).unlink()
    entry, told = one(root, *rows)
    assert (entry.fields.timezone, entry.fields.start.hour) == (None, 10)
    assert "import-zone-unknown" in told


@pytest.mark.parametrize(
    ("rule", "code", "dates"),
    [
        ("FREQ=DAILY;COUNT=3", "", 3),
        ("FREQ=WEEKLY;UNTIL=20261231", "", 5),
        ("FREQ=WEEKLY;UNTIL=20261210T085959Z", "", 1),
        ("FREQ=WEEKLY;BYHOUR=10;BYMINUTE=0;COUNT=2", "", 2),
        ("FREQ=WEEKLY", "import-repeats-endless", 57),
        ("FREQ=DAILY;COUNT=100000", "import-repeats-long", 400),
        ("FREQ=SECONDLY", "import-rule", 1),
        ("FREQ=DAILY;BYHOUR=9,10", "import-rule", 1),
        ("FREQ=YEARLY;BYWEEKNO=20;COUNT=3", "import-rule", 1),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=3", "import-rule", 1),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=400", "import-rule", 1),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "import-rule", 1),
        ("Unsinn", "import-rule", 1),
    ],
)
def test_rules_are_kept_bounded_or_told(root, rule, code, dates):
    """A rule that can be said here is; one without an end gets one; any other leaves the first date and is told."""
    entry, told = one(root, f"RRULE:{rule}")
    assert {c for c in told if c.startswith(("import-repeats", "import-rule"))} == ({code} if code else set())
    assert len(examined(root).published.dates(entry)) == dates


def test_what_a_rule_cannot_say_is_told(root):
    """Further dates, changes of all following dates, and changes of days that the rule does not give are named."""
    source = root / "alt.ics"
    first = event(
        "RRULE:FREQ=WEEKLY;COUNT=4", "RDATE;TZID=Europe/Berlin:20261205T100000", "EXDATE:20261210T090000Z"
    )
    other = "RECURRENCE-ID;TZID=Europe/Berlin:{}\r\nDTSTART;TZID=Europe/Berlin:20270101T100000"
    lost = event(other.format("20261204T100000"))
    following = event(other.replace("ID;", "ID;RANGE=THISANDFUTURE;").format("20261217T100000"))
    source.write_text(first + lost + following, encoding="utf-8")
    told = {problem.code: problem for problem in bring(root, source).problems}
    assert "20261205" in told["import-dates-more"].message("de")
    assert "20261204" in told["import-dates-lost"].message("de")
    assert "20261217" in told["import-dates-lost"].message("de")
    (entry,) = examined(root).whole.library.of(EVENT)
    assert entry.fields.repeats.without == (dt.date(2026, 12, 10),)
    assert entry.fields.repeats.changed == ()


HOSTILE = "</h1><script>alert(1)</script>\\nBEGIN:VEVENT\\n---\\n{{ x }} [[home]] ![[a]] {: onclick=x } \u202e\u200b"


def test_words_of_strangers_stay_words(root):
    """Neither front matter, Markdown, HTML nor calendars take orders from what a calendar says."""
    names = (
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "CONTACT",
        "CATEGORIES",
        "UID",
        "URL",
        "CONFERENCE",
        "COMMENT",
    )
    rows = [f"{name}:{HOSTILE}" for name in names]
    rows += [f'ORGANIZER;CN="{HOSTILE}":mailto:x@example.org', "STATUS:\\nBEGIN:VALARM", f"RRULE:{HOSTILE}"]
    rows += [
        f"X-ALT-DESC;FMTTYPE=text/html:<a href='javascript:alert(1)'>x</a><img src=x onerror=alert(1)>{HOSTILE}"
    ]
    entry, told = one(root, *rows)
    assert "import-description" in told
    html = entry.body.html
    assert "<script" not in html
    assert "onerror" not in html.replace("&quot;onerror", "")
    assert "javascript:" not in html
    assert not entry.body.references
    made = calendar(root)
    assert made.count(b"BEGIN:VEVENT") - made.count(b"nBEGIN:VEVENT") - made.count(b" BEGIN:VEVENT") == 1
    assert len(icalendar.Calendar.from_ical(made).walk("VEVENT")) == 1


def test_broken_calendars_are_read_as_far_as_they_go(root):
    """A byte order mark, bare line ends, missing blanks, Windows letters, several calendars and a cut end are borne."""
    first = (
        event("UID:1@x", "DESCRIPTION:Erste Zeile\r\nzweite Zeile: mit Doppelpunkt")
        .replace("\r\n", "\n")
        .encode()
    )
    second = event("UID:2@x", "SUMMARY:Über Umlaute").encode("cp1252")
    cut = event("UID:3@x").encode().partition(b"END:VEVENT")[0]
    folded = event("UID:4@x", "SUMMARY:Grü").encode().replace("ü".encode(), b"\xc3\r\n \xbc")
    source = root / "alt.ics"
    source.write_bytes(b"\xef\xbb\xbf" + b"".join((first, second, folded, cut)))
    done = bring(root, source)
    codes = {problem.code for problem in done.problems}
    assert {"import-folding", "import-letters", "import-event-cut"} <= codes
    titles = {e.title for e in examined(root).whole.library.of(EVENT)}
    assert titles == {"Fachtag", "Über Umlaute", "Grü"}
    assert "zweite Zeile: mit Doppelpunkt" in (root / done.written[0]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "calendar-empty"),
        (b"<!DOCTYPE html><title>x</title>", "calendar-is-html"),
        (b"PK\x03\x04abc", "calendar-is-zip"),
        ("BEGIN:VCALENDAR".encode("utf-16"), "calendar-utf16"),
        (b"Hallo", "calendar-none"),
        (b"\x00" * 1000, "calendar-none"),
        (event(head="METHOD:REPLY\r\n").encode(), "calendar-answer"),
        (
            b"BEGIN:VCALENDAR\n" + 20_001 * b"BEGIN:VEVENT\nEND:VEVENT\n" + b"END:VCALENDAR",
            "calendar-too-many",
        ),
    ],
)
def test_what_is_no_calendar_is_refused(root, raw, code):
    """What cannot be read is named, and nothing is written."""
    (root / "alt.ics").write_bytes(raw)
    with pytest.raises(ProblemsFound, match=code):
        bring(root, root / "alt.ics")
    assert not (root / "events").exists()


def test_a_calendar_of_bombs_takes_seconds(root):
    """A thousand rules that would be searched for ages, and a text of one line, take no time."""
    bomb = event("RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=400", "DESCRIPTION:" + "ab " * 5000)
    inner = bomb.partition("VERSION:2.0\r\n")[2].removesuffix("END:VCALENDAR\r\n")
    many = "".join(inner.replace("a@alt.example", f"{number}@x") for number in range(1000))
    (root / "alt.ics").write_text(f"BEGIN:VCALENDAR\r\n{many}END:VCALENDAR\r\n", encoding="utf-8")
    begin = time.monotonic()
    assert bring(root, root / "alt.ics").events == 1000
    assert time.monotonic() - begin < 60


def test_nothing_is_written_outside_the_project(root, tmp_path):
    """A link in the project is neither followed nor written through."""
    (tmp_path / "draussen").mkdir()
    (root / "events").symlink_to(tmp_path / "draussen")
    done = bring(root, CALENDARS / "pretalx.ics")
    assert (done.written, list((tmp_path / "draussen").iterdir())) == ((), [])
    assert "import-outside" in {problem.code for problem in done.problems}


def test_cancelled_events_say_so_and_invitations_are_named(root):
    """A cancelled event keeps its state with a dated entry; METHOD:CANCEL cancels what it names."""
    entry, told = one(root, "LAST-MODIFIED:20261101T230000Z", "SEQUENCE:3", head="METHOD:CANCEL\r\n")
    assert (entry.fields.status, entry.fields.sequence, len(entry.fields.changes)) == ("cancelled", 2, 1)
    assert entry.fields.changes[0].date == dt.date(2026, 11, 2)
    (root / entry.path).unlink()
    _, told = one(root, "ATTENDEE:mailto:a@example.org", head="METHOD:REQUEST\r\n")
    assert {"import-invitation", "import-attendees"} <= told


def test_the_newer_of_two_versions_counts(root):
    """Of two entries with one UID the one with the higher SEQUENCE is taken, and both are named."""
    source = root / "alt.ics"
    source.write_text(
        event("SEQUENCE:2", "SUMMARY:Neu") + event("SEQUENCE:1", "SUMMARY:Alt"), encoding="utf-8"
    )
    assert "import-uid-again" in {problem.code for problem in bring(root, source).problems}
    assert [e.title for e in examined(root).whole.library.of(EVENT)] == ["Neu"]


def test_two_events_never_share_a_uid(root):
    """A UID that two files have, written or made, is refused; so is one that could break a calendar."""
    when = "start: 2026-12-03 10:00\nend: 2026-12-03 11:00\n"
    text(root / "events/a.md", f"id: a\ntitle: A\n{when}")
    text(root / "events/b.md", f"id: b\ntitle: B\nuid: a@example.org\n{when}")
    text(root / "events/c.md", f'id: c\ntitle: C\nuid: "x\\nBEGIN:VEVENT"\n{when}')
    found = {(p.place.file, p.place.line, p.code) for p in blocking(examined(root).problems)}
    assert found == {("events/b.md", 4, "event-uid-twice"), ("events/c.md", 4, "uid-format")}


def test_the_command_tells_and_ends_well(root, served):  # noqa: F811 - the fixture
    """The command reads files and addresses, counts, and says how to undo; a bad source ends with status 1."""
    done = run(
        "dreiklang", "import", "calendar", str(CALENDARS / "pretalx.ics"), "--into", str(root), cwd=root
    )
    assert "2 Veranstaltungen" in done.stdout
    assert "git restore events" in done.stdout
    address = served(CALENDARS) + "google.ics"
    done = run("dreiklang", "import", "calendar", address, "--into", str(root), "--lang", "en", cwd=root)
    assert "3 events" in done.stdout
    done = run("dreiklang", "import", "calendar", "fehlt.ics", "--into", str(root), cwd=root, ok=False)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
