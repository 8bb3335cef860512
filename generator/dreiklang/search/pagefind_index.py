"""The index: Pagefind reads the documents, and what a browser needs of its output is published.

Two runs over equal documents give equal bytes. Pagefind's filters would break this (version
1.5 writes their values in the order of a hash map), so the facets are a file of our own, see
``facet_table``; metadata besides the title is not used, because Pagefind searches it.
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from pagefind.service import get_executable

from dreiklang.ground.outputs import Bundle, digest
from dreiklang.ground.problems import Place, Problem, ProblemsFound
from dreiklang.ground.source_digest import digest_of_code
from dreiklang.search import facet_table
from dreiklang.search.documents import SearchDocument
from dreiklang.search.facets import Labels
from dreiklang.site import addresses

FOLDER = "pagefind/"
"""Where the index is published, from the site's root."""

_SECONDS = 1800
"""How long Pagefind may take: 5,000 pages took 50 seconds on two cores."""


def bundle(documents: Sequence[SearchDocument], labels: Mapping[str, Labels], language: str) -> Bundle:
    """The index of all documents, made only when one of them, the code or Pagefind changed."""
    versions = [metadata.version(name) for name in ("pagefind", "pagefind_bin")]
    values = [dataclasses.astuple(document) for document in documents]
    key = digest(digest_of_code(), versions, language, labels, *values)
    return Bundle(FOLDER, key, lambda: _files(documents, labels, language))


def _files(
    documents: Sequence[SearchDocument], labels: Mapping[str, Labels], language: str
) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="dreiklang-search-") as folder:
        pages, made = Path(folder, "pages"), Path(folder, "made")
        for document in documents:
            file = pages / addresses.file_of(document.url)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(document.html, encoding="utf-8")
        _run(pages, made, language)
        files = {path.relative_to(made).as_posix(): path.read_bytes() for path in _needed(made)}
    files["facets.json"] = facet_table.table(documents, labels, facet_table.fragments_of(files))
    return files


def _run(pages: Path, made: Path, language: str) -> None:
    """Runs the program itself: the package's service waits 0.1 s a message, and for ever after a crash."""
    program = get_executable()
    if program is None:
        raise ProblemsFound([Problem("search-engine-missing", Place("mkdocs.yml"))])
    folders = ["--site", str(pages), "--output-path", str(made)]
    command = [str(program), *folders, "--force-language", language, "--quiet"]
    # Settings in the environment or in a file of the current folder would change the index.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    done = subprocess.run(  # noqa: S603 - the program of the package, our own folders
        command, cwd=pages, env=clean, capture_output=True, text=True, encoding="utf-8", errors="replace",
        timeout=_SECONDS, check=False,
    )  # fmt: skip
    if done.returncode:
        detail = (done.stderr or done.stdout).strip()[-500:]
        raise ProblemsFound([Problem("search-engine-failed", Place("mkdocs.yml"), {"detail": detail})])


def _needed(made: Path) -> Iterator[Path]:
    """The engine without Pagefind's own interfaces, and the index."""
    entry = json.loads((made / "pagefind-entry.json").read_text(encoding="utf-8"))
    engines = sorted({language["wasm"] or "unknown" for language in entry["languages"].values()})
    yield made / "pagefind-entry.json"
    yield made / "pagefind.js"
    yield from (made / f"wasm.{engine}.pagefind" for engine in engines)
    for pattern in ("*.pf_meta", "index/*.pf_index", "fragment/*.pf_fragment"):
        yield from sorted(made.glob(pattern))
