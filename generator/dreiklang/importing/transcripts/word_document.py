"""A conversation written in Word: paragraphs of a ``.docx`` with names and, often, times.

``[0:04] Name: words``, ``Name (0:04): words``, ``0:04 Name``, ``Name: words`` … or a line with name and time
above the words. A .docx is a zip archive of XML and hostile: its size is bounded before it is read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from dreiklang.ground.problems import Place, Problem
from dreiklang.importing.transcripts.segments import Segment, seconds
from dreiklang.loading.transcripts import subrip

NAME = "Word"
MOST_PACKED = 20_000_000
MOST_UNPACKED = 60_000_000
MOST_PARTS = 5_000
_CLOCK = r"[\[(]?(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?:[.,](\d{1,3}))?[\])]?"
_BEFORE = re.compile(rf"{_CLOCK}\s*[-–—:]?\s*(.*)", re.DOTALL)
_AFTER = re.compile(rf"([^:\n]{{1,60}}?)[\s,]*{_CLOCK}\s*:?\s*(.*)", re.DOTALL)
_XML = (".xml", ".rels")
_TEXTS = "p, h1, h2, h3, h4, h5, h6, li, td, th"


class _Line(NamedTuple):
    start: float | None
    speaker: str
    text: str


def fits(raw: bytes) -> bool:
    """True for a zip archive; ``read`` says what is wrong with one that is no Word document."""
    return raw.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read_segments(raw: bytes, file: str) -> tuple[list[Segment], list[Problem]]:
    """Every paragraph; one without a name goes on with what the speaker above says."""
    if code := _refused(raw):
        return [], [Problem(code, Place(file), {"most": MOST_UNPACKED // 1_000_000})]
    try:
        paragraphs = list(_paragraphs(raw))
    except Exception:  # mammoth raises whatever a damaged part makes its parsers raise
        return [], [Problem("import-docx-broken", Place(file))]
    return list(_segments(paragraphs)), []


def _refused(raw: bytes) -> str:
    """What speaks against opening the archive, by its table of contents and its XML's declarations."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(raw) > MOST_PACKED or unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
                return "import-docx-too-large"
            if "word/document.xml" not in archive.namelist():
                return "import-docx-other"
            if any(_declares(archive.read(part)) for part in parts if part.filename.endswith(_XML)):
                return "import-docx-broken"
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        MemoryError,
    ):
        return "import-docx-broken"
    return ""


def _declares(xml: bytes) -> bool:
    """True for XML that defines entities of its own, in whatever encoding: Word never does."""
    plain = xml.replace(b"\x00", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _paragraphs(raw: bytes) -> Iterator[str]:
    import mammoth  # takes a tenth of a second, which no other command needs

    nothing = mammoth.images.img_element(lambda image: {})
    html = mammoth.convert_to_html(
        io.BytesIO(raw),
        convert_image=nothing,
        include_embedded_style_map=False,
        include_default_style_map=True,
    ).value
    tree = LexborHTMLParser(html.replace("<br />", "\n"), is_fragment=True)
    for node in tree.css(_TEXTS):
        if not node.css_first("p") or node.tag == "p":
            text = node.text().strip()
            if text:
                yield text


def _segments(paragraphs: list[str]) -> Iterator[Segment]:
    """A line that only says who and when belongs to the paragraphs below it."""
    start: float | None = None
    speaker = ""
    for number, paragraph in enumerate(paragraphs, start=1):
        line = _line(paragraph)
        waiting = start is not None and line.start is None
        speaker = line.speaker or speaker
        begin = start if waiting else line.start
        if not line.text:
            start = line.start if line.start is not None else start
            continue
        yield Segment(line.text, begin, None, speaker, line=number)
        start = None


def _line(text: str) -> _Line:
    first, _, rest = text.partition("\n")
    if before := _BEFORE.fullmatch(text):
        speaker, words = subrip.named(before[5]) if before[5] else ("", "")
        if not speaker and _only_a_name(before[5]):
            return _Line(_seconds(*before.groups()[:4]), before[5].rstrip(":").strip(), "")
        return _Line(_seconds(*before.groups()[:4]), speaker, words.strip())
    after = _AFTER.fullmatch(first)
    if after and _only_a_name(after[1]):
        words = f"{after[6]}\n{rest}".strip()
        return _Line(_seconds(*after.groups()[1:5]), " ".join(after[1].split()), words)
    speaker, words = subrip.named(text)
    if not speaker and text.endswith(":") and _only_a_name(text):
        return _Line(None, text.rstrip(":").strip(), "")
    return _Line(None, speaker, words.strip())


def _only_a_name(text: str) -> bool:
    name, _ = subrip.named(f"{text.rstrip(':').strip()}: x")
    return bool(name)


def _seconds(hours: str | None, minutes: str, whole: str, rest: str | None) -> float | None:
    return seconds(int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + float(f"0.{rest or 0}"))
