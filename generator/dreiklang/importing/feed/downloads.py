"""What lies outside the feed and is fetched when asked for: cover, pictures, chapters, transcripts, sizes."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from urllib.parse import urlsplit

from dreiklang.importing.feed import pictures, requests, transcripts, values
from dreiklang.importing.feed.model import Chapter
from dreiklang.importing.feed.pictures import Brought
from dreiklang.importing.feed.planning import Episode, Plan
from dreiklang.importing.feed.transcripts import Spoken


@dataclass(frozen=True)
class Fetched:
    """What was found for an episode."""

    chapters: tuple[Chapter, ...] = ()
    transcript: Spoken | None = None
    picture: Brought | None = None
    length: int = 0
    asked: bool = False
    """True where it was looked for; what did not come is reported then."""

    @property
    def files(self) -> tuple[tuple[str, bytes], ...]:
        """Files to write beside the text, by path from the project's root."""
        beside = (self.transcript, self.picture)
        return tuple((file.path, file.content) for file in beside if file and file.content)


NOTHING = Fetched()


def episode(plan: Plan, episode: Episode) -> Fetched:
    """Chapters where the feed holds none itself, transcript, picture, the size it does not tell."""
    item = episode.item
    return Fetched(
        chapters=_chapters(plan, episode) if item.chapters_url and not item.chapters else (),
        transcript=transcripts.bring(plan, episode),
        picture=pictures.bring(plan, episode),
        asked=True,
        length=0 if item.enclosures[0].length else requests.length(plan, item.enclosures[0].url),
    )


def cover(plan: Plan) -> tuple[str, bytes]:
    """The cover's file name and bytes; a name alone where it was not fetched or is no JPEG or PNG."""
    guess, path = cover_name(plan), f"{plan.project.episodes}/index.md"
    answer = requests.get(plan, plan.feed.image, path) if plan.feed.image else None
    if answer is None:
        return guess, b""
    pictures.cover(plan, answer.content)
    kind, content, detail = pictures.usable(plan, answer.content)
    if kind in ("jpg", "png"):
        return f"cover.{kind}", content
    plan.report("import-not-fetched", path, url=plan.feed.image, detail=detail or kind or answer.type)
    return guess, b""


def cover_name(plan: Plan) -> str:
    """The name that the cover will have, by its address."""
    return "cover.png" if urlsplit(plan.feed.image).path.lower().endswith(".png") else "cover.jpg"


def _chapters(plan: Plan, episode: Episode) -> tuple[Chapter, ...]:
    """Chapters in JSON (podcast namespace, JSON Chapters 1.2) without those hidden from the list."""
    answer = requests.get(plan, episode.item.chapters_url, episode.path)
    if answer is None:
        return ()
    try:
        rows = json.loads(answer.content)["chapters"]
        found = [
            Chapter(float(row["startTime"]), values.plain(str(row["title"])), str(row.get("url", "")))
            for row in rows
            if row.get("toc", True) and str(row.get("title", "")).strip()
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        plan.report("import-not-fetched", episode.path, url=episode.item.chapters_url, detail="JSON?")
        return ()
    usable = {int(c.time): c for c in reversed(found) if math.isfinite(c.time) and 0 <= c.time < 360_000}
    return tuple(usable[time] for time in sorted(usable))
