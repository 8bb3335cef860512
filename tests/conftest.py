"""What tests share: a memory of their own, and the demo site built once per worker."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

import naming
from browser.chromium import FLAGS, executable

ROOT = Path(__file__).parent.parent
AS_OF = "1795345200"
"""22 November 2026, 12:00 in Berlin: the moment tests build the demo for."""

hypothesis.settings.register_profile("busy", deadline=None)
hypothesis.settings.load_profile("busy")
"""How long an example takes says how busy the machine is, not whether the rule holds."""


def pytest_make_parametrize_id(val: object) -> str | None:
    """Names each value of a parametrised test in words."""
    return naming.shown(val)


@pytest.fixture(scope="session", autouse=True)
def own_memory(tmp_path_factory):
    """No test reads or writes the developer's own cache."""
    patch = pytest.MonkeyPatch()
    patch.setenv("DREIKLANG_CACHE", str(tmp_path_factory.mktemp("memory")))
    patch.setenv("NO_MKDOCS_2_WARNING", "1")
    yield
    patch.undo()


def run(*command: str, cwd: Path = ROOT, ok: bool = True, **environment: str) -> subprocess.CompletedProcess:
    """Runs one of the installed programs; a failure shows what it printed."""
    program = [sys.executable, "-m", *command]
    whole = os.environ | {"PYTHONPATH": str(ROOT / "generator"), "SOURCE_DATE_EPOCH": AS_OF} | environment
    done = subprocess.run(program, cwd=cwd, env=whole, capture_output=True, text=True, timeout=300)
    assert not ok or done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Starts Chromium with further flags; a worker has one Playwright, which cannot be started twice."""
    with sync_playwright() as playwright:
        started: list[Browser] = []

        def start(*flags: str) -> Browser:
            started.append(playwright.chromium.launch(executable_path=executable(), args=[*FLAGS, *flags]))
            return started[-1]

        yield start
        for browser in started:
            browser.close()


@pytest.fixture(scope="session")
def browser(launch) -> Browser:
    """Chromium."""
    return launch()


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Path:
    """The demo site, built by ``dreiklang build``."""
    target = tmp_path_factory.mktemp("demo") / "site"
    run("dreiklang", "build", "--site-dir", str(target))
    return target
