"""The Länder with what they tell: a tile for each, and the list that says all of it."""

from __future__ import annotations

from dreiklang import i18n
from dreiklang.content import regions
from dreiklang.pages.view_parts import Lands, Tile
from dreiklang.site import addresses
from dreiklang.site.relations import RELATED_KINDS
from dreiklang.site.site import Site

_TILES = {
    "DE-SH": (2, 0), "DE-HB": (1, 1), "DE-HH": (2, 1), "DE-MV": (3, 1),
    "DE-NI": (1, 2), "DE-ST": (2, 2), "DE-BB": (3, 2), "DE-BE": (4, 2),
    "DE-NW": (0, 3), "DE-HE": (1, 3), "DE-TH": (2, 3), "DE-SN": (3, 3),
    "DE-RP": (0, 4), "DE-BW": (1, 4), "DE-BY": (2, 4), "DE-SL": (0, 5),
}  # fmt: skip
"""Column and row of each Land on the map of tiles."""

_STEP = 88


def counts(site: Site) -> dict[str, int]:
    """How many entries each Land has; Länder without any are left out, places alone count 0."""
    found: dict[str, int] = {}
    for code in regions.NAMES:
        if entries := site.relations.in_region(code):
            found[code] = sum(entry.kind in RELATED_KINDS for entry in entries)
    return found


def lands(site: Site, known: dict[str, int]) -> Lands:
    """The Länder by what they have."""
    language = site.language
    with_entries = {code: count for code, count in known.items() if count}
    names = sorted(with_entries, key=lambda code: i18n.sort_key(regions.NAMES[code]))
    without = [name for code, name in regions.NAMES.items() if code not in with_entries]
    return {
        "items": [
            {"title": regions.NAMES[c], "url": addresses.region(c, site.settings), "count": known[c]}
            for c in names
        ],
        "tiles": [_tile(code, with_entries) for code in _TILES],
        "without": i18n.text("regions_none", language).format(names=", ".join(without)) if without else "",
    }


def _tile(code: str, known: dict[str, int]) -> Tile:
    column, row = _TILES[code]
    count = known.get(code, 0)
    most = max(known.values(), default=0)
    level = 0 if not count else 3 if count > most * 2 / 3 else 2 if count > most / 3 else 1
    return {"name": code[3:], "x": column * _STEP, "y": row * _STEP, "count": count, "level": level}
