"""What an mp3 file tells about itself: ID3 tags and chapters, written into a copy.

ID3v2.3 with the frames of its chapter addendum ("ID3v2 Chapter Frame Addendum", CHAP and CTOC):
every player reads it. mutagen writes them; it is an extra, under another licence than ours, and
only imported here, when somebody asks for tags.
"""

from __future__ import annotations

import importlib
import importlib.util
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dreiklang.audio import covers
from dreiklang.content.entries import Entry
from dreiklang.content.kinds import PODCAST, SEASON
from dreiklang.content.podcast import Episode
from dreiklang.site import addresses, audio_sources
from dreiklang.site.site import Site

_LANGUAGES = {"de": "deu", "en": "eng", "fr": "fra", "nl": "nld", "da": "dan", "pl": "pol", "tr": "tur"}
"""ISO 639-2 as ID3 wants it, by the first part of a language tag."""

_NO_OFFSET = 0xFFFF_FFFF
_FRONT_COVER = 3


class NoTags(Exception):
    """A recording gets no tags; the text is a key of the interface's words."""


@dataclass(frozen=True)
class Chapter:
    """A chapter; times in milliseconds."""

    start: int
    end: int
    title: str


@dataclass(frozen=True)
class Tags:
    """What is written into a file; what is empty is left out. ``cover`` is its type and bytes."""

    title: str
    show: str
    author: str
    number: str
    season: str
    date: str
    language: str
    description: str
    cover: tuple[str, bytes] | None
    chapters: tuple[Chapter, ...]


def is_possible() -> bool:
    """True where the extra ``tags`` is installed."""
    try:
        return importlib.util.find_spec("mutagen") is not None
    except ValueError:  # somebody put None in its place
        return False


def tags_of(site: Site, episode: Entry[Episode]) -> Tags:
    """The tags of an episode, from the same fields as its page and its feed item."""
    shows = site.library.of(PODCAST)
    show = shows[0] if shows else None
    season = site.library.parent(episode, SEASON)
    language = show.fields.language if show else site.language
    return Tags(
        title=episode.title,
        show=show.title if show else site.settings.site.name,
        author=show.fields.author if show else "",
        number=str(episode.fields.number or ""),
        season=str(season.fields.number) if season else "",
        date=site.published(episode).date().isoformat(),
        language=_LANGUAGES.get(language.partition("-")[0].lower(), "und"),
        description=episode.fields.summary or episode.body.text[:1000],
        cover=covers.cover_of(site, [entry for entry in (episode, show) if entry]),
        chapters=tuple(_chapters(site, episode)),
    )


def _chapters(site: Site, episode: Entry[Episode]) -> Iterator[Chapter]:
    """Each chapter lasts until the next one, the last until the end."""
    written = sorted(episode.fields.chapters, key=lambda chapter: chapter.time)
    end = round((audio_sources.main_source(site, episode).seconds or 0) * 1000)
    ends = [chapter.time * 1000 for chapter in written[1:]] + [end]
    for chapter, until in zip(written, ends, strict=False):  # without chapters the end alone is left
        start = chapter.time * 1000
        yield Chapter(start, max(start, until), chapter.title)


def copy(site: Site, episode: Entry[Episode], into: Path) -> Path:
    """Puts a tagged copy below ``into``, by its media path, and leaves the original as it is.

    A host that holds the recordings of ``podcast.audio_base`` takes that folder as it is. Raises
    NoTags for a recording that is no mp3 file, is not here, or would be written over.
    """
    file = episode.fields.audio.file
    if not file or not file.lower().endswith(".mp3"):
        raise NoTags("audio_tag_no_mp3")
    original = site.root / file
    if file not in site.library.media:
        raise NoTags("audio_tag_not_here")
    target = into / addresses.media(file)
    if target.exists() and target.samefile(original):
        raise NoTags("audio_tag_original")
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.part")
    shutil.copyfile(original, beside)
    _write(tags_of(site, episode), beside)
    beside.replace(target)
    return target


def _write(tags: Tags, file: Path) -> None:
    """Replaces whatever tags the file has: editors' programs leave names and paths in them."""
    id3: Any = importlib.import_module("mutagen.id3")
    found = id3.ID3()
    for frame in _frames(id3, tags):
        found.add(frame)
    found.update_to_v23()
    found.save(file, v1=0, v2_version=3)
    _put_chapters_in_order(file)


def _put_chapters_in_order(file: Path) -> None:
    """mutagen writes short frames first; many players show chapters as they come, whatever CTOC says.

    Frames of ID3v2.3: four letters, four bytes of length, two of flags (ID3v2.3.0, section 3.3).
    """
    with file.open("r+b") as opened:
        size = opened.read(10)[6:]
        tag = opened.read(size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])
        frames: list[bytes] = []
        at = 0
        while at + 10 <= len(tag) and tag[at]:
            length = 10 + int.from_bytes(tag[at + 4 : at + 8], "big")
            frames.append(tag[at : at + length])
            at += length
        frames.sort(key=_begin)
        opened.seek(10)
        opened.write(b"".join(frames) + tag[at:])


def _begin(frame: bytes) -> int:
    """When a chapter's frame begins, in milliseconds; other frames stand before all of them."""
    if not frame.startswith(b"CHAP"):
        return -1
    return int.from_bytes(frame[10:].partition(b"\x00")[2][:4], "big")


def _frames(id3: Any, tags: Tags) -> Iterator[Any]:
    texts = {
        "TIT2": tags.title, "TALB": tags.show, "TPE1": tags.author, "TRCK": tags.number, "TPOS": tags.season,
        "TDRC": tags.date, "TLAN": tags.language, "TCON": "Podcast", "TDES": tags.description,
    }  # fmt: skip
    yield from (getattr(id3, name)(encoding=3, text=[text]) for name, text in texts.items() if text)
    if tags.description:
        yield id3.COMM(encoding=3, lang=tags.language, desc="", text=[tags.description])
    if tags.cover:
        type, data = tags.cover
        yield id3.APIC(encoding=3, mime=type, type=_FRONT_COVER, desc="", data=data)
    if tags.chapters:
        names = [f"chp{index}" for index in range(len(tags.chapters))]
        flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
        yield id3.CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[])
        yield from map(_chapter, [id3] * len(names), names, tags.chapters)


def _chapter(id3: Any, name: str, chapter: Chapter) -> Any:
    return id3.CHAP(
        element_id=name,
        start_time=chapter.start,
        end_time=chapter.end,
        start_offset=_NO_OFFSET,
        end_offset=_NO_OFFSET,
        sub_frames=[id3.TIT2(encoding=3, text=[chapter.title])],
    )
