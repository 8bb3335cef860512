"""A site's own templates: the HTML files of ``theme.custom_dir``, each with its name and its place."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path

from dreiklang import written
from dreiklang.ground.problems import Place, Problem
from dreiklang.loading import folders
from dreiklang.site.site import Site

THEME = Path(__file__).parent.parent / "theme"
ASSETS = "assets/"
"""The part of the folder whose files are copied as they are."""


@dataclass(frozen=True)
class Template:
    """One template: ``name`` as others include it, ``path`` from the project's root.

    ``replaces`` is true where the theme has one of the same name.
    """

    name: str
    path: str
    text: str
    replaces: bool


def read_templates(site: Site) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    """The templates by name, and why the folder or one of its files cannot be read.

    The links of all its files are looked at, since what lies in ``assets/`` is published.
    """
    custom = site.settings.site.custom_dir
    folder = posixpath.normpath(custom) if custom else ""
    if not folder:
        return (), ()
    if folder.startswith(("..", "/")) or folder == ".":
        return (), (Problem("folder-outside", Place("mkdocs.yml"), {"folder": custom}),)
    if not (site.root / folder).is_dir():
        return (), (Problem("templates-missing", Place("mkdocs.yml"), {"folder": custom}),)
    files, problems = folders.files_below(site.root, folder)
    found, wrong = [], [*problems]
    for path in files:
        name = path.removeprefix(f"{folder}/")
        if name.endswith(".html") and not name.startswith(ASSETS):
            text, unreadable = _text(site, path)
            wrong += unreadable
            found += (
                [Template(name, path, text, (THEME / "templates" / name).is_file())]
                if text is not None
                else []
            )
    return tuple(found), tuple(wrong)


def _text(site: Site, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    try:
        raw = (site.root / path).read_bytes()
    except OSError:
        return None, (Problem("file-unreadable", Place(path)),)
    return written.decode(raw, path, bom_allowed=True, long_lines=True)
