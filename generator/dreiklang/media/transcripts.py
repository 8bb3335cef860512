"""Transcripts and chapters as files that podcast apps read."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE
from dreiklang.content.podcast import Episode
from dreiklang.content.transcript_formats import FORMATS
from dreiklang.ground.outputs import Output, digest
from dreiklang.site import addresses, audio_sources
from dreiklang.site.site import Site


def outputs(site: Site) -> Iterator[Output]:
    """Every transcript in every form, and every list of chapters."""
    for episode in site.library.of(EPISODE):
        if episode.body.turns:
            yield from _transcripts(site, episode)
        if episode.fields.chapters:
            yield _chapters(site, episode)


def transcript_text(site: Site, episode: Entry[Episode], form: str) -> str:
    """An episode's transcript in one of its forms."""
    return FORMATS[form](episode.body.turns, length(site, episode), episode.title)


def length(site: Site, episode: Entry[Episode]) -> float | None:
    """A recording's seconds, measured or written."""
    return audio_sources.main_source(site, episode).seconds


def _transcripts(site: Site, episode: Entry[Episode]) -> Iterator[Output]:
    key = digest(episode.body.digest, length(site, episode), episode.title)
    for form in FORMATS:
        address = addresses.transcript(episode, form, site.library, site.settings)
        make = functools.partial(_bytes, site, episode, form)
        yield Output(address, digest("transcript", form, key), make, episode.path)


def _bytes(site: Site, episode: Entry[Episode], form: str) -> bytes:
    return transcript_text(site, episode, form).encode()


def _chapters(site: Site, episode: Entry[Episode]) -> Output:
    chapters = [{"startTime": c.time, "title": c.title} for c in episode.fields.chapters]
    content = json.dumps({"version": "1.2.0", "chapters": chapters}, ensure_ascii=False, indent=1)
    written = (content.replace("<", "\\u003c") + "\n").encode()
    address = addresses.chapters(episode, site.library, site.settings)
    return Output(address, digest("chapters", written), lambda: written, episode.path)
