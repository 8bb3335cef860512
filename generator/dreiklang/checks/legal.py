"""Pages the law asks for."""

from __future__ import annotations

from collections.abc import Iterator

from dreiklang.problems import Place, Problem
from dreiklang.site import Site

REQUIRED = ("imprint", "privacy", "accessibility", "report-barrier")
_PLACEHOLDERS = ("lorem ipsum", "mustermann", "musterstadt", "[bitte", "xxx")


def legal_pages_exist(site: Site) -> Iterator[Problem]:
    """In production every duty has its page, and none of them is a placeholder."""
    if not site.settings.options.production:
        return
    pages = {page.fields.role: page for page in site.library.of("page") if page.fields.role}
    for role in REQUIRED:
        if role not in pages:
            yield Problem("legal-page-missing", Place("mkdocs.yml"), {"role": role})
            continue
        text = pages[role].body.text.casefold()
        for word in (w for w in _PLACEHOLDERS if w in text):
            yield Problem("legal-placeholder", pages[role].place(), {"word": word})
