"""Small projects with templates of their own, made into pages in memory or built."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path

from conftest import ROOT
from dreiklang import build, pages, settings
from dreiklang.build import Prepared
from dreiklang.cli import reference
from dreiklang.settings import Settings

CONFIG = """site_name: Wissensportal
site_url: https://example.org/
theme: {name: material, language: de, custom_dir: own}
plugins:
  - dreiklang: {timezone: Europe/Berlin}
"""
HOME = "---\nid: home\ntitle: Start\n---\n\nText.\n"


def project(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A site of one page with these files; ``own/`` is the folder of its templates."""
    for path, content in {"mkdocs.yml": CONFIG, "docs/index.md": HOME, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    (root / "own").mkdir(exist_ok=True)
    return root


def every_kind(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A site with a page of every kind: the examples of the reference, and one page that has moved."""
    transcript = "\n\n## Transkript\n\n[0:00] Ruth Wieland: Guten Tag.\n"
    texts = {
        path: f"---\n{fields}\n---{transcript if 'anruf' in path else chr(10) * 2 + 'Text.' + chr(10)}"
        for path, fields in reference.EXAMPLES.values()
    }
    texts["docs/personen/jette.md"] = "---\nid: jette\ntitle: Jette\npage: true\n---\n\nText.\n"
    texts["docs/neu.md"] = "---\nid: neu\ntitle: Neu\nformer_addresses: [alt/]\n---\n\nText.\n"
    made = project(root, texts | dict(files))
    shutil.copy(ROOT / "episodes/cover.png", root / "episodes/cover.png")
    recording = ROOT / "episodes/staffel-2/trailer-dranbleiben.mp3"
    shutil.copy(recording, root / "episodes/staffel-1/erster-anruf.mp3")
    return made


def chosen(root: Path) -> Settings:
    """The settings of a project, at one moment."""
    return settings.load(root, dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC))


def prepared(root: Path) -> Prepared:
    """A project, read and checked."""
    return build.prepare(root, chosen(root))


def made(root: Path) -> dict[str, str]:
    """The HTML files of a project by their path."""
    outputs = [output for output in pages.outputs(prepared(root).site) if output.path.endswith(".html")]
    return {output.path: _text(output) for output in outputs}


def _text(output: object) -> str:
    content = output.make()  # type: ignore[attr-defined]
    return content.decode() if isinstance(content, bytes) else content.read_text(encoding="utf-8")
