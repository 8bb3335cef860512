"""A host carries the same site."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from conftest import ROOT, run
from dreiklang.publishing import build_cache, manifest

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


@pytest.fixture
def small(tmp_path):
    """A small English site."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("---\nid: home\ntitle: Start\n---\n\nText.\n", encoding="utf-8")
    text = "site_name: X\nsite_url: https://example.org/\ntheme: {name: material, language: en}\nplugins:\n  - dreiklang: {timezone: Europe/Berlin, language: en}\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_host_speaks_the_language_of_the_site(small):
    """Problems come in the site's language, plain where no terminal reads, and nothing is left beside the site."""
    (small / "docs/a.md").write_text("---\nid: a\ntitel: A\n---\n", encoding="utf-8")
    done = run("mkdocs", "build", cwd=small, ok=False)
    assert done.returncode == 1
    assert "docs/a.md:3:1 Error: There is no field" in done.stderr
    assert "\x1b" not in done.stderr
    assert sorted(path.name for path in small.iterdir()) == ["docs", "mkdocs.yml"]


def test_a_second_build_is_told_to_wait(small):
    """While another build holds the site a host is told to wait, and the other's folder stays."""
    (small / ".site.next").mkdir()
    with build_cache.lock(manifest.lock_of(manifest.manifest_of(small / "site", small))) as free:
        assert free
        done = run("mkdocs", "build", cwd=small, ok=False)
    assert done.returncode == 1
    assert "Another build of this site is already running" in done.stderr
    assert (small / ".site.next").is_dir()
    assert "built" in run("mkdocs", "build", cwd=small).stderr


def test_a_host_refuses_two_files_for_one_address(small):
    """As in our own build, the last one does not silently win."""
    (small / "docs/404.html").write_text("x", encoding="utf-8")
    config = (small / "mkdocs.yml").read_text(encoding="utf-8")
    trusting = config.replace("timezone:", "trust_authors: true, timezone:")
    (small / "mkdocs.yml").write_text(trusting, encoding="utf-8")
    done = run("mkdocs", "build", cwd=small, ok=False)
    assert "404.html:1:1 Error: Two files" in done.stderr


def test_a_host_names_what_keeps_it_from_writing(small):
    """A target that cannot be written ends a host's build in words, as it ends our own."""
    (small / "part").touch()
    done = run("mkdocs", "build", "--site-dir", "part/site", cwd=small, ok=False)
    assert done.returncode == 1
    assert "site:1:1 Error: The site could not be written" in done.stderr
    assert "Traceback" not in done.stderr
