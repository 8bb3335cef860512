"""The settings of a site, read from mkdocs.yml."""

from __future__ import annotations

import datetime as dt

import pytest

from dreiklang import settings
from dreiklang.ground.problems import ProblemsFound

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
GOOD = """\
site_name: Wissensportal
site_url: https://example.org/wissen
theme:
  name: material
  custom_dir: eigenes
markdown_extensions:
  - toc:
      permalink: true
  - footnotes
plugins:
  - search
  - dreiklang:
      timezone: Europe/Berlin
"""


def load(tmp_path, text: str) -> settings.Settings:
    """The settings in a file."""
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    return settings.load(tmp_path, NOW)


def problems(tmp_path, text: str) -> list[str]:
    """``line:column code field`` of everything wrong with a file."""
    with pytest.raises(ProblemsFound) as found:
        load(tmp_path, text)
    for problem in found.value.problems:
        assert problem.message("de")
        assert problem.message("en")
    return [
        f"{p.place.line}:{p.place.column} {p.code} {p.values.get('field', '')}".rstrip()
        for p in found.value.problems
    ]


def test_what_mkdocs_knows_stands_under_its_own_keys(tmp_path):
    """Name, address, theme folder and extensions are read from MkDocs' own keys."""
    site = load(tmp_path, GOOD).site
    assert (site.name, site.custom_dir) == ("Wissensportal", "eigenes")
    assert site.base == "https://example.org/wissen/"
    assert site.markdown_extensions == (("toc", {"permalink": True}), ("footnotes", {}))


def test_options_stand_under_the_plugin(tmp_path):
    """Everything else stands under plugins: - dreiklang:, as a list or a mapping."""
    assert load(tmp_path, GOOD).zone.key == "Europe/Berlin"
    text = GOOD.partition("plugins:")[0] + "plugins:\n  dreiklang:\n    timezone: Europe/Paris\n"
    assert load(tmp_path, text).zone.key == "Europe/Paris"


def test_the_file_must_exist(tmp_path):
    """A missing file is one problem."""
    with pytest.raises(ProblemsFound) as found:
        settings.load(tmp_path, NOW)
    assert [p.code for p in found.value.problems] == ["config-missing"]


def test_an_empty_file_lacks_everything_needed(tmp_path):
    """Name, address and time zone are required."""
    assert problems(tmp_path, "") == [
        "1:1 field-missing site_name", "1:1 field-missing site_url", "1:1 plugin-missing",
    ]  # fmt: skip


def test_every_problem_stands_at_its_line(tmp_path):
    """Unknown options, time zones, colours and words are all named at once, each at its key."""
    text = GOOD.replace("Europe/Berlin", "Berlin") + (
        "      colour: {}\n      addresses:\n        evnt: x\n        event: Veranstaltungen\n"
        "      colours:\n        light:\n          read: green\n      language: deutsch\n"
    )
    assert problems(tmp_path, text) == [
        "13:7 unknown-timezone dreiklang: timezone",
        "14:7 field-unknown dreiklang: colour",
        "16:9 field-unknown dreiklang: addresses: evnt",
        "17:9 word-format dreiklang: addresses: event",
        "20:11 colour-format dreiklang: colours: light: read",
        "21:7 value-unknown dreiklang: language",
    ]


def test_an_unknown_option_gets_a_suggestion(tmp_path):
    """A misspelt option is answered with the nearest one of its depth."""
    with pytest.raises(ProblemsFound) as found:
        load(tmp_path, GOOD + "      addresses:\n        evnt: x\n")
    assert found.value.problems[0].values["near_en"] == "Did you mean “event”?"


def test_the_address_must_be_whole(tmp_path):
    """The site's address begins with http or https."""
    assert problems(tmp_path, GOOD.replace("https://", "")) == ["2:1 url-format site_url"]


def test_a_tag_that_runs_code_is_refused(tmp_path):
    """Only names from Material and pymdownx are resolved."""
    assert problems(tmp_path, GOOD + "extra: !!python/name:os.system\n") == ["14:8 yaml-tag"]


@pytest.mark.parametrize(
    "text",
    ["- a\n", "plugins: 5\n", "markdown_extensions: 5\n", "plugins: [[a]]\n",
     "plugins:\n  - dreiklang: 5\n", "theme: 5\nextra_css: a.css\n", "site_name: [a]\n"],
)  # fmt: skip
def test_shapes_nobody_expects_are_problems(tmp_path, text):
    """Whatever shape the values have, there are problems and no traceback."""
    assert problems(tmp_path, text)


def test_values_come_from_the_environment(tmp_path, monkeypatch):
    """`!ENV` names variables, for MkDocs' own keys and for options; without one the default holds."""
    monkeypatch.setenv("DK_NAME", "Portal")
    monkeypatch.setenv("DK_PRODUCTION", "true")
    monkeypatch.delenv("DK_NO", raising=False)
    text = GOOD.replace(
        "site_name: Wissensportal", "site_name: !ENV [DK_NO, DK_NAME, Sonst]\nrepo_url: !ENV DK_NO"
    )
    text += "      production: !ENV [DK_PRODUCTION, false]\n      search: !ENV DK_NO\n"
    found = load(tmp_path, f"{text}      addresses:\n        podcast: !ENV DK_NO\n")
    assert (found.site.name, found.site.repo_url) == ("Portal", "")
    assert (found.options.production, found.options.search) == (True, True)
    assert found.options.addresses.podcast == "podcast"


def test_a_needed_value_that_the_environment_lacks_is_a_problem(tmp_path, monkeypatch):
    """Where nothing is set and a value is needed, the variable is named at its line."""
    monkeypatch.delenv("DK_NO", raising=False)
    text = GOOD.replace("https://example.org/wissen", "!ENV DK_NO").replace("Europe/Berlin", "!ENV [DK_NO]")
    assert problems(tmp_path, text) == [
        "2:1 env-unset site_url", "13:7 env-unset dreiklang: timezone",
    ]  # fmt: skip


def test_a_wrong_value_of_the_environment_is_a_problem(tmp_path, monkeypatch):
    """A variable's value is checked like a written one."""
    monkeypatch.setenv("DK_URL", "example.org")
    text = GOOD.replace("https://example.org/wissen", "!ENV DK_URL")
    assert problems(tmp_path, text) == ["2:1 url-format site_url"]


@pytest.mark.parametrize(
    ("plugins", "meant"),
    [("- search\n  - dreiklnag: {timezone: Europe/Berlin}", True), ("dreiklang", True), ("[search]", False)],
)
def test_a_missing_plugin_is_named(tmp_path, plugins, meant):
    """Without the plugin's own entry its options are nowhere; a similar name is suggested."""
    with pytest.raises(ProblemsFound) as found:
        load(tmp_path, GOOD.partition("plugins:")[0] + f"plugins:\n  {plugins}\n")
    (problem,) = found.value.problems
    assert (problem.code, problem.place.line) == ("plugin-missing", 10)
    assert ("Meinten Sie „dreiklang“?" in problem.message("de")) is meant
    assert ("Did you mean “dreiklang”?" in problem.message("en")) is meant


def test_settings_from_another_file_are_named(tmp_path):
    """What INHERIT would bring is not silently lost."""
    assert problems(tmp_path, f"INHERIT: ../other.yml\n{GOOD}") == ["1:1 config-inherit"]


@pytest.mark.parametrize(
    "rest", ["example.org/?a=b", "example.org/#a", "u:p@example.org/", "example.org/'><x>"]
)
def test_the_address_holds_only_an_address(tmp_path, rest):
    """Queries, fragments, passwords and what would have to be escaped are no part of it."""
    assert problems(tmp_path, GOOD.replace("https://example.org/wissen", f'"https://{rest}"')) == [
        "2:1 url-format site_url"
    ]
