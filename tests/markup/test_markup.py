"""Markdown becomes a body: what editors know from Material, accessible and without styles."""

from __future__ import annotations

import random
import time

import pytest

from converted import FILE, body, codes, convert, html, places, settings
from dreiklang import i18n, markup
from dreiklang.markup import engine

MATERIAL = {
    "!!! note\n    Text": 'class="admonition admonition--note">\n<p class="admonition-title">Hinweis</p>',
    '!!! tip "Titel"\n    Text': '<p class="admonition-title">Titel</p>',
    "??? warning\n    Text": '<details class="admonition admonition--warning">\n<summary>Warnung</summary>',
    '???+ note "Titel"\n    Text': '<details class="admonition admonition--note" open="">',
    '=== "A"\n    eins\n\n=== "B"\n    zwei': '<label for="__tabbed_1_2">B</label>',
    "- [x] fertig": '<input type="checkbox" disabled="" checked="" aria-label="Erledigt"> fertig',
    "- [ ] noch nicht": '<input type="checkbox" disabled="" aria-label="Offen"> noch nicht',
    "Wort\n:   Bedeutung": "<dt>Wort</dt>\n<dd>Bedeutung</dd>",
    "HTML\n\n*[HTML]: Hypertext": '<abbr title="Hypertext">HTML</abbr>',
    "Text {: .klasse #anker }": None,
    "Text\n{: .klasse #anker }": '<p class="klasse" id="anker">Text</p>',
    "++ctrl+alt+delete++": '<kbd class="key-control">Strg</kbd><span>+</span>',
    "==markiert==": "<mark>markiert</mark>",
    "^^neu^^ a^2^": "<ins>neu</ins> a<sup>2</sup>",
    "~~alt~~ H~2~O": "<del>alt</del> H<sub>2</sub>O",
    "**fett** und *schräg* und snake_case_name": "snake_case_name",
    ":material-account:": '<span class="twemoji"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"',
    ":smile:": "<p>😄</p>",
    '<div markdown="1">\n\n**fett**\n\n</div>': "<strong>fett</strong>",
    '"gerade"': '<p>"gerade"</p>',
    "/// admonition | Titel\n\nText\n///": '<p class="admonition-title">Titel</p>',
    "/// details | Titel\n\nText\n///": "<summary>Titel</summary>",
    "/// tab | Titel\n\nText\n///": '<label for="__tabbed_1_1">Titel</label>',
}


@pytest.mark.parametrize("text", [t for t, expected in MATERIAL.items() if expected])
def test_what_editors_know_from_material_works(text):
    """Each way of writing that Material's users know gives what they expect, in German."""
    shown, problems = convert(text)
    assert MATERIAL[text] in shown.html
    assert problems == ()


def test_words_follow_the_language():
    """On an English site the generator's words inside a text are English."""
    text = "!!! warning\n    a[^1]\n\n++ctrl++\n\n- [x] b\n\n[^1]: c"
    shown = html(text, language="en")
    for word in ("Warning", "Ctrl", "Done", "Back to where footnote 1 is mentioned"):
        assert word in shown


def test_no_english_words_of_the_extensions_remain():
    """Titles and labels that extensions would write in English are German."""
    text = "Text[^1]\n\n[^1]: Note\n\n" + "\n\n".join(
        f"!!! {kind}\n    x" for kind in ("note", "tip", "danger")
    )
    shown = html(text)
    assert "Jump back" not in shown
    assert "Zurück zur Stelle mit Fußnote 1" in shown
    for word in (">Note<", ">Tip<", ">Danger<", "title="):
        assert word not in shown


def test_footnotes_are_named():
    """A footnote's number says what it is; the arrow back says where it leads."""
    shown = html("Text[^1]\n\n[^1]: Erklärung")
    assert '<a class="footnote-ref" href="#fn:1" aria-label="Fußnote 1">1</a>' in shown
    assert 'href="#fnref:1" aria-label="Zurück zur Stelle mit Fußnote 1">' in shown


def test_a_footnote_without_text_is_a_problem():
    """A number whose note is missing is named at its place."""
    assert codes("Text[^1] und [^fehlt]\n\n[^1]: da") == ["footnote-missing"]


def test_tables_align_by_class_and_scroll():
    """A table has no style attributes, header cells have a scope, and its region takes the focus."""
    shown = html("| Aufgabe | Wer |\n|:--|--:|\n| A | B |")
    assert 'role="region" tabindex="0" aria-label="Tabelle 1: Aufgabe, Wer"><table>' in shown
    assert '<th class="align-left" scope="col">Aufgabe</th>' in shown
    assert '<td class="align-right">B</td>' in shown
    assert "style" not in shown


def test_an_empty_header_cell_is_an_ordinary_cell():
    """The corner of a table that names nothing is no header."""
    shown = html("| | Wer |\n|---|---|\n| A | B |")
    assert "<td></td>\n<th" in shown


def test_a_table_without_header_cells_is_a_problem():
    """A table whose first line is empty, and one of HTML without th, are named at their lines."""
    assert places("Text\n\n| | |\n|---|---|\n| A | B |") == [("table-without-header", 4, 1)]
    assert places("<table><tr><td>x</td></tr></table>") == [("table-without-header", 1, 1)]


def test_code_is_coloured_by_classes_and_scrolls():
    """Code has classes instead of styles, and its region takes the focus and has a name."""
    shown = html("```python\ndef f(): pass\n```\n\n```\nx\n```")
    assert '<pre role="region" tabindex="0" aria-label="Codebeispiel 1">' in shown
    assert 'aria-label="Codebeispiel 2"' in shown
    assert '<span class="k">def</span>' in shown
    assert "style=" not in shown


def test_a_picture_alone_is_a_figure_with_its_title_as_caption():
    """A paragraph of one picture becomes a figure."""
    shown = html('![Ein Steg](../bilder/steg.svg "Zwei Ufer")')
    assert '<figure class="figure"><img alt="Ein Steg" src="dk:media:docs/bilder/steg.svg">' in shown
    assert "<figcaption>Zwei Ufer</figcaption></figure>" in shown


def test_real_emoji_load_nothing():
    """An emoji is a character; its picture would come from another server."""
    assert "cdn" not in html(":smile: :warning: :de:")


def test_text_for_search_separates_blocks_and_not_letters():
    """Words of neighbouring blocks stay apart, half-bold words whole; numbers of notes are left out."""
    text = "## Titel\n\nHalb**fett**es Wort[^1]\n\n- eins\n- zwei\n\n[^1]: Note\n\n"
    text += "| a | b |\n|---|---|\n| c | d |"
    assert body(text).text == "Titel Halbfettes Wort eins zwei a b c d Note"


def test_words_are_counted():
    """The length of a text is its number of words."""
    assert body("Eins zwei **drei**.\n\n- vier").words == 4


def test_the_digest_names_the_html():
    """Equal HTML, equal digest; another text, another digest."""
    assert body("Text").digest == body("Text", line=9).digest
    assert body("Text").digest != body("Texte").digest


def test_an_empty_text_is_an_empty_body():
    """Nothing written gives nothing, and no problem."""
    assert convert("\n \n") == (body(""), ())
    assert body("").html == ""


def test_further_extensions_are_loaded():
    """What ``markdown_extensions`` lists works; what is already in keeps its options."""
    extensions = (("nl2br", {}), ("toc", {"permalink": True}), ("pymdownx.smartsymbols", {}))
    assert html("a\nb (c)", extensions=extensions) == "<p>a<br>\nb ©</p>"
    assert "¶" not in html("## Titel", extensions=extensions)


@pytest.mark.parametrize("extension", [("gibt.es.nicht", {}), ("nl2br", {"falsch": 1})])
def test_an_extension_that_cannot_be_loaded_is_a_problem(extension):
    """A wrong name or option is a problem of mkdocs.yml, and the text is converted without it."""
    shown, problems = convert("Text", extensions=(extension,))
    assert [(p.code, p.place.file) for p in problems] == [("extension-unknown", "mkdocs.yml")]
    assert shown.html == "<p>Text</p>"


PIECES = [
    "## Titel\n\n", "Text[^1] [[Name|x]]\n\n", "[^1]: Note\n\n", "*[AB]: Abc\n\n", "AB\n\n", "[a]: b.md\n\n",
    "[x][a]\n\n", '=== "A"\n    b\n\n', "/// quote\n    by: X\n\nText\n///\n\n", "/// quote\n\noffen\n\n",
    "```\ncode\n```\n\n", "!!! note\n    Text\n\n", "- a\n    - b\n\n", "| a | b |\n|---|---|\n| c | d |\n\n",
    "> Zitat\n\n", "<div markdown>\n\noffen\n\n", ":material-account:\n\n", "***a\n\n", "    code\n\n",
]  # fmt: skip


def test_reuse_leaves_nothing_behind():
    """The one converter gives for every text the same as a fresh one, whatever came before."""
    dice = random.Random(7)
    fresh = settings()
    for _ in range(12):
        text = "".join(dice.choices(PIECES, k=8))
        reused = markup.convert(text, file=FILE, line=1, settings=fresh)
        engine._engines.clear()
        assert markup.convert(text, file=FILE, line=1, settings=fresh) == reused


def test_a_failure_of_an_extension_is_a_problem(monkeypatch):
    """Whatever the converter raises is told, and the next text is converted as ever."""
    used = engine.engine(settings())

    def fail(source: str) -> str:
        raise ValueError("kaputt")

    monkeypatch.setattr(used.md, "convert", fail)
    shown, problems = convert("Text")
    assert [p.code for p in problems] == ["text-not-converted"]
    assert "kaputt" in problems[0].message("de")
    assert shown.html == ""
    assert html("Text") == "<p>Text</p>"


def test_a_page_is_converted_in_good_time():
    """A page of a thousand words takes some milliseconds; ten times the aim is allowed for busy machines."""
    words = "Die Kommune plant mit dem **Amt** einen Runden Tisch und klärt [[Rollen]]. " * 7
    text = "".join(f"## Abschnitt {n}\n\n{words}\n\n- eins\n- zwei\n\n" for n in range(12))
    body(text)
    started = time.perf_counter()
    assert body(text).words > 900
    assert time.perf_counter() - started < 0.08


def test_every_problem_of_markup_can_be_told():
    """Each code of the stage has words that its values fill."""
    text = "# A\n\n#### B\n\n[hier](x.md) [](y.md) ![x](https://a.b/c.png)\n\n"
    text += "/// qoute\n///\n\n/// quote\n\nx\n///"
    for problem in convert(text)[1]:
        for language in i18n.LANGUAGES:
            assert problem.message(language)
            assert problem.fix(language)
