"""The words of converted HTML."""

from __future__ import annotations

import html as entities
import re

_SILENT = re.compile(
    r'<sup id="fnref[^>]*>.*?</sup>|<a class="footnote-backref[^>]*>.*?</a>|<svg\b.*?</svg>', re.DOTALL
)
_INLINE = (
    "a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr"
)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^>]*)?>")
_TAG = re.compile(r"<[^>]*>")


def words(html: str) -> str:
    """Plain text of sanitised HTML: blocks are separated by a space, marked letters are not.

    Footnote numbers, the arrows back and icons are no words.
    """
    bare = _TAG.sub(" ", _INLINE_TAG.sub("", _SILENT.sub("", html)))
    return " ".join(entities.unescape(bare).replace("\u00ad", "").split())
