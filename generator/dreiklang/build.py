"""The story: load, check, relate, publish. Read this first."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from dreiklang import checks, feeds, loading, media, pages, search
from dreiklang.content import times
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE, EVENT
from dreiklang.content.library import Library
from dreiklang.ground.outputs import SiteFile
from dreiklang.ground.problems import Place, Problem, ProblemsFound, Severity, in_order
from dreiklang.loading import sidecars
from dreiklang.loading.file_facts import Measured
from dreiklang.loading.file_facts import facts as media_facts
from dreiklang.media import verbatim
from dreiklang.publishing import build_cache, next_change, up_to_date
from dreiklang.publishing.manifest import Report
from dreiklang.publishing.publish import publish
from dreiklang.publishing.swapping import refuse
from dreiklang.settings import Settings
from dreiklang.site import audio_sources
from dreiklang.site.relations import Relations, referenced_entry
from dreiklang.site.site import Site


@dataclass
class Timings:
    """Seconds spent in each stage, in the order of the stages."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts the time within as time of a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def each(self, name: str, outputs: Iterator[SiteFile]) -> Iterator[SiteFile]:
        """The outputs unchanged; finding them and their keys counts as time of a stage."""
        while True:
            with self.stage(name):
                output = next(outputs, None)
            if output is None:
                return
            yield output


@dataclass(frozen=True)
class Prepared:
    """A site that may be published, and what is worth telling its editors."""

    site: Site
    problems: tuple[Problem, ...]
    due: dt.datetime | None = None
    """When the clock alone would change the site."""


@dataclass(frozen=True)
class Examined:
    """All content, what of it is published, and everything that is wrong."""

    whole: Site
    published: Site
    problems: tuple[Problem, ...]


def examine(root: Path, settings: Settings, timings: Timings | None = None) -> Examined:
    """Reads and checks everything below ``root``; never raises for content."""
    timings = timings or Timings()
    refuse(root / settings.site.site_dir, root, folders(settings))
    context = settings.site.model_dump(exclude={"site_dir", "url"}), settings.options.model_dump()
    stored = build_cache.BuildCache(build_cache.cache_folder(root) / "entries", *context)
    with timings.stage("load"), contextlib.closing(stored) as store:
        library, problems = loading.load(root, settings, store, _remembered(store))
        store.save()
    with timings.stage("check"):
        whole, published = _site(root, settings, library), published_site(root, settings, library)
        found = in_order(
            [
                *problems,
                *checks.check(whole),
                *pages.checks(published),
                *feeds.checks(published),
                *media.checks(published),
                *_hidden(whole, published),
            ]
        )
    return Examined(whole, published, found)


def prepare(
    root: Path, settings: Settings, timings: Timings | None = None, keep_going: bool = False
) -> Prepared:
    """Reads and checks everything below ``root``.

    Raises ProblemsFound when something must not be published. With ``keep_going`` items that
    have problems of their own are left out instead, and only what harms the whole site stops it.
    """
    examined = examine(root, settings, timings)
    found = examined.problems
    stopping = [
        p for p in found if p.severity is Severity.SITE or (p.severity is Severity.ITEM and not keep_going)
    ]
    if stopping:
        raise ProblemsFound(found)
    return Prepared(
        _without_broken(examined.published, found), found, next_change.next_moment(examined.whole)
    )


def outputs(site: Site, timings: Timings | None = None) -> Iterator[SiteFile]:
    """Every file of the site."""
    timings = timings or Timings()
    yield from timings.each("pages", pages.outputs(site))
    yield from timings.each("feeds", feeds.outputs(site))
    yield from timings.each("media", media.outputs(site))
    yield from timings.each("media", verbatim.outputs(site))
    if site.settings.options.search:
        yield from timings.each("search", search.outputs(site))


def build(
    root: Path, settings: Settings, timings: Timings | None = None, keep_going: bool = False
) -> tuple[Prepared, Report]:
    """Prepares the site below ``root`` and publishes it to its ``site_dir``."""
    timings = timings or Timings()
    prepared = prepare(root, settings, timings, keep_going)
    start, found = time.perf_counter(), sum(timings.seconds.values())
    report = publish(outputs(prepared.site, timings), root / settings.site.site_dir, root)
    finding = sum(timings.seconds.values()) - found
    timings.seconds["make"] = time.perf_counter() - start - finding
    return prepared, report


def folders(settings: Settings) -> list[str]:
    """The folders whose files a site is made from, relative to the project."""
    words = settings.options.folders
    named = [settings.site.docs_dir, words.episodes, words.events, settings.site.custom_dir]
    return [folder.strip("/") for folder in named if folder]


def record_of(prepared: Prepared, inputs: str) -> up_to_date.BuildRecord:
    """What the next build compares with to see that nothing changed."""
    site = prepared.site
    return up_to_date.BuildRecord(
        target=site.root / site.settings.site.site_dir,
        inputs=inputs,
        folders=folders(site.settings),
        files=sorted(site.library.media),
        since=site.settings.as_of,
        until=prepared.due,
        language=site.language,
        notes=prepared.problems,
    )


def _remembered(store: build_cache.BuildCache) -> loading.Measure:
    """Measures a file once: unchanged recordings and pictures are not read again."""

    def measure(root: Path, path: str) -> Measured:
        try:
            facts = (root / path).stat()
        except OSError:
            return media_facts(root, path)
        key = f"{facts.st_size} {facts.st_mtime_ns}"
        known: Measured | None = store.get(f"facts of {path}", key)
        if known is None:
            known = media_facts(root, path)
            store.put(f"facts of {path}", key, known)
        return known

    return measure


def _site(root: Path, settings: Settings, library: Library) -> Site:
    return Site(root, settings, library, Relations(library))


def is_published(entry: Entry, settings: Settings) -> bool:
    """True when the clock has reached an entry's day (and it is no draft, outside the preview)."""
    if settings.drafts:
        return True
    moment = None
    if EPISODE.holds(entry):
        moment = times.aware(entry.fields.published, settings.zone)
    elif entry.fields.date is not None and not EVENT.holds(entry):
        moment = times.day_start(entry.fields.date, settings.zone)
    return not entry.fields.draft and (moment is None or moment <= settings.as_of)


def published_site(root: Path, settings: Settings, library: Library) -> Site:
    """The site without what is not published yet, and without drafts."""
    entries = tuple(e for e in library.entries if is_published(e, settings))
    return _site(root, settings, replace(library, entries=entries))


def _hidden(whole: Site, published: Site) -> Iterator[Problem]:
    """References from published pages to pages that are not."""
    for entry in published.library.entries:
        for reference in entry.body.references:
            other = referenced_entry(whole.library, reference)
            if other is None or published.library.get(other.id):
                continue
            place = Place(entry.path, reference.line, reference.column)
            code = "reference-hidden" if other.fields.draft else "reference-not-yet"
            day = other.fields.published if EPISODE.holds(other) else other.fields.date
            yield Problem(code, place, {"title": other.title, "path": other.path, "date": str(day)})


def _files(site: Site, entry: Entry) -> set[str]:
    """An entry's text, and the recordings it cannot do without, with their sidecars."""
    forms = audio_sources.every_source(site, entry) if EPISODE.holds(entry) else ()
    paths = {source.path for _, _, source in forms}
    return {entry.path, *paths, *(f"{path}{sidecars.ENDING}" for path in paths)}


def _without_broken(site: Site, problems: tuple[Problem, ...]) -> Site:
    """The site without those items that have problems of their own."""
    broken = {problem.place.file for problem in problems if problem.severity is Severity.ITEM}
    if not broken:
        return site
    kept = tuple(entry for entry in site.library.entries if not broken & _files(site, entry))
    return _site(site.root, site.settings, replace(site.library, entries=kept))
