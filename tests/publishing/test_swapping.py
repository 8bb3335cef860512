"""How a new site takes the place of the old one: in one step where the system can, else in two."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import pytest

from dreiklang.ground.outputs import Output
from dreiklang.publishing.publish import publish


@pytest.fixture
def steps(tmp_path, monkeypatch):
    """Publishes a site anew and gives the names that were moved one by one."""
    monkeypatch.setenv("DREIKLANG_CACHE", str(tmp_path / "cache"))
    moved: list[str] = []
    rename = Path.rename

    def noted(path: Path, to: Path) -> Path:
        moved.append(path.name)
        return rename(path, to)

    def made(target: Path) -> list[str]:
        for text in (b"old", b"new"):
            moved.clear()
            with monkeypatch.context() as patch:
                patch.setattr(Path, "rename", noted)
                publish([Output("index.html", str(text), lambda text=text: text)], target, tmp_path)
        assert (target / "index.html").read_bytes() == b"new"
        assert [path.name for path in target.parent.glob(f"*{target.name}*")] == [target.name]
        return moved

    return made


def without_exchange(name: str | None, **_: object) -> object:
    """A system library that does not know the call."""
    return object()


def without_library(name: str | None, **_: object) -> object:
    """A system whose library cannot be opened."""
    raise OSError("no library")


@pytest.mark.parametrize("library", [without_exchange, without_library], ids=["no call", "no library"])
def test_a_system_that_cannot_exchange_takes_two_steps(tmp_path, monkeypatch, steps, library):
    """The old site is put aside, the new one into its place, and the old one is gone."""
    monkeypatch.setattr(ctypes, "CDLL", library)
    assert steps(tmp_path / "site") == ["site", ".site.next"]


@pytest.mark.parametrize("platform", ["darwin", "win32", "freebsd14"])
def test_other_systems_are_not_asked(tmp_path, monkeypatch, steps, platform):
    """The number of the call and of its flags are Linux's alone."""
    steps(tmp_path / "site")
    monkeypatch.setattr(sys, "platform", platform)
    assert steps(tmp_path / "site") == ["site", ".site.next"]


def test_a_relative_folder_is_exchanged_as_an_absolute_one(tmp_path, monkeypatch, steps):
    """A name without a path is meant from the current folder."""
    monkeypatch.chdir(tmp_path)
    whole = [*steps(tmp_path / "one")]
    assert len(steps(Path("two"))) == len(whole)
