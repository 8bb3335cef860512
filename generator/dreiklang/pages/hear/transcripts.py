"""An episode's transcript on its page: the turns, who refers to them, how it was made, and its files."""

from __future__ import annotations

import html as entities
import math
import re
from collections.abc import Callable, Sequence

from dreiklang import i18n
from dreiklang.content import captions, transcript_anchors
from dreiklang.content.body import Turn
from dreiklang.content.entries import Entry
from dreiklang.content.podcast import Episode
from dreiklang.content.transcript_anchors import Moment
from dreiklang.content.transcript_formats import FORMATS
from dreiklang.ground import dates
from dreiklang.pages import cards, contacts
from dreiklang.pages.hear import passages
from dreiklang.pages.hear.episode_view import Missing, TranscriptPart, TranscriptSource, TurnText
from dreiklang.pages.view_parts import File
from dreiklang.site import addresses
from dreiklang.site.site import Site

_SPECIAL = re.compile("[&<>]")


def parts(site: Site, episode: Entry[Episode], language: str) -> list[TranscriptPart]:
    """The conversation by chapters; turns before the first chapter come without a heading."""
    pointed = passages.passages_of(site, episode)
    chapters = sorted(episode.fields.chapters, key=lambda chapter: chapter.time)
    found: list[TranscriptPart] = [{"title": "", "turns": []}]
    for turn, spoken in transcript_anchors.with_moments(episode.body.turns):
        while chapters and turn.start >= chapters[0].time:
            found.append({"title": chapters.pop(0).title, "turns": []})
        notes = passages.at_turn(site, pointed, turn, spoken, language) if pointed else []
        found[-1]["turns"].append({**_turn(turn, spoken), "cited": notes})
    return [part for part in found if part["turns"]]


def _turn(turn: Turn, spoken: Sequence[Moment]) -> TurnText:
    """``cues`` are the begins of further moments in seconds after the turn's, ``html`` their paragraphs."""
    timed = len(spoken) > 1
    return {
        "speaker": turn.speaker,
        "time": f"{turn.start:g}",
        "mark": captions.clock(turn.start),
        "anchor": turn.anchor,
        "paragraphs": [] if timed else [part for part in turn.text.split("\n\n") if part.strip()],
        "cues": " ".join([_tenths(moment.start - turn.start) for moment in spoken[1:]]),
        "html": _timed(turn, spoken) if timed else [],
    }


def _timed(turn: Turn, spoken: Sequence[Moment]) -> list[str]:
    """Paragraphs with an element a moment; the first has no id, as it is the begin of the turn.

    Made here and not in the template, as there are thousands.
    """
    shown = _escaped if _SPECIAL.search(turn.text) else str
    elements = [_element("", spoken[0].text, shown)]
    elements += [_element(f' id="{moment.anchor}"', moment.text, shown) for moment in spoken[1:]]
    return [part for part in "".join(elements).split("\n\n") if part.strip()]


def _element(id: str, text: str, shown: Callable[[str], str]) -> str:
    """Ends with its paragraph: what follows in another one has no element."""
    words = text.rstrip()
    first, between, rest = words.partition("\n\n")
    return f"<span{id}>{shown(first)}</span>{between}{shown(rest)}{text[len(words) :]}"


def _escaped(text: str) -> str:
    return entities.escape(text, quote=False)


def _tenths(seconds: float) -> str:
    """``3.6``, ``.4``: never later, as the first sound must not be cut off."""
    tenths = math.floor(round(seconds * 10, 6))  # 14.6 - 10.4 is a little less than 4.2
    return f"{tenths / 10:g}".removeprefix("0") or "0"


def anchor(episode: Entry[Episode]) -> str:
    """The heading's anchor: that of the heading in the text, so that ``[[Folge#Transkript]]`` leads here."""
    written = (section.id for section in episode.body.sections if section.spoken)
    return next(written, "dk-transcript-title")


def origin(site: Site, episode: Entry[Episode], language: str) -> str:
    """How the transcript came about, in one or two sentences."""
    written = episode.fields.transcript_origin
    if written is None or not episode.body.turns:
        return ""
    sentences = [i18n.text(f"transcript_{written.method}", language)]
    if written.reviewed:
        by = f"transcript_reviewed{'_by' if written.reviewer else ''}"
        name = contacts.contact_card(site, written.reviewer)["name"] if written.reviewer else ""
        day = dates.unbroken(dates.day(written.reviewed, language))
        sentences.append(i18n.text(by, language).format(name=name, date=day))
    return " ".join(sentences)


def missing(episode: Entry[Episode], language: str) -> Missing | None:
    """Why there is no transcript."""
    written = episode.fields.no_transcript
    if written is None or episode.body.turns:
        return None
    return {"reason": written.reason, "date": dates.stamp(written.date, language)}


def source(site: Site, episode: Entry[Episode]) -> TranscriptSource:
    """What the files of a transcript are made from, as the page's key needs it: no more, and no less."""
    if not episode.body.turns:
        return {}
    return {"digest": episode.body.digest, "seconds": cards.seconds(site, episode), "title": episode.title}


def files(site: Site, episode: Entry[Episode], language: str) -> list[File]:
    """The transcript in every form, with its true size; ``source`` says what that depends on.

    To know the sizes captions must be made, which costs as much as the rest of the page.
    """
    if not episode.body.turns:
        return []
    return [
        {
            "title": i18n.text(f"transcript_as_{form}", language),
            "url": addresses.transcript(episode, form, site.library, site.settings),
            "type": form.upper(),
            "meta": f"{i18n.text(f'transcript_type_{form}', language)}, {dates.size(size, language)}",
            "external": False,
        }
        for form, size in _sizes(site, episode).items()
    ]


def _sizes(site: Site, episode: Entry[Episode]) -> dict[str, int]:
    turns, seconds = episode.body.turns, cards.seconds(site, episode)
    return {form: len(make(turns, seconds, episode.title).encode()) for form, make in FORMATS.items()}
