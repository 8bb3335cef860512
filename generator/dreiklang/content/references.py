"""What references mean: ``[[Name]]``, ``[[Baustein 7]]``, links to files. The one place that decides it."""

from __future__ import annotations

from collections.abc import Iterator

from dreiklang.content.entries import Entry
from dreiklang.content.fields import Common
from dreiklang.content.kinds import KINDS, Kind
from dreiklang.content.library import Library, fold

_KIND_OF_WORD = {word: kind for kind in KINDS.values() for word in kind.words}


def meant(
    library: Library, page: Entry | None, kind: str, target: str, fragment: str
) -> tuple[tuple[Entry, ...], str]:
    """The entries that a reference on a ``page`` may mean, and the section there.

    ``kind`` is that of a reference or late link: ``name``, ``embed`` or ``file``; others mean no
    entry. Without a target the page itself is meant. ``[[Block #7]]`` is a number.
    """
    if kind == "file":
        entry = library.by_path(target)
        return ((entry,) if entry else ()), fragment
    if kind not in ("name", "embed"):
        return (), fragment
    if not target:
        return ((page,) if page else ()), fragment
    found = resolve(library, target)
    if not found and fragment and (numbered := resolve(library, f"{target} #{fragment}")):
        return numbered, ""
    return found, fragment


def resolve(library: Library, name: str) -> tuple[Entry, ...]:
    """What ``[[name]]`` means: nothing, one entry, or several candidates.

    A whole name wins; else leading kind words narrow the rest, which is a name or else a number.
    """
    if found := library.named(name):
        return found
    for kind, rest in _narrowed(name.strip()):
        if found := library.named(rest, kind) or library.numbered(rest.strip(), kind):
            return found
    return ()


def _narrowed(name: str) -> Iterator[tuple[Kind[Common], str]]:
    """The kind that the first word says, with the rest; then that of the first two (``building block``)."""
    word, _, rest = name.partition(" ")
    second, _, rest_of_two = rest.lstrip().partition(" ")
    for written, others in ((word, rest), (f"{word} {second}", rest_of_two)):
        kind = _KIND_OF_WORD.get(fold(written))
        if kind and others:
            yield kind, others
