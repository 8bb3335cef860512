"""The page of an episode: player, chapters, key messages, transcript, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dreiklang import i18n
from dreiklang.content import transcript_anchors
from dreiklang.content.captions import clock
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE, PODCAST, SEASON
from dreiklang.content.podcast import Chapter, Episode, KeyMessage
from dreiklang.ground import dates
from dreiklang.pages import cards, contacts, related, texts
from dreiklang.pages.frame_parts import Page
from dreiklang.pages.hear import schema, subscriptions, transcripts
from dreiklang.pages.hear.episode_view import (
    ChapterLine,
    EpisodeAround,
    EpisodeFacts,
    EpisodeFiles,
    EpisodeView,
    Key,
    Light,
    Player,
)
from dreiklang.pages.layout import crumb, page_head
from dreiklang.pages.render import EntryPage, View
from dreiklang.pages.view_parts import Contact, Picture, Point, Related
from dreiklang.pages.ways import voices
from dreiklang.site import addresses, audio_sources, labels
from dreiklang.site.audio_sources import AudioSource
from dreiklang.site.site import Site


def episode_pages(site: Site) -> Iterator[EntryPage]:
    """A page for each episode."""
    return (EntryPage(e, site.address(e), partial(view, site, e)) for e in site.library.of(EPISODE))


def view(site: Site, episode: Entry[Episode]) -> View:
    """Everything known about an episode; what is missing leaves no trace."""
    language = episode.fields.lang or site.language
    turns = episode.body.turns
    downloads = cards.downloads(site, episode, language)
    data: EpisodeView = {
        "episode": cards.card(site, episode, language),
        "kicker": kicker(site, episode, language),
        "facts": _facts(site, episode, language),
        "cover": cover(site, episode),
        "player": player(site, episode, language),
        "sections": texts.sections(site, episode, language),
        "key_messages": keys(site, episode),
        "transcript": transcripts.parts(site, episode, language),
        "transcript_anchor": transcripts.anchor(episode),
        "transcript_source": transcripts.source(site, episode),
        "downloads": downloads,
        "origin": transcripts.origin(site, episode, language),
        "missing": transcripts.missing(episode, language),
        "type": episode.fields.type,
        "captions": addresses.transcript(episode, "vtt", site.library, site.settings) if turns else "",
        "synthetic": episode.fields.synthetic,
        "people": _people(site, episode),
        "subscribe": subscriptions.ways_to_subscribe(site, language),
        **_around(site, episode, language),
    }

    def files() -> EpisodeFiles:
        """What the episode brings along, then the transcript in every form."""
        return {"files": [*downloads, *transcripts.files(site, episode, language)]}

    return View("episode.html", _page(site, episode, language), data, episode.path, files)


def _page(site: Site, episode: Entry[Episode], language: str) -> Page:
    shows, season = site.library.of(PODCAST), site.library.parent(episode, SEASON)
    audio, transcript = audio_sources.main_source(site, episode).url, _whole_transcript(site, episode)
    crumbs = [crumb(shows[0].title, site.address(shows[0]))] if shows else []
    if season:
        crumbs.append(crumb(labels.label(season, language), site.address(season)))
    crumbs.append(crumb(labels.label(episode, language) or episode.title))
    return page_head(
        site, episode.title, site.address(episode),
        voice="hear", section="podcast", crumbs=crumbs, entry=episode, language=language,
        linked_data=schema.episode(site, episode, audio, transcript),
    )  # fmt: skip


def _whole_transcript(site: Site, episode: Entry[Episode]) -> str:
    if not episode.body.turns:
        return ""
    address = addresses.transcript(episode, "txt", site.library, site.settings)
    return addresses.absolute(address, site.settings)


def kicker(site: Site, episode: Entry[Episode], language: str) -> str:
    """``Staffel 2 „Dranbleiben“ · Folge 1``."""
    season = site.library.parent(episode, SEASON)
    parts = []
    if season:
        words = i18n.text("season_named", language)
        parts.append(words.format(label=labels.label(season, language), title=season.title))
    parts.append(labels.episode_label(episode, language))
    return " · ".join(parts)


def _facts(site: Site, episode: Entry[Episode], language: str) -> EpisodeFacts:
    seconds = cards.seconds(site, episode)
    return {
        "published": dates.stamp(site.published(episode).date(), language),
        "length": dates.duration(seconds, language) if seconds else "",
        "has_transcript": bool(episode.body.turns),
    }


def cover(site: Site, episode: Entry[Episode]) -> Picture | None:
    """The episode's picture, else its season's, else the show's cover."""
    season = site.library.get(episode.parent or "")
    for entry in (episode, season):
        if entry and entry.fields.image:
            return cards.picture(site, entry, entry.fields.image)
    shows = site.library.of(PODCAST)
    return cards.picture(site, shows[0], shows[0].fields.cover) if shows else None


def player(site: Site, episode: Entry[Episode], language: str) -> Player:
    """The recording with its chapters, and what the media session of a device shows."""
    audio = voices.audio(site, episode, language)
    shows = site.library.of(PODCAST)
    picture = cover(site, episode)
    return {
        "audio": audio,
        "host": audio_sources.foreign_host(site, audio_sources.main_source(site, episode)),
        "file": _audio_file(audio_sources.main_source(site, episode), language),
        "light": _light(site, episode, language),
        "chapters": [_chapter(episode, chapter) for chapter in episode.fields.chapters],
        "url": site.address(episode),
        "title": episode.title,
        "show": shows[0].title if shows else "",
        "cover": picture["url"] if picture else "",
    }


def _chapter(episode: Entry[Episode], chapter: Chapter) -> ChapterLine:
    return {**_point(episode, chapter.time), "title": chapter.title}


def _audio_file(source: AudioSource, language: str, title: str = "") -> str:
    """``MP3, 1,2 MB``."""
    name = title or cards.file_type(source.path)
    return f"{name}, {dates.size(source.length, language)}" if source.length else name


def _light(site: Site, episode: Entry[Episode], language: str) -> list[Light]:
    """Forms of the recording that are smaller, for slow connections."""
    whole = audio_sources.main_source(site, episode).length
    return [
        {
            "url": source.address or source.url,
            "external": not source.address,
            "file": _audio_file(source, language, written.title),
        }
        for written, source in zip(
            episode.fields.audio.alternates, audio_sources.alternate_sources(site, episode), strict=True
        )
        if whole and source.length and source.length < whole
    ]


def keys(site: Site, episode: Entry[Episode]) -> list[Key]:
    """The key messages with the turn they are said in."""
    return [_key(episode, message) for message in episode.fields.key_messages]


def _key(episode: Entry[Episode], message: KeyMessage) -> Key:
    running = transcript_anchors.running(episode.body.turns, message.time)
    return {
        **_point(episode, message.time),
        "text": message.text,
        # On other pages: the moment may have begun before.
        "query": "" if running and running.start == message.time else f"?t={message.time:g}",
    }


def _point(episode: Entry[Episode], time: float) -> Point:
    """A second: ``time``, ``mark`` to read, ``anchor`` of the moment of the conversation that runs then."""
    running = transcript_anchors.running(episode.body.turns, time)
    return {
        "time": f"{time:g}",
        "mark": clock(time),
        "anchor": running.anchor if running else "dk-player",
    }


def _people(site: Site, episode: Entry[Episode]) -> list[Contact]:
    """Guests first: they are why people listen."""
    return contacts.contact_cards(site, (*episode.fields.guests, *episode.fields.hosts))


_REASONS = ("chosen", "place", "person", "topic", "link", "region")


def _near(site: Site, episode: Entry[Episode], language: str) -> list[Related]:
    """Related entries, each with its strongest reason: the side column has no room for all."""
    found: list[Related] = []
    for near in site.relations.related(episode, 12):
        kind = min((reason.kind for reason in near.reasons), key=_REASONS.index)
        reasons = tuple(reason for reason in near.reasons if reason.kind == kind)
        found.append(
            {"card": cards.card(site, near.entry, language), "reason": related.reason(reasons, language)}
        )
    return found


def _around(site: Site, episode: Entry[Episode], language: str) -> EpisodeAround:
    """What to read and to meet after it, with the reasons, and where it is quoted."""
    found = _near(site, episode, language)
    return {
        "recorded": cards.cards(site, site.relations.inverse(episode, "recordings"), language),
        "read": [item for item in found if item["card"]["voice"] == "read"][:3],
        "meet": [item for item in found if item["card"]["voice"] == "meet"][:2],
        "hear": [item for item in found if item["card"]["voice"] == "hear"][:3],
        "about": related.about(site, episode, language),
        "backlinks": related.backlinks(site, episode, language),
        "neighbours": related.neighbours(site, episode, language),
        "end": related.end(site, episode, language),
    }
