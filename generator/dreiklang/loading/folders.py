"""Which files there are, and which kind each is: the folder says it."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dreiklang.ground.problems import Place, Problem
from dreiklang.loading import file_types, paths, sidecars
from dreiklang.settings import Settings

MOST_FOLDERS = 30
"""How deep folders may be nested."""

_QUIET = {
    "css",
    "js",
    "map",
    "woff2",
    "woff",
    "ttf",
    "otf",
    "ico",
    "xml",
    "txt",
    "json",
    "webmanifest",
    "html",
}
_SYSTEM = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Source:
    """A text with its kind. ``parent`` is the path of the season, show or series it belongs to."""

    path: str
    kind: str
    parent: str | None = None


@dataclass(frozen=True)
class Found:
    """Everything in the content folders, sorted by path, and what is wrong with files and names."""

    sources: tuple[Source, ...] = ()
    media: tuple[str, ...] = ()
    sidecars: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Layout:
    """The folders of the kinds, from the project's root."""

    docs: str
    episodes: str
    events: str
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def roots(self) -> tuple[str, ...]:
        """The folders to walk; none lies inside another."""
        every = sorted({self.docs, self.episodes, self.events, *self.kinds})
        return tuple(f for f in every if not any(f.startswith(f"{other}/") for other in every))


def discover(root: Path, settings: Settings) -> Found:
    """All sources, media and sidecars below ``root``; nothing is opened, no link leaves the tree."""
    layout, problems = _layout(settings)
    files: list[str] = []
    for folder in layout.roots:
        if folder == layout.docs and not (root / folder).is_dir():
            problems.append(Problem("folder-missing", Place(folder)))
        elif (root / folder).exists():
            files += _walk(root, folder, problems)
    problems += paths.collisions(files)
    texts = sorted(path for path in files if path.endswith(".md"))
    media = tuple(sorted(path for path in files if file_types.is_media(path)))
    beside = tuple(sorted(path for path in files if path.endswith(sidecars.ENDING)))
    known = set(texts)
    sources = tuple(_source(path, layout, known) for path in texts)
    problems += _leftovers(files, {*texts, *media, *beside}, set(media))
    return Found(sources, media, beside, tuple(problems))


def _layout(settings: Settings) -> tuple[Layout, list[Problem]]:
    folders = settings.options.folders
    docs = posixpath.normpath(settings.site.docs_dir)
    problems = []
    found: dict[str, str] = {}
    for name in type(folders).model_fields:
        value = getattr(folders, name)
        path = posixpath.normpath(value.lstrip("/") if value.startswith("/") else posixpath.join(docs, value))
        if path.startswith(("..", "/")) or path == ".":
            problems.append(Problem("folder-outside", Place("mkdocs.yml"), {"folder": value}))
        else:
            found[name] = path
    if docs.startswith(("..", "/")) or docs == ".":
        problems.append(Problem("folder-outside", Place("mkdocs.yml"), {"folder": docs}))
        docs = "docs"
    episodes, events = found.pop("episodes", "episodes"), found.pop("events", "events")
    kinds = {path: name.replace("_", "-") for name, path in found.items()}
    return Layout(docs, episodes, events, kinds), problems


def files_below(root: Path, folder: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The files below a folder that holds no content, sorted, and what is wrong; no hidden ones."""
    problems: list[Problem] = []
    files = _walk(root, folder, problems, hidden=(".",))
    return tuple(sorted(files)), tuple(problems)


def _walk(
    root: Path, folder: str, problems: list[Problem], hidden: tuple[str, ...] = (".", "_")
) -> list[str]:
    """Every ordinary file below a folder; those whose names begin with what is ``hidden`` are left out."""
    if not _stays(root, folder):
        problems.append(Problem("symlink-outside", Place(folder)))
        return []
    files: list[str] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(root / here) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError:
            problems.append(Problem("file-unreadable", Place(here)))
            continue
        for entry in entries:
            if entry.name.startswith(hidden) or entry.name.lower() in _SYSTEM:
                continue
            path = f"{here}/{entry.name}"
            if found := list(paths.name_problems(path)):
                problems += found
            elif entry.is_dir(follow_symlinks=False):
                waiting += _below(path, problems)
            elif problem := _unfit(root, path, entry):
                problems.append(problem)
            else:
                files.append(path)
    return files


def _below(path: str, problems: list[Problem]) -> list[str]:
    if path.count("/") <= MOST_FOLDERS:
        return [path]
    problems.append(Problem("folder-too-deep", Place(path), {"most": MOST_FOLDERS}))
    return []


def _stays(root: Path, folder: str) -> bool:
    real_root = os.path.realpath(root)
    return os.path.realpath(root / folder).startswith(real_root.rstrip(os.sep) + os.sep)


def _unfit(root: Path, path: str, entry: os.DirEntry[str]) -> Problem | None:
    """Why something that is no folder must not be opened."""
    if entry.is_symlink():
        if not os.path.exists(root / path):  # noqa: PTH110 - Path.exists raises for loops
            return Problem("symlink-broken", Place(path))
        if os.path.isdir(root / path):  # noqa: PTH112 - as above
            return Problem("symlink-folder", Place(path))
        return None if paths.is_inside(root, path) else Problem("symlink-outside", Place(path))
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return Problem("file-special", Place(path))
    return None


def _source(path: str, layout: Layout, known: set[str]) -> Source:
    if path.startswith(f"{layout.episodes}/"):
        return _episode(path, layout.episodes, known)
    if path.startswith(f"{layout.events}/"):
        return _event(path, layout.events, known)
    for folder in sorted(layout.kinds, key=len, reverse=True):
        if path.startswith(f"{folder}/"):
            return Source(path, layout.kinds[folder])
    return Source(path, "home" if path == f"{layout.docs}/index.md" else "page")


def _episode(path: str, folder: str, known: set[str]) -> Source:
    show = f"{folder}/index.md"
    parts = path.removeprefix(f"{folder}/").split("/")
    season = f"{folder}/{parts[0]}/index.md"
    if path == show:
        return Source(path, "podcast")
    parent = show if show in known else None
    if path == season:
        return Source(path, "season", parent)
    return Source(path, "episode", season if len(parts) > 1 and season in known else parent)


def _event(path: str, folder: str, known: set[str]) -> Source:
    parts = path.removeprefix(f"{folder}/").split("/")
    series = f"{folder}/{parts[0]}/index.md"
    if path == series:
        return Source(path, "event-series")
    return Source(path, "event", series if len(parts) > 1 and series in known else None)


def _leftovers(files: list[str], used: set[str], media: set[str]) -> Iterator[Problem]:
    """Files that appear nowhere: each is named, so nothing vanishes without a word."""
    for path in sorted(files):
        ending = file_types.ending(path)
        owner = path.removesuffix(sidecars.ENDING)
        # Recordings may lie elsewhere; whether a text names this one is known only when texts were read.
        may_be_elsewhere = file_types.ending(owner) in file_types.RECORDINGS
        if ending == "yml" and owner not in media and not may_be_elsewhere:
            yield Problem("sidecar-alone", Place(path), {"file": owner})
        elif ending in ("markdown", "mdown", "yaml") or (ending == "md" and not path.endswith(".md")):
            right = "yml" if ending == "yaml" else "md"
            yield Problem("file-ending", Place(path), {"ending": right})
        elif path not in used and ending not in _QUIET:
            yield Problem("file-unpublished", Place(path), {"ending": ending or "–"})
