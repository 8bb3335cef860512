"""The demo's recordings and transcripts were made from each other and still fit."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import itertools
import sys
from collections.abc import Sequence
from typing import Any

import pytest
import webvtt
import yaml
from mutagen.id3 import ID3
from tinytag import TinyTag

from conftest import ROOT
from dreiklang import loading, settings
from dreiklang.audio import tags
from dreiklang.content.body import Turn
from dreiklang.content.library import Library
from dreiklang.site.relations import Relations
from dreiklang.site.site import Site

AUDIO = ROOT / "episodes/_audio"
FRAME = 1152 / 44100
"""Seconds of one MP3 frame; an encoder adds up to two for its delay."""

sys.path.append(str(AUDIO))
import speak  # noqa: E402 - a script beside the recordings, not a package

PLANS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(AUDIO.glob("*.yml"))
    if path.stem not in ("voices", "spoken")
}
SPOKEN = yaml.safe_load((AUDIO / "spoken.yml").read_text(encoding="utf-8"))
EPISODES = sorted(path for path in ROOT.glob("episodes/*/*.md") if path.name != "index.md")

every_episode = pytest.mark.parametrize("name", PLANS)


def _source(name: str) -> speak.Source:
    path = ROOT / "episodes" / PLANS[name]["episode"]
    return speak.Source(path, path.read_text(encoding="utf-8"))


@functools.cache
def _library() -> Library:
    as_of = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    library, _ = loading.load(ROOT, settings.load(ROOT, as_of))
    return library


@functools.cache
def _site() -> Site:
    library = _library()
    return Site(
        ROOT, settings.load(ROOT, dt.datetime(2026, 11, 22, tzinfo=dt.UTC)), library, Relations(library)
    )


def _turns(name: str) -> Sequence[Turn]:
    entry = _library().get(name)
    assert entry is not None
    return entry.body.turns


def _seconds(name: str) -> float:
    source = _source(name)
    return TinyTag.get(source.path.parent / source.fields["audio"]["file"]).duration or 0.0


def test_every_episode_has_a_plan() -> None:
    """Each episode of the demo is spoken by the script; none is forgotten."""
    assert {path.stem for path in EPISODES} == set(PLANS) == set(SPOKEN)


@every_episode
def test_words_are_those_that_were_spoken(name: str) -> None:
    """Whoever changes a word of a transcript speaks the episode anew."""
    assert speak.spoken_digest(_source(name).turns) == SPOKEN[name]["words"]


@every_episode
def test_turns_start_where_their_samples_start(name: str) -> None:
    """The time of each turn is the second at which its samples were put."""
    assert [turn.start for turn in _turns(name)] == SPOKEN[name]["starts"]


@pytest.mark.parametrize("name", [name for name in PLANS if "captions" in SPOKEN[name]])
def test_captions_start_where_their_samples_start(name: str) -> None:
    """The time of each caption in a file is the millisecond at which its samples were put, and none overlaps."""
    captions = _source(name).captions
    assert captions is not None
    cues = webvtt.read(captions)
    starts = [round(cue.start_in_seconds * 1000) + cue.start_time.milliseconds for cue in cues]
    assert starts == SPOKEN[name]["captions"]
    assert all(cue.end <= following.start for cue, following in itertools.pairwise(cues))


def test_an_episode_has_its_conversation_in_a_file() -> None:
    """The demo shows both ways: conversations in texts, and at least one in a file of captions."""
    in_files = {name for name in PLANS if _source(name).captions}
    assert in_files == {name for name in PLANS if "captions" in SPOKEN[name]}
    assert 0 < len(in_files) < len(PLANS)


@every_episode
def test_recording_lasts_as_long_as_its_samples(name: str) -> None:
    """The MP3 file is as long as the turns it was joined from, but for its frames."""
    assert _seconds(name) == pytest.approx(SPOKEN[name]["seconds"], abs=3 * FRAME)


@every_episode
def test_tags_say_what_the_text_says(name: str) -> None:
    """A downloaded recording shows the title, show, cover and chapters of its text; whoever changes one tags anew."""
    source = _source(name)
    found = ID3(source.path.parent / source.fields["audio"]["file"])
    entry = _library().get(name)
    assert entry is not None
    wanted = tags.tags_of(_site(), entry)
    said = [str(found[frame]) for frame in ("TIT2", "TALB", "TPE1", "TPOS", "TDES")]
    assert said == [wanted.title, wanted.show, wanted.author, wanted.season, wanted.description]
    chapters = [(c.start_time, c.end_time, str(c.sub_frames["TIT2"])) for c in found.getall("CHAP")]
    assert sorted(chapters) == [dataclasses.astuple(chapter) for chapter in wanted.chapters]
    (cover,) = found.getall("APIC")
    assert len(cover.data) < 100_000


@every_episode
def test_times_ascend_and_end_within_the_recording(name: str) -> None:
    """Each turn starts after the one before it, and the last one before the end."""
    starts = [turn.start for turn in _turns(name)]
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert starts[-1] < _seconds(name)


@every_episode
@pytest.mark.parametrize("field", ["chapters", "key_messages"])
def test_chapters_and_key_messages_begin_with_their_turn(name: str, field: str) -> None:
    """A chapter or key message begins with the turn that the plan names."""
    fields: list[dict[str, Any]] = _source(name).fields.get(field, [])
    starts = SPOKEN[name]["starts"]
    expected = [speak.clock(starts[number - 1]) for number in PLANS[name].get(field, [])]
    assert [item["time"] for item in fields] == expected


@every_episode
def test_every_voice_is_its_own(name: str) -> None:
    """No two people of an episode share a voice."""
    voices = yaml.safe_load((AUDIO / "voices.yml").read_text(encoding="utf-8"))["speakers"]
    speakers = {turn.speaker for turn in _turns(name)}
    assert len({voices[speaker]["voice"] for speaker in speakers}) == len(speakers)
