"""A built site as tests read it: its files by address, and what stands in each page."""

from __future__ import annotations

import functools
import html.parser
import re
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LINKS = {
    "href",
    "src",
    "poster",
    "action",
    "data",
    "cite",
    "formaction",
    "data-script",
    "data-index",
    "data-cover",
}
"""Attributes that hold one address."""
IDREFS = {"for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "data-moves"}
"""Attributes that name elements of the same page."""
SPOKEN = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"}
"""Attributes that readers see or hear."""
VOID = set("area base br col embed hr img input link meta source track wbr".split())


@dataclass
class Element:
    """A start tag: where it stands, in which language, and the text directly in it."""

    tag: str
    attributes: dict[str, str]
    line: int
    language: str
    inside: tuple[str, ...]
    text: list[str] = field(default_factory=list)


class _Reader(html.parser.HTMLParser):
    """Every start tag of a file in order, those in ``<template>`` and ``<noscript>`` too."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        parent = self.open[-1] if self.open else None
        language = attributes.get("lang") or (parent.language if parent else "")
        inside = (*parent.inside, parent.tag) if parent else ()
        self.elements.append(Element(tag, attributes, self.getpos()[0], language, inside))
        if tag not in VOID:
            self.open.append(self.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        names = [element.tag for element in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].text.append(data)


@dataclass(frozen=True)
class Document:
    """One HTML file."""

    address: str
    raw: str

    @functools.cached_property
    def elements(self) -> list[Element]:
        """Every element in order."""
        reader = _Reader()
        reader.feed(self.raw)
        return reader.elements

    @functools.cached_property
    def ids(self) -> list[str]:
        """Every id, repeated ones as often as they stand there."""
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    @functools.cached_property
    def kind(self) -> str:
        """The kind its ``<main>`` says."""
        found = re.search(r'<main[^>]* class="kind-([a-z-]+)', self.raw)
        return found[1] if found else ""

    def links(self) -> Iterator[tuple[int, str]]:
        """The line and the address of everything it refers to."""
        for element in self.elements:
            for name, value in element.attributes.items():
                if name in LINKS:
                    yield element.line, value.strip()
                elif name == "srcset":
                    yield from ((element.line, part.split()[0]) for part in value.split(","))
                elif name == "content" and (found := re.search(r"^\d+;\s*url=(.+)$", value)):
                    yield element.line, found[1]

    def words(self) -> Iterator[tuple[int, str, str]]:
        """Line, language and text of everything readers see or hear, the head included."""
        for element in self.elements:
            if element.tag not in {"script", "style", "code", "pre"}:
                for text in element.text:
                    yield element.line, element.language, " ".join(text.split())
            for name, value in element.attributes.items():
                shown = name in SPOKEN or (
                    name == "content" and element.attributes.get("name") == "description"
                )
                if shown or (name.startswith("data-") and " " in value and name != "data-words"):
                    yield element.line, element.language, value


class Built:
    """A built site: ``url`` is its public address, ``folder`` where its files lie."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url.rstrip("/") + "/"

    @functools.cached_property
    def files(self) -> list[str]:
        """Every file, by its path."""
        return sorted(str(f.relative_to(self.folder)) for f in self.folder.rglob("*") if f.is_file())

    @functools.cached_property
    def documents(self) -> dict[str, Document]:
        """Every HTML file, by address."""
        names = [name for name in self.files if name.endswith(".html")]
        return {
            (address := name.removesuffix("index.html")): Document(address, self.text(name)) for name in names
        }

    def text(self, name: str) -> str:
        """A text file."""
        return (self.folder / name).read_text(encoding="utf-8")

    def resolved(self, link: str, origin: str) -> str | None:
        """A link in the file at ``origin`` as a whole URL; None for what is no part of this host."""
        url = urllib.parse.urljoin(self.url + origin, link)
        same = urllib.parse.urlsplit(url)[:2] == urllib.parse.urlsplit(self.url)[:2]
        return url if same else None

    def wrong(self, url: str) -> str:
        """What is wrong with a whole URL of this host; nothing when a file (and an anchor) answers it."""
        whole, _, anchor = url.partition("#")
        whole = urllib.parse.unquote(whole.partition("?")[0])
        if not whole.startswith(self.url):
            return "lies outside the site"
        address = whole.removeprefix(self.url)
        name = f"{address}index.html" if address.endswith("/") or not address else address
        if not (self.folder / name).is_file():
            return "answers with 404"
        if not anchor:
            return ""
        document = self.documents.get(address)
        return "" if document and urllib.parse.unquote(anchor) in document.ids else "has no such anchor"
