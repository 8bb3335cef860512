"""A large podcast: all feeds and transcripts of 1,000 episodes of an hour each.

    python tests/bench/podcast.py [--episodes 1000] [--cues 1000]

Pages are left out: this measures what podcast apps read. Every episode keeps its transcript in a
WebVTT file. Each figure comes from a process of its own, the peak from all its processes together.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import steps

from corpus import Author
from writers import OURS, people, show, write

CUE_SECONDS = 3.6
WORDS = 9


def sources(episodes: int, cues: int, out: Path) -> None:
    """The content of a show: ``episodes`` episodes in seasons of 50, each with a file of captions."""
    author = Author(episodes, 11)
    write(out / "mkdocs.yml", OURS)
    write(out / "docs/index.md", "---\nid: home\ntitle: Messung\nsummary: Ein langer Podcast.\n---\n")
    show(out)
    people(out)
    for number in range(episodes):
        season = 1 + number // 50
        folder = out / f"episodes/staffel-{season}"
        if number % 50 == 0:
            write(
                folder / "index.md",
                f"---\nid: staffel-{season}\ntitle: Jahr {season}\nnumber: {season}\n---\n",
            )
        write(folder / f"e{number}.vtt", captions(author, cues))
        write(folder / f"e{number}.md", episode(number, cues))


def episode(number: int, cues: int) -> str:
    """The text of an episode without its conversation."""
    day = dt.date(2010, 1, 4) + dt.timedelta(days=5 * number)
    seconds = round(cues * CUE_SECONDS)
    return (
        f"---\nid: e{number}\ntitle: Gespräch mit Nachbarn {number}x\nsummary: Worum es geht.\n"
        f"published: {day} 06:00\naudio:\n  url: https://audio.example/e{number}.mp3\n"
        f"  length: {seconds * 8000}\n  seconds: {seconds}\ntranscript: e{number}.vtt\n"
        "chapters:\n  - {time: '0:00', title: Anfang}\n  - {time: '10:00', title: Mitte}\n"
        "key_messages:\n  - {text: Es geht., time: '12:00'}\n---\n\nEin Absatz mit *Betonung*.\n"
    )


def captions(author: Author, cues: int) -> str:
    """WebVTT with a voice per cue; two people take turns of five cues."""
    parts = ["WEBVTT"]
    for number in range(cues):
        start, end = (stamp((number + step) * CUE_SECONDS) for step in (0, 1))
        words = " ".join(author.some(WORDS)).replace("&", "und")
        parts.append(f"{start} --> {end}\n<v {('Ada Albers', 'Bo Berger')[number // 5 % 2]}>{words}.")
    return "\n\n".join(parts) + "\n"


def stamp(seconds: float) -> str:
    """``00:12:40.500``."""
    whole, rest = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{rest:03d}"


def outputs(site: Any) -> Iterator[Any]:
    """All feeds and all transcripts."""
    from dreiklang import feeds, media

    yield from feeds.outputs(site)
    yield from media.outputs(site)


def main() -> None:
    """Measures a cold build, an unchanged one, and one after a change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, default=1000)
    parser.add_argument("--cues", type=int, default=1000)
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.build:
        return steps.publish(chosen.build, outputs)
    with tempfile.TemporaryDirectory(prefix="dreiklang-bench-") as name:
        sources(chosen.episodes, chosen.cues, Path(name))
        print(f"\n{chosen.episodes} episodes of {chosen.cues} cues: all feeds and transcripts", flush=True)
        steps.states(__file__, Path(name), Path(name) / "episodes/staffel-1/e0.md")
    return None


if __name__ == "__main__":
    main()
