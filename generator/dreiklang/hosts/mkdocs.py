"""The only file that imports MkDocs: the core makes the whole site, MkDocs carries it.

Pages of the core are handed over as finished pages, so page plugins of others see them; all
other files as files with content. Without such plugins the bytes are those of
``dreiklang build``. MkDocs wipes its target before it builds, so it is given a folder beside
the published site, and the two are exchanged only after a build without warnings.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import posixpath
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from click import unstyle
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from dreiklang import build, i18n, settings
from dreiklang.ground import clock, problem_reports
from dreiklang.ground.outputs import Bundle, DeferredOutput, Output, SiteFile
from dreiklang.ground.problems import Place, Problem, ProblemsFound, Severity
from dreiklang.publishing import build_cache, manifest, publish, swapping
from dreiklang.serving.webserver import folder_app
from dreiklang.site.site import Site

log = logging.getLogger("mkdocs.plugins.dreiklang")

_LAST = -100


class FinishedPage(Page):
    """A page that the core has finished; MkDocs only carries it."""

    def __init__(
        self, file: File, config: MkDocsConfig, output: Output | DeferredOutput, wrong: list[Problem]
    ) -> None:
        super().__init__(None, file, config)
        self._output, self._wrong = output, wrong

    def read_source(self, config: MkDocsConfig) -> None:
        """Hands over no Markdown: it was read and converted by the core."""
        self.markdown, self.meta = "", {"template": "dreiklang-finished.html", "title": self.file.src_uri}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Hands over the finished document; what is wrong is told once all pages were tried."""
        try:
            content = self._output.make()
        except ProblemsFound as found:
            self.content = ""
            self._wrong += found.problems
            return
        self.content = content.decode() if isinstance(content, bytes) else content.read_text("utf-8")


class DreiklangPlugin(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """``plugins: - dreiklang`` in ``mkdocs.yml``."""

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> Any:
        """Leaves the options to the core, which names every problem in their language."""
        self._language = "en" if options.get("language") == "en" else "de"
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remembers whether drafts are shown."""
        self._drafts = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads and checks everything before MkDocs touches a file."""
        self._root = Path(config.config_file_path or "mkdocs.yml").absolute().parent
        self._target = Path(config.site_dir).absolute()
        self._held = contextlib.ExitStack()
        with _told(self._language):
            moment = _moment(self._language)
            self._site = _prepared(self._root, config, moment, getattr(self, "_drafts", False))
            self._hold()
            swapping.prepare(self._target, self._root)
        config.site_dir = str(swapping.beside(self._target, "next"))
        config.theme.static_templates = set()
        config.theme.dirs.insert(0, str(Path(__file__).parent / "templates"))
        return config

    def _hold(self) -> None:
        """Keeps other builds away until this one has ended, and then leaves nothing beside the site."""
        lock = manifest.lock_of(manifest.manifest_of(self._target, self._root))
        if not self._held.enter_context(build_cache.lock(lock)):
            raise ProblemsFound([Problem("build-running", Place(self._target.name))])
        self._held.callback(shutil.rmtree, swapping.beside(self._target, "next"), ignore_errors=True)

    @event_priority(_LAST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replaces what MkDocs found by what the core makes; other plugins' files stay."""
        others = [file for file in files if file.generated_by]
        with _told(self._language):
            self._wrong: list[Problem] = []
            return Files([*others, *_carried(self._site, config, self._wrong)])

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Ends the build when a page could not be made, with all that is wrong."""
        found = {(problem.place, problem.code): problem for problem in reversed(self._wrong)}
        if found:
            with _told(self._language):
                raise ProblemsFound(found.values())

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publishes, unless strict mode is about to refuse."""
        built, config.site_dir = Path(config.site_dir), str(self._target)
        if not (config.strict and _warned()):
            swapping.swap(built, self._target)
        self._held.close()

    def on_build_error(self, *, error: Exception) -> None:
        """A failed build leaves the published site alone, and nothing beside it."""
        if hasattr(self, "_held"):
            self._held.close()
        if isinstance(error, OSError):
            with _told(self._language):
                raise publish.not_written(self._target, error)

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Serves byte ranges, and watches the folders outside ``docs``, too."""
        for folder in build.folders(self._site.settings):
            if (path := self._root / folder).is_dir():
                server.watch(str(path))
        server.set_app(_with_ranges(server.get_app(), self._target, config))
        return server


@contextlib.contextmanager
def _told(language: str) -> Iterator[None]:
    """Problems end the build as MkDocs ends it: with words, without a traceback."""
    try:
        yield
    except ProblemsFound as found:
        words = problem_reports.as_text(found.problems, language)
        raise PluginError("\n" + (words if sys.stderr.isatty() else unstyle(words))) from None


def _moment(language: str) -> dt.datetime:
    try:
        return clock.as_of()
    except ValueError as error:
        raise PluginError(i18n.text("moment_unreadable", language).format(value=error)) from None


def _prepared(root: Path, config: MkDocsConfig, moment: dt.datetime, drafts: bool) -> Site:
    changes = {"site_dir": config.site_dir, "url": config.site_url}
    name = Path(config.config_file_path or "mkdocs.yml").name
    loaded = settings.load(root, moment, name, **changes).model_copy(update={"drafts": drafts})
    prepared = build.prepare(root, loaded)
    for problem in prepared.problems:
        level = logging.INFO if problem.severity is Severity.NOTE else logging.WARNING
        log.log(level, "%s: %s", problem.place, problem.message(loaded.language))
    return prepared.site


def _carried(site: Site, config: MkDocsConfig, wrong: list[Problem]) -> list[File]:
    files: dict[str, File] = {}
    for output in (manifest.MARK, *build.outputs(site)):
        for file in _files(output, config, wrong):
            if file.dest_uri in files:
                raise ProblemsFound([Problem("output-twice", Place(file.dest_uri), {"path": file.dest_uri})])
            files[file.dest_uri] = file
    return list(files.values())


def _files(output: SiteFile, config: MkDocsConfig, wrong: list[Problem]) -> list[File]:
    if isinstance(output, Bundle):
        return [_file(config, output.path + name, content) for name, content in output.make().items()]
    if output.path.endswith(".html"):
        return [_page(config, output, wrong)]
    return [_file(config, output.path, output.make())]


def _file(config: MkDocsConfig, path: str, content: bytes | Path) -> File:
    if isinstance(content, Path):
        return File.generated(config, path, abs_src_path=str(content), inclusion=InclusionLevel.INCLUDED)
    return File.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED)


def _page(config: MkDocsConfig, output: Output | DeferredOutput, wrong: list[Problem]) -> File:
    source = output.source or f"{posixpath.splitext(output.path)[0]}.md"
    docs = Path(config.docs_dir).name
    file = File(
        source.removeprefix(f"{docs}/"), None, config.site_dir, True,
        dest_uri=output.path, inclusion=InclusionLevel.NOT_IN_NAV,
    )  # fmt: skip
    file.edit_uri = f"../{source}" if output.source and not source.startswith(f"{docs}/") else None
    FinishedPage(file, config, output, wrong)
    return file


def _warned() -> bool:
    """True when MkDocs has counted a warning: strict mode aborts after the last hook."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(handler, CountHandler) and handler.get_counts() for handler in handlers)


def _with_ranges(app: Any, target: Path, config: MkDocsConfig) -> Any:
    mount = urlsplit(config.site_url or "/").path.rstrip("/") + "/"
    ranged = folder_app(lambda: target, mount, {})

    def choose(environ: dict[str, Any], start: Any) -> Any:
        return (ranged if "HTTP_RANGE" in environ else app)(environ, start)

    return choose
