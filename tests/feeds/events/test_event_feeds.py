"""The feeds of events: what is new, for every archive, in two forms."""

from __future__ import annotations

import datetime as dt
import json
import re
import urllib.parse
from collections import Counter
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

import builders
import feed_samples
import judged
from dreiklang import feeds, pages
from dreiklang.content.body import Body, Section
from dreiklang.content.entries import Entry
from dreiklang.feeds.events import event_items
from dreiklang.feeds.formats import hypertext, jsonfeed, rss, syndication
from dreiklang.ground.outputs import Output
from dreiklang.publishing import next_change
from dreiklang.site import addresses, archives
from dreiklang.site.site import Site

ALL = "veranstaltungen/feed"
TEXT = '<p>Es kamen <a href="dk:name:kiel">Kieler</a> und <a href="#b">alle</a>.</p><script>x()</script>'
REPORT = Body(text="Es kamen alle.", sections=(Section("report", "bericht", "Bericht", TEXT),))
HOSTILE = '</title><script>alert(1)</script>]]>"&\u202e\x0b\r\nSUMMARY:x'


def made(site: Site) -> dict[str, Output]:
    """Every output of the feeds by its path."""
    return {output.path: output for output in feeds.outputs(site)}


def read(site: Site, path: str = f"{ALL}.json") -> dict[str, Any]:
    """A JSON Feed."""
    return dict(json.loads(made(site)[path].make()))


def told(*events: Entry, path: str = f"{ALL}.json", **options: Any) -> list[dict[str, Any]]:
    """The items about events, newest first."""
    return list(read(feed_samples.site(*events, **options), path)["items"])


def moved(*changes: dict[str, str], **fields: Any) -> Entry:
    """The event with changes."""
    return feed_samples.event(changes=list(changes), **fields)


def change(day: str, text: str = "Es ändert sich etwas.", **fields: str) -> dict[str, str]:
    """One entry of ``changes``."""
    return {"date": day, "text": text, **fields}


def test_every_archive_that_can_be_subscribed_to_has_both_forms():
    """All events, each year, series, format, Land, place, topic and person have RSS and JSON Feed below their address."""
    event = feed_samples.event(regions=["SH"], places=["kiel"], speakers=["leonie-harms"], format="Fachtag")
    site = feed_samples.site(event)
    expected = {
        addresses.event_feed(archive.address, form)
        for archive in archives.subscribed(site)
        for form in ("xml", "json")
    }
    assert len(expected) == 16
    assert {
        "veranstaltungen/land/schleswig-holstein/feed.xml",
        "veranstaltungen/reihen/mittags/feed.json",
    } <= expected
    assert expected == {p for p in made(site) if re.match(r"veranstaltungen/.*feed\.(xml|json)$", p)}


def test_announcement_changes_and_report_are_told_apart():
    """The announcement, each change and the report are items of their own, the newest first."""
    event = moved(
        change("2026-09-10", "Neues Haus.", field="place", old="Bücherei"),
        change("2026-09-20", "Eine Woche später.", field="start", old_start="2026-10-01 10:00"),
        start="2026-10-08 10:00", end="2026-10-08 16:00", status="rescheduled", body=REPORT,
    )  # fmt: skip
    items = told(event)
    assert [(item["title"], item["date_published"][:10]) for item in items] == [
        ("Rückblick: Fachtag; mit, Komma", "2026-10-08"),
        ("Verlegt: Fachtag; mit, Komma", "2026-09-20"),
        ("Neuer Ort: Fachtag; mit, Komma", "2026-09-10"),
        ("Fachtag; mit, Komma (8. Oktober 2026)", "2026-09-01"),
    ]
    assert items[1]["summary"].startswith(
        "Eine Woche später. Bisher: Donnerstag, 1. Oktober 2026, 10:00 Uhr."
    )
    assert items[2]["summary"].startswith("Neues Haus. Bisher: Bücherei.")


@pytest.mark.parametrize(
    ("status", "changes", "words"),
    [
        ("cancelled", [("other", "")], ["Abgesagt"]),
        ("cancelled", [("place", ""), ("status", "scheduled")], ["Neuer Ort", "Abgesagt"]),
        ("scheduled", [("status", "scheduled"), ("status", "cancelled")], ["Abgesagt", "Findet doch statt"]),
        ("cancelled", [("status", ""), ("status", "postponed")], ["Verschoben", "Abgesagt"]),
        ("cancelled", [("status", ""), ("status", "")], ["Geändert", "Abgesagt"]),
        ("moved_online", [("place", "Saal")], ["Jetzt online"]),
        ("rescheduled", [("other", "")], ["Verlegt"]),
        ("rescheduled", [("place", ""), ("end", "")], ["Neuer Ort", "Geändert"]),
        ("postponed", [("other", ""), ("other", "")], ["Geändert", "Verschoben"]),
        ("scheduled", [("other", ""), ("end", "")], ["Geändert", "Geändert"]),
    ],
)  # fmt: skip
def test_a_change_is_called_by_what_it_led_to(status, changes, words):
    """A change is called by the state it led to, else by what it changed; what nobody wrote down is not guessed."""
    written = [change(f"2026-09-{10 + n}", field=field, old=old) for n, (field, old) in enumerate(changes)]
    titles = [item["title"] for item in told(moved(*written, status=status))]
    assert [title.partition(":")[0] for title in reversed(titles[:-1])] == words


def test_identities_never_change():
    """Titles, files, addresses, dates of the event and its state change no identity."""
    known = [item["id"] for item in told(moved(change("2026-09-10"), change("2026-09-10", "Noch etwas.")))]
    assert known == [
        "fachtag@example.org#2026-09-10-2",
        "fachtag@example.org#2026-09-10",
        "fachtag@example.org",
    ]
    today = moved(
        change("2026-09-10", "Anders gesagt.", field="status"), change("2026-09-10", "Und noch etwas."),
        title="Ganz neu", start="2027-01-01 10:00", end="2027-01-01 11:00", status="cancelled", path="events/x/y.md",
    )  # fmt: skip
    again = told(today, path="termine/feed.json", addresses={"event": "termine"})
    assert [item["id"] for item in again] == known


def test_an_older_change_written_down_later_leaves_the_others_alone():
    """A change that is inserted before another is new; the other one keeps its identity."""
    late = change("2026-09-20", "Abgesagt.")
    before = {item["id"]: item["summary"] for item in told(moved(late))}
    after = {item["id"]: item["summary"] for item in told(moved(change("2026-09-10", "Neues Haus."), late))}
    assert before.items() <= after.items()
    assert after.keys() - before.keys() == {"fachtag@example.org#2026-09-10"}


def test_nothing_is_told_before_its_day():
    """Announcements and changes of a day to come appear on that day, in the site's zone; ``due`` names it."""
    event = moved(change("2026-11-22"), change("2026-11-24"), date="2026-11-23")
    assert [item["id"][-11:] for item in told(event)] == ["#2026-11-22"]
    assert len(told(event, as_of="2026-11-22T23:00:00+00:00")) == 2
    moments = [f"{m:%m-%d %H:%M}" for m in next_change.moments(feed_samples.site(event))]
    assert {"11-23 00:00", "11-24 00:00"} <= {*moments}


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ({}, "2026-10-08T16:00:00+02:00"),
        ({"updated": "2026-10-08"}, "2026-10-08T16:00:00+02:00"),
        ({"updated": "2026-10-20"}, "2026-10-20T00:00:00+02:00"),
        ({"updated": "2026-11-23"}, None),
        ({"start": "2026-11-20 10:00", "end": "2026-11-22 12:01"}, None),
        ({"start": "2026-10-01 10:00", "end": "2026-10-01 11:00", "repeats": {"rule": "FREQ=WEEKLY;COUNT=2"}},
         "2026-10-08T11:00:00+02:00"),
        ({"start": "2026-11-20 10:00", "end": "2026-11-20 11:00", "repeats": {"rule": "FREQ=WEEKLY;COUNT=2"}}, None),
    ],
)  # fmt: skip
def test_a_report_appears_after_the_end(fields, published):
    """A report is dated by the last change of the text after the end, else by the end of the last date."""
    known = {"start": "2026-10-08 10:00", "end": "2026-10-08 16:00", "body": REPORT}
    reports = [item for item in told(feed_samples.event(**known | fields)) if item["id"].endswith("#report")]
    assert [item["date_published"] for item in reports] == ([published] if published else [])


WEEKLY = {"start": "2026-10-01 10:00", "end": "2026-10-01 11:00"}
"""Start and end of a recurring event, on Thursdays."""


@pytest.mark.parametrize(
    ("cancelled", "published"),
    [
        (["2026-10-15"], "2026-10-08T11:00:00+02:00"),
        (["2026-10-08"], "2026-10-15T11:00:00+02:00"),
        (["2026-10-08", "2026-10-15"], "2026-10-01T11:00:00+02:00"),
        (["2026-10-01", "2026-10-08", "2026-10-15"], "2026-10-15T11:00:00+02:00"),
    ],
    ids=["last", "middle", "all-but-first", "all"],
)
def test_a_report_follows_the_last_date_that_took_place(cancelled, published):
    """A cancelled date does not hold a report back; where all were cancelled the last day counts."""
    changed = [{"date": day, "cancelled": "true"} for day in cancelled]
    event = feed_samples.event(
        **WEEKLY, repeats={"rule": "FREQ=WEEKLY;COUNT=3", "changed": changed}, body=REPORT
    )
    (report,) = [item for item in told(event) if item["id"].endswith("#report")]
    assert report["date_published"] == published


def test_a_report_need_not_wait_for_a_date_that_was_cancelled():
    """While only cancelled dates lie ahead the report is told; ``due`` names the end of the last that was held."""
    repeats = {"rule": "FREQ=WEEKLY;COUNT=2", "changed": [{"date": "2026-10-08", "cancelled": "true"}]}
    event = feed_samples.event(**WEEKLY, repeats=repeats, body=REPORT)
    before, after = (
        {item["id"].rpartition("#")[2] for item in told(event, as_of=f"2026-10-01T{hour}:00+02:00")}
        for hour in ("10:59", "11:00")
    )
    assert ("report" in before, "report" in after) == (False, True)


def test_a_moved_date_counts_where_it_went():
    """The end of a report's event is that of its dates as they took place, in whatever order."""
    repeats = {
        "rule": "FREQ=WEEKLY;COUNT=2",
        "changed": [{"date": "2026-10-01", "start": "2026-10-20 09:00"}],
    }
    (report, *_) = told(feed_samples.event(**WEEKLY, repeats=repeats, body=REPORT))
    assert (report["id"][-7:], report["date_published"]) == ("#report", "2026-10-20T10:00:00+02:00")


def test_days_of_feeds_are_days_of_the_site():
    """Announcement, change and the last change of a report begin by the site's clock, wherever the event is."""
    event = moved(change("2026-09-10"), timezone="Asia/Tokyo", body=REPORT, updated="2026-10-20",
                  start="2026-10-08 10:00", end="2026-10-08 16:00")  # fmt: skip
    assert [item["date_published"] for item in told(event)] == [
        "2026-10-20T00:00:00+02:00", "2026-09-10T00:00:00+02:00", "2026-09-01T00:00:00+02:00",
    ]  # fmt: skip


def test_what_is_told_in_this_very_moment_is_told():
    """At midnight of its day, to the second, an announcement appears; a second earlier it does not."""
    event = feed_samples.event(date="2026-11-22")
    assert len(told(event, as_of="2026-11-22T00:00:00+01:00")) == 1
    assert told(event, as_of="2026-11-21T23:59:59+01:00") == []


@pytest.mark.parametrize(
    ("updated", "changes", "modified"),
    [
        (None, [], "2026-09-01"),
        ("2026-09-12", [], "2026-09-12"),
        ("2026-11-22", [], "2026-11-22"),
        ("2026-11-23", [], "2026-09-01"),
        ("2027-11-22", ["2026-09-10"], "2026-09-10"),
        ("2026-09-12", ["2026-09-10", "2026-11-23"], "2026-09-12"),
        ("2026-08-01", [], "2026-09-01"),
    ],
    ids=["never", "past", "today", "tomorrow", "in-a-year", "change-ahead", "before-announced"],
)
def test_a_change_that_lies_ahead_is_not_told(updated, changes, modified):
    """An item changed on the last day that has begun, never on one to come, and not before it appeared."""
    event = moved(*(change(day) for day in changes), updated=updated)
    announcement = told(event, as_of="2026-11-22T00:00:00+01:00")[-1]
    assert announcement["id"] == "fachtag@example.org"
    assert announcement.get("date_modified", announcement["date_published"])[:10] == modified


def test_a_change_ahead_is_told_on_its_day():
    """``due`` names the day of a change that lies ahead: from then on the item has changed."""
    event = feed_samples.event(updated="2026-11-23")
    (before,), (after,) = (told(event, as_of=f"2026-11-{day}:00+01:00") for day in ("22T23:59", "23T00:00"))
    assert before.get("date_modified", "2026-09-01")[:10] == "2026-09-01"
    assert after["date_modified"][:10] == "2026-11-23"
    assert dt.datetime.fromisoformat("2026-11-23T00:00:00+01:00") in {
        *next_change.moments(feed_samples.site(event))
    }


def test_an_event_without_a_day_of_announcement_is_no_news():
    """Without ``date`` nobody knows since when; editors are told, and changes are news all the same."""
    site = feed_samples.site(moved(change("2026-09-10"), date=None))
    assert [item["id"] for item in read(site)["items"]] == ["fachtag@example.org#2026-09-10"]
    assert "feed-event-undated" in {problem.code for problem in feeds.checks(site)}
    past = feed_samples.event(date=None, start="2026-01-01 10:00", end="2026-01-01 11:00")
    assert "feed-event-undated" not in {p.code for p in feeds.checks(feed_samples.site(past))}


def test_a_feed_is_as_it_was_when_nothing_is_due():
    """Until something is due a feed's bytes stay, and it changed when its content did."""
    event = moved(change("2026-09-10"), updated="2026-09-12", body=REPORT)
    first, later = (
        made(feed_samples.site(event, as_of=f"2026-{day}T09:00:00+01:00")) for day in ("11-22", "12-02")
    )
    for form in ("xml", "json"):
        assert first[f"{ALL}.{form}"].key == later[f"{ALL}.{form}"].key
        assert first[f"{ALL}.{form}"].make() == later[f"{ALL}.{form}"].make()
    assert b"<lastBuildDate>Sat, 12 Sep 2026 00:00:00 +0200</lastBuildDate>" in first[f"{ALL}.xml"].make()


def test_an_item_says_what_a_reader_needs():
    """The text says when, where and how to take part, and leads to the page and the calendar file, with whole addresses."""
    html = told(feed_samples.event())[0]["content_html"]
    assert "<strong>Wann:</strong> Donnerstag, 3. Dezember 2026, 10:00–16:00 Uhr" in html
    assert "<strong>Wo:</strong> Rathaus, Markt 1, 24103 Kiel" in html
    assert (
        '<a href="https://example.org/anmeldung">example.org</a>, bis Montag, 30. November 2026, 18:00 Uhr'
        in html
    )
    assert '<a href="https://example.org/wissen/veranstaltungen/fachtag/">' in html
    assert '<a href="https://example.org/wissen/veranstaltungen/fachtag/termin.ics">' in html
    assert html == hypertext.absolute(html, "https://example.org/")


def test_what_is_called_off_has_no_way_to_take_part():
    """A cancelled event says so first, and offers neither registration nor a room."""
    first = told(moved(change("2026-09-10", "Krank."), status="cancelled"))[0]
    assert "<strong>Stand:</strong> Abgesagt" in first["content_html"]
    assert "anmeldung" not in first["content_html"]
    assert "raum" not in first["content_html"]


def test_what_comes_again_says_how_often():
    """A recurring event names its first date, how many follow, and the last day; cancelled dates do not count."""
    rule = {"rule": "FREQ=WEEKLY;COUNT=4", "changed": [{"date": "2026-12-10", "cancelled": "true"}]}
    html = told(feed_samples.event(repeats=rule))[0]["content_html"]
    assert "10:00–16:00 Uhr, und 2 weitere Termine bis 24. Dezember 2026" in html


def test_another_zone_is_named():
    """Times of another zone are its own, and the zone stands beside them."""
    html = told(feed_samples.event(timezone="Europe/London"))[0]["content_html"]
    assert "10:00–16:00 Uhr (Ortszeit London), 11:00–17:00 Uhr (Mitteleuropäische Normalzeit)" in html


def test_a_report_is_told_in_full():
    """The whole report stands in the item, with whole addresses and nothing that runs."""
    event = feed_samples.event(start="2026-10-08 10:00", end="2026-10-08 16:00", body=REPORT)
    html = told(event)[0]["content_html"]
    assert 'Es kamen <a href="https://example.org/wissen/orte/kiel/">Kieler</a>' in html
    assert 'href="https://example.org/wissen/veranstaltungen/fachtag/#b"' in html
    assert "x()" not in html


def test_programs_learn_about_the_event():
    """``_event`` says which event an item is about, when and where it takes place now; whole days are days."""
    first = told(feed_samples.event(organisers=["stiftung"]))[0]
    assert first["_event"] == {
        "uid": "fachtag@example.org",
        "status": "scheduled",
        "start": "2026-12-03T10:00:00+01:00",
        "end": "2026-12-03T16:00:00+01:00",
        "zone": "Europe/Berlin",
        "location": "Rathaus, Markt 1, 24103 Kiel",
        "online": "https://example.org/raum?a=b;c,d",
    }
    assert first["authors"] == [{"name": "Stiftung"}]
    assert first["tags"] == ["Veranstaltung", "Mittags im Amt", "Ehrenamt"]
    days = told(feed_samples.event(whole_day=True, start="2026-12-03", end="2026-12-04"))[0]["_event"]
    assert (days["start"], days["end"]) == ("2026-12-03", "2026-12-04")


def hostile() -> Site:
    """An event whose every text is meant to break out."""
    event = moved(
        change("2026-09-10", HOSTILE, field="place", old=HOSTILE), change("2026-09-11", HOSTILE, field="status", old=HOSTILE),
        title=HOSTILE, summary=HOSTILE, format=HOSTILE, status="moved_online", organisers=[HOSTILE], topics=[HOSTILE],
        venue={"name": HOSTILE, "street": HOSTILE, "town": HOSTILE},
        registration={"email": "a@b.example", "note": HOSTILE}, body=REPORT,
    )  # fmt: skip
    return feed_samples.site(event, feed_samples.series(summary=HOSTILE, organisers=[HOSTILE]))


def test_hostile_texts_stay_texts():
    """No field breaks out of its element, string, attribute or line, and nothing misleads the eye."""
    site = hostile()
    for path, output in made(site).items():
        if not re.match(r"veranstaltungen/.*feed\.(xml|json)", path):
            continue
        content = output.make()
        assert isinstance(content, bytes)
        text = content.decode()
        assert not re.search("[\u202e\x0b\r]", text)
        assert path.endswith("json") or len(ElementTree.fromstring(content).findall(".//item")) == 3  # noqa: S314
    for item in read(site)["items"]:
        assert "\n" not in item["title"] + item["summary"]
        assert "<script" not in item["content_html"]
        assert item["content_html"] == hypertext.absolute(item["content_html"], "https://example.org/")
    (mailto,) = {
        m for item in read(site)["items"] for m in re.findall(r'href="(mailto:[^"]*)"', item["content_html"])
    }
    assert not re.search(r"[?&\s]", mailto)


def rich() -> Site:
    """An event with everything, told in three items."""
    image = {"file": "docs/bilder/offen.jpg"} | feed_samples.IMAGE
    event = moved(
        change("2026-09-10", field="place", old="Bücherei"), start="2026-10-08 10:00", end="2026-10-08 16:00",
        organisers=["stiftung"], image=image, body=REPORT, updated="2026-10-20",
    )  # fmt: skip
    return feed_samples.site(event)


def test_feedparser_reads_everything():
    """feedparser finds the feed well-formed, with identity, author, date, categories and full text."""
    parsed = feedparser.parse(made(rich())[f"{ALL}.xml"].make())
    assert not parsed.bozo
    assert parsed.feed.title == "Dreiklang: Veranstaltungen"
    assert parsed.feed.link == "https://example.org/wissen/veranstaltungen/"
    assert [entry.id for entry in parsed.entries] == [
        "fachtag@example.org#report", "fachtag@example.org#2026-09-10", "fachtag@example.org",
    ]  # fmt: skip
    first = parsed.entries[0]
    assert (first.author, first.link) == ("Stiftung", "https://example.org/wissen/veranstaltungen/fachtag/")
    assert first.published_parsed[:3] == (2026, 10, 19)
    assert [tag.term for tag in first.tags] == ["Veranstaltung", "Mittags im Amt", "Ehrenamt"]
    assert "Es kamen" in first.content[0].value


def test_feedsmith_drops_nothing():
    """feedsmith reads the JSON Feed and gives every value back, and the RSS with all its items."""
    written = made(rich())
    value = json.loads(written[f"{ALL}.json"].make())
    known = judged.node("feedsmith", written[f"{ALL}.json"].make())["feed"]
    for item, found in zip(value["items"], known["items"], strict=True):
        item.pop("_event")  # an extension of our own, which no foreign program can know
        assert {key: judged.plain(item[key]) for key in item} == {
            key: judged.plain(found[key]) for key in item
        }
    assert {key: known[key] for key in value if key not in ("items", "version")} == {
        key: value[key] for key in value if key not in ("items", "version")
    }
    channel, items = judged.feedsmith(written[f"{ALL}.xml"].make())
    assert channel["atom"]["links"][0]["href"] == "https://example.org/wissen/veranstaltungen/feed.xml"
    assert [item["guid"]["value"] for item in items] == [item["id"] for item in value["items"]]
    assert [item["content"]["encoded"] for item in items] == [item["content_html"] for item in value["items"]]
    assert [item["dc"]["creators"] for item in items] == [["Stiftung"]] * 3


def many(count: int) -> list[Entry]:
    """Events of one series, one a day, each announced on a day of its own and moved once."""
    first = dt.date(2020, 1, 1)
    days = [first + dt.timedelta(days=number) for number in range(count)]
    return [
        feed_samples.event(
            f"e{number}", date=f"{day}", start=f"{day} 10:00", end=f"{day} 11:00", regions=["SH"],
            changes=[change(f"{day}")], body=REPORT, speakers=["leonie-harms"], places=["kiel"],
        )
        for number, day in enumerate(days)
    ]  # fmt: skip


def test_a_feed_has_the_fifty_newest():
    """At most fifty items, the newest of all; the others stand on the site."""
    items = told(*many(40))
    assert len(items) == syndication.MOST
    dates = [dt.datetime.fromisoformat(item["date_published"]) for item in items]
    assert dates == sorted(dates, reverse=True)
    assert items[0]["id"] == "fachtag@example.org"


def test_what_many_feeds_show_is_made_once(monkeypatch):
    """An item is made once and written once for each form, however many feeds show it."""
    calls: Counter[str] = Counter()

    def counted(kind: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            calls[kind] += 1
            return work(*arguments)

        return call

    monkeypatch.setattr(event_items, "item", counted("made", event_items.item))
    monkeypatch.setattr(jsonfeed, "item_text", counted("json", jsonfeed.item_text))
    monkeypatch.setattr(rss, "_fill", counted("rss", rss._fill))
    written = made(feed_samples.site(*many(10)))
    paths = [path for path in written if re.match(r"veranstaltungen/.*feed\.(xml|json)$", path)]
    shown = {path: written[path].make().count(b"#report") for path in paths}  # type: ignore[union-attr]
    assert sum(count > 9 for count in shown.values()) > 10
    assert calls == {"made": 31, "json": 31, "rss": 31}


def test_pages_announce_and_offer_what_there_is():
    """Every archive page names its feeds and calendar to programs and offers them to people; other lists offer all events."""
    event = feed_samples.event(regions=["SH"])
    site = feed_samples.site(event)
    shown = {output.path: output for output in pages.outputs(site)}
    for archive in archives.subscribed(site):
        html = bytes(shown[f"{archive.address}index.html"].make()).decode()  # type: ignore[arg-type]
        calendar = f"example.org/wissen/{archive.address}kalender.ics"
        heads = re.findall(r'<link rel="alternate" type="([^"]+)"[^>]* href="(?:\.\./)*([^"]+)"', html)
        assert heads[:3] == [
            ("application/rss+xml", f"{archive.address}feed.xml"),
            ("application/feed+json", f"{archive.address}feed.json"),
            ("text/calendar", f"{archive.address}kalender.ics"),
        ]
        assert f'href="webcal://{calendar}"' in html
        assert f'value="https://{calendar}"' in html
        assert re.search(rf'href="[./]*{archive.address}kalender\.ics" download', html)
    online = bytes(shown["veranstaltungen/form/online/index.html"].make()).decode()  # type: ignore[arg-type]
    assert 'href="webcal://example.org/wissen/veranstaltungen/kalender.ics"' in online
    assert "form/online/feed" not in online


def test_browsers_show_the_feeds_as_text():
    """Every feed in XML has the one style sheet, which says where people read how to subscribe."""
    written = made(feed_samples.site())
    style = bytes(written["veranstaltungen/feed.css"].make()).decode()  # type: ignore[arg-type]
    assert "https://example.org/wissen/veranstaltungen/#dk-subscribe" in style
    for path in (f"{ALL}.xml", "veranstaltungen/reihen/mittags/feed.xml"):
        named = re.search(rb'<\?xml-stylesheet type="text/css" href="([^"]+)"', written[path].make())  # type: ignore[arg-type]
        assert named
        assert urllib.parse.urljoin(f"/{path}", named[1].decode()) == "/veranstaltungen/feed.css"


def test_a_series_without_events_has_a_calendar_and_no_feed():
    """There is nothing to tell yet, but a calendar can wait for the first date."""
    site = builders.site(
        builders.entry("home", "start", path="docs/index.md"),
        builders.entry("event-series", "mittags", title="Mittags im Amt"),
    )
    assert not [path for path in made(site) if "feed" in path]
    page = next(
        o for o in pages.outputs(site) if o.path == "veranstaltungen/reihen/mittags/index.html"
    ).make()
    assert isinstance(page, bytes)
    assert b"kalender.ics" in page
    assert b"feed.xml" not in page
