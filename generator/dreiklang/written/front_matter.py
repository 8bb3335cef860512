"""Front matter as python-frontmatter splits it, at our fence and by our reader of YAML 1.2.

Only the handler's ``detect``, ``split`` and ``load`` serve here. The package's functions ``parse``,
``load`` and ``dumps`` strip texts and sort fields, and know no positions.
"""

from __future__ import annotations

import re
from typing import Any

from frontmatter.default_handlers import YAMLHandler

from dreiklang.written import yaml12


class FrontMatter(YAMLHandler):
    """The mapping between two lines ``---``, the first of which is line 1 of ``file``.

    ``split`` gives what stands between the first two fences and what follows, to the character; it
    raises ValueError where the second one is missing. Lines end with ``\\n``, as ``decode`` gives them.
    """

    FM_BOUNDARY = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file

    def load(self, fm: str, **_: object) -> Any:
        """A ``yaml12.Parsed``: the fields, all scalars as text, with their positions in the whole file."""
        return yaml12.parse(fm, self.file, 2, yaml12.as_text)
