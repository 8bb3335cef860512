"""Golden cases: a small project made in process, and its files in a form that people can compare.

A case is a folder ``samples/good-<name>/`` with sources and a folder ``expected``; one with a
``mkdocs.yml`` has settings of its own. The files in
``expected`` say what is compared. Their names are paths of the site, and of a page only what it
holds between ``<main>`` and ``</main>``, of a feed only its items. Besides there may be

- ``files.txt``: every file made from content, by path,
- ``problems.txt``: what editors are told; without it nothing may be wrong,
- ``redirects.txt``: every former address with the one it leads to,
- ``search.json``: the documents of the search.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
import re
import urllib.parse
from collections.abc import Callable, Mapping
from pathlib import Path

from dreiklang import build, feeds, loading, media, pages, settings
from dreiklang.ground.outputs import Output
from dreiklang.ground.problems import ProblemsFound
from dreiklang.search import documents
from dreiklang.site import addresses
from dreiklang.site.relations import Relations
from dreiklang.site.site import Site
from readable import readable

_ITEM = re.compile(r"^ *<(item|entry)>.*?</\1>$", re.DOTALL | re.MULTILINE)

EVERYWHERE = ("assets/", "suche/", "search/", "404.html", "_headers", "robots.txt")
"""What every site has, whatever its content."""


@functools.cache
def chosen() -> settings.Settings:
    """The settings all cases share: a German site in a folder of its host, at one moment."""
    return settings.Settings(
        site=settings.SiteSettings(
            name="Probe", url="https://example.org/wissen/", description="Eine Probe."
        ),
        options=settings.Options(timezone="Europe/Berlin", uid_domain="example.org"),
        as_of=dt.datetime(2026, 11, 22, 12, tzinfo=dt.timezone(dt.timedelta(hours=1))),
    )


def settings_of(folder: Path) -> settings.Settings:
    """The settings of one case."""
    own = (folder / "mkdocs.yml").is_file()
    return settings.load(folder, chosen().as_of) if own else chosen()


class Case:
    """One case: what its sources become."""

    def __init__(self, folder: Path) -> None:
        try:
            prepared = build.prepare(folder, settings_of(folder))
            self.site, self.problems = prepared.site, prepared.problems
        except ProblemsFound as found:
            self.site, self.problems = _refused(folder), found.problems

    @functools.cached_property
    def outputs(self) -> Mapping[str, Output]:
        """Every file of the site, by path; each is made when asked for."""
        found = [*pages.outputs(self.site), *feeds.outputs(self.site), *media.outputs(self.site)]
        return {output.path: output for output in found}

    def shown(self, name: str) -> str:
        """What stands in one expected file; an empty text for a file that the site does not have."""
        if name in LISTS:
            return LISTS[name](self)
        output = self.outputs.get(name)
        if output is None:
            return ""
        content = output.make()
        text = (content.read_bytes() if isinstance(content, Path) else content).decode()
        if name.endswith(".html"):
            return readable(re.search(r"<main\b.*</main>", text, re.DOTALL)[0])
        if name.endswith(".xml"):
            return "".join(f"{m[0]}\n" for m in _ITEM.finditer(text)) or text
        return text


def _refused(folder: Path) -> Site:
    """What would have been published, were nothing refused: harmless in spite of its sources."""
    shared = settings_of(folder)
    library, _ = loading.load(folder, shared)
    entries = tuple(entry for entry in library.entries if build.is_published(entry, shared))
    library = dataclasses.replace(library, entries=entries)
    return Site(folder, shared, library, Relations(library))


def _files(case: Case) -> str:
    return "".join(f"{path}\n" for path in sorted(case.outputs) if not path.startswith(EVERYWHERE))


def _problems(case: Case) -> str:
    return "".join(f"{p.place} {p.code} ({p.severity.value})\n  {p.message('de')}\n" for p in case.problems)


def _redirects(case: Case) -> str:
    """Per moved page its path, where it sends readers at once, and what it names as canonical."""
    lines = []
    for former, entry in addresses.former(case.site.library, case.site.settings):
        page = case.outputs[addresses.file_of(former)].make().decode()
        head = re.findall(r'<(?:meta|link)[^>]*(?:"refresh"|"canonical"|"robots")[^>]*>', page)
        lines += [f"{former} ({entry.id})", *(f"  {tag}" for tag in head)]
    return "".join(f"{line}\n" for line in lines)


def _search(case: Case) -> str:
    """The documents, with their HTML by lines and its percent signs decoded."""
    found = [dataclasses.asdict(document) for document in documents.documents_of(case.site)]
    for document in found:
        document["facets"] = " ".join(f"{name}:{','.join(v)}" for name, v in document["facets"].items() if v)
        document["html"] = urllib.parse.unquote(readable(document["html"])).splitlines()
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


LISTS: dict[str, Callable[[Case], str]] = {
    "files.txt": _files, "problems.txt": _problems, "redirects.txt": _redirects, "search.json": _search,
}  # fmt: skip
