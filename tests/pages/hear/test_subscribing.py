"""How to subscribe: apps, the address, a QR code and every feed, without a script."""

from __future__ import annotations

import re
import urllib.parse

import pytest
import segno
from playwright.sync_api import Page

import builders
import feed_samples
import rendered
from dreiklang import feeds
from dreiklang.pages.hear import episode, podcast, subscribe_page
from dreiklang.pages.layout import layout_of
from dreiklang.pages.ways import records
from dreiklang.site.site import Site

PATH = "podcast/abonnieren/index.html"
FEED = "https://example.org/wissen/podcast/feed.xml"
PAGE = "https://example.org/wissen/podcast/abonnieren/"
NEWS = "https://example.org/wissen/aktuelles/"


def show(**options: object) -> Site:
    """A show with a season, and a topic that an episode is about."""
    place = {"title": "Spotify", "url": "https://spotify.example/schau"}
    return feed_samples.site(
        feed_samples.podcast(subscribe=[place]), feed_samples.episode(topics=["ehrenamt"]), **options
    )


def test_usual_apps_have_a_link_of_their_own():
    """Each app's link holds the feed's address in the form that the app answers to."""
    links = [
        a.attributes["href"]
        for a in rendered.tree(show(), subscribe_page.subscribe_pages, PATH).css(
            "[aria-labelledby=dk-apps] a"
        )
    ]
    rest = FEED.removeprefix("https://")
    assert links == [
        f"podcast://{rest}", f"antennapod-subscribe://{rest}", f"pktc://subscribe/{rest}",
        f"overcast://x-callback-url/add?url={urllib.parse.quote(FEED, safe='')}", f"podcastaddict://{rest}",
        f"gpodder://{rest}", f"pcast://{rest}",
    ]  # fmt: skip


def test_directories_are_those_of_the_show():
    """Where the show is listed stands in its own text."""
    found = rendered.tree(show(), subscribe_page.subscribe_pages, PATH).css("[aria-labelledby=dk-places] a")
    assert [(a.text(), a.attributes["href"]) for a in found] == [("Spotify", "https://spotify.example/schau")]


def test_every_feed_can_be_copied():
    """The show, each season and each topic with episodes stand there with their addresses, named apart."""
    page = rendered.tree(show(), subscribe_page.subscribe_pages, PATH)
    assert [i.attributes["value"] for i in page.css("input[readonly]")] == [
        FEED, "https://example.org/wissen/podcast/staffel-1/feed.xml",
        "https://example.org/wissen/podcast/thema/ehrenamt/feed.xml",
    ]  # fmt: skip
    labels = rendered.texts(page.css("main label"))
    assert labels[-2:] == [
        "Adresse zum Kopieren: Staffel 1 „Anfänge“",
        "Adresse zum Kopieren: Thema „Ehrenamt“",
    ]


def test_three_sentences_say_what_to_do():
    """What to do is said in three sentences, in the page's language."""
    assert len(rendered.tree(show(), subscribe_page.subscribe_pages, PATH).css(".prose ol li")) == 3
    english = rendered.tree(show(language="en"), subscribe_page.subscribe_pages, PATH)
    assert rendered.texts(english.css(".prose ol li"))[0].startswith("Tap your app")


def test_the_code_holds_the_address_of_the_page():
    """The drawing is the QR code of the page's address, with its quiet zone, and says what it is."""
    drawing = rendered.tree(show(), subscribe_page.subscribe_pages, PATH).css_first("svg.qr")
    assert PAGE in drawing.attributes["aria-label"]
    assert drawing.attributes["role"] == "img"
    dark = {
        tuple(map(int, m))
        for m in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawing.css("path")[1].attributes["d"])
    }
    rows = segno.make(PAGE, error="m", micro=False).matrix
    assert dark == {(x + 4, y + 4) for y, row in enumerate(rows) for x, bit in enumerate(row) if bit}
    side = len(rows) + 8
    assert drawing.attributes["viewBox"] == f"0 0 {side} {side}"


@pytest.mark.parametrize(
    ("maker", "path"),
    [
        (podcast.podcast_pages, "podcast/index.html"), (podcast.podcast_pages, "podcast/staffel-1/index.html"),
        (records.record_pages, "themen/ehrenamt/index.html"), (episode.episode_pages, "podcast/staffel-1/schluessel/index.html"),
    ],
)  # fmt: skip
def test_the_page_is_linked_from(maker, path):
    """The podcast, its seasons, topics and episodes lead to the page."""
    links = [a.attributes.get("href", "") for a in rendered.tree(show(), maker, path).css("main a")]
    assert any("podcast/abonnieren/" in link for link in links)


def test_the_footer_leads_to_people_not_to_xml():
    """What the footer calls the podcast's subscription is the page for people."""
    found = layout_of(show(), "de").values["subscribe"]
    assert "podcast/abonnieren/" in [item["url"] for item in found]


def test_a_topic_announces_its_feed():
    """Feed readers find a topic's feed in the head of its page; topics without episodes have none."""
    page = rendered.tree(show(), records.record_pages, "themen/ehrenamt/index.html")
    heads = [link.attributes["href"] for link in page.css('head link[type="application/rss+xml"]')]
    assert "../../podcast/thema/ehrenamt/feed.xml" in heads
    silent = rendered.tree(feed_samples.site(), records.record_pages, "themen/ehrenamt/index.html")
    assert "/thema/" not in silent.css_first("head").html


def test_without_a_podcast_there_is_no_page():
    """A site without a podcast says nothing about subscribing to one."""
    assert list(subscribe_page.subscribe_pages(builders.site())) == []


def test_words_in_its_addresses_are_settings():
    """The words in the addresses of the page and of topics' feeds are settings, as all are."""
    site = show(addresses={"podcast_topic": "x", "subscribe": "y"})
    assert "podcast/y/index.html" in rendered.pages(site, subscribe_page.subscribe_pages)
    assert "podcast/x/ehrenamt/feed.xml" in {output.path for output in feeds.outputs(site)}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "page", "shown", "hidden"),
    [
        (
            "podcast/feed.xml",
            PAGE,
            "channel title item description",
            "content:encoded podcast:person guid pubDate",
        ),
        ("podcast/staffel-1/feed.xml", PAGE, "channel title item description", "link atom:link"),
        ("aktuelles/feed.xml", NEWS, "channel title item description", "content:encoded pubDate"),
        ("aktuelles/atom.xml", NEWS, "title entry summary", "content updated id author"),
    ],
    ids=["show", "season", "news", "news-atom"],
)
def test_browsers_show_feeds_as_text(browser, path, page, shown, hidden, scheme):
    """In a browser, under the site's policy, a feed says what it is and shows its entries, at 320 px too."""
    site = show()
    made = {o.path: o.make() for o in feeds.outputs(site) if o.path.endswith((".xml", ".css"))}
    tab = browser.new_page(viewport={"width": 320, "height": 800}, color_scheme=scheme)
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    try:
        rendered.serve(tab, site, made)
        tab.goto(rendered.HOST + path)
        assert page in tab.evaluate("getComputedStyle(document.documentElement, '::before').content")
        assert set(_displays(tab, shown)) == {"block"}
        assert set(_displays(tab, hidden)) == {"none"}
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
        assert said == []
    finally:
        tab.close()


def _displays(tab: Page, names: str) -> list[str]:
    """How the first element of each name is displayed."""
    script = "(name) => getComputedStyle(document.getElementsByTagName(name)[0]).display"
    return [tab.evaluate(script, name) for name in names.split()]
