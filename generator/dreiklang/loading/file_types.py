"""What a file is: its ending says it, its first bytes must agree."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

TYPES = {
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "webp": "image/webp", "avif": "image/avif", "gif": "image/gif",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "opus": "audio/ogg", "mp4": "video/mp4",
    "pdf": "application/pdf", "zip": "application/zip", "csv": "text/csv",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "vtt": "text/vtt", "srt": "application/x-subrip",
}  # fmt: skip
"""Endings of files that are published, with their types."""

PICTURES = ("svg", "png", "jpg", "jpeg", "webp", "avif", "gif")
AUDIO = ("mp3", "m4a")
RECORDINGS = (*AUDIO, "opus")
"""Opus in Ogg (RFC 7845, section 9) is a second form only: not every app plays it."""

CAPTIONS = ("vtt", "srt", "json")
"""Transcripts that are read; JSON may be anything and is never published as it is."""

_OFFICE = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_MARKUP = re.compile(rb"<(!doctype html|html|script|body|iframe)\b", re.IGNORECASE)


def ending(path: str) -> str:
    """The ending in lower case, without its dot."""
    return Path(path).suffix.lower().removeprefix(".")


def is_media(path: str) -> bool:
    """True for files that are published beside the pages."""
    return ending(path) in TYPES


def sniff(path: Path) -> str:
    """The type that a file's content speaks for; empty when nothing is recognised."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(path)
    return _by_magic(head) or _text(head, ending(path.name))


def _by_magic(head: bytes) -> str:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return TYPES["png"]
    if head.startswith(b"\xff\xd8\xff"):
        return TYPES["jpg"]
    if head.startswith((b"GIF87a", b"GIF89a")):
        return TYPES["gif"]
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return TYPES["webp"]
    if head[4:8] == b"ftyp":
        return _boxed(head[8:32])
    if head.startswith(b"%PDF-"):
        return TYPES["pdf"]
    if head.startswith(b"OggS"):
        return TYPES["opus"] if head[28:36] == b"OpusHead" else "application/ogg"
    if head.startswith(b"ID3") or (len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return TYPES["mp3"]
    return ""


def _boxed(brands: bytes) -> str:
    if brands.startswith((b"avif", b"avis")) or b"avif" in brands:
        return TYPES["avif"]
    return TYPES["m4a"] if brands.startswith((b"M4A", b"M4B")) else TYPES["mp4"]


def _packed(path: Path) -> str:
    """Office documents are archives; what is inside says which."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return archive.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return ""
    if "[Content_Types].xml" in names:
        for folder, kind in _OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return TYPES[kind]
    return TYPES["zip"]


def _text(head: bytes, kind: str) -> str:
    """Formats without a signature: they must be text, and an SVG must say so."""
    if b"\x00" in head:
        return ""
    if kind == "svg":
        return TYPES["svg"] if b"<svg" in head and not _MARKUP.match(head.lstrip()) else ""
    if kind in ("csv", "vtt", "srt") and not _MARKUP.search(head):
        return TYPES[kind]
    return ""


def agree(expected: str, found: str) -> bool:
    """True when the content is of the type that the ending promises."""
    both_mp4 = {TYPES["m4a"], TYPES["mp4"]}
    return expected == found or {expected, found} == both_mp4
