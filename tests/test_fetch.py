"""Addresses are read within bounds, whatever answers."""

from __future__ import annotations

import http.server
import threading
import time

import pytest

from dreiklang import fetch


class Odd(http.server.BaseHTTPRequestHandler):
    """Answers as its path says."""

    def do_GET(self) -> None:
        """Redirects, drips, floods or answers."""
        if self.path == "/loop":
            self._to("/loop")
        elif self.path == "/file":
            self._to("file:///etc/hostname")
        elif self.path == "/there":
            self._to("/")
        elif self.path == "/slow":
            self.send_response(200)
            self.flush_headers()
            for _ in range(100):
                self.wfile.write(b"X: y\r\n")
                time.sleep(0.05)
        elif self.path == "/gone":
            self.send_error(410)
        else:
            self.send_response(200)
            self.send_header("Content-Length", "5")
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(b"Hallo")

    do_HEAD = do_GET  # noqa: N815 - the server's own names

    def _to(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def base():
    """A server on the loopback."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_answer_has_its_last_address_type_and_length(base):
    """Redirects are followed; HEAD tells the length without the content."""
    answer = fetch.get(f"{base}/there")
    assert (answer.url, answer.content, answer.type) == (f"{base}/", b"Hallo", "text/plain")
    told = fetch.head(f"{base}/there")
    assert (told.content, told.length) == (b"", 5)


@pytest.mark.parametrize("path", ["/loop", "/file", "/gone"])
def test_what_leads_nowhere_is_unreachable(base, path):
    """Endless redirects, redirects to files and errors give a reason."""
    with pytest.raises(fetch.Unreachable) as error:
        fetch.get(f"{base}{path}")
    assert error.value.reason
    assert "hostname" not in str(error.value) or path == "/file"


def test_too_much_and_too_slow_end(base):
    """Size and time are bounded, even where every single byte comes in time."""
    with pytest.raises(fetch.Unreachable, match="> 4 B"):
        fetch.get(base, most=4)
    start = time.monotonic()
    with pytest.raises(fetch.Unreachable, match=r" s$"):
        fetch.get(f"{base}/slow", seconds=0.3)
    assert time.monotonic() - start < 3


def test_public_addresses_only_where_asked(base):
    """What a stranger names is not asked for in this machine's own network."""
    with pytest.raises(fetch.Unreachable, match="not public"):
        fetch.get(base, public=True)


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://example.org/", "http:///x", "data:,x"])
def test_only_http_is_asked(url):
    """Other schemes are refused before anything happens."""
    with pytest.raises(fetch.Unreachable):
        fetch.get(url)
