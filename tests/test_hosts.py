"""A host carries the same site."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from conftest import ROOT, run

CONTENT = ("docs", "episodes", "events", "mkdocs.yml")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the demo's sources, so that hosts can write beside them."""
    root = tmp_path_factory.mktemp("hosted")
    for name in CONTENT:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    return root


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder with the digest of its bytes."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


@pytest.mark.xdist_group("hosts")
@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_a_host_gives_the_same_bytes(project, demo, host):
    """mkdocs build --strict, and the same under properdocs, publishes byte for byte our own build."""
    target = project / f"site-{host}"
    run(host, "build", "--strict", "--site-dir", str(target), cwd=project)
    ours, theirs = digests(demo), digests(target)
    assert theirs.keys() == ours.keys()
    assert {path for path in ours if ours[path] != theirs[path]} == set()


@pytest.mark.xdist_group("hosts")
def test_a_host_with_problems_leaves_the_old_site(project):
    """With a problem in the content MkDocs fails, names the place, and the published site stays."""
    target = project / "site-kept"
    run("mkdocs", "build", "--site-dir", str(target), cwd=project)
    before = digests(target)
    wrong = project / "docs/aktuelles/kaputt.md"
    wrong.write_text("---\nid: kaputt\ntitle: Kaputt\ntopics: [nirgends]\n---\nText\n", encoding="utf-8")
    try:
        done = run("mkdocs", "build", "--site-dir", str(target), cwd=project, ok=False)
    finally:
        wrong.unlink()
    assert done.returncode != 0
    assert "docs/aktuelles/kaputt.md:4:" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert digests(target) == before
