"""The Nu HTML checker (validator.w3.org/nu), run on this machine."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from conftest import ROOT

JAR = ROOT / "tests/judges/node_modules/vnu-jar/build/dist/vnu.jar"


def messages(folder: Path) -> list[str]:
    """Errors and warnings about every HTML file below a folder: ``page:line: message``.

    Raises RuntimeError naming the one command that is missing.
    """
    if not JAR.is_file() or not shutil.which("java"):
        raise RuntimeError("The Nu HTML checker is missing. Run: bash tests/judges/install")
    command = [
        "java",
        "-Xss2m",
        "-jar",
        str(JAR),
        "--skip-non-html",
        "--format",
        "json",
        "--exit-zero-always",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    found = json.loads(done.stderr)["messages"]
    return [
        f"{m.get('url', '').partition(str(folder))[2]}:{m.get('lastLine', '')}: {m['message']} {m.get('extract', '')}"
        for m in found
        if m["type"] != "info" or m.get("subType") == "warning"
    ]
