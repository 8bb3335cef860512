"""Bad input is named at its line, in two languages, with the right way to write it.

A case is a folder ``samples/bad-<name>/`` with files and ``problems.txt``. To accept new words
after reading them: ``ACCEPT=1 pytest tests/whole/test_bad_input.py``.
"""

from __future__ import annotations

import os
import shutil

import pytest

from conftest import ROOT
from dreiklang.ground.problems import Problem
from loaded import load

SAMPLES = ROOT / "tests/samples"
CASES = sorted(folder.name for folder in SAMPLES.glob("bad-*"))


def report(problems: tuple[Problem, ...]) -> str:
    """All problems as an editor reads them, in German and English."""
    lines = []
    for problem in problems:
        lines.append(f"{problem.place} {problem.code} ({problem.severity.value})")
        lines += [f"  {lang}: {problem.message(lang)} {problem.fix(lang)}".rstrip() for lang in ("de", "en")]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_named_at_its_line(name, tmp_path):
    """Each bad input gives its problems at their lines with the right way to write it, and no traceback."""
    project = tmp_path / "project"
    shutil.copytree(SAMPLES / name, project)
    (project / "docs").mkdir(exist_ok=True)
    expected = project / "problems.txt"
    _, problems = load(project)
    if os.environ.get("ACCEPT"):
        (SAMPLES / name / "problems.txt").write_text(report(problems), encoding="utf-8")
    assert problems
    assert report(problems) == expected.read_text(encoding="utf-8")
