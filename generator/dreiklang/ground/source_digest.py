"""The code's own name: outputs made by another version of it are other outputs."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from dreiklang.ground.outputs import digest

LIBRARIES = (
    "babel", "feedgen", "icalendar", "jinja2", "markdown", "nh3", "pydantic", "pymdown-extensions",
)  # fmt: skip
"""What shapes the bytes of a site beside our own code."""

_ENDINGS = (".py", ".toml", ".html", ".css", ".js")


@functools.cache
def digest_of_code() -> str:
    """A name for this generator and the libraries its outputs depend on; equal on every machine."""
    files = sorted(_files(resources.files("dreiklang"), ""))
    versions = [f"{name} {metadata.version(name)}" for name in LIBRARIES]
    return digest(*versions, *(part for file in files for part in file))


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for child in folder.iterdir():
        name = f"{path}/{child.name}"
        if child.is_dir():
            yield from _files(child, name)
        elif child.name.endswith(_ENDINGS):
            yield name, child.read_bytes()
