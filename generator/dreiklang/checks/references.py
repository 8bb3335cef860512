"""References in texts lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dreiklang.checks.names import near
from dreiklang.content import captions, transcript_anchors
from dreiklang.content.body import Reference, Turn
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EVENT
from dreiklang.content.library import fold
from dreiklang.content.references import meant
from dreiklang.content.transcript_anchors import Moment
from dreiklang.ground.problems import Place, Problem
from dreiklang.site.relations import referenced_entry
from dreiklang.site.site import Site

_MOMENT = re.compile(r"t-\d{1,6}(-\d+)?|\d{1,4}(:\d\d){1,2}")


def references_resolve(site: Site) -> Iterator[Problem]:
    """``[[Name#Section]]`` and links to files mean exactly one page, and a section it has."""
    for entry in site.library.entries:
        for reference in entry.body.references:
            if reference.kind in ("name", "embed"):
                yield from _by_name(site, entry, reference)
            elif reference.kind == "file":
                yield from _by_file(site, entry, reference)
            elif reference.kind == "media" and reference.target not in site.library.media:
                place = _place(entry, reference)
                yield Problem("media-unknown", place, {"target": reference.target})


def _place(entry: Entry, reference: Reference) -> Place:
    return Place(entry.path, reference.line, reference.column)


def _by_name(site: Site, entry: Entry, reference: Reference) -> Iterator[Problem]:
    found, section = meant(site.library, entry, reference.kind, reference.target, reference.fragment)
    place = _place(entry, reference)
    values = {"name": reference.target, **near(site.library, reference.target)}
    if not found:
        yield Problem("reference-unknown", place, values)
    elif len(found) > 1:
        values["candidates"] = ", ".join(f"{e.title} ({e.path})" for e in found)
        yield Problem("reference-ambiguous", place, values)
    elif section and not has_anchor(found[0], section):
        yield _no_section(place, found[0], reference)


def _by_file(site: Site, entry: Entry, reference: Reference) -> Iterator[Problem]:
    place = _place(entry, reference)
    other = referenced_entry(site.library, reference)
    if other is None:
        yield Problem("link-unknown", place, {"target": reference.target})
    elif reference.fragment and not has_anchor(other, reference.fragment):
        yield _no_section(place, other, reference)


def _no_section(place: Place, other: Entry, reference: Reference) -> Problem:
    running = _running(other.body.turns, reference.fragment)
    if running:
        values = {"moment": reference.fragment, "title": other.title, "anchor": running.anchor}
        values |= {"time": captions.clock(running.start), "speaker": running.speaker}
        return Problem("moment-unknown", place, values)
    known = ", ".join(heading.text for heading in other.body.headings) or "–"
    values = {"section": reference.fragment, "title": other.title, "known": known}
    return Problem("section-unknown", place, values)


def _running(turns: tuple[Turn, ...], written: str) -> Moment | None:
    """The moment of a conversation that runs at ``t-760`` or ``12:40``."""
    if not _MOMENT.fullmatch(written):
        return None
    clock = re.sub(r"t-(\d+).*", r"\1", written).split(":")
    seconds = sum(int(part) * 60**power for power, part in enumerate(reversed(clock)))
    return transcript_anchors.running(turns, seconds)


def has_anchor(entry: Entry, fragment: str) -> bool:
    """True when a page has an anchor, or a heading with these words."""
    body = entry.body
    anchors = {h.id for h in body.headings} | {b.id for b in body.blocks}
    anchors |= {w.id for w in (entry.fields.workshops if EVENT.holds(entry) else ())}
    if fragment in anchors or transcript_anchors.find_moment(body.turns, fragment):
        return True
    return fold(fragment) in {fold(h.text) for h in body.headings}


def blocks_have_own_ids(site: Site) -> Iterator[Problem]:
    """Within a page every typed block and every workshop has an anchor of its own."""
    for entry in site.library.entries:
        seen = {heading.id for heading in entry.body.headings}
        for block in entry.body.blocks:
            if block.id in seen or transcript_anchors.find_moment(entry.body.turns, block.id):
                yield Problem("anchor-twice", Place(entry.path, block.line), {"anchor": block.id})
            seen.add(block.id)
        for index, workshop in enumerate(entry.fields.workshops if EVENT.holds(entry) else ()):
            if workshop.id in seen:
                yield Problem("anchor-twice", entry.place(f"workshops.{index}.id"), {"anchor": workshop.id})
            seen.add(workshop.id)
