"""One build of a generated project in a process of its own: its seconds, its memory, its stages."""

from __future__ import annotations

import datetime as dt
import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from memory import Watch


def publish(root: Path, outputs: Callable[[Any], Iterable[Any]]) -> None:
    """Builds what ``outputs`` gives, in the steps of ``dreiklang build``: nothing when nothing changed."""
    from dreiklang import build, settings
    from dreiklang.publishing import up_to_date
    from dreiklang.publishing.publish import publish as to

    gc.set_threshold(100_000, 50, 50)  # as the command does
    moment = dt.datetime(2026, 11, 26, tzinfo=dt.UTC)
    if up_to_date.find_current(root, "mkdocs.yml", {}, moment):
        print("nothing has changed")
        return
    spent = build.Timings()
    loaded = settings.load(root, moment)
    inputs = up_to_date.inputs(root, "mkdocs.yml", build.folders(loaded))
    prepared = build.prepare(root, loaded, spent)
    with spent.stage("publish"):
        report = to(outputs(prepared.site), root / "site", root)
    stages = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in spent.seconds.items())
    print(f"{len(report.made)} files made, {report.kept} kept; {stages}")
    up_to_date.remember(root, "mkdocs.yml", {}, build.record_of(prepared, inputs))


def measured(script: str, root: Path) -> str:
    """Seconds and peak memory of ``script --build root``, all its processes together."""
    environment = os.environ | {"DREIKLANG_CACHE": str(root / "cache")}
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, script, "--build", str(root)], env=environment)
    watch = Watch(process.pid)
    watch.start()
    if process.wait():
        sys.exit("the build failed")
    seconds = time.perf_counter() - start
    watch.done.set()
    return f"{seconds:6.2f} s, peak {watch.peak:5.0f} MB"


def states(script: str, root: Path, text: Path) -> None:
    """A cold build, one of unchanged sources, and one after a sentence was added to ``text``."""
    for state in ("cold", "unchanged", "one text changed"):
        if state == "one text changed":
            text.write_text(text.read_text(encoding="utf-8") + "Ein Satz mehr.\n", encoding="utf-8")
        print(f"{state:>16} {measured(script, root)}", flush=True)
