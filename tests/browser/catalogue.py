"""Which pages a site has, of what kind, and which of them the walks look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from built import Built
from conftest import AS_OF
from dreiklang import build, pages, settings
from dreiklang.content.entries import Entry
from dreiklang.content.times import aware
from dreiklang.pages.render import THEME
from dreiklang.site.site import Site

NOW = dt.datetime.fromtimestamp(int(AS_OF), dt.UTC)


@dataclass(frozen=True)
class Shown:
    """A page of a built site. ``features`` are the elements, classes and states that it shows."""

    address: str
    kind: str
    template: str
    features: frozenset[str]

    @property
    def group(self) -> tuple[str, str]:
        """What pages made alike have in common."""
        return self.kind, self.template


def site_of(root: Path) -> Site:
    """The site whose sources lie below ``root``, at the moment the tests build for."""
    return build.prepare(root, settings.load(root, NOW)).site


def shown(site: Site, built: Built) -> list[Shown]:
    """Every page of a site. The kind is what the built page says, the template what made it."""
    found = []
    for view in pages.all_views(site):
        document = built.documents[view.page["address"]]
        entry = site.library.by_path(view.source) if view.source else None
        features = {name for e in document.elements for name in _names(e.tag, e.attributes.get("class", ""))}
        features |= _states(site, entry) if entry else set()
        found.append(Shown(document.address, document.kind, view.template, frozenset(features)))
    return found


def _names(tag: str, classes: str) -> list[str]:
    return [tag, *(f".{name}" for name in classes.split())]


def _states(site: Site, entry: Entry) -> set[str]:
    """What time and decisions made of an event."""
    if entry.kind != "event":
        return set()
    past = aware(entry.fields.end or entry.fields.start, site.settings.zone) < site.settings.as_of
    states = {f"event {entry.fields.status}", "event past" if past else "event upcoming"}
    if entry.fields.changes:
        states.add("event changed")
    return states


def richest(everything: Iterable[Shown]) -> list[Shown]:
    """The page of every kind and template that shows most."""
    best: dict[tuple[str, str], Shown] = {}
    for page in everything:
        other = best.get(page.group)
        if other is None or (len(page.features), page.address) > (len(other.features), other.address):
            best[page.group] = page
    return sorted(best.values(), key=lambda page: page.address)


def chosen(everything: list[Shown]) -> list[Shown]:
    """The richest pages, and as many more as show something that no page among them shows."""
    picked = richest(everything)
    seen: set[str] = set().union(*(page.features for page in picked))
    while True:
        more = max(everything, key=lambda page: (len(page.features - seen), page.address))
        if not more.features - seen:
            return picked
        picked.append(more)
        seen |= more.features


def templates() -> set[str]:
    """Every template of the theme that is a whole page."""
    files = (THEME / "templates").glob("*.html")
    return {f.name for f in files if '{% extends "main.html" %}' in f.read_text(encoding="utf-8")}
