"""All pictures with who made them, and where they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event
from dreiklang.content.fields import Common, Image
from dreiklang.content.podcast import Podcast
from dreiklang.content.records import Organisation, Person
from dreiklang.site import addresses
from dreiklang.site.site import Site


@dataclass
class _Picture:
    alt: str = ""
    credit: str = ""
    licence: str = ""
    shown: dict[str, Entry] = field(default_factory=dict)


def exist(site: Site) -> bool:
    """True when a picture names who made it: without one there is no page of credits."""
    return bool(_credited(site))


def pictures(site: Site, language: str) -> list[dict[str, Any]]:
    """Every picture with a credit: ``{title, url, credit, licence, shown}``, by credit and file."""
    undescribed = i18n.text("credits_undescribed", language)
    return [
        {
            "title": picture.alt or undescribed,
            "url": addresses.media(path),
            "credit": picture.credit,
            "licence": picture.licence,
            "shown": [{"title": e.title, "url": site.address(e)} for e in picture.shown.values()],
        }
        for path, picture in sorted(_credited(site), key=lambda p: (i18n.sort_key(p[1].credit), p[0]))
    ]


def _credited(site: Site) -> list[tuple[str, _Picture]]:
    """Pictures with a credit, by file."""
    found: dict[str, _Picture] = {}
    for entry in site.library.entries:
        for path, image in _images(entry):
            _note(site, found.setdefault(path, _Picture()), path, entry, image)
    return [(path, picture) for path, picture in sorted(found.items()) if picture.credit]


def _images(entry: Entry) -> Iterator[tuple[str, Image | None]]:
    """Paths of all pictures of an entry, with their fields where front matter has them."""
    for image in (entry.fields.image, *_more_images(entry.fields)):
        if image:
            yield image.file, image
    for reference in entry.body.references:
        if reference.kind == "media":
            yield reference.target, None


def _more_images(fields: Common) -> tuple[Image | None, ...]:
    """Pictures that only entries of some kinds have."""
    match fields:
        case Podcast():
            return (fields.cover,)
        case Person():
            return (fields.portrait,)
        case Organisation():
            return (fields.logo,)
        case Event():
            return fields.gallery
        case _:
            return ()


def _note(site: Site, picture: _Picture, path: str, entry: Entry, image: Image | None) -> None:
    facts = site.library.media.get(path)
    side = facts.sidecar if facts else {}
    picture.alt = picture.alt or (image.alt if image else "") or side.get("alt", "")
    picture.credit = picture.credit or (image.credit if image else "") or side.get("credit", "")
    picture.licence = picture.licence or (image.licence if image else "") or side.get("licence", "")
    picture.shown[entry.id] = entry
