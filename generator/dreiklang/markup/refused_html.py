"""HTML that will be taken out: told to its author, so that nothing vanishes in silence."""

from __future__ import annotations

import re

from dreiklang.markup.draft import Draft
from dreiklang.markup.sanitise import DROPPED, REFUSED

_SELECTOR = ", ".join(sorted(REFUSED - {"body", "html", "head", "frame", "frameset"}))
_TAG = re.compile(rf"<({'|'.join(sorted(REFUSED))})\b", re.IGNORECASE)
_HANDLER = re.compile(r"\b(on[a-z]{3,}|style)\s*=", re.IGNORECASE)


def report(draft: Draft) -> None:
    """Names refused elements and attributes, and removes elements whose content must go, too."""
    found = list(_TAG.finditer(draft.source.prose)) if "<" in draft.source.prose else []
    for m in found:
        draft.problem("html-refused", draft.source.place(m.start()), name=m[1].lower())
    # Found or not: a fence that is code to us may be none to the conversion.
    if "<" in draft.source.text:
        for node in list(draft.nodes(_SELECTOR)):
            if node.tag in DROPPED:
                node.decompose()
    _attributes(draft)


def _attributes(draft: Draft) -> None:
    """Handlers and styles, from HTML and from attribute lists."""
    if "=" not in draft.source.prose:
        return
    written = [(m[1].lower(), m.start()) for m in _HANDLER.finditer(draft.source.prose)]
    if written:
        there = {name for node in draft.nodes("*") for name in node.attributes}
        for name, offset in written:
            if name in there:
                draft.problem("attribute-refused", draft.source.place(offset), name=name)
