"""The project that content is brought into: what exists there, by name, so that nothing is doubled."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dreiklang import loading
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE
from dreiklang.content.library import Library
from dreiklang.markup.slugs import slug, unique
from dreiklang.settings import Settings

_LONGEST_ID = 80


@dataclass
class Project:
    """A project's folder, settings and content. ``taken`` are the ids in use, new ones included."""

    root: Path
    settings: Settings
    library: Library
    taken: set[str] = field(default_factory=set)

    def new_id(self, title: str, fallback: str) -> str:
        """An id made from a title: ASCII, not longer than ids may be, unique over the site."""
        return unique(self.slug(title, fallback), self.taken)

    @staticmethod
    def slug(title: str, fallback: str) -> str:
        """What an id made from a title begins with."""
        return slug(title)[: _LONGEST_ID - 5].strip("-") or fallback

    @property
    def episodes(self) -> str:
        """The podcast's folder, from the project's root."""
        return self.settings.options.folders.episodes.strip("/")

    @property
    def events(self) -> str:
        """The folder of events, from the project's root."""
        return self.settings.options.folders.events.strip("/")

    @property
    def people(self) -> str:
        """The folder of people, from the project's root."""
        folder = self.settings.options.folders.person
        return folder.strip("/") if folder.startswith("/") else f"{self.settings.site.docs_dir}/{folder}"

    def episode(self, guid: str) -> Entry | None:
        """The episode that carries a GUID already."""
        return next((e for e in self.library.of(EPISODE) if guid and e.fields.guid == guid), None)


def read_project(root: Path, settings: Settings) -> Project:
    """The project below a folder; texts with problems have no id here, and their files still stay."""
    library, _ = loading.load(root, settings)
    return Project(root, settings, library, {entry.id for entry in library.entries})
