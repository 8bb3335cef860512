"""The judges are awake: every defect that is planted in a page is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from browser import languages
from browser.catalogue import Shown
from browser.keyboard import steps, unfocused
from browser.server import served
from browser.tour import Tour, context, script
from built import Document

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("judge")]

URL = "https://planted.example/deep/"
HEADERS = "/*\n  Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; media-src 'self'\n"
PAGE = """<!doctype html><html lang="de"><head><title>Seite</title><link rel="stylesheet" href="page.css">
<script src="page.js"></script></head><body><main><h1>Seite</h1>{}</main></body></html>"""
STYLES = """body { background: #fff; color: #000 } .aa { color: #999 } .aaa { color: #757575 }
.wide { width: 2000px } .cut { width: 40px; overflow: hidden; white-space: nowrap }
.blind:focus { outline: none } .gone { opacity: 0 } .below { position: relative }
.over { position: absolute; inset: 0; background: #fff }
@keyframes turn { to { rotate: 1turn } } .turning { animation: turn 9s infinite }
.fading { transition: color 1s } .gliding { scroll-behavior: smooth }
.mask { background: #000; mask: linear-gradient(#000, #0000) } .kept { background: CanvasText }"""


@pytest.fixture
def base(tmp_path) -> Iterator[str]:
    """A folder served as a site."""
    (tmp_path / "csp").mkdir()
    (tmp_path / "csp/_headers").write_text(HEADERS)
    (tmp_path / "page.css").write_text(STYLES)
    (tmp_path / "page.js").write_text("")
    with served(tmp_path, URL) as address:
        yield address


@pytest.mark.parametrize(
    ("rule", "planted", "found"),
    [
        ("axe", '<p class="aa">blass</p>', "plain light: color-contrast: p"),
        ("axe", '<p class="aaa">blass</p>', "plain dark: color-contrast-enhanced: p"),
        ("axe", '<a href="#"></a>', "link-name"),
        ("overflow", '<p class="wide">breit</p>', "the page scrolls sideways"),
        ("overflow", '<p class="cut">Verwaltungsgemeinschaft</p>', "is cut off by p.cut"),
        ("csp", '<p style="color:red">rot</p>', "style-src-attr forbids inline"),
        ("csp", "<script>1</script>", "script-src-elem forbids inline"),
        ("console", '<link rel="stylesheet" href="none.css">', "404"),
        ("foreign", '<img src="https://elsewhere.example/x.png" alt="">', "https://elsewhere.example/x.png"),
        ("media", '<audio src="x.mp3" preload="auto" controls></audio>', "x.mp3"),
        ("early", "STORE", "localStorage planted"),
    ],
)
def test_a_planted_defect_is_noted(browser, base, tmp_path, rule, planted, found):
    """The tour notes it under its rule."""
    (tmp_path / "index.html").write_text(PAGE.format(planted))
    if planted == "STORE":
        (tmp_path / "page.js").write_text("localStorage.planted = 1")
    page = Shown("", "page", "text.html", frozenset())
    assert found in Tour(browser, base, 320, "").walk([page], []).found(rule)


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ('<a class="blind" href="#">blind</a>', "does not show the focus"),
        ('<a class="gone" href="#">weg</a>', "is invisible"),
        ('<p class="below"><a href="#">unten</a><span class="over"></span></p>', "is covered"),
        ('<a href="#">eins</a><a href="#" tabindex="1">zwei</a>', "not in the order of the page"),
    ],
)
def test_a_planted_stop_is_noted(browser, base, tmp_path, planted, found):
    """The keyboard walk notes a stop that is unseen, covered, unmarked or out of order."""
    (tmp_path / "index.html").write_text(PAGE.format(planted))
    with context(browser, 320) as reader:
        page = reader.new_page()
        page.goto(base)
        assert found in "\n".join(steps(page).judged())


def test_a_trap_is_noted(browser, base, tmp_path):
    """A page that holds the focus is noted."""
    (tmp_path / "index.html").write_text(PAGE.format('<a id="a" href="#">a</a><a id="b" href="#">b</a>'))
    (tmp_path / "page.js").write_text(
        "addEventListener('keydown', (e) => { if (e.key === 'Tab') { e.preventDefault(); document.getElementById('a').focus(); } })"
    )
    with context(browser, 320) as reader:
        page = reader.new_page()
        page.goto(base)
        assert "the focus is trapped" in "\n".join(steps(page).judged())


def test_a_blind_focus_is_noted_without_walking(browser, base, tmp_path):
    """Each control is given the focus; one that does not show it is noted."""
    (tmp_path / "index.html").write_text(
        PAGE.format('<a href="#">gut</a><a class="blind" href="#">blind</a>')
    )
    with context(browser, 320) as reader:
        page = reader.new_page()
        page.goto(base)
        assert unfocused(page) == ["a.blind “blind” does not show the focus"]


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("turning", ["p.turning is animated"]),
        ("fading", ["p.fading takes its time"]),
        ("gliding", ["p.gliding scrolls smoothly"]),
    ],
)
def test_planted_motion_is_noted(browser, base, tmp_path, planted, found):
    """What moves, or would when used, is noted."""
    (tmp_path / "index.html").write_text(PAGE.format(f'<p class="{planted}">x</p>'))
    with context(browser, 320) as reader:
        page = reader.new_page()
        page.goto(base)
        assert page.evaluate(script("moving")) == found


def test_a_vanished_shape_is_noted(browser, base, tmp_path):
    """A shape cut from a background is noted where its colour is forced away, and only there."""
    (tmp_path / "index.html").write_text(PAGE.format('<p class="mask">x</p><p class="mask kept">x</p>'))
    with context(browser, 320) as reader:
        page = reader.new_page()
        page.goto(base)
        assert page.evaluate(script("masked")) == []
        page.emulate_media(forced_colors="active")
        assert page.evaluate(script("masked")) == ["p.mask has the colour of the page"]


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ('<button aria-label="Close search">×</button>', ["en"]),
        ("<p>Suche schließen</p>", []),
        ("<p>Read more</p>", ["en"]),
    ],
)
def test_planted_english_is_noted(planted, found):
    """A word of the interface, or a small word of every sentence, gives English away."""
    document = Document("", PAGE.format(planted))
    assert bool(list(languages.foreign(document, "en"))) == bool(found)
