"""The folders of a publication: which may be replaced, and how one becomes the other in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from dreiklang.ground.problems import Place, Problem, ProblemsFound
from dreiklang.publishing.manifest import MARKER


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
