"""The news feeds in their three forms."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import feedparser
import pytest

import builders
import feed_samples
from dreiklang import feeds, pages
from dreiklang.feeds.formats import hypertext
from dreiklang.site.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
FORMS = ("aktuelles/feed.xml", "aktuelles/atom.xml", "aktuelles/feed.json")


def written(site: Site, path: str) -> bytes:
    """The bytes of one output."""
    made = {output.path: output for output in feeds.outputs(site)}[path].make()
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("path", FORMS[:2])
def test_foreign_parser_reads_everything(path: str) -> None:
    """feedparser finds the feed well-formed, with identity, author, date, topic and full text."""
    read = feedparser.parse(written(feed_samples.site(), path))
    assert not read.bozo
    entry = read.entries[0]
    assert entry.title == "Neues ]]> <b>& mehr</b>"
    assert entry.id == "urn:uuid:27cdc071-94cc-5268-9150-f8fcec3b1581"
    assert entry.link == "https://example.org/wissen/aktuelles/neues/"
    assert entry.author == "Leonie Harms"
    assert entry.tags[0].term == "Ehrenamt"
    assert entry.published_parsed[:3] == (2026, 11, 1)
    assert "<h2>Eins</h2>" in entry.content[0].value


def test_json_feed_has_its_keys():
    """The JSON Feed has version, addresses, and items with id, text and dates (JSON Feed 1.1)."""
    read = json.loads(written(feed_samples.site(), FORMS[2]))
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert read["feed_url"] == "https://example.org/wissen/aktuelles/feed.json"
    assert {"title", "home_page_url", "language", "items"} <= read.keys()
    first = read["items"][0]
    assert {
        "id",
        "url",
        "title",
        "content_html",
        "date_published",
        "date_modified",
        "authors",
    } <= first.keys()
    assert first["authors"] == [{"name": "Leonie Harms"}]


def test_atom_names_itself_and_what_changed_last():
    """The Atom feed has id, self link and the newest change as its date (RFC 4287, 4.1.1)."""
    root = ElementTree.fromstring(written(feed_samples.site(), FORMS[1]))  # noqa: S314 - made by ourselves
    assert root.findtext(f"{ATOM}updated") == "2026-11-10T00:00:00+01:00"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://example.org/wissen/aktuelles/atom.xml",
        "alternate": "https://example.org/wissen/aktuelles/",
    }
    assert all(entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry"))


def test_newest_article_comes_first():
    """Articles stand newest first."""
    read = json.loads(written(feed_samples.site(), FORMS[2]))
    assert [item["title"] for item in read["items"]] == ["Neues ]]> <b>& mehr</b>", "Altes"]


def test_identity_does_not_depend_on_the_address():
    """With a UID domain of its own, an article keeps its identity when the site moves."""
    site = feed_samples.site(uid_domain="amt.example")
    moved = feed_samples.site(uid_domain="amt.example", addresses={"article": "nachrichten"})
    here = json.loads(written(site, FORMS[2]))["items"][0]["id"]
    assert json.loads(written(moved, "nachrichten/feed.json"))["items"][0]["id"] == here


def test_undated_articles_are_no_news():
    """An article without a date stays out of the feeds."""
    site = feed_samples.site(builders.entry("article", "ohne-tag"))
    assert "Ohne Tag" not in written(site, FORMS[2]).decode()


@pytest.mark.parametrize("articles", [[], [builders.entry("article", "undatiert")]])
def test_without_news_no_feed_is_made_and_none_announced(articles):
    """A site without articles, or with undated ones alone, has no feed of news, and no page names one."""
    site = builders.site(builders.entry("home", "start", path="docs/index.md"), *articles)
    assert not [output.path for output in feeds.outputs(site)]
    home = next(output.make() for output in pages.outputs(site) if output.path == "index.html")
    assert b"alternate" not in home
    assert not [form for form in FORMS if form.encode() in home]


def text() -> str:
    """The text of the newer article as it stands in feeds."""
    return str(json.loads(written(feed_samples.site(), FORMS[2]))["items"][0]["content_html"])


def test_links_are_whole():
    """Links to names and to anchors of the page have whole addresses."""
    assert 'href="https://example.org/wissen/aktuelles/altes/"' in text()
    assert 'href="https://example.org/wissen/aktuelles/neues/#eins"' in text()


def test_links_to_nothing_become_words():
    """A link whose target does not exist is left as words."""
    assert "zu nichts und" in text()


def test_nothing_runs_in_feeds():
    """Scripts, handlers and script addresses never enter a feed."""
    for forbidden in ("onclick", "javascript", "alert"):
        assert forbidden not in text()


def test_pictures_travel_only_under_open_licences():
    """A picture with an open licence is shown; an agency's picture stays on the site."""
    assert '<img alt="Offen" src="https://example.org/wissen/medien/bilder/offen.jpg">' in text()
    assert "agentur.jpg" not in text()


def test_embedded_blocks_are_shown():
    """A block of another page is shown where the text embeds it."""
    assert "<blockquote><p>Fragen hilft.</p></blockquote>" in text()


@pytest.mark.parametrize(
    "url", ["JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "&#106;avascript:alert(1)"]
)
def test_only_safe_addresses_remain(url: str) -> None:
    """Addresses of schemes that run code lose their link."""
    assert hypertext.absolute(f'<a href="{url}">x</a>', "https://example.org/a/") == "<a>x</a>"


def test_relative_addresses_are_meant_from_the_page():
    """Relative addresses are meant from the article's page."""
    html = hypertext.absolute('<a href="../b/?q#c">x</a>', "https://example.org/a/")
    assert html == '<a href="https://example.org/b/?q#c">x</a>'
