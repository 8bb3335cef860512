"""Names and paths: which are allowed, and that none leads out of the project.

Content from pull requests is hostile: nothing outside the tree, nothing hidden and nothing that
is no ordinary file is ever opened.
"""

from __future__ import annotations

import os
import posixpath
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from dreiklang.ground.problems import Place, Problem

_RESERVED = re.compile(r"(con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile('[<>:"|?*\\\\\x00-\x1f\x7f]|[. ]$')
_ESCAPED = re.compile(r"%(2e|2f|5c|00)", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class BadPath(ValueError):
    """A written path that is refused; the text is a code of the catalogue."""


def resolve(source: str, written: str) -> str:
    """The path from the project's root that ``written`` means in the file ``source``.

    A leading ``/`` starts at the project's root. Raises BadPath for what leaves the tree, hides,
    or is no path of a file.
    """
    if "\\" in written:
        raise BadPath("file-backslash")
    if _ESCAPED.search(written) or "\x00" in written:
        raise BadPath("file-escaped")
    if _ADDRESS.match(written) or written.startswith("//"):
        raise BadPath("file-address")
    start = "" if written.startswith("/") else posixpath.dirname(source)
    path = posixpath.normpath(posixpath.join(start, written.lstrip("/") if not start else written))
    if path == ".." or path.startswith(("../", "/")):
        raise BadPath("file-outside")
    if path == "." or any(part.startswith(".") for part in path.split("/")):
        raise BadPath("file-hidden")
    return unicodedata.normalize("NFC", path)


def is_inside(root: Path, path: str) -> bool:
    """True for an ordinary, not hidden file of the project, links followed to their end."""
    real_root = os.path.realpath(root)
    try:
        real = os.path.realpath(root / path)
        inside = os.path.relpath(real, real_root)
        ordinary = stat.S_ISREG(os.stat(real, follow_symlinks=False).st_mode)  # noqa: PTH116 - not followed
    except (OSError, ValueError):
        return False
    return ordinary and not any(part.startswith(".") for part in Path(inside).parts)


def shown(name: str) -> str:
    """A file name that can be printed: bytes that are no text are spelled out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def name_problems(path: str) -> Iterator[Problem]:
    """What is wrong with the last part of a path, on any system the project may be used on."""
    name = posixpath.basename(path)
    if shown(name) != name:
        yield Problem("name-undecodable", Place(shown(path)))
    elif not unicodedata.is_normalized("NFC", name):
        yield Problem("name-form", Place(path), {"name": unicodedata.normalize("NFC", name)})
    if _RESERVED.fullmatch(name):
        yield Problem("name-reserved", Place(path), {"name": name})
    elif bad := _FORBIDDEN.search(name):
        yield Problem("name-character", Place(shown(path)), {"character": bad.group().strip() or "␣"})


def collisions(found: Iterable[str]) -> Iterator[Problem]:
    """Paths that are one file on systems that do not tell case or Unicode forms apart."""
    seen: dict[str, str] = {}
    for path in sorted(found):
        key = unicodedata.normalize("NFC", path).casefold()
        other = seen.setdefault(key, path)
        if other != path:
            yield Problem("name-collision", Place(path), {"other": other})
