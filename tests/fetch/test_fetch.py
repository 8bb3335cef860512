"""Addresses are read within bounds, whatever answers."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import threading
import time

import pytest

from dreiklang import fetch
from dreiklang.audio import fetching

BOMB = gzip.compress(b"\x00" * 10_000_000)
BODIES = {
    "/endless": ({}, b"x" * 65536, 10_000, 0.0),
    "/promised": ({"Content-Length": "99999999999"}, b"x", 1, 0.0),
    "/short": ({"Content-Length": "5000"}, b"x" * 3000, 1, 0.0),
    "/packed": ({"Content-Encoding": "gzip", "Content-Length": str(len(BOMB))}, BOMB, 1, 0.0),
    "/bomb": ({"Content-Type": "application/gzip"}, BOMB, 1, 0.0),
    "/drip": ({}, b"x", 600, 0.02),
    "/chunks": ({"Transfer-Encoding": "chunked"}, b"0", 600, 0.02),
}
"""Headers, a piece of the content, how often it comes, and the pause after each in seconds."""


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
        elif self.path in BODIES:
            self._hostile(*BODIES[self.path])
        else:
            self.send_response(200)
            self.send_header("Content-Length", "5")
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(b"Hallo")

    do_HEAD = do_GET  # noqa: N815 - the server's own names

    def _hostile(self, headers: dict[str, str], piece: bytes, times: int, pause: float) -> None:
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):  # who listens hangs up
            for _ in range(times):
                self.wfile.write(piece)
                time.sleep(pause)

    def _to(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class Quiet(http.server.ThreadingHTTPServer):
    """A server that takes listeners leaving early for granted."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def base():
    """A server on the loopback."""
    server = Quiet(("127.0.0.1", 0), Odd)
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


def asked(use, url, folder, monkeypatch):
    """Fetches within 100,000 bytes and a second, in memory or into a file; gives the size or the reason."""
    try:
        if use == "memory":
            return len(fetch.get(url, most=100_000, seconds=1.0).content)
        monkeypatch.setattr(fetching, "PATIENCE", 0.5)
        monkeypatch.setattr(fetching, "SLOWEST", 1000)
        fetching.download(url, folder / "a.mp3", lambda *_: None, most=100_000)
        return (folder / "a.mp3").stat().st_size
    except fetch.Unreachable as error:
        return str(error.why)
    except fetching.Failed as error:
        return error.problem.code.removeprefix("audio-host-")


@pytest.mark.parametrize("use", ["memory", "file"])
@pytest.mark.parametrize(
    ("path", "memory", "file"),
    [
        ("/endless", "large", "large"),
        ("/promised", "large", "large"),
        ("/loop", "redirects", "redirects"),
        ("/file", "address", "address"),
        ("/short", "cut", "cut"),
        ("/packed", "packed", "packed"),
        ("/bomb", len(BOMB), len(BOMB)),
        ("/drip", "silent", "slow"),
        ("/chunks", "silent", "silent"),
        ("/gone", "status", "status"),
    ],
)
def test_hostile_servers_end_the_same_way_for_both_uses(base, tmp_path, monkeypatch, use, path, memory, file):
    """Endless, short, packed and dripping answers, redirects in a circle and to files: one set of rules."""
    start = time.monotonic()
    assert asked(use, f"{base}{path}", tmp_path, monkeypatch) == (memory if use == "memory" else file)
    assert time.monotonic() - start < 5


def test_who_is_in_the_internet_may_not_lead_into_our_network(base, monkeypatch):
    """After a server in the internet only such ones are asked, even for addresses that editors typed."""
    monkeypatch.setattr(fetch.connecting.ipaddress, "ip_address", lambda text: Peer(text))
    answers = iter([True, False])
    monkeypatch.setattr(Peer, "is_global", property(lambda _: next(answers)))
    with pytest.raises(fetch.Unreachable, match="not public"):
        fetch.get(f"{base}/there")


class Peer(str):
    """An address whose network the test decides."""

    __slots__ = ()
    is_global = False


def test_every_request_says_who_asks(monkeypatch):
    """One name for all requests, and nothing compressed is asked for."""
    seen = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.headers["User-Agent"], self.headers["Accept-Encoding"]))
            self.send_response(204)
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815 - the server's own names

        def log_message(self, *_):
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/a"
        fetch.get(url)
        list(fetching.questions(url, "audio/mpeg", 1))
        server.shutdown()
    assert len(seen) == 3
    assert {(agent.split("/")[0], packed) for agent, packed in seen} == {("Dreiklang", "identity")}


def test_what_cannot_be_taken_apart_is_no_address():
    """Broken addresses are answered, not raised."""
    assert not fetch.is_address("http://[")
