"""Bad events: all are named at once, at their lines; none brings a build down or half a site up.

The cases are files in ``samples/refused-events/``. To accept new words after reading them:
``ACCEPT=1 pytest tests/checks/test_bad_events.py``.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import icalendar
import pytest

from against.test_against import AS_OF, CONFIG, text
from conftest import ROOT, run
from dreiklang import build, settings
from dreiklang.ground.problems import Problem, blocking
from whole.test_bad_input import report as as_read

SAMPLES = ROOT / "tests/samples/refused-events"
CASES = sorted(path.stem for path in SAMPLES.glob("events/*.md"))
HOSTILE = (
    '"</script></title><script>alert(1)</script><img src=x onerror=alert(1)>\'\\" &amp; {{ 7*7 }} {% x %}'
    '\\r\\nEND:VEVENT\\r\\nBEGIN:VEVENT\\r\\nUID:x"'
)
WHEN = "start: 2026-12-03 10:00\nend: 2026-12-03 16:00\n"


@pytest.fixture
def root(tmp_path) -> Path:
    """The project of all cases."""
    root = tmp_path / "project"
    shutil.copytree(SAMPLES, root)
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return root


def report(problems: tuple[Problem, ...]) -> str:
    """The report with line breaks of hostile values where people see them."""
    return as_read(problems).replace("\r\n", "␍␊")


def built(root: Path, *words: str, ok: bool = True) -> str:
    """What a command says about the project; it never ends in a traceback."""
    done = run(*words, cwd=root, ok=ok, SOURCE_DATE_EPOCH=str(int(AS_OF.timestamp())))
    assert ok or done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout + done.stderr


def test_everything_is_named_at_its_line(root):
    """Each case is named at file, line and column, in two languages, with the right way to write it."""
    problems = build.examine(root, settings.load(root, AS_OF)).problems
    expected = SAMPLES / "problems.txt"
    if os.environ.get("ACCEPT"):
        expected.write_text(report(problems), encoding="utf-8")
    assert report(problems) == expected.read_text(encoding="utf-8")
    named = {Path(problem.place.file).stem for problem in problems}
    assert set(CASES) - named <= {"id-eins", "uid-eins"}  # of two alike the second is named


@pytest.mark.parametrize("words", [("dreiklang", "build"), ("mkdocs", "build", "--strict")])
def test_a_build_names_all_and_publishes_nothing(root, words):
    """Both builds refuse the project with every blocking case named, and no site appears."""
    said = built(root, *words, ok=False)
    refused = blocking(build.examine(root, settings.load(root, AS_OF)).problems)
    assert all(problem.place.file in said for problem in refused)
    assert not (root / "site").exists()


def test_a_link_out_of_the_project_is_refused(tmp_path):
    """A download that is a link to a file elsewhere is refused, wherever the link lies."""
    text(tmp_path / "docs/index.md", "id: start\ntitle: Start\n")
    text(tmp_path / "events/a.md", f"id: a\ntitle: A\n{WHEN}downloads: [{{title: X, file: x.pdf}}]\n")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "events/x.pdf").symlink_to("/etc/passwd")
    said = built(tmp_path, "dreiklang", "build", ok=False)
    assert "events/x.pdf" in said
    assert "root:" not in said


@pytest.mark.parametrize("words", [("dreiklang", "build"), ("mkdocs", "build", "--strict")])
def test_hostile_words_are_words_everywhere(tmp_path, words):
    """Whatever stands in a text of an event, it is neither markup, nor template, nor part of a calendar's form."""
    rows = (
        f'title: {HOSTILE}\nsummary: {HOSTILE}\nformat: {HOSTILE}\nuid: "x</script>\'&"\nstatus: cancelled\n'
        f"venue: {{name: {HOSTILE}, street: {HOSTILE}, town: {HOSTILE}, directions: {HOSTILE}, access: {HOSTILE}}}\n"
        f"changes: [{{date: 2026-11-01, text: {HOSTILE}, old: {HOSTILE}, field: place}}]\n"
        f'registration: {{note: {HOSTILE}, url: "https://x.example/\'onx=1"}}\nonline: "https://x.example/\'onx=1"\n'
        f'programme: [{{start: "10:00", title: {HOSTILE}, text: {HOSTILE}}}]\n'
        f"workshops: [{{id: w, title: {HOSTILE}, summary: {HOSTILE}, recommendations: [{HOSTILE}]}}]\n"
        f"repeats: {{rule: FREQ=WEEKLY;COUNT=3, changed: [{{date: 2026-12-10, cancelled: true, note: {HOSTILE}}}]}}\n"
    )
    text(tmp_path / "docs/index.md", "id: start\ntitle: Start\n")
    text(tmp_path / "events/a.md", f"id: a\n{WHEN}{rows}")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    built(tmp_path, *words)
    calendars = list(tmp_path.glob("site/**/*.ics"))
    assert calendars
    for path in calendars:
        rows = path.read_bytes().split(b"\r\n")
        parts = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        assert rows.count(b"BEGIN:VEVENT") == len(parts) >= 1
        assert {str(part["UID"]) for part in parts} == {"x</script>'&"}
    for path in tmp_path.glob("site/**/*.html"):
        html = path.read_text(encoding="utf-8")
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert " 49 " not in html
        assert not re.search(r"<[^>\"]*\"[^\"]*\"onx", html)
