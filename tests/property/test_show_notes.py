"""Show notes of strangers as Markdown."""

from __future__ import annotations

import html
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dreiklang import markup
from dreiklang.importing.feed import markdown
from loaded import chosen

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"))
    | st.sampled_from(" \n*_`[]{}()<>#+-!|:=/?&;~^\\.1"),
    max_size=60,
)
TAGS = st.sampled_from(
    ["p", "b", "em", "ul", "li", "h1", "h3", "blockquote", "a href='https://e.org'", "script", "td"]
)
PIECES = st.lists(
    WORDS.map(html.escape) | TAGS.map(lambda t: f"<{t}>") | TAGS.map(lambda t: f"</{t.split()[0]}>")
)


def shown(text: str) -> str:
    """The letters that readers see, in order."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if not c.isspace())


@settings(deadline=None)
@given(WORDS)
@example("1. [[x]] ![y](z)\n/// quote\n    code")
@example("Begriff\n: Erklärung\n***\n| a | b |\n|---|---|")
@example("&amp; &#38; ==x== ++strg++ :smile: ^^x^^ ~~y~~")
def test_every_word_of_plain_text_survives(text):
    """Escaped text becomes Markdown whose page shows the same letters, and nothing else."""
    made, lost = markdown.convert(f"<p>{html.escape(text)}</p>")
    body, _ = markup.convert(made, file="a.md", line=1, settings=chosen(), spoken=True)
    assert lost == ()
    assert shown(body.text) == shown(text)
    assert body.references == ()


@settings(deadline=None)
@given(PIECES)
def test_no_html_breaks_the_conversion(pieces):
    """Tags in any order never fail, and no script, heading of the first level or conversation comes out."""
    made, _ = markdown.convert("".join(pieces), "https://example.org/")
    body, _ = markup.convert(made, file="a.md", line=1, settings=chosen(), spoken=True)
    assert "<script" not in body.html
    assert "<h1" not in body.html
    assert body.turns == ()
