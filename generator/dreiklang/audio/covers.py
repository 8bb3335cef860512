"""The picture inside a recording: small enough to travel with every episode."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import PODCAST
from dreiklang.media import pictures
from dreiklang.site.site import Site

PIXELS = 1400
"""The most width and height: every listener downloads the picture with every episode."""

_TYPES = ("image/jpeg", "image/png")
_QUALITY = 85


def cover_of(site: Site, entries: list[Entry]) -> tuple[str, bytes] | None:
    """Type and bytes of the first picture that players show, without the place it was taken at."""
    for entry in entries:
        image = entry.fields.cover if PODCAST.holds(entry) else entry.fields.image
        facts = site.library.facts(image.file) if image else None
        if facts and facts.type in _TYPES:
            content = pictures.published(site.root / facts.path, facts.type)
            raw = content.read_bytes() if isinstance(content, Path) else content
            is_large = max(facts.width or 0, facts.height or 0) > PIXELS
            return ("image/jpeg", smaller(raw)) if is_large else (facts.type, raw)
    return None


def smaller(raw: bytes) -> bytes:
    """A picture as JPEG in RGB that fits the most width and height; what is transparent becomes white."""
    with Image.open(io.BytesIO(raw)) as image:
        if image.has_transparency_data:
            shown = image.convert("RGBA")
            ground = Image.new("RGBA", shown.size, "white")
            ground.alpha_composite(shown)
            drawn = ground.convert("RGB")
        else:
            drawn = image.convert("RGB")
    drawn.thumbnail((PIXELS, PIXELS), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    drawn.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()
