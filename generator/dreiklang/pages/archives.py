"""Archives of events: the overview, every year, and what events have in common."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from dreiklang import addresses, i18n
from dreiklang.content.library import Entry
from dreiklang.pages import dates, faces, facets, stages
from dreiklang.pages.facets import Events
from dreiklang.pages.render import View
from dreiklang.pages.shell import crumb, page
from dreiklang.site import Site

RECENT = 8
"""How many past events the overview shows; the years show all."""

UPCOMING, PAST = "dk-upcoming", "dk-past"
"""Lists of the overview; ``events.js`` moves an event from one to the other."""


def views(site: Site) -> Iterator[View]:
    """The overview, a page for each year and one for each value of a facet."""
    if not site.library.of("event"):
        return
    events = Events(site)
    yield _overview(events)
    for year in events.years:
        yield _year(events, year)
    for facet, groups in events.groups.items():
        for value in groups:
            yield _facet(events, facet, value)


def row(site: Site, event: Entry, language: str, moves: str = "") -> dict[str, Any]:
    """An event in a list; ``moves`` names the list it belongs to once it has ended."""
    start, end = site.start(event), site.end(event)
    return {
        "face": faces.face(site, event, language),
        "end": end.isoformat(timespec="minutes"),
        "moves": moves,
        "format": facets.format_of(site, event, language),
        "where": faces.where(event, language),
        "marks": stages.marks(site, event, language)[:2],
        "chips": facets.chips(site, event),
    } | dates.when(start, end, language, event.fields.whole_day)


def _overview(events: Events) -> View:
    site = events.site
    address = addresses.overview("event", site.settings)
    series = sorted(site.library.of("event-series"), key=lambda entry: faces.sort_key(entry.title))
    data = _shared(events, address) | {
        "upcoming": [row(site, event, site.language, PAST) for event in events.upcoming],
        "past": [row(site, event, site.language) for event in events.past[:RECENT]],
        "tabs": _tabs(events),
        "series": faces.faces(site, series),
        "lists": {"upcoming": UPCOMING, "past": PAST},
    }
    return View("events.html", _page(site, i18n.text("nav_event", site.language), address), data)


def _year(events: Events, year: int) -> View:
    site = events.site
    address = addresses.year(year, site.settings)
    tabs = _tabs(events, year)
    at = next(i for i, tab in enumerate(tabs) if tab["current"])
    data = _shared(events, address) | {
        "tabs": tabs,
        "months": _months(site, events.years[year]),
        "neighbours": {
            "previous": tabs[at - 1] if at else None,
            "next": tabs[at + 1] if at + 1 < len(tabs) else None,
        },
    }
    title = i18n.text("events_year", site.language).format(year=year)
    return View("events.html", _page(site, title, address, short=str(year)), data)


def _facet(events: Events, facet: str, value: str) -> View:
    site, found = events.site, events.groups[facet][value]
    link = facets.link(site, facet, value)
    title = i18n.text(f"events_by_{facet}", site.language).format(name=link["title"])
    data = _shared(events, link["url"]) | {"months": _months(site, found)}
    description = dates.counted(len(found), "events", site.language)
    return View("events.html", _page(site, title, link["url"], description, link["title"]), data)


def _shared(events: Events, address: str) -> dict[str, Any]:
    """What every archive shows; ``address`` is the page that is shown."""
    return {
        "lists": None,
        "tabs": [],
        "months": [],
        "neighbours": {"previous": None, "next": None},
        "filters": _filters(events, address),
        "calendar": addresses.calendar(events.site.settings),
    }


def _page(site: Site, title: str, address: str, description: str = "", short: str = "") -> dict[str, Any]:
    """``short`` is the page's name on the way to it, where its title repeats the overview's."""
    overview = addresses.overview("event", site.settings)
    crumbs = [crumb(i18n.text("nav_event", site.language), overview)]
    if address != overview:
        crumbs.append(crumb(short))
    return page(
        site, title, address,
        description=description or i18n.text("events_lead", site.language),
        voice="meet", kind="events", section="event", crumbs=crumbs,
    )  # fmt: skip


def _filters(events: Events, address: str) -> list[dict[str, Any]]:
    """Every facet with its values, counts and addresses."""
    site = events.site
    overview = addresses.overview("event", site.settings)
    here = address == overview
    everything = _item(i18n.text("events_all", site.language), overview, len(events.all), here)
    coming = _item(
        i18n.text("events_upcoming", site.language), f"{overview}#{UPCOMING}", len(events.upcoming), False
    ) | {"counts": UPCOMING if here else ""}
    items = {facet: _items(events, facet, address) for facet in facets.NAMES}
    return [
        {"key": "format", "chips": False, "items": [everything, *items["format"], *items["form"]]},
        {"key": "stand", "chips": False, "items": [coming, *items["stand"]]},
        {"key": "land", "chips": True, "items": items["land"]},
        {"key": "thema", "chips": True, "items": items["thema"]},
    ]


def _items(events: Events, facet: str, address: str) -> list[dict[str, Any]]:
    links = ((facets.link(events.site, facet, value), found) for value, found in events.groups[facet].items())
    return [_item(link["title"], link["url"], len(found), address == link["url"]) for link, found in links]


def _item(title: str, url: str, count: int, current: bool) -> dict[str, Any]:
    """``counts`` names the list whose entries ``events.js`` counts anew."""
    return {"title": title, "url": url, "count": count, "counts": "", "current": current}


def _tabs(events: Events, current: int = 0) -> list[dict[str, Any]]:
    settings = events.site.settings
    return [
        _item(str(year), addresses.year(year, settings), len(found), year == current)
        for year, found in events.years.items()
    ]


def _months(site: Site, events: list[Entry]) -> list[dict[str, Any]]:
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
