"""Kinds to hear: the podcast, its seasons and episodes."""

from __future__ import annotations

import posixpath
import urllib.parse
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from dreiklang.content.fields import (
    Common,
    Date,
    Download,
    Email,
    Frozen,
    Image,
    Link,
    Moment,
    Name,
    Names,
    Participations,
    Path,
    Seconds,
    Text,
    Url,
)


class Owner(Frozen):
    """Who is responsible for the podcast; directories write to them."""

    name: Text
    """The owner's name."""
    email: Email
    """The address directories write to; it is public in the feed."""


class UpdateFrequency(Frozen):
    """How often a new episode can be expected."""

    text: Text
    """In words: ``jeden zweiten Dienstag``."""
    rule: str = ""
    """As a recurrence rule (RFC 5545, 3.3.10), ``FREQ=WEEKLY;INTERVAL=2;BYDAY=TU``."""
    complete: bool = False
    """True when no further episode will come."""


class Recommended(Frozen):
    """Another podcast that this one recommends."""

    title: Text
    """Its name."""
    guid: Text
    """Its ``podcast:guid``."""
    feed: Url
    """The address of its feed."""


class Podcast(Common):
    """The podcast; its text is in ``episodes/index.md``."""

    author: Text
    """Who makes the podcast."""
    owner: Owner
    """Who is responsible for it."""
    categories: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Apple's categories, for example ``Government`` or ``Society & Culture > Documentary``."""
    cover: Image
    """The cover: square, JPEG or PNG in RGB, 1400 to 3000 pixels, not transparent."""
    language: str = "de"
    """The language spoken."""
    licence: str = ""
    """The licence of the recordings, for example ``cc-by-4.0``."""
    funding: Link | None = None
    """Where the podcast can be supported."""
    locked: bool = True
    """True tells other hosts not to import the feed."""
    explicit: bool = False
    """True for content that is not for children."""
    subscribe: tuple[Link, ...] = ()
    """The podcast in directories and apps."""
    guid: str | None = None
    """The podcast's GUID, from its old system if it had one; by default made from the feed's address."""
    order: Literal["episodic", "serial"] = "episodic"
    """``serial`` if episodes are meant to be heard from the first one on."""
    update_frequency: UpdateFrequency | None = None
    """How often a new episode can be expected."""
    recommends: tuple[Recommended, ...] = ()
    """Other podcasts worth hearing (``podcast:podroll``)."""
    verification: tuple[Text, ...] = ()
    """Texts by which directories verify the owner (``podcast:txt`` with ``purpose="verify"``)."""
    hidden: bool = False
    """True keeps the podcast out of directories (``itunes:block``)."""
    moved_to: Url | None = None
    """The feed's new address when the podcast moves away (``itunes:new-feed-url``)."""


class Season(Common):
    """A season; its folder holds its episodes."""

    number: Annotated[int, Field(ge=1)]
    """The season's number."""
    thesis: str = ""
    """What the season sets out to show."""
    findings: tuple[Text, ...] = ()
    """What it found."""
    trailer: Name | None = None
    """The episode that announces it."""
    funders: Names = ()
    """Organisations that pay for it."""


class RecordingFacts(Frozen):
    """What was measured of a recording, in a file with its name and ``.yml`` added: ``folge-1.mp3.yml``.

    It is kept beside the text and written by ``dreiklang audio facts``.
    """

    url: Url | None = None
    """Where the recording was measured."""
    length: Annotated[int, Field(gt=0)] | None = None
    """Its size in bytes."""
    seconds: Annotated[float, Field(gt=0)] | None = None
    """Its duration."""
    type: Literal["audio/mpeg", "audio/mp4", "audio/x-m4a", "audio/ogg"] | None = None
    """Its media type."""
    bitrate: Annotated[int, Field(gt=0)] | None = None
    """The average bits of sound per second."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    """The SHA-256 of the file in hexadecimal digits, by which apps know that it is the right one."""
    credit: str = ""
    """Who made it."""
    licence: str = ""
    """Under which licence it may be used."""

    @model_validator(mode="after")
    def _whole(self) -> RecordingFacts:
        if (self.length is None) != (self.seconds is None):
            raise ValueError("audio-facts-incomplete")
        return self


class Alternate(Frozen):
    """The same recording in another form, for slow connections."""

    file: Path | None = None
    """An Opus, mp3 or m4a file beside the text."""
    url: Url | None = None
    """The address of one kept elsewhere; its facts are in a sidecar beside the text."""
    title: str = ""
    """What listeners see when they choose: ``Opus, 24 kbit/s``; by default made from its facts."""

    @model_validator(mode="after")
    def _one_source(self) -> Alternate:
        if (self.file is None) == (self.url is None):
            raise ValueError("audio-file-or-url")
        return self


class Audio(Frozen):
    """The recording: a file beside the text, or an address whose facts were measured.

    Facts of a recording kept elsewhere stand here (``length``, ``seconds``) or in a committed
    sidecar beside the text, which ``dreiklang audio facts`` writes.
    """

    file: Path | None = None
    """An mp3 or m4a file beside the text; where ``podcast.audio_base`` is set, its sidecar is enough."""
    url: Url | None = None
    """The address of a recording kept elsewhere, or uploaded to a folder of the site's own server.

    If it begins with ``site_url``, pages link to it relatively and feeds give the full address.
    Its folder must lie outside the folder that a build replaces.
    """
    length: Annotated[int, Field(gt=0)] | None = None
    """Its size in bytes (only for ``url``; files are measured)."""
    seconds: Annotated[float, Field(gt=0)] | None = None
    """Its duration (only for ``url``; files are measured)."""
    alternates: tuple[Alternate, ...] = ()
    """The same recording in other forms."""

    @model_validator(mode="after")
    def _one_source(self) -> Audio:
        if (self.file is None) == (self.url is None):
            raise ValueError("audio-file-or-url")
        return self


def beside(text: str, url: str) -> tuple[str, str]:
    """The paths after which the sidecar of a recording at ``url`` may be named, beside the text.

    Its last part (``folge-1.mp3``); or the text's own name with its ending, since some hosts call
    every recording ``audio.mp3``. Raises ValueError for an address that cannot be taken apart.
    """
    name = posixpath.basename(urllib.parse.urlsplit(url).path)
    own = posixpath.splitext(text)[0] + posixpath.splitext(name)[1].lower()
    return posixpath.join(posixpath.dirname(text), name), own


class KeyMessage(Frozen):
    """A sentence worth remembering."""

    text: Text
    """The message."""
    time: Seconds
    """When it is said."""
    end: Seconds | None = None
    """When the passage ends, for apps that play it alone; by default with what is said there."""


class Chapter(Frozen):
    """A chapter of the recording."""

    time: Seconds
    """When it begins."""
    title: Text
    """Its heading."""


class TranscriptOrigin(Frozen):
    """How the transcript came about."""

    method: Literal["machine", "manual", "script"] = "manual"
    """Written by a program (``machine``), by a person (``manual``), or the ``script`` that was read out."""
    reviewed: Date | None = None
    """The day it was checked against the recording."""
    reviewer: Name | None = None
    """Who checked it."""


class NoTranscript(Frozen):
    """Why an episode has no transcript yet."""

    reason: Text
    """The reason readers are told."""
    date: Date
    """The day this was decided."""


class Episode(Common):
    """An episode; season and show follow from its folder."""

    number: Annotated[int, Field(ge=1)] | None = None
    """Its number within the season."""
    type: Literal["full", "trailer", "bonus"] = "full"
    """What kind of episode it is."""
    published: Moment
    """When it appears."""
    audio: Audio
    """The recording."""
    synthetic: bool = False
    """True if the voices are synthetic; listeners are told."""
    hosts: Participations = ()
    """Who leads the conversation."""
    guests: Participations = ()
    """Who takes part."""
    key_messages: tuple[KeyMessage, ...] = ()
    """Its key messages."""
    chapters: tuple[Chapter, ...] = ()
    """Chapters, in order of time."""
    transcript: Path | None = None
    """A WebVTT, SRT or PodcastIndex JSON file, where the dialogue is not in the text."""
    transcript_origin: TranscriptOrigin | None = None
    """How the transcript came about."""
    no_transcript: NoTranscript | None = None
    """Why there is no transcript; without a reason a missing one is a problem."""
    guid: str | None = None
    """The GUID of an episode that came from another system."""
    explicit: bool = False
    """True for content that is not for children."""
    downloads: tuple[Download, ...] = ()
    """Files to download."""
