"""What foreign programs read of a feed, made comparable with what stands in it."""

from __future__ import annotations

import contextlib
import datetime as dt
import email.utils
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import feedparser
import podcastparser

from conftest import ROOT

JUDGES = ROOT / "tests/judges"
PREFIXES = {
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "http://podlove.org/simple-chapters": "psc",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://www.w3.org/2005/Atom": "atom",
}
DRAFT = b"https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
"""The only address by which podcastparser knows the podcast namespace."""

Read = tuple[Any, list[Any]]
"""What a judge read: the channel, and the items."""


def node(script: str, content: bytes, *arguments: str) -> Any:
    """What a script below ``tests/judges`` prints as JSON about ``content``.

    Raises RuntimeError naming the one command that is missing.
    """
    if not shutil.which("node") or not (JUDGES / "node_modules").is_dir():
        raise RuntimeError(f"The judge {script} is missing. Run: bash tests/judges/install")
    command = ["node", str(JUDGES / f"{script}.mjs"), *arguments]
    done = subprocess.run(command, input=content, capture_output=True, timeout=60)
    if done.returncode:
        raise RuntimeError(f"{script}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def partytime(feed: bytes) -> Read:
    """podcast-partytime, which drops silently what it takes for invalid."""
    read = node("partytime", feed)
    return read, read["items"]


def feedsmith(feed: bytes) -> Read:
    """feedsmith, which knows every element of the podcast namespace."""
    read = node("feedsmith", feed)["feed"]
    return read, read["items"]


def by_feedparser(feed: bytes) -> Read:
    """feedparser, which keeps the last of several elements of a namespace it does not know."""
    read = feedparser.parse(feed)
    assert not read.bozo, read.bozo_exception
    return read.feed, read.entries


def by_podcastparser(feed: bytes) -> Read:
    """podcastparser, which gPodder uses."""
    own = b"https://podcastindex.org/namespace/1.0"
    read = podcastparser.parse("https://example.org/feed.xml", io.BytesIO(feed.replace(own, DRAFT)))
    # A serial show's episodes come out oldest first.
    return read, sorted(read["episodes"], key=lambda episode: -episode["published"])


ALL: dict[str, Callable[[bytes], Read]] = {
    "partytime": partytime,
    "feedsmith": feedsmith,
    "feedparser": by_feedparser,
    "podcastparser": by_podcastparser,
}


def said(feed: bytes) -> dict[str, list[str]]:
    """Every text and attribute of a feed's channel and first item, in order, by where it stands.

    ``item/podcast:person@role`` is an attribute, ``channel/podcast:guid`` a text.
    """
    channel = ElementTree.fromstring(feed).find("channel")  # noqa: S314 - made by ourselves
    assert channel is not None
    first = channel.find("item")
    found: dict[str, list[str]] = {}
    for item in channel.findall("item"):
        channel.remove(item)
    for where, value in [*walk(channel, "channel"), *(walk(first, "item") if first is not None else ())]:
        found.setdefault(where, []).append(value)
    return found


def walk(element: ElementTree.Element, path: str) -> Iterator[tuple[str, str]]:
    """Every text and attribute of an element and what is in it, with where it stands."""
    if text := (element.text or "").strip():
        yield path, text
    yield from ((f"{path}@{name}", value) for name, value in element.attrib.items())
    for child in element:
        uri, _, name = child.tag.rpartition("}")
        prefix = f"{PREFIXES[uri[1:]]}:" if uri else ""
        yield from walk(child, f"{path}/{prefix}{name}")


def at(value: Any, path: str) -> list[Any]:
    """The values at a path like ``podcast.persons.*.role``; nothing where the path ends early."""
    found = [value]
    for key in path.split("."):
        steps: list[Any] = []
        for each in found:
            if key == "*":
                steps += each
            elif isinstance(each, dict):
                steps += [each[key]] if key in each else []
            elif key.isdigit() and int(key) < len(each):
                steps.append(each[int(key)])
        found = steps
    return found


def plain(value: Any) -> str:
    """A value without what judges write differently: case, truth, numbers and moments."""
    text = {"true": "yes", "false": "no"}.get(str(value).casefold(), str(value).strip().casefold())
    with contextlib.suppress(ValueError):
        return f"{float(text):g}"
    with contextlib.suppress(ValueError, TypeError):
        return f"{email.utils.parsedate_to_datetime(text).timestamp():g}"
    with contextlib.suppress(ValueError):
        return f"{dt.datetime.fromisoformat(text.upper()).timestamp():g}"
    return text
