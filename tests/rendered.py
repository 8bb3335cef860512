"""Pages of hand-made sites, rendered, and served to a browser without a server."""

from __future__ import annotations

import io
import re
import wave
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route
from selectolax.lexbor import LexborHTMLParser

from dreiklang.pages import assets, render, security_policy
from dreiklang.pages.layout import layout_of
from dreiklang.site.site import Site

Maker = Callable[[Site], Iterable[render.View | render.EntryPage]]

HOST = "http://dreiklang.test/"


def pages(site: Site, *makers: Maker) -> dict[str, bytes]:
    """The pages some makers make, by file."""
    around = layout_of(site, site.language)
    outputs = [render.output(view, around) for maker in makers for view in maker(site)]
    return {output.path: _bytes(output.make()) for output in outputs}


def tree(site: Site, maker: Maker, path: str) -> LexborHTMLParser:
    """One page as a tree."""
    return LexborHTMLParser(pages(site, maker)[path])


def texts(found: Iterable[object]) -> list[str]:
    """The words of nodes, white space folded."""
    return [" ".join(node.text().split()) for node in found]  # type: ignore[attr-defined]


def _bytes(content: bytes | Path) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content


def silence(seconds: int) -> bytes:
    """A recording of nothing, as WAV."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 8000 * seconds)
    return written.getvalue()


_TYPES = {"html": "text/html; charset=utf-8", "js": "text/javascript", "css": "text/css",
          "svg": "image/svg+xml", "xml": "application/xml", "mp3": "audio/wav", "woff2": "font/woff2", "png": "image/png"}  # fmt: skip


def _part(route: Route, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    """The range of a file that was asked for: players seek by ranges."""
    asked = re.match(r"bytes=(\d+)-(\d*)", route.request.headers.get("range", ""))
    if not asked:
        return {"status": 200, "headers": headers, "body": body}
    first, last = int(asked[1]), int(asked[2] or len(body) - 1)
    span = {"Content-Range": f"bytes {first}-{last}/{len(body)}", "Accept-Ranges": "bytes"}
    return {"status": 206, "headers": headers | span, "body": body[first : last + 1]}


def serve(tab: Page, site: Site, files: dict[str, bytes]) -> None:
    """Answers a tab's requests from files and the theme's assets, under the site's own policy."""
    known = files | {o.path: _bytes(o.make()) for o in assets.outputs(site)}

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOST).partition("?")[0].partition("#")[0]
        body = known.get(f"{path}index.html" if path.endswith("/") or not path else path)
        kind = _TYPES.get((path.rpartition(".")[2]) if "." in path else "html", "application/octet-stream")
        headers = {"Content-Security-Policy": security_policy.policy(site), "Content-Type": kind}
        route.fulfill(**_part(route, body, headers) if body else {"status": 404})

    tab.route("**/*", answer)
