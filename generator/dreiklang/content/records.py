"""Records others refer to: people, organisations, places, topics, terms, materials, newsletters."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from dreiklang.content.fields import Common, Email, Image, Link, Name, Names, Path, Text, Url


class Person(Common):
    """A person. ``title`` is the name."""

    function: str = ""
    """What they do, as shown beside the name."""
    organisation: Name | None = None
    """Where they work."""
    portrait: Image | None = None
    """A portrait."""
    email: Email | None = None
    """Address for questions; public."""
    phone: str = ""
    """Telephone for questions; public."""
    links: tuple[Link, ...] = ()
    """Where to read more."""
    page: bool = False
    """True gives the person a page of their own."""
    invented: bool = False
    """True for a person who does not exist."""


class Organisation(Common):
    """An organisation. ``title`` is its name."""

    url: Url | None = None
    """Its website."""
    logo: Image | None = None
    """Its logo."""
    funding_note: str = ""
    """The wording with which it wants to be named as a funder."""
    carries: Literal["", "initiator", "funder"] = ""
    """Named in every footer as one of those who started the site or pay for it."""
    invented: bool = False
    """True for an organisation that does not exist."""


class Municipality(Common):
    """A place: a municipality or district. ``title`` is its name."""

    key: Annotated[str, Field(pattern=r"^\d{2}(\d{3}(\d{3})?)?$")] | None = None
    """The official key: eight digits for a municipality, five for a district."""
    type: str = ""
    """What it is, for example ``Stadt`` or ``Landkreis``."""
    url: Url | None = None
    """Its website."""
    osm: Annotated[str, Field(pattern=r"^[NWR]\d+$")] | None = None
    """Its OpenStreetMap object: ``R27021`` (``N`` node, ``W`` way, ``R`` relation)."""
    geo: Annotated[str, Field(pattern=r"^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$")] | None = None
    """Latitude and longitude (WGS 84): ``54.3233,10.1228``."""
    invented: bool = False
    """True for a place that does not exist; such a place has no key."""

    @model_validator(mode="after")
    def _real_or_invented(self) -> Municipality:
        if self.invented == (self.key is not None):
            raise ValueError("key-or-invented")
        return self


class Topic(Common):
    """A topic; texts can only name topics that have a file."""


class GlossaryTerm(Common):
    """A term and what it means; the definition is the text."""

    forms: Names = ()
    """Other forms of the word: plural, abbreviation, spelling variants."""


class Material(Common):
    """Something to work with: a template, an example, a guide."""

    category: Text
    """The group it is listed in, for example ``Vorlage``."""
    file: Path | None = None
    """The file itself."""
    url: Url | None = None
    """Or its address elsewhere."""
    licence: str = ""
    """Under which licence it may be used."""
    organisation: Name | None = None
    """Who made it."""
    accessible: bool = False
    """True for a tagged, accessible PDF."""

    @model_validator(mode="after")
    def _one_source(self) -> Material:
        if (self.file is None) == (self.url is None):
            raise ValueError("material-file-or-url")
        return self


class NewsletterIssue(Common):
    """An issue of the newsletter."""

    number: Annotated[int, Field(ge=1)]
    """The issue's number."""
