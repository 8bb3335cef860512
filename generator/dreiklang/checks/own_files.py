"""What ``mkdocs.yml`` names is there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dreiklang.ground.problems import Place, Problem
from dreiklang.loading import paths
from dreiklang.site.site import Site


def own_files_exist(site: Site) -> Iterator[Problem]:
    """Own style sheets and scripts lie below the documents' folder; the policy refuses those of others."""
    own, docs = site.settings.site, site.settings.site.docs_dir
    for name in (*own.extra_css, *own.extra_javascript):
        path = posixpath.join(docs, name)
        plain = posixpath.normpath(name) == name and not name.startswith(("/", ".."))
        if not plain or not paths.is_inside(site.root, path) or (site.root / path).is_symlink():
            yield Problem("own-file-missing", Place("mkdocs.yml"), {"name": name, "docs": docs})
