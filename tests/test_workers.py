"""Work spread over processors ends: with its results, or with what went wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT
from dreiklang import workers
from dreiklang.problems import Place, Problem, ProblemsFound

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there work is spread")

ITEMS = range(100)


class Unsendable(Exception):
    """An error that cannot be made anew from its words."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


@pytest.fixture(autouse=True)
def two(monkeypatch):
    """Two workers, whatever the machine has."""
    monkeypatch.setattr(workers, "count", lambda items: 2)


def failing(error: Exception):
    """Work whose fiftieth piece raises."""

    def work(item: int) -> int:
        if item == 50:
            raise error
        return item

    return work


def test_results_come_in_order():
    """Every item has its result, in the order of the items, made by other processes."""
    done = workers.spread(lambda item: (item * 2, os.getpid()), ITEMS)
    assert [result for result, _ in done] == [item * 2 for item in ITEMS]
    assert os.getpid() not in {worker for _, worker in done}


def test_problems_of_a_worker_arrive():
    """Problems found by a worker arrive as they are."""
    problem = Problem("folder-missing", Place("docs"), {})
    with pytest.raises(ProblemsFound) as found:
        workers.spread(failing(ProblemsFound([problem])), ITEMS)
    assert found.value.problems == (problem,)


def test_an_error_that_cannot_be_sent_ends_the_work():
    """An error that no other process can read ends the work instead of hanging it."""
    with pytest.raises(OSError, match="a worker ended"):
        workers.spread(failing(Unsendable("a", "b")), ITEMS)


def test_a_killed_worker_ends_the_work():
    """A worker that the system kills ends the work instead of hanging it."""

    def work(item: int) -> int:
        if item == 50:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    with pytest.raises(OSError, match="a worker ended"):
        workers.spread(work, ITEMS)


def test_no_worker_outlives_its_build(tmp_path):
    """When a build is killed its workers end too."""
    code = """
import os, sys, time
from pathlib import Path
from dreiklang import workers
workers.count = lambda items: 2
def work(item):
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(60)
workers.spread(work, range(100))
"""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "generator")}
    build = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], env=environment)
    until(lambda: len(list(tmp_path.iterdir())) == 2)
    build.kill()
    build.wait()
    until(lambda: not any(alive(int(worker.name)) for worker in tmp_path.iterdir()))


def alive(process: int) -> bool:
    """True for a process that still works (one that ended may wait to be noticed)."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def until(condition) -> None:
    """Waits, at most half a minute."""
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
