"""Every option of a site, typed, documented below its line."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


def _zone(name: str) -> str:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("unknown-timezone") from None
    return name


class Frozen(BaseModel):
    """Settings cannot change during a build."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$")]

Segment = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]+(-[0-9a-z]+)*$")]
"""One part of an address, without slashes."""

Address = Annotated[str, StringConstraints(pattern=r"^(https?://[^\s<>\"]+/)?$")]
"""A web address that ends in a slash, or nothing."""


class AddressWords(Frozen):
    """The words in addresses: the first by kind, then those below events, then those of files."""

    building_block: Word = "bausteine"
    """Building blocks."""
    podcast: Word = "podcast"
    """The podcast, its seasons and episodes."""
    season: Word = "staffel"
    """A season: ``podcast/staffel-2/``."""
    podcast_topic: Word = "thema"
    """The feed of a topic: ``podcast/thema/ehrenamt/feed.xml``."""
    subscribe: Word = "abonnieren"
    """How to subscribe to the podcast: ``podcast/abonnieren/``."""
    event: Word = "veranstaltungen"
    """Events."""
    event_series: Word = "reihen"
    """Event series."""
    article: Word = "aktuelles"
    """Articles."""
    person: Word = "personen"
    """People."""
    organisation: Word = "organisationen"
    """Organisations."""
    place: Word = "orte"
    """Municipalities."""
    topic: Word = "themen"
    """Topics."""
    region: Word = "laender"
    """Bundesländer."""
    term: Word = "glossar"
    """The glossary."""
    material: Word = "material"
    """Materials."""
    newsletter: Word = "newsletter"
    """The newsletter and its archive."""
    search: Word = "suche"
    """The results page of the search."""
    index: Word = "a-z"
    """The index of everything."""
    credits: Word = "bildnachweise"
    """The credits of all pictures."""
    recommendations: Word = "empfehlungen"
    """All recommendations."""
    event_format: Segment = "format"
    """Events of one format: ``veranstaltungen/format/fachtag/``."""
    event_attendance: Segment = "form"
    """Events that one can take part in online: ``veranstaltungen/form/online/``."""
    event_state: Segment = "stand"
    """Cancelled events and those with a report: ``veranstaltungen/stand/abgesagt/``."""
    event_region: Segment = "land"
    """Events in a Bundesland: ``veranstaltungen/land/hessen/``."""
    event_place: Segment = "ort"
    """Events in a municipality."""
    event_topic: Segment = "thema"
    """Events about a topic."""
    event_person: Segment = "person"
    """Events with a person."""
    page_number: Segment = "seite"
    """Further pages of a long list: ``bausteine/seite-2/``."""
    calendar_file: Segment = "kalender"
    """The calendar of an archive of events: ``veranstaltungen/kalender.ics``."""
    event_file: Segment = "termin"
    """The calendar file of one event: ``termin.ics``."""
    transcript_file: Segment = "transkript"
    """Transcripts: ``transkript.vtt``, ``.srt``, ``.json`` and ``.txt``."""
    chapters_file: Segment = "kapitel"
    """An episode's chapters: ``kapitel.json``."""


class Addresses(AddressWords):
    """The words in addresses. Where one has changed, ``former`` says what it was."""

    former: tuple[AddressWords, ...] = ()
    """Words as they were before: each time some change, one entry more below the others, with what they were
    until then, ``- {calendar_file: kalender}``. Pages there lead on, files lie there as copies."""


class Folders(Frozen):
    """Where each kind is read from; below the documents' folder unless said otherwise."""

    building_block: str = "bausteine"
    """Building blocks."""
    article: str = "aktuelles"
    """Articles."""
    person: str = "personen"
    """People."""
    organisation: str = "organisationen"
    """Organisations."""
    place: str = "orte"
    """Municipalities."""
    topic: str = "themen"
    """Topics."""
    term: str = "glossar"
    """Glossary terms."""
    material: str = "material"
    """Materials."""
    newsletter: str = "newsletter"
    """Newsletter issues."""
    episodes: str = "/episodes"
    """The podcast, from the project's root."""
    events: str = "/events"
    """Events, from the project's root."""


class Colours(Frozen):
    """Colours of your own, by mode and token: ``light: {read: "#0A4F4B"}``."""

    light: Mapping[str, Colour] = Field(default_factory=dict)
    """Colours of the light mode, by token (``read``, ``read-vivid``, ``paper`` …)."""
    dark: Mapping[str, Colour] = Field(default_factory=dict)
    """Colours of the dark mode, by token."""


class PodcastOptions(Frozen):
    """How the podcast is published."""

    page_size: Annotated[int, Field(ge=1)] = 300
    """How many episodes an older page of a feed has; the newest page has at least as many.

    Apple and Spotify read only the newest page: keep it large.
    """
    audio_base: Address = ""
    """Where recordings are kept instead of on the site, for example at a CDN: each below its media path
    (``medien/episodes/staffel-1/folge-1.mp3``). They are not copied then; a sidecar may replace a file."""
    measuring_prefix: Address = ""
    """A counting service, put before recordings' addresses in feeds, never on pages: ``https://op3.dev/e/``,
    or with the podcast: ``https://op3.dev/e,pg=<the podcast's guid>/``."""
    hub: Address = ""
    """A WebSub hub that the feeds name."""


class Options(Frozen):
    """What stands under ``plugins: - dreiklang:``."""

    timezone: Annotated[str, AfterValidator(_zone)]
    """The site's time zone, for example ``Europe/Berlin``."""
    language: Literal["de", "en"] = "de"
    """The language of the interface."""
    uid_domain: str = ""
    """The domain in calendar UIDs; set it once and keep it when the site moves. Default: the site's host."""
    claim: str = ""
    """A few words below the site's name."""
    headline: str = ""
    """The sentence at the top of the home page; by default that page's title."""
    often_searched: tuple[str, ...] = ()
    """Searches offered on the home page."""
    about: str = ""
    """The line in every footer that says what the site is."""
    addresses: Addresses = Addresses()
    """Words in addresses."""
    folders: Folders = Folders()
    """Folders of the content."""
    colours: Colours = Colours()
    """Colours of your own."""
    podcast: PodcastOptions = PodcastOptions()
    """How the podcast is published."""
    trust_authors: bool = False
    """True leaves HTML in Markdown as it is and lets extensions put other files into pages.

    Only for sites where every author is trusted as much as the code.
    """
    search: bool = True
    """False builds the site without a search."""
    production: bool = False
    """True refuses placeholder texts on legal pages."""


class SiteSettings(Frozen):
    """What MkDocs' own keys say."""

    name: Annotated[str, Field(min_length=1)]
    """The site's name (``site_name``)."""
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/?#@\\<>\"']+(/[^\s?#\\<>\"']*)?$")]
    """The site's address (``site_url``)."""
    description: str = ""
    """What the site is about (``site_description``)."""
    repo_url: str = ""
    """Where the sources are kept (``repo_url``)."""
    edit_uri: str = ""
    """How a source is edited (``edit_uri``)."""
    docs_dir: str = "docs"
    """The documents' folder (``docs_dir``)."""
    site_dir: str = "site"
    """The folder to publish into (``site_dir``)."""
    custom_dir: str = ""
    """Own templates and assets (``theme.custom_dir``)."""
    extra_css: tuple[str, ...] = ()
    """Own style sheets below ``docs_dir`` (``extra_css``)."""
    extra_javascript: tuple[str, ...] = ()
    """Own scripts below ``docs_dir`` (``extra_javascript``)."""
    markdown_extensions: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """Further Markdown extensions with their options (``markdown_extensions``)."""

    @property
    def base(self) -> str:
        """The site's address with a closing slash."""
        return self.url.rstrip("/") + "/"


class Settings(Frozen):
    """All settings of a site and of this build."""

    site: SiteSettings
    options: Options
    as_of: dt.datetime
    """The one clock: decides what is published. Always with an offset."""
    drafts: bool = False
    """True shows drafts, marked (preview only)."""

    @property
    def language(self) -> str:
        """The language of the interface."""
        return self.options.language

    def in_language(self, language: Literal["de", "en"] | None) -> Settings:
        """The settings for a page in a language of its own; the same where it has none."""
        if language is None or language == self.language:
            return self
        return self.model_copy(update={"options": self.options.model_copy(update={"language": language})})

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The site's time zone."""
        return zoneinfo.ZoneInfo(self.options.timezone)
