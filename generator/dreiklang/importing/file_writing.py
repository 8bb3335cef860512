"""Changed files on the disk: written whole or not at all, and whether git could bring the old ones back."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Beside first: an interruption leaves the old file, and a link is replaced, not followed."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    if path.exists():
        shutil.copymode(path, beside)
    beside.replace(path)


def unsaved(root: Path, changed: Iterable[str]) -> bool:
    """True where git would not bring back what stood there: changes before this one, or no git at all."""
    git = shutil.which("git")
    if git is None:
        return True
    command = [git, "-C", str(root), "status", "--porcelain", "--", *changed]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    return done.returncode != 0 or bool(done.stdout.strip())
