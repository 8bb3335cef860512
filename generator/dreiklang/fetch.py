"""Bytes from an address: bounded in size, time and redirects. Never called while a site is built.

Only http and https, through the proxy the environment names. An address that a stranger wrote
(in a feed) must not lead into the network this runs in: ``public`` refuses such hosts after the
connection is made and before anything is sent, so a name that changes its meaning gains nothing.
"""

from __future__ import annotations

import email.message
import http.client
import ipaddress
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import urlsplit

from dreiklang import __version__

SECONDS = 60.0
"""The longest a whole answer may take."""
MOST_BYTES = 50_000_000
MOST_REDIRECTS = 5
_SILENCE = 15.0


class Unreachable(Exception):
    """An address that gives nothing usable: ``reason`` is short and technical, status or limit."""

    def __init__(self, url: str, reason: str, status: int = 0) -> None:
        # A server's own words may stand in a reason: they are shown, and must not steer a terminal.
        self.reason = "".join(c for c in " ".join(reason.split()) if c.isprintable())[:200]
        super().__init__(f"{url}: {self.reason}")
        self.url = url
        self.status = status


@dataclass(frozen=True)
class Answer:
    """What an address gave: the last address after redirects, the bytes, type and length as told."""

    url: str
    content: bytes
    type: str = ""
    length: int = 0


def is_address(text: str) -> bool:
    """True for an http or https address."""
    return text.lower().startswith(("http://", "https://")) and bool(urlsplit(text).hostname)


def get(url: str, *, public: bool = False, most: int = MOST_BYTES, seconds: float = SECONDS) -> Answer:
    """What an address answers. Raises Unreachable."""
    return _bounded(urllib.request.Request(url), public, most, seconds)  # noqa: S310 - checked in _bounded


def head(url: str, *, public: bool = False, seconds: float = SECONDS) -> Answer:
    """The same without content: what the address says about a file. Raises Unreachable."""
    return _bounded(urllib.request.Request(url, method="HEAD"), public, 0, seconds)  # noqa: S310 - as above


def _bounded(request: urllib.request.Request, public: bool, most: int, seconds: float) -> Answer:
    """Works in a thread: a server that sends a byte every few seconds would keep any other limit."""
    url = request.full_url
    if not is_address(url):
        raise Unreachable(url, "http(s)?")
    done: list[Answer | Exception] = []

    def work() -> None:
        try:
            done.append(_read(request, public, most))
        except Exception as error:
            done.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    result = done[0] if done else Unreachable(url, f"> {seconds:.0f} s")
    if isinstance(result, Answer):
        return result
    raise _unreachable(url, result) from None


def _read(request: urllib.request.Request, public: bool, most: int) -> Answer:
    request.add_header("User-Agent", f"Dreiklang/{__version__}")
    opener = urllib.request.OpenerDirector()
    handlers = (
        urllib.request.ProxyHandler(), urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(), _Redirects(), _Http(public), _Https(public),
    )  # fmt: skip
    for handler in handlers:
        opener.add_handler(handler)
    with opener.open(request, timeout=_SILENCE) as answer:
        length = str(answer.headers.get("Content-Length", ""))
        content = b"" if request.get_method() == "HEAD" else answer.read(most + 1)
        if len(content) > most:
            raise Unreachable(request.full_url, f"> {most} B")
        told = int(length) if length.isascii() and length.isdigit() else 0
        return Answer(answer.url, content, answer.headers.get_content_type(), told)


def _unreachable(url: str, error: Exception) -> Unreachable:
    if isinstance(error, Unreachable):
        return error
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        return Unreachable(url, f"HTTP {error.code}", error.code)
    reason = getattr(error, "reason", error)
    return Unreachable(url, str(reason) or type(error).__name__)


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MOST_REDIRECTS

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str,
        headers: email.message.Message, newurl: str,  # type: ignore[override,unused-ignore]
    ) -> urllib.request.Request | None:  # fmt: skip
        if not is_address(newurl):
            raise Unreachable(req.full_url, f"HTTP {code} → {newurl[:80]}")
        made = super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type,unused-ignore]
        if made is not None and req.get_method() == "HEAD":
            made.method = "HEAD"
        return made


class _Http(urllib.request.HTTPHandler):
    def __init__(self, public: bool) -> None:
        super().__init__()
        self._public = public

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        checked = self._public and not req.has_proxy()
        return self.do_open(_Checked if checked else http.client.HTTPConnection, req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, public: bool) -> None:
        super().__init__()
        self._public = public

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        checked = self._public and not getattr(req, "_tunnel_host", None)
        return self.do_open(_CheckedTls if checked else http.client.HTTPSConnection, req)


class _Checked(http.client.HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _refuse_private(self.sock)


class _CheckedTls(http.client.HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _refuse_private(self.sock)


def _refuse_private(sock: Any) -> None:
    """What answers is on the public internet; else nothing is asked."""
    peer = ipaddress.ip_address(str(sock.getpeername()[0]).partition("%")[0])
    if not peer.is_global:
        sock.close()
        raise OSError(f"{peer}: not public")
