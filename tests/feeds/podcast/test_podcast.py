"""The podcast's feeds: everything directories ask for, nothing that apps drop."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from xml.etree import ElementTree

import feedparser
import podcastparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
import feed_samples
from conftest import ROOT
from dreiklang import feeds
from dreiklang.content.body import Body
from dreiklang.feeds import identity
from dreiklang.site.site import Site

PREFIXES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "atom": "http://www.w3.org/2005/Atom",
}
SHOW = "podcast/feed.xml"
DRAFT = b"https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
SEASON = "podcast/staffel-1/feed.xml"


def written(site: Site, path: str = SHOW) -> bytes:
    """The bytes of one output."""
    made = {output.path: output for output in feeds.outputs(site)}[path].make()
    assert isinstance(made, bytes)
    return made


def channel(site: Site, path: str = SHOW) -> ElementTree.Element:
    """A feed's channel, read by a parser of its own."""
    found = ElementTree.fromstring(written(site, path)).find("channel")  # noqa: S314 - made by ourselves
    assert found is not None
    return found


def item(site: Site, number: int = 0) -> ElementTree.Element:
    """One of the show's items; the newest is 0."""
    return channel(site).findall("item")[number]


def text(element: ElementTree.Element, path: str) -> str:
    """The text of the one element at a path."""
    (found,) = element.findall(path, PREFIXES)
    return found.text or ""


def attributes(element: ElementTree.Element, path: str) -> list[dict[str, str]]:
    """The attributes of every element at a path."""
    return [found.attrib for found in element.findall(path, PREFIXES)]


@pytest.mark.parametrize(
    "path",
    [
        "title", "link", "description", "language", "atom:link[@rel='self']", "itunes:category",
        "itunes:explicit", "itunes:image", "podcast:guid", "podcast:locked", "itunes:author", "copyright",
        "podcast:txt", "itunes:type", "podcast:funding", "podcast:license", "podcast:medium",
        "podcast:trailer", "itunes:owner/itunes:email",
    ],
)  # fmt: skip
def test_show_carries(path: str) -> None:
    """The show carries every element that PSP-1 requires or recommends for a channel."""
    found = channel(feed_samples.site()).findall(path, PREFIXES)
    assert found
    assert all(element.text or element.attrib for element in found)


@pytest.mark.parametrize(
    "path",
    [
        "title", "enclosure", "guid", "link", "pubDate", "description", "content:encoded", "itunes:duration",
        "itunes:image", "itunes:explicit", "itunes:episode", "itunes:season", "itunes:episodeType",
        "podcast:transcript", "podcast:chapters", "podcast:person", "podcast:soundbite", "podcast:location",
        "podcast:season", "podcast:episode", "podcast:license", "podcast:txt", "psc:chapters/psc:chapter",
    ],
)  # fmt: skip
def test_item_carries(path: str) -> None:
    """An item carries every element that PSP-1 requires or recommends, and what listeners gain from."""
    found = item(feed_samples.site()).findall(path, PREFIXES)
    assert found
    assert all(element.text or element.attrib for element in found)


def test_guid_of_a_feed_follows_the_namespace():
    """The GUIDs of both examples in the podcast namespace come out."""
    assert (
        identity.feed_guid("https://mp3s.nashownotes.com/pc20rss.xml")
        == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )
    assert identity.feed_guid("podnews.net/rss") != identity.feed_guid("https://podnews.net/rss")
    assert identity.feed_guid("https://podnews.net/rss/") == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_guid_of_an_episode_is_frozen():
    """An episode's GUID follows from show and id: this one was published and may never change."""
    assert text(item(feed_samples.site()), "guid") == "c92826a3-522c-5e66-b067-998ea18ae282"


def test_guid_survives_everything_but_the_id():
    """Title, file, season and number of an episode may change; its GUID stays."""
    changed = feed_samples.episode(
        title="Ganz anders", number=9, audio={"file": "episodes/staffel-1/trailer.m4a"}
    )
    assert text(item(feed_samples.site(changed)), "guid") == text(item(feed_samples.site()), "guid")


def test_imported_guid_wins():
    """An imported GUID is used as it stands, whatever it looks like."""
    site = feed_samples.site(feed_samples.episode(guid="https://alt.example/?p=12"))
    (found,) = item(site).findall("guid")
    assert (found.text, found.get("isPermaLink")) == ("https://alt.example/?p=12", "false")


def test_a_show_with_a_guid_of_its_own_may_move():
    """With a written GUID the episodes' GUIDs do not depend on the site's address."""
    guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    site = feed_samples.site(feed_samples.podcast(guid=guid))
    assert text(channel(site), "podcast:guid") == guid
    assert identity.episode_guid(guid, feed_samples.episode()) == text(item(site), "guid")


def test_seasons_share_guids_with_the_show():
    """A season's feed has the same items as the show, and is kept out of directories."""
    site = feed_samples.site()
    season = channel(site, SEASON)
    assert [g.text for g in season.iter("guid")] == [g.text for g in channel(site).iter("guid")]
    assert text(season, "itunes:block") == "Yes"
    assert text(season, "podcast:guid") != text(channel(site), "podcast:guid")


def test_newest_episode_comes_first():
    """Items stand newest first, whatever the order of files."""
    titles = [found.text for found in channel(feed_samples.site()).findall("item/title")]
    assert titles == ["Der Schlüssel <zum> Rathaus & mehr", "Bald hören Sie mehr"]


def test_enclosure_tells_the_truth():
    """Length and type of the enclosure, and the duration, are those of the file."""
    first = item(feed_samples.site())
    url = "https://example.org/wissen/medien/episodes/staffel-1/folge.mp3"
    assert attributes(first, "enclosure") == [{"url": url, "length": "1234567", "type": "audio/mpeg"}]
    assert text(first, "itunes:duration") == "151"


def test_remote_audio_keeps_its_address():
    """A recording kept elsewhere is linked there, with its written facts."""
    audio = {"url": "https://cdn.example/a.m4a?x=1", "length": "77", "seconds": "12.5"}
    first = item(feed_samples.site(feed_samples.episode(audio=audio)))
    assert attributes(first, "enclosure") == [
        {"url": "https://cdn.example/a.m4a?x=1", "length": "77", "type": "audio/x-m4a"}
    ]


def test_an_episode_without_facts_stays_out():
    """An episode whose recording is unknown is not announced to anybody."""
    site = feed_samples.site(feed_samples.episode(audio={"file": "episodes/staffel-1/fehlt.mp3"}))
    assert len(channel(site).findall("item")) == 1


def test_explicit_is_true_or_false():
    """itunes:explicit is the word true or false, for the show and its items."""
    site = feed_samples.site(feed_samples.episode(explicit=True))
    assert text(channel(site), "itunes:explicit") == "false"
    assert text(item(site), "itunes:explicit") == "true"


def test_link_of_the_channel_is_the_page():
    """The channel links its page; its own address stands in atom:link alone."""
    found = channel(feed_samples.site())
    assert text(found, "link") == "https://example.org/wissen/podcast/"
    assert attributes(found, "atom:link")[0]["href"] == "https://example.org/wissen/podcast/feed.xml"


def test_build_date_comes_from_content():
    """lastBuildDate is the newest date of the content, on any day of the build."""
    assert text(channel(feed_samples.site()), "lastBuildDate") == "Thu, 01 Oct 2026 06:00:00 +0200"


def test_hosts_and_guests_stand_in_every_item():
    """Item people replace the channel's, so hosts are named again, with role, picture and page."""
    host, guest = attributes(item(feed_samples.site()), "podcast:person")
    assert (host["role"], guest["role"]) == ("host", "guest")
    assert host["img"] == "https://example.org/wissen/medien/bilder/leonie.jpg"
    assert host["href"] == "https://example.org/wissen/personen/leonie-harms/"


def test_transcripts_in_four_forms():
    """A transcript is offered as VTT and SRT captions, JSON and HTML."""
    found = attributes(item(feed_samples.site()), "podcast:transcript")
    assert [(t["type"], t.get("rel")) for t in found] == [
        ("text/vtt", "captions"),
        ("application/x-subrip", "captions"),
        ("application/json", None),
        ("text/html", None),
    ]
    assert {t["language"] for t in found} == {"de"}


def test_no_transcript_no_tag():
    """Without a transcript none is promised."""
    first = item(feed_samples.site(feed_samples.episode(body=Body())))
    assert attributes(first, "podcast:transcript") == []


def test_soundbite_ends_with_the_turn():
    """A key message becomes a soundbite from its time to the next turn."""
    assert attributes(item(feed_samples.site()), "podcast:soundbite") == [
        {"startTime": "20.0", "duration": "38.0"}
    ]


def test_soundbite_ends_where_the_message_says():
    """A written end counts, up to the end of the recording."""
    messages = [{"time": "0:20", "end": "0:50", "text": "a"}, {"time": "1:00", "end": "9:00", "text": "b"}]
    site = feed_samples.site(feed_samples.episode(key_messages=messages))
    assert [found["duration"] for found in attributes(item(site), "podcast:soundbite")] == ["30.0", "91.4"]


def test_only_real_places_have_a_country():
    """An invented municipality lies in no country."""
    found = attributes(item(feed_samples.site()), "podcast:location")
    assert found == [{"rel": "subject", "country": "DE"}, {"rel": "subject"}]


def test_trailer_belongs_to_its_season():
    """The trailer a season names is announced for that season."""
    (found,) = attributes(channel(feed_samples.site()), "podcast:trailer")
    assert (found["season"], found["length"]) == ("1", "99000")


def test_synthetic_voices_are_disclosed():
    """Synthetic voices are named in the item's text and in a txt of purpose ai-content; others are not."""
    first, second = channel(feed_samples.site()).findall("item")
    assert attributes(first, "podcast:txt") == [{"purpose": "ai-content"}]
    assert "synthetisch" in text(first, "content:encoded")
    assert attributes(second, "podcast:txt") == []


def test_notes_have_whole_addresses_and_no_scripts():
    """Show notes link with whole addresses and hold nothing that runs, styles or names ids."""
    notes = text(item(feed_samples.site()), "content:encoded")
    assert '<a href="https://example.org/wissen/orte/kiel/">Kiel</a>' in notes
    for forbidden in ("script", "alert", "class=", "id=", "dk:"):
        assert forbidden not in notes


def test_funders_are_named():
    """Who pays for a season is named in the wording they ask for."""
    assert "Gefördert aus Mitteln der Stiftung." in text(item(feed_samples.site()), "content:encoded")


def test_feedparser_reads_everything():
    """feedparser accepts the feed as well-formed and finds title, audio, text and people."""
    read = feedparser.parse(written(feed_samples.site()))
    assert not read.bozo
    entry = read.entries[0]
    assert (entry.id, entry.title) == (
        "c92826a3-522c-5e66-b067-998ea18ae282",
        "Der Schlüssel <zum> Rathaus & mehr",
    )
    assert entry.enclosures[0].length == "1234567"
    assert entry.itunes_duration == "151"
    assert entry.published_parsed[:5] == (2026, 10, 1, 4, 0)


def test_podcastparser_drops_nothing():
    """podcastparser, which gPodder uses, finds audio, chapters, transcript, people and numbers."""
    # It knows the podcast namespace only by the address of its draft.
    content = written(feed_samples.site()).replace(PREFIXES["podcast"].encode(), DRAFT)
    read = podcastparser.parse("https://example.org/wissen/podcast/feed.xml", io.BytesIO(content))
    assert (read["type"], read["itunes_owner"]["email"]) == ("episodic", "redaktion@example.org")
    assert read["cover_url"] == "https://example.org/wissen/medien/bilder/cover.png"
    assert (read["funding_url"], read["import_prohibited"]) == ("https://example.org/geld", True)
    first = read["episodes"][0]
    assert first["enclosures"][0]["file_size"] == 1234567
    assert [c["title"] for c in first["chapters"]] == ["Begrüßung", "Schlüssel > Schloss"]
    assert "/transkript." in first["transcript_url"] or first["transcript_url"].endswith("#t-4")
    assert first["chapters_json_url"].endswith("/kapitel.json")
    assert [p["name"] for p in first["persons"]] == ["Leonie Harms", "Emre Yıldız"]
    assert (first["number"], first["season"], first["total_time"]) == (1, 1, 151)


@given(st.text(), st.text())
def test_any_text_gives_a_feed(title: str, words: str) -> None:
    """No text, control characters and half emojis included, breaks the feed."""
    changed = feed_samples.episode(title=f"x{title}", summary=words, body=Body(html=words, text=words))
    assert text(item(feed_samples.site(changed)), "title").startswith("x")


def test_titles_cannot_turn_direction():
    """Characters that turn the direction of text never reach a title."""
    changed = feed_samples.episode(title="Harm\u202elos\x00")
    assert text(item(feed_samples.site(changed)), "title") == "Harmlos"


def test_two_builds_are_equal():
    """The same content gives the same keys and bytes."""
    once, twice = ([(o.path, o.key, o.make()) for o in feeds.outputs(feed_samples.site())] for _ in range(2))
    assert once == twice


def test_another_text_is_another_key():
    """Whatever changes in a feed changes its key."""
    keys = {o.path: o.key for o in feeds.outputs(feed_samples.site())}
    changed = {o.path: o.key for o in feeds.outputs(feed_samples.site(feed_samples.episode(summary="Neu")))}
    assert {path for path in keys if keys[path] != changed[path]} == {SHOW, SEASON}


def test_bytes_do_not_depend_on_the_machine():
    """Time zone, locale and hash seed of the machine leave every feed and calendar as it is."""
    script = (
        "import hashlib, feed_samples; from dreiklang import feeds\n"
        "for o in feeds.outputs(feed_samples.site()):\n"
        "    print(o.path, o.key, hashlib.sha256(o.make()).hexdigest())"
    )
    tests = ROOT / "tests"
    paths = os.pathsep.join([str(tests), str(tests.parent / "generator")])
    seen = set()
    for zone, locale, seed in (("UTC", "C", "1"), ("Pacific/Apia", "C.UTF-8", "2")):
        known = os.environ | {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        run = subprocess.run(
            [sys.executable, "-c", script], env=known, capture_output=True, text=True, check=True
        )
        seen.add(run.stdout)
    assert len(seen) == 1
    assert SHOW in seen.pop()


def test_no_podcast_no_feed():
    """A site without a podcast publishes no podcast feed."""
    assert SHOW not in {output.path for output in feeds.outputs(builders.site())}


def test_an_empty_show_is_a_feed():
    """A show without episodes is a well-formed feed."""
    assert channel(builders.site(feed_samples.podcast())).findall("item") == []


def test_an_episode_may_have_a_picture_of_its_own():
    """A square picture of the right size is the item's; any other leaves the cover there."""
    image = {"file": "docs/bilder/folge.png"} | feed_samples.IMAGE
    for width, name in ((1400, "folge"), (800, "cover")):
        own = builders.facts("docs/bilder/folge.png", "image/png", width=width, height=width)
        site = feed_samples.site(feed_samples.episode(image=image), media=[*feed_samples.media(), own])
        (found,) = attributes(item(site), "itunes:image")
        assert found["href"] == f"https://example.org/wissen/medien/bilder/{name}.png"
