"""Markup: no text crashes it, nothing hostile survives it, and no shortcut changes a byte."""

from __future__ import annotations

import re
import types

import lxml.html
import markdown
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st
from markdown.blockparser import BlockParser
from markdown.treeprocessors import InlineProcessor

from converted import convert, html, settings
from dreiklang.markup import code_blocks, engine, late_links
from dreiklang.markup.markdown_source import Source

MARKS = st.text(alphabet="ab[]()|#*_`~^=!<>/\\&:\"' \n\t-+.{}1\u200b\u202eä", max_size=120)
PIECES = st.lists(
    st.sampled_from(
        [
            "## Titel\n\n", "# A\n", "[[Name]]", "[[a|b]]", "![[a#b]]", "\n\n", "\n", "    ", "- ", "> ",
            "1. ", "| a | b |\n", "|---|---|\n", "```\n", "~~~\n", "`", "``", "**", "*", "__", "_", "~~",
            "^^", "==", "++ctrl++", ":smile:", "[^1]", "[^1]: x\n", "*[a]: b\n", "[a](b.md)",
            "![a](b.svg)", "[a]: b\n", "<b>", "</b>", "<div>", "</div>", "<div markdown>\n", "<!-- x -->",
            "<script>", "<a href='x'>", "<table><tr><td>", "!!! note\n    ", '??? tip "x"\n    ',
            '=== "A"\n    ', "/// quote\n", "    by: x\n", "///\n", "//// definition | x\n", "////\n",
            "{: .a #b onclick=x }", "\\", "&amp;", "&#x6A;", "## Transkript\n\n", "[0:04] A: b\n\n",
            "a\n:   b\n", "wort ", "- [ ] x\n", "http://a.b", "<https://a.b>", "javascript:x", "\x02",
            "  \n", "---\n",
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip
TEXTS = st.text(max_size=120) | MARKS | PIECES
ELEMENTS = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "button",
    "meta",
    "base",
    "link",
    "template",
    "math",
}
HOSTILE = st.lists(
    st.sampled_from(
        [
            "<script>", "</script>", "<svg ", "onload=alert(1) ", "<img src=x ", "onerror=alert(1)>",
            "<a href=", '"', "javascript:alert(1)", "JaVa\tScRiPt:x", "&#106;avascript:x", ">", "<math>",
            "<style>", "<template>", "</template>", "<noscript>", "<!--", "-->", "<![CDATA[", "]]>",
            "<p title='", "'", "[x](", ")", "{: onclick=x }", "\n\n", "`", "<textarea>", "</textarea>",
            "<table>", "<select>", "<xmp>", "<iframe srcdoc=", "<form action=", "dk:name:x",
            "data:text/html,x", "<b>", "<svg><foreignObject>", "<svg><style>", "<mglyph>",
            "<annotation-xml>",
        ]
    ),
    max_size=20,
).map("".join)  # fmt: skip


@given(TEXTS)
@how(max_examples=400)
def test_no_text_crashes_the_conversion(text):
    """Any text gives a body, and problems that can be printed, at places that exist."""
    shown, problems = convert(text)
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for problem in problems:
        assert problem.message("de")
        assert problem.fix("en")
        assert 1 <= problem.place.line <= lines
    for reference in shown.references:
        assert 1 <= reference.line <= lines
    assert "text-not-converted" not in [p.code for p in problems]


@given(HOSTILE)
@how(max_examples=400)
def test_nothing_hostile_survives(text):
    """However pieces of hostile HTML are put together, nothing that runs is left."""
    root = lxml.html.fragment_fromstring(html(text), create_parent="div")
    for element in root.iter():
        assert element.tag not in ELEMENTS
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in ("style", "srcdoc", "action")
            if name in ("href", "src"):
                assert re.match(r"https?:|mailto:|tel:|#|dk:(name|file|media|embed):", value)


@given(TEXTS)
@how(max_examples=200)
def test_binding_leaves_no_late_link(text):
    """After binding no late link is left, whatever was written."""
    bound = late_links.bind(html(text), lambda late: "x")
    root = lxml.html.fragment_fromstring(bound, create_parent="div")
    addresses = [element.get(name, "") for element in root.iter() for name in ("href", "src")]
    assert not [address for address in addresses if address.startswith("dk:")]


@given(TEXTS)
@how(max_examples=300)
def test_the_fast_stages_change_nothing(text):
    """Processors and patterns left out would have found nothing: the HTML is the same byte for byte."""
    fast = engine.engine(settings())
    slow = _slow()
    slow.token.value = "token"
    slow.md.reset()
    assert fast.convert(text, "token") == slow.md.convert(text)


def _slow(made: list[engine.Engine] = []) -> engine.Engine:  # noqa: B006 - made once, on purpose
    if not made:
        made.append(engine.build(settings()))
        md: markdown.Markdown = made[0].md
        md.treeprocessors.register(InlineProcessor(md), "inline", 20)
        md.parser.parseBlocks = types.MethodType(BlockParser.parseBlocks, md.parser)
    return made[0]


@given(TEXTS)
@how(max_examples=300)
def test_blanking_code_keeps_every_place(text):
    """Blanked text has the same length and the same lines."""
    blanked = code_blocks.blanked(text)
    assert len(blanked) == len(text)
    assert [i for i, c in enumerate(blanked) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@given(TEXTS, st.integers(0, 200))
@how(max_examples=200)
def test_places_are_true(text, offset):
    """Line and column lead back to the character."""
    offset = min(offset, len(text))
    place = Source(text, "a.md", 1).place(offset)
    lines = text.split("\n")
    assert sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1 == offset


@given(
    st.builds(
        late_links.LateLink,
        st.sampled_from(["name", "file", "media", "embed"]),
        st.text(),
        st.text(),
        st.booleans(),
    )
)
@how(max_examples=200)
def test_late_targets_round_trip(late):
    """Every target survives its way through an attribute."""
    assert late_links.decode(late_links.encode(late)) == late
