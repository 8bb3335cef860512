"""Golden cases: what a small project becomes, as files that people have read.

A case is a folder ``samples/good-<name>/``; ``golden.py`` says what lies in it. To accept what is
made now, after reading it: ``ACCEPT=1 pytest tests/whole/test_golden.py``. To watch one more file of a
case, create it empty below ``expected`` and accept.
"""

from __future__ import annotations

import difflib
import os

import pytest

from conftest import ROOT
from golden import Case

SAMPLES = ROOT / "tests/samples"
CASES = sorted(folder.name for folder in SAMPLES.glob("good-*"))


def differences(name: str, written: str, made: str) -> str:
    """A unified diff of one expected file."""
    lines = difflib.unified_diff(
        written.splitlines(), made.splitlines(), f"expected/{name}", f"made/{name}", lineterm="", n=2
    )
    return "\n".join(lines)


@pytest.mark.parametrize("name", CASES)
def test_sources_become_what_was_read_and_accepted(name):
    """Page, feed item, calendar, transcripts and search documents are what the samples show, to the byte."""
    expected = SAMPLES / name / "expected"
    case = Case(SAMPLES / name)
    watched = [f.relative_to(expected).as_posix() for f in sorted(expected.rglob("*")) if f.is_file()]
    assert watched
    made = {file: case.shown(file) for file in {*watched, "problems.txt"}}
    if os.environ.get("ACCEPT"):
        for file, text in made.items():
            if text:
                (expected / file).write_text(text, encoding="utf-8", newline="\n")
    written = {
        file: (expected / file).read_bytes().decode() if (expected / file).is_file() else "" for file in made
    }
    found = [
        differences(file, written[file], made[file]) for file in sorted(made) if written[file] != made[file]
    ]
    assert not found, "\n\n".join(["not what was accepted:", *found])
