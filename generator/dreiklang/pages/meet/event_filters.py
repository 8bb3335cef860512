"""What the archives of events can be narrowed by: links with counts, and a page that lists each facet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dreiklang import i18n
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.ground import dates
from dreiklang.pages import pagination
from dreiklang.pages.layout import crumb, page_head
from dreiklang.pages.render import View
from dreiklang.pages.ways import overviews
from dreiklang.site import addresses, archives
from dreiklang.site.archives import Archive
from dreiklang.site.site import Site, once_per_site

MOST = 12
"""Values of a facet that every archive shows; a page of its own lists them all."""

MOST_ON_PAGE = 240
"""Values on one page of such a list."""

UPCOMING = "dk-upcoming"
"""The list of what comes, whose entries ``events.js`` counts."""

_CHIPS = (ArchiveFacet.REGION, ArchiveFacet.PLACE, ArchiveFacet.TOPIC, ArchiveFacet.PERSON)


def groups(site: Site, shown: Archive) -> list[dict[str, Any]]:
    """The facets with their most frequent values; ``current`` marks the archive that is shown."""
    format_, series, *chips = (
        _group(site, facet, shown) for facet in (ArchiveFacet.FORMAT, ArchiveFacet.SERIES, *_CHIPS)
    )  # fmt: skip
    everything = archives.everything(site)
    all_of_them = item(i18n.text("events_all", site.language), everything.address, len(everything.events))
    all_of_them["current"] = not shown.facet
    format_["items"] = [all_of_them, *format_["items"], *_values(site, ArchiveFacet.ATTENDANCE, shown)]
    state = _named(site, ArchiveFacet.STATE) | {"more": None, "items": _states(site, shown)}
    return [format_, state, series, *chips]


def item(title: str, url: str, count: int) -> dict[str, Any]:
    """A link with a count. ``counts`` names the list whose entries ``events.js`` counts anew; ``swaps``
    is true where the archive may be shown in place."""
    return {"title": title, "url": url, "count": count, "counts": "", "current": False, "swaps": True}


def index_title(facet: ArchiveFacet, language: str) -> str:
    """What the page is called that lists a facet: ``Orte``."""
    return i18n.text(f"events_index_{facet}", language)


def indexes(site: Site) -> Iterator[View]:
    """The pages that list every archive of a facet."""
    for facet in archives.INDEXED:
        if archives.of_facet(site, facet):
            yield from _index(site, facet)


def _group(site: Site, facet: ArchiveFacet, shown: Archive) -> dict[str, Any]:
    count = len(archives.of_facet(site, facet))
    words = i18n.text("events_index_all", site.language)
    title = words.format(n=dates.number(count, site.language), name=index_title(facet, site.language))
    more = {"title": title, "url": addresses.archive_index(facet, site.settings)} if count > MOST else None
    return _named(site, facet) | {"items": _values(site, facet, shown), "more": more}


def _named(site: Site, facet: ArchiveFacet) -> dict[str, Any]:
    """What a facet is called, and the word that its heading's anchor ends in."""
    return {
        # No address has this word of a series alone; the anchor keeps the one it was published with.
        "key": "reihe" if facet is ArchiveFacet.SERIES else addresses.facet_word(facet, site.settings),
        "title": i18n.text(f"filter_{facet}", site.language),
        "chips": facet in _CHIPS,
    }


def _values(site: Site, facet: ArchiveFacet, shown: Archive) -> list[dict[str, Any]]:
    """The most frequent values in the order of their titles, and the one that is shown."""
    frequent = _frequent(site, facet)
    if shown.facet is facet and shown.address not in {value["url"] for value in frequent}:
        frequent = [_item(shown), *frequent]
    return [value | {"current": value["url"] == shown.address} for value in frequent]


@once_per_site
def _frequent(site: Site, facet: ArchiveFacet) -> list[dict[str, Any]]:
    ordered = archives.of_facet(site, facet)
    # Sorting keeps the order of titles among equals.
    chosen = {a.value for a in sorted(ordered, key=lambda a: -len(a.events))[:MOST]}
    return [_item(archive) for archive in ordered if archive.value in chosen]


def _item(archive: Archive) -> dict[str, Any]:
    # The page of a series is no archive page: it has parts of its own.
    swaps = archive.facet is not ArchiveFacet.SERIES
    return item(archive.title, archive.address, len(archive.events)) | {"swaps": swaps}


def _states(site: Site, shown: Archive) -> list[dict[str, Any]]:
    """How many come is said where ``events.js`` can count them anew: beside the whole list."""
    overview = addresses.overview("event", site.settings)
    coming = _coming(site)
    first = item(i18n.text("events_upcoming", site.language), f"{overview}#{UPCOMING}", coming)
    is_beside = not shown.facet and coming <= pagination.MOST
    first |= {"swaps": False, "counts": UPCOMING if is_beside else "", "count": coming if is_beside else ""}
    return [first, *_values(site, ArchiveFacet.STATE, shown)]


@once_per_site
def _coming(site: Site) -> int:
    return sum(not site.is_past(event) for event in archives.everything(site).events)


def _index(site: Site, facet: ArchiveFacet) -> Iterator[View]:
    language, address = site.language, addresses.archive_index(facet, site.settings)
    found = archives.of_facet(site, facet)
    title = index_title(facet, language)
    heading = i18n.text("events_index_title", language).format(name=title)
    overview = crumb(i18n.text("nav_event", language), addresses.overview("event", site.settings))
    parts = list(pagination.pages(found, address, site.settings, MOST_ON_PAGE))
    for part, number, shown in parts:
        pager = pagination.pager(len(parts), number, address, site.settings, language)
        about = page_head(
            site, heading if number == 1 else f"{heading}: {pager[number - 1]['spoken']}", part,
            description=i18n.text("events_index_lead", language), voice="meet", kind="events-index",
            section="event", crumbs=[overview, *([crumb(title, address)] if number > 1 else []),
                                     crumb(str(number) if number > 1 else title)],
        )  # fmt: skip
        data = {"lead": i18n.text("events_index_lead", language), "groups": _lettered(shown), "pager": pager}
        yield View("events_index.html", about, data)


def _lettered(found: Sequence[Archive]) -> list[dict[str, Any]]:
    """Values by first letter; in one group where there are few."""
    if len(found) <= MOST:
        return [{"id": "", "title": "", "items": [_item(archive) for archive in found]}]
    grouped: dict[str, list[dict[str, Any]]] = {}
    for archive in found:
        grouped.setdefault(overviews.letter(archive.title), []).append(_item(archive))
    return [{"id": overviews.letter_id(key), "title": key, "items": some} for key, some in grouped.items()]
