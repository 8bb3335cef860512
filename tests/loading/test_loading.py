"""Files in, content and problems out."""

from __future__ import annotations

import os

import pytest

from dreiklang import loading
from dreiklang.content.kinds import KINDS
from dreiklang.ground import workers
from dreiklang.loading import file_facts, folders, named_files
from dreiklang.loading.paths import BadPath, resolve
from loaded import SVG, chosen, codes, load, page, written

IMAGE = "image:\n  file: {file}\n  alt: Ein Dreieck\n  credit: N. Lind"
EPISODE = (
    "id: {id}\ntitle: {id}\npublished: 2026-09-30 06:00\n"
    'audio: {{url: "https://example.org/a.mp3", length: 10, seconds: 10}}'
)
PODCAST = page(
    "id: schau\ntitle: Schau\nauthor: A\nowner: {name: A, email: a@example.org}\n"
    "categories: [Government]\ncover: {file: cover.svg, alt: Bild, credit: A}"
)


def test_the_folder_decides_the_kind(tmp_path):
    """Every kind is known by its folder; everything else in docs is a page."""
    names = {
        "docs/index.md": "home", "docs/impressum.md": "page", "docs/tief/unten/seite.md": "page",
        "docs/bausteine/a.md": "building-block", "docs/aktuelles/2026/a.md": "article",
        "docs/personen/a.md": "person", "docs/organisationen/a.md": "organisation", "docs/orte/a.md": "place",
        "docs/themen/a.md": "topic", "docs/glossar/a.md": "term", "docs/material/a.md": "material",
        "docs/newsletter/a.md": "newsletter", "episodes/index.md": "podcast",
        "episodes/eins/index.md": "season", "episodes/eins/a.md": "episode", "episodes/b.md": "episode",
        "events/reihe/index.md": "event-series", "events/reihe/a/index.md": "event", "events/a.md": "event",
    }  # fmt: skip
    found = folders.discover(written(tmp_path, dict.fromkeys(names, "")), chosen())
    assert {source.path: source.kind for source in found.sources} == names
    assert {source.kind for source in found.sources} == KINDS.keys()


def test_folders_are_settings(tmp_path):
    """Other folders may be named, below docs or from the project's root."""
    root = written(tmp_path, {"docs/blocks/a.md": "", "talks/a.md": ""})
    found = folders.discover(root, chosen(folders={"building_block": "blocks", "events": "/talks"}))
    assert [(s.path, s.kind) for s in found.sources] == [
        ("docs/blocks/a.md", "building-block"), ("talks/a.md", "event"),
    ]  # fmt: skip


def test_a_folder_setting_cannot_leave_the_project(tmp_path):
    """A folder outside the project is a problem and is not read."""
    _, problems = load(written(tmp_path / "p", {}), folders={"events": "/../geheim"})
    assert codes(problems) == ["mkdocs.yml:1:1 folder-outside"]


def test_season_show_and_series_follow_from_the_folder(tmp_path):
    """An entry's parent is the season, show or series of its folder."""
    library, problems = load(
        written(
            tmp_path,
            {
                "episodes/index.md": PODCAST,
                "episodes/cover.svg": SVG,
                "episodes/eins/index.md": page("id: s1\ntitle: Eins\nnumber: 1"),
                "episodes/eins/a.md": page(EPISODE.format(id="a")),
                "episodes/b.md": page(EPISODE.format(id="b")),
                "events/reihe/index.md": page("id: reihe\ntitle: Reihe"),
                "events/reihe/t.md": page("id: t\ntitle: T\nstart: 2026-10-01 10:00\nend: 2026-10-01 11:00"),
            },
        )
    )
    assert problems == ()
    assert {e.id: e.parent for e in library.entries} == {
        "b": "schau", "a": "s1", "s1": "schau", "schau": None, "t": "reihe", "reihe": None,
    }  # fmt: skip


def test_names_with_dot_or_underscore_are_left_out(tmp_path):
    """Files and folders that begin with a dot or an underscore are no content."""
    library, problems = load(
        written(tmp_path, {"docs/.obsidian/a.md": "", "docs/_vorlagen/a.md": "", "docs/_a.md": "x"})
    )
    assert (library.entries, problems) == ((), ())


def test_wrong_fields_yield_problems_and_no_entry(tmp_path):
    """A text with wrong fields is left out, its body is checked all the same, and others are read."""
    library, problems = load(
        written(
            tmp_path,
            {"docs/a.md": page("id: a", "[[]](javascript:x)\n"), "docs/b.md": page("id: b\ntitle: B")},
        )
    )
    assert [entry.id for entry in library.entries] == ["b"]
    assert "docs/a.md:1:1 field-missing" in codes(problems)


def test_an_empty_field_counts_as_not_written(tmp_path):
    """`summary:` and empty texts, as forms write them, are as good as no field."""
    library, problems = load(
        written(
            tmp_path, {"docs/personen/a.md": page("id: a\ntitle: A\nsummary:\nemail: ''\nlinks: []\nimage:")}
        )
    )
    assert problems == ()
    assert library.entries[0].fields.email is None


def test_positions_travel_with_the_entry(tmp_path):
    """An entry knows the line of each field and where its body begins."""
    library, _ = load(written(tmp_path, {"docs/a.md": page("id: a\ntitle: A\naliases:\n  - B")}))
    entry = library.entries[0]
    assert str(entry.place("aliases.0")) == "docs/a.md:5:5"
    assert entry.body.line == 7


@pytest.mark.parametrize(
    ("source", "value", "path"),
    [
        ("docs/aktuelles/a.md", "bild.svg", "docs/aktuelles/bild.svg"),
        ("docs/aktuelles/a.md", "../bilder/b.svg", "docs/bilder/b.svg"),
        ("episodes/eins/a.md", "../../docs/b.svg", "docs/b.svg"),
        ("docs/a.md", "/medien/b.svg", "medien/b.svg"),
        ("docs/a.md", "./x/../b.svg", "docs/b.svg"),
        ("docs/a.md", "Bru\u0308cke.svg", "docs/Brücke.svg"),
    ],
)
def test_written_paths_start_at_their_source(source, value, path):
    """A path starts at the file it stands in, with a leading slash at the project's root."""
    assert resolve(source, value) == path


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("../../x.svg", "file-outside"), ("/../x.svg", "file-outside"), ("..", "file-hidden"),
        ("%2e%2e/x.svg", "file-escaped"), ("a%2Fx.svg", "file-escaped"), ("a\x00.svg", "file-escaped"),
        ("..\\x.svg", "file-backslash"), ("file:///x.svg", "file-address"), ("C:/x.svg", "file-address"),
        ("//example.org/x.svg", "file-address"), ("https://example.org/x.svg", "file-address"),
        ("../.git/config", "file-hidden"),
    ],
)  # fmt: skip
def test_paths_that_leave_the_project_are_refused(value, code):
    """No written path leaves the tree, however it is spelled."""
    with pytest.raises(BadPath, match=code):
        resolve("docs/a.md", value)


def test_every_file_field_is_known():
    """The fields that hold files are found in the models, however deep."""
    assert set(named_files.shapes(KINDS["event"].model)) == {"image", "downloads", "gallery", "workshops"}
    assert set(named_files.shapes(KINDS["episode"].model)) == {"image", "audio", "transcript", "downloads"}
    assert set(named_files.shapes(KINDS["podcast"].model)) == {"image", "cover"}
    assert set(named_files.shapes(KINDS["person"].model)) == {"image", "portrait"}
    assert set(named_files.shapes(KINDS["material"].model)) == {"image", "file"}


def test_file_fields_hold_paths_from_the_root(tmp_path):
    """Checked fields hold paths from the project's root, and their files have facts."""
    library, problems = load(
        written(
            tmp_path,
            {
                "docs/aktuelles/a.md": page("id: a\ntitle: A\n" + IMAGE.format(file="../b/c.svg")),
                "docs/b/c.svg": SVG,
            },
        )
    )
    assert problems == ()
    assert library.entries[0].fields.image.file == "docs/b/c.svg"
    assert library.media["docs/b/c.svg"].width == 4


def test_files_outside_the_content_folders_are_measured(tmp_path):
    """A file elsewhere in the project may be named from its root and gets facts."""
    library, problems = load(
        written(
            tmp_path,
            {
                "docs/a.md": page("id: a\ntitle: A\n" + IMAGE.format(file="/medien/c.svg")),
                "medien/c.svg": SVG,
            },
        )
    )
    assert problems == ()
    assert list(library.media) == ["medien/c.svg"]


def test_a_sidecar_speaks_for_its_picture(tmp_path):
    """Alt, credit and licence come from the sidecar; what a text says itself wins."""
    library, problems = load(
        written(
            tmp_path,
            {
                "docs/a.md": page("id: a\ntitle: A\nimage:\n  file: b.svg\n  alt: Eigener Text"),
                "docs/b.svg": SVG,
                "docs/b.svg.yml": "alt: Ein Dreieck\ncredit: N. Lind\nlicence: CC BY 4.0\nconsent: no\n",
            },
        )
    )
    image = library.entries[0].fields.image
    assert problems == ()
    assert (image.alt, image.credit, image.licence) == ("Eigener Text", "N. Lind", "CC BY 4.0")
    assert library.media["docs/b.svg"].sidecar == {
        "alt": "Ein Dreieck", "credit": "N. Lind", "licence": "CC BY 4.0",
    }  # fmt: skip


def test_a_decorative_picture_needs_no_alt(tmp_path):
    """`decorative: true` is a decision about the alternative text; the credit is still needed."""
    _, problems = load(
        written(
            tmp_path,
            {
                "docs/a.md": page("id: a\ntitle: A\nimage:\n  file: b.svg\n  decorative: true"),
                "docs/b.svg": SVG,
            },
        )
    )
    assert codes(problems) == ["docs/a.md:5:3 image-credit-missing"]


def test_a_missing_file_is_suggested_from_elsewhere(tmp_path):
    """A file of the same name in another folder is suggested as it must be written."""
    _, problems = load(
        written(
            tmp_path,
            {"docs/x/a.md": page("id: a\ntitle: A\n" + IMAGE.format(file="b.svg")), "docs/y/b.svg": SVG},
        )
    )
    assert codes(problems) == ["docs/x/a.md:5:3 file-missing"]
    assert problems[0].values["near_de"] == "Meinten Sie „../y/b.svg“?"


def test_a_conversation_becomes_turns(tmp_path):
    """What stands below the heading becomes turns and is not in the page's text."""
    body = "Vorweg.\n\n## Transkript\n\n[0:04] Leonie Harms: Guten *Tag*.\n\n[0:09] Jana: Hallo.\n"
    library, problems = load(written(tmp_path, {"episodes/a.md": page(EPISODE.format(id="a"), body)}))
    turns = library.entries[0].body.turns
    assert problems == ()
    assert [(t.speaker, t.text, t.anchor, t.line) for t in turns] == [
        ("Leonie Harms", "Guten *Tag*.", "t-4", 11), ("Jana", "Hallo.", "t-9", 13),
    ]  # fmt: skip
    assert "Transkript" not in library.entries[0].body.html
    assert "Vorweg" in library.entries[0].body.html


def test_a_transcript_file_becomes_turns(tmp_path):
    """The file named under `transcript` gives the turns, and the digest depends on its words."""
    files_of = {
        "episodes/a.md": page(EPISODE.format(id="a") + "\ntranscript: a.vtt"),
        "episodes/a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Jana>Hallo\n",
    }
    first, problems = load(written(tmp_path, files_of))
    second, _ = load(written(tmp_path, {"episodes/a.vtt": files_of["episodes/a.vtt"].replace("Hallo", "Ja")}))
    assert problems == ()
    assert first.entries[0].body.turns[0].speaker == "Jana"
    assert first.entries[0].body.digest != second.entries[0].body.digest


def test_links_that_leave_the_tree_are_not_followed(tmp_path):
    """Links to files and folders outside, loops and broken links are problems; nothing is read."""
    root = written(tmp_path / "p", {"docs/a.md": page("id: a\ntitle: A")})
    written(
        tmp_path, {"canary.md": page("id: canary\ntitle: Geheim"), "folder/x.md": page("id: x\ntitle: X")}
    )
    (root / "docs/c.md").symlink_to(tmp_path / "canary.md")
    (root / "docs/d").symlink_to(tmp_path / "folder")
    (root / "docs/e.md").symlink_to(root / "docs/e.md")
    (root / "docs/f").symlink_to(root / "docs")
    library, problems = load(root)
    assert [entry.id for entry in library.entries] == ["a"]
    assert codes(problems) == [
        "docs/c.md:1:1 symlink-outside", "docs/d:1:1 symlink-folder", "docs/e.md:1:1 symlink-broken",
        "docs/f:1:1 symlink-folder",
    ]  # fmt: skip


def test_a_content_folder_that_is_a_link_is_not_read(tmp_path):
    """docs, episodes or events may not be links out of the project."""
    written(tmp_path, {"canary/x.md": page("id: x\ntitle: X")})
    root = written(tmp_path / "p", {})
    (root / "events").symlink_to(tmp_path / "canary")
    library, problems = load(root)
    assert library.entries == ()
    assert codes(problems) == ["events:1:1 symlink-outside"]


def test_a_link_within_the_project_is_a_file(tmp_path):
    """A link to an ordinary file of the project is read; one to a hidden file is not."""
    root = written(tmp_path, {"docs/a.md": page("id: a\ntitle: A"), ".env": "geheim", "extra/b.svg": SVG})
    (root / "docs/b.svg").symlink_to(root / "extra/b.svg")
    (root / "docs/c.svg").symlink_to(root / ".env")
    library, problems = load(root)
    assert list(library.media) == ["docs/b.svg"]
    assert codes(problems) == ["docs/c.svg:1:1 symlink-outside"]


def test_a_file_field_does_not_follow_links_out(tmp_path):
    """A field cannot name a file through a folder that links out of the project."""
    written(tmp_path, {"outside/c.svg": SVG})
    root = written(tmp_path / "p", {"docs/a.md": page("id: a\ntitle: A\n" + IMAGE.format(file="/x/c.svg"))})
    (root / "x").symlink_to(tmp_path / "outside")
    library, problems = load(root)
    assert codes(problems) == ["docs/a.md:5:3 file-missing"]
    assert library.media == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_pipe_is_not_opened(tmp_path):
    """A pipe would block for ever; it is named instead."""
    root = written(tmp_path, {})
    os.mkfifo(root / "docs/rohr.md")
    assert codes(load(root)[1]) == ["docs/rohr.md:1:1 file-special"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("CON.md", "name-reserved"), ("aux.svg", "name-reserved"), ("a:b.md", "name-character"),
     ("a .md.", "name-character"), ("Bru\u0308cke.md", "name-form"), (b"M\xfclheim.md", "name-undecodable")],
)  # fmt: skip
def test_names_that_break_elsewhere_are_named(tmp_path, name, code):
    """Reserved, impossible, decomposed and undecodable names are problems that can be printed."""
    root = written(tmp_path, {})
    path = os.fsencode(root / "docs") + b"/" + os.fsencode(name)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
    except OSError:
        pytest.skip("this file system refuses the name itself")
    (problem,) = load(root)[1]
    assert problem.code == code
    assert str(problem).encode()


def test_names_that_differ_in_case_only_are_named(tmp_path):
    """Two names that are one on other systems are a problem that names both."""
    root = written(tmp_path, {"docs/Haus.svg": SVG, "docs/haus.svg": SVG})
    if len(list((root / "docs").iterdir())) == 1:
        pytest.skip("this file system does not tell case apart")
    (problem,) = load(root)[1]
    assert (problem.code, problem.values["other"]) == ("name-collision", "docs/Haus.svg")


def test_an_unreadable_file_is_a_problem(tmp_path, monkeypatch):
    """A file that cannot be opened is named; the others are read."""
    root = written(tmp_path, {"docs/a.md": page("id: a\ntitle: A"), "docs/b.svg": SVG})

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert codes(load(root)[1]) == ["docs/a.md:1:1 file-unreadable", "docs/b.svg:1:1 file-unreadable"]


class Memory(dict):
    """A cache in memory that counts its hits."""

    hits = 0

    def get(self, path, digest):
        """What was kept."""
        found = super().get((path, digest))
        self.hits += found is not None
        return found

    def put_packed(self, path, digest, packed):
        """Keeps it."""
        self[path, digest] = workers.unpack(packed)


@pytest.fixture
def cached(tmp_path):
    """A small project whose entry depends on a picture, its sidecar and a transcript."""
    root = written(
        tmp_path,
        {
            "episodes/a.md": page(
                EPISODE.format(id="a") + "\ntranscript: a.vtt\nimage:\n  file: b.svg\n  alt: Bild"
            ),
            "episodes/a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Jana>Hallo\n",
            "episodes/b.svg": SVG,
            "episodes/b.svg.yml": "credit: N. Lind\n",
        },
    )
    memory = Memory()
    library, problems = loading.load(root, chosen(), memory)
    assert problems == ()
    return root, memory, library


def test_an_unchanged_text_comes_from_the_cache(cached):
    """Nothing is read again while a text and all it names stay the same."""
    root, memory, library = cached
    again, _ = loading.load(root, chosen(), memory)
    assert again.entries == library.entries
    assert memory.hits == 1
    assert len(memory) == 1


@pytest.mark.parametrize(
    ("path", "content", "value"),
    [("episodes/b.svg.yml", "credit: J. Kovac\n", "J. Kovac"),
     ("episodes/a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Jana>Moin\n", "Moin")],
)  # fmt: skip
def test_a_changed_neighbour_changes_the_entry(cached, path, content, value):
    """A changed sidecar or transcript makes a cached entry stale."""
    root, memory, _ = cached
    library, problems = loading.load(written(root, {path: content}), chosen(), memory)
    entry = library.entries[0]
    assert problems == ()
    assert value in (entry.fields.image.credit, entry.body.turns[0].text)


def test_a_vanished_file_is_noticed_in_spite_of_the_cache(cached):
    """A cached entry whose picture is gone has a problem again."""
    root, memory, _ = cached
    (root / "episodes/b.svg").unlink()
    _, problems = loading.load(root, chosen(), memory)
    assert "file-missing" in {problem.code for problem in problems}


def test_measuring_may_be_handed_in(tmp_path):
    """A caller may keep facts between builds; sidecars are added to what it gives."""
    root = written(tmp_path, {"docs/b.svg": SVG, "docs/b.svg.yml": "credit: N. Lind\n"})
    asked = []

    def measure(folder, path):
        asked.append(path)
        return file_facts.facts(folder, path)

    library, _ = loading.load(root, chosen(), measure=measure)
    assert asked == ["docs/b.svg"]
    assert library.media["docs/b.svg"].sidecar == {"credit": "N. Lind"}
