"""An episode as an item of podcast feeds."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator

from dreiklang import i18n
from dreiklang.content import times
from dreiklang.content.entries import Entry
from dreiklang.content.fields import Participation
from dreiklang.content.file_facts import MediaFacts
from dreiklang.content.kinds import EPISODE, PERSON, PLACE, SEASON
from dreiklang.content.podcast import Episode, Podcast
from dreiklang.content.records import Municipality, Person
from dreiklang.feeds import identity
from dreiklang.feeds.formats.plain_text import clip
from dreiklang.feeds.formats.rss import Item, Tag
from dreiklang.feeds.podcast import enclosures, licences, show_notes
from dreiklang.feeds.podcast.enclosures import Alternative, Recording
from dreiklang.site import addresses
from dreiklang.site.site import Site

DESCRIPTION_BYTES = 4000
"""The longest description that PSP-1 allows."""

_FORM_TITLE = 32
"""Characters of an alternate enclosure's title (podcast namespace)."""

_CAPTIONS = (("vtt", "text/vtt"), ("srt", "application/x-subrip"))
_SOUNDBITE = (15.0, 60.0)
"""Shortest and longest soundbite in seconds, within what the podcast namespace recommends."""


def item(site: Site, podcast: Entry[Podcast], episode: Entry[Episode], recording: Recording) -> Item:
    """The item of an episode; the same in the feeds of the show, its season and its topics."""
    return Item(
        guid=identity.episode_guid(identity.podcast_guid(site, podcast), episode),
        title=episode.title,
        link=site.url(episode),
        published=site.published(episode),
        summary=clip(episode.fields.summary or episode.body.text, DESCRIPTION_BYTES),
        html=show_notes.html(site, episode),
        enclosure=recording.enclosure,
        tags=tuple(_tags(site, podcast, episode, recording)),
    )


def updated(site: Site, entry: Entry) -> dt.datetime:
    """When an entry of the podcast last changed, as its own dates say."""
    zone = site.settings.zone
    moments = [times.day_start(day, zone) for day in (entry.fields.date, entry.fields.updated) if day]
    if EPISODE.holds(entry):
        moments.append(site.published(entry))
    return max(moments, default=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))


def _tags(
    site: Site, podcast: Entry[Podcast], episode: Entry[Episode], recording: Recording
) -> Iterator[Tag]:
    yield from _itunes(site, podcast, episode, recording)
    yield from _season(site, episode)
    yield from people(site, episode.fields.hosts, "host")
    yield from people(site, episode.fields.guests, "guest")
    yield from _transcripts(site, podcast, episode)
    yield from _chapters(site, episode)
    yield from _soundbites(episode, recording)
    yield from _places(site, episode)
    yield from _forms(site, podcast, episode)
    if licence := licences.slug(podcast.fields.licence):
        yield Tag("podcast:license", licence)
    if episode.fields.synthetic:
        yield disclosure(episode.fields.lang or site.language)
    yield Tag("podcast:socialInteract", attributes={"protocol": "disabled"})
    link = {"rel": "http://podlove.org/deep-link", "href": f"{site.url(episode)}#"}
    yield Tag("atom:link", attributes=link)


def disclosure(language: str) -> Tag:
    """Says that voices are synthetic, in the words that listeners read too."""
    return Tag("podcast:txt", i18n.text("feed_synthetic", language), {"purpose": "ai-content"})


def image(site: Site, facts: MediaFacts, alt: str) -> Tag:
    """A picture with what it shows, for people who do not see it (podcast namespace, ``image``)."""
    known = {"href": enclosures.url(site, facts.path), "alt": alt, "purpose": "artwork", "type": facts.type}
    if facts.width and facts.height:
        part = math.gcd(facts.width, facts.height)
        ratio = f"{facts.width // part}/{facts.height // part}"
        known |= {"aspect-ratio": ratio, "width": str(facts.width), "height": str(facts.height)}
    return Tag("podcast:image", attributes={name: value for name, value in known.items() if value})


def _itunes(
    site: Site, podcast: Entry[Podcast], episode: Entry[Episode], recording: Recording
) -> Iterator[Tag]:
    fields = episode.fields
    yield Tag("itunes:title", episode.title)
    yield Tag("itunes:author", podcast.fields.author)
    yield Tag("itunes:duration", str(round(recording.seconds)))
    yield Tag("itunes:explicit", str(fields.explicit or podcast.fields.explicit).lower())
    yield Tag("itunes:episodeType", fields.type)
    own = enclosures.picture(site, fields.image)
    artwork = own if own and enclosures.is_artwork(own) else site.library.facts(podcast.fields.cover.file)
    if artwork:
        yield Tag("itunes:image", attributes={"href": enclosures.url(site, artwork.path)})
    if own and fields.image:
        yield image(site, own, fields.image.alt or own.sidecar.get("alt", ""))


def _season(site: Site, episode: Entry[Episode]) -> Iterator[Tag]:
    if season := site.library.parent(episode, SEASON):
        number = str(season.fields.number)
        yield Tag("itunes:season", number)
        yield Tag("podcast:season", number, {"name": season.title})
    if episode.fields.number:
        yield Tag("itunes:episode", str(episode.fields.number))
        yield Tag("podcast:episode", str(episode.fields.number))


def people(site: Site, named: Iterable[Participation], role: str) -> Iterator[Tag]:
    """Hosts or guests, with their role in the podcast namespace: ``host`` or ``guest``."""
    for participation in named:
        person = site.one(participation.person, PERSON)
        attributes = {"group": "cast", "role": role}
        yield Tag("podcast:person", *_person(site, person, participation.person, attributes))


def _person(
    site: Site, person: Entry[Person] | None, name: str, attributes: dict[str, str]
) -> tuple[str, dict[str, str]]:
    if person is None:
        return name, attributes
    if portrait := enclosures.picture(site, person.fields.portrait):
        attributes["img"] = enclosures.url(site, portrait.path)
    if person.fields.page:
        attributes["href"] = site.url(person)
    elif person.fields.links:
        attributes["href"] = person.fields.links[0].url
    return person.title, attributes


def _transcripts(site: Site, podcast: Entry[Podcast], episode: Entry[Episode]) -> Iterator[Tag]:
    if not episode.body.turns:
        return
    language = {"language": episode.fields.lang or podcast.fields.language}
    for form, type in (*_CAPTIONS, ("json", "application/json")):
        address = addresses.transcript(episode, form, site.library, site.settings)
        captions = {"rel": "captions"} if (form, type) in _CAPTIONS else {}
        where = {"url": addresses.absolute(address, site.settings), "type": type}
        yield Tag("podcast:transcript", attributes=where | language | captions)
    page = {"url": f"{site.url(episode)}#{episode.body.turns[0].anchor}", "type": "text/html"}
    yield Tag("podcast:transcript", attributes=page | language)


def _chapters(site: Site, episode: Entry[Episode]) -> Iterator[Tag]:
    if not episode.fields.chapters:
        return
    address = addresses.absolute(addresses.chapters(episode, site.library, site.settings), site.settings)
    yield Tag("podcast:chapters", attributes={"url": address, "type": "application/json+chapters"})
    chapters = tuple(
        Tag("psc:chapter", attributes={"start": _play_time(chapter.time), "title": chapter.title})
        for chapter in episode.fields.chapters
    )
    yield Tag("psc:chapters", attributes={"version": "1.2"}, children=chapters)


def _play_time(seconds: int) -> str:
    """Normal play time with hours, as Podlove Simple Chapters wants it (1.2, Time Format)."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.000"


def _soundbites(episode: Entry[Episode], recording: Recording) -> Iterator[Tag]:
    """Key messages to listen to, each to its written end or as long as the turn in which it is said."""
    shortest, longest = _SOUNDBITE
    for message in episode.fields.key_messages:
        ends = (turn.start for turn in episode.body.turns if turn.start >= message.time + shortest)
        spoken = min(next(ends, recording.seconds), message.time + longest)
        end = min(message.end or spoken, recording.seconds)
        if end > message.time:
            times = {"startTime": f"{message.time}.0", "duration": f"{end - message.time:.1f}"}
            yield Tag("podcast:soundbite", clip(message.text, 128), times)


def _places(site: Site, episode: Entry[Episode]) -> Iterator[Tag]:
    for name in episode.fields.places:
        if place := site.one(name, PLACE):
            yield Tag("podcast:location", clip(place.title, 128), {"rel": "subject"} | _where(place))


def _where(place: Entry[Municipality]) -> dict[str, str]:
    """An invented municipality lies nowhere."""
    fields = place.fields
    if fields.invented:
        return {}
    geo = {"geo": f"geo:{fields.geo}"} if fields.geo else {}
    osm = {"osm": fields.osm} if fields.osm else {}
    return {"country": "DE"} | geo | osm


def _forms(site: Site, podcast: Entry[Podcast], episode: Entry[Episode]) -> Iterator[Tag]:
    """The recording itself, so that its hash is known, and the same in other forms."""
    language = {"lang": episode.fields.lang or podcast.fields.language}
    itself = enclosures.primary(site, episode)
    if itself and itself.integrity:
        yield _form(itself, language | {"default": "true"})
    for other in enclosures.alternates(site, episode):
        yield _form(other, language)


def _form(form: Alternative, more: dict[str, str]) -> Tag:
    attributes = {"type": form.type, "length": str(form.length)}
    attributes |= {"bitrate": str(form.bitrate)} if form.bitrate else {}
    attributes |= {"title": form.title[:_FORM_TITLE]} if form.title else {}
    children = [Tag("podcast:source", attributes={"uri": form.url, "contentType": form.type})]
    if form.integrity:
        hashed = {"type": "sri", "value": form.integrity}
        children.append(Tag("podcast:integrity", attributes=hashed))
    return Tag("podcast:alternateEnclosure", attributes=attributes | more, children=tuple(children))
