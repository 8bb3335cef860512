"""One item of a feed as an episode in plain values."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dreiklang.importing.feed import values
from dreiklang.importing.feed.model import Chapter, Enclosure, Item, Person, Picture, Soundbite, Transcript
from dreiklang.importing.feed.untrusted_xml import children, text_of

_UNDERSTOOD = {
    "title", "guid", "pubDate", "link", "description", "enclosure", "itunes:title", "itunes:duration",
    "itunes:summary", "itunes:subtitle", "itunes:season", "itunes:episode", "itunes:episodeType",
    "itunes:explicit", "itunes:block", "itunes:image", "content:encoded", "psc:chapters", "podcast:chapters",
    "podcast:transcript", "podcast:person", "podcast:season", "podcast:episode", "itunes:keywords",
    "category", "dc:date", "podcast:image", "podcast:images", "podcast:soundbite",
}  # fmt: skip
_SAID_OTHERWISE = {
    "itunes:author", "author", "dc:creator", "itunes:order", "itunes:isClosedCaptioned", "podcast:guid",
    "podcast:license", "podcast:socialInteract", "atom:link", "media:content", "media:thumbnail",
    "comments", "slash:comments", "wfw:commentRss",
    "post-id", "googleplay:description", "googleplay:explicit", "googleplay:image", "googleplay:author",
}  # fmt: skip
"""What repeats something above, belongs to the old system, or is said here for the whole show."""


def read_item(element: etree._Element) -> Item:
    """The item of an ``<item>`` element. Nothing is refused here: what is missing stays empty."""
    found: dict[str, list[etree._Element]] = {}
    for key, child in children(element):
        found.setdefault(key, []).append(child)

    def first(*names: str) -> str:
        return next((t for n in names for e in found.get(n, ()) if (t := text_of(e))), "")

    season = next(iter(found.get("podcast:season", ())), None)
    html = first("content:encoded", "description", "itunes:summary")
    return Item(
        line=element.sourceline or 1,
        guid=first("guid"),
        title=values.plain(first("title", "itunes:title")),
        published=values.moment(first("pubDate", "dc:date")),
        written_date=first("pubDate", "dc:date"),
        link=first("link"),
        html=html,
        summary=values.plain(first("itunes:subtitle", "itunes:summary", "description")),
        enclosures=tuple(_enclosures(found.get("enclosure", ()))),
        seconds=values.seconds(first("itunes:duration")),
        season=values.number(first("itunes:season", "podcast:season")),
        season_name=season.get("name", "").strip() if season is not None else "",
        number=values.number(first("itunes:episode", "podcast:episode")),
        type=_type(first("itunes:episodeType")),
        explicit=values.truth(first("itunes:explicit")),
        hidden=values.truth(first("itunes:block")),
        image=next((e.get("href", "") for e in found.get("itunes:image", ())), ""),
        pictures=tuple(pictures(found)),
        soundbites=tuple(_soundbites(found.get("podcast:soundbite", ()))),
        chapters=tuple(c for e in found.get("psc:chapters", ()) for c in _chapters(e)),
        chapters_url=next((e.get("url", "") for e in found.get("podcast:chapters", ())), ""),
        transcripts=tuple(_transcripts(found.get("podcast:transcript", ()))),
        people=tuple(people(found.get("podcast:person", ()))),
        keywords=tuple(keywords(found, "category")),
        lost=tuple(_lost(found)),
    )


def people(elements: list[etree._Element] | tuple[()]) -> Iterator[Person]:
    """People with role, group and addresses; names alone are compared without regard to blanks."""
    for element in elements:
        if name := " ".join(text_of(element).split()):
            role, group = element.get("role", "host"), element.get("group", "cast")
            href, img = element.get("href", ""), element.get("img", "")
            yield Person(name, role.strip().lower(), group.strip().lower(), href.strip(), img.strip())


def pictures(found: dict[str, list[etree._Element]]) -> Iterator[Picture]:
    """Pictures with what they show; of those in many sizes (the older ``images``) the widest."""
    for element in found.get("podcast:image", ()):
        if href := element.get("href", "").strip():
            yield Picture(
                href,
                alt=values.plain(element.get("alt", "")),
                type=element.get("type", "").strip().lower(),
                purpose=element.get("purpose", ""),
                ratio=element.get("aspect-ratio", ""),
            )
    for element in found.get("podcast:images", ()):
        parts = [part.split() for part in element.get("srcset", "").split(",")]
        sizes = [(values.number(p[1].rstrip("wx")) or 0, p[0]) for p in parts if len(p) == 2]
        sizes += [(0, part[0]) for part in parts if len(part) == 1]
        if sizes:
            yield Picture(max(sizes, key=lambda size: size[0])[1])


def _soundbites(elements: list[etree._Element] | tuple[()]) -> Iterator[Soundbite]:
    for element in elements:
        start, duration = (values.seconds(element.get(name, "")) for name in ("startTime", "duration"))
        yield Soundbite(start, duration, values.plain(text_of(element)))


def _enclosures(elements: list[etree._Element] | tuple[()]) -> Iterator[Enclosure]:
    for element in elements:
        if url := element.get("url", "").strip():
            length = values.number(element.get("length", "")) or 0
            yield Enclosure(url, length, element.get("type", "").strip())


def _type(written: str) -> str:
    return written.lower() if written.lower() in ("trailer", "bonus") else "full"


def _chapters(element: etree._Element) -> Iterator[Chapter]:
    for _, child in children(element):
        time = values.seconds(child.get("start", ""))
        title = values.plain(child.get("title", ""))
        if time is not None and title:
            yield Chapter(time, title, child.get("href", ""), child.get("image", ""))


def _transcripts(elements: list[etree._Element] | tuple[()]) -> Iterator[Transcript]:
    for element in elements:
        if url := element.get("url", "").strip():
            yield Transcript(url, element.get("type", "").strip().lower(), element.get("language", ""))


def keywords(found: dict[str, list[etree._Element]], *names: str) -> Iterator[str]:
    """Words that say what it is about, each as written; ``names`` are elements with one word each."""
    for element in (e for name in names for e in found.get(name, ())):
        if word := text_of(element):
            yield word
    for element in found.get("itunes:keywords", ()):
        yield from (word.strip() for word in text_of(element).split(",") if word.strip())


def _lost(found: dict[str, list[etree._Element]]) -> Iterator[str]:
    """Elements that say something nobody here keeps; empty ones say nothing."""
    for key, elements in found.items():
        if key not in _UNDERSTOOD | _SAID_OTHERWISE and any(
            text_of(e) or e.attrib or len(e) for e in elements
        ):
            yield key
