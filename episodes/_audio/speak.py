"""Speaks the conversations of the demo with synthetic voices and writes the true times back.

    python episodes/_audio/speak.py                 # every episode that has a plan
    python episodes/_audio/speak.py drei-zahlen     # one of them

An episode's plan (``<id>.yml``) names its source and says with which turn, counted from 1, each
chapter and each key message begins. A turn starts on a whole second, so the ``[m:ss]`` of the
transcript is exact. An episode whose conversation lies in a caption file (``transcript``) gets the
time of every caption, to the millisecond. Tags are written last, by ``dreiklang audio tag``.
The same words give the same sound, byte by byte. Needs espeak-ng, ffmpeg and the extra ``tags``.
"""

from __future__ import annotations

import io
import itertools
import math
import re
import shutil
import subprocess
import sys
import tempfile
import wave
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from conversations import Source, Turn, clock, cues_of, recaptioned, retimed, spoken_digest

HERE = Path(__file__).parent
EPISODES = HERE.parent
RATE = 22050
"""Samples per second that espeak-ng gives."""
PAUSE = 0.35
"""The shortest pause between two turns, in seconds."""
LOUDNESS = 3300
"""The root mean square every turn is brought to, of 32767."""
QUIET = 220
"""The amplitude below which there is silence."""
CHORD = (523.25, 659.26, 783.99)
"""The three tones (C, E, G) that open and close an episode, in hertz."""
SOUND = "[drei Töne]"
"""The only sound a transcript may name."""


def samples_of(turn: Turn, voices: dict[str, Any]) -> array[int]:
    """The turn as 16-bit samples, sounds included."""
    samples: array[int] = array("h")
    for part in filter(None, re.split(r"(\[[^\]]+\])", turn.text)):
        if part == SOUND:
            samples += chord()
        elif part.startswith("["):
            raise SystemExit(f"No such sound: {part}")
        elif part.strip():
            samples += speech(part.strip(), voices["speakers"][turn.speaker], voices["pronounce"])
    return samples


def speech(text: str, voice: dict[str, Any], pronounce: dict[str, str]) -> array[int]:
    """Words spoken by one voice, without silence around them."""
    return levelled(trimmed(spoken(text, voice, pronounce)))


def spoken(text: str, voice: dict[str, Any], pronounce: dict[str, str]) -> array[int]:
    """Words as espeak-ng speaks them, with the pause that follows the last one."""
    for word, sound in pronounce.items():
        text = re.sub(rf"\b{word}\b", sound, text)
    command = ["espeak-ng", "-v", voice["voice"], "-p", str(voice["pitch"]), "-s", str(voice["speed"])]
    with wave.open(io.BytesIO(_run([*command, "--stdout", "--stdin"], text.encode()))) as sound_file:
        return array("h", sound_file.readframes(10**9))


def trimmed(samples: array[int]) -> array[int]:
    """Samples without the silence before and after them."""
    loud = [index for index, value in enumerate(samples) if abs(value) > QUIET]
    return samples[max(0, loud[0] - RATE // 100) : loud[-1] + RATE // 20]


def begins(cues: Sequence[Turn], voices: dict[str, Any]) -> Iterator[int]:
    """The sample of a turn at which each of its captions begins.

    What was spoken so far has the same samples whatever follows, its pause included.
    """
    before = ""
    for cue in cues:
        samples = samples_of(Turn(cue.speaker, before), voices)
        words = before.rpartition("]")[2].strip()
        if words and not cue.text.startswith("["):
            whole = spoken(words, voices["speakers"][cue.speaker], voices["pronounce"])
            loud = [index for index, value in enumerate(whole) if abs(value) > QUIET]
            yield len(samples) + len(whole) - min(len(whole), loud[-1] + RATE // 20)
        else:
            yield len(samples)
        before = f"{before} {cue.text}".strip()


def levelled(samples: array[int]) -> array[int]:
    """Samples of the common loudness, never beyond what 16 bits hold."""
    mean = math.sqrt(sum(value * value for value in samples) / len(samples))
    factor = LOUDNESS / mean
    return array("h", (round(30000 * math.tanh(value * factor / 30000)) for value in samples))


def chord() -> array[int]:
    """Three tones, one after the other, sounding together at the end; 2 seconds."""
    length = 2 * RATE
    samples: array[int] = array("h")
    for index in range(length):
        tones = (_tone(pitch, index / RATE - 0.28 * step) for step, pitch in enumerate(CHORD))
        samples.append(round(4200 * sum(tones) * min(1.0, (length - index) / 4000)))
    return samples


def _tone(pitch: float, time: float) -> float:
    if time < 0:
        return 0.0
    angle = 2 * math.pi * pitch * time
    return math.exp(-2.6 * time) * min(1.0, time * 200) * (math.sin(angle) + 0.25 * math.sin(2 * angle))


def joined(parts: Sequence[array[int]]) -> tuple[array[int], list[int]]:
    """All turns in one row and the whole second at which each starts."""
    row: array[int] = array("h")
    starts = []
    for part in parts:
        start = math.ceil(len(row) / RATE + PAUSE) if row else 0
        row += array("h", bytes(2 * (start * RATE - len(row))))
        starts.append(start)
        row += part
    return row + array("h", bytes(2 * (RATE // 2))), starts


def encode(samples: array[int], target: Path) -> None:
    """Writes a mono MP3 (44.1 kHz, 64 kbit/s) that depends on its input alone."""
    raw = ["-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "-"]
    form = ["-ar", "44100", "-b:a", "64k", "-codec:a", "libmp3lame"]
    exact = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
    command = ["ffmpeg", "-v", "error", "-y", *raw, *exact, *form, str(target)]
    _run(command, samples.tobytes())


def slow_lines(recording: Path) -> None:
    """Writes the same recording beside it as Opus (24 kbit/s), for slow connections."""
    exact = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
    form = ["-codec:a", "libopus", "-b:a", "24k", "-application", "voip"]
    target = recording.with_suffix(".opus")
    _run(["ffmpeg", "-v", "error", "-y", "-i", str(recording), *exact, *form, str(target)], b"")


def tag(episodes: Sequence[Path]) -> None:
    """Puts title, show, cover and chapters into recordings, from the texts with their true times."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "dreiklang", "audio", "tag", *map(str, episodes), "--into", folder]
        subprocess.run(command, cwd=EPISODES.parent, stdout=subprocess.DEVNULL, check=True)  # noqa: S603
        for path in episodes:
            name = Source(path, path.read_text(encoding="utf-8")).fields["audio"]["file"]
            (copy,) = Path(folder).rglob(name)
            shutil.copyfile(copy, path.parent / name)


def _run(command: list[str], given: bytes) -> bytes:
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603


def caption_times(
    cues: Sequence[Turn], starts: Sequence[int], voices: dict[str, Any]
) -> Iterator[tuple[int, int]]:
    """Start and end of each caption in milliseconds; it lasts until the next one of its turn.

    ``starts`` are the seconds at which turns begin.
    """
    runs = itertools.groupby(cues, key=lambda cue: cue.speaker)
    for start, (speaker, run) in zip(starts, runs, strict=True):
        said = list(run)
        whole = len(samples_of(Turn(speaker, " ".join(cue.text for cue in said)), voices))
        edges = (start * 1000 + round(at / RATE * 1000) for at in (*begins(said, voices), whole))
        yield from itertools.pairwise(edges)


def make(plan: dict[str, Any], voices: dict[str, Any]) -> dict[str, Any]:
    """Speaks one episode; returns what was spoken."""
    path = EPISODES / plan["episode"]
    source = Source(path, path.read_text(encoding="utf-8"))
    turns = source.turns
    samples, starts = joined([samples_of(turn, voices) for turn in turns])
    audio = source.fields["audio"]
    recording = path.parent / audio["file"]
    encode(samples, recording)
    if audio.get("alternates"):
        slow_lines(recording)
    path.write_text(retimed(source.text, plan, starts), encoding="utf-8")
    print(f"{plan['episode']}: {clock(len(samples) // RATE)}, {len(turns)} turns")
    made = {"seconds": round(len(samples) / RATE, 2), "words": spoken_digest(turns), "starts": starts}
    if source.captions:
        vtt = source.captions.read_text(encoding="utf-8")
        times = list(caption_times(cues_of(vtt), starts, voices))
        source.captions.write_text(recaptioned(vtt, times), encoding="utf-8")
        made["captions"] = [start for start, _ in times]
    return made


def main(names: Sequence[str]) -> None:
    """Speaks the named episodes, or all, and records what was spoken in ``spoken.yml``."""
    voices = yaml.safe_load((HERE / "voices.yml").read_text(encoding="utf-8"))
    record = HERE / "spoken.yml"
    spoken = yaml.safe_load(record.read_text(encoding="utf-8")) if record.exists() else {}
    known = [path.stem for path in sorted(HERE.glob("*.yml")) if path.stem not in ("voices", "spoken")]
    plans = {
        name: yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8")) for name in names or known
    }
    spoken |= {name: make(plan, voices) for name, plan in plans.items()}
    record.write_text(yaml.safe_dump(spoken, default_flow_style=None, width=110), encoding="utf-8")
    tag([EPISODES / plan["episode"] for plan in plans.values()])


if __name__ == "__main__":
    main(sys.argv[1:])
