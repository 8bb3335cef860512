"""Small functions that make entries, libraries and sites for tests, without files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dreiklang import settings
from dreiklang.content.body import Body, Turn
from dreiklang.content.entries import Entry
from dreiklang.content.file_facts import MediaFacts
from dreiklang.content.kinds import KINDS
from dreiklang.content.library import Library
from dreiklang.site.relations import Relations
from dreiklang.site.site import Site

NEEDED: dict[str, dict[str, Any]] = {
    "building-block": {"number": 1},
    "podcast": {
        "author": "Redaktion",
        "owner": {"name": "Redaktion", "email": "redaktion@example.org"},
        "categories": ["Government"],
        "cover": {
            "file": "docs/bilder/cover.png",
            "alt": "Drei Bögen",
            "credit": "N. Lind",
            "licence": "CC BY 4.0",
        },
    },
    "season": {"number": 1},
    "episode": {"published": "2026-10-01 06:00", "audio": {"file": "episodes/staffel-1/folge.mp3"}},
    "event": {"start": "2026-12-03 10:00", "end": "2026-12-03 16:00"},
    "place": {"invented": True},
    "material": {"category": "Vorlage", "url": "https://example.org/vorlage"},
    "newsletter": {"number": 1},
}
"""What a kind cannot do without."""

FOLDERS = {"podcast": "episodes", "season": "episodes", "episode": "episodes/staffel-1", "event": "events",
           "event-series": "events"}  # fmt: skip


def entry(
    kind: str, id: str, *, body: Body | None = None, parent: str | None = None, path: str = "", **fields: Any
) -> Entry:
    """A checked entry; its title is its id unless said otherwise."""
    written = {"id": id, "title": id.replace("-", " ").title()} | NEEDED.get(kind, {}) | fields
    where = path or f"{FOLDERS.get(kind, f'docs/{kind}')}/{id}.md"
    return Entry(kind, where, KINDS[kind].model.model_validate(written), body or Body(), parent)


def turns(*spoken: tuple[str, float, str]) -> tuple[Turn, ...]:
    """Turns of a conversation, each from speaker, start and words."""
    return tuple(Turn(speaker, start, text, f"t-{int(start)}") for speaker, start, text in spoken)


def facts(path: str, type: str, digest: str = "", **more: Any) -> MediaFacts:
    """What was read from a file."""
    return MediaFacts(path, more.pop("size", 1000), type, digest or f"digest of {path}", **more)


def site(
    *entries: Entry,
    media: Iterable[MediaFacts] = (),
    root: Path = Path(),
    as_of: str = "2026-11-22T12:00:00+01:00",
    **options: Any,
) -> Site:
    """A site of these entries at a moment."""
    library = Library(tuple(sorted(entries, key=lambda e: e.path)), {f.path: f for f in media})
    chosen = settings.Settings(
        site=settings.SiteSettings(name="Dreiklang", url="https://example.org/wissen/"),
        options=settings.Options(**{"timezone": "Europe/Berlin"} | options),
        as_of=dt.datetime.fromisoformat(as_of),
    )
    return Site(root, chosen, library, Relations(library))
