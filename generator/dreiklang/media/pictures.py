"""Pictures without what must not be published: places and devices in photos, scripts in drawings."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageOps, JpegImagePlugin

from dreiklang.ground.outputs import Content

RASTER = {"image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"}
DRAWING = "image/svg+xml"

_TELLING = ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "Comment")
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = re.compile(
    rb"<!|<\?(?!xml\s)|script|foreignobject|\son\w+\s*=|href|<\s*(\w+:)?(iframe|set|animate)", re.I
)
_PASSIVE_HREF = re.compile(r"#|data:image/(png|jpeg|webp|gif);")


def published(path: Path, type: str) -> Content:
    """What is published for a picture: the file as it is, or its bytes without what it tells."""
    if type in RASTER:
        return _without_traces(path)
    written = path.read_bytes()
    return _without_scripts(written) if _ACTIVE.search(written) else path


def _without_traces(path: Path) -> Content:
    """The file itself when it tells nothing; else drawn anew with the same quality, turned upright."""
    with Image.open(path) as image:
        image.load()
        if not image.getexif() and not any(image.info.get(name) for name in _TELLING):
            return path
        options = _kept(image)
        upright = ImageOps.exif_transpose(image)
        for name in _TELLING:
            upright.info.pop(name, None)
        written = io.BytesIO()
        form = "JPEG" if image.format == "MPO" else image.format
        upright.save(written, form, exif=b"", **options)
    return written.getvalue()


def _kept(image: Image.Image) -> dict[str, object]:
    """Options that keep a picture's quality, frames and colours."""
    options: dict[str, object] = {}
    if profile := image.info.get("icc_profile"):
        options["icc_profile"] = profile
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        options["qtables"] = image.quantization
        options["subsampling"] = JpegImagePlugin.get_sampling(image)
        options["progressive"] = bool(image.info.get("progressive"))
    elif image.format in ("WEBP", "AVIF"):
        options["quality"] = 90
    if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
        options["save_all"] = True
    return options


def _without_scripts(written: bytes) -> bytes:
    """A drawing that can only be looked at; one that cannot be read becomes an empty drawing."""
    ElementTree.register_namespace("", _SVG[1:-1])
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    try:
        root = ElementTree.fromstring(written)  # noqa: S314 - expat bounds expansion; names below are allowed ones
    except ElementTree.ParseError:
        root = ElementTree.Element(f"{_SVG}svg")
    _disarm(root)
    drawn: bytes = ElementTree.tostring(root, encoding="utf-8")
    return drawn


def _disarm(element: ElementTree.Element) -> None:
    for name, value in list(element.attrib.items()):
        local = name.rpartition("}")[2].lower()
        if local.startswith("on") or (local in ("href", "src") and not _PASSIVE_HREF.match(value.strip())):
            del element.attrib[name]
    for child in list(element):
        if not isinstance(child.tag, str) or _is_active(child):
            element.remove(child)
        else:
            _disarm(child)


def _is_active(element: ElementTree.Element) -> bool:
    local = element.tag.removeprefix(_SVG).lower()
    return (
        not element.tag.startswith(_SVG)
        or local in ("script", "foreignobject", "set")
        or local.startswith("animate")
    )
