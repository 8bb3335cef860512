"""A folder over HTTP for the preview: byte ranges and conditional requests (RFC 9110, sections 14
and 13), 404 page, live reload.

MkDocs' own server ignores ranges, and without them a browser cannot seek in a recording.
"""

from __future__ import annotations

import email.utils
import mimetypes
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]

_TYPES = {
    ".md": "text/markdown", ".vtt": "text/vtt", ".srt": "application/x-subrip", ".ics": "text/calendar",
    ".xml": "application/xml", ".js": "text/javascript", ".wasm": "application/wasm", ".webp": "image/webp",
    ".avif": "image/avif", ".woff2": "font/woff2", ".mp3": "audio/mpeg", ".m4a": "audio/mp4",
    ".opus": "audio/ogg",
    ".opml": "text/x-opml",
}  # fmt: skip
_TEXT = ("text/", "application/xml", "application/json", "application/x-subrip")
_CHUNK = 1 << 16


def content_type(name: str) -> str:
    """The media type of a file by its name, with UTF-8 where it is text."""
    ending = Path(name).suffix.lower()
    kind = _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for, None for no (or an ignorable) range.

    Raises ValueError when nothing of the range exists: the answer is 416 then.
    """
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", header.strip())
    if not match or match.group() == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        if int(last) == 0 or size == 0:
            raise ValueError("empty range")
        return max(0, size - int(last)), size - 1
    start, end = int(first), min(int(last or size), size - 1)
    if last and int(last) < start:
        return None
    if start >= size:
        raise ValueError("range beyond the end")
    return start, end


def file_below(root: Path, url: str, mount: str) -> Path | None:
    """The file a URL path means; None for what does not exist or lies outside ``root``."""
    path = unquote(url)
    if not path.startswith(mount) or "\x00" in path:
        return None
    file = root / path.removeprefix(mount)
    if path.endswith("/"):
        file = file / "index.html"
    whole = file.resolve()
    if root.resolve() not in whole.parents or not whole.is_file():
        return None
    return whole


def folder_app(root: Callable[[], Path], mount: str, headers: Mapping[str, str]) -> App:
    """A WSGI application (PEP 3333) that serves a folder below ``mount`` with ``headers``."""

    def app(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        url = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace")
        file = file_below(root(), url, mount)
        if file is None:
            return _missing(root(), url, mount, headers, start)
        return _send(file, environ, headers, start)

    return app


def _missing(root: Path, url: str, mount: str, headers: Mapping[str, str], start: Start) -> Iterable[bytes]:
    if not url.startswith(mount) or (root / unquote(url).removeprefix(mount)).is_dir():
        place = mount if not url.startswith(mount) else url + "/"
        start("302 Found", [("Location", place), ("Content-Length", "0")])
        return []
    page = root / "404.html"
    body = page.read_bytes() if page.is_file() else b"404"
    plain = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    start("404 Not Found", [*plain, *headers.items()])
    return [body]


def _send(
    file: Path, environ: Mapping[str, Any], headers: Mapping[str, str], start: Start
) -> Iterable[bytes]:
    size, tag, modified = validators(file)
    always = [
        ("ETag", tag),
        ("Last-Modified", modified),
        ("Cache-Control", "no-cache"),
        *headers.items(),
    ]
    if unchanged(environ, tag, modified):
        start("304 Not Modified", always)
        return []
    always += [("Content-Type", content_type(file.name)), ("Accept-Ranges", "bytes")]
    # A range of another version would be put together with parts of the old one (section 13.1.5).
    asked = environ.get("HTTP_RANGE", "") if environ.get("HTTP_IF_RANGE", tag) in (tag, modified) else ""
    try:
        part = byte_range(asked, size) if asked else None
    except ValueError:
        start(
            "416 Range Not Satisfiable",
            [*always, ("Content-Range", f"bytes */{size}"), ("Content-Length", "0")],
        )
        return []
    first, last = part or (0, size - 1)
    always.append(("Content-Length", str(last - first + 1)))
    if part:
        always.append(("Content-Range", f"bytes {first}-{last}/{size}"))
    start("206 Partial Content" if part else "200 OK", always)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else _bytes(file, first, last - first + 1)


def validators(file: Path) -> tuple[int, str, str]:
    """A file's size, its ETag and its Last-Modified (RFC 9110, 8.8); a file linked anew keeps them."""
    facts = file.stat()
    tag = f'"{facts.st_mtime_ns:x}-{facts.st_size:x}"'
    return facts.st_size, tag, email.utils.formatdate(facts.st_mtime, usegmt=True)


def unchanged(environ: Mapping[str, Any], tag: str, modified: str) -> bool:
    """True when the client has this version already (RFC 9110, 13.2.2: tags come before dates)."""
    if tags := environ.get("HTTP_IF_NONE_MATCH", ""):
        known = [each.strip().removeprefix("W/") for each in tags.split(",")]
        return tag in known or known == ["*"]
    try:
        since = email.utils.parsedate_to_datetime(environ.get("HTTP_IF_MODIFIED_SINCE", ""))
        return email.utils.parsedate_to_datetime(modified) <= since
    except (TypeError, ValueError):
        return False


def _bytes(file: Path, first: int, count: int) -> Iterator[bytes]:
    with file.open("rb") as source:
        source.seek(first)
        while count > 0 and (chunk := source.read(min(_CHUNK, count))):
            count -= len(chunk)
            yield chunk


class Reloads:
    """Tells open pages that the site changed (server-sent events, WHATWG HTML section 9.2)."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._version = 0

    def announce(self) -> None:
        """Makes every open page reload."""
        with self._changed:
            self._version += 1
            self._changed.notify_all()

    def stream(self, environ: dict[str, Any], start: Start) -> Iterator[bytes]:
        """A WSGI application: one event per change, a comment every few seconds in between."""
        start("200 OK", [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")])
        seen = self._version
        yield b"retry: 1000\n\n"
        while True:
            with self._changed:
                self._changed.wait(timeout=5)
                now = self._version
            yield b"data: reload\n\n" if now != seen else b": waiting\n\n"
            seen = now


RELOAD_SCRIPT = b"""const events = new EventSource(new URL("events", document.currentScript.src));
events.onmessage = () => location.reload();
"""


def reloading(app: App, reloads: Reloads, mount: str) -> App:
    """``app`` whose pages reload when the site changes."""
    place = f"{mount}__preview__/"

    def wrapped(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == f"{place}events":
            return reloads.stream(environ, start)
        if path == f"{place}reload.js":
            start(
                "200 OK", [("Content-Type", "text/javascript"), ("Content-Length", str(len(RELOAD_SCRIPT)))]
            )
            return [RELOAD_SCRIPT]
        return _with_script(app, environ, start, f'<script src="{place}reload.js"></script>'.encode())

    return wrapped


def _with_script(app: App, environ: dict[str, Any], start: Start, script: bytes) -> Iterable[bytes]:
    answer: list[Any] = []
    body = app(environ, lambda status, headers, *rest: answer.append((status, headers)))
    status, headers = answer[0]
    kind = dict(headers).get("Content-Type", "")
    if not kind.startswith("text/html") or environ["REQUEST_METHOD"] == "HEAD" or status.startswith("206"):
        start(status, headers)
        return body
    page = b"".join(body).replace(b"</head>", script + b"</head>", 1)
    kept = [(name, value) for name, value in headers if name != "Content-Length"]
    start(status, [*kept, ("Content-Length", str(len(page)))])
    return [page]
