"""The ledgers: what subscribers know every event and episode by, to the last field."""

from __future__ import annotations

import json

import builders
import feed_samples
from dreiklang.feeds import identity, ledger
from dreiklang.site.site import Site

CHANGE = {"date": "2026-11-18", "field": "place", "text": "Der Raum ist ein anderer."}


def written(site: Site) -> dict[str, bytes]:
    """The ledgers of a site, by address."""
    made = {output.path: output.make() for output in ledger.outputs(site)}
    return {path: content for path, content in made.items() if isinstance(content, bytes)}


def dates(**fields) -> object:
    """The dates that the ledger knows of one event."""
    (known,) = ledger.events(builders.site(builders.entry("event", "sprechstunde", **fields)))
    return known.get("dates")


def test_what_is_known_of_an_event():
    """Identity, title, address, times with their zone, place, state and every change, under names that hold."""
    event = feed_samples.event(changes=[CHANGE], sequence=3, status="cancelled")
    assert ledger.events(feed_samples.site(event)) == [
        {
            "id": "fachtag",
            "uid": "fachtag@example.org",
            "title": "Fachtag; mit, Komma",
            "url": "https://example.org/wissen/veranstaltungen/fachtag/",
            "start": "2026-12-03T10:00:00+01:00",
            "end": "2026-12-03T16:00:00+01:00",
            "zone": "Europe/Berlin",
            "whole_day": False,
            "place": "Rathaus, Markt 1, 24103 Kiel",
            "online": "https://example.org/raum?a=b;c,d",
            "status": "cancelled",
            "sequence": 4,
            "changes": [CHANGE],
        }
    ]


def test_an_event_has_its_own_zone_and_place():
    """Times and zone are the event's, not the site's; where nothing is online, nothing is said."""
    away = feed_samples.event(timezone="America/New_York", online=None, venue={"name": "City Hall"})
    (known,) = ledger.events(feed_samples.site(away))
    assert (known["start"], known["zone"]) == ("2026-12-03T10:00:00-05:00", "America/New_York")
    assert (known["place"], known["online"]) == ("City Hall", "")


def test_what_is_known_of_a_date():
    """What comes again has every date under the day its rule gives, moved and cancelled ones too."""
    changed = [{"date": "2026-10-13", "start": "2026-10-14 09:00"}, {"date": "2026-10-20", "cancelled": True}]
    repeats = {"rule": "FREQ=WEEKLY;COUNT=3", "changed": changed}
    assert dates(start="2026-10-06 16:00", end="2026-10-06 17:00", repeats=repeats) == [
        {
            "day": "2026-10-06",
            "start": "2026-10-06T16:00:00+02:00",
            "end": "2026-10-06T17:00:00+02:00",
            "cancelled": False,
        },
        {
            "day": "2026-10-13",
            "start": "2026-10-14T09:00:00+02:00",
            "end": "2026-10-14T10:00:00+02:00",
            "cancelled": False,
        },
        {
            "day": "2026-10-20",
            "start": "2026-10-20T16:00:00+02:00",
            "end": "2026-10-20T17:00:00+02:00",
            "cancelled": True,
        },
    ]
    assert dates(start="2026-10-06 16:00", end="2026-10-06 17:00") is None


def test_what_is_known_of_an_episode():
    """Identity, title, address, recording and moment of every episode of the feed, newest first."""
    site = feed_samples.site()
    guid = identity.podcast_guid(site, feed_samples.podcast())
    newest, trailer = ledger.episodes(site)
    assert newest == {
        "id": "schluessel",
        "guid": identity.episode_guid(guid, feed_samples.episode()),
        "title": "Der Schlüssel <zum> Rathaus & mehr",
        "url": "https://example.org/wissen/podcast/staffel-1/schluessel/",
        "enclosure": "https://example.org/wissen/medien/episodes/staffel-1/folge.mp3",
        "published": "2026-10-01T06:00:00+02:00",
    }
    assert (trailer["id"], trailer["guid"]) == (
        "vorschau",
        identity.episode_guid(guid, feed_samples.trailer()),
    )


def test_an_episode_is_known_once():
    """By the first show, whose feed it is in, where a folder holds another one."""
    second = builders.entry("podcast", "zweite-show", path="episodes/zweite/index.md")
    found = ledger.episodes(feed_samples.site(second))
    assert [item["id"] for item in found] == ["schluessel", "vorschau"]


def test_a_ledger_is_text_that_people_can_compare():
    """Both say their form first; a field a line, umlauts as they are, a line break at the end."""
    site = feed_samples.site(feed_samples.event(title="Früh"))
    made = written(site)
    assert [*made] == ["veranstaltungen/events.json", "podcast/episodes.json"]
    for path, items in zip(made, (ledger.events(site), ledger.episodes(site)), strict=True):
        text = made[path].decode("utf-8")
        assert text.startswith('{\n "version": 2,\n "items": [\n  {\n   "id": "')
        assert text.endswith("\n}\n")
        assert json.loads(text) == {"version": 2, "items": items}
    assert '"title": "Früh"'.encode() in made["veranstaltungen/events.json"]


def test_what_a_site_does_not_have_has_no_ledger():
    """Without events there is no ledger of events, and one without a show has none of episodes."""
    assert [*written(builders.site(builders.entry("event", "fachtag")))] == ["veranstaltungen/events.json"]
    assert [*written(builders.site())] == []
    alone = [feed_samples.podcast(), feed_samples.season(), feed_samples.episode(), *feed_samples.records()]
    shown = builders.site(*alone, media=feed_samples.media())
    assert [*written(shown)] == ["podcast/episodes.json"]


def test_what_changes_in_a_ledger_changes_its_key():
    """The key of an output follows its content: the next build keeps the file or makes it anew."""
    keys = [
        {
            output.path: output.key
            for output in ledger.outputs(feed_samples.site(feed_samples.event(**fields)))
        }
        for fields in ({}, {}, {"title": "Anders"})
    ]
    assert keys[0] == keys[1]
    assert keys[0]["veranstaltungen/events.json"] != keys[2]["veranstaltungen/events.json"]
    assert keys[0]["podcast/episodes.json"] == keys[2]["podcast/episodes.json"]
