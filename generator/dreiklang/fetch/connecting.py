"""One request after the other until there is an answer: redirects, proxies, and whose network it is.

Only http and https, through the proxy the environment names. An address that a stranger wrote
(in a feed) must not lead into the network this runs in: such hosts are refused after the
connection is made and before anything is sent, so a name that changes its meaning gains nothing.
"""

from __future__ import annotations

import functools
import http.client
import ipaddress
import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dreiklang import __version__
from dreiklang.fetch.rules import MOST_REDIRECTS, Limits, Reason, Unreachable, may_be_asked

_MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Answer:
    """What an address said: where it really lies, its media type without parameters, its length.

    ``length`` is -1 where none is told; ``range`` is that of a partial answer (RFC 9110, 14.4).
    """

    url: str
    status: int = 200
    type: str = ""
    length: int = -1
    range: str = ""
    content: bytes = b""


@dataclass
class Line:
    """The connections of one request: whether they must be public, and the one in use, to hang up."""

    public: bool
    socket: socket.socket | None = None
    ended: bool = False

    def taken(self, sock: Any) -> None:
        """A connection is there. Raises OSError where nothing may be asked of who is at its end."""
        self.socket = sock
        peer = ipaddress.ip_address(str(sock.getpeername()[0]).partition("%")[0])
        if self.public and not peer.is_global:
            sock.close()
            raise OSError(f"{peer}: not public")
        if peer.is_global:
            self.public = True  # who lies in the internet has no business in our network

    def hang_up(self) -> None:
        """Ends a wait for bytes, from whatever thread."""
        self.ended = True
        if self.socket is not None:
            try:
                self.socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it had ended already


@dataclass(frozen=True)
class Request:
    """What is asked of an address."""

    url: str
    limits: Limits
    line: Line
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)


def ask(request: Request) -> tuple[Any, Answer]:
    """The response to read from, and what it says. Raises Unreachable."""
    at = request.url
    for _ in range(MOST_REDIRECTS + 1):
        if not may_be_asked(at):
            raise Unreachable(request.url, f"→ {at[:80]}", Reason.ADDRESS, at=at)
        response = _once(request, at)
        place = response.headers.get("Location", "")
        if response.status not in _MOVED or not place:
            return response, _checked(request, response, at)
        response.close()
        at = _joined(request.url, at, place)
    raise Unreachable(request.url, f"> {MOST_REDIRECTS} → {at[:80]}", Reason.REDIRECTS, at=at)


def _once(request: Request, at: str) -> Any:
    made = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler(), _Http(request.line), _Https(request.line)):
        made.add_handler(handler)
    # What is unpacked has no limit, and a recording's bytes must be those of its file.
    headers = {"Accept-Encoding": "identity", "User-Agent": f"Dreiklang/{__version__}", **request.headers}
    try:
        asked = urllib.request.Request(at, headers=headers, method=request.method)  # noqa: S310 - checked in ask
        return made.open(asked, timeout=request.limits.silence)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(request.url, in_one_line(error), at=at) from None


def _checked(request: Request, response: Any, at: str) -> Answer:
    headers = response.headers
    if not 200 <= response.status < 300:
        response.close()
        status = response.status
        raise Unreachable(request.url, f"HTTP {status}", Reason.STATUS, at=at, status=status)
    packed = headers.get("Content-Encoding", "").strip().lower()
    if packed not in ("", "identity"):
        response.close()
        raise Unreachable(request.url, f"Content-Encoding: {packed}", Reason.PACKED, at=at)
    length = headers.get("Content-Length", "").strip()
    return Answer(
        url=at,
        status=response.status,
        type=headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        length=int(length) if length.isascii() and length.isdigit() and len(length) < 19 else -1,
        range=headers.get("Content-Range", "").strip(),
    )


def _joined(url: str, at: str, place: str) -> str:
    try:
        return urllib.parse.urljoin(at, place.strip())
    except ValueError:
        raise Unreachable(url, f"→ {place[:80]}", Reason.ADDRESS, at=place) from None


def in_one_line(error: Exception) -> str:
    """What the system says, in one line."""
    reason = getattr(error, "reason", None) or error
    return " ".join(str(reason).split()) or type(error).__name__


class _Http(urllib.request.HTTPHandler):
    def __init__(self, line: Line) -> None:
        super().__init__()
        self._line = line

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        made = functools.partial(_Connection, line=None if req.has_proxy() else self._line)
        return self.do_open(made, req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, line: Line) -> None:
        super().__init__()
        self._line = line

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        proxied = bool(getattr(req, "_tunnel_host", None))
        made = functools.partial(_TlsConnection, line=None if proxied else self._line)
        return self.do_open(made, req)


class _Connection(http.client.HTTPConnection):
    def __init__(self, host: str, *, line: Line | None, **more: Any) -> None:
        super().__init__(host, **more)
        self._line = line

    def connect(self) -> None:
        super().connect()
        if self._line:
            self._line.taken(self.sock)


class _TlsConnection(_Connection, http.client.HTTPSConnection):
    """The same behind TLS: the line is taken once both sides have shaken hands."""
