"""All recommendations, from blocks in texts and from workshops, each to be cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dreiklang import i18n
from dreiklang.content.body import Block
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event, Workshop
from dreiklang.content.kinds import EVENT, voice_of
from dreiklang.ground import dates
from dreiklang.pages import cards
from dreiklang.pages.binding import Binder
from dreiklang.pages.layout import crumb, page_head
from dreiklang.pages.meet.event_view import Recommendation
from dreiklang.pages.render import View
from dreiklang.site import addresses, labels
from dreiklang.site.site import Site

VOICES = ("read", "hear", "meet", "")


def recommendation_pages(site: Site) -> Iterator[View]:
    """One page with the recommendations of all content, by voice."""
    address = addresses.overview("recommendations", site.settings)
    groups = []
    for voice in VOICES:
        entries = [entry for entry in site.library.entries if voice_of(entry) == voice]
        if sources := grouped(site, entries, address, site.language):
            title = i18n.text(f"recommendations_{voice or 'other'}", site.language)
            groups.append({"voice": voice, "key": voice or "other", "title": title, "sources": sources})
    if groups:
        yield _view(site, groups, address)


def grouped(site: Site, entries: Iterable[Entry], shown_at: str, language: str) -> list[dict[str, Any]]:
    """Entries that recommend something, each with its recommendations, for the page at ``shown_at``."""
    found = ((entry, recommendations_of(site, entry, shown_at, language)) for entry in entries)
    return [{"card": cards.card(site, entry, language), "items": items} for entry, items in found if items]


def recommendations_of(site: Site, entry: Entry, shown_at: str, language: str) -> list[Recommendation]:
    """The recommendations of one entry, in the order of its text, workshops last."""
    bind = Binder(site, entry, shown_at, language)
    items = [
        _item(site, entry, block.id, block.text, language, html=bind(_without_id(block)))
        for block in entry.body.blocks
        if block.kind == "recommendation"
    ]
    if EVENT.holds(entry):
        for workshop in entry.fields.workshops:
            items += of_workshop(site, entry, workshop, language)
    return items


def of_workshop(site: Site, event: Entry[Event], workshop: Workshop, language: str) -> list[Recommendation]:
    """The recommendations of a workshop; their anchors are made from the workshop's."""
    return [
        _item(site, event, f"{workshop.id}-{number}", text, language, part=workshop.title)
        for number, text in enumerate(workshop.recommendations, start=1)
    ]


def _without_id(block: Block) -> str:
    return block.html.replace(f' id="{block.id}"', "", 1)


def _item(
    site: Site, entry: Entry, anchor: str, text: str, language: str, *, part: str = "", html: str = ""
) -> Recommendation:
    """The words, where they stand, and how they are cited.

    The citation says the words, the part and page they stand on, from when it is, and the
    address that leads to them.
    """
    when = labels.date_of(site, entry)
    names = [part, entry.title, dates.day(when, language) if when else "", site.settings.site.name]
    citation = i18n.text("citation_words", language).format(
        words=text,
        source="; ".join(name for name in names if name).replace("\u00ad", ""),
        url=f"{site.url(entry)}#{anchor}",
    )
    url = f"{site.address(entry)}#{anchor}"
    return {"anchor": anchor, "url": url, "text": text, "html": html, "part": part, "citation": citation}


def _view(site: Site, groups: list[dict[str, Any]], address: str) -> View:
    title = i18n.text("recommendations_title", site.language)
    lead = i18n.text("recommendations_lead", site.language)
    count = sum(len(source["items"]) for group in groups for source in group["sources"])
    about = page_head(site, title, address, description=lead, kind="recommendations", crumbs=[crumb(title)])
    counted = dates.counted(count, "recommendations", site.language)
    return View("recommendations.html", about, {"groups": groups, "counted": counted, "lead": lead})
