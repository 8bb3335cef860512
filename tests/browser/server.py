"""A built site on loopback, below the path of its public address, with the headers it ships."""

from __future__ import annotations

import socketserver
import threading
import urllib.parse
import wsgiref.simple_server
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dreiklang.serving.webserver import App, folder_app


class _Server(socketserver.ThreadingMixIn, wsgiref.simple_server.WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Quiet(wsgiref.simple_server.WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Requests are looked at in the browser."""


def headers(folder: Path) -> dict[str, str]:
    """What the emitted ``csp/_headers`` says about every path (the form of Netlify and Cloudflare Pages)."""
    pattern, *lines = (folder / "csp/_headers").read_text(encoding="utf-8").splitlines()
    assert pattern == "/*"
    named = dict(line.strip().split(": ", 1) for line in lines if line.strip())
    assert "Content-Security-Policy" in named
    return named


@contextmanager
def listening(app: App) -> Iterator[int]:
    """A WSGI application on loopback; yields its port."""
    server = wsgiref.simple_server.make_server("127.0.0.1", 0, app, _Server, _Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def served(folder: Path, url: str) -> Iterator[str]:
    """The site in ``folder`` whose public address is ``url``; yields its address on loopback."""
    mount = urllib.parse.urlsplit(url).path.rstrip("/") + "/"
    with listening(folder_app(lambda: folder, mount, headers(folder))) as port:
        yield f"http://127.0.0.1:{port}{mount}"
