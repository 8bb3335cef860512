"""What templates read of what stands around a page, and of the page itself."""

from __future__ import annotations

from typing import Any, TypedDict

from dreiklang.pages.view_parts import Feed, Link


class NavLink(Link):
    """A main section by its ``key``."""

    key: str
    voice: str


class IconLink(Link):
    """A link with its symbol."""

    icon: str


class Partner(Link):
    """An organisation, in its own words where it has some."""

    note: str


class Partners(TypedDict):
    """Organisations with one role; ``noted`` where each has words of its own."""

    role: str
    items: list[Partner]
    noted: bool


class Assets(TypedDict):
    """Addresses of style sheets and scripts every page loads, and of ``files`` by name that some load."""

    styles: list[str]
    scripts: list[str]
    files: dict[str, str]
    icon: str
    font: str


class SearchFacet(TypedDict):
    """A facet that the small search offers; ``parameter`` is its word in addresses."""

    name: str
    parameter: str
    title: str


class Surroundings(TypedDict):
    """What all pages of one language share (``site`` in templates)."""

    name: str
    claim: str
    about: str
    description: str
    url: str
    language: str
    nav: list[NavLink]
    access: list[Link]
    legal: list[Link]
    credits: str
    barrier: str
    subscribe: list[IconLink]
    feeds: list[Feed]
    partners: list[Partners]
    search: str
    search_words: dict[str, str]
    search_facets: list[SearchFacet]
    index: str
    overviews: list[Link]
    assets: Assets


class Source(TypedDict):
    """What a page says about the entry it was made from; ``image`` is a whole URL, ``modified`` ISO."""

    edit_url: str
    modified: str
    modified_text: str
    draft: bool
    image: str


class Page(Source):
    """What ``base.html`` needs to know about a page (``page`` in templates).

    ``address`` is relative to the site, ``base`` leads from the page to the site's root, ``canonical``
    is whole; ``section`` is the key of the navigation's current entry, ``linked_data`` a schema.org value.
    """

    title: str
    description: str
    address: str
    base: str
    canonical: str
    voice: str
    kind: str
    section: str
    crumbs: list[Link]
    feeds: list[Feed]
    lang: str
    linked_data: Any
    noindex: bool
