"""Pages the law asks for."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator

from dreiklang.content.kinds import EPISODE, PAGE
from dreiklang.ground.problems import Place, Problem
from dreiklang.site import audio_sources
from dreiklang.site.site import Site

REQUIRED = ("imprint", "privacy", "accessibility", "report-barrier")
_PLACEHOLDERS = ("lorem ipsum", "mustermann", "musterstadt", "[bitte", "xxx")


def legal_pages_exist(site: Site) -> Iterator[Problem]:
    """In production every duty has its page, and none of them is a placeholder."""
    if not site.settings.options.production:
        return
    pages = {page.fields.role: page for page in site.library.of(PAGE) if page.fields.role}
    for role in REQUIRED:
        if role not in pages:
            yield Problem("legal-page-missing", Place("mkdocs.yml"), {"role": role})
            continue
        text = pages[role].body.text.casefold()
        for word in (w for w in _PLACEHOLDERS if w in text):
            yield Problem("legal-placeholder", pages[role].place(), {"word": word})


def privacy_names_hosts_of_recordings(site: Site) -> Iterator[Problem]:
    """In production the privacy text names every other server that hears of listeners.

    Those are the servers from which pages play recordings, and the service that counts downloads
    in feeds.
    """
    if not site.settings.options.production or not site.library.of(EPISODE):
        return
    addresses = [*audio_sources.origins(site), site.settings.options.podcast.measuring_prefix]
    hosts = {urllib.parse.urlsplit(address).hostname for address in addresses if address}
    for page in (page for page in site.library.of(PAGE) if page.fields.role == "privacy"):
        text = page.body.text.casefold()
        for host in sorted(str(host) for host in hosts if str(host) not in text):
            yield Problem("legal-host-unnamed", page.place(), {"host": host})
