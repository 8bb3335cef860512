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
        for field, written, sound in audio_sources.every_source(site, episode):
            if written.url and not (sound.length and sound.seconds):
                name = f"{sound.path}{ENDING}"
                values = {"url": written.url, "sidecar": name, "file": posixpath.basename(name)}
                yield Problem("audio-url-needs-facts", episode.place(f"{field}.url"), values)
            elif written.file and _has_facts_alone(site, sound):
                values = {"file": written.file}
                yield Problem("audio-not-here", episode.place(f"{field}.file"), values)


def _has_facts_alone(site: Site, sound: AudioSource) -> bool:
    return (
        not site.settings.options.podcast.audio_base
        and sound.path not in site.library.media
        and sound.path in site.library.recordings
    )


def statements_agree(site: Site) -> Iterator[Problem]:
    """What stands in the text is what was measured."""
    for episode in site.library.of(EPISODE):
        for field, written, sound in audio_sources.every_source(site, episode):
            yield from _in_text(episode, field, written, sound)
            stated = site.library.recordings.get(sound.path)
            if stated and stated.url and stated.url != sound.url:
                place = episode.place(f"{field}.{'file' if written.file else 'url'}")
                yield differ(place, "url", sound.url, f"{sound.path}{ENDING}", stated.url)


def _in_text(
    episode: Entry[Episode], field: str, written: Audio | Alternate, sound: AudioSource
) -> Iterator[Problem]:
    if not isinstance(written, Audio):
        return
    if written.length and sound.length and written.length != sound.length:
        place = episode.place(f"{field}.length")
        yield differ(place, "length", written.length, sound.path, sound.length)
    if written.seconds and sound.seconds and abs(written.seconds - sound.seconds) > SAME_SECONDS:
        place = episode.place(f"{field}.seconds")
        yield differ(place, "seconds", written.seconds, sound.path, sound.seconds)


def forms_are_equally_long(site: Site) -> Iterator[Problem]:
    """Another form of a recording is no other recording: it lasts as long."""
    for episode in site.library.of(EPISODE):
        whole = audio_sources.main_source(site, episode).seconds
        for field, _, sound in audio_sources.every_source(site, episode):
            if whole and sound.seconds and abs(sound.seconds - whole) > max(whole * SAME_LENGTH, SILENCE):
                values = {"seconds": f"{sound.seconds:.1f}", "whole": f"{whole:.1f}", "file": sound.path}
                yield Problem("audio-alternate-length", episode.place(field), values)
