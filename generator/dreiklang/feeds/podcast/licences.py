"""Licences as the podcast namespace names them.

Source: podcast namespace, ``license``: a name of the SPDX list in lower case; any other licence
needs an address, which front matter does not have.
"""

from __future__ import annotations

import re

_KNOWN = re.compile(
    r"cc-by(-nc)?(-sa|-nd)?-\d\.\d(-[a-z]{2,4})?"
    r"|cc0-1\.0|cc-pddc|pddl-1\.0|odc-by-1\.0|odbl-1\.0|dl-de-(by|zero)-2\.0|unlicense|wtfpl"
)


def slug(written: str) -> str:
    """``cc-by-4.0`` for ``CC BY 4.0``; an empty text for what is no licence of that list."""
    name = "-".join(written.lower().replace("-", " ").split())
    return name if _KNOWN.fullmatch(name) else ""
