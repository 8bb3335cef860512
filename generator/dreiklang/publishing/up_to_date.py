"""Whether there is anything to build at all, found out without reading the content.

A finished build remembers what it was made from: the settings file, every file of the content
folders, the code, and until which moment its result holds. Texts count by their bytes, media by
size and time of change, published files as the manifest knows them.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dreiklang.ground.outputs import digest
from dreiklang.ground.problems import Place, Problem
from dreiklang.ground.source_digest import digest_of_code
from dreiklang.publishing import build_cache
from dreiklang.publishing.manifest import Manifest, manifest_of

_READ = (".md", ".yml", ".yaml", ".html", ".css", ".js", ".vtt", ".srt", ".json", ".txt")


@dataclass(frozen=True)
class Current:
    """A published site that is what a build would make: number of its files, notes to show again."""

    files: int
    language: str
    target: str
    notes: tuple[Problem, ...]


def find_current(root: Path, config: str, changes: Mapping[str, Any], as_of: dt.datetime) -> Current | None:
    """The published site, if a build as of ``as_of`` would change nothing."""
    known = build_cache.read_json(_place(root, config, changes))
    if not isinstance(known, dict) or known.get("code") != digest_of_code():
        return None
    since, until = (dt.datetime.fromisoformat(known[k]) if known[k] else None for k in ("since", "until"))
    if since is None or as_of < since or (until and as_of >= until):
        return None
    if (
        inputs(root, config, known["folders"]) != known["inputs"]
        or _besides(root, known["files"]) != known["besides"]
    ):
        return None
    target = Path(known["target"])
    manifest = Manifest.read(manifest_of(target, root))
    if not manifest.files or not all(
        manifest.is_current(p, row[0], target) for p, row in manifest.files.items()
    ):
        return None
    notes = tuple(Problem(n["code"], Place(*n["place"]), n["values"]) for n in known["notes"])
    return Current(len(manifest.files), known["language"], known["target"], notes)


@dataclass(frozen=True)
class BuildRecord:
    """What a finished build was made from, and how long it holds.

    ``inputs`` was taken before the content was read, so a change during the build is noticed.
    """

    target: Path
    inputs: str
    folders: Sequence[str]
    files: Sequence[str]
    since: dt.datetime
    until: dt.datetime | None
    language: str
    notes: Iterable[Problem]


def remember(root: Path, config: str, changes: Mapping[str, Any], made: BuildRecord) -> None:
    """Remembers a finished build."""
    notes = [
        {
            "code": note.code,
            "place": [note.place.file, note.place.line, note.place.column],
            "values": {name: str(value) for name, value in note.values.items()},
        }
        for note in made.notes
    ]
    state = {
        "code": digest_of_code(),
        "inputs": made.inputs,
        "besides": _besides(root, made.files),
        "folders": list(made.folders),
        "files": list(made.files),
        "since": made.since.isoformat(),
        "until": made.until.isoformat() if made.until else None,
        "language": made.language,
        "target": str(made.target.absolute()),
        "notes": notes,
    }
    build_cache.write_json(_place(root, config, changes), state)


def _place(root: Path, config: str, changes: Mapping[str, Any]) -> Path:
    return build_cache.cache_folder(root) / f"built-{digest(config, dict(changes))[:12]}.json"


def inputs(root: Path, config: str, folders: Iterable[str]) -> str:
    """A name for the settings file, what it reads from the environment, and the content folders' files."""
    names = sorted({name for folder in folders for name in _below(root, folder)})
    return digest(_besides(root, [config, *folders, *names]), _environment(root / config))


def _environment(config: Path) -> list[tuple[str, str]]:
    """The variables of the environment that the settings may read with ``!ENV``: every word that is one."""
    try:
        text = config.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    words = set(re.findall(r"[^\s,\[\]'\"]+", text)) if "!ENV" in text else set()
    return [(word, os.environ[word]) for word in sorted(words & os.environ.keys())]


def _besides(root: Path, names: Iterable[str]) -> str:
    return digest([[name, _stamp(root / name)] for name in names])


def _below(root: Path, folder: str) -> Iterator[str]:
    for path, inner, names in os.walk(root / folder):
        inner.sort()
        links = [name for name in inner if (Path(path) / name).is_symlink()]
        yield from ((Path(path) / name).relative_to(root).as_posix() for name in (*names, *links))


def _stamp(path: Path) -> str:
    """A text's bytes, any other file's size and time of change, and whether it is a link.

    Empty for one that is not there.
    """
    try:
        own = path.lstat()
        if stat.S_ISDIR(own.st_mode):
            return "folder"
        if path.suffix in _READ and path.is_file():
            return f"{own.st_mode} {digest(path.read_bytes())}"
        facts = path.stat() if path.exists() else own
        return f"{facts.st_size} {facts.st_mtime_ns} {own.st_mode}"
    except OSError:
        return ""
