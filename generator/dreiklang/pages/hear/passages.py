"""Where other pages point to a moment of a conversation: shown at its turn, and gathered by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dreiklang import i18n
from dreiklang.content import transcript_anchors
from dreiklang.content.body import Block, Reference, Turn
from dreiklang.content.captions import clock
from dreiklang.content.entries import Entry
from dreiklang.content.transcript_anchors import Moment
from dreiklang.pages import binding
from dreiklang.pages.hear.episode_view import Cited
from dreiklang.pages.view_parts import Link, Point
from dreiklang.site.relations import referenced_entry
from dreiklang.site.site import Site, once_per_site


@dataclass(frozen=True)
class Passage:
    """What ``entry`` says about a moment: in the block ``anchor``, or below the heading with that anchor.

    ``quoted`` is true when the block repeats what was said there.
    """

    entry: Entry
    anchor: str
    quoted: bool


ByMoment = Mapping[str, Mapping[str, Passage]]
"""Passages by the moment's anchor and the id of the page; each page once a moment."""


def passages_of(site: Site, entry: Entry) -> ByMoment:
    """The passages of other pages that point to a moment of the conversation in an entry, if it has one."""
    return _all(site).get(entry.id, {})


@once_per_site
def _all(site: Site) -> dict[str, ByMoment]:
    found: dict[str, dict[str, dict[str, Passage]]] = defaultdict(lambda: defaultdict(dict))
    for entry in site.library.entries:
        for reference in _to_moments(entry):
            episode = referenced_entry(site.library, reference)
            if (
                episode
                and episode.id != entry.id
                and transcript_anchors.find_moment(episode.body.turns, reference.fragment)
            ):
                pages = found[episode.id][reference.fragment]
                pages.setdefault(entry.id, _passage(entry, reference))
    return dict(found)


def _to_moments(entry: Entry) -> Iterator[Reference]:
    """References that may lead to a moment: only moments have such anchors, and most references have none."""
    return (r for r in entry.body.references if r.fragment.startswith("t-"))


def _passage(entry: Entry, reference: Reference) -> Passage:
    block = next((block for block in entry.body.blocks if _is_from(block, reference)), None)
    if block:
        return Passage(entry, block.id, block.kind == "quote")
    above = [heading.id for heading in entry.body.headings if heading.line <= reference.line]
    return Passage(entry, above[-1] if above else "", False)


def _is_from(block: Block, reference: Reference) -> bool:
    return block.attribute("from") == f"{reference.target}#{reference.fragment}"


def at_turn(site: Site, known: ByMoment, turn: Turn, spoken: Sequence[Moment], language: str) -> list[Cited]:
    """Who points to a turn and then to moments within it.

    At each moment first who quotes it, then who mentions it. At the begin of the turn there is no
    ``moment`` to name, and nothing ``before`` it.
    """
    found: list[Cited] = []
    for moment in spoken:
        pages = known.get(moment.anchor, {})
        for quoted, word in _WORDS:
            links = [_link(site, passage, language) for passage in pages.values() if passage.quoted is quoted]
            if links:
                inside = moment.anchor != turn.anchor
                found.append(_note(moment, word, links, language, inside=inside))
    return found


def _note(moment: Moment, word: str, links: list[Link], language: str, *, inside: bool) -> Cited:
    if not inside:
        return {"before": "", "moment": None, "words": i18n.text(word, language), "links": links}
    before, _, words = i18n.text(f"{word}_at", language).partition("{mark}")
    return {"before": before, "moment": _point(moment), "words": words, "links": links}


def _point(moment: Moment) -> Point:
    return {"anchor": moment.anchor, "time": f"{moment.start:g}", "mark": clock(moment.start)}


_WORDS = ((True, "cue_quoted"), (False, "cue_mentioned"))


def _link(site: Site, passage: Passage, language: str) -> Link:
    address = site.address(passage.entry)
    # An entry without a page of its own has an anchor as address.
    inside = f"#{passage.anchor}" if passage.anchor and "#" not in address else ""
    return {"title": binding.source_title(passage.entry, language), "url": f"{address}{inside}"}


def by_page(site: Site, entry: Entry) -> dict[str, list[Point]]:
    """By the id of the page that points here: the moments it points to, in order of time."""
    found: dict[str, list[Point]] = defaultdict(list)
    known = passages_of(site, entry)
    for _, spoken in transcript_anchors.with_moments(entry.body.turns) if known else ():
        for moment in spoken:
            for id in known.get(moment.anchor, {}):
                found[id].append(_point(moment))
    return found
