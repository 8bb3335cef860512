"""What a feed becomes: which files, with which ids, and what cannot be kept.

Ids follow from titles, in the order of publication, so that a later import gives the same ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dreiklang.content.kinds import PERSON, SEASON
from dreiklang.feeds.formats.plain_text import line
from dreiklang.ground.problems import Place, Problem
from dreiklang.importing.feed.model import Feed, Item, Person
from dreiklang.importing.project import Project

HOSTS = ("host", "co-host", "cohost", "moderator", "moderation", "presenter")
_UNDATED = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Episode:
    """An item that becomes a file. ``season`` is None for one that belongs to none."""

    item: Item
    id: str
    path: str
    season: int | None


@dataclass(frozen=True)
class Rights:
    """Who made the pictures of episodes, and under which licence; no feed says that."""

    credit: str = ""
    licence: str = ""


UNKNOWN = Rights()


@dataclass
class Plan:
    """Files to write, by path, and what to tell the editor; ``source`` names the feed in messages."""

    project: Project
    feed: Feed
    source: str
    rights: Rights = UNKNOWN
    episodes: list[Episode] = field(default_factory=list)
    seasons: dict[int, str] = field(default_factory=dict)
    """Season numbers with their names, in order."""
    people: dict[str, str] = field(default_factory=dict)
    """Names with the ids of their records."""
    pictures: dict[str, str] = field(default_factory=dict)
    """Paths of pictures by address and by what they hold; empty for the show's cover."""
    unmatched: dict[str, list[str]] = field(default_factory=dict)
    """Keywords that are no topic of the site, by their folded form, as often as they are written."""
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, place: Place | str, **values: object) -> None:
        """Notes what could not be kept, or what an editor must look at."""
        where = Place(place) if isinstance(place, str) else place
        shown = {key: line(str(value))[:300] for key, value in values.items()}
        self.problems.append(Problem(code, where, shown))


def plan_import(
    project: Project, feed: Feed, source: str, season: int | None, rights: Rights = UNKNOWN
) -> Plan:
    """The plan for a feed. ``season`` takes episodes for which the feed names none."""
    plan = Plan(project, feed, source, rights)
    seen: dict[str, str] = {}
    for item in sorted(feed.items, key=lambda i: (i.published or _UNDATED, i.title, i.guid)):
        if not _usable(plan, item):
            continue
        if item.guid in seen:
            plan.report("import-guid-twice", _at(plan, item), title=item.title, other=seen[item.guid])
        seen.setdefault(item.guid, item.title)
        episode = _episode(plan, item, item.season or season)
        plan.episodes.append(episode)
        if episode.season:
            name = item.season_name if item.season else ""
            plan.seasons[episode.season] = plan.seasons.get(episode.season) or name
    plan.seasons = dict(sorted(plan.seasons.items()))
    for person in _named(plan):
        _record(plan, person)
    return plan


def others(people: Iterable[Person]) -> str:
    """Those who cannot be heard, with what they do; the site has no field for them."""
    return ", ".join(f"{p.name} ({p.role})" for p in people if p.group != "cast")


def cast(plan: Plan, episode: Episode) -> tuple[list[Person], list[Person]]:
    """Hosts and guests; an episode that names nobody has the show's people (podcast namespace, person)."""
    people = [p for p in episode.item.people or plan.feed.people if p.group == "cast"]
    return [p for p in people if p.role in HOSTS], [p for p in people if p.role not in HOSTS]


def _usable(plan: Plan, item: Item) -> bool:
    if not item.enclosures:
        plan.report("import-item-without-audio", _at(plan, item), title=item.title or item.guid)
        return False
    if item.published is None:
        values = {"title": item.title or item.guid, "date": item.written_date}
        plan.report("import-item-without-date", _at(plan, item), **values)
        return False
    return True


def _at(plan: Plan, item: Item) -> Place:
    return Place(line(plan.source), item.line)


def _episode(plan: Plan, item: Item, season: int | None) -> Episode:
    """An episode that the project knows by its GUID keeps its id and file."""
    project = plan.project
    if known := project.episode(item.guid):
        return Episode(item, known.id, known.path, season)
    id = project.new_id(item.title, "folge")
    folder = f"{project.episodes}/{season_folder(plan, season)}" if season else project.episodes
    return Episode(item, id, f"{folder}/{id}.md", season)


def season_folder(plan: Plan, season: int) -> str:
    """The folder of a season: the one that has its number, or a new one."""
    for entry in plan.project.library.of(SEASON):
        if entry.fields.number == season:
            return entry.path.removeprefix(f"{plan.project.episodes}/").rpartition("/")[0]
    return f"{plan.project.settings.options.addresses.season}-{season}"


def _named(plan: Plan) -> Iterator[Person]:
    for episode in plan.episodes:
        for people in cast(plan, episode):
            yield from people


def _record(plan: Plan, person: Person) -> None:
    """Somebody of that name who has a record keeps it; titles of people are their names."""
    if person.name in plan.people:
        return
    known = plan.project.library.named(person.name, PERSON)
    plan.people[person.name] = known[0].id if known else plan.project.new_id(person.name, "person")
