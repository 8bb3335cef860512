"""`dreiklang check --against … --fix` writes the missing entries of changes, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from against.test_against import AS_OF, EVENT, change, git, project, text  # noqa: F401 - a fixture
from conftest import run
from dreiklang import against, build, settings
from dreiklang.against import fixing
from dreiklang.ground.problems import blocking

ENTRY = (
    ("# Vorschlag", "date: 2026-11-22", "field: start", 'old: "2026-12-03 10:00"',
     "old_start: 2026-12-03 10:00", 'text: "Neuer Beginn; bisher 2026-12-03 10:00."'),
)  # fmt: skip
BLOCK = """\
  # Vorschlag
  - date: 2026-11-22
    field: start
    old: "2026-12-03 10:00"
    old_start: 2026-12-03 10:00
    text: "Neuer Beginn; bisher 2026-12-03 10:00."
"""
FLOW = (
    '{date: "2026-11-22", field: "start", old: "2026-12-03 10:00", old_start: "2026-12-03 10:00", '
    'text: "Neuer Beginn; bisher 2026-12-03 10:00."}'
)


def fixed(root: Path, source: str = "HEAD") -> fixing.Fixed:
    """What is written after a comparison."""
    examined = build.examine(root, settings.load(root, AS_OF))
    return fixing.fix(examined.published, against.check(examined, source))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id: a # die id\ntitle: A\n", f"id: a # die id\ntitle: A\nchanges:\n{BLOCK}"),
        ("changes: # leer\nid: a\n", f"changes: # leer\n{BLOCK}id: a\n"),
        (
            "changes:\n  - date: 2026-01-01\n    text: |\n      A.\n\n# Wo?\nvenue: {name: B}\n",
            f"changes:\n  - date: 2026-01-01\n    text: |\n      A.\n{BLOCK}\n# Wo?\nvenue: {{name: B}}\n",
        ),
        (
            "changes:\n- {date: 2026-01-01, text: A.}\n  # noch eins?\nid: a\n",
            "changes:\n- {date: 2026-01-01, text: A.}\n  # noch eins?\n"
            + "".join(f"{row[2:]}\n" for row in BLOCK.splitlines())
            + "id: a\n",
        ),
        ("changes: []\nid: a\n", f"changes: [{FLOW}]\nid: a\n"),
        (
            "changes: [{date: 2026-01-01, text: A.}] # ein\nid: a\n",
            f"changes: [{{date: 2026-01-01, text: A.}}, {FLOW}] # ein\nid: a\n",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_entry_is_put_in_and_nothing_else_changes(before, after, newline):
    """Entries go to the end of changes, as it is written; comments, order and line ends stay to the byte."""
    raw = f"---\n{before}---\n\nText.  \n".replace("\n", newline).encode()
    meant = f"---\n{after}---\n\nText.  \n".replace("\n", newline).encode()
    assert fixing.with_entries(raw, "events/a.md", ENTRY) == meant


@pytest.mark.parametrize(
    "before",
    ["changes: &a [*a]\n", "changes: text\n", "changes: {a: b}\n", "a: [\n"],
)
def test_what_cannot_be_put_in_safely_is_left_alone(before):
    """A form that the entry cannot join is refused instead of guessed."""
    assert fixing.with_entries(f"---\n{before}---\n".encode(), "events/a.md", ENTRY) is None


def test_only_changes_without_an_entry_are_settled(project):  # noqa: F811 - the fixture
    """A moved begin and a new place get entries; after them the comparison is content, and a second time writes nothing."""
    path = project / "events/fachtag.md"
    change(path, ("10:00", "09:30"), ("16:00", "15:30"), ("name: Rathaus", "name: Bürgerhaus"))
    done = fixed(project)
    assert (done.changed, done.unsaved, done.problems) == (("events/fachtag.md",), True, ())
    written = path.read_text(encoding="utf-8")
    assert written.count("# Vorschlag nach dem Vergleich mit HEAD") == 2
    examined = build.examine(project, settings.load(project, AS_OF))
    assert not blocking((*examined.problems, *against.check(examined, "HEAD")))
    assert fixed(project).changed == ()
    assert path.read_text(encoding="utf-8") == written


def test_a_vanished_event_is_never_settled(project):  # noqa: F811 - the fixture
    """What is gone has to be restored by people."""
    (project / "events/fachtag.md").unlink()
    assert fixed(project) == fixing.Fixed()


def test_a_change_that_was_committed_can_be_undone(project):  # noqa: F811 - the fixture
    """Git brings back what stood there, if it was committed before."""
    change(project / "events/fachtag.md", ("10:00", "09:30"))
    git(project, "commit", "-qam", "Früher")
    assert not fixed(project, "HEAD~1").unsaved
    git(project, "restore", "events/fachtag.md")
    assert "changes" not in (project / "events/fachtag.md").read_text(encoding="utf-8")


def test_an_event_speaks_its_own_language(project):  # noqa: F811 - the fixture
    """The text is in the language of the event, as it is for readers; messages are in the editor's."""
    text(project / "events/fachtag.md", EVENT.replace("10:00", "09:00") + "lang: en\n")
    assert fixed(project).changed
    assert "New start; before" in (project / "events/fachtag.md").read_text(encoding="utf-8")


def test_the_command_asks_for_a_reader(project):  # noqa: F811 - the fixture
    """The command names file and undo, ends with status 1 while it writes, and with 0 once nothing is left to write."""
    change(project / "events/fachtag.md", ("10:00", "09:30"))
    words = (
        "dreiklang",
        "check",
        "--as-of",
        AS_OF.isoformat(),
        "--against",
        "HEAD",
        "--against",
        "HEAD",
        "--fix",
    )
    done = run(*words, cwd=project, ok=False)
    assert done.returncode == 1
    assert "git diff events/fachtag.md" in done.stderr
    assert (project / "events/fachtag.md").read_text(encoding="utf-8").count("field: start") == 1
    run(*words, cwd=project)
    done = run("dreiklang", "check", "--fix", cwd=project, ok=False)
    assert (done.returncode, "--against" in done.stderr) == (2, True)
