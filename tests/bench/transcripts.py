"""A show of 1,000 episodes with WebVTT files of 1,000 cues each: cold, unchanged, and made anew from memory.

python tests/bench/transcripts.py [--episodes 1000] [--cues 1000]
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from pathlib import Path

import run

import corpus
import writers


def cues(number: int, count: int, sentences: list[str]) -> str:
    """A conversation of an hour in captions of 3.4 seconds; every sixth changes the speaker."""
    rng, parts = random.Random(number), ["WEBVTT"]
    for cue in range(count):
        start, end = (f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}"
                      for ms in (cue * 3500, cue * 3500 + 3400))  # fmt: skip
        speaker = corpus.SPEAKERS[cue // 6 % len(corpus.SPEAKERS)]
        parts.append(f"{start} --> {end}\n<v {speaker}>{rng.choice(sentences)}")
    return "\n\n".join(parts) + "\n"


def site(episodes: int, count: int, out: Path) -> None:
    """The project: our writer's site without pages, and the episodes."""
    writers.dreiklang([], out)
    author = corpus.Author(1, 7)
    sentences = [author.sentence(plain=True).replace(":", "") for _ in range(3000)]
    for number in range(episodes):
        id = f"e-{number}"
        audio = {"url": f"https://audio.example/{id}.mp3", "length": "30000000", "seconds": "3600"}
        head = writers.front(id=id, title=f"Gespräch {author.heading()}", number=str(number + 1), summary="x.",
                             published="2020-01-01 06:00", audio=audio, transcript=f"{id}.vtt")  # fmt: skip
        folder = out / "episodes/staffel-1"
        writers.write(folder / f"{id}.md", f"{head}Text.\n")
        writers.write(folder / f"{id}.vtt", cues(number, count, sentences))


def main() -> None:
    """Measures in a folder that is removed afterwards."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--episodes", type=int, default=1000)
    parser.add_argument("--cues", type=int, default=1000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dreiklang-bench-") as name:
        folder = Path(name)
        site(chosen.episodes, chosen.cues, folder / "dreiklang")
        for state in ("cold", "unchanged", "made anew"):
            if state == "made anew":
                shutil.rmtree(folder / "dreiklang/site")
            measured = run.Measured()
            run.run("dreiklang", folder, measured)
            wall, cpu, memory = measured.middle()
            print(f"{state:>10} {wall:8.2f} s wall {cpu:8.2f} s cpu {memory:6.0f} MB")
            print("\n".join(line for line in measured.printed.splitlines() if line.endswith(" s")))


if __name__ == "__main__":
    main()
