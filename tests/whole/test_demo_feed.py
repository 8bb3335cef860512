"""The demo's feed is the example: whatever a feed can say stands in it, unless it would be a bad one."""

from __future__ import annotations

from xml.etree import ElementTree

import judged
from feeds.test_judges import ROWS

LEFT_OUT = {
    "channel/itunes:block": "the show is not hidden; its seasons' feeds have it",
    "channel/podcast:block": "the same",
    "channel/itunes:complete": "further seasons will come",
    "channel/podcast:updateFrequency@complete": "the same",
    "channel/itunes:new-feed-url": "it would send every listener away",
    "channel/podcast:person@img": "nobody invented sat for a portrait",
    "item/podcast:person@img": "the same",
    "item/podcast:location@osm": "of the places it tells of none has a number that was looked up",
}
"""What the demo's feed does not say, and why."""


def _said(feed: bytes) -> set[str]:
    """Every element and attribute of the channel and of any item, as the judges' table names them."""
    channel = ElementTree.fromstring(feed).find("channel")  # noqa: S314 - made by ourselves
    assert channel is not None
    items = channel.findall("item")
    for item in items:
        channel.remove(item)
    found = {where for where, _ in judged.walk(channel, "channel")}
    return found | {where for item in items for where, _ in judged.walk(item, "item")}


def test_the_demo_says_what_feeds_can_say(demo) -> None:
    """Everything that judges know stands in the demo's feed, but for what is left out with a reason."""
    rows = {row[0] for row in ROWS}
    assert rows - _said((demo / "podcast/feed.xml").read_bytes()) == LEFT_OUT.keys()


def test_hidden_feeds_say_so(demo) -> None:
    """The feed of a season stays out of directories: the show stands there already."""
    said = _said((demo / "podcast/staffel-2/feed.xml").read_bytes())
    assert {"channel/itunes:block", "channel/podcast:block"} <= said
