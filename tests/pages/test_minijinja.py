"""The templates stay in the part that Jinja2 and MiniJinja share: another engine gives the same bytes.

Two things are escaped otherwise by the two engines and set up as Jinja2 has them: text (MiniJinja
escapes ``/``, too, and writes quotes as ``&quot;``) and ``tojson``. Nothing else differs.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import markupsafe
import minijinja
import pytest

import own_templates
from conftest import AS_OF, ROOT
from dreiklang import build, pages, settings
from dreiklang.pages import render
from dreiklang.pages.render import Layout, View
from dreiklang.site.site import Site
from golden import Case

SAMPLES = sorted(folder.name for folder in (ROOT / "tests/samples").glob("good-*"))
TEMPLATES = render.THEME / "templates"


OWN = {
    "main.html": '{% extends "base.html" %}{% block footer %}{{ super() }}{% include "note.html" %}{% endblock %}'
    "{% block after_event %}{{ m.icon('mail') }}{{ page.title }}{% endblock %}",
    "note.html": "<p>{{ site.name }} & {{ t.home }}: {{ base }}</p>",
}
"""Templates of a site's own, as TEMPLATES.md advises."""


def source(name: str) -> str | None:
    """A template's text; MiniJinja asks for it by name."""
    path = TEMPLATES / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


def as_json(value: Any) -> minijinja.Markup:
    """JSON for HTML as Jinja2's ``tojson`` writes it with our policy."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    for character in "<>&'":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return minijinja.Markup(text)


def escaped(value: Any) -> Any:
    """Text escaped as Jinja2 does; all other values are MiniJinja's own matter."""
    return markupsafe.escape(value) if isinstance(value, str) else NotImplemented


@pytest.fixture(scope="module")
def engine() -> minijinja.Environment:
    """MiniJinja with the theme's templates."""
    return set_up(source)


def set_up(loader: Callable[[str], str | None]) -> minijinja.Environment:
    """MiniJinja as our Jinja2 is; no method of Python's can be called (``pycompat``)."""
    return minijinja.Environment(
        loader=loader,
        filters={"tojson": as_json},
        trim_blocks=True,
        lstrip_blocks=True,
        undefined_behavior="strict",
        auto_escape_callback=lambda name: True,
        finalizer=escaped,
        pycompat=False,
        debug=False,
    )


def first_difference(made: str, right: str) -> str:
    """The first line that is another one."""
    for left, line in zip(made.splitlines(), right.splitlines(), strict=False):
        if left != line:
            return f"{left[:200]!r} instead of {line[:200]!r}"
    return "another length"


def differences(site: Site, engine: minijinja.Environment, patch: pytest.MonkeyPatch) -> dict[str, str]:
    """Every page of a site that MiniJinja makes otherwise, or not at all, and how many there are."""
    with_jinja, compared = render.render, []
    found = {}

    def both(view: View, layout: Layout) -> bytes:
        right = with_jinja(view, layout)
        values = {"site": layout.values, "t": layout.words, "base": view.page["base"], "page": view.page}
        try:
            made = engine.render_template(view.template, **values, **view.data, **view.late())
        except minijinja.TemplateError as error:
            made = str(error)
        compared.append(view.template)
        if made != right.decode():
            found[f"{view.template} {view.page['address']}"] = first_difference(made, right.decode())
        return right

    patch.setattr(render, "render", both)
    for output in pages.outputs(site):
        if output.path.endswith(".html"):
            output.make()
    assert compared
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_minijinja_makes_the_same_pages_of_a_sample(name, engine, monkeypatch):
    """Every page of the sample, those at former addresses too, is the same to the byte."""
    assert differences(Case(ROOT / "tests/samples" / name).site, engine, monkeypatch) == {}


def test_minijinja_makes_the_same_pages_of_the_demo(engine, monkeypatch):
    """Every page of the demo is the same to the byte."""
    moment = dt.datetime.fromtimestamp(int(AS_OF), dt.UTC)
    site = build.prepare(ROOT, settings.load(ROOT, moment)).site
    assert differences(site, engine, monkeypatch) == {}


def test_minijinja_fills_the_same_blocks(tmp_path, monkeypatch):
    """A site's own templates, as the document advises to write them, work in both engines."""
    root = own_templates.every_kind(tmp_path, {f"own/{name}": text for name, text in OWN.items()})
    engine = set_up(lambda name: OWN.get(name) or source(name))
    assert differences(own_templates.prepared(root).site, engine, monkeypatch) == {}
