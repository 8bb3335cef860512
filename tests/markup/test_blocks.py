"""Typed blocks are objects: with an anchor, attributes, words and their own HTML."""

from __future__ import annotations

import pytest

from converted import body, codes, convert, html, places

QUOTE = """/// quote
    id: wege
    by: Ruth Wieland
    role: Amt: Soziales
    from: [[Folge 3#Wege]]

Wir haben **aufgehört**.

- eins
///
"""


def test_a_quote_is_drawn_as_on_the_reference_pages():
    """A quote is a figure with its words, its name, its role and its origin."""
    assert body(QUOTE).blocks[0].html == (
        '<figure class="quote quote--in" id="wege">\n<blockquote>\n'
        "<p>Wir haben <strong>aufgehört</strong>.</p>\n<ul>\n<li>eins</li>\n</ul>\n</blockquote>\n"
        "<figcaption><b>Ruth Wieland</b>, Amt: Soziales "
        '<span class="quote__from"><a class="ref" href="dk:name:Folge%203?#Wege">Folge 3</a></span>'
        "</figcaption>\n</figure>"
    )


def test_a_block_knows_its_attributes_words_and_line():
    """Everything written about a block can be asked for."""
    block = body(QUOTE, line=5).blocks[0]
    assert (block.kind, block.id, block.text, block.line) == ("quote", "wege", "Wir haben aufgehört. eins", 5)
    assert block.attributes == (("by", "Ruth Wieland"), ("role", "Amt: Soziales"), ("from", "Folge 3#Wege"))


def test_where_a_quote_comes_from_is_a_reference():
    """The origin is recorded at its place, with or without brackets."""
    found = body(QUOTE).references[0]
    assert (found.kind, found.target, found.fragment, found.line, found.column) == (
        "name",
        "Folge 3",
        "Wege",
        5,
        11,
    )
    assert body(QUOTE.replace("[[Folge 3#Wege]]", "Folge 3")).references[0].target == "Folge 3"


@pytest.mark.parametrize(
    ("kind", "label"),
    [("recommendation", "Empfehlung"), ("key-message", "Kernaussage"), ("definition", "Begriff")],
)
def test_other_blocks_have_a_label_and_may_have_a_title(kind, label):
    """A recommendation, a key message and a definition say what they are."""
    shown = html(f"/// {kind} | Der Titel\n    id: x\n\nText\n///")
    assert f'<figure class="block block--{kind}" id="x">' in shown
    assert f'<span class="block__kind">{label}</span> <b class="block__title">Der Titel</b>' in shown
    assert "block__from" not in shown


def test_values_are_text():
    """No value is read as a number, a date, a truth or markup; quotes around it are dropped."""
    text = '/// quote\n    id: x\n    by: "no"\n    role: 2026-01-01\n    release: *a: [b\n\nText\n///'
    assert dict(body(text).blocks[0].attributes) == {"by": "no", "role": "2026-01-01", "release": "*a: [b"}


def test_names_are_escaped():
    """HTML in an attribute is text."""
    shown = html("/// quote\n    id: x\n    by: <script>alert(1)</script>\n\nText\n///")
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_an_anonymous_quote_needs_a_role():
    """A quote names a person or says whose words these are; else a note asks for it."""
    assert codes("/// quote\n    id: x\n    role: Eine Teilnehmerin\n\nText\n///") == []
    assert codes("/// quote\n    id: x\n\nText\n///") == ["quote-without-source"]


def test_a_block_without_an_id_gets_one_from_its_words():
    """The anchor is made from the words, is stable, and a note suggests to write it down."""
    shown, problems = convert("/// recommendation\n\nKlären Sie zuerst den Auftrag, bevor Sie einladen.\n///")
    assert shown.blocks[0].id == "empfehlung-klaeren-sie-zuerst-den-auftrag-bevor"
    assert [(p.code, p.severity.value) for p in problems] == [("block-without-id", "note")]
    assert "id: empfehlung-klaeren" in problems[0].fix("de")


def test_equal_blocks_without_ids_stay_apart():
    """Two blocks with the same words have two anchors."""
    shown = body("/// key-message\n\nGleich\n///\n\n/// key-message\n\nGleich\n///")
    assert [b.id for b in shown.blocks] == ["kernaussage-gleich", "kernaussage-gleich-2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Text\n\n/// qoute\nx\n///", [("block-unknown", 3, 1)]),
        ("/// quote\n    id: x\n    bye: Ruth\n\nText\n///", [("block-option", 3, 5)]),
        ("/// quote\n    id: x\n    role: R\n\nText", [("block-open", 1, 1)]),
        ("/// quote\n    id: Wege Zwei\n    role: R\n\nText\n///", [("block-id", 1, 1)]),
        ("/// quote\n    id: dk-x\n    by: R\n\nA\n///", [("block-without-id", 1, 1), ("id-reserved", 1, 1)]),
    ],
)
def test_badly_written_blocks_are_named_at_their_lines(text, expected):
    """A misspelt kind or option, a missing end and a wrong id are problems."""
    assert places(text) == expected


def test_a_misspelt_kind_gets_a_suggestion():
    """The nearest kind is offered."""
    assert "„quote“" in convert("/// qoute\nx\n///")[1][0].message("de")


def test_blocks_in_code_are_no_blocks():
    """An example in a fence is left alone."""
    shown, problems = convert("```\n/// quote\nx\n///\n```\n\n    /// quote\n    x\n    ///")
    assert shown.blocks == ()
    assert problems == ()


def test_blocks_within_blocks_are_both_found():
    """A quote inside a recommendation is a block of its own."""
    text = "//// recommendation\n    id: a\n\nText\n\n/// quote\n    id: b\n    by: R\n\nZitat\n///\n////"
    assert 'id="b"' in body(text).blocks[0].html
    assert [(b.kind, b.id, b.line) for b in body(text).blocks] == [
        ("recommendation", "a", 1),
        ("quote", "b", 6),
    ]


def test_authors_cannot_forge_blocks():
    """HTML that looks like a block of ours is none, and its marks are gone."""
    shown = body(
        '<figure data-block="x quote" data-details="{}"><blockquote>x</blockquote></figure>',
        trust_authors=True,
    )
    assert shown.blocks == ()
    assert "data-block" not in shown.html
