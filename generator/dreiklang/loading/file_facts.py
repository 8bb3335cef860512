"""Facts about files that are published: size, type, measure, length; read from the bytes."""

from __future__ import annotations

import dataclasses
import hashlib
import mmap
import warnings
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from dreiklang.content.file_facts import MediaFacts
from dreiklang.ground.problems import Place, Problem
from dreiklang.loading import file_types, pdf
from dreiklang.loading.pictures import svg
from dreiklang.loading.recordings import mp4, mpeg, ogg

MOST_PIXELS = 40_000_000
"""The largest picture: 40 megapixels."""

MOST_SVG_BYTES = 5_000_000
MOST_PDF_BYTES = 200_000_000

_TURNED = range(5, 9)
_EXIF_ORIENTATION = 0x0112
_PILLOW = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}
_COLOURS = {"1": "grey", "L": "grey", "LA": "grey", "I": "grey", "I;16": "grey", "CMYK": "cmyk"}
"""Pillow's modes of what is stored; all others are RGB or lead to it (a palette, a JPEG's YCbCr).

A JPEG of four components is CMYK for Pillow, whether an Adobe marker says CMYK or YCCK.
"""

Measured = tuple[MediaFacts | None, tuple[Problem, ...]]
"""The facts of a file, and what is wrong with it; without facts it cannot be published."""


def facts(root: Path, path: str) -> Measured:
    """The facts of the file ``path`` (from the project's root).

    Depends on the file's bytes and name alone, so it can be kept as long as these stay. The
    sidecar beside it is added later.
    """
    file = root / path
    expected = file_types.TYPES[file_types.ending(path)]
    try:
        size = file.stat().st_size
        found = file_types.sniff(file)
        if size == 0:
            return None, (_problem("media-empty", path),)
        if not file_types.agree(expected, found):
            return None, (_problem("media-type", path, ending=file_types.ending(path), found=found or "?"),)
        is_recording = file_types.ending(path) in file_types.RECORDINGS
        known = MediaFacts(path, size, expected, *_digests(file, is_recording))
        return _measured(known, file)
    except OSError:
        return None, (_problem("file-unreadable", path),)


def _measured(known: MediaFacts, file: Path) -> Measured:
    kind = file_types.ending(known.path)
    if kind == "svg":
        return _drawing(known, file)
    if kind in file_types.PICTURES:
        return _picture(known, file, _PILLOW[kind])
    if kind == "mp3":
        return _mp3(known, file)
    if kind == "opus":
        return _opus(known, file)
    if kind in ("m4a", "mp4"):
        return _mp4(known, file)
    if kind == "pdf" and known.size <= MOST_PDF_BYTES:
        data = file.read_bytes()
        return dataclasses.replace(known, pages=pdf.pages(data), lacks=pdf.lacks(data)), ()
    return known, ()


def _drawing(known: MediaFacts, file: Path) -> Measured:
    if known.size > MOST_SVG_BYTES:
        return None, (_problem("file-too-large", known.path, most=MOST_SVG_BYTES // 1_000_000),)
    picture = svg.read_svg(file.read_bytes())
    found = tuple(Problem(f.code, Place(known.path, f.line), {"what": f.what}) for f in picture.findings)
    return dataclasses.replace(known, width=picture.width, height=picture.height), found


def _picture(known: MediaFacts, file: Path, form: str) -> Measured:
    """Decodes the picture once, small where its format allows, so a truncated one is found."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file, formats=(form,)) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    return None, (_too_many_pixels(known.path),)
                if image.getexif().get(_EXIF_ORIENTATION) in _TURNED:
                    width, height = height, width
                colours, alpha = _COLOURS.get(image.mode, "rgb"), image.has_transparency_data
                image.draft("RGB", (64, 64))
                image.load()
    except Image.DecompressionBombError:
        return None, (_too_many_pixels(known.path),)
    except Exception:  # Pillow's decoders raise whatever broken bytes lead them to
        return None, (_problem("picture-broken", known.path),)
    return dataclasses.replace(known, width=width, height=height, colours=colours, alpha=alpha), ()


def _too_many_pixels(path: str) -> Problem:
    return _problem("picture-too-large", path, most=MOST_PIXELS // 1_000_000)


def _mp3(known: MediaFacts, file: Path) -> Measured:
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        recording = mpeg.measure(data)
        broken = "audio-free-format" if not recording and mpeg.is_free_format(data) else "audio-broken"
    if recording is None:
        return None, (_problem(broken, known.path),)
    return _heard(known, recording.seconds, recording.bitrate, recording.flaws)


def _opus(known: MediaFacts, file: Path) -> Measured:
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        recording = ogg.measure(data)
    if recording is None:
        return None, (_problem("audio-broken", known.path),)
    return _heard(known, recording.seconds, recording.bitrate, recording.flaws)


def _mp4(known: MediaFacts, file: Path) -> Measured:
    if not mp4.is_whole(file):
        return None, (_problem("audio-truncated", known.path),)
    recording = mp4.measure(file)
    if recording is None:
        return None, (_problem("audio-broken", known.path),)
    return _heard(known, recording.seconds, recording.bitrate, recording.flaws)


def _heard(known: MediaFacts, seconds: float, bitrate: int, flaws: Sequence[str]) -> Measured:
    facts = dataclasses.replace(known, seconds=seconds, bitrate=bitrate)
    return facts, tuple(_problem(code, known.path) for code in flaws)


def _digests(file: Path, is_recording: bool) -> tuple[str, str]:
    """The name of the content, and for recordings its SHA-256 that feeds state; read once for both."""
    name, stated = hashlib.blake2b(digest_size=16), hashlib.sha256()
    with file.open("rb") as opened:
        while block := opened.read(1 << 20):
            name.update(block)
            if is_recording:
                stated.update(block)
    return name.hexdigest(), stated.hexdigest() if is_recording else ""


def _problem(code: str, path: str, **values: object) -> Problem:
    return Problem(code, Place(path), values)
