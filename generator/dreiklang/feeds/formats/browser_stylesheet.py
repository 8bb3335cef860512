"""How feeds look to people: style sheets for browsers, and the podcast's feeds in one list (OPML).

Browsers drop XSLT; a style sheet they keep. It can only say where the page for people is, so that
page is linked from everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from dreiklang import i18n
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import ARTICLE, EVENT, PODCAST
from dreiklang.content.podcast import Podcast
from dreiklang.feeds.formats.plain_text import line
from dreiklang.ground.outputs import Output, digest
from dreiklang.site import addresses
from dreiklang.site.site import Site

_STYLE = """\
@namespace "";
@namespace atom "http://www.w3.org/2005/Atom";
*|*:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
*|*:root { display: block; max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: anywhere; }
*|*:root::before { content: "%s"; display: block; padding: 1rem; border: 2px solid; font-weight: 600; }
rss *|*, atom|feed *|* { display: none; }
rss > channel, channel > title, channel > description, channel > item, item > title, item > description,
atom|feed > atom|title, atom|feed > atom|subtitle, atom|feed > atom|entry,
atom|entry > atom|title, atom|entry > atom|summary { display: block; }
channel > title, atom|feed > atom|title { margin-top: 1.5rem; font-size: clamp(1.5rem, 7vw, 1.75rem);
  font-weight: 700; }
channel > item, atom|feed > atom|entry { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid; }
item > title, atom|entry > atom|title { font-weight: 700; }
"""
"""RSS has no namespace, but a root written without a bar would mean RSS alone.

What is hidden is for programs: further elements, and dates in English.
"""


def outputs(site: Site) -> Iterator[Output]:
    """Style sheets for the feeds of podcast, news and events, and the list of the podcast's feeds."""
    settings = site.settings
    if site.has_feed(ARTICLE):
        page = addresses.overview("article", settings)
        yield _output(addresses.feed_style("article", settings), style(site, "feed_face_news", page))
    if site.has_feed(EVENT):
        page = addresses.subscribe_events(settings)
        yield _output(addresses.feed_style("event", settings), style(site, "feed_face_events", page))
    for podcast in site.library.of(PODCAST)[:1]:
        page = addresses.subscribe(settings)
        yield _output(addresses.feed_style("podcast", settings), style(site, "feed_face", page))
        yield _output(addresses.feed_list(settings), opml(site, podcast))


def style(site: Site, key: str, page: str) -> bytes:
    """A style sheet; before a feed stand the interface's words ``key`` with the address of a page."""
    words = i18n.text(key, site.language).format(url=addresses.absolute(page, site.settings))
    return (_STYLE % _quoted(words)).encode()


def opml(site: Site, podcast: Entry[Podcast]) -> bytes:
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
