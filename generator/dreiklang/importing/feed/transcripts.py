"""An episode's transcript: of all forms that a feed offers the one that keeps most."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dreiklang import written
from dreiklang.content import captions
from dreiklang.content.body import Turn
from dreiklang.ground.problems import Problem
from dreiklang.importing import transcripts
from dreiklang.importing.feed import requests
from dreiklang.importing.feed.model import Transcript
from dreiklang.importing.feed.planning import Episode, Plan
from dreiklang.loading import file_types
from dreiklang.loading.transcripts import transcript_files as kept
from dreiklang.markup import dialogue

_FORMS = {
    "application/json": "json", "text/vtt": "vtt", "application/x-subrip": "srt", "application/srt": "srt",
    "text/srt": "srt", "text/html": "html",
}  # fmt: skip
_ORDER = ("json", "vtt", "srt", "html", "")
"""Forms from the one that can say most; of two that say the same the first is taken."""

_OURS = "Dreiklang"
"""Feeds of this generator have the turns themselves in JSON; times in their captions are estimated."""

_MOST_OFFERS = 8


@dataclass(frozen=True)
class Spoken:
    """A transcript as a file of the project; ``named`` is False where it does not say who speaks."""

    source: Transcript
    shape: str
    path: str
    content: bytes
    turns: tuple[Turn, ...]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def named(self) -> bool:
        """True when every turn has a speaker."""
        return all(turn.speaker and not dialogue.is_unmapped(turn.speaker) for turn in self.turns)

    @property
    def worth(self) -> tuple[int, int]:
        """How much it keeps: turns with a speaker in a thousand, then known times."""
        speakers = sum(bool(t.speaker) and not dialogue.is_unmapped(t.speaker) for t in self.turns)
        times = sum(1 + (turn.end is not None) + len(turn.marks) for turn in self.turns)
        guessed = any(problem.code == "import-time-missing" for problem in self.problems)
        return 1000 * speakers // len(self.turns), 0 if guessed else times


def bring(plan: Plan, episode: Episode) -> Spoken | None:
    """The best of a transcript's forms; which one was taken is reported, and why others cannot be."""
    offers = sorted(episode.item.transcripts, key=lambda t: _ORDER.index(_form(t)))
    found: list[Spoken] = []
    for offer in offers[:_MOST_OFFERS]:
        if plan.feed.generator.startswith(_OURS) and found:
            break
        # Captions and pages are made from the same words: they help only where nothing better is.
        if _form(offer) not in ("json", "vtt") and any(spoken.named for spoken in found):
            break
        if answer := requests.get(plan, offer.url, episode.path):
            found += _read(plan, episode, offer, answer.content)
    if not found:
        return None
    best = max(found, key=lambda spoken: spoken.worth)
    # Who is missing is reported with the episode, and with the command that names them.
    plan.problems += (problem for problem in best.problems if problem.code != "import-unmapped")
    if len(offers) > 1:
        rest = ", ".join(o.url for o in offers if o is not best.source)
        values = {"url": best.source.url, "shape": best.shape, "turns": len(best.turns), "others": rest}
        plan.report("import-transcript-taken", episode.path, **values)
    return best


def _form(offer: Transcript) -> str:
    form = _FORMS.get(offer.type.partition(";")[0].strip()) or file_types.ending(urlsplit(offer.url).path)
    return form if form in _ORDER else ""


def _read(plan: Plan, episode: Episode, offer: Transcript, raw: bytes) -> list[Spoken]:
    """As it is where a site may keep it so, else read as programs write it and kept as JSON."""
    beside = posixpath.join(posixpath.dirname(episode.path), episode.id)
    form = _form(offer)
    if form in file_types.CAPTIONS and (turns := _strictly(raw, f"{beside}.{form}")):
        return [Spoken(offer, form.upper(), f"{beside}.{form}", raw, turns)]
    found = transcripts.read_transcript(raw, f"{beside}.json")
    if found.turns:
        content = captions.as_json(found.turns).encode()
        spoken = Spoken(offer, found.shape, f"{beside}.json", content, found.turns, found.problems)
        if not spoken.named or _strictly(content, spoken.path):
            return [spoken]
    detail = found.problems[0].message(plan.project.settings.language) if found.problems else "–"
    plan.report("import-not-fetched", episode.path, url=offer.url, detail=detail)
    return []


def _strictly(raw: bytes, path: str) -> tuple[Turn, ...]:
    """The turns of a file that the site's own check has nothing to say about."""
    text, odd = written.decode(raw, path, bom_allowed=True, long_lines=path.endswith(".json"))
    if text is None or odd:
        return ()
    turns, problems = kept.conversation(text, path)
    return () if problems else turns
