"""Foreign programs read the podcast's feed: nothing of it is dropped."""

from __future__ import annotations

import pytest

import feed_samples
import judged
from dreiklang import checks, feeds

# What stands in the feed, and where each judge has it: podcast-partytime, feedsmith, feedparser,
# podcastparser. Nothing means that the judge does not know it; ``1:`` and ``-1:`` that of several
# elements it keeps the first or the last.
TABLE = """
channel/title                     | title                 | title                       | title                  | title
channel/link                      | link                  | link                        | link                   | link
channel/description               | description           | description                 | subtitle               | description
channel/language                  | language              | language                    | language               | language
channel/copyright                 | copyright             | copyright                   | rights                 |
channel/docs                      |                       | docs                        | docs                   |
channel/generator                 | generator             | generator                   | generator              | generator
channel/lastBuildDate             | lastBuildDate         | lastBuildDate               | updated                |
channel/image/url                 | image.url             | image.url                   |                        | cover_url
channel/image/title               | image.title           | image.title                 |                        |
channel/image/link                | image.link            | image.link                  |                        |
channel/atom:link@href            | 1:pubsub.self         | atom.links.*.href           |                        | 1:paged_feed_first
channel/atom:link@rel             |                       | atom.links.*.rel            |                        |
channel/atom:link@type            |                       | atom.links.*.type           |                        |
channel/itunes:author             | author                | itunes.author               | author                 | itunes_author
channel/itunes:owner/itunes:name  | owner.name            | itunes.owner.name           | publisher_detail.name  | itunes_owner.name
channel/itunes:owner/itunes:email | owner.email           | itunes.owner.email          | publisher_detail.email | itunes_owner.email
channel/itunes:explicit           | explicit              | itunes.explicit             |                        | explicit
channel/itunes:type               | itunesType            | itunes.type                 | itunes_type            | type
channel/itunes:category@text      | 1:itunesCategory.0    | itunes.categories.*.text    | 1:tags.0.term          | itunes_categories.*.0
channel/itunes:category/itunes:category@text | | itunes.categories.1.categories.*.text | tags.2.term | itunes_categories.1.1
channel/itunes:image@href         | itunesImage           | itunes.image                | image.href             | cover_url
channel/itunes:complete           | itunesComplete        | itunes.complete             | itunes_complete        |
channel/itunes:new-feed-url       | itunesNewFeedUrl      | itunes.newFeedUrl           | itunes_new-feed-url    | new_url
channel/itunes:block              | itunesBlock           | itunes.block                |                        |
channel/podcast:guid              | guid                  | podcast.guid                | podcast_guid           |
channel/podcast:locked            | locked                | podcast.locked.value        |                        | import_prohibited
channel/podcast:locked@owner      | podcastOwner          | podcast.locked.owner        | podcast_locked.owner   |
channel/podcast:medium            | medium                | podcast.medium              | podcast_medium         |
channel/podcast:funding           | podcastFunding.*.message | podcast.fundings.*.display |                       |
channel/podcast:funding@url       | podcastFunding.*.url  | podcast.fundings.*.url      | podcast_funding.url    | funding_url
channel/podcast:license           | license.identifier    | podcast.license.display     | podcast_license        |
channel/podcast:person            | podcastPeople.*.name  | podcast.persons.*.display   |                        |
channel/podcast:person@group      | podcastPeople.*.group | podcast.persons.*.group     | podcast_person.group   |
channel/podcast:person@role       | podcastPeople.*.role  | podcast.persons.*.role      | podcast_person.role    |
channel/podcast:person@img        | podcastPeople.*.img   | podcast.persons.*.img       | podcast_person.img     |
channel/podcast:person@href       | podcastPeople.*.href  | podcast.persons.*.href      | podcast_person.href    |
channel/podcast:txt               | podcastTxt.*.value    | podcast.txts.*.display      |                        |
channel/podcast:txt@purpose       | podcastTxt.*.purpose  | podcast.txts.*.purpose      | -1:podcast_txt.purpose |
channel/podcast:trailer           | trailers.*.title      | podcast.trailers.*.display  |                        |
channel/podcast:trailer@url       | trailers.*.url        | podcast.trailers.*.url      | podcast_trailer.url    |
channel/podcast:trailer@pubdate   | trailers.*.pubdate    | podcast.trailers.*.pubDate  | podcast_trailer.pubdate |
channel/podcast:trailer@length    | trailers.*.length     | podcast.trailers.*.length   | podcast_trailer.length |
channel/podcast:trailer@type      | trailers.*.type       | podcast.trailers.*.type     | podcast_trailer.type   |
channel/podcast:trailer@season    | trailers.*.season     | podcast.trailers.*.season   | podcast_trailer.season |
channel/podcast:image@href        |                       | podcast.images.*.href       | podcast_image.href     |
channel/podcast:image@alt         |                       | podcast.images.*.alt        | podcast_image.alt      |
channel/podcast:image@purpose     |                       | podcast.images.*.purpose    | podcast_image.purpose  |
channel/podcast:image@type        |                       | podcast.images.*.type       | podcast_image.type     |
channel/podcast:image@aspect-ratio |                      | podcast.images.*.aspectRatio | podcast_image.aspect-ratio |
channel/podcast:image@width       |                       | podcast.images.*.width      | podcast_image.width    |
channel/podcast:image@height      |                       | podcast.images.*.height     | podcast_image.height   |
channel/podcast:updateFrequency   |                       | podcast.updateFrequency.display |                    |
channel/podcast:updateFrequency@complete |                | podcast.updateFrequency.complete | podcast_updatefrequency.complete |
channel/podcast:updateFrequency@rrule |                   | podcast.updateFrequency.rrule | podcast_updatefrequency.rrule |
channel/podcast:podroll/podcast:remoteItem@feedGuid | podroll.*.feedGuid | podcast.podroll.remoteItems.*.feedGuid | podcast_remoteitem.feedguid |
channel/podcast:podroll/podcast:remoteItem@feedUrl  | podroll.*.feedUrl  | podcast.podroll.remoteItems.*.feedUrl  | podcast_remoteitem.feedurl  |
channel/podcast:podroll/podcast:remoteItem@title    | podroll.*.title    | podcast.podroll.remoteItems.*.title    | podcast_remoteitem.title    |
channel/podcast:podroll/podcast:remoteItem@medium   | podroll.*.medium   | podcast.podroll.remoteItems.*.medium   | podcast_remoteitem.medium   |
channel/podcast:block             | podcastBlocked        | podcast.blocks.*.value      | podcast_block          |
item/title                        | title                 | title                       | title                  | title
item/link                         | link                  | link                        | link                   | link
item/description                  | description           | description                 | summary                | description
item/content:encoded              |                       | content.encoded             | content.0.value        | description_html
item/guid                         | guid                  | guid.value                  | id                     | guid
item/guid@isPermaLink             |                       | guid.isPermaLink            | guidislink             |
item/enclosure@url                | enclosure.url         | enclosures.*.url            | links.1.href           | enclosures.*.url
item/enclosure@length             | enclosure.length      | enclosures.*.length         | links.1.length         | enclosures.*.file_size
item/enclosure@type               | enclosure.type        | enclosures.*.type           | links.1.type           | enclosures.*.mime_type
item/pubDate                      | pubDate               | pubDate                     | published              | published
item/itunes:title                 |                       | itunes.title                | itunes_title           |
item/itunes:author                | author                | itunes.author               | author                 | itunes_author
item/itunes:duration              | duration              | itunes.duration             | itunes_duration        | total_time
item/itunes:explicit              | explicit              | itunes.explicit             |                        | explicit
item/itunes:episodeType           | itunesEpisodeType     | itunes.episodeType          | itunes_episodetype     | type
item/itunes:image@href            | itunesImage           | itunes.image                | image.href             | episode_art_url
item/itunes:season                | itunesSeason          | itunes.season               | itunes_season          | season
item/itunes:episode               | itunesEpisode         | itunes.episode              | itunes_episode         | number
item/podcast:image@href           |                       | podcast.images.*.href       | podcast_image.href     |
item/podcast:image@alt            |                       | podcast.images.*.alt        | podcast_image.alt      |
item/podcast:image@purpose        |                       | podcast.images.*.purpose    | podcast_image.purpose  |
item/podcast:image@type           |                       | podcast.images.*.type       | podcast_image.type     |
item/podcast:image@aspect-ratio   |                       | podcast.images.*.aspectRatio | podcast_image.aspect-ratio |
item/podcast:image@width          |                       | podcast.images.*.width      | podcast_image.width    |
item/podcast:image@height         |                       | podcast.images.*.height     | podcast_image.height   |
item/podcast:season               | podcastSeason.number  | podcast.season.number       |                        |
item/podcast:season@name          | podcastSeason.name    | podcast.season.name         | podcast_season.name    |
item/podcast:episode              | podcastEpisode.number | podcast.episode.number      | podcast_episode        |
item/podcast:person               | podcastPeople.*.name  | podcast.persons.*.display   |                        | persons.*.name
item/podcast:person@group         | podcastPeople.*.group | podcast.persons.*.group     | -1:podcast_person.group | persons.*.group
item/podcast:person@role          | podcastPeople.*.role  | podcast.persons.*.role      | -1:podcast_person.role | persons.*.role
item/podcast:person@img           | podcastPeople.*.img   | podcast.persons.*.img       |                        | persons.0.img
item/podcast:person@href          | podcastPeople.*.href  | podcast.persons.*.href      |                        | persons.0.href
item/podcast:transcript@url       | podcastTranscripts.*.url | podcast.transcripts.*.url | -1:podcast_transcript.url | -1:transcript_url
item/podcast:transcript@type      |                       | podcast.transcripts.*.type  | -1:podcast_transcript.type |
item/podcast:transcript@language  | podcastTranscripts.*.language | podcast.transcripts.*.language | -1:podcast_transcript.language |
item/podcast:transcript@rel       | podcastTranscripts.*.rel | podcast.transcripts.*.rel |                       |
item/podcast:chapters@url         | podcastChapters.url   | podcast.chapters.url        | podcast_chapters.url   | chapters_json_url
item/podcast:chapters@type        | podcastChapters.type  | podcast.chapters.type       | podcast_chapters.type  |
item/psc:chapters@version         |                       |                             | psc_chapters.version   |
item/psc:chapters/psc:chapter@start |                     | psc.chapters.*.start        | psc_chapters.chapters.*.start |
item/psc:chapters/psc:chapter@title |                     | psc.chapters.*.title        | psc_chapters.chapters.*.title | chapters.*.title
item/podcast:soundbite            | podcastSoundbites.*.title | podcast.soundbites.*.display |                   |
item/podcast:soundbite@startTime  | podcastSoundbites.*.startTime | podcast.soundbites.*.startTime | podcast_soundbite.starttime |
item/podcast:soundbite@duration   | podcastSoundbites.*.duration | podcast.soundbites.*.duration | podcast_soundbite.duration |
item/podcast:location             | 1:podcastLocation.name | podcast.locations.*.display |                       |
item/podcast:location@rel         |                       | podcast.locations.*.rel     | -1:podcast_location.rel |
item/podcast:location@country     |                       | podcast.locations.*.country |                        |
item/podcast:location@geo         | podcastLocation.geo   | podcast.locations.*.geo     |                        |
item/podcast:location@osm         | podcastLocation.osm   | podcast.locations.*.osm     |                        |
item/podcast:license              | license.identifier    | podcast.license.display     | podcast_license        |
item/podcast:txt                  | podcastTxt.*.value    | podcast.txts.*.display      |                        |
item/podcast:txt@purpose          | podcastTxt.*.purpose  | podcast.txts.*.purpose      | podcast_txt.purpose    |
item/podcast:socialInteract@protocol |                    | podcast.socialInteracts.*.protocol | podcast_socialinteract.protocol |
item/atom:link@rel                |                       | atom.links.*.rel            | links.2.rel            |
item/atom:link@href               |                       | atom.links.*.href           | links.2.href           |
item/podcast:alternateEnclosure@type    | alternativeEnclosures.*.type    | podcast.alternateEnclosures.*.type    | -1:podcast_alternateenclosure.type    |
item/podcast:alternateEnclosure@length  | alternativeEnclosures.*.length  | podcast.alternateEnclosures.*.length  | -1:podcast_alternateenclosure.length  |
item/podcast:alternateEnclosure@default | 1:alternativeEnclosures.0.default | podcast.alternateEnclosures.*.default | |
item/podcast:alternateEnclosure@bitrate | alternativeEnclosures.*.bitrate | podcast.alternateEnclosures.*.bitrate | |
item/podcast:alternateEnclosure@lang    | alternativeEnclosures.*.lang    | podcast.alternateEnclosures.*.lang    | -1:podcast_alternateenclosure.lang    |
item/podcast:alternateEnclosure@title   | alternativeEnclosures.*.title   | podcast.alternateEnclosures.*.title   | -1:podcast_alternateenclosure.title   |
item/podcast:alternateEnclosure/podcast:source@uri | alternativeEnclosures.*.source.*.uri | podcast.alternateEnclosures.*.sources.*.uri | -1:podcast_source.uri |
item/podcast:alternateEnclosure/podcast:source@contentType | alternativeEnclosures.*.source.*.contentType | podcast.alternateEnclosures.*.sources.*.contentType | -1:podcast_source.contenttype |
item/podcast:alternateEnclosure/podcast:integrity@type | alternativeEnclosures.*.integrity.type | podcast.alternateEnclosures.*.integrity.type | -1:podcast_integrity.type |
item/podcast:alternateEnclosure/podcast:integrity@value | alternativeEnclosures.*.integrity.value | podcast.alternateEnclosures.*.integrity.value | -1:podcast_integrity.value |
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in TABLE.strip().splitlines()]


@pytest.fixture(scope="module")
def feed() -> bytes:
    """The feed of a show that uses every feature."""
    made = {output.path: output for output in feeds.outputs(feed_samples.everything())}
    content = made["podcast/feed.xml"].make()
    assert isinstance(content, bytes)
    return content


def test_everything_is_fine_together() -> None:
    """Pages, a hub, a move, a host of recordings and a counting service contradict neither each other nor a rule."""
    site = feed_samples.everything()
    found = [*feeds.checks(site), *checks.check(site)]
    assert {problem.code for problem in found} == {"feed-guid-unwritten"}


@pytest.mark.parametrize("judge", judged.ALL)
def test_recordings_are_found_behind_their_host_and_service(judge: str, feed: bytes) -> None:
    """A judge takes the counted address of the host for the recording, whole."""
    _, items = judged.ALL[judge](feed)
    (row,) = (row for row in ROWS if row[0] == "item/enclosure@url")
    read = judged.at(items[0], row[1 + list(judged.ALL).index(judge)])
    assert read == ["https://zaehlung.example/e/ton.example/medien/episodes/staffel-1/folge.mp3"]


@pytest.mark.parametrize("judge", judged.ALL)
def test_nothing_is_dropped(judge: str, feed: bytes) -> None:
    """A judge reads everything that the table says it knows, with the value that stands in the feed."""
    channel, items = judged.ALL[judge](feed)
    column = 1 + list(judged.ALL).index(judge)
    said, wrong = judged.said(feed), []
    for row in ROWS:
        kept, _, path = row[column].rpartition(":")
        if not path:
            continue
        expected = said[row[0]]
        expected = {"": expected, "1": expected[:1], "-1": expected[-1:]}[kept]
        read = judged.at(channel if row[0].startswith("channel") else items[0], path)
        if list(map(judged.plain, read)) != list(map(judged.plain, expected)):
            wrong.append(f"{row[0]}: {read} instead of {expected}")
    assert wrong == [], "\n".join(wrong)


def test_everything_in_the_feed_has_a_judge(feed: bytes) -> None:
    """Every text and every attribute of the feed stands in the table, and at least one judge reads it."""
    assert {row[0] for row in ROWS} == judged.said(feed).keys()
    assert [row[0] for row in ROWS if not any(row[1:])] == []


def test_the_table_has_a_column_for_each_judge() -> None:
    """No row of the table has lost or gained a judge."""
    assert {len(row) for row in ROWS} == {1 + len(judged.ALL)}


def test_partytime_supports_every_phase(feed: bytes) -> None:
    """podcast-partytime counts every element as supported that it knows from the podcast namespace."""
    found = judged.partytime(feed)[0]["pc20support"]
    assert found == {
        "1": ["locked", "funding", "transcript", "chapters", "soundbite"],
        "2": ["person", "location", "season", "episode"],
        "3": ["trailer", "license", "guid", "alternateEnclosure"],
        "4": ["medium"],
        "5": ["block"],
        "6": ["txt", "podroll"],
    }


def test_every_page_of_the_feed_is_found(feed: bytes) -> None:
    """podcastparser, which follows pages, and feedsmith find the first, the next and the last page."""
    assert judged.by_podcastparser(feed)[0]["paged_feed_next"].endswith("/podcast/feed-1.xml")
    links = judged.feedsmith(feed)[0]["atom"]["links"]
    assert [link["rel"] for link in links] == ["self", "first", "next", "last", "hub"]


def test_the_list_of_feeds_is_read() -> None:
    """feedsmith reads every feed of the list for apps (OPML), with its name and its page."""
    made = {output.path: output for output in feeds.outputs(feed_samples.everything())}
    read = judged.node("feedsmith", made["podcast/feeds.opml"].make(), "opml")
    found = [(line["title"], line["xmlUrl"], line["htmlUrl"]) for line in read["body"]["outlines"]]
    base = "https://example.org/wissen/"
    assert found == [
        ("Zwischen Tür & Amt", f"{base}podcast/feed.xml", f"{base}podcast/"),
        ("Zwischen Tür & Amt: Anfänge", f"{base}podcast/staffel-1/feed.xml", f"{base}podcast/staffel-1/"),
        ("Zwischen Tür & Amt: Ehrenamt", f"{base}podcast/thema/ehrenamt/feed.xml", f"{base}themen/ehrenamt/"),
    ]
