"""The types that fields of every kind are made of."""

from __future__ import annotations

import datetime as dt
import re
import urllib.parse
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from dreiklang.content import regions
from dreiklang.ground import clock


class Frozen(BaseModel):
    """A checked value: complete, unchangeable, without keys nobody knows."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        use_attribute_docstrings=True,
        allow_inf_nan=False,
    )


def _clock(value: Any) -> Any:
    """Seconds of ``m:ss`` or ``h:mm:ss``."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{1,3}:[0-5]\d(:[0-5]\d)?", value):
        raise ValueError("clock-format")
    seconds = 0
    for part in value.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def _iso(pattern: str, code: str) -> Callable[[Any], Any]:
    """Accepts a text only in one way of writing; numbers never pass as times."""

    def check(value: Any) -> Any:
        if isinstance(value, dt.date):
            return value
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise ValueError(code)
        if int(value[:4]) not in clock.YEARS:
            raise ValueError("year-range")
        return value

    return check


def _address(value: str) -> str:
    """Refuses what looks like an address and cannot be taken apart: ``http://[``, ``http://a:b/``."""
    try:
        parts = urllib.parse.urlsplit(value)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        named = False
    if not named:
        raise ValueError("url-format")
    return value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""Permanent name: lower case ASCII words joined by hyphens, unique over the site."""

Text = Annotated[str, StringConstraints(min_length=1)]
"""Text that must not be empty."""

Name = Annotated[str, StringConstraints(min_length=1)]
"""The id, title or alias of another record; resolved and checked over the whole library."""

Names = Annotated[tuple[Name, ...], BeforeValidator(_listed)]
"""Several names; a single one may stand without a list."""

Seconds = Annotated[int, BeforeValidator(_clock), Field(ge=0)]
"""A time in a recording, written ``m:ss`` or ``h:mm:ss``; seconds from its start."""

Region = Annotated[str, AfterValidator(regions.normalise)]
"""A Bundesland, written ``DE-BW``, ``BW`` or ``Baden-Württemberg``; kept as ISO 3166-2 code."""

Regions = Annotated[tuple[Region, ...], BeforeValidator(_listed)]

Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$"), AfterValidator(_address)]
"""An absolute http or https address."""

Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>\"?&]+@[^@\s<>\"?&]+\.[^@\s<>\"?&]+$")]
"""An address to write to, and nothing that would add other lines to the letter (RFC 6068)."""

Path = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\x00\\]+$")]
"""A file beside the source (or from the project's root with a leading ``/``), forward slashes."""

DAY = r"\d{4}-\d{2}-\d{2}"
_TIME = r"[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?"

Date = Annotated[dt.date, BeforeValidator(_iso(DAY, "date-format"))]
"""A day, written ``2026-09-30``."""

Moment = Annotated[dt.datetime, BeforeValidator(_iso(f"{DAY}{_TIME}", "moment-format"))]
"""A date with a time, ``2026-09-30 12:05``; without an offset it is meant in the site's time zone."""

_DAY_OR_MOMENT = _iso(f"{DAY}({_TIME})?", "moment-format")

MidnightOrMoment = Annotated[dt.datetime, BeforeValidator(_DAY_OR_MOMENT)]
"""The same, or a day alone, which is kept as its midnight: the model decides whether that is enough."""


def _day_or_moment(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return (dt.date if re.fullmatch(DAY, value) else dt.datetime).fromisoformat(value)
    except ValueError:
        raise ValueError("date-impossible") from None


# Validators before a type run from the last to the first.
DayOrMoment = Annotated[
    dt.datetime | dt.date, BeforeValidator(_day_or_moment), BeforeValidator(_DAY_OR_MOMENT)
]
"""A moment or a day, whichever was written."""


class Image(Frozen):
    """A picture with what the law and readers need to know about it."""

    file: Path
    """The picture's file."""
    alt: str = ""
    """What the picture shows, for people who do not see it."""
    decorative: bool = False
    """True when the picture says nothing that the text does not say."""
    credit: str = ""
    """Who made it."""
    licence: str = ""
    """Under which licence it may be used, for example ``CC BY 4.0``."""
    caption: str = ""
    """A line below the picture."""
    long_description: str = ""
    """The full content of a complex picture."""
    consent: bool = False
    """True when all recognisable people have agreed."""


class Download(Frozen):
    """A file to download; size, type and pages are read from it."""

    title: Text
    """What the file is."""
    file: Path
    """The file."""
    category: str = ""
    """The group it is listed in, for example ``Vorlagen``."""
    accessible: bool = False
    """True for a tagged, accessible PDF."""


class Participation(Frozen):
    """A person and what they do here."""

    person: Name
    """The person's id or name."""
    role: str = ""
    """What they do here, for example ``Moderation``."""


def _participation(value: Any) -> Any:
    if isinstance(value, str):
        value = [value]
    if isinstance(value, list):
        return [{"person": v} if isinstance(v, str) else v for v in value]
    return value


Participations = Annotated[tuple[Participation, ...], BeforeValidator(_participation)]
"""People with roles; a bare name is enough where the role does not matter."""


class Link(Frozen):
    """A named address."""

    title: Text
    """What the link leads to."""
    url: Url
    """Where it leads."""


class Common(Frozen):
    """Fields that every kind of content has."""

    id: Id
    """Permanent name; never changes, even when the title does."""
    title: Text
    """The heading readers see."""
    summary: str = ""
    """The lead; also teaser, feed text and description for search engines."""
    topics: Names = ()
    """Topics from the closed list in ``docs/themen``."""
    regions: Regions = ()
    """Bundesländer."""
    places: Names = ()
    """Municipalities with a record of their own."""
    aliases: Names = ()
    """Other names by which ``[[…]]`` finds the page; former titles are kept here."""
    former_addresses: Names = ()
    """Former addresses of the page, its feed or its recording; all of them keep working."""
    related: Names = ()
    """Pages to recommend first."""
    image: Image | None = None
    """The picture in teasers and at the top of the page."""
    date: Date | None = None
    """The day of publication; a future one is published when that day comes."""
    updated: Date | None = None
    """The day of the last change worth telling readers."""
    reviewed: Date | None = None
    """The day somebody last checked that everything is still true."""
    review_every: Annotated[int, Field(ge=1, le=1200)] | None = None
    """After how many months it should be checked again."""
    lang: Literal["de", "en"] | None = None
    """The page's language where it differs from the site's."""
    draft: bool = False
    """True hides the page except in the preview."""
    theme: dict[str, Any] = Field(default_factory=dict)
    """What Material for MkDocs reads for this page."""
