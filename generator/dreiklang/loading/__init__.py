"""Files in, content and problems out.

``folders`` finds the files, ``entries`` reads each text once, ``file_facts`` measures what
is published beside the pages. Nothing here raises for bad content: every problem is collected.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dreiklang.content.entries import Entry
from dreiklang.content.file_facts import MediaFacts
from dreiklang.content.library import Library
from dreiklang.ground import workers
from dreiklang.ground.problems import Place, Problem
from dreiklang.loading import entries, file_facts, file_types, folders, paths, sidecars
from dreiklang.loading.entries import EntryCache, Read
from dreiklang.loading.named_files import Project
from dreiklang.settings import Settings
from dreiklang.written.text import MOST_BYTES

__all__ = ["EntryCache", "Read", "load"]

Measure = Callable[[Path, str], file_facts.Measured]
"""Gives the facts of a file; depends on its bytes and name alone, so a caller may keep them."""


def load(
    root: Path,
    settings: Settings,
    cache: EntryCache | None = None,
    measure: Measure = file_facts.facts,
) -> tuple[Library, tuple[Problem, ...]]:
    """Everything below the project's folder ``root``, and everything wrong with it.

    A text whose fields are wrong yields problems and no entry; all others are read all the same.
    ``cache`` keeps entries between builds, ``measure`` may be a caching ``file_facts.facts``.
    """
    found = folders.discover(root, settings)
    problems = list(found.problems)
    beside = dict(_sidecars(root, found, problems))
    project = Project(root, frozenset(found.media), beside)
    texts = _texts(found.sources, project, settings, cache, problems)
    ids = {path: read.id for path, read in texts.items()}
    parents = {source.path: ids.get(source.parent or "") or None for source in found.sources}
    known = tuple(
        dataclasses.replace(read.entry, parent=parents[path]) for path, read in texts.items() if read.entry
    )
    problems += _same_ids(known)
    named = {path for read in texts.values() for path, _ in read.needs} | _shown(known)
    facts = _media(project, named, measure, problems)
    problems += _alone(project, facts, named)
    recordings = {path: s.recording for path, s in beside.items() if s.recording}
    return Library(known, facts, recordings), tuple(problems)


def _texts(
    sources: Sequence[folders.Source],
    project: Project,
    settings: Settings,
    cache: EntryCache | None,
    problems: list[Problem],
) -> dict[str, Read]:
    """All texts: from the cache where neither they nor a file they name has changed, else read anew."""
    raws = {source.path: _bytes(project.root, source.path, problems) for source in sources}
    texts = {s.path: _kept(s, raws[s.path], project, cache) for s in sources}
    anew = [source for source in sources if texts[source.path] is None]

    def read(source: folders.Source) -> bytes:
        raw = raws[source.path]
        found = Read(None, "") if raw is None else entries.read_entry(source, raw, project, settings)
        return workers.pack(found)  # once, for this process and for the cache

    # The first text makes the converter ready for all.
    for source, packed in zip(anew, workers.spread(read, anew, first=1), strict=True):
        text: Read = workers.unpack(packed)
        problems += text.problems
        texts[source.path] = text
        # What has problems is read again until they are solved, so that hints never go stale.
        if cache is not None and text.entry and not text.problems:
            cache.put_packed(source.path, _name(source, raws[source.path] or b""), packed)
    return {path: text for path, text in texts.items() if text}


def _kept(
    source: folders.Source, raw: bytes | None, project: Project, cache: EntryCache | None
) -> Read | None:
    kept = cache.get(source.path, _name(source, raw)) if cache is not None and raw is not None else None
    if kept and all(entries.stamp(path, project) == stamp for path, stamp in kept.needs):
        return kept
    return None


def _name(source: folders.Source, raw: bytes) -> str:
    return entries.digest(raw + source.kind.encode())


def _bytes(root: Path, path: str, problems: list[Problem]) -> bytes | None:
    """At most one byte more than is allowed, so a huge file is noticed and not read."""
    try:
        with (root / path).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        problems.append(Problem("file-unreadable", Place(path)))
        return None


def _sidecars(
    root: Path, found: folders.Found, problems: list[Problem]
) -> Iterator[tuple[str, sidecars.Sidecar]]:
    for path in found.sidecars:
        raw = _bytes(root, path, problems)
        owner = path.removesuffix(sidecars.ENDING)
        if raw is not None and file_types.is_media(owner):
            sidecar, wrong = sidecars.read_sidecar(raw, path)
            problems += wrong
            yield owner, sidecar


def _same_ids(known: Iterable[Entry]) -> Iterator[Problem]:
    """Every entry whose id another one had before."""
    first: dict[str, Entry] = {}
    for entry in known:
        other = first.setdefault(entry.id, entry)
        if other is not entry:
            yield Problem(
                "entry-id-twice", entry.place("id"), {"id": entry.id, "other": str(other.place("id"))}
            )


def _shown(known: Iterable[Entry]) -> set[str]:
    """Files that texts show or link to."""
    return {r.target for entry in known for r in entry.body.references if r.kind in ("media", "file")}


def _media(
    project: Project, named: Iterable[str], measure: Measure, problems: list[Problem]
) -> Mapping[str, MediaFacts]:
    """Facts of all files in the content folders and of those that are named elsewhere."""
    elsewhere = {path for path in {*named} - project.media if _may_be_shown(path, project)}
    facts: dict[str, MediaFacts] = {}
    for path in sorted(project.media | elsewhere):
        measured, wrong = measure(project.root, path)
        problems += wrong
        if measured:
            problems += sidecars.contradictions(measured, project.sidecar(path))
            facts[path] = dataclasses.replace(measured, sidecar=project.sidecar(path).values)
    return facts


def _alone(project: Project, facts: Mapping[str, MediaFacts], named: set[str]) -> Iterator[Problem]:
    """Facts of recordings that neither lie beside them nor are named by a text."""
    for path in project.sidecars:
        if path not in facts and path not in project.media and path not in named:
            yield Problem("sidecar-alone", Place(f"{path}{sidecars.ENDING}"), {"file": path})


def _may_be_shown(path: str, project: Project) -> bool:
    return file_types.is_media(path) and ".." not in path.split("/") and paths.is_inside(project.root, path)
