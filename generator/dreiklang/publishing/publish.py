"""Outputs become a published site: built beside, then swapped in as a whole.

At every moment the published folder is a whole site, the old or the new one. A file whose key
is unchanged is linked from the old site instead of being made again.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dreiklang.ground import workers
from dreiklang.ground.outputs import Bundle, DeferredOutput, Output, SiteFile, digest
from dreiklang.ground.problems import Place, Problem, ProblemsFound
from dreiklang.ground.source_digest import digest_of_code
from dreiklang.publishing import build_cache

MARKER = ".dreiklang"
"""A file of this name says that a folder is ours to replace."""

MARK = Output(MARKER, "1", lambda: b"Made by Dreiklang. Everything here is replaced by the next build.\n")


@dataclass
class Report:
    """What a publication did: files made, files kept, whether the site changed."""

    made: list[str] = field(default_factory=list)
    kept: int = 0
    changed: bool = True


@dataclass
class Manifest:
    """What stands in the published site: path → (key, size in bytes, mtime in ns)."""

    files: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """The remembered manifest; empty when there is none, or when other code wrote it."""
        known = build_cache.read_json(path)
        if not isinstance(known, dict) or known.get("code") != digest_of_code():
            return cls()
        return cls({name: (row[0], row[1], row[2]) for name, row in known["files"].items()})

    def write(self, path: Path) -> None:
        """Remembers the manifest for the next build."""
        build_cache.write_json(path, {"code": digest_of_code(), "files": self.files})

    def note(self, path: str, key: str, file: Path) -> None:
        """Remembers a file as it stands."""
        facts = file.stat()
        self.files[path] = (key, facts.st_size, facts.st_mtime_ns)

    def is_current(self, path: str, key: str, site: Path) -> bool:
        """True when the file was published with this key and nobody touched it since."""
        known = self.files.get(path)
        if known is None or known[0] != key:
            return False
        try:
            facts = (site / path).stat()
        except OSError:
            return False
        return (facts.st_size, facts.st_mtime_ns) == known[1:]

    def of_bundle(self, bundle: Bundle) -> list[str]:
        """The paths that a bundle with this key had, if it was published."""
        return [p for p, row in self.files.items() if p.startswith(bundle.path) and row[0] == bundle.key]


def publish(outputs: Iterable[SiteFile], target: Path, root: Path) -> Report:
    """Writes all outputs and makes them the site at ``target``.

    Raises ProblemsFound when the folder is not ours to replace, when another build is at work,
    when two outputs claim one path, when one cannot be made, or when a file cannot be written (a
    full disk); the published site is untouched then.
    """
    remembered = manifest_of(target, root)
    try:
        with build_cache.lock(lock_of(remembered)) as free:
            if not free:
                raise ProblemsFound([Problem("build-running", Place(target.name))])
            return _published(outputs, target, root, remembered)
    except OSError as error:
        raise not_written(target, error) from error


def not_written(target: Path, error: OSError) -> ProblemsFound:
    """What a failed write means for the site."""
    reason = {"target": str(target), "reason": error.strerror or str(error)}
    return ProblemsFound([Problem("site-not-written", Place(target.name), reason)])


def _published(outputs: Iterable[SiteFile], target: Path, root: Path, remembered: Path) -> Report:
    prepare(target, root)
    staging = beside(target, "next")
    shutil.rmtree(staging, ignore_errors=True)
    writer = _Writer(staging, target, Manifest.read(remembered))
    try:
        writer.write(outputs)
        writer.report.changed = writer.differs()
        if writer.report.changed:
            swap(staging, target)
            writer.new.write(remembered)
        return writer.report
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def lock_of(manifest: Path) -> Path:
    """The file that a build of a site holds."""
    return manifest.with_suffix(".lock")


def manifest_of(target: Path, root: Path) -> Path:
    """Where the manifest of the site at ``target`` is remembered."""
    name = f"manifest-{target.name}-{digest(str(target.resolve()))[:8]}.json"
    return build_cache.cache_folder(root) / name


class _Writer:
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


def beside(target: Path, word: str) -> Path:
    """A hidden folder next to ``target``, on the same file system."""
    return target.with_name(f".{target.name}.{word}")


def refuse(target: Path, root: Path, folders: Iterable[str]) -> None:
    """Refuses a target that holds the project or one of its ``folders``, or lies in one.

    Raises ProblemsFound. A site among its own sources would be read by the next build.
    """
    paths = (target, root, *(root / folder for folder in folders))
    place, home, *sources = (Path(os.path.realpath(path)) for path in paths)
    holds = any(place in (kept, *kept.parents) for kept in (home, *sources))
    if holds or any(folder in place.parents for folder in sources):
        raise ProblemsFound([Problem("target-in-sources", Place("mkdocs.yml"), {"target": str(target)})])


def prepare(target: Path, root: Path) -> None:
    """Puts back a site that an interrupted swap left aside, and refuses folders that are not ours."""
    previous = beside(target, "previous")
    if previous.exists():
        if target.exists():
            shutil.rmtree(previous)
        else:
            previous.rename(target)
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise ProblemsFound([Problem("target-no-folder", Place(target.name), {"target": str(target)})])
    if not target.exists() or not any(target.iterdir()) or (target / MARKER).is_file():
        return
    inside = root.resolve() in target.resolve().parents
    if not inside or (target / "index.html").is_file() is False or (target / ".git").exists():
        raise ProblemsFound([Problem("target-not-ours", Place(target.name), {"target": str(target)})])


def swap(staging: Path, target: Path) -> None:
    """Makes ``staging`` the site in one step where the system can, else in two with recovery."""
    if not target.exists():
        staging.rename(target)
    elif _exchange(staging, target):
        shutil.rmtree(staging, ignore_errors=True)
    else:
        previous = beside(target, "previous")
        target.rename(previous)
        staging.rename(target)
        shutil.rmtree(previous, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two names atomically (Linux ``renameat2`` with RENAME_EXCHANGE, since glibc 2.28)."""
    if sys.platform != "linux":
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done: int = renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange)
    return done == 0
