"""XML of strangers: no entities, no network, no endless trees; and small readers of elements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

PREFIXES = {
    "http://www.w3.org/2005/atom": "atom",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://podlove.org/simple-chapters": "psc",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://search.yahoo.com/mrss": "media",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://www.google.com/schemas/play-podcasts/1.0/play-podcasts.xsd": "googleplay",
    "http://www.rawvoice.com/rawvoicerssmodule": "rawvoice",
    "https://blubrry.com/developer/rawvoice-rss": "rawvoice",
    "http://purl.org/rss/1.0/modules/syndication": "sy",
    "http://backend.userland.com/creativecommonsrssmodule": "creativeCommons",
    "http://wellformedweb.org/commentapi": "wfw",
    "http://purl.org/rss/1.0/modules/slash": "slash",
    "http://bitlove.org": "bitlove",
    "http://purl.org/syndication/history/1.0": "fh",
    "https://www.spotify.com/ns/rss": "spotify",
}
"""Namespaces by their address in lower case, without a closing slash; prefixes are each feed's own choice."""


class NotRead(Exception):
    """A document that is no feed: a code of the catalogue and its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.problem = values


def parse(raw: bytes) -> etree._Element:
    """The root of a document. Raises NotRead; line and column as the parser counts them."""
    # Blank lines before the declaration come from careless plug-ins; readers everywhere forgive them.
    text = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if not text:
        raise NotRead("feed-empty")
    if re.match(rb"<(!doctype\s+html|html|head|body)\b", text[:200], re.IGNORECASE):
        raise NotRead("feed-is-html")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if b"<!ENTITY" in text:
            raise NotRead("feed-entities") from None
        line, column = getattr(error, "position", (1, 1))
        detail = str(error).partition(", line ")[0][:200]
        raise NotRead(
            "feed-broken", line=max(line or 1, 1), column=max(column or 1, 1), detail=detail
        ) from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise NotRead("feed-entities")
    return root


def name(element: etree._Element) -> str:
    """``title``, ``itunes:duration``: by its namespace, whatever prefix the feed writes."""
    tag = str(element.tag)
    if not tag.startswith("{"):
        return tag
    space, _, local = tag[1:].partition("}")
    prefix = PREFIXES.get(space.lower().rstrip("/")) or element.prefix or space
    return f"{prefix}:{local}"


def children(parent: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Every child element with its name."""
    for child in parent:
        if isinstance(child.tag, str):
            yield name(child), child


def text_of(element: etree._Element | None) -> str:
    """The words of an element, those of elements within it too, without surrounding blanks."""
    return "" if element is None else "".join(element.itertext()).strip()
