"""The generator's own words in German and English.

``problems/*.toml`` holds the catalogue of problems, ``interface/*.toml`` what readers see.
"""

from __future__ import annotations

import functools
import tomllib
import unicodedata
from importlib import resources

LANGUAGES = ("de", "en")
LOCALES = {"de": "de", "en": "en_GB"}
"""How dates and numbers are written, by language."""


def _tables(folder: str) -> dict[str, dict[str, str]]:
    merged: dict[str, dict[str, str]] = {}
    for file in sorted(resources.files(__name__).joinpath(folder).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            merged |= tomllib.loads(file.read_text(encoding="utf-8"))
    return merged


@functools.cache
def problems() -> dict[str, dict[str, str]]:
    """Every problem code with its severity, words and fixes."""
    return _tables("problems")


def problem(code: str) -> dict[str, str]:
    """The catalogue's entry for a code. Raises KeyError for a code nobody described."""
    return problems()[code]


@functools.cache
def words(language: str) -> dict[str, str]:
    """Every word of the interface in one language, by key."""
    return {key: entry[language] for key, entry in _tables("interface").items()}


def text(key: str, language: str) -> str:
    """One word or sentence of the interface."""
    return words(language)[key]


def sort_key(title: str) -> str:
    """Order in the dictionary: umlauts beside their vowels, case and signs do not matter."""
    plain = unicodedata.normalize("NFKD", title.casefold().replace("ß", "ss"))
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())
