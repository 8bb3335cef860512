"""The podcast's feeds: the show and each season, for podcast apps and directories (PSP-1)."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from email.utils import format_datetime

from dreiklang import addresses
from dreiklang.code import digest_of_code
from dreiklang.content.library import Entry
from dreiklang.feeds import categories, episodes, identity, recordings, rss
from dreiklang.feeds.plain import clip
from dreiklang.feeds.recordings import Recording
from dreiklang.feeds.rss import Channel, Item, Tag
from dreiklang.outputs import Output, digest
from dreiklang.site import Site


def outputs(site: Site) -> Iterator[Output]:
    """The show's feed and one per season."""
    for podcast in site.library.of("podcast")[:1]:
        items = heard(site, podcast)
        yield _output(show(site, podcast, items), site, podcast)
        for season in site.library.of("season"):
            yield _output(season_of(site, podcast, season, items), site, season)


def heard(site: Site, podcast: Entry) -> dict[str, Item]:
    """Items by id, newest first."""
    return {episode.id: episodes.item(site, podcast, episode, r) for episode, r in recorded(site)}


def recorded(site: Site) -> list[tuple[Entry, Recording]]:
    """Episodes, newest first; one whose recording is unknown cannot be heard anywhere."""
    known = [(e, r) for e in site.library.of("episode") if (r := recordings.recording(site, e))]
    return sorted(known, key=lambda pair: (site.published(pair[0]), pair[0].id), reverse=True)


def show(site: Site, podcast: Entry, items: dict[str, Item]) -> Channel:
    """The feed of the whole show."""
    url = addresses.absolute(addresses.podcast_feed(site.settings), site.settings)
    members = _members(site, items)
    tags = (
        Tag("podcast:guid", identity.podcast_guid(site, podcast)),
        *_tags(site, podcast, members),
        *_trailers(site, items),
    )
    return Channel(
        title=podcast.title,
        url=url,
        link=site.url(podcast),
        description=_description(podcast),
        language=podcast.fields.language,
        updated=max(episodes.updated(site, entry) for entry in (podcast, *members)),
        items=tuple(items.values()),
        copyright=_copyright(podcast),
        image=_cover(site, podcast),
        tags=tags,
    )


def season_of(site: Site, podcast: Entry, season: Entry, items: dict[str, Item]) -> Channel:
    """A season's feed: the same items, kept out of directories where the show stands already."""
    url = addresses.absolute(addresses.season_feed(season, site.library, site.settings), site.settings)
    members = [e for e in _members(site, items) if e.parent == season.id]
    tags = (
        Tag("podcast:guid", identity.feed_guid(url)),
        *_tags(site, podcast, members),
        Tag("itunes:block", "Yes"),
        Tag("podcast:block", "yes"),
    )
    return Channel(
        title=f"{podcast.title}: {season.title}",
        url=url,
        link=site.url(season),
        description=_description(season) or _description(podcast),
        language=podcast.fields.language,
        updated=max(episodes.updated(site, entry) for entry in (podcast, season, *members)),
        items=tuple(items[e.id] for e in members),
        copyright=_copyright(podcast),
        image=_cover(site, podcast),
        tags=tags,
    )


def _members(site: Site, items: dict[str, Item]) -> list[Entry]:
    return [episode for id in items if (episode := site.library.get(id))]


def _tags(site: Site, podcast: Entry, members: Sequence[Entry]) -> Iterator[Tag]:
    yield from _itunes(site, podcast)
    fields = podcast.fields
    yield Tag("podcast:locked", "yes" if fields.locked else "no", {"owner": fields.owner.email})
    yield Tag("podcast:medium", "podcast")
    if fields.funding:
        yield Tag("podcast:funding", clip(fields.funding.title, 128), {"url": fields.funding.url})
    if fields.licence:
        yield Tag("podcast:license", fields.licence)
    hosts = [tag for e in members for tag in episodes.people(site, e, ("hosts", "host"))]
    yield from {tag.text: tag for tag in hosts}.values()
    if any(member.fields.synthetic for member in members):
        yield episodes.disclosure(site.language)


def _itunes(site: Site, podcast: Entry) -> Iterator[Tag]:
    fields = podcast.fields
    yield Tag("itunes:author", fields.author)
    owner = (Tag("itunes:name", fields.owner.name), Tag("itunes:email", fields.owner.email))
    yield Tag("itunes:owner", children=owner)
    # feedgen's own extension refuses true and false (PSP-1, itunes:explicit) and drops .jpeg covers silently.
    yield Tag("itunes:explicit", str(fields.explicit).lower())
    yield Tag("itunes:type", "episodic")
    for category in fields.categories:
        name, below = categories.parts(category)
        children = (Tag("itunes:category", attributes={"text": below}),) if below else ()
        yield Tag("itunes:category", attributes={"text": name}, children=children)
    facts = site.library.facts(fields.cover.file)
    if facts:
        url = recordings.url(site, facts.path)
        yield Tag("itunes:image", attributes={"href": url})
        size = {"aspect-ratio": "1/1", "width": str(facts.width), "type": facts.type} if facts.width else {}
        yield Tag(
            "podcast:image", attributes={"href": url, "alt": fields.cover.alt, "purpose": "artwork"} | size
        )


def _trailers(site: Site, items: dict[str, Item]) -> Iterator[Tag]:
    """Trailers of seasons, and trailers of the show itself."""
    seasons = {}
    for season in site.library.of("season"):
        if trailer := site.one(season.fields.trailer, "episode"):
            seasons[trailer.id] = str(season.fields.number)
    for episode in _members(site, items):
        item = items[episode.id]
        if item.enclosure and (episode.id in seasons or episode.fields.type == "trailer"):
            number = {"season": seasons[episode.id]} if episode.id in seasons else {}
            attributes = {
                "url": item.enclosure.url,
                "pubdate": format_datetime(item.published),
                "length": str(item.enclosure.length),
                "type": item.enclosure.type,
            }
            yield Tag("podcast:trailer", clip(episode.title, 128), attributes | number)


def _description(entry: Entry) -> str:
    text = entry.fields.summary or getattr(entry.fields, "thesis", "") or entry.body.text
    return clip(text, episodes.DESCRIPTION_BYTES)


def _copyright(podcast: Entry) -> str:
    return " · ".join(part for part in (podcast.fields.author, podcast.fields.licence) if part)


def _cover(site: Site, podcast: Entry) -> str:
    facts = site.library.facts(podcast.fields.cover.file)
    return recordings.url(site, facts.path) if facts else ""


def _output(channel: Channel, site: Site, entry: Entry) -> Output:
    path = channel.url.removeprefix(site.settings.site.base)
    key = digest(digest_of_code(), repr(channel))
    return Output(path, key, functools.partial(rss.write, channel), entry.path)
