"""What podcast apps know: the show's GUID and feed, and every episode's GUID and recording."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from dreiklang.against.comparison import Comparison
from dreiklang.against.published_state import Episode
from dreiklang.content import podcast as content
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE, PODCAST
from dreiklang.feeds import identity
from dreiklang.ground.problems import Problem


def show(c: Comparison) -> Iterator[Problem]:
    """The show keeps its GUID and its feed's address."""
    podcast = next(iter(c.site.library.of(PODCAST)), None)
    if podcast is None:
        if c.whole and (c.old.feed or c.old.episodes):
            yield c.problem("against-show-vanished", None, feed=c.old.feed)
        return
    if c.old.show_guid and c.old.show_guid != c.now.show_guid:
        yield c.problem("against-show-guid", podcast, "guid", old=c.old.show_guid, new=c.now.show_guid)
    old, new = c.old.feed, c.now.feed
    if not old or old == new or c.at_home(old) in c.former:
        return
    if c.moved or not old.startswith(c.now.base):
        yield c.problem("against-feed-elsewhere", podcast, old=old, new=new)
    else:
        yield c.problem("against-feed-moved", podcast, "former_addresses", old=c.at_home(old), new=new)


def episodes(c: Comparison) -> Iterator[Problem]:
    """Every episode keeps its GUID and its recording's address; neither is used again for another one."""
    if c.old.episodes is None:
        return
    moved = []
    for old in c.old.episodes:
        now = _same(c, old)
        if now is None:
            yield from _vanished(c, old)
            continue
        entry = c.entry(now.id)
        if entry is None or not EPISODE.holds(entry):
            continue
        yield from _guid(c, old, now, entry)
        if old.enclosure and not _one_recording(c, old.enclosure, now.enclosure):
            if now.guid == old.guid and _another(old, now):
                yield c.problem("against-guid-reused", entry, "guid", guid=old.guid, old=old.title)
            elif _moved_alone(c, old.enclosure, now.enclosure):
                moved.append((old.enclosure, now.enclosure))
            elif not _answers(c, old.enclosure, entry):
                values = {"old": c.at_home(old.enclosure), "new": c.at_home(now.enclosure)}
                yield c.problem("against-enclosure-changed", entry, "audio", **values)
    yield from _reused(c)
    if moved:
        podcast = next(iter(c.site.library.of(PODCAST)), None)
        old_one, new_one = moved[0]
        yield c.problem("against-recordings-moved", podcast, count=len(moved), old=old_one, new=new_one)


def _same(c: Comparison, old: Episode) -> Episode | None:
    """Today's episode: by id, by GUID, and last by what it holds, as a feed knows no ids."""
    if found := (c.by_id.get(old.id) if old.id else None) or c.by_guid.get(old.guid):
        return found
    others = [e for e in c.now.episodes or () if e.id not in c.old_ids]
    for now in others:
        if _one_recording(c, old.enclosure, now.enclosure):
            return now
    return next((e for e in others if (e.title, e.published) == (old.title, old.published)), None)


def _guid(c: Comparison, old: Episode, now: Episode, entry: Entry[content.Episode]) -> Iterator[Problem]:
    if now.guid == old.guid:
        return
    # One written line at the show would bring all of these back: that finding stands for them.
    if c.old.show_guid and identity.episode_guid(c.old.show_guid, entry) == old.guid:
        return
    if old.id and old.id != now.id:
        yield c.problem("against-id-changed", entry, "id", old=old.id, new=now.id, kind="GUID")
    else:
        yield c.problem("against-guid-changed", entry, "guid", old=old.guid, new=now.guid)


def _vanished(c: Comparison, old: Episode) -> Iterator[Problem]:
    """An episode may only go where its address is taken over by another page: then somebody decided it."""
    if not c.whole or c.at_home(old.url) in c.former:
        return
    place = c.gone(old.id) or next((e.place() for e in c.site.library.of(PODCAST)), None)
    values = {"title": old.title, "guid": old.guid, "address": c.at_home(old.url)}
    yield c.problem("against-episode-vanished", place, **values)


def _reused(c: Comparison) -> Iterator[Problem]:
    """A new episode at an address that apps know as another one's recording."""
    known = {c.at_home(_bare(old.enclosure)): old for old in c.old.episodes or () if old.enclosure}
    guids = {old.guid for old in c.old.episodes or ()}
    for now in c.now.episodes or ():
        old, entry = known.get(c.at_home(_bare(now.enclosure))), c.entry(now.id)
        if old and entry and now.guid not in guids and _same(c, old) is not now:
            values = {"url": c.at_home(now.enclosure), "other": old.title}
            yield c.problem("against-enclosure-reused", entry, "audio", **values)


def _answers(c: Comparison, url: str, entry: Entry) -> bool:
    """True when an editor says that a recording's old address goes on answering."""
    said = {address.strip("/") for address in entry.fields.former_addresses}
    return c.at_home(url) in said or url in said


def _another(old: Episode, now: Episode) -> bool:
    """Title, day and recording all differ: another episode took over the name of an old one."""
    return old.title != now.title and old.published != now.published


def _bare(url: str) -> str:
    return url.partition("?")[0] if "?" in url and "://" in url else url


def _one_recording(c: Comparison, old: str, new: str) -> bool:
    """True for one address, with or without a measuring prefix before it."""
    one, two = (_bare(c.at_home(url)).partition("://")[2] or _bare(c.at_home(url)) for url in (old, new))
    if not one or not two:
        return False
    return one == two or one.endswith(f"/{two}") or two.endswith(f"/{one}")


def _moved_alone(c: Comparison, old: str, new: str) -> bool:
    """True when a recording lies at another host now: a decision for all of them, seldom a slip."""
    return urlsplit(old).netloc != urlsplit(new).netloc or (c.moved and new.startswith(c.now.base))
