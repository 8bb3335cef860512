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
from dreiklang.ground import workers
from dreiklang.ground.problems import Place, Problem, ProblemsFound

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


def test_what_the_first_pieces_make_ready_is_inherited():
    """The first pieces are done before the workers begin: what they made ready no worker makes again."""
    ready: list[int] = []

    def work(item: int) -> tuple[int, int, int]:
        if len(ready) < 2:
            ready.append(os.getpid())
        return item, os.getpid(), ready[-1]

    done = workers.spread(work, ITEMS, first=2)
    assert [item for item, _, _ in done] == [*ITEMS]
    assert {made for _, made, _ in done[:2]} == {os.getpid()}
    assert os.getpid() not in {made for _, made, _ in done[2:]}
    assert {by for _, _, by in done} == {os.getpid()}


def test_neighbours_of_one_name_stay_together():
    """Pieces of one name that stand together are done by one worker, in the order they have."""
    done = workers.spread(
        lambda item: (item, time.sleep(0.001), os.getpid())[::2], ITEMS, 0, lambda item: item // 7
    )
    assert [item for item, _ in done] == [*ITEMS]
    by_name = [{worker for item, worker in done if item // 7 == name} for name in range(15)]
    assert [len(found) for found in by_name] == [1] * 15


@pytest.mark.parametrize("together", [lambda item: "one", lambda item: None], ids=["one name", "no name"])
def test_work_of_one_name_is_still_spread(together):
    """Where everything has one name, or nothing has one, no worker gets it all."""
    parts = [*workers._portions(ITEMS, 3, 2, together)]
    assert [index for part in parts for index in part] == [*range(3, 100)]
    assert max(map(len, parts)) <= 24


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
from dreiklang.ground import workers
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
