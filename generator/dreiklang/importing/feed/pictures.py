"""An episode's own picture is brought beside its text; the show's cover, said again, is not."""

from __future__ import annotations

import hashlib
import posixpath
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dreiklang.importing.feed import requests
from dreiklang.importing.feed.model import Feed, Item, Picture
from dreiklang.importing.feed.planning import Episode, Plan
from dreiklang.loading import file_facts, file_types
from dreiklang.media import pictures

_ENDINGS = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/avif": "avif", "image/gif": "gif",
    "image/svg+xml": "svg",
}  # fmt: skip
_WHOLE = ("", "1/1")


@dataclass(frozen=True)
class Brought:
    """A picture beside an episode: its path from the project's root, what it shows, and its bytes.

    ``content`` is empty where another episode has brought the same picture.
    """

    path: str
    picture: Picture
    content: bytes = b""


def chosen(feed: Feed, item: Item) -> Picture | None:
    """The picture that stands for an episode, None where that is the show's cover."""
    cover = {feed.image, *(picture.url for picture in feed.pictures)}
    own = [p for p in item.pictures if p.url not in cover and (p.type or "image/").startswith("image/")]
    if item.image and item.image not in cover:
        return next((p for p in own if p.url == item.image), Picture(item.image))
    whole = (p for p in own if p.ratio.replace(" ", "") in _WHOLE and "artwork" in p.purpose.lower().split())
    return next(whole, own[0] if own else None)


def others(feed: Feed, item: Item) -> list[str]:
    """Addresses of the pictures of an episode that have no place here: banners, films, other shapes."""
    taken = chosen(feed, item)
    known = {feed.image, *(picture.url for picture in feed.pictures), taken.url if taken else ""}
    return list(dict.fromkeys(p.url for p in item.pictures if p.url not in known))


def cover(plan: Plan, content: bytes) -> None:
    """Remembers the show's cover by what it holds: hosts serve it for every episode under a new name."""
    plan.pictures[_digest(content)] = ""


def bring(plan: Plan, episode: Episode) -> Brought | None:
    """The episode's picture, fetched once for all episodes that share it; what cannot be used is reported."""
    picture = chosen(plan.feed, episode.item)
    if picture is None:
        return None
    if picture.url in plan.pictures:
        return _again(plan, picture, plan.pictures[picture.url])
    answer = requests.get(plan, picture.url, episode.path)
    if answer is None:
        return None
    name = _digest(answer.content)
    if name in plan.pictures:
        plan.pictures[picture.url] = plan.pictures[name]
        return _again(plan, picture, plan.pictures[name])
    kind, content, detail = usable(plan, answer.content)
    if not content:
        plan.report("import-not-fetched", episode.path, url=picture.url, detail=detail or answer.type or "–")
        return None
    path = posixpath.join(posixpath.dirname(episode.path), f"{episode.id}.{kind}")
    plan.pictures[name] = plan.pictures[picture.url] = path
    return Brought(path, picture, content)


def _again(plan: Plan, picture: Picture, path: str) -> Brought | None:
    return Brought(path, picture) if path else None


def _digest(content: bytes) -> str:
    return f"blake2b:{hashlib.blake2b(content, digest_size=16).hexdigest()}"


def usable(plan: Plan, content: bytes) -> tuple[str, bytes, str]:
    """Ending and bytes as they may be published, or why not.

    What a photo tells about its place and device, and what a drawing would run, goes before it
    reaches the project: git forgets nothing.
    """
    with tempfile.TemporaryDirectory(prefix="dreiklang-") as folder:
        # Drawings have no signature: sniffing asks whether a file of that name can be one.
        file = Path(folder) / ("picture.svg" if b"<svg" in content[:4096] else "picture")
        file.write_bytes(content)
        type = file_types.sniff(file)
        if type not in _ENDINGS:
            return "", b"", type
        file = file.rename(file.with_suffix(f".{_ENDINGS[type]}"))
        try:
            shown = (
                pictures.published(file, type) if file_facts.facts(Path(folder), file.name)[0] else content
            )
        except Exception as error:  # Pillow's decoders raise whatever broken bytes lead them to
            return "", b"", str(error)
        file.write_bytes(shown if isinstance(shown, bytes) else shown.read_bytes())
        _, problems = file_facts.facts(Path(folder), file.name)
        if problems:
            return "", b"", problems[0].message(plan.project.settings.language)
        return _ENDINGS[type], file.read_bytes(), ""
