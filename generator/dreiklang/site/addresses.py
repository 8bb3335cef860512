"""The only place that decides a path or a URL.

An address is relative to the site and has neither a leading slash nor a file name:
``bausteine/koordination/``; the home page is the empty text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dreiklang.content import regions
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.content.entries import Entry
from dreiklang.content.events import Event, EventSeries
from dreiklang.content.kinds import EPISODE, PERSON, PODCAST, SEASON, TOPIC
from dreiklang.content.library import Library
from dreiklang.content.podcast import Episode, Season
from dreiklang.content.records import Topic
from dreiklang.markup.slugs import slug as slug
from dreiklang.settings import Settings


def address_of(entry: Entry, library: Library, settings: Settings) -> str:
    """The address of an entry; an entry without a page of its own has an anchor in an overview."""
    words = settings.options.addresses
    # By name first, as this is asked most of all; the guards say the same to types.
    match entry.kind:
        case "home":
            return ""
        case "page":
            return f"{entry.id}/"
        case "podcast":
            return f"{words.podcast}/"
        case "event-series":
            return f"{words.event}/{words.event_series}/{entry.id}/"
        case "season" if SEASON.holds(entry):
            return f"{words.podcast}/{words.season}-{entry.fields.number}/"
        case "episode" if EPISODE.holds(entry):
            season = library.parent(entry, SEASON)
            middle = f"{words.season}-{season.fields.number}/" if season else ""
            return f"{words.podcast}/{middle}{entry.id}/"
        case "person" if PERSON.holds(entry) and not entry.fields.page:
            return f"{words.person}/#{entry.id}"
        case kind:
            return f"{getattr(words, kind.replace('-', '_'))}/{entry.id}/"


def overview(kind: str, settings: Settings) -> str:
    """The address of the page that lists a kind (``region``, ``search``, ``index`` … too)."""
    return f"{getattr(settings.options.addresses, kind.replace('-', '_'))}/"


def numbered(address: str, number: int, settings: Settings) -> str:
    """A page of a long list: the list's own address, then ``bausteine/seite-2/``."""
    return address if number == 1 else f"{address}{settings.options.addresses.page_number}-{number}/"


def region(code: str, settings: Settings) -> str:
    """The address of a Bundesland's page."""
    return f"{settings.options.addresses.region}/{slug(regions.NAMES[code])}/"


def year(number: int, settings: Settings) -> str:
    """The address of the events of a year."""
    return f"{settings.options.addresses.event}/{number}/"


def month(year: int, number: int, settings: Settings) -> str:
    """The calendar of a month: ``veranstaltungen/2026/09/``."""
    return f"{settings.options.addresses.event}/{year}/{number:02d}/"


def facet_word(facet: ArchiveFacet, settings: Settings) -> str:
    """The word of a facet below the events: ``ort``; years have none, as they stand there themselves."""
    return "" if facet is ArchiveFacet.YEAR else str(getattr(settings.options.addresses, f"event_{facet}"))


def archive_index(facet: ArchiveFacet, settings: Settings) -> str:
    """The page that lists every archive of a facet: ``veranstaltungen/ort/``."""
    return f"{settings.options.addresses.event}/{facet_word(facet, settings)}/"


def archive(facet: ArchiveFacet, value: str, settings: Settings) -> str:
    """The address of events with something in common: ``veranstaltungen/format/fachtag/``."""
    return f"{archive_index(facet, settings)}{slug(value) or 'x'}/"


def podcast_feed(settings: Settings) -> str:
    """The podcast's feed."""
    return f"{settings.options.addresses.podcast}/feed.xml"


def season_feed(season: Entry[Season], library: Library, settings: Settings) -> str:
    """A season's feed."""
    return address_of(season, library, settings) + "feed.xml"


def topic_feed(topic: Entry[Topic], settings: Settings) -> str:
    """The feed of all episodes about a topic: ``podcast/thema/ehrenamt/feed.xml``."""
    words = settings.options.addresses
    return f"{words.podcast}/{words.podcast_topic}/{topic.id}/feed.xml"


def podcast_feeds(library: Library, settings: Settings) -> Iterator[tuple[Entry, str]]:
    """Every feed of the podcast: the show, each season and each topic with episodes, with its address."""
    for show in library.of(PODCAST)[:1]:
        yield show, podcast_feed(settings)
        for season in sorted(library.of(SEASON), key=lambda season: season.fields.number):
            yield season, season_feed(season, library, settings)
        named = {name for episode in library.of(EPISODE) for name in episode.fields.topics}
        heard = {topic.id for name in named for topic in library.named(name, TOPIC)[:1]}
        yield from ((t, topic_feed(t, settings)) for t in library.of(TOPIC) if t.id in heard)


def feed_page(feed: str, number: int) -> str:
    """An older page of a feed: ``podcast/feed-3.xml``; the oldest is 1."""
    return feed.removesuffix(".xml") + f"-{number}.xml"


def feed_style(kind: str, settings: Settings) -> str:
    """The style sheet with which browsers show the feeds of a kind: ``podcast``, ``article`` or ``event``."""
    return overview(kind, settings) + "feed.css"


def feed_list(settings: Settings) -> str:
    """Every feed of the podcast in one file for apps (OPML)."""
    return f"{settings.options.addresses.podcast}/feeds.opml"


def subscribe(settings: Settings) -> str:
    """The page that says how to subscribe to the podcast."""
    words = settings.options.addresses
    return f"{words.podcast}/{words.subscribe}/"


def news_feed(settings: Settings, form: str = "xml") -> str:
    """The news as RSS (``xml``), Atom (``atom``) or JSON Feed (``json``)."""
    name = {"xml": "feed.xml", "atom": "atom.xml", "json": "feed.json"}[form]
    return f"{settings.options.addresses.article}/{name}"


def calendar(settings: Settings, series: Entry[EventSeries] | None = None) -> str:
    """The calendar of all events or of one series."""
    words = settings.options.addresses
    archive = f"{words.event}/{words.event_series}/{series.id}/" if series else f"{words.event}/"
    return calendar_below(archive, settings)


def calendar_below(archive: str, settings: Settings) -> str:
    """The calendar of an archive of events, by the archive's address."""
    return f"{archive}{settings.options.addresses.calendar_file}.ics"


def subscribe_events(settings: Settings) -> str:
    """Where the overview of events says how to subscribe to them."""
    return f"{settings.options.addresses.event}/#dk-subscribe"


def event_feed(archive: str, form: str = "xml") -> str:
    """What is new about the events of an archive at an address: RSS (``xml``) or JSON Feed (``json``)."""
    return f"{archive}feed.{form}"


def ledger(kind: str, settings: Settings) -> str:
    """The list of what is known for ever: ``events.json`` or ``episodes.json``, for comparison."""
    name = {"event": "events.json", "podcast": "episodes.json"}[kind]
    return f"{getattr(settings.options.addresses, kind)}/{name}"


def event_calendar(event: Entry[Event], library: Library, settings: Settings) -> str:
    """The calendar file of one event."""
    return address_of(event, library, settings) + f"{settings.options.addresses.event_file}.ics"


def transcript(episode: Entry[Episode], form: str, library: Library, settings: Settings) -> str:
    """A transcript as ``vtt``, ``srt``, ``json`` or ``txt``."""
    return address_of(episode, library, settings) + f"{settings.options.addresses.transcript_file}.{form}"


def chapters(episode: Entry[Episode], library: Library, settings: Settings) -> str:
    """An episode's chapters (podcast namespace, JSON)."""
    return address_of(episode, library, settings) + f"{settings.options.addresses.chapters_file}.json"


def media(path: str) -> str:
    """Where a file of the project is published: below ``medien/``, by its path in ASCII."""
    parts = path.removeprefix("docs/").split("/")
    folders = [slug(part) or "x" for part in parts[:-1]]
    stem, dot, ending = parts[-1].rpartition(".")
    name = f"{slug(stem) or 'x'}.{ending.lower()}" if dot else slug(ending) or "x"
    return "/".join(["medien", *folders, name])


def asset(name: str) -> str:
    """Where a file of the theme is published."""
    return f"assets/{name}"


def file_of(address: str) -> str:
    """The file that answers an address: ``a/`` is ``a/index.html``."""
    address = address.partition("#")[0]
    return f"{address}index.html" if address == "" or address.endswith("/") else address


def relative(target: str, page: str) -> str:
    """``target`` as seen from ``page``: ``../../podcast/``. The fragment stays."""
    depth = file_of(page).count("/")
    return ("../" * depth + target) or "./"


def absolute(target: str, settings: Settings) -> str:
    """The whole URL of an address."""
    return settings.site.base + target


def at_home(url: str, settings: Settings) -> str:
    """The address of a whole URL below the site's own; empty for any other."""
    found = url.removeprefix(settings.site.base)
    return "" if found == url else found


def former(library: Library, settings: Settings) -> Iterator[tuple[str, Entry]]:
    """Every former address of a page, with the entry it leads to now."""
    for entry in library.entries:
        for address in entry.fields.former_addresses:
            if not _is_file(address, entry):
                yield address.strip("/") + "/", entry


def former_files(library: Library) -> Iterator[tuple[str, Entry]]:
    """Every file that a feed or a recording once was, with its show, season or episode.

    A feed at ``feed/mp3/`` was answered by the old system itself; here the folder's
    ``index.html`` answers. Whole URLs at episodes are of other hosts, which have to answer themselves.
    """
    for entry in library.entries:
        for address in entry.fields.former_addresses:
            if _is_file(address, entry) and "://" not in address:
                path = address.strip("/")
                yield (
                    path if _FEED_FILE.search(path) or entry.kind == "episode" else f"{path}/index.html",
                    entry,
                )


_FEED_FILE = re.compile(r"\.(xml|rss)$")
_FEED_FOLDER = re.compile(r"(^|/)(feeds?|rss)(/|$)")
_RECORDING = re.compile(r"\.(mp3|m4a)$")


def _is_file(address: str, entry: Entry) -> bool:
    """True for what is followed by apps and not by people: no page can redirect it."""
    path = (address.partition("?")[0] if "://" in address else address).strip("/")
    if entry.kind in ("podcast", "season"):
        return bool(_FEED_FILE.search(path) or _FEED_FOLDER.search(path))
    return entry.kind == "episode" and bool(_RECORDING.search(path))
