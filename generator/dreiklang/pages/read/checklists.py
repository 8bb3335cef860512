"""Success conditions: a list whose every item begins with bold words is drawn as a checklist."""

from __future__ import annotations

import re

_LIST = re.compile(r"<ul>((?:(?!</?ul|</?ol).)*)</ul>", re.DOTALL)
_ITEM = re.compile(r"<li>\s*(?:<p>)?")


def marked(html: str) -> str:
    """The text with the class ``checklist`` on each such list; nested lists stay as they are."""
    return _LIST.sub(lambda m: f'<ul class="checklist">{m[1]}</ul>' if _is_checklist(m[1]) else m[0], html)


def _is_checklist(items: str) -> bool:
    starts = list(_ITEM.finditer(items))
    return bool(starts) and all(items.startswith("<strong>", start.end()) for start in starts)
