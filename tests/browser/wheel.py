"""The generator as others get it: a wheel, built and installed beside the checkout's own code."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from conftest import AS_OF, ROOT


def built(folder: Path) -> Path:
    """The wheel, built without a network from the checkout."""
    command = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    _run(command, folder, {})
    (wheel,) = folder.glob("dreiklang-*.whl")
    return wheel


def installed(wheel: Path, folder: Path) -> Path:
    """The folder that holds what the wheel holds, as pip installs it; its libraries are the environment's."""
    quiet = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", "--no-compile"]
    _run(["-m", "pip", "install", *quiet, "--target", str(folder), str(wheel)], folder.parent, {})
    return folder


def names(wheel: Path) -> set[str]:
    """Every file in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def run(package: Path, root: Path, *command: str) -> str:
    """Runs the installed generator in the folder of a site; gives what it printed."""
    own = {
        "PYTHONPATH": str(package),
        "SOURCE_DATE_EPOCH": AS_OF,
        "DREIKLANG_CACHE": str(root.parent / "memory"),
    }
    return _run(list(command), root, own)


def _run(command: list[str], cwd: Path, more: dict[str, str]) -> str:
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, *command], cwd=cwd, env=inherited | more, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout
