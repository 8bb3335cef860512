"""Tags are written into copies, from the same fields as pages and feeds."""

from __future__ import annotations

import ast
import hashlib
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mutagen.id3 import ID3
from PIL import Image

import dreiklang
from audio_samples import MADE
from conftest import run as program
from dreiklang.cli.commands import main
from loaded import page

CONFIG = "site_name: P\nsite_url: https://example.org/\nplugins:\n- dreiklang: {timezone: Europe/Berlin}\n"
SHOW = """id: show
title: Zwischen Tür & Amt
author: Redaktion
owner: {name: R, email: r@example.org}
categories: [Government]
cover: {file: cover.jpg, alt: Eine Tür, credit: N. Lind}"""
EPISODE = """id: ton
title: Der Schlüssel – „zum“ Rathaus
number: 3
summary: Wer hat den Schlüssel?
published: 2026-10-01 06:00
audio: {file: Tön.mp3}
chapters:
- {time: '0:00', title: Begrüßung}
- {time: '0:01', title: <Ende>}"""


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A project with one season and one episode whose picture knows where it was taken."""
    season = tmp_path / "episodes/staffel-2"
    season.mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "episodes/index.md").write_text(page(SHOW), encoding="utf-8")
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 0.0)
    Image.new("RGB", (1400, 1400), "teal").save(tmp_path / "episodes/cover.jpg", exif=exif)
    (season / "index.md").write_text(page("id: s2\ntitle: Dranbleiben\nnumber: 2"), encoding="utf-8")
    (season / "ton.md").write_text(page(EPISODE), encoding="utf-8")
    shutil.copy(MADE / "ton.mp3", season / "Tön.mp3")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tag(*arguments: str) -> Result:
    """``dreiklang audio tag`` with these arguments."""
    return CliRunner().invoke(main, ["audio", "tag", *arguments])


def probed(file: Path) -> dict:
    """What ffprobe reads in a file."""
    command = [
        "ffprobe",
        "-v",
        "error",
        "-of",
        "json",
        "-show_format",
        "-show_streams",
        "-show_chapters",
        file,
    ]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


COPY = Path("tagged/medien/episodes/staffel-2/toen.mp3")


def test_another_program_reads_every_tag(project):
    """Title, show, author, number, season, date, language and description are what the texts say."""
    assert tag("episodes/staffel-2/ton.md").exit_code == 0
    found = {name.lower(): value for name, value in probed(project / COPY)["format"]["tags"].items()}
    wanted = {
        "title": "Der Schlüssel – „zum“ Rathaus", "album": "Zwischen Tür & Amt", "artist": "Redaktion",
        "track": "3", "disc": "2", "language": "deu", "genre": "Podcast", "comment": "Wer hat den Schlüssel?",
    }  # fmt: skip
    assert wanted.items() <= found.items()
    assert found["date"].startswith("2026")


def test_another_program_reads_the_chapters(project):
    """Each chapter begins where the text says and lasts until the next, the last until the end."""
    tag("episodes/staffel-2/ton.md")
    found = [
        (float(c["start_time"]), float(c["end_time"]), c["tags"]["title"]) for c in probed(COPY)["chapters"]
    ]
    assert found == [(0.0, 1.0, "Begrüßung"), (1.0, 1.541, "<Ende>")]


def test_a_recording_without_chapters_gets_the_rest(project):
    """A trailer has a title and a cover, and no list of chapters."""
    text = page(EPISODE.partition("chapters:")[0])
    (project / "episodes/staffel-2/ton.md").write_text(text, encoding="utf-8")
    assert tag("episodes/staffel-2/ton.md").exit_code == 0
    found = ID3(COPY)
    assert (found.getall("CHAP"), found.getall("CTOC"), len(found.getall("APIC"))) == ([], [], 1)


def test_the_cover_is_inside_without_its_place(project):
    """The show's cover is attached as a picture, stripped as it is on the site."""
    tag("episodes/staffel-2/ton.md")
    (picture,) = [s for s in probed(COPY)["streams"] if s["codec_type"] == "video"]
    assert (picture["codec_name"], picture["width"]) == ("mjpeg", 1400)
    assert picture["disposition"]["attached_pic"] == 1
    assert b"Exif" not in COPY.read_bytes()


@pytest.mark.parametrize(("mode", "corner"), [("RGB", (0, 128, 128)), ("RGBA", (255, 255, 255))])
def test_a_large_cover_travels_small(project, mode, corner):
    """A cover of 3000 pixels is inside as JPEG of 1400, as every listener loads it; white shows through where it is transparent."""
    (project / "episodes/cover.jpg").unlink()
    Image.new(mode, (3000, 3000), "teal" if mode == "RGB" else (0, 0, 0, 0)).save(
        project / "episodes/cover.png"
    )
    (project / "episodes/index.md").write_text(page(SHOW.replace("cover.jpg", "cover.png")), encoding="utf-8")
    assert tag("episodes/staffel-2/ton.md").exit_code == 0
    (picture,) = [s for s in probed(project / COPY)["streams"] if s["codec_type"] == "video"]
    assert (picture["codec_name"], picture["width"], picture["height"]) == ("mjpeg", 1400, 1400)
    (inside,) = ID3(COPY).getall("APIC")
    drawn = Image.open(io.BytesIO(inside.data))
    assert drawn.mode == "RGB"
    assert all(abs(a - b) < 4 for a, b in zip(drawn.getpixel((9, 9)), corner, strict=True))


def test_the_sound_of_a_copy_is_that_of_the_original(project):
    """Only what stands before the sound changes, and tags that were there before are gone."""
    original = project / "episodes/staffel-2/Tön.mp3"
    tag("episodes/staffel-2/ton.md")
    sound = (MADE / "ton.mp3").read_bytes()
    start = sound.index(b"\xff\xfb")
    assert COPY.read_bytes().endswith(sound[start:])
    assert b"Lavf" not in COPY.read_bytes()[:200]
    assert original.read_bytes() == sound


def test_an_original_is_never_written_over(project):
    """A copy that would land on the original is refused, by whatever path."""
    target = project / "medien/episodes/staffel-2"
    target.mkdir(parents=True)
    original = project / "episodes/staffel-2/Tön.mp3"
    before = hashlib.sha256(original.read_bytes()).digest()
    for link in (target / "toen.mp3").symlink_to, (target / "toen.mp3").hardlink_to:
        link(original)
        done = tag("episodes/staffel-2/ton.md", "--into", ".")
        assert (done.exit_code, "--into" in done.stderr) == (1, True)
        assert hashlib.sha256(original.read_bytes()).digest() == before
        (target / "toen.mp3").unlink()


def test_tagging_again_gives_the_same_bytes(project):
    """A copy depends on the texts and the original alone, so its length stays what was measured."""
    tag("episodes/staffel-2/ton.md")
    first = COPY.read_bytes()
    tag("episodes/staffel-2/ton.md")
    assert COPY.read_bytes() == first
    assert not list(COPY.parent.glob("*.part"))


@pytest.mark.parametrize(
    ("audio", "word"),
    [("{url: 'https://example.org/a.mp3'}", "only mp3"), ("{file: fehlt.mp3}", "missing here")],
)
def test_what_cannot_be_tagged_is_named(project, audio, word):
    """A recording that lies elsewhere or is missing is said so; the others get their tags."""
    other = EPISODE.replace("id: ton", "id: b").replace("{file: Tön.mp3}", audio).partition("chapters")[0]
    Path("episodes/staffel-2/b.md").write_text(page(other.rstrip()), encoding="utf-8")
    done = tag("episodes/staffel-2/b.md", "episodes/staffel-2/ton.md", "--lang", "en")
    assert done.exit_code == 1
    assert word in done.stderr
    assert COPY.is_file()


@pytest.mark.parametrize(
    "name", ["episodes/index.md", "fehlt.md", "../../etc/hostname", "episodes/staffel-2/falsch.md"]
)
def test_what_is_no_episode_is_named(project, name):
    """Other texts, missing ones and broken ones end in a message and no traceback."""
    Path("episodes/staffel-2/falsch.md").write_text(
        page("id: falsch\ntitle: X\npublisht: 1"), encoding="utf-8"
    )
    done = tag(name)
    assert (done.exit_code, isinstance(done.exception, SystemExit)) == (1, True)
    assert "episodes/staffel-1/folge-1.md" in done.stderr


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_missing_extra_is_explained(project, monkeypatch, language):
    """Without mutagen the command says in one line how to get it."""
    monkeypatch.setitem(sys.modules, "mutagen", None)
    done = tag("episodes/staffel-2/ton.md", "--lang", language)
    assert done.exit_code == 1
    assert "pip install mutagen" in done.stderr
    assert not COPY.exists()


def test_mutagen_is_imported_by_nobody_but_the_command(project):
    """Its licence is another than ours: no module imports it, and no build loads it."""
    for file in Path(dreiklang.__file__).parent.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        names += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
        assert not [name for name in names if name.startswith("mutagen")], file
    code = (
        "import sys, dreiklang.build, dreiklang.cli, dreiklang.audio.tags; sys.exit('mutagen' in sys.modules)"
    )
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(Path(dreiklang.__file__).parents[1])}
    )


def test_the_command_works_as_a_program(project):
    """From the command line, with its default folder."""
    done = program("dreiklang", "audio", "tag", "episodes/staffel-2/ton.md", cwd=project)
    assert "toen.mp3" in done.stderr
