"""Builds of equal pages by us, by Material (pruned navigation) and by Hugo, in one run.

    python tests/bench/run.py [--pages 200 1000] [--runs 3]

Each figure is the median of the runs; the systems take turns, so that a machine that slows down
slows all of them. Search indexing is off everywhere. Ratios are what to quote.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import corpus
from memory import Watch
from writers import WRITERS

BIN = Path(sys.executable).parent


@dataclass
class Measured:
    """Wall seconds, processor seconds and peak memory (MB) of the runs of one command."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    printed: str = ""

    def middle(self) -> tuple[float, float, float]:
        """The medians."""
        return (statistics.median(self.wall), statistics.median(self.cpu), max(self.memory))


COMMANDS = {
    "dreiklang": [str(BIN / "dreiklang"), "build", "--timings"],
    "material": [str(BIN / "mkdocs"), "build", "--quiet"],
    "hugo": [str(BIN / "hugo"), "--quiet", "--destination", "site"],
}


def run(system: str, folder: Path, into: Measured) -> None:
    """Runs one build as a process of its own and notes what the system says of it."""
    environment = os.environ | {"DREIKLANG_CACHE": str(folder / "cache"), "NO_MKDOCS_2_WARNING": "1"}
    with tempfile.TemporaryFile("w+") as printed:
        start = time.perf_counter()
        process = subprocess.Popen(
            COMMANDS[system], cwd=folder / system, env=environment, stdout=printed, stderr=printed
        )
        watch = Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        watch.done.set()
        printed.seek(0)
        into.printed = printed.read()
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{system} failed:\n{into.printed[-3000:]}")
    into.wall.append(seconds)
    into.cpu.append(usage.ru_utime + usage.ru_stime)
    # A run shorter than the first sample, or a system without /proc: the largest single process.
    into.memory.append(watch.peak or usage.ru_maxrss / 1024)


def measure(pages: int, runs: int, folder: Path) -> dict[tuple[str, str], Measured]:
    """Cold and unchanged builds of every system."""
    content = corpus.pages(pages)
    figures: dict[tuple[str, str], Measured] = {}
    for system, writer in WRITERS.items():
        writer(content, folder / system)
    for _ in range(runs):
        for system in WRITERS:
            for rest in (
                folder / system / "site",
                folder / "cache" if system == "dreiklang" else folder / "none",
            ):
                shutil.rmtree(rest, ignore_errors=True)
            run(system, folder, figures.setdefault((system, "cold"), Measured()))
            run(system, folder, figures.setdefault((system, "unchanged"), Measured()))
    return figures


def weights(site: Path) -> tuple[int, int]:
    """Number of HTML files and the median of their sizes in bytes."""
    sizes = [file.stat().st_size for file in site.rglob("*.html")]
    return len(sizes), int(statistics.median(sizes))


def chrome(folder: Path) -> int:
    """Bytes of HTML around the content of a building block: what would grow with the site."""
    page = (folder / "dreiklang/site/bausteine/block-0/index.html").read_text(encoding="utf-8")
    before, _, rest = page.partition("<main")
    return len(before.encode()) + len(rest.partition("</main>")[2].encode())


def show(pages: int, figures: dict[tuple[str, str], Measured], folder: Path) -> None:
    """Prints the table of one size."""
    print(f"\n{pages} pages              wall s   cpu s  peak MB   ratio to dreiklang")
    for state in ("cold", "unchanged"):
        ours = figures["dreiklang", state].middle()[0]
        for system in WRITERS:
            wall, cpu, memory = figures[system, state].middle()
            print(f"{system:>10} {state:<10} {wall:8.2f} {cpu:7.2f} {memory:8.0f}   {wall / ours:6.2f}")
    print("stages of the last cold build (pages are put together, rendered and written in “make”):")
    printed = figures["dreiklang", "cold"].printed.splitlines()
    print("\n".join(line for line in printed if line.endswith(" s")))
    for system in WRITERS:
        count, size = weights(folder / system / "site")
        print(f"{system:>10}: {count} HTML files, median {size:,} bytes")
    print(f"HTML around the content of one page: {chrome(folder):,} bytes")


def main() -> None:
    """Measures every size in a folder that is removed afterwards."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, nargs="+", default=[200, 1000])
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    for pages in chosen.pages:
        with tempfile.TemporaryDirectory(prefix="dreiklang-bench-") as name:
            folder = Path(name)
            show(pages, measure(pages, chosen.runs, folder), folder)


if __name__ == "__main__":
    main()
