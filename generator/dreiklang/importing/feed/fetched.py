"""What lies outside the feed and is fetched when asked for: cover, chapters, transcripts, sizes."""

from __future__ import annotations

import json
import math
import posixpath
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from dreiklang import fetch
from dreiklang.importing.feed import values
from dreiklang.importing.feed.model import Chapter
from dreiklang.importing.feed.planning import Episode, Plan
from dreiklang.loading import captions, sniffing

_MOST_BYTES = 20_000_000
_CAPTIONS = {"text/vtt": "vtt", "application/x-subrip": "srt", "application/srt": "srt", "text/srt": "srt"}


@dataclass(frozen=True)
class Fetched:
    """What was found for an episode; ``transcript`` is a file name, ``files`` holds its bytes by path."""

    chapters: tuple[Chapter, ...] = ()
    transcript: str = ""
    length: int = 0
    files: tuple[tuple[str, bytes], ...] = ()


NOTHING = Fetched()


def episode(plan: Plan, episode: Episode) -> Fetched:
    """Chapters where the feed holds none itself, captions that can be read, the size it does not tell."""
    item = episode.item
    chapters = _chapters(plan, episode) if item.chapters_url and not item.chapters else ()
    length = _length(plan, episode) if not item.enclosures[0].length else 0
    for name, content in _transcripts(plan, episode):
        path = posixpath.join(posixpath.dirname(episode.path), name)
        return Fetched(chapters, name, length, ((path, content),))
    return Fetched(chapters, "", length)


def cover(plan: Plan) -> tuple[str, bytes]:
    """The cover's file name and bytes; a name alone where it was not fetched or is no JPEG or PNG."""
    guess = cover_name(plan)
    answer = _get(plan, plan.feed.image, f"{plan.project.episodes}/index.md") if plan.feed.image else None
    if answer is None:
        return guess, b""
    for magic, ending in ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n", "png")):
        if answer.content.startswith(magic):
            return f"cover.{ending}", answer.content
    values = {"url": plan.feed.image, "detail": answer.type}
    plan.tell("import-not-fetched", f"{plan.project.episodes}/index.md", **values)
    return guess, b""


def cover_name(plan: Plan) -> str:
    """The name that the cover will have, by its address."""
    return "cover.png" if urlsplit(plan.feed.image).path.lower().endswith(".png") else "cover.jpg"


def _get(plan: Plan, url: str, path: str) -> fetch.Answer | None:
    """Addresses in a feed were written by a stranger: only its own host may lie in our network."""
    whole = urljoin(plan.feed.address, url)
    try:
        return fetch.get(whole, public=not _at_home(plan, whole), most=_MOST_BYTES)
    except (fetch.Unreachable, ValueError) as error:
        detail = error.reason if isinstance(error, fetch.Unreachable) else str(error)
        plan.tell("import-not-fetched", path, url=url, detail=detail)
        return None


def _at_home(plan: Plan, url: str) -> bool:
    return fetch.is_address(plan.source) and urlsplit(url).netloc == urlsplit(plan.source).netloc


def _chapters(plan: Plan, episode: Episode) -> tuple[Chapter, ...]:
    """Chapters in JSON (podcast namespace, JSON Chapters 1.2) without those hidden from the list."""
    answer = _get(plan, episode.item.chapters_url, episode.path)
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
        plan.tell("import-not-fetched", episode.path, url=episode.item.chapters_url, detail="JSON?")
        return ()
    usable = {int(c.time): c for c in reversed(found) if math.isfinite(c.time) and 0 <= c.time < 360_000}
    return tuple(usable[time] for time in sorted(usable))


def _length(plan: Plan, episode: Episode) -> int:
    url = episode.item.enclosures[0].url
    try:
        return max(0, fetch.head(url, public=not _at_home(plan, url)).length)
    except fetch.Unreachable:
        return 0  # the missing size itself is told


def _transcripts(plan: Plan, episode: Episode) -> list[tuple[str, bytes]]:
    """The first of a transcript's forms that a site may keep as it is."""
    forms = {
        _CAPTIONS.get(t.type) or sniffing.ending(urlsplit(t.url).path): t for t in episode.item.transcripts
    }
    for ending in sniffing.CAPTIONS:
        if ending not in forms or not (answer := _get(plan, forms[ending].url, episode.path)):
            continue
        name = f"{episode.id}.{ending}"
        turns, problems = captions.read(answer.content.decode("utf-8-sig", "replace"), name)
        if turns and not problems:
            return [(name, answer.content)]
        detail = problems[0].message(plan.project.settings.language) if problems else "–"
        plan.tell("import-not-fetched", episode.path, url=forms[ending].url, detail=detail)
    return []
