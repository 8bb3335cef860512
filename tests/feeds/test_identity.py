"""Identities that apps keep for ever: worked out here a second time, from what the standards say."""

from __future__ import annotations

import uuid

import pytest

import builders
import feed_samples
from dreiklang.feeds import identity

GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
"""The GUID that the podcast namespace gives as its example."""


@pytest.mark.parametrize(
    "url",
    [
        "https://mp3s.nashownotes.com/pc20rss.xml",
        "http://mp3s.nashownotes.com/pc20rss.xml",
        "https://mp3s.nashownotes.com/pc20rss.xml/",
        "https://mp3s.nashownotes.com/pc20rss.xml//",
    ],
    ids=["https", "http", "slash", "slashes"],
)
def test_a_feed_has_the_guid_of_the_podcast_namespace(url):
    """Scheme and closing slashes do not count; the example of the standard gives its GUID."""
    assert identity.feed_guid(url) == GUID


def test_only_scheme_and_slashes_are_cut():
    """Whatever else an address begins or ends with belongs to it."""
    namespace = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    assert identity.feed_guid("https://X.example/FEEDX/") == str(uuid.uuid5(namespace, "X.example/FEEDX"))


def test_a_show_has_its_written_guid_or_that_of_its_first_address():
    """What an old system gave stays; else the address of the feed decides, in small letters."""
    site = feed_samples.site()
    assert identity.podcast_guid(site, feed_samples.podcast(guid=GUID)) == GUID
    namespace = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    first = str(uuid.uuid5(namespace, "example.org/wissen/podcast/feed.xml"))
    assert identity.podcast_guid(site, feed_samples.podcast(guid=None)) == first


def test_an_episode_has_its_written_guid_or_one_of_show_and_id():
    """The title, the file and the season change nothing; another show or id is another episode."""
    expected = str(uuid.uuid5(uuid.UUID(GUID), "schluessel"))
    assert identity.episode_guid(GUID, feed_samples.episode()) == expected
    assert (
        identity.episode_guid(GUID, feed_samples.episode(title="X", number=9, path="episodes/x.md"))
        == expected
    )
    assert identity.episode_guid(GUID, feed_samples.episode(guid="alt-17")) == "alt-17"
    assert identity.episode_guid(GUID, feed_samples.episode("anders")) != expected


def test_a_show_whose_guid_is_no_uuid_names_its_episodes_all_the_same():
    """The GUID of an old system is named in the namespace of podcasts first: two shows stay two."""
    namespace = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    for old in ("alte-show", "andere-show"):
        expected = str(uuid.uuid5(uuid.uuid5(namespace, old), "schluessel"))
        assert identity.episode_guid(old, feed_samples.episode()) == expected


def test_an_event_has_its_written_uid_or_its_id_at_the_domain():
    """The domain is a setting, else the host of the site, without its port."""
    event, domain = feed_samples.event(), {"uid_domain": "amt.example"}
    assert identity.event_uid(builders.site(**domain).settings, event) == "fachtag@amt.example"
    assert identity.event_uid(builders.site().settings, event) == "fachtag@example.org"
    assert (
        identity.event_uid(builders.site().settings, feed_samples.event(uid="17@alt.example"))
        == "17@alt.example"
    )


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("http://LOCALHOST:8000/", "localhost"),
        ("https://example.org:8443/wissen/", "example.org"),
        ("", "localhost"),
    ],
    ids=["preview", "port", "no-address"],
)
def test_the_domain_is_the_host_alone(url, domain):
    """Ports, capitals and paths are no part of a domain."""
    settings = builders.site().settings
    site = settings.site.model_copy(update={"url": url})
    assert identity.uid_domain(settings.model_copy(update={"site": site})) == domain


def test_sequence_counts_on_from_an_old_calendar():
    """SEQUENCE never falls: that of the calendar an event came from, and one for each change."""
    changes = [{"date": "2026-09-10", "text": "A."}, {"date": "2026-09-11", "text": "B."}]
    assert identity.event_sequence(feed_samples.event()) == 0
    assert identity.event_sequence(feed_samples.event(changes=changes)) == 2
    assert identity.event_sequence(feed_samples.event(sequence=3, changes=changes)) == 5


def test_what_feeds_tell_of_an_event_has_identities_of_its_uid():
    """The announcement is the event; changes have their day, numbered from the second on; the report is one."""
    days = ("2026-09-10", "2026-09-11", "2026-09-10", "2026-09-10")
    event = feed_samples.event(uid="17@alt.example", changes=[{"date": day, "text": "A."} for day in days])
    settings = builders.site().settings
    assert identity.announcement_guid(settings, event) == "17@alt.example"
    assert identity.change_guids(settings, event) == (
        "17@alt.example#2026-09-10",
        "17@alt.example#2026-09-11",
        "17@alt.example#2026-09-10-2",
        "17@alt.example#2026-09-10-3",
    )
    assert identity.report_guid(settings, event) == "17@alt.example#report"


def test_an_article_has_a_urn_of_domain_and_id():
    """It is no address that could change: UUIDv5 of domain and id in the namespace of addresses."""
    article = builders.entry("article", "neues")
    expected = uuid.uuid5(uuid.NAMESPACE_URL, "example.org/neues").urn
    assert identity.article_guid(builders.site().settings, article) == expected
    assert expected.startswith("urn:uuid:")
    other = builders.site(uid_domain="amt.example").settings
    assert identity.article_guid(other, article) == uuid.uuid5(uuid.NAMESPACE_URL, "amt.example/neues").urn
