"""Where a build remembers what it did, outside the repository.

Nothing here is read from the project's folder: a pull request could bring its own. Losing it
costs time, never correctness.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO

import platformdirs

from dreiklang.code import digest_of_code
from dreiklang.outputs import digest


def folder(root: Path) -> Path:
    """The folder for the project at ``root`` (``DREIKLANG_CACHE`` or the user's cache folder)."""
    base = os.environ.get("DREIKLANG_CACHE") or platformdirs.user_cache_dir("dreiklang", appauthor=False)
    return Path(base) / digest(str(root.resolve()))[:16]


def read_json(path: Path) -> Any:
    """A remembered value, or None when there is none that can be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def write_json(path: Path, value: Any) -> None:
    """Remembers a value; a folder that cannot be written to is no reason to fail."""
    _write(path, lambda file: file.write(json.dumps(value, sort_keys=True).encode()))


def _write(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        with beside.open("wb") as file:
            fill(file)
        beside.replace(path)


class Store:
    """Values by name, each valid for one digest; only what is used again is kept."""

    def __init__(self, path: Path, *context: object) -> None:
        self._path = path
        self._context = digest(digest_of_code(), *context)
        self._old = self._read()
        self._new: dict[str, tuple[str, Any]] = {}

    def _read(self) -> dict[str, tuple[str, Any]]:
        try:
            with self._path.open("rb") as file:
                context = pickle.load(file)  # noqa: S301 - the user's own cache folder
                return pickle.load(file) if context == self._context else {}  # noqa: S301
        except Exception:  # a damaged or foreign file is an empty memory, whatever is wrong with it
            return {}

    def get(self, name: str, key: str) -> Any:
        """The value remembered under ``name`` for exactly this ``key``, or None."""
        known = self._new.get(name) or self._old.get(name)
        if known is None or known[0] != key:
            return None
        self._new[name] = known
        return known[1]

    def put(self, name: str, key: str, value: Any) -> None:
        """Remembers a value."""
        self._new[name] = (key, value)

    def save(self) -> None:
        """Writes what this build used, if it differs from what was there."""
        same = self._new.keys() == self._old.keys()
        if same and all(self._old[name][0] == key for name, (key, _) in self._new.items()):
            return
        _write(self._path, self._fill)

    def _fill(self, file: IO[bytes]) -> None:
        """Into the file as it goes: as bytes the transcripts of a large site would stand in memory twice."""
        pickle.dump(self._context, file)
        pickle.dump(self._new, file, protocol=5)


@contextlib.contextmanager
def lock(path: Path) -> Iterator[bool]:
    """Holds ``path`` for this process; yields False while another one holds it.

    Where nothing can be remembered, a file of the same name in the system's temporary folder
    is held. Raises OSError when there is no place at all.
    """
    with _opened(path) as file:
        yield _try_lock(file)


def _opened(path: Path) -> BinaryIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+b")
    except OSError:
        return (Path(tempfile.gettempdir()) / f"dreiklang-{path.name}").open("a+b")


def _try_lock(file: Any) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
