"""Where other pages point to a moment of a conversation: shown at the turn, and gathered by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dreiklang import i18n
from dreiklang.content.body import Block, Reference, Turn
from dreiklang.content.captions import clock
from dreiklang.content.library import Entry
from dreiklang.pages import binding
from dreiklang.relations import target
from dreiklang.site import Site


@dataclass(frozen=True)
class Passage:
    """What ``entry`` says about a turn: in the block ``anchor``, or below the heading with that anchor.

    ``quoted`` is true when the block repeats what was said there.
    """

    entry: Entry
    anchor: str
    quoted: bool


ByTurn = Mapping[str, Mapping[str, Passage]]
"""Passages by the turn's anchor and the id of the page; each page once a turn."""


def of(site: Site, episode: Entry) -> ByTurn:
    """The passages of other pages that point to a turn of an episode."""
    if ("passages",) not in site.once:
        site.once["passages",] = _all(site)
    known: dict[str, ByTurn] = site.once["passages",]
    return known.get(episode.id, {})


def _all(site: Site) -> dict[str, ByTurn]:
    found: dict[str, dict[str, dict[str, Passage]]] = defaultdict(lambda: defaultdict(dict))
    for entry in site.library.entries:
        for reference in _to_moments(entry):
            episode = target(site.library, reference)
            if episode and episode.id != entry.id and turn(episode, reference.fragment):
                pages = found[episode.id][reference.fragment]
                pages.setdefault(entry.id, _passage(entry, reference))
    return dict(found)


def _to_moments(entry: Entry) -> Iterator[Reference]:
    """References that may lead to a turn: only turns have such anchors, and most references have none."""
    return (r for r in entry.body.references if r.fragment.startswith("t-"))


def turn(entry: Entry, anchor: str) -> Turn | None:
    """The turn of a conversation with this anchor."""
    return next((turn for turn in entry.body.turns if turn.anchor == anchor), None)


def _passage(entry: Entry, reference: Reference) -> Passage:
    block = next((block for block in entry.body.blocks if _is_from(block, reference)), None)
    if block:
        return Passage(entry, block.id, block.kind == "quote")
    above = [heading.id for heading in entry.body.headings if heading.line <= reference.line]
    return Passage(entry, above[-1] if above else "", False)


def _is_from(block: Block, reference: Reference) -> bool:
    return block.attribute("from") == f"{reference.target}#{reference.fragment}"


def at_turns(site: Site, episode: Entry, language: str) -> dict[str, list[dict[str, Any]]]:
    """By the turn's anchor: ``{words, links}``, first who quotes it, then who mentions it."""
    found = {}
    for anchor, pages in of(site, episode).items():
        groups = [(word, [p for p in pages.values() if p.quoted is quoted]) for quoted, word in _WORDS]
        found[anchor] = [
            {"words": i18n.text(word, language), "links": [_link(site, p, language) for p in passages]}
            for word, passages in groups
            if passages
        ]
    return found


_WORDS = ((True, "cue_quoted"), (False, "cue_mentioned"))


def _link(site: Site, passage: Passage, language: str) -> dict[str, str]:
    address = site.address(passage.entry)
    # An entry without a page of its own has an anchor as address.
    inside = f"#{passage.anchor}" if passage.anchor and "#" not in address else ""
    return {"title": binding.source_title(passage.entry, language), "url": f"{address}{inside}"}


def by_page(site: Site, episode: Entry) -> dict[str, list[dict[str, str]]]:
    """By the id of the page that points here: the turns it points to, in order of time."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    known = of(site, episode)
    for spoken in episode.body.turns if known else ():
        for id in known.get(spoken.anchor, {}):
            mark = clock(spoken.start)
            found[id].append({"anchor": spoken.anchor, "time": f"{spoken.start:g}", "mark": mark})
    return found
