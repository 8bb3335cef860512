"""What calendars, feed readers and links know: the words in addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dreiklang import feeds, media, pages
from dreiklang.against.comparison import Comparison
from dreiklang.ground.problems import Problem
from dreiklang.settings import address_words
from dreiklang.settings.options import AddressWords
from dreiklang.site import former_addresses

_LISTS_ALONE = ("region", "search", "index", "credits", "recommendations")
"""Words below which no text has its page."""


def changed(c: Comparison) -> Iterator[Problem]:
    """Words in addresses stay, or their former ones answer."""
    today = c.site.settings.options.addresses
    if c.then == today:
        return
    lost = dict(_lost(c))
    others = {name: word for name, word in c.words.items() if _matters(today, name, word, lost)}
    if not others:
        return
    yield c.problem(
        "against-words-changed", None,
        words=", ".join(f"{name}: {word} → {getattr(today, name)}" for name, word in others.items()),
        count=len(lost),
        example=min(lost.values(), key=lambda path: (not path.endswith(".ics"), len(path), path)),
        former=", ".join(f"{name}: {word}" for name, word in others.items()),
    )  # fmt: skip


def _matters(today: AddressWords, name: str, word: str, paths: Iterable[str]) -> bool:
    """True for a word that alone would give one of these files another path."""
    then = today.model_copy(update={name: word})
    return any(former_addresses.translated(path, today, then) != path for path in paths)


def _lost(c: Comparison) -> Iterator[tuple[str, str]]:
    """Files of today, each with the path it had before where nothing answers any more."""
    made = (*pages.outputs(c.site), *feeds.outputs(c.site), *media.outputs(c.site))
    answering = {output.path for output in made}
    for path in sorted(answering):
        was = former_addresses.translated(path, c.site.settings.options.addresses, c.then)
        # What leads on from elsewhere was never below a word of today's.
        if was not in answering and path.removesuffix("index.html") not in c.former and _was_there(c, was):
            yield path, was


def _was_there(c: Comparison, path: str) -> bool:
    """False below words of kinds of which the source had nothing."""
    first = path.partition("/")[0]
    kinds = (name for name in address_words.OVERVIEWS if name not in _LISTS_ALONE)
    if c.old.pages is None or first not in {getattr(c.then, name).partition("/")[0] for name in kinds}:
        return True
    return any(page.address.startswith(f"{first}/") for page in c.old.pages)
