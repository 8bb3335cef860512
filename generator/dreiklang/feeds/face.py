"""How the podcast's feeds look to people and in one list: a style sheet for browsers, and OPML.

Browsers drop XSLT; a style sheet they keep. It can only say where the page for people is, so that
page is linked from everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from dreiklang import addresses, i18n
from dreiklang.content.library import Entry
from dreiklang.feeds.plain import line
from dreiklang.outputs import Output, digest
from dreiklang.site import Site

_STYLE = """\
@namespace "";
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
rss, channel, item { display: block; }
rss { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: anywhere; }
rss::before { content: "%s"; display: block; padding: 1rem; border: 2px solid; font-weight: 600; }
channel *|*, item *|* { display: none; }
channel > title, channel > description, channel > item,
item > title, item > description { display: block; }
channel > title { margin-top: 1.5rem; font-size: 1.75rem; font-weight: 700; }
channel > item { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid; }
item > title { font-weight: 700; }
"""
"""Elements without a namespace are RSS's own; those of others, and dates in English, are for programs."""


def outputs(site: Site) -> Iterator[Output]:
    """``podcast/feed.css`` and ``podcast/feeds.opml``; neither without a podcast."""
    for podcast in site.library.of("podcast")[:1]:
        yield _output(addresses.feed_style(site.settings), style(site).encode())
        yield _output(addresses.feed_list(site.settings), opml(site, podcast))


def style(site: Site) -> str:
    """The style sheet, with the words that come before a feed."""
    page = addresses.absolute(addresses.subscribe(site.settings), site.settings)
    return _STYLE % _quoted(i18n.text("feed_face", site.language).format(url=page))


def opml(site: Site, podcast: Entry) -> bytes:
    """Every feed of the podcast (OPML 2.0, "Subscription lists"), for apps that import lists."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = line(podcast.title)
    body = ElementTree.SubElement(root, "body")
    for about, feed in addresses.podcast_feeds(site.library, site.settings):
        title = podcast.title if about is podcast else f"{podcast.title}: {about.title}"
        known = {
            "type": "rss",
            "text": line(title),
            "title": line(title),
            "xmlUrl": addresses.absolute(feed, site.settings),
            "htmlUrl": site.url(about),
            "language": podcast.fields.language,
        }
        ElementTree.SubElement(body, "outline", known)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _output(path: str, content: bytes) -> Output:
    return Output(path, digest(content), lambda: content)


def _quoted(text: str) -> str:
    r"""As a CSS string holds text (CSS Syntax 3, 4.3.5): quotes and backslashes escaped."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
