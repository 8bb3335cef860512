"""The sixteen Bundesländer by their ISO 3166-2:DE codes."""

from __future__ import annotations

NAMES = {
    "DE-BW": "Baden-Württemberg",
    "DE-BY": "Bayern",
    "DE-BE": "Berlin",
    "DE-BB": "Brandenburg",
    "DE-HB": "Bremen",
    "DE-HH": "Hamburg",
    "DE-HE": "Hessen",
    "DE-MV": "Mecklenburg-Vorpommern",
    "DE-NI": "Niedersachsen",
    "DE-NW": "Nordrhein-Westfalen",
    "DE-RP": "Rheinland-Pfalz",
    "DE-SL": "Saarland",
    "DE-SN": "Sachsen",
    "DE-ST": "Sachsen-Anhalt",
    "DE-SH": "Schleswig-Holstein",
    "DE-TH": "Thüringen",
}

AGS = {
    "01": "DE-SH", "02": "DE-HH", "03": "DE-NI", "04": "DE-HB", "05": "DE-NW", "06": "DE-HE",
    "07": "DE-RP", "08": "DE-BW", "09": "DE-BY", "10": "DE-SL", "11": "DE-BE", "12": "DE-BB",
    "13": "DE-MV", "14": "DE-SN", "15": "DE-ST", "16": "DE-TH",
}  # fmt: skip
"""The first two digits of an official municipality key name the Bundesland."""

_BY_NAME = {name.casefold(): code for code, name in NAMES.items()}


def normalise(value: str) -> str:
    """The ISO code for ``DE-BW``, ``BW`` or ``Baden-Württemberg``; ValueError for anything else."""
    upper = value.upper()
    for code in (upper, f"DE-{upper}"):
        if code in NAMES:
            return code
    if value.casefold() in _BY_NAME:
        return _BY_NAME[value.casefold()]
    raise ValueError("unknown-region")
