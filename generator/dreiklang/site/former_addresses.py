"""Where things lay while words in addresses were others: pages there lead on, files lie there as copies."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from dreiklang.ground.outputs import Output, digest
from dreiklang.settings import Settings, address_words
from dreiklang.settings.options import AddressWords

_FILES = (
    ("page_number", r"(.+/){page_number}(-\d+/index\.html)"),
    ("event_file", r"({event}/(?!\d\d\d\d/)[^/]+/){event_file}(\.ics)"),
    ("calendar_file", r"({event}/(?:.+/)?){calendar_file}(\.ics)"),
    ("transcript_file", r"({podcast}/.+/){transcript_file}(\.(?:vtt|srt|json|txt))"),
    ("chapters_file", r"({podcast}/.+/){chapters_file}(\.json)"),
)
"""Words at the end of a path, each with the paths that have it; the first match counts."""


def paths(path: str, settings: Settings) -> Iterator[str]:
    """Where the file at ``path`` lay before, once for each time that words in it changed."""
    today = settings.options.addresses
    found = (translated(path, today, then) for then in address_words.former(today))
    yield from dict.fromkeys(was for was in found if was != path)


def translated(path: str, today: AddressWords, then: AddressWords) -> str:
    """The path of a file, with other words in it."""
    for name, pattern in _patterns(today):
        if found := pattern.fullmatch(path):
            return f"{_folder(found[1], today, then)}{getattr(then, name)}{found[2]}"
    return _folder(path, today, then)


@functools.lru_cache
def _patterns(today: AddressWords) -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = today.model_dump()
    return tuple((name, re.compile(pattern.format_map(known))) for name, pattern in _FILES)


def copies(outputs: Iterable[Output], settings: Settings) -> Iterator[Output]:
    """These files, and again wherever they lay before: programs fetch them and follow no page.

    What lies at such an address today stays there.
    """
    made = []
    for output in outputs:
        made.append(output)
        yield output
    taken = {output.path for output in made}
    for output in made:
        for path in paths(output.path, settings):
            if path not in taken:
                taken.add(path)
                # Without a source: MkDocs knows one file of a source.
                yield Output(path, digest("formerly", output.key), output.make)


def _folder(path: str, today: AddressWords, then: AddressWords) -> str:
    """A path with other words at its beginning: the longest that it has."""
    season = f"{today.podcast}/{today.season}-"
    if re.match(rf"{season}\d+/", path):
        return f"{then.podcast}/{then.season}-{path.removeprefix(season)}"
    pairs = zip(address_words.folders(today), address_words.folders(then), strict=True)
    known = [(here, there) for (_, here), (_, there) in pairs if path.startswith(here)]
    here, there = max(known, key=lambda pair: len(pair[0]), default=("", ""))
    return there + path.removeprefix(here)
