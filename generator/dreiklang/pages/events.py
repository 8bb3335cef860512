"""Archives of events: the overview, every year, and what events have in common."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dreiklang import addresses, archives, i18n
from dreiklang.archives import Archive
from dreiklang.content.library import Entry
from dreiklang.pages import dates, event_subscriptions, faces, stages
from dreiklang.pages.render import View
from dreiklang.pages.shell import crumb, page
from dreiklang.site import Site

RECENT = 8
"""How many past events the overview shows; the years show all."""

UPCOMING, PAST = "dk-upcoming", "dk-past"
"""Lists of the overview; ``events.js`` moves an event from one to the other."""

_CHIPS = ("land", "thema")
_CHIP_FILTERS = ("land", "ort", "thema", "person")


def views(site: Site) -> Iterator[View]:
    """The overview, and a page for each archive that is not a series."""
    if not site.library.of("event"):
        return
    yield _overview(site)
    for facet in archives.FACETS:
        for archive in archives.of_facet(site, facet) if facet != "reihe" else ():
            yield _year(site, archive) if facet == "jahr" else _facet(site, archive)


def upcoming(site: Site, events: Iterable[Entry]) -> list[Entry]:
    """Events that have not ended as of this build, the next first."""
    return sorted((e for e in events if not site.is_past(e)), key=lambda e: (site.date(e).start, e.id))


def past(site: Site, events: Iterable[Entry]) -> list[Entry]:
    """Events that have ended, the latest first."""
    ended = (e for e in events if site.is_past(e))
    return sorted(ended, key=lambda e: (site.date(e).start, e.id), reverse=True)


def chips(site: Site, event: Entry) -> list[dict[str, Any]]:
    """Länder and topics of an event, with the addresses of their archives."""
    found = (
        archives.archive_of(site, facet, value)
        for facet in _CHIPS
        for value in archives.values(site, event, facet)
    )
    return [{"title": archive.title, "url": archive.address, "count": 0} for archive in found if archive]


def row(site: Site, event: Entry, language: str, moves: str = "") -> dict[str, Any]:
    """An event in a list; ``moves`` names the list it belongs to once it has ended."""
    date = site.date(event)
    return {
        "face": faces.face(site, event, language),
        "end": date.end.isoformat(timespec="minutes"),
        "moves": moves,
        "format": archives.format_of(site, event, language),
        "where": faces.where(event, language),
        "marks": stages.marks(site, event, language)[:2],
        "chips": chips(site, event),
    } | dates.when(date.start, date.end, language, event.fields.whole_day)


def _overview(site: Site) -> View:
    everything = archives.everything(site)
    series = sorted(site.library.of("event-series"), key=lambda entry: i18n.sort_key(entry.title))
    data = _shared(site, everything) | {
        "upcoming": [row(site, event, site.language, PAST) for event in upcoming(site, everything.events)],
        "past": [row(site, event, site.language) for event in past(site, everything.events)[:RECENT]],
        "tabs": _tabs(site),
        "series": faces.faces(site, series),
        "lists": {"upcoming": UPCOMING, "past": PAST},
    }
    return View("events.html", _page(site, everything, everything.title), data)


def _year(site: Site, archive: Archive) -> View:
    tabs = _tabs(site, archive)
    at = next(i for i, tab in enumerate(tabs) if tab["current"])
    data = _shared(site, archive) | {
        "tabs": tabs,
        "months": _months(site, archive.events),
        "neighbours": {
            "previous": tabs[at - 1] if at else None,
            "next": tabs[at + 1] if at + 1 < len(tabs) else None,
        },
    }
    title = i18n.text("events_year", site.language).format(year=archive.title)
    return View("events.html", _page(site, archive, title), data)


def _facet(site: Site, archive: Archive) -> View:
    title = i18n.text(f"events_by_{archive.facet}", site.language).format(name=archive.title)
    data = _shared(site, archive) | {"months": _months(site, archive.events)}
    description = dates.counted(len(archive.events), "events", site.language)
    return View("events.html", _page(site, archive, title, description), data)


def _shared(site: Site, archive: Archive) -> dict[str, Any]:
    """What every archive shows."""
    return {
        "lists": None,
        "tabs": [],
        "months": [],
        "neighbours": {"previous": None, "next": None},
        "filters": _filters(site, archive),
        "subscribe": event_subscriptions.of(site, archive),
    }


def _page(site: Site, archive: Archive, title: str, description: str = "") -> dict[str, Any]:
    crumbs = [crumb(i18n.text("nav_event", site.language), addresses.overview("event", site.settings))]
    if archive.facet:
        crumbs.append(crumb(archive.title))
    return page(
        site, title, archive.address,
        description=description or i18n.text("events_lead", site.language),
        voice="meet", kind="events", section="event", crumbs=crumbs,
        feeds=event_subscriptions.announced(site, archive),
    )  # fmt: skip


def _filters(site: Site, shown: Archive) -> list[dict[str, Any]]:
    """Every facet with its values, counts and addresses."""
    everything, here = archives.everything(site), not shown.facet
    address, found, language = everything.address, everything.events, site.language
    whole = _item(i18n.text("events_all", language), address, len(found), here)
    coming = len(upcoming(site, found))
    next_ones = _item(i18n.text("events_upcoming", language), f"{address}#{UPCOMING}", coming, False)
    next_ones["counts"] = UPCOMING if here else ""
    items = {facet: _items(site, facet, shown) for facet in archives.FACETS}
    return [
        {"key": "format", "chips": False, "items": [whole, *items["format"], *items["form"]]},
        {"key": "stand", "chips": False, "items": [next_ones, *items["stand"]]},
        *({"key": facet, "chips": True, "items": items[facet]} for facet in _CHIP_FILTERS),
    ]


def _items(site: Site, facet: str, shown: Archive) -> list[dict[str, Any]]:
    return [
        _item(a.title, a.address, len(a.events), a.address == shown.address)
        for a in archives.of_facet(site, facet)
    ]


def _item(title: str, url: str, count: int, current: bool) -> dict[str, Any]:
    """``counts`` names the list whose entries ``events.js`` counts anew."""
    return {"title": title, "url": url, "count": count, "counts": "", "current": current}


def _tabs(site: Site, shown: Archive | None = None) -> list[dict[str, Any]]:
    years = archives.of_facet(site, "jahr")
    return [_item(a.title, a.address, len(a.events), bool(shown and a.value == shown.value)) for a in years]


def _months(site: Site, events: Sequence[Entry]) -> list[dict[str, Any]]:
    """Events by month, the latest first, as an archive is read."""
    groups = itertools.groupby(reversed(events), key=lambda event: site.start(event).strftime("%Y-%m"))
    found = []
    for key, group in groups:
        month = list(group)
        start = site.start(month[0])
        found.append(
            {
                "id": f"dk-{key}",
                "title": dates.month(start, site.language),
                "year": str(start.year),
                "rows": [row(site, event, site.language) for event in month],
            }
        )
    return found
