"""Where a build remembers what it did, outside the repository.

Nothing here is read from the project's folder: a pull request could bring its own. Losing it
costs time, never correctness.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO

import platformdirs

from dreiklang.ground import workers
from dreiklang.ground.outputs import digest
from dreiklang.ground.source_digest import digest_of_code

_POSITION = 8
"""Bytes at the end of a store that say where its table begins."""


def cache_folder(root: Path) -> Path:
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


class BuildCache:
    """Values by name, each valid for one digest; only what is used again is kept.

    Each value is packed for itself: what stays is copied from the old file without being unpacked,
    and what came packed from another process is written as it is. In the file the packed values
    come first, then the table of where they stand, then its position.
    """

    def __init__(self, path: Path, *context: object) -> None:
        self._path = path
        self._context = digest(digest_of_code(), *context)
        self._file: IO[bytes] | None = None
        self._old: dict[str, tuple[str, int, int]] = self._read()
        self._new: dict[str, tuple[str, bytes | None]] = {}

    def _read(self) -> dict[str, tuple[str, int, int]]:
        try:
            self._file = self._path.open("rb")
            end = self._file.seek(-_POSITION, os.SEEK_END)
            self._file.seek(int.from_bytes(self._file.read(_POSITION), "big"))
            context, table = workers.unpack(self._file.read(end - self._file.tell()))
            return table if context == self._context else {}
        except Exception:  # a damaged or foreign file is an empty cache, whatever is wrong with it
            return {}

    def get(self, name: str, key: str) -> Any:
        """The value remembered under ``name`` for exactly this ``key``, or None."""
        known = self._old.get(name)
        if known is None or known[0] != key:
            return None
        try:
            value = workers.unpack(self._packed(name))
        except Exception:  # damaged
            return None
        self._new[name] = (key, None)
        return value

    def put(self, name: str, key: str, value: Any) -> None:
        """Remembers a value."""
        self.put_packed(name, key, workers.pack(value))

    def put_packed(self, name: str, key: str, packed: bytes) -> None:
        """Remembers a value that ``workers.pack`` has packed."""
        self._new[name] = (key, packed)

    def save(self) -> None:
        """Writes what this build used, if it differs from what was there. The last use of a store."""
        stays = all(packed is None for _, packed in self._new.values())
        if not stays or self._new.keys() != self._old.keys():
            _write(self._path, self._fill)

    def close(self) -> None:
        """Lets go of the old file."""
        if self._file:
            self._file.close()

    def _packed(self, name: str) -> bytes:
        _, begin, size = self._old[name]
        assert self._file is not None  # noqa: S101 - where it is not there, no name is known
        self._file.seek(begin)
        return self._file.read(size)

    def _fill(self, file: IO[bytes]) -> None:
        table = {}
        for name, (key, packed) in self._new.items():
            content = self._packed(name) if packed is None else packed
            table[name] = (key, file.tell(), len(content))
            file.write(content)
        position = file.tell()
        file.write(workers.pack((self._context, table)))
        file.write(position.to_bytes(_POSITION, "big"))
        self.close()  # Windows replaces no open file


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
