"""Texts put on a page: late links get the addresses that hold there."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass

from dreiklang import i18n
from dreiklang.content import transcript_anchors
from dreiklang.content.body import Block
from dreiklang.content.captions import clock
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import PERSON, voice_of
from dreiklang.ground import dates
from dreiklang.markup import late_links
from dreiklang.markup.late_links import Bound, LateLink
from dreiklang.pages.view_parts import Quote
from dreiklang.site import addresses, labels, link_resolution
from dreiklang.site.site import Site

_ID = re.compile(r' id="[^"]*"')
_WORDS = re.compile(r"<blockquote[^>]*>(.*?)</blockquote>", re.DOTALL)


@dataclass(frozen=True)
class Binder:
    """Binds texts of ``entry`` for the page at ``address``, in ``language``.

    Call it with converted HTML; the answer's links are relative to that page.
    """

    site: Site
    entry: Entry
    address: str
    language: str

    def __call__(self, html: str) -> str:
        """The text with addresses that hold on the page."""
        return late_links.bind(late_links.embeds(html, self._embed), self._resolve)

    def _resolve(self, late: LateLink) -> Bound | None:
        if late.kind == "media":
            return self._media(late)
        found = link_resolution.resolve_link(self.site, self.entry, late)
        if found is None or found.entry is None:
            return None
        return Bound(
            self._relative(found.address), _css_class(found.entry), self._words(found.entry, found.late)
        )

    def _relative(self, address: str) -> str:
        page, hash_, fragment = address.partition("#")
        if hash_ and page == self.address:
            return f"#{fragment}"
        return addresses.relative(address, self.address)

    def _words(self, target: Entry, late: LateLink) -> str:
        """Words for a reference without any: the title for an id, number and title for a number.

        One that leads to a moment of a conversation says which.
        """
        if not late.bare:
            return ""
        words = self._name(target, late)
        spoken = transcript_anchors.find_moment(target.body.turns, late.fragment)
        if spoken is None:
            return words
        moment = i18n.text("reference_moment", self.language).format(mark=clock(spoken.start))
        name = "" if target.id == self.entry.id else words or late.target
        return f"{name}, {moment}" if name else moment

    def _name(self, target: Entry, late: LateLink) -> str:
        label = labels.label(target, self.language)
        if label and re.search(r"\d", late.target) and late.target != target.title:
            return source_title(target, self.language)
        return target.title if late.target == target.id else ""

    def _media(self, late: LateLink) -> Bound:
        facts = self.site.library.media.get(late.target)
        side = facts.sidecar if facts else {}
        size: tuple[tuple[str, str], ...] = ()
        if facts and facts.width and facts.height:
            size = (("width", str(facts.width)), ("height", str(facts.height)), ("loading", "lazy"))
        return Bound(
            addresses.relative(addresses.media(late.target), self.address),
            credit=credit_line(side.get("credit", ""), side.get("licence", ""), self.language),
            attributes=size,
        )

    def _embed(self, late: LateLink) -> str | None:
        """A typed block of another page, with the way to where it stands."""
        found = link_resolution.resolve_link(self.site, self.entry, late)
        target = found.entry if found else None
        block = next((b for b in target.body.blocks if b.id == late.fragment), None) if target else None
        if target is None or block is None:
            return None
        there = Binder(self.site, target, self.address, self.language)
        url = entities.escape(self._relative(f"{self.site.address(target)}#{block.id}"))
        words = entities.escape(source_title(target, self.language))
        look = f"ref {_css_class(target)}".strip()
        shown = late_links.bind(_ID.sub("", block.html, count=1), there._resolve)
        return (
            f'<div class="embed voice-{voice_of(target) or "read"}">{shown}'
            f'<p class="embed__from"><a class="{look}" href="{url}">{words}</a></p></div>'
        )


def _css_class(target: Entry) -> str:
    """The look of a link to an entry: a term is quiet, everything with a voice shows its symbol."""
    if target.kind == "term":
        return "term"
    voice = voice_of(target)
    return f"ref--{voice}" if voice else ""


def credit_line(credit: str, licence: str, language: str) -> str:
    """``Bild: Nora Lind, CC BY 4.0``; empty without a credit."""
    if not credit:
        return ""
    # "Illustration: …" or "Foto: …" says already what the name is for.
    label = "" if ":" in credit else f"{i18n.text('image_credit', language)} "
    return label + ", ".join(part for part in (credit, licence) if part)


def attribution(site: Site, block: Block) -> tuple[str, str]:
    """Who said a block, and in which role; a known person's function is the role if none is written."""
    by, role = block.attribute("by"), block.attribute("role")
    if person := site.one(by, PERSON):
        return person.title, role or person.fields.function
    return by, role


def source_title(entry: Entry, language: str) -> str:
    """Where something was said: ``Baustein #07: Ämter an einen Tisch bringen``."""
    label = labels.label(entry, language)
    if entry.kind == "building-block":
        label = f"{labels.kind_word(entry.kind, language)} {label}"
    label = dates.unbroken(label)
    return f"{label}: {entry.title}" if label else entry.title


def quote(site: Site, entry: Entry, block: Block, address: str, language: str) -> Quote:
    """A quote as ``macros.html`` draws it on a page other than its own."""
    url = f"{site.address(entry)}#{block.id}"
    words = _WORDS.search(block.html)
    by, role = attribution(site, block)
    return {
        "by": by,
        "role": role,
        "html": Binder(site, entry, address, language)(words[1] if words else block.html),
        "voice": voice_of(entry),
        "source": {"title": source_title(entry, language), "url": url},
    }
