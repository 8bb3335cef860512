"""Content from pull requests is hostile: clear problems or harmless output, never a hang."""

from __future__ import annotations

import re
import time

import pytest

from converted import body, codes, convert, html, places
from dreiklang.markup import limits

RUNS = {
    "<script>alert(1)</script>": "html-refused",
    "Text <script src=//example.org/x.js></script>": "html-refused",
    "<scr<script>ipt>alert(1)</script>": "html-refused",
    '<img src="x.svg" onerror="alert(1)">': "attribute-refused",
    "<svg onload=alert(1)><circle/></svg>": "attribute-refused",
    "<svg><script>alert(1)</script></svg>": "html-refused",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>": "html-refused",
    "[x](javascript:alert(1))": "link-scheme",
    "[x](JaVaScRiPt:alert(1))": "link-scheme",
    "[x](&#106;avascript:alert(1))": "link-scheme",
    "[x](&#x6A&#x61vascript&colon;alert(1))": None,
    '<a href="java&#10;script:alert(1)">x</a>': "link-scheme",
    '<a href=" \x01javascript:alert(1)">x</a>': "link-scheme",
    "<javascript:alert(1)>": None,
    "[x](data:text/html;base64,PHNjcmlwdD4=)": "link-scheme",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)": "link-scheme",
    "[x](vbscript:msgbox(1))": "link-scheme",
    "[x](file:///etc/hostname)": "link-scheme",
    "![x](javascript:alert(1))": "link-scheme",
    '<iframe src="https://example.org"></iframe>': "html-refused",
    "<object data=x.swf></object><embed src=x>": "html-refused",
    '<form action="https://example.org"><input name=p><button>x</button></form>': "html-refused",
    '<button formaction="javascript:alert(1)">x</button>': "html-refused",
    '<meta http-equiv="refresh" content="0;url=https://example.org">': "html-refused",
    '<base href="https://example.org/">': "html-refused",
    "<link rel=stylesheet href=https://example.org/x.css>": "html-refused",
    "<style>body{display:none}</style>": "html-refused",
    '<p style="position:fixed">x</p>': "attribute-refused",
    "Text\n{: onclick=alert(1) style=color:red }": "attribute-refused",
    "Text *x*{: onmouseover=alert(1) }": "attribute-refused",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>": "html-refused",
    "<textarea></textarea><img src=x onerror=alert(1)>": "html-refused",
    "<video src=https://example.org/x.mp4 autoplay></video>": "html-refused",
    "![x](x.svg){: onerror=alert(1) }": "attribute-refused",
    "[x]: javascript:alert(1)\n\n[x]": "link-scheme",
    '=== "<img src=x onerror=alert(1)>"\n    x': "attribute-refused",
    '!!! note "<script>alert(1)</script>"\n    x': None,
    "*[AB]: <script>alert(1)</script>\n\nAB": None,
    "Text[^1]\n\n[^1]: <script>alert(1)</script>": "html-refused",
    "```html\n<script>alert(1)</script>\n```": None,
    "![<script>alert(1)</script>](x.svg)": None,
    '![x](x.svg "<script>alert(1)</script>")': None,
    "[[<script>alert(1)</script>]]": None,
    "[[x|<img src=x onerror=alert(1)>]]": "attribute-refused",
    '```python title="<script>alert(1)</script>"\nx\n```': None,
    "| <script>alert(1)</script> | b |\n|---|---|\n| c | d |": "html-refused",
}
ELEMENT = re.compile(
    r"<\s*/?(script|style|iframe|object|embed|form|button|meta|base|link|template|video|math|textarea)\b",
    re.I,
)
HANDLER = re.compile(r"<[^>]*\s(on\w+|style|srcset|formaction|action)\s*=", re.I)
SCHEME = re.compile(r"(href|src)=\"\s*(javascript|data|vbscript|file):", re.I)


def harmless(shown: str) -> bool:
    """True when nothing in HTML can run, load from elsewhere or send."""
    return not (ELEMENT.search(shown) or HANDLER.search(shown) or SCHEME.search(shown))


@pytest.mark.parametrize("text", RUNS)
def test_nothing_hostile_is_left(text):
    """What could run is taken out of the page, its sections and blocks, and its author is told."""
    shown, problems = convert(text)
    assert harmless(shown.html)
    assert all(harmless(section.html) for section in shown.sections)
    if expected := RUNS[text]:
        assert expected in [p.code for p in problems]


@pytest.mark.parametrize("scheme", ["javascript:x", "dk:name:x", "data:x"])
def test_empty_links_are_removed_too(scheme):
    """A refused link without words leaves nothing."""
    assert "<a" not in html(f'<a href="{scheme}"></a>')


def test_problems_stand_where_the_html_stands():
    """Refused HTML is named at its line and column."""
    assert places("Text\n\nText <iframe src=x></iframe>") == [("html-refused", 3, 6)]


def test_hostile_blocks_are_cleaned_too():
    """A block shown elsewhere holds nothing that the page would not."""
    shown = body("/// quote\n    id: x\n    by: <b onclick=alert(1)>\n\n<img src=x onerror=alert(1)>\n///")
    assert harmless(shown.blocks[0].html)


def test_clobbering_names_are_refused():
    """An element cannot take a name that scripts of the theme ask for."""
    shown = html('<a id="dk-suche" name="dk-suche">x</a> <img name="querySelector" src="x.svg" alt="x">')
    assert "dk-suche" not in shown
    assert "name=" not in shown


def test_controls_of_authors_are_removed():
    """Only boxes of task lists and buttons of tabs remain."""
    shown = html('<input type="password" name="p"> <input type="checkbox"> <label for="x">x</label>')
    assert "<input" not in shown


def test_trusted_authors_keep_their_html():
    """Where authors are trusted, their HTML stays; addresses are still checked."""
    shown = html('<iframe src="x.html"></iframe> <a href="javascript:alert(1)">x</a>', trust_authors=True)
    assert "<iframe" in shown
    assert "javascript" not in shown


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\u202e", "text-direction-character"),
        ("\u2066", "text-direction-character"),
        ("\u200f", "text-direction-character"),
        ("\u200b", "zero-width-character"),
        ("\u2060", "zero-width-character"),
        ("\x00", "text-control-character"),
        ("\x02", "text-control-character"),
    ],
)
def test_unseen_characters_are_problems_and_left_out(character, code):
    """Characters that hide or turn words are named at their place and do not reach the page."""
    assert places(f"Ein\nWo{character}rt") == [(code, 2, 3)]
    assert character not in html(f"Ein\nWo{character}rt")


def test_joined_emoji_and_soft_hyphens_are_no_problem():
    """What readers see as one picture or one word may stay."""
    text = "👩\u200d💻 Verwaltungs\u00adgebäude"
    assert codes(text) == []
    assert "\u200d" in html(text)


def test_template_signs_are_text():
    """Nothing in a text is evaluated."""
    assert html("{{ 7*7 }} {% raw %}") == "<p>{{ 7*7 }} {% raw %}</p>"


LONG = {
    "brackets in a row": "[" * 20_000,
    "references in a row": "[[" * 9_000,
    "stars in a row": "*" * 20_000,
    "stars and underscores": "*_" * 9_000,
    "quotes in quotes": ">" * 9_000,
    "spaced quotes": "> " * 4_000,
    "lists in lists": "- " * 4_000,
    "open brackets": "[a" * 4_000,
    "open links": "[a](" * 2_000,
    "open emphasis": "**a " * 2_000,
    "open code": "`a" * 4_000,
    "open HTML": "<a " * 3_000,
    "open comments": "<!--" * 2_000,
    "elements": "<div>" * 1_500,
    "a line": "x" * 20_000,
    "a paragraph": "x\n" * 20_000,
    "a text": "x\n\n" * 100_000,
    "5 MB in a line": "x" * 5_000_000,
    "headings": "# a\n" * 5_000,
    "rules": "a\n-\n" * 5_000,
    "blocks": "/// quote\n\n" * 1_000,
    "indents": " " * 200 + "- a",
    "definitions": "a\n: b\n" * 5_000,
    "fences": "```\na\n" * 2_000,
    "tabs": '=== "a"\n    b\n' * 900,
    "footnotes": "[^a]: b\n\n" * 4_000,
    "rows": "|a|b|\n" * 900,
}


@pytest.mark.parametrize(
    "text",
    [
        "- !!!e\n    ///quote\n- \n///quote",
        ">///definition\n#\n///definition",
        "1. ///definition\n- [\n///definition",
    ],
)
def test_open_blocks_in_lists_and_quotes_come_to_an_end(text):
    """Blocks that are opened inside something and never closed do not hang the conversion."""
    assert "block-open" in codes(text)


@pytest.mark.parametrize("name", LONG)
def test_no_text_takes_long(name):
    """Texts made to be slow are refused or converted within seconds."""
    body("x")
    started = time.perf_counter()
    convert(LONG[name])
    assert time.perf_counter() - started < 6


@pytest.mark.parametrize(
    "name", ["brackets in a row", "quotes in quotes", "lists in lists", "open links", "a line"]
)
def test_a_text_beyond_its_limits_is_a_problem(name):
    """A refused text has an empty body and a problem with a way out."""
    shown, problems = convert(LONG[name])
    assert shown.html == ""
    assert problems[0].severity.value == "item"
    assert problems[0].fix("de")


def test_ordinary_texts_are_far_from_the_limits():
    """Long tables, forms to fill in and many links pass."""
    table = "| a | b |\n|---|---|\n" + "| [[A]] | [x](b.md) |\n" * 400
    form = "Name: " + "_" * 50 + "\n\n" + "*" * 40 + "\n\n" + "- " + "x " * 2_000
    assert codes(f"{table}\n\n{form}") == []
    assert limits.LINE >= 5_000


@pytest.mark.parametrize("name", ["pymdownx.snippets", "pymdownx.b64", "markdown_include.include"])
def test_no_text_publishes_other_files(name, tmp_path, monkeypatch):
    """Extensions that put files into pages are refused unless authors are trusted: a text could ask for any."""
    (tmp_path / "secret.txt").write_text("CANARY", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shown, problems = convert('--8<-- "secret.txt"\n\n{!secret.txt!}', extensions=((name, {}),))
    assert "CANARY" not in shown.html
    assert [(p.code, p.place.file) for p in problems] == [("extension-unknown", "mkdocs.yml")]
    assert "trust_authors" in problems[0].message("de")


def test_trusted_authors_may_use_snippets(tmp_path, monkeypatch):
    """Where authors are trusted as much as the code, they may put files into pages."""
    (tmp_path / "part.txt").write_text("Baustein", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "Baustein" in html(
        '--8<-- "part.txt"', extensions=(("pymdownx.snippets", {}),), trust_authors=True
    )
