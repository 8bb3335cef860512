"""The content as it stood at a git reference.

Objects are read one by one instead of with ``git archive``: that runs filters which attributes of
the tree ask for, leaves out what they name, and writes links. Here only texts are written, into a
folder that is thrown away; of recordings and pictures the name suffices, as no ledger holds more.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dreiklang import build, loading, settings
from dreiklang.against import published_state
from dreiklang.content.file_facts import MediaFacts
from dreiklang.loading import file_types
from dreiklang.loading.file_facts import Measured
from dreiklang.settings import Settings
from dreiklang.written.text import MOST_BYTES

SECONDS = 120
"""The longest a git command may take; a partial clone may have to fetch."""

_TEXTS = (".md", ".yml", ".vtt", ".srt", ".json")


class NoReference(Exception):
    """Git does not know the reference, or is not there; the text says what it said."""


@dataclass(frozen=True)
class _Blob:
    path: str
    name: str
    size: int


def read_reference(root: Path, reference: str, config: str, like: Settings) -> published_state.PublishedState:
    """What was published at a reference, by the clock of ``like``.

    Raises NoReference, or ProblemsFound when the settings there cannot be read.
    """
    commit = _commit(root, reference)
    with tempfile.TemporaryDirectory(prefix="dreiklang-") as folder:
        there = Path(folder)
        _write(root, commit, there, config)
        chosen = _settings(there, config, like)
        library, problems = loading.load(there, chosen, measure=_assumed)
        site = build.published_site(there, chosen, library)
        unread = {p.place.file for p in problems if p.place.file.endswith(".md")} - {
            entry.path for entry in library.entries
        }
        return published_state.state_of_site(site, reference, len(unread))


def _settings(there: Path, config: str, like: Settings) -> Settings:
    chosen = settings.load(there, like.as_of, config)
    # Extensions are code: none of theirs is loaded for the sake of a comparison.
    plain = chosen.site.model_copy(update={"markdown_extensions": (), "custom_dir": ""})
    return chosen.model_copy(update={"site": plain})


def _assumed(root: Path, path: str) -> Measured:
    """Facts that let a file count as there; ledgers know its address alone."""
    type = file_types.TYPES[file_types.ending(path)]
    seconds = 1.0 if type.startswith("audio/") else None
    return MediaFacts(path, 1, type, path, seconds=seconds), ()


def _commit(root: Path, name: str) -> str:
    arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return _git(root, *arguments).decode().strip()


def _write(root: Path, commit: str, there: Path, config: str) -> None:
    """The texts of a commit, and an empty file for each recording and picture."""
    (there / "docs").mkdir()
    texts: list[_Blob] = []
    for blob in _blobs(root, commit):
        if blob.path.endswith(_TEXTS) or blob.path == config:
            texts += [blob] if blob.size <= MOST_BYTES else []
        elif file_types.is_media(blob.path):
            _put(there, blob.path, b"")
    wanted = "".join(f"{blob.name}\n" for blob in texts).encode()
    answers = memoryview(_git(root, "cat-file", "--batch", stdin=wanted))
    start = 0
    for blob in texts:
        # Each answer is "<name> blob <size>", a line break, the content, and another line break.
        start += len(f"{blob.name} blob {blob.size}\n")
        _put(there, blob.path, bytes(answers[start : start + blob.size]))
        start += blob.size + 1


def _blobs(root: Path, commit: str) -> Iterator[_Blob]:
    """Ordinary files below the project's folder, by their path from it; links and submodules are none."""
    prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    # A tree named with its path lists what is in it by shorter names, whatever folder git runs in.
    tree = f"{commit}:{prefix}"
    listing = _git(root, "ls-tree", "-r", "-z", "--long", "--full-tree", tree)
    for row in listing.decode("utf-8", "replace").split("\0"):
        facts, _, path = row.partition("\t")
        mode, kind, name, size = (facts.split() + [""] * 4)[:4]
        parts = path.split("/")
        if kind == "blob" and mode.startswith("100") and not any(_odd(part) for part in parts):
            yield _Blob(path, name, int(size))


def _odd(part: str) -> bool:
    """Names that a tree may hold and a folder must not; content is never read from hidden ones."""
    return part.startswith(".") or not part or "\\" in part or "\ufffd" in part or ":" in part


def _put(there: Path, path: str, content: bytes) -> None:
    file = there / path
    # A name this system cannot write is a text nobody compares.
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    command = ["git", "-C", str(root), "--no-replace-objects", "-c", "core.fsmonitor=false", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own words; a reference stands behind --end-of-options
            command, input=stdin, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise NoReference(str(error)) from None
    if done.returncode:
        raise NoReference(done.stderr.decode("utf-8", "replace").strip().partition("\n")[0])
    return done.stdout
