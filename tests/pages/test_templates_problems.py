"""What is wrong with a site's own templates is said at its line, in words, and nothing is published."""

from __future__ import annotations

import os
import pickle
import re
from pathlib import Path

import pytest

import own_templates
from conftest import run
from dreiklang import build, i18n
from dreiklang.ground import workers
from dreiklang.ground.problems import ProblemsFound, Severity
from dreiklang.pages import render

EXTENDS = '{% extends "base.html" %}\n'


def problems(root):
    """``file:line:column code`` of everything that checking a project finds."""
    found = build.examine(root, own_templates.chosen(root)).problems
    return [f"{problem.place} {problem.code}" for problem in found]


WRONG = {
    "tag open": ({"own/footer.html": "<footer>\n{% if page %}</footer>"}, "own/footer.html:2:1 template-syntax"),
    "tag unknown": ({"own/footer.html": "\n\n{% iff page %}"}, "own/footer.html:3:1 template-syntax"),
    "expression cut": ({"own/footer.html": "{{ page."}, "own/footer.html:1:1 template-syntax"),
    "comment open": ({"own/footer.html": "a\n{# b"}, "own/footer.html:2:1 template-syntax"),
    "brackets deep": ({"own/footer.html": "{{ " + "(" * 20_000}, "own/footer.html:1:1 template-syntax"),
    "loops deep": (
        {"own/footer.html": "{% for a in page %}" * 90 + "{% endfor %}" * 90},
        "own/footer.html:1:1 template-syntax",
    ),
    "block twice": (
        {"own/main.html": f"{EXTENDS}{{% block head %}}{{% endblock %}}\n{{% block head %}}{{% endblock %}}"},
        "own/main.html:3:1 template-syntax",
    ),
    "filter unknown": ({"own/footer.html": "\n{{ 1|uper }}"}, "own/footer.html:2:1 template-filter"),
    "test unknown": ({"own/footer.html": "\n{{ 1 is definded }}"}, "own/footer.html:2:1 template-test"),
    "include missing": ({"own/footer.html": '\n{% include "hint.html" %}'}, "own/footer.html:2:1 template-missing"),
    "parent missing": ({"own/main.html": '{% extends "bas.html" %}'}, "own/main.html:1:1 template-missing"),
    "import missing": ({"own/footer.html": '{% import "m.html" as m %}'}, "own/footer.html:1:1 template-missing"),
    "list missing": (
        {"own/footer.html": '{% include ["a.html", "b.html"] %}'},
        "own/footer.html:1:1 template-missing",
    ),
    "extends itself": ({"own/base.html": EXTENDS}, "own/base.html:1:1 template-circle"),
    "includes itself": ({"own/footer.html": '\n{% include "footer.html" %}'}, "own/footer.html:2:1 template-circle"),
    "extends its pages": ({"own/header.html": '{% extends "main.html" %}'}, "own/header.html:1:1 template-circle"),
    "block unknown": (
        {"own/main.html": f"{EXTENDS}{{% block foter %}}a{{% endblock %}}"},
        "own/main.html:2:1 template-block",
    ),
    "block of pages": (
        {"own/main.html": f"{EXTENDS}\n{{% block content %}}a{{% endblock %}}"},
        "own/main.html:3:1 template-block-filled",
    ),
    "text outside": ({"own/main.html": f"{EXTENDS}\n\n<p>a</p>\n"}, "own/main.html:4:1 template-outside"),
    "value outside": ({"own/main.html": f"{EXTENDS}\n{{{{ page.title }}}}"}, "own/main.html:3:1 template-outside"),
    "macros lost": ({"own/macros.html": "{% macro icon(a) %}{% endmacro %}"}, "own/macros.html:1:1 template-macros"),
    "unused": ({"own/fotter.html": "<footer></footer>"}, "own/fotter.html:1:1 template-unused"),
    "latin-1": ({"own/footer.html": "<p>\nGr\xfc\xdfe".encode("latin-1")}, "own/footer.html:2:3 file-encoding"),
    "too large": ({"own/footer.html": b"a" * 5_000_001}, "own/footer.html:1:1 file-too-large"),
    "no folder": ({"mkdocs.yml": own_templates.CONFIG.replace("own", "mine")}, "mkdocs.yml:1:1 templates-missing"),
    "outside": ({"mkdocs.yml": own_templates.CONFIG.replace("own", "../own")}, "mkdocs.yml:1:1 folder-outside"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), WRONG.values(), ids=WRONG)
def test_a_slip_is_named_before_anything_is_built(tmp_path, files, expected):
    """Each kind of slip is one problem, at its line."""
    assert problems(own_templates.project(tmp_path, files)) == [expected]


RIGHT = {
    "ignored if missing": '{% include "hint.html" ignore missing %}',
    "one of a list": '{% include ["hint.html", "header.html"] %}',
    "computed": '{% include page.kind ~ ".html" ignore missing %}',
    "own macro": "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(3) }}",
    "inner block": "{% block mine %}{% block inner %}{% endblock %}{% endblock %}",
    "byte order mark": "\ufeff<footer></footer>",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_jinja_allows_is_no_slip(tmp_path, text):
    """Templates that work are not complained about."""
    assert problems(own_templates.project(tmp_path, {"own/footer.html": text})) == []


def test_all_slips_are_named_at_once(tmp_path):
    """Several slips in one file and in several files come together."""
    files = {
        "own/main.html": EXTENDS + '{% block head %}{{ 1|uper }}\n{% include "a.html" %}{% endblock %}\ntext',
        "own/footer.html": "{% if page %}",
        "own/header.html": "{{ 1|loweer }}",
    }
    assert problems(own_templates.project(tmp_path, files)) == [
        "own/footer.html:1:1 template-syntax",
        "own/header.html:1:1 template-filter",
        "own/main.html:2:1 template-filter",
        "own/main.html:3:1 template-missing",
        "own/main.html:4:1 template-outside",
    ]


@pytest.mark.parametrize(
    ("files", "near"),
    [
        ({"own/fotter.html": ""}, "footer.html"),
        ({"own/main.html": f"{EXTENDS}{{% block after_evnt %}}{{% endblock %}}"}, "after_event"),
        ({"own/footer.html": "{{ page.title|uppper }}"}, "upper"),
        ({"own/footer.html": '{% include "headr.html" %}'}, "header.html"),
    ],
    ids=["file", "block", "filter", "include"],
)
def test_the_nearest_name_is_suggested(tmp_path, files, near):
    """A misspelt name comes with the one that was probably meant, in both languages."""
    root = own_templates.project(tmp_path, files)
    (problem,) = build.examine(root, own_templates.chosen(root)).problems
    for language in i18n.LANGUAGES:
        assert i18n.text("did_you_mean", language).format(word=near) in problem.message(language)
        assert problem.fix(language)


def test_a_template_that_nothing_uses_is_a_note(tmp_path):
    """An unused template keeps nothing from being published, since it harms nobody."""
    prepared = own_templates.prepared(own_templates.project(tmp_path, {"own/hint.html": ""}))
    assert [problem.severity for problem in prepared.problems] == [Severity.NOTE]


@pytest.mark.parametrize("name", ["own/footer.html", "own/assets/secret.css"])
def test_a_link_out_of_the_project_is_not_followed(tmp_path, name):
    """Neither a template nor an asset may be a link to a file outside: it would be published."""
    root = own_templates.project(tmp_path / "project", {"own/assets/a.css": ""})
    (tmp_path / "secret").write_text("secret")
    (root / name).symlink_to(tmp_path / "secret")
    assert problems(root) == [f"{name}:1:1 symlink-outside"]


def test_a_template_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    """Where the file system refuses, the template is named."""
    root = own_templates.project(tmp_path, {"own/footer.html": ""})
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "footer.html":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert problems(root) == ["own/footer.html:1:1 file-unreadable"]


def test_a_pipe_is_not_opened(tmp_path):
    """A template that is no ordinary file is named; reading it could wait for ever."""
    root = own_templates.project(tmp_path, {})
    os.mkfifo(root / "own/footer.html")
    assert problems(root) == ["own/footer.html:1:1 file-special"]


FAILING = {
    "value unknown": ("\n{{ page.titel }}", "own/footer.html:2:1 template-undefined"),
    "name unknown": ("\n{{ titel }}", "own/footer.html:2:1 template-undefined"),
    "word unknown": ("{{ t.hom }}", "own/footer.html:1:1 template-undefined"),
    "macro unknown": ("\n\n{{ m.icn('x') }}", "own/footer.html:3:1 template-undefined"),
    "macro called wrongly": ("\n{{ m.icon() }}", "own/footer.html:2:1 template-undefined"),
    "include computed": ("\n{% include page.kind ~ '.htm' %}", "own/footer.html:2:1 template-missing"),
    "division": ("\n{{ 1 // (page.title|length - page.title|length) }}", "own/footer.html:2:1 template-fails"),
    "filter refuses": ("\n{{ page.title|round }}", "own/footer.html:2:1 template-fails"),
    "python's inside": ("\n{{ page.title.__class__.__mro__ }}", "own/footer.html:2:1 template-fails"),
    "changes a value": ("\n{{ site.nav.clear() }}", "own/footer.html:2:1 template-fails"),
    "counts for ever": ("\n{% for a in range(10 ** 12) %}{% endfor %}", "own/footer.html:2:1 template-fails"),
    "macro endless": ("{% macro a() %}\n{{ a() }}{% endmacro %}{{ a() }}", "own/footer.html:2:1 template-endless"),
    "include endless": ("\n{% set me = 'footer.html' %}{% include me %}", "own/footer.html:2:1 template-endless"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FAILING.values(), ids=FAILING)
def test_a_slip_that_shows_on_a_page_is_named_once(tmp_path, text, expected):
    """What fails on every page is one problem at the template's line, and nothing is published."""
    root = own_templates.project(tmp_path, {"own/footer.html": text})
    with pytest.raises(ProblemsFound) as found:
        build.build(root, own_templates.chosen(root))
    assert [f"{problem.place} {problem.code}" for problem in found.value.problems] == [expected]
    assert not (root / "site").exists()


def test_a_file_that_the_theme_cannot_use_is_named(tmp_path):
    """Where a template of the theme fails, those are named that stand in the place of others."""
    macros = (render.THEME / "templates/macros.html").read_text(encoding="utf-8")
    files = {"own/macros.html": re.sub(r"macro icon\([^)]*\)", "macro icon()", macros)}
    root = own_templates.project(tmp_path, files)
    with pytest.raises(ProblemsFound) as found:
        build.build(root, own_templates.chosen(root))
    (problem,) = found.value.problems
    assert f"{problem.place} {problem.code}" == "own/macros.html:1:1 template-stands-in"


def test_slips_of_several_pages_come_together_from_workers(tmp_path, monkeypatch):
    """Different slips on different pages, made by different processes, are all named at once."""
    blocks = {"home": "{{ eins }}", "page": "{{ zwei }}", "topic": "{{ drei }}"}
    main = EXTENDS + "".join(f"{{% block after_{k} %}}{v}{{% endblock %}}\n" for k, v in blocks.items())
    root = own_templates.every_kind(tmp_path, {"own/main.html": main})
    monkeypatch.setattr(workers, "count", lambda items: 2)
    with pytest.raises(ProblemsFound) as found:
        build.build(root, own_templates.chosen(root))
    assert [str(problem.place) for problem in found.value.problems] == [
        "own/main.html:2:1", "own/main.html:3:1", "own/main.html:4:1",
    ]  # fmt: skip
    assert pickle.loads(pickle.dumps(found.value)).problems == found.value.problems  # noqa: S301 - our own
    assert not (root / "site").exists()


def test_the_published_site_stays(tmp_path):
    """A template that breaks leaves the site as the last build made it."""
    root = own_templates.project(tmp_path, {})
    build.build(root, own_templates.chosen(root))
    before = (root / "site/index.html").read_bytes()
    own_templates.project(tmp_path, {"own/footer.html": "{{ nichts }}"})
    with pytest.raises(ProblemsFound):
        build.build(root, own_templates.chosen(root))
    assert (root / "site/index.html").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n{% if page %}", "own/footer.html:2:1 Fehler:"),
        ("\n\n{{ page.titel }}", "own/footer.html:3:1 Fehler:"),
    ],
    ids=["unreadable", "fails"],
)
@pytest.mark.parametrize(
    "command", [("dreiklang", "build"), ("mkdocs", "build")], ids=["dreiklang", "mkdocs"]
)
def test_every_way_to_build_says_it_in_words(tmp_path, command, text, said):
    """Our own build and MkDocs end with the problem at its line, without a traceback and without a site."""
    root = own_templates.project(tmp_path, {"own/footer.html": text})
    done = run(*command, cwd=root, ok=False)
    assert done.returncode == 1
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert sorted(path.name for path in root.iterdir()) == ["docs", "mkdocs.yml", "own"]
