"""Finds out what a source is and reads it; what is wrong with it is a problem, never a traceback."""

from __future__ import annotations

from pathlib import Path

from dreiklang import fetch
from dreiklang.against import git, published_site
from dreiklang.against.published_state import PublishedState, Unusable
from dreiklang.feeds.formats.plain_text import line
from dreiklang.ground.problems import Place, Problem, ProblemsFound
from dreiklang.importing.feed import pages
from dreiklang.importing.feed.untrusted_xml import NotRead
from dreiklang.site.site import Site


def read_source(site: Site, source: str, config: str) -> PublishedState:
    """What was published according to an address, a folder, a feed's file or a git reference.

    A path that exists wins over a reference of the same name. Raises ProblemsFound.
    """
    try:
        return _read(site, source, config)
    except NotRead as error:
        where = Place(
            line(source), int(str(error.problem.get("line", 1))), int(str(error.problem.get("column", 1)))
        )
        raise ProblemsFound([Problem(error.code, where, error.problem)]) from None
    except fetch.Unreachable as error:
        values = {"url": line(error.url), "detail": line(error.reason)}
        raise ProblemsFound([Problem("feed-unreachable", Place(config), values)]) from None
    except Unusable as error:
        values = {"source": line(source), "detail": line(str(error))}
        raise ProblemsFound([Problem("against-unusable", Place(config), values)]) from None
    except published_site.NothingThere:
        raise ProblemsFound([Problem("against-nothing", Place(config), {"source": line(source)})]) from None
    except git.NoReference as error:
        values = {"source": line(source), "detail": line(str(error))}
        raise ProblemsFound([Problem("against-unknown", Place(config), values)]) from None


def _read(site: Site, source: str, config: str) -> PublishedState:
    if fetch.is_address(source):
        return published_site.of_address(source, site.settings)
    path = Path(source)
    if path.is_dir():
        return published_site.of_folder(path, source, site.settings)
    if path.is_file():
        return published_site.of_feed(pages.load(source), source)
    try:
        return git.read_reference(site.root, source, config, site.settings)
    except ProblemsFound as error:
        # Places in the settings of another time would lead to lines of today's.
        values = {"source": line(source), "detail": line(str(error.problems[0]))}
        raise ProblemsFound([Problem("against-unusable", Place(config), values)]) from None
