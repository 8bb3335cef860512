"""Fills the folder that becomes the site: links what can be kept, makes the rest."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dreiklang.ground import workers
from dreiklang.ground.outputs import Bundle, DeferredOutput, SiteFile
from dreiklang.ground.problems import Place, Problem, ProblemsFound
from dreiklang.publishing.manifest import MARK, Manifest, Report


class SiteWriter:
    """Fills the folder beside with files, made or linked."""

    def __init__(self, staging: Path, target: Path, old: Manifest) -> None:
        self.staging, self.target, self.old = staging, target, old
        self.new, self.report = Manifest(), Report()
        self._folders: set[Path] = set()
        self._claimed: set[str] = set()

    def write(self, outputs: Iterable[SiteFile]) -> None:
        """Links what can be kept, then makes the rest, on all processors."""
        self.staging.mkdir(parents=True)
        todo: list[SiteFile] = []
        for output, kept in self._compared([MARK, *outputs]):
            if not kept:
                todo.append(output)
            for path in kept:
                self._claim(path)
                _link(self.target / path, self._place(path))
                self.new.note(path, self.old.files[path][0], self.staging / path)
        self.report.kept = len(self.new.files)
        # Bundles take longest: they begin. What comes from one source shares work, so it stays together.
        todo.sort(key=lambda output: (not isinstance(output, Bundle), _source(output) or ""))
        samples, rest = _samples(todo)
        todo = [*samples, *rest]
        for output in todo:
            if not isinstance(output, Bundle):
                self._claim(output.path)
                self._place(output.path)
        for output, (key, paths) in zip(todo, self._all_made(todo, len(samples)), strict=True):
            for path in paths:
                if isinstance(output, Bundle):
                    self._claim(path)
                self.new.note(path, key, self.staging / path)
                self.report.made.append(path)

    def _compared(self, outputs: list[SiteFile]) -> Iterator[tuple[SiteFile, list[str]]]:
        """Each output with its published files that can be kept; none when it must be made.

        An output that was never published is not asked for its key now: making it tells.
        """
        later = [o for o in outputs if isinstance(o, DeferredOutput) and o.path in self.old.files]
        keys = dict(zip((o.path for o in later), workers.spread(_key, later), strict=True))
        for output in outputs:
            key = keys.get(output.path, "") if isinstance(output, DeferredOutput) else output.key
            yield output, self._current(output, key)

    def _current(self, output: SiteFile, key: str) -> list[str]:
        paths = self.old.of_bundle(output) if isinstance(output, Bundle) else [output.path]
        return paths if all(self.old.is_current(path, key, self.target) for path in paths) else []

    def _all_made(self, todo: Sequence[SiteFile], samples: int) -> list[tuple[str, list[str]]]:
        """What was made of each output, ``samples`` of them first. Raises ProblemsFound with all problems."""
        results = workers.spread(self._tried, todo, samples, _source)
        found: dict[tuple[Place, str], Problem] = {}
        for problem in (
            p for result in results if isinstance(result, ProblemsFound) for p in result.problems
        ):
            found.setdefault((problem.place, problem.code), problem)  # a template is wrong on every page
        if found:
            raise ProblemsFound(found.values())
        return [result for result in results if not isinstance(result, ProblemsFound)]

    def _tried(self, output: SiteFile) -> tuple[str, list[str]] | ProblemsFound:
        try:
            return self._make(output)
        except ProblemsFound as found:
            return found

    def _make(self, output: SiteFile) -> tuple[str, list[str]]:
        """Makes and writes an output; returns its key and the paths of its files."""
        done = output.plan() if isinstance(output, DeferredOutput) else output
        files = done.make() if isinstance(done, Bundle) else {"": done.make()}
        for name, content in sorted(files.items()):
            _put(content, self._place(done.path + name))
        return done.key, [done.path + name for name in sorted(files)]

    def _claim(self, path: str) -> None:
        if path in self._claimed:
            raise ProblemsFound([Problem("output-twice", Place(path), {"path": path})])
        self._claimed.add(path)

    def differs(self) -> bool:
        """True unless the published site already is what was built."""
        old = {path: row[0] for path, row in self.old.files.items()}
        new = {path: row[0] for path, row in self.new.files.items()}
        return old != new or bool(self.report.made)

    def _place(self, path: str) -> Path:
        file = self.staging / path
        if file.parent not in self._folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(file.parent)
        return file


def _samples(outputs: Sequence[SiteFile]) -> tuple[list[SiteFile], list[SiteFile]]:
    """The first of several outputs of each kind, which makes ready what the others need; and the rest."""
    often = Counter(output.kind for output in outputs if not isinstance(output, Bundle))
    seen = {kind for kind, count in often.items() if count == 1} | {""}
    samples: list[SiteFile] = []
    rest: list[SiteFile] = []
    for output in outputs:
        if isinstance(output, Bundle) or output.kind in seen:
            rest.append(output)
        else:
            seen.add(output.kind)
            samples.append(output)
    return samples, rest


def _source(output: SiteFile) -> str | None:
    return None if isinstance(output, Bundle) else output.source


def _key(output: DeferredOutput) -> str:
    return output.key


def _put(content: bytes | Path, file: Path) -> None:
    if isinstance(content, Path):
        shutil.copyfile(content, file)
    else:
        file.write_bytes(content)


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:  # another file system, or one without links
        shutil.copy2(old, new)
