"""What a feed of the podcast says about itself: the show, one of its seasons or topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from email.utils import format_datetime

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE, SEASON
from dreiklang.content.podcast import Episode, Podcast
from dreiklang.feeds import identity
from dreiklang.feeds.formats.plain_text import clip
from dreiklang.feeds.formats.rss import Channel, Item, Tag
from dreiklang.feeds.podcast import categories, enclosures, episode_items, licences
from dreiklang.feeds.podcast.feed_pages import Page
from dreiklang.site import addresses
from dreiklang.site.site import Site


def channel(
    site: Site, podcast: Entry[Podcast], about: Entry, page: Page[Entry[Episode]], items: Mapping[str, Item]
) -> Channel:
    """One page of a feed about the show, a season or a topic.

    It depends on the page's own episodes alone, so that a new one leaves the older pages alone.
    """
    show = about is podcast
    return Channel(
        title=podcast.title if show else f"{podcast.title}: {about.title}",
        url=_whole(site, page.address),
        link=site.url(about),
        description=_description(about) or _description(podcast),
        language=podcast.fields.language,
        updated=max(episode_items.updated(site, entry) for entry in (podcast, about, *page.members)),
        items=tuple(items[episode.id] for episode in page.members),
        copyright=_copyright(podcast),
        image=_cover(site, podcast),
        tags=tuple(_tags(site, podcast, about, page, items)),
        style=addresses.relative(addresses.feed_style("podcast", site.settings), page.address),
    )


def _tags(
    site: Site, podcast: Entry[Podcast], about: Entry, page: Page[Entry[Episode]], items: Mapping[str, Item]
) -> Iterator[Tag]:
    yield from _links(site, page)
    yield Tag("podcast:guid", _guid(site, podcast, about, page))
    yield from _itunes(site, podcast)
    yield from _podcast(podcast)
    yield from _hosts(site, page.members)
    if any(episode.fields.synthetic for episode in page.members):
        yield episode_items.disclosure(site.language)
    yield from _trailers(site, page.members, items)
    yield from _of_the_show(podcast) if about is podcast else _blocked()


def _guid(site: Site, podcast: Entry[Podcast], about: Entry, page: Page[Entry[Episode]]) -> str:
    """A feed's GUID; all its pages share it."""
    if about is podcast:
        return identity.podcast_guid(site, podcast)
    return identity.feed_guid(_whole(site, dict(page.links).get("first", page.address)))


def _links(site: Site, page: Page[Entry[Episode]]) -> Iterator[Tag]:
    """Where the other pages are (RFC 5005, 3), and who tells subscribers of news (WebSub, 4)."""
    for relation, address in page.links:
        yield Tag("atom:link", attributes={"rel": relation, "href": _whole(site, address)} | _RSS)
    if (hub := site.settings.options.podcast.hub) and page.is_newest:
        yield Tag("atom:link", attributes={"rel": "hub", "href": hub})


_RSS = {"type": "application/rss+xml"}


def _itunes(site: Site, podcast: Entry[Podcast]) -> Iterator[Tag]:
    fields = podcast.fields
    yield Tag("itunes:author", fields.author)
    owner = (Tag("itunes:name", fields.owner.name), Tag("itunes:email", fields.owner.email))
    yield Tag("itunes:owner", children=owner)
    # feedgen's own extension refuses true and false (PSP-1, itunes:explicit) and drops .jpeg covers silently.
    yield Tag("itunes:explicit", str(fields.explicit).lower())
    yield Tag("itunes:type", fields.order)
    for category in fields.categories:
        name, below = categories.parts(category)
        children = (Tag("itunes:category", attributes={"text": below}),) if below else ()
        yield Tag("itunes:category", attributes={"text": name}, children=children)
    if facts := site.library.facts(fields.cover.file):
        yield Tag("itunes:image", attributes={"href": enclosures.url(site, facts.path)})
        yield episode_items.image(site, facts, fields.cover.alt)


def _podcast(podcast: Entry[Podcast]) -> Iterator[Tag]:
    fields = podcast.fields
    yield Tag("podcast:locked", "yes" if fields.locked else "no", {"owner": fields.owner.email})
    yield Tag("podcast:medium", "podcast")
    if fields.funding:
        yield Tag("podcast:funding", clip(fields.funding.title, 128), {"url": fields.funding.url})
    if licence := licences.slug(fields.licence):
        yield Tag("podcast:license", licence)


def _hosts(site: Site, members: Sequence[Entry[Episode]]) -> Iterator[Tag]:
    hosts = [tag for episode in members for tag in episode_items.people(site, episode.fields.hosts, "host")]
    yield from {tag.text: tag for tag in hosts}.values()


def _of_the_show(podcast: Entry[Podcast]) -> Iterator[Tag]:
    """What concerns the show alone: directories list no season or topic."""
    fields = podcast.fields
    yield from (Tag("podcast:txt", text, {"purpose": "verify"}) for text in fields.verification)
    if frequency := fields.update_frequency:
        rule = {"rrule": frequency.rule} if frequency.rule else {}
        complete = {"complete": "true"} if frequency.complete else {}
        yield Tag("podcast:updateFrequency", clip(frequency.text, 128), complete | rule)
        if frequency.complete:
            yield Tag("itunes:complete", "Yes")
    if fields.recommends:
        yield Tag("podcast:podroll", children=tuple(_recommended(podcast)))
    if fields.moved_to:
        yield Tag("itunes:new-feed-url", fields.moved_to)
    if fields.hidden:
        yield from _blocked()


def _recommended(podcast: Entry[Podcast]) -> Iterator[Tag]:
    for other in podcast.fields.recommends:
        known = {"feedGuid": other.guid, "feedUrl": other.feed, "title": other.title, "medium": "podcast"}
        yield Tag("podcast:remoteItem", attributes=known)


def _blocked() -> Iterator[Tag]:
    """Keeps a feed out of directories: the show is hidden, or stands there already."""
    yield Tag("itunes:block", "Yes")
    yield Tag("podcast:block", "yes")


def _trailers(site: Site, members: Sequence[Entry[Episode]], items: Mapping[str, Item]) -> Iterator[Tag]:
    """Trailers of seasons, and trailers of the show itself."""
    seasons: dict[str, str] = {}
    for season in site.library.of(SEASON):
        if trailer := site.one(season.fields.trailer, EPISODE):
            seasons[trailer.id] = str(season.fields.number)
    for episode in members:
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
    thesis = entry.fields.thesis if SEASON.holds(entry) else ""
    return clip(entry.fields.summary or thesis or entry.body.text, episode_items.DESCRIPTION_BYTES)


def _copyright(podcast: Entry[Podcast]) -> str:
    return " · ".join(part for part in (podcast.fields.author, podcast.fields.licence) if part)


def _cover(site: Site, podcast: Entry[Podcast]) -> str:
    facts = site.library.facts(podcast.fields.cover.file)
    return enclosures.url(site, facts.path) if facts else ""


def _whole(site: Site, address: str) -> str:
    return addresses.absolute(address, site.settings)
