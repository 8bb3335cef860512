"""How much memory a command needs, all its processes together."""

from __future__ import annotations

import contextlib
import re
import threading
from pathlib import Path


class Watch(threading.Thread):
    """Samples how much memory a process and all its descendants hold, in MB (Linux: shared pages once)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.done = pid, 0.0, threading.Event()

    def run(self) -> None:
        """Looks every tenth of a second until told otherwise."""
        while not self.done.wait(0.1):
            self.peak = max(self.peak, sum(map(held, family(self.pid))))


def family(pid: int) -> list[int]:
    """A process and its descendants, as far as they can be seen."""
    found = [pid]
    for parent in found:
        for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += [int(child) for child in tasks.read_text().split()]
    return found


def held(pid: int) -> float:
    """The proportional set size of a process in MB; nothing where the system does not say."""
    with contextlib.suppress(OSError):
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0
    return 0.0
