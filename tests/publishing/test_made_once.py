"""What many pages need is made once in a build, however many processes make them."""

from __future__ import annotations

import sys

import jinja2
import pytest

from builders import entry, site, turns
from dreiklang import loading, media, pages
from dreiklang.content import transcript_formats
from dreiklang.content.body import Body
from dreiklang.ground import workers
from dreiklang.markup import engine
from dreiklang.pages import render
from dreiklang.publishing.publish import publish
from loaded import chosen, page, written

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there work is spread")


@pytest.fixture
def noted(tmp_path, monkeypatch):
    """Two workers, and a list of what all processes have noted."""
    monkeypatch.setenv("DREIKLANG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(workers, "count", lambda items: 2)
    notes = tmp_path / "notes"
    notes.touch()

    def noting(name, make):
        def made(*given, **named):
            with notes.open("a") as file:
                file.write(f"{name(*given)}\n")
            return make(*given, **named)

        return made

    return lambda: sorted(notes.read_text().splitlines()), noting


def spoken(number: int):
    """An episode with a conversation of its own."""
    said = turns(("Ada", 0, f"Hallo {number}."), ("Bo", 4, "Danke."))
    return entry("episode", f"e{number}", number=number, body=Body(turns=said, digest=str(number)))


@pytest.fixture
def show():
    """A site with a show of thirty episodes."""
    return site(entry("home", "home"), entry("podcast", "show"), *map(spoken, range(1, 31)))


def test_the_converter_is_made_once(tmp_path, noted, monkeypatch):
    """The Markdown converter is made before the texts are spread over workers."""
    notes, noting = noted
    monkeypatch.setattr(engine, "_engines", {})
    monkeypatch.setattr(engine, "build", noting(lambda settings: "converter", engine.build))
    texts = {f"docs/bausteine/b{n}.md": page(f"id: b{n}\ntitle: B\nnumber: {n}") for n in range(1, 60)}
    library, _ = loading.load(written(tmp_path / "project", texts), chosen())
    assert len(library.entries) == 59
    assert notes() == ["converter"]


def test_templates_are_made_once(tmp_path, noted, show, monkeypatch):
    """A template that pages of many entries need is compiled once, by no worker again."""
    notes, noting = noted
    render.environment.cache_clear()
    compiled = noting(lambda environment, source, name, *_: name, jinja2.Environment.compile)
    monkeypatch.setattr(jinja2.Environment, "compile", compiled)
    publish(pages.outputs(show), tmp_path / "site", tmp_path)
    render.environment.cache_clear()
    assert {"base.html", "episode.html", "macros.html"} <= {*notes()}
    assert [name for name in {*notes()} if notes().count(name) > 1] == []


def test_the_forms_of_a_transcript_are_made_once(tmp_path, noted, show, monkeypatch):
    """Each form of a transcript is made once, for its size on the page and for its file."""
    notes, noting = noted
    for name in ("plain", "vtt", "srt", "as_json"):
        make = getattr(transcript_formats.captions, name)
        counted = noting(lambda given, *_, name=name: f"{name} {given[0].text}", make.__wrapped__)
        monkeypatch.setattr(transcript_formats.captions, name, transcript_formats.captions._once(counted))
    publish([*pages.outputs(show), *media.outputs(show)], tmp_path / "site", tmp_path)
    assert len({*notes()}) == 4 * 30
    assert [name for name in {*notes()} if notes().count(name) > 1] == []
