"""Archives of events: the overview, every year, and what events have in common."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from dreiklang import addresses, i18n
from dreiklang.content import regions
from dreiklang.content.library import Entry
from dreiklang.pages import dates, faces, stages
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
    yield _overview(site)
    for year in years(site):
        yield _year(site, year)
    for facet in ("format", "form", "stand", "land", "thema"):
        for value, events in _groups(site, facet).items():
            yield _facet(site, facet, value, events)


def in_order(site: Site, events: Iterable[Entry]) -> list[Entry]:
    """Events by their begin, in real time over all time zones."""
    return sorted(events, key=lambda event: (site.start(event), event.id))


def years(site: Site) -> dict[int, list[Entry]]:
    """Events by year, the newest year first; several on a day stand in the order of their hours."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for event in in_order(site, site.library.of("event")):
        found[site.start(event).year].append(event)
    return dict(sorted(found.items(), reverse=True))


def row(site: Site, event: Entry, language: str, moves: str = "") -> dict[str, Any]:
    """An event in a list; ``moves`` names the list it belongs to once it has ended."""
    start, end = site.start(event), site.end(event)
    return {
        "face": faces.face(site, event, language),
        "end": end.isoformat(timespec="minutes"),
        "moves": moves,
        "when": dates.span(start, end, language, event.fields.whole_day),
        "start": start.isoformat(timespec="minutes"),
        "format": format_of(site, event, language),
        "where": faces.where(event, language),
        "marks": stages.marks(site, event, language)[:2],
        "chips": _chips(site, event),
    }


def format_of(site: Site, event: Entry, language: str) -> str:
    """What an event is called: its own word, its series', or just event."""
    series = site.library.get(event.parent or "")
    inherited = series.fields.format if series and series.kind == "event-series" else ""
    return str(event.fields.format or inherited or faces.kind_word("event", language))


def _chips(site: Site, event: Entry) -> list[dict[str, str]]:
    lands = [_link(site, "land", code) for code in event.fields.regions]
    found = (site.one(name, "topic") for name in event.fields.topics)
    return lands + [_link(site, "thema", topic.id) for topic in found if topic]


def _link(site: Site, facet: str, value: str) -> dict[str, str]:
    title = _title(site, facet, value)
    return {"title": title, "url": addresses.archive(facet, title, site.settings)}


def _values(site: Site, event: Entry, facet: str) -> list[str]:
    """What an event counts as; ``land`` holds codes, ``thema`` ids, ``form`` and ``stand`` words of ours."""
    match facet:
        case "format":
            return [format_of(site, event, site.language)]
        case "form":
            return ["online"] if event.fields.online or event.fields.status == "moved_online" else []
        case "stand":
            return _states(site, event)
        case "land":
            return list(event.fields.regions)
        case _:
            topics = (site.one(name, "topic") for name in event.fields.topics)
            return [topic.id for topic in topics if topic]


def _states(site: Site, event: Entry) -> list[str]:
    found = ["cancelled"] if event.fields.status == "cancelled" else []
    return found + (["report"] if has_report(event) and site.is_past(event) else [])


def has_report(event: Entry) -> bool:
    """True for an event whose text tells how it went."""
    return any(section.kind == "report" for section in event.body.sections)


def _title(site: Site, facet: str, value: str) -> str:
    match facet:
        case "form":
            return i18n.text("events_online", site.language)
        case "stand":
            return i18n.text(f"events_{value}", site.language)
        case "land":
            return regions.NAMES[value]
        case "thema":
            topic = site.library.get(value)
            return topic.title if topic else value
        case _:
            return value


def _groups(site: Site, facet: str) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for event in in_order(site, site.library.of("event")):
        for value in _values(site, event, facet):
            found[value].append(event)
    return dict(sorted(found.items(), key=lambda group: _title(site, facet, group[0]).casefold()))


def _filters(site: Site, address: str) -> list[dict[str, Any]]:
    """Every facet with its values, counts and addresses; ``address`` is the page that is shown."""
    upcoming = [event for event in site.library.of("event") if not site.is_past(event)]
    overview = addresses.overview("event", site.settings)
    everything = {
        "title": i18n.text("events_all", site.language),
        "url": overview,
        "count": len(site.library.of("event")),
        "counts": "",
        "current": address == overview,
    }
    coming = {
        "title": i18n.text("events_upcoming", site.language),
        "url": f"{overview}#{UPCOMING}",
        "count": len(upcoming),
        "counts": UPCOMING if address == overview else "",
        "current": False,
    }
    return [
        {"key": "format", "chips": False, "items": [everything, *_items(site, "format", address)]},
        {"key": "stand", "chips": False, "items": [coming, *_items(site, "stand", address)]},
        {
            "key": "land",
            "chips": True,
            "items": _items(site, "land", address) + _items(site, "form", address),
        },
        {"key": "thema", "chips": True, "items": _items(site, "thema", address)},
    ]


def _items(site: Site, facet: str, address: str) -> list[dict[str, Any]]:
    return [
        link | {"count": len(events), "counts": "", "current": address == link["url"]}
        for value, events in _groups(site, facet).items()
        for link in [_link(site, facet, value)]
    ]


def _tabs(site: Site, current: int = 0) -> list[dict[str, Any]]:
    return [
        {
            "title": str(year),
            "url": addresses.year(year, site.settings),
            "count": len(events),
            "current": year == current,
        }
        for year, events in years(site).items()
    ]


def _months(site: Site, events: list[Entry], with_year: bool = True) -> list[dict[str, Any]]:
    """Events by month, the latest first, as an archive is read."""
    latest = reversed(in_order(site, events))
    groups = itertools.groupby(latest, key=lambda event: site.start(event).strftime("%Y-%m"))
    found = []
    for key, group in groups:
        month = list(group)
        start = site.start(month[0])
        found.append(
            {
                "id": f"dk-{key}",
                "title": dates.month(start, site.language),
                "year": str(start.year) if with_year else "",
                "rows": [row(site, event, site.language) for event in month],
            }
        )
    return found


def _page(site: Site, title: str, address: str, description: str = "", **more: Any) -> dict[str, Any]:
    overview = addresses.overview("event", site.settings)
    crumbs = [crumb(i18n.text("nav_event", site.language), overview)]
    if address != overview:
        crumbs.append(crumb(title))
    return page(
        site, title, address,
        description=description or i18n.text("events_lead", site.language),
        voice="meet", kind="events", section="event", crumbs=crumbs, **more,
    )  # fmt: skip


def _shared(site: Site, address: str) -> dict[str, Any]:
    return {
        "lists": None,
        "filters": _filters(site, address),
        "calendar": addresses.calendar(site.settings),
    }


def _overview(site: Site) -> View:
    address = addresses.overview("event", site.settings)
    events = in_order(site, site.library.of("event"))
    upcoming = [event for event in events if not site.is_past(event)]
    past = [event for event in reversed(events) if site.is_past(event)]
    series = sorted(site.library.of("event-series"), key=lambda entry: entry.title.casefold())
    data = _shared(site, address) | {
        "upcoming": [row(site, event, site.language, PAST) for event in upcoming],
        "past": [row(site, event, site.language) for event in past[:RECENT]],
        "tabs": _tabs(site),
        "months": [],
        "series": faces.faces(site, series),
        "neighbours": {"previous": None, "next": None},
        "lists": {"upcoming": UPCOMING, "past": PAST},
    }
    about = _page(site, i18n.text("nav_event", site.language), address)
    return View("events.html", about, data)


def _year(site: Site, year: int) -> View:
    address = addresses.year(year, site.settings)
    tabs = _tabs(site, year)
    at = next(i for i, tab in enumerate(tabs) if tab["current"])
    data = _shared(site, address) | {
        "tabs": tabs,
        "months": _months(site, years(site)[year]),
        "neighbours": {
            "previous": tabs[at - 1] if at else None,
            "next": tabs[at + 1] if at + 1 < len(tabs) else None,
        },
    }
    title = i18n.text("events_year", site.language).format(year=year)
    return View("events.html", _page(site, title, address), data)


def _facet(site: Site, facet: str, value: str, events: list[Entry]) -> View:
    link = _link(site, facet, value)
    title = i18n.text(f"events_by_{facet}", site.language).format(name=link["title"])
    data = _shared(site, link["url"]) | {
        "tabs": [],
        "months": _months(site, events),
        "neighbours": {"previous": None, "next": None},
    }
    description = dates.counted(len(events), "events", site.language)
    return View("events.html", _page(site, title, link["url"], description), data)
