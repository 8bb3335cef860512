"""An episode's transcript on its page: the turns, who refers to them, how it was made, and its files."""

from __future__ import annotations

from typing import Any

from dreiklang import addresses, i18n
from dreiklang.content import captions
from dreiklang.content.body import Turn
from dreiklang.content.forms import FORMS
from dreiklang.content.library import Entry
from dreiklang.pages import dates, faces, passages, people
from dreiklang.site import Site


def parts(site: Site, episode: Entry, language: str) -> list[dict[str, Any]]:
    """The conversation by chapters; turns before the first chapter come without a heading."""
    cited = passages.at_turns(site, episode, language)
    chapters = sorted(episode.fields.chapters, key=lambda chapter: chapter.time)
    found: list[dict[str, Any]] = [{"title": "", "turns": []}]
    for turn in episode.body.turns:
        while chapters and turn.start >= chapters[0].time:
            found.append({"title": chapters.pop(0).title, "turns": []})
        found[-1]["turns"].append(_turn(turn) | {"cited": cited.get(turn.anchor, [])})
    return [part for part in found if part["turns"]]


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "speaker": turn.speaker,
        "time": f"{turn.start:g}",
        "mark": captions.clock(turn.start),
        "anchor": turn.anchor,
        "paragraphs": [part for part in turn.text.split("\n\n") if part.strip()],
    }


def anchor(episode: Entry) -> str:
    """The heading's anchor: that of the heading in the text, so that ``[[Folge#Transkript]]`` leads here."""
    written = (section.id for section in episode.body.sections if section.spoken)
    return next(written, "dk-transcript-title")


def origin(site: Site, episode: Entry, language: str) -> str:
    """How the transcript came about, in one or two sentences."""
    written = episode.fields.transcript_origin
    if written is None or not episode.body.turns:
        return ""
    sentences = [i18n.text(f"transcript_{written.method}", language)]
    if written.reviewed:
        by = f"transcript_reviewed{'_by' if written.reviewer else ''}"
        name = people.card(site, written.reviewer)["name"] if written.reviewer else ""
        day = dates.unbroken(dates.day(written.reviewed, language))
        sentences.append(i18n.text(by, language).format(name=name, date=day))
    return " ".join(sentences)


def missing(episode: Entry, language: str) -> dict[str, Any] | None:
    """Why there is no transcript."""
    written = episode.fields.no_transcript
    if written is None or episode.body.turns:
        return None
    return {"reason": written.reason, "date": dates.stamp(written.date, language)}


def source(site: Site, episode: Entry) -> dict[str, Any]:
    """What the files of a transcript are made from, as the page's key needs it: no more, and no less."""
    if not episode.body.turns:
        return {}
    return {"digest": episode.body.digest, "seconds": faces.seconds(site, episode), "title": episode.title}


def files(site: Site, episode: Entry, language: str) -> list[dict[str, Any]]:
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
        }
        for form, size in _sizes(site, episode).items()
    ]


def _sizes(site: Site, episode: Entry) -> dict[str, int]:
    turns, seconds = episode.body.turns, faces.seconds(site, episode)
    return {form: len(make(turns, seconds, episode.title).encode()) for form, make in FORMS.items()}
