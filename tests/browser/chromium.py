"""The browser the tests drive: one that is installed, started so that it asks nobody anything."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""The last one leaves every host but this machine unknown: a stray request fails instead of leaving."""


def executable() -> str:
    """The path of Chromium: ``DREIKLANG_BROWSER``, else what is found by name.

    Raises RuntimeError naming the one command that is missing.
    """
    wanted = os.environ.get("DREIKLANG_BROWSER")
    found = wanted or next(filter(None, map(shutil.which, NAMES)), None)
    if not found or not shutil.which(found):
        raise RuntimeError(
            "No browser found. Run: bash tests/judges/install (or set DREIKLANG_BROWSER to its path)"
        )
    return found
