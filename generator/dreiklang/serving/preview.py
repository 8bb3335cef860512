"""The preview: build, serve, and build again whenever a file changes."""

from __future__ import annotations

import socketserver
import threading
import time
import wsgiref.simple_server
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import watchfiles

from dreiklang import build, i18n
from dreiklang.ground.problems import Problem, ProblemsFound
from dreiklang.pages import security_policy
from dreiklang.publishing import build_cache
from dreiklang.publishing.publish import publish
from dreiklang.serving.webserver import App, Reloads, folder_app, reloading
from dreiklang.settings import Settings


@dataclass(frozen=True)
class Address:
    """Where the preview listens."""

    host: str
    port: int


class _Server(socketserver.ThreadingMixIn, wsgiref.simple_server.WSGIServer):
    daemon_threads = True


class _Quiet(wsgiref.simple_server.WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Requests are nothing an editor needs to read."""


@dataclass
class Preview:
    """One preview: builds into a folder of its own and never touches the published site."""

    root: Path
    address: Address
    load: Callable[[], Settings]
    show: Callable[[Iterable[Problem]], None]
    say: Callable[[str], None]
    language: str

    def __post_init__(self) -> None:
        self.reloads = Reloads()
        self.target = build_cache.cache_folder(self.root) / "preview"
        self.headers = {"Content-Security-Policy": security_policy.POLICY}

    def settings(self) -> Settings:
        """The site's settings, with this server's address in place of the public one."""
        settings = self.load()
        mount = urlsplit(settings.site.base).path
        url = f"http://{self.address.host}:{self.address.port}{mount}"
        return settings.model_copy(update={"site": settings.site.model_copy(update={"url": url})})

    def rebuild(self) -> bool:
        """Builds once; problems are shown, and the pages served stay as they were."""
        start = time.perf_counter()
        try:
            prepared = build.prepare(self.root, self.settings(), keep_going=True)
            report = publish(build.outputs(prepared.site), self.target, self.root)
        except ProblemsFound as found:
            self.show(found.problems)
            self.say(i18n.text("preview_broken", self.language))
            return False
        self.headers["Content-Security-Policy"] = security_policy.policy(prepared.site)
        self.show(prepared.problems)
        words = {"made": len(report.made), "seconds": f"{time.perf_counter() - start:.1f}"}
        self.say(i18n.text("preview_rebuilt", self.language).format(**words))
        if report.changed:
            self.reloads.announce()
        return True

    def watched(self, settings: Settings) -> list[Path]:
        """Everything whose change matters; folders that do not exist are left out."""
        paths = [self.root / name for name in (*build.folders(settings), "mkdocs.yml")]
        return [path for path in paths if path.exists()]

    def app(self) -> App:
        """The WSGI application: the built folder under the site's path, with its policy."""
        mount = urlsplit(self.settings().site.base).path
        return reloading(folder_app(lambda: self.target, mount, self.headers), self.reloads, mount)


def serve(
    address: Address, load: Callable[[], Settings], root: Path,
    show: Callable[[Iterable[Problem]], None], say: Callable[[str], None], language: str,
) -> None:  # fmt: skip
    """Serves the preview until it is interrupted."""
    preview = Preview(root, address, load, show, say, language)
    preview.rebuild()
    server = wsgiref.simple_server.make_server(address.host, address.port, preview.app(), _Server, _Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = preview.settings()
    say(i18n.text("preview_at", language).format(url=settings.site.base))
    try:
        for _ in watchfiles.watch(*preview.watched(settings), raise_interrupt=False):
            preview.rebuild()
    finally:
        server.shutdown()
