"""Documents cannot lie: what they say is compared with the code."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOT
from dreiklang import build, i18n, settings
from dreiklang.cli import reference
from dreiklang.cli.commands import main
from dreiklang.content.kinds import KINDS
from dreiklang.settings import Options

SOURCES = [*(ROOT / "generator/dreiklang").rglob("*.py")]


def test_the_reference_is_current():
    """generator/REFERENCE.md is what `dreiklang reference` prints."""
    assert (ROOT / "generator/REFERENCE.md").read_text(encoding="utf-8") == reference.markdown()


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


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_in_the_readme_and_helps(name):
    """Each command is named in the README and explains itself and its options."""
    assert f"dreiklang {name}" in (ROOT / "README.md").read_text(encoding="utf-8")
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    for parameter in main.commands[name].params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_the_readme_names_only_commands_that_exist():
    """What the README calls a command is one."""
    named = set(re.findall(r"`dreiklang ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named
    assert named <= main.commands.keys()


def test_every_make_target_in_the_readme_exists():
    """The README names only targets that the Makefile has."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named
    assert named <= targets


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
