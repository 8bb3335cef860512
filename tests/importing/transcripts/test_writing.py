"""An imported conversation stands in its episode, and nothing else has changed."""

from __future__ import annotations

import subprocess

import pytest

from conftest import ROOT, run
from dreiklang.content.body import Turn, WordTiming
from dreiklang.ground.problems import ProblemsFound
from dreiklang.importing.transcripts import writing
from loaded import load, written

SAMPLES = ROOT / "tests/samples/transcripts"
TURNS = (
    Turn(
        "Leonie Harms",
        4.25,
        "Guten  Tag.\n\n[Lachen] ## Ja",
        "t-4",
        end=9.0,
        marks=(WordTiming(0, 4.25, 5.0),),
    ),
    Turn("Cem: *Aksoy*", 3725.0, "Hallo.", "t-3725"),
)
HEAD = b'---\nid: a  # die Kennung\ntitle: "A"\n---\n'
CONVERSATION = "[0:04.25–0:09] Leonie Harms: Guten Tag. [Lachen] ## Ja\n\n[1:02:05] Cem Aksoy: Hallo.\n"
CONFIG = """\
site_name: Probe
site_url: https://example.org/
theme: {name: material}
plugins:
  - dreiklang:
      timezone: Europe/Berlin
      search: false
"""
EPISODE = """---
id: a
title: A
published: 2026-01-01 06:00
audio:   # liegt woanders
  url: https://x.example/a.mp3
  length: 9
  seconds: 90
---

Vorweg.
"""


def into(raw: bytes, replace: bool = False) -> str:
    """The episode's new text."""
    return writing.into_text(raw, "episodes/a.md", TURNS, replace).content.decode()


def refused(raw: bytes, **options) -> list[str]:
    """Why nothing was written."""
    with pytest.raises(ProblemsFound) as found:
        writing.into_text(raw, "episodes/a.md", TURNS, **{"replace": False} | options)
    return [f"{problem.place} {problem.code}" for problem in found.value.problems]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\nText.\n", "\nText.\n\n## Transkript\n\n"),
        (b"\nText.", "\nText.\n\n## Transkript\n\n"),
        (b"\nText.\n\n", "\nText.\n\n## Transkript\n\n"),
        (b"", "\n## Transkript\n\n"),
        (b"Text\n\n## Transkript\n", "Text\n\n## Transkript\n\n"),
        (b"Text\n\n##  TRANSCRIPT {#x}", "Text\n\n##  TRANSCRIPT {#x}\n\n"),
    ],
    ids=["text", "no-line-end", "blank-line", "nothing", "heading", "heading-of-its-own"],
)
def test_the_conversation_stands_below_its_heading(before, after):
    """With or without a heading, empty lines and a last line break: everything above stays to the byte."""
    assert into(HEAD + before) == HEAD.decode() + after + CONVERSATION


def test_line_ends_stay_as_they_are():
    """A file with the line ends of Windows keeps them, old and new lines alike."""
    raw = (HEAD + b"\nText.\n").replace(b"\n", b"\r\n")
    assert into(raw) == (HEAD.decode() + "\nText.\n\n## Transkript\n\n" + CONVERSATION).replace("\n", "\r\n")


def test_a_conversation_is_only_replaced_when_asked():
    """A conversation that stands there is named at its line; with replace it goes, and nothing above."""
    raw = HEAD + b"\nText.\n\n## Transkript\n\n[0:01] Ada: Alt.\n"
    assert refused(raw) == ["episodes/a.md:8:1 import-conversation-there"]
    assert into(raw, replace=True) == HEAD.decode() + "\nText.\n\n## Transkript\n\n" + CONVERSATION
    assert refused(HEAD + b"## Transkript\n\nNotizen\n") == ["episodes/a.md:5:1 import-conversation-there"]


def test_what_would_not_be_read_again_is_not_written():
    """Where a comment above swallows the conversation nothing is written, and no file that is no episode."""
    closing = (Turn("Ada", 1.0, "Pfeil --> rechts", "t-1"),)
    with pytest.raises(ProblemsFound) as found:
        writing.into_text(HEAD + b"<!--\nOffen\n", "episodes/a.md", closing, False)
    assert [str(p.place) + p.code for p in found.value.problems] == ["episodes/a.md:5:1import-not-read-back"]
    assert refused(b"Text\n") == ["episodes/a.md:1:1 front-matter-missing"]
    assert refused(HEAD.replace(b"title", b"transcript")) == ["episodes/a.md:3:1 import-field-there"]


def test_as_a_file_every_time_is_kept():
    """The turns stand as JSON beside the episode, which gets one line more; a second import changes it no more."""
    made, episode = writing.into_file(HEAD + b"Text", "episodes/a.md", TURNS, False, False)
    assert made.path == "episodes/a.json"
    assert b'"marks": [[0, 4.25, 5.0]]' in made.content
    assert episode
    assert episode.content == HEAD.replace(b'"A"\n', b'"A"\ntranscript: a.json\n') + b"Text"
    again = writing.into_file(episode.content, "episodes/a.md", TURNS, True, True)
    assert again == (made, None)
    for raw, there, code in [(HEAD, True, "import-file-there"),
                             (HEAD + b"## Transkript\n", False, "import-conversation-instead")]:  # fmt: skip
        with pytest.raises(ProblemsFound) as found:
            writing.into_file(raw, "episodes/a.md", TURNS, there, False)
        assert [problem.code for problem in found.value.problems] == [code]


@pytest.fixture
def project(tmp_path):
    """A site with an episode, in git."""
    written(tmp_path, {"mkdocs.yml": CONFIG, "episodes/a.md": EPISODE})
    for command in ("init -q", "add -A", "-c user.name=x -c user.email=x@x.example commit -qm x"):
        subprocess.run(["git", *command.split()], cwd=tmp_path, check=True)
    return tmp_path


def bring(project, *options: str, ok: bool = True):
    """Runs the import of a sample."""
    file = str(SAMPLES / "whisperx.json")
    return run("dreiklang", "import", "transcript", file, *options, cwd=project, ok=ok)


def test_the_command_shows_what_it_would_write(project):
    """Without an episode the conversation is printed, what is told stands beside it, nothing is written."""
    done = bring(project, "--speaker", "SPEAKER_00=Leonie Harms")
    assert done.stdout.splitlines()[0] == "[0:00.031–0:01.4] Leonie Harms: Seit wann gibt es die Runde?"
    assert "SPEAKER_01" in done.stderr
    assert (project / "episodes/a.md").read_text(encoding="utf-8") == EPISODE


def test_the_command_writes_into_the_episode(project):
    """The conversation is below the text, what was lost is told, and how to undo it."""
    done = bring(project, "--episode", "episodes/a.md")
    text = (project / "episodes/a.md").read_text(encoding="utf-8")
    assert text.startswith(EPISODE + "\n## Transkript\n\n[0:00.031–0:01.4] SPEAKER_00: Seit wann")
    assert "git restore episodes/a.md" in done.stdout
    assert "8 Zeiten innerhalb von Beiträgen" in done.stdout
    assert "--speaker SPEAKER_00=" in done.stderr
    again = bring(project, "--episode", "episodes/a.md", ok=False)
    assert again.returncode == 1
    assert "--replace" in again.stderr
    replaced = bring(project, "--episode", "episodes/a.md", "--replace", "--lang", "en")
    assert "Replaced 3 turns" in replaced.stdout
    assert "Careful" in replaced.stdout
    assert (project / "episodes/a.md").read_text(encoding="utf-8") == text


def test_the_command_writes_a_file(project):
    """As a file everything is kept, and the site reads it."""
    bring(
        project,
        "--episode",
        "episodes/a.md",
        "--as",
        "file",
        "--speaker",
        "SPEAKER_00=Ada",
        "--speaker",
        "SPEAKER_01=Bo",
    )
    library, problems = load(project)
    assert problems == ()
    turns = library.entries[-1].body.turns
    assert [(turn.speaker, len(turn.marks)) for turn in turns] == [("Ada", 6), ("Bo", 2), ("Ada", 0)]


@pytest.mark.parametrize(
    "options",
    [
        ("--episode", "../a.md"),
        ("--episode", "episodes/b.md"),
        ("--episode", "mkdocs.yml"),
        ("--speaker", "Ada"),
    ],
)
def test_the_command_refuses_in_words(project, options):
    """A wrong path or option is said, ends with a status, and is no traceback."""
    done = bring(project, *options, ok=False)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
