"""Documents cannot lie: what they say is compared with the code."""

from __future__ import annotations

import ast
import datetime as dt
import re
import shutil
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from conftest import ROOT
from dreiklang import build, i18n, settings
from dreiklang.cli import reference
from dreiklang.cli.commands import main
from dreiklang.content.kinds import KINDS
from dreiklang.settings import Options

SOURCES = [*(ROOT / "generator/dreiklang").rglob("*.py")]
GUIDES = ("README.md", "CONTRIBUTING.md", "generator/MOVING.md")
"""Documents that say what to type."""


def _read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _commands(group: click.Group, words: str = "dreiklang") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that start it: ``dreiklang import feed``."""
    for name, command in group.commands.items():
        yield f"{words} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{words} {name}")


COMMANDS = dict(_commands(main))


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("", "generator/REFERENCE.md"),
        ("fields", "generator/REFERENCE.md"),
        ("problems", "generator/PROBLEMS.md"),
    ],
    ids=["no-part-named", "fields", "problems"],
)
def test_the_reference_is_current(words, path):
    """generator/REFERENCE.md is what `dreiklang reference` prints, generator/PROBLEMS.md its other part."""
    printed = CliRunner().invoke(main, ["reference", *words.split()])
    assert printed.exit_code == 0
    assert _read(path) == printed.output


def test_every_problem_is_in_the_reference():
    """The reference of problems has a row for each code, with words in both languages."""
    rows = [line.split(" | ") for line in reference.problems().splitlines() if line.startswith("| `")]
    assert [row[0].strip("| `") for row in rows] == sorted(i18n.problems())
    assert all(len(row) == 4 for row in rows)


def test_every_field_and_option_is_explained():
    """Each field of each kind and each option says what it means."""
    for model in (Options, *(kind.model for kind in KINDS.values())):
        for name, info in model.model_fields.items():
            assert info.description, f"{model.__name__}.{name}"


def test_every_problem_has_words_in_both_languages():
    """Each problem of the catalogue has a severity, German and English words with the same values."""
    for code, entry in i18n.problems().items():
        assert entry["severity"] in ("site", "item", "note"), code
        values = {key: set(re.findall(r"\{(\w+)\}", entry[key])) for key in ("de", "en")}
        assert {v.removesuffix("_de") for v in values["de"]} == {
            v.removesuffix("_en") for v in values["en"]
        }, code


def test_every_problem_raised_is_described_and_every_description_used():
    """Codes in the code and codes in the catalogue are the same set."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
    known = i18n.problems().keys()
    unused = {code for code in known if f'"{code}"' not in text}
    raised = set(re.findall(r'(?:Problem|ValueError)\(\s*"([a-z0-9-]+)"', text))
    assert raised <= known
    assert unused == set()


@pytest.mark.parametrize("folder", ["problems", "interface"])
def test_no_word_is_defined_twice(folder):
    """Tables of several files are merged: a second definition would silently replace the first."""
    files = sorted((Path(i18n.__file__).parent / folder).glob("*.toml"))
    keys = [key for file in files for key in tomllib.loads(file.read_text(encoding="utf-8"))]
    assert [key for key in keys if keys.count(key) > 1] == []


def test_every_word_of_the_interface_has_both_languages():
    """No word of the interface is missing in German or English."""
    assert i18n.words("de").keys() == i18n.words("en").keys()
    assert all(text.strip() for language in i18n.LANGUAGES for text in i18n.words(language).values())


@pytest.mark.parametrize("words", sorted(COMMANDS))
def test_every_command_is_in_the_guides_and_helps(words):
    """Each command is named in a guide and explains itself and its options."""
    assert any(words in _read(path) for path in GUIDES)
    result = CliRunner().invoke(main, [*words.split()[1:], "--help"])
    assert result.exit_code == 0
    for parameter in COMMANDS[words].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{words} {parameter.name}"


@pytest.mark.parametrize("path", GUIDES)
def test_guides_name_only_commands_that_exist(path):
    """What a guide calls a command, within a sentence or on a line of its own, is one."""
    found = re.findall(
        r"(?:`|^ {4,})(?:\.venv/bin/)?(dreiklang (?:(?:import|audio) )?[a-z]+)", _read(path), re.M
    )
    assert found
    assert {*found} <= COMMANDS.keys()


@pytest.mark.parametrize("path", ["README.md", "CONTRIBUTING.md"])
def test_guides_name_only_make_targets_that_exist(path):
    """What a guide tells to make is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", _read("Makefile"), re.M))
    named = set(re.findall(r"(?:`|^ {4,})(?:[A-Z]+=\S+ )?make ([a-z]+)", _read(path), re.M))
    assert named
    assert named <= targets


@pytest.mark.parametrize("path", [*GUIDES, "CHANGELOG.md", "generator/DESIGN.md", "generator/PROBLEMS.md"])
def test_documents_link_to_files_that_exist(path):
    """Links and pictures of a document lead to files of the project."""
    prose = re.sub(r"`[^`]*`|^( {4}|\t).*$", "", _read(path), flags=re.M)
    targets = re.findall(r"(?<!\\)\[[^]]*\]\(([^)#\s]+)[^)]*\)", prose)
    missing = [t for t in targets if "://" not in t and not (ROOT / path).parent.joinpath(t).exists()]
    assert missing == []


def test_recipes_name_only_modules_that_exist():
    """A module or folder that CONTRIBUTING names as code exists: below the package, or below tests."""
    named = re.findall(r"`((?:[a-z0-9_]+/)*[a-z0-9_]+(?:/|\.py|\.toml))`", _read("CONTRIBUTING.md"))
    known = ("generator/dreiklang", "")
    assert named
    assert [p for p in named if not any((ROOT / folder / p).exists() for folder in known)] == []


def _rooms() -> set[str]:
    """Every folder of the package that holds modules, the theme, and every module in no folder."""
    package = ROOT / "generator/dreiklang"
    folders = {file.parent.relative_to(package).as_posix() for file in package.rglob("*.py")} - {"."}
    loose = {file.name for file in package.glob("*.py") if not file.name.startswith("__")}
    return {f"{folder}/" for folder in {*folders, "theme"}} | loose


def test_design_lists_every_room():
    """DESIGN's table of rooms has one row for each room, and no row for anything else."""
    table = _read("generator/DESIGN.md").partition("## The rooms")[2].partition("\n## ")[0]
    assert sorted(re.findall(r"^\| `([^`]+)` \|", table, re.M)) == sorted(_rooms())


def test_design_names_only_modules_that_exist():
    """Every module, folder or file that DESIGN names as code exists: below the package, or in the project."""
    text = _read("generator/DESIGN.md")
    named = re.findall(r"`((?:[a-z0-9_-]+/)+(?:[a-z0-9_-]+(?:\.[a-z]+)*)?|[a-z0-9_]+\.py)`", text)
    of_a_site = re.compile(
        r"docs/|episodes/|events/|veranstaltungen/|podcast/|bausteine/|feed/|medien/|assets/"
    )
    paths = [path for path in named if not of_a_site.match(path)]
    folders = ("generator/dreiklang", "")
    assert len(paths) > len(_rooms())
    assert [path for path in paths if not any((ROOT / folder / path).exists() for folder in folders)] == []


def test_docstrings_name_only_modules_that_exist():
    """A module that a docstring or comment names as code exists, beside the file or below the package."""
    package = ROOT / "generator/dreiklang"
    named = [
        (file, name)
        for file in SOURCES
        for name in re.findall(r"``((?:[a-z_0-9]+/)*[a-z_0-9]+\.py)``", file.read_text(encoding="utf-8"))
    ]
    assert named
    assert [
        (str(file.relative_to(package)), name)
        for file, name in named
        if not any((folder / name).exists() for folder in (file.parent, package))
    ] == []


def test_templates_name_only_functions_that_exist():
    """A comment of a template names the function that makes what is drawn: ``(cards.picture)``."""
    package = ROOT / "generator/dreiklang"
    functions = {
        f"{file.stem}.{name}"
        for file in SOURCES
        for name in re.findall(r"^def (\w+)", file.read_text(encoding="utf-8"), re.M)
    }
    comments = [
        comment
        for file in (package / "theme/templates").glob("*.html")
        for comment in re.findall(r"\{#.*?#\}", file.read_text(encoding="utf-8"), re.S)
    ]
    named = {name for comment in comments for name in re.findall(r"\(([a-z_]+\.[a-z_]+)\)", comment)}
    assert named
    assert named - functions == set()


def test_design_orders_rooms_as_imports_do():
    """The order of rooms in DESIGN is the order in which they may import each other."""
    order = _read("generator/DESIGN.md").partition("    i18n →")[2].partition("\n\n")[0]
    named = [level.split(", ") for level in re.sub(r"\s+", " ", f"i18n →{order}").strip().split(" → ")]
    source = ast.parse(_read("tests/whole/test_architecture.py"))
    values = {ast.unparse(n.targets[0]): n.value for n in source.body if isinstance(n, ast.Assign)}
    assert named == [[*names] for names in ast.literal_eval(values["ORDER"]) if names != ("__main__",)]


def test_the_settings_of_the_readme_are_a_site(tmp_path):
    """Who copies the two files of the README has a site."""
    config, page = re.findall(
        r"^`(?:mkdocs\.yml|docs/index\.md)`:\n\n((?: {4}.*\n)+)", _read("README.md"), re.M
    )
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(textwrap.dedent(config), encoding="utf-8")
    (tmp_path / "docs/index.md").write_text(textwrap.dedent(page), encoding="utf-8")
    site = build.prepare(tmp_path, settings.load(tmp_path, dt.datetime(2026, 11, 22, tzinfo=dt.UTC))).site
    assert [entry.kind for entry in site.library.entries] == ["home"]


def test_the_examples_of_the_reference_are_a_site(tmp_path):
    """Every kind has an example, and all of them together have no problem."""
    assert reference.EXAMPLES.keys() == KINDS.keys()
    for path, front_matter in reference.EXAMPLES.values():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        text = "\n\n## Transkript\n\n[0:00] Ruth Wieland: Guten Tag.\n" if "anruf" in path else "\n\nText.\n"
        (tmp_path / path).write_text(f"---\n{front_matter}\n---{text}", encoding="utf-8")
    shutil.copy(ROOT / "episodes/cover.png", tmp_path / "episodes/cover.png")
    recording = ROOT / "episodes/staffel-2/trailer-dranbleiben.mp3"
    shutil.copy(recording, tmp_path / "episodes/staffel-1/erster-anruf.mp3")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: X\nsite_url: https://example.org/\nplugins:\n  - dreiklang: {timezone: Europe/Berlin}\n"
    )
    site = build.prepare(tmp_path, settings.load(tmp_path, dt.datetime(2026, 11, 22, tzinfo=dt.UTC))).site
    paths = {path: kind for kind, (path, _) in reference.EXAMPLES.items()}
    assert {entry.path: entry.kind for entry in site.library.entries} == paths
