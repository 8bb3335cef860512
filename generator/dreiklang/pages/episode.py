"""The page of an episode: player, chapters, key messages, transcript, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from dreiklang import addresses, i18n, sounds
from dreiklang.content import captions
from dreiklang.content.body import Turn
from dreiklang.content.library import Entry
from dreiklang.pages import dates, faces, people, podcast_schema, related, subscriptions, texts, voices
from dreiklang.pages.render import EntryPage, View
from dreiklang.pages.shell import crumb, page
from dreiklang.site import Site
from dreiklang.sounds import Sound

VTT_OVERHEAD, SRT_OVERHEAD = 1.35, 1.6
"""How much larger captions are than the words in them: times, names and line breaks."""


def views(site: Site) -> Iterator[EntryPage]:
    """A page for each episode."""
    return (EntryPage(e, site.address(e), partial(view, site, e)) for e in site.library.of("episode"))


def view(site: Site, episode: Entry) -> View:
    """Everything known about an episode; what is missing leaves no trace."""
    language = episode.fields.lang or site.language
    turns = episode.body.turns
    data = {
        "episode": faces.face(site, episode, language),
        "kicker": kicker(site, episode, language),
        "facts": _facts(site, episode, language),
        "cover": cover(site, episode),
        "player": player(site, episode, language),
        "sections": texts.sections(site, episode, language),
        "keys": keys(site, episode),
        "transcript": _parts(episode) if turns else [],
        "transcript_anchor": _transcript_anchor(episode),
        "origin": _origin(site, episode, language),
        "missing": _missing(episode, language),
        "trailer": episode.fields.type == "trailer",
        "captions": addresses.transcript(episode, "vtt", site.library, site.settings) if turns else "",
        "synthetic": episode.fields.synthetic,
        "people": _people(site, episode),
        "files": _files(site, episode, language),
        "subscribe": subscriptions.of(site, language),
    }
    data |= _around(site, episode, language)
    return View("episode.html", _page(site, episode, language), data, episode.path)


def _page(site: Site, episode: Entry, language: str) -> dict[str, Any]:
    shows, season = site.library.of("podcast"), site.library.get(episode.parent or "")
    audio, transcript = sounds.main(site, episode).url, _whole_transcript(site, episode)
    crumbs = [crumb(shows[0].title, site.address(shows[0]))] if shows else []
    if season and season.kind == "season":
        crumbs.append(crumb(faces.label(season, language), site.address(season)))
    crumbs.append(crumb(faces.label(episode, language) or episode.title))
    return page(
        site, episode.title, site.address(episode),
        voice="hear", section="podcast", crumbs=crumbs, entry=episode, language=language,
        linked_data=podcast_schema.episode(site, episode, audio, transcript),
    )  # fmt: skip


def _whole_transcript(site: Site, episode: Entry) -> str:
    if not episode.body.turns:
        return ""
    address = addresses.transcript(episode, "txt", site.library, site.settings)
    return addresses.absolute(address, site.settings)


def kicker(site: Site, episode: Entry, language: str) -> str:
    """``Staffel 2 „Dranbleiben“ · Folge 1``."""
    season = site.library.get(episode.parent or "")
    parts = []
    if season and season.kind == "season":
        words = i18n.text("season_named", language)
        parts.append(words.format(label=faces.label(season, language), title=season.title))
    if episode.fields.type != "full" or not episode.fields.number:
        parts.append(i18n.text(f"episode_{episode.fields.type}", language))
    else:
        parts.append(faces.label(episode, language))
    return " · ".join(parts)


def _facts(site: Site, episode: Entry, language: str) -> dict[str, Any]:
    seconds = faces.seconds(site, episode)
    return {
        "published": dates.stamp(site.published(episode).date(), language),
        "length": dates.duration(seconds, language) if seconds else "",
        "has_transcript": bool(episode.body.turns),
    }


def cover(site: Site, episode: Entry) -> dict[str, Any] | None:
    """The episode's picture, else its season's, else the show's cover."""
    season = site.library.get(episode.parent or "")
    for entry in (episode, season):
        if entry and entry.fields.image:
            return faces.picture(site, entry, entry.fields.image)
    shows = site.library.of("podcast")
    return faces.picture(site, shows[0], shows[0].fields.cover) if shows else None


def player(site: Site, episode: Entry, language: str) -> dict[str, Any]:
    """The recording with its chapters, and what the media session of a device shows."""
    audio = voices.audio(site, episode, language)
    shows = site.library.of("podcast")
    picture = cover(site, episode)
    return {
        "audio": audio,
        "host": sounds.host(site, sounds.main(site, episode)),
        "file": _audio_file(sounds.main(site, episode), language),
        "light": _light(site, episode, language),
        "chapters": [_point(episode, c.time) | {"title": c.title} for c in episode.fields.chapters],
        "url": site.address(episode),
        "title": episode.title,
        "show": shows[0].title if shows else "",
        "cover": picture["url"] if picture else "",
    }


def _audio_file(sound: Sound, language: str, title: str = "") -> str:
    """``MP3, 1,2 MB``."""
    name = title or faces.file_type(sound.path)
    return f"{name}, {dates.size(sound.length, language)}" if sound.length else name


def _light(site: Site, episode: Entry, language: str) -> list[dict[str, Any]]:
    """Forms of the recording that are smaller, for slow connections."""
    whole = sounds.main(site, episode).length
    return [
        {
            "url": sound.address or sound.url,
            "external": not sound.address,
            "file": _audio_file(sound, language, written.title),
        }
        for written, sound in zip(
            episode.fields.audio.alternates, sounds.alternates(site, episode), strict=True
        )
        if whole and sound.length and sound.length < whole
    ]


def keys(site: Site, episode: Entry) -> list[dict[str, Any]]:
    """The key messages with the turn they are said in."""
    return [_point(episode, message.time) | {"text": message.text} for message in episode.fields.key_messages]


def _point(episode: Entry, time: float) -> dict[str, Any]:
    """A moment: ``time`` in seconds, ``mark`` to read, ``anchor`` of the turn that runs then."""
    turns = episode.body.turns
    running = [turn for turn in turns if turn.start <= time] or list(turns[:1])
    return {
        "time": f"{time:g}",
        "mark": dates.mark(time),
        "anchor": running[-1].anchor if running else "dk-player",
    }


def _parts(episode: Entry) -> list[dict[str, Any]]:
    """The conversation by chapters; turns before the first chapter come without a heading."""
    chapters = sorted(episode.fields.chapters, key=lambda chapter: chapter.time)
    parts: list[dict[str, Any]] = [{"title": "", "turns": []}]
    for turn in episode.body.turns:
        while chapters and turn.start >= chapters[0].time:
            parts.append({"title": chapters.pop(0).title, "turns": []})
        parts[-1]["turns"].append(_turn(turn))
    return [part for part in parts if part["turns"]]


def _transcript_anchor(episode: Entry) -> str:
    """The heading's anchor: that of the heading in the text, so that ``[[Folge#Transkript]]`` leads here."""
    written = (section.id for section in episode.body.sections if section.spoken)
    return next(written, "dk-transcript-title")


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "speaker": turn.speaker,
        "time": f"{turn.start:g}",
        "mark": dates.mark(turn.start),
        "anchor": turn.anchor,
        "paragraphs": [part for part in turn.text.split("\n\n") if part.strip()],
    }


def _origin(site: Site, episode: Entry, language: str) -> str:
    """How the transcript came about, in one or two sentences."""
    origin = episode.fields.transcript_origin
    if origin is None or not episode.body.turns:
        return ""
    sentences = [i18n.text(f"transcript_{origin.method}", language)]
    if origin.reviewed:
        by = f"transcript_reviewed{'_by' if origin.reviewer else ''}"
        name = people.card(site, origin.reviewer)["name"] if origin.reviewer else ""
        day = dates.unbroken(dates.day(origin.reviewed, language))
        sentences.append(i18n.text(by, language).format(name=name, date=day))
    return " ".join(sentences)


def _missing(episode: Entry, language: str) -> dict[str, Any] | None:
    """Why there is no transcript."""
    written = episode.fields.no_transcript
    if written is None or episode.body.turns:
        return None
    return {"reason": written.reason, "date": dates.stamp(written.date, language)}


def _people(site: Site, episode: Entry) -> list[dict[str, Any]]:
    """Guests first: they are why people listen."""
    return people.cards(site, (*episode.fields.guests, *episode.fields.hosts))


def _files(site: Site, episode: Entry, language: str) -> list[dict[str, Any]]:
    """What the episode brings along, and the transcript in every form."""
    return faces.downloads(site, episode, language) + _transcripts(site, episode, language)


def _transcripts(site: Site, episode: Entry, language: str) -> list[dict[str, Any]]:
    """The transcript as files. Captions are not made to know their size, which would cost more than
    the page itself: their sizes are estimated from the words, and said to be.
    """
    turns = episode.body.turns
    if not turns:
        return []
    written = len(captions.plain(turns, episode.title).encode())
    about = i18n.text("file_about", language)
    forms = {
        "txt": dates.size(written, language),
        "vtt": about.format(size=dates.size(round(written * VTT_OVERHEAD), language)),
        "srt": about.format(size=dates.size(round(written * SRT_OVERHEAD), language)),
        "json": dates.size(len(captions.as_json(turns, faces.seconds(site, episode)).encode()), language),
    }
    return [
        {
            "title": i18n.text(f"transcript_as_{form}", language),
            "url": addresses.transcript(episode, form, site.library, site.settings),
            "type": form.upper(),
            "meta": f"{i18n.text(f'transcript_type_{form}', language)}, {size}",
        }
        for form, size in forms.items()
    ]


_REASONS = ("chosen", "place", "person", "topic", "link", "region")


def _near(site: Site, episode: Entry, language: str) -> list[dict[str, Any]]:
    """Related entries, each with its strongest reason: the side column has no room for all."""
    found = []
    for near in site.relations.related(episode, 12):
        kind = min((reason.kind for reason in near.reasons), key=_REASONS.index)
        reasons = tuple(reason for reason in near.reasons if reason.kind == kind)
        found.append(
            {"face": faces.face(site, near.entry, language), "reason": related.reason(reasons, language)}
        )
    return found


def _around(site: Site, episode: Entry, language: str) -> dict[str, Any]:
    """What to read and to meet after it, with the reasons, and where it is quoted."""
    found = _near(site, episode, language)
    return {
        "recorded": faces.faces(site, site.relations.inverse(episode, "recordings"), language),
        "read": [item for item in found if item["face"]["voice"] == "read"][:3],
        "meet": [item for item in found if item["face"]["voice"] == "meet"][:2],
        "hear": [item for item in found if item["face"]["voice"] == "hear"][:3],
        "about": related.about(site, episode, language),
        "backlinks": related.backlinks(site, episode, language),
        "neighbours": related.neighbours(site, episode, language),
        "end": related.end(site, episode, language),
    }
