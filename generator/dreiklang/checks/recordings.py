"""Rules of recordings: what texts, sidecars and files say about them is known and fits together."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dreiklang.content.entries import Entry
from dreiklang.content.kinds import EPISODE
from dreiklang.content.podcast import Alternate, Audio, Episode
from dreiklang.ground.problems import Problem
from dreiklang.loading.sidecars import ENDING, SAME_SECONDS, differ
from dreiklang.site import audio_sources
from dreiklang.site.audio_sources import AudioSource
from dreiklang.site.site import Site

SAME_LENGTH = 0.02
"""By how much of its duration another form may differ."""

SILENCE = 0.2
"""Seconds of silence that encoders add, however short a recording is."""


def recordings_are_known(site: Site) -> Iterator[Problem]:
    """Size and duration of a recording kept elsewhere are written down: the build fetches nothing."""
    for episode in site.library.of(EPISODE):
        for field, written, source in audio_sources.every_source(site, episode):
            if written.url and not (source.length and source.seconds):
                name = f"{source.path}{ENDING}"
                values = {"url": written.url, "sidecar": name, "file": posixpath.basename(name)}
                yield Problem("audio-url-needs-facts", episode.place(f"{field}.url"), values)
            elif written.file and _has_facts_alone(site, source):
                values = {"file": written.file}
                yield Problem("audio-not-here", episode.place(f"{field}.file"), values)


def _has_facts_alone(site: Site, source: AudioSource) -> bool:
    return (
        not site.settings.options.podcast.audio_base
        and source.path not in site.library.media
        and source.path in site.library.recordings
    )


def statements_agree(site: Site) -> Iterator[Problem]:
    """What stands in the text is what was measured."""
    for episode in site.library.of(EPISODE):
        for field, written, source in audio_sources.every_source(site, episode):
            yield from _in_text(episode, field, written, source)
            stated = site.library.recordings.get(source.path)
            if stated and stated.url and stated.url != source.url:
                place = episode.place(f"{field}.{'file' if written.file else 'url'}")
                yield differ(place, "url", source.url, f"{source.path}{ENDING}", stated.url)


def _in_text(
    episode: Entry[Episode], field: str, written: Audio | Alternate, source: AudioSource
) -> Iterator[Problem]:
    if not isinstance(written, Audio):
        return
    if written.length and source.length and written.length != source.length:
        place = episode.place(f"{field}.length")
        yield differ(place, "length", written.length, source.path, source.length)
    if written.seconds and source.seconds and abs(written.seconds - source.seconds) > SAME_SECONDS:
        place = episode.place(f"{field}.seconds")
        yield differ(place, "seconds", written.seconds, source.path, source.seconds)


def forms_are_equally_long(site: Site) -> Iterator[Problem]:
    """Another form of a recording is no other recording: it lasts as long."""
    for episode in site.library.of(EPISODE):
        whole = audio_sources.main_source(site, episode).seconds
        for field, _, source in audio_sources.every_source(site, episode):
            if whole and source.seconds and abs(source.seconds - whole) > max(whole * SAME_LENGTH, SILENCE):
                values = {"seconds": f"{source.seconds:.1f}", "whole": f"{whole:.1f}", "file": source.path}
                yield Problem("audio-alternate-length", episode.place(field), values)
