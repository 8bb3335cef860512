"""Feeds for the show, seasons and topics, in pages: the same items everywhere, and old pages stay."""

from __future__ import annotations

import dataclasses
import time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
import feed_samples
from dreiklang import feeds
from dreiklang.content.body import Body
from dreiklang.content.entries import Entry
from dreiklang.feeds.formats import browser_stylesheet, hypertext
from dreiklang.feeds.podcast import feed_pages, show_feeds
from dreiklang.ground.outputs import Output
from dreiklang.site.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
KINDS = ["podcast/feed", "podcast/staffel-1/feed", "podcast/thema/ehrenamt/feed"]


def episodes(count: int) -> list[Entry]:
    """Episodes of one topic, one a day, each with a recording of its own."""
    return [
        feed_samples.episode(
            f"f{number}",
            title=f"Thema {number}",
            number=number + 1,
            published=f"{2000 + number // 336}-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d} 06:00",
            audio={"url": f"https://cdn.example/{number}.mp3", "length": "9", "seconds": "200"},
            topics=["ehrenamt"],
        )
        for number in range(count)
    ]


def site(count: int, size: int, **more: object) -> Site:
    """A show of so many episodes, in feeds with pages of this size."""
    shared = [*feed_samples.records(), feed_samples.podcast(), feed_samples.season(trailer=None)]
    options = {"podcast": {"page_size": size, **more}}
    return builders.site(*shared, *episodes(count), media=feed_samples.media(), **options)


def made(site: Site) -> dict[str, Output]:
    """The podcast's outputs by path."""
    return {output.path: output for output in show_feeds.outputs(site)}


def channel(output: Output) -> ElementTree.Element:
    """A feed's channel."""
    found = ElementTree.fromstring(output.make()).find("channel")  # type: ignore[arg-type]  # noqa: S314
    assert found is not None
    return found


def links(output: Output) -> dict[str, str]:
    """Where a feed leads, by relation, below the site."""
    base = "https://example.org/wissen/"
    found = channel(output).findall(f"{ATOM}link")
    return {link.attrib["rel"]: link.attrib["href"].removeprefix(base) for link in found}


def guids(*outputs: Output) -> list[str]:
    """The GUIDs of some feeds' items, in their order."""
    return [guid.text or "" for output in outputs for guid in channel(output).iter("guid")]


def test_the_recording_itself_is_named_for_its_hash() -> None:
    """The recording stands among its forms, marked as the enclosure, where its hash is known, and else not."""
    form = "{https://podcastindex.org/namespace/1.0}alternateEnclosure"
    for sha256, expected in (("00" * 32, ["true"]), ("", [])):
        files = [
            dataclasses.replace(facts, sha256=sha256) if facts.path.endswith(".mp3") else facts
            for facts in feed_samples.media()
        ]
        item = channel(made(feed_samples.site(media=files))["podcast/feed.xml"]).find("item")
        assert item is not None
        assert [found.get("default") for found in item.findall(form)] == expected


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_feed_has_pages(name: str) -> None:
    """Older pages are numbered from the oldest episode; each leads to its neighbours, the first and the last."""
    found = made(site(7, 2))
    assert links(found[f"{name}.xml"]) == {
        "self": f"{name}.xml", "first": f"{name}.xml", "next": f"{name}-2.xml", "last": f"{name}-1.xml",
    }  # fmt: skip
    assert links(found[f"{name}-2.xml"]) == {
        "self": f"{name}-2.xml", "first": f"{name}.xml", "next": f"{name}-1.xml",
        "previous": f"{name}.xml", "last": f"{name}-1.xml",
    }  # fmt: skip
    assert links(found[f"{name}-1.xml"]) == {
        "self": f"{name}-1.xml", "first": f"{name}.xml", "previous": f"{name}-2.xml", "last": f"{name}-1.xml",
    }  # fmt: skip
    assert (
        guids(found[f"{name}-1.xml"])[-1]
        == guids(found[f"{name}.xml"], found[f"{name}-2.xml"], found[f"{name}-1.xml"])[-1]
    )


def test_a_short_feed_is_one_page() -> None:
    """A feed that fits on its page names no others."""
    assert links(made(site(3, 2))["podcast/feed.xml"]) == {"self": "podcast/feed.xml"}


@given(st.integers(0, 40), st.integers(1, 9))
def test_pages_hold_everything_once_in_order(count: int, size: int) -> None:
    """All pages together hold every member once, newest first; no page is empty, and the newest never short."""
    members = list(range(count))
    pages = list(feed_pages.pages("feed.xml", members, size))
    assert [member for page in pages for member in page.members] == members
    assert all(len(page.members) == size for page in pages[1:])
    assert min(count, size) <= len(pages[0].members) < 2 * size or count == 0
    names = {page.address for page in pages}
    assert len(names) == len(pages)
    assert {address for page in pages for _, address in page.links} <= names


@pytest.mark.parametrize("name", KINDS)
def test_a_new_episode_leaves_older_pages_alone(name: str) -> None:
    """One more episode changes the newest page; the older ones stay, byte by byte."""
    before, after = made(site(6, 2)), made(site(7, 2))
    assert before[f"{name}-2.xml"].key == after[f"{name}-2.xml"].key
    for number in (1, 2):
        page = f"{name}-{number}.xml"
        assert before[page].make() == after[page].make()
    assert before[f"{name}.xml"].make() != after[f"{name}.xml"].make()


def test_all_feeds_share_guids() -> None:
    """An episode has the same GUID in the show's, its season's and its topic's feed."""
    found = made(site(5, 2))
    per_kind = [
        guids(*(found[path] for path in sorted(found) if path.rpartition("/")[0] == name.rpartition("/")[0]))
        for name in KINDS
    ]
    assert sorted(per_kind[0]) == sorted(per_kind[1]) == sorted(per_kind[2])
    assert len(set(per_kind[0])) == 5


def test_pages_of_a_feed_share_its_guid() -> None:
    """All pages of a feed have one podcast:guid; other feeds have others."""
    tag = "{https://podcastindex.org/namespace/1.0}guid"
    found = {path: channel(output).findtext(tag) for path, output in made(site(5, 2)).items()}
    assert len(set(found.values())) == 3
    assert found["podcast/feed.xml"] == found["podcast/feed-1.xml"]


def test_only_topics_with_episodes_have_feeds() -> None:
    """A topic no episode is about has no feed."""
    assert not [path for path in made(feed_samples.site()) if "/thema/" in path]


def test_the_hub_is_named_by_what_is_subscribed_to() -> None:
    """Only the newest page names the hub: nobody subscribes to older ones."""
    found = made(site(5, 2, hub="https://hub.example/"))
    assert links(found["podcast/feed.xml"])["hub"] == "https://hub.example/"
    assert "hub" not in links(found["podcast/feed-1.xml"])


def test_an_item_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many feeds show an episode, its text is put together once."""
    asked = []
    whole = hypertext.of_body
    monkeypatch.setattr(
        "dreiklang.feeds.podcast.show_notes.of_body",
        lambda site, entry: asked.append(entry.id) or whole(site, entry),
    )
    for output in made(site(9, 2)).values():
        output.make()
    assert len(asked) == len(set(asked)) == 9


def test_a_thousand_episodes_are_quick() -> None:
    """A thousand episodes with hour-long transcripts become feeds within seconds."""
    large = site(1000, 300)
    turns = builders.turns(*(("Leonie Harms", second, "Guten Tag. " * 12) for second in range(0, 3600, 15)))
    body = Body(html="<p>Ein Text.</p>" * 20, turns=turns)
    known = [
        Entry(e.kind, e.path, e.fields, body if e.kind == "episode" else e.body, e.parent, e.lines)
        for e in large.library.entries
    ]
    heavy = builders.site(*known, media=feed_samples.media(), podcast={"page_size": 300})
    start = time.perf_counter()
    found = made(heavy)
    for output in found.values():
        output.make()
    assert time.perf_counter() - start < 20
    assert len(found) == 9


def test_browsers_show_a_feed_and_where_to_subscribe() -> None:
    """Every page of a feed names a style sheet, whose words name the page for people, in the site's language."""
    found = {output.path: output for output in feeds.outputs(feed_samples.everything())}
    for path, sheet in (
        ("podcast/feed.xml", b"../podcast/feed.css"),
        ("podcast/staffel-1/feed-1.xml", b"../../podcast/feed.css"),
    ):
        assert (
            found[path]
            .make()
            .startswith(  # type: ignore[union-attr]
                b"<?xml version='1.0' encoding='UTF-8'?>\n"
                b'<?xml-stylesheet type="text/css" href="' + sheet + b'"?>\n<rss '
            )
        )
    assert b"Das ist ein Feed" in found["podcast/feed.css"].make()  # type: ignore[operator]
    assert b"https://example.org/wissen/podcast/abonnieren/" in found["podcast/feed.css"].make()  # type: ignore[operator]


def test_words_in_the_style_sheet_cannot_leave_their_string() -> None:
    """Quotes and backslashes of a site's address stay within the text that is shown."""
    plain = feed_samples.site()
    named = plain.settings.site.model_copy(update={"url": 'https://example.org/a"b\\c'})
    hostile = dataclasses.replace(plain, settings=plain.settings.model_copy(update={"site": named}))
    made = {output.path: output.make() for output in browser_stylesheet.outputs(hostile)}
    assert b'https://example.org/a\\"b\\\\c/podcast/abonnieren/"; display: block' in made["podcast/feed.css"]
