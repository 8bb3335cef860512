"""Words that give away a language: the generator's own, and small ones that every sentence has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Set
from pathlib import Path

from built import Document
from dreiklang import i18n

SMALL = {
    "de": "der das und nicht mit für auf ein eine ist sind von zu zur zum im am den dem des wir Sie oder auch bei nach "
    "Suche Suchen Startseite Menü Schließen Zurück Weiter Treffer Mehr Inhalt Folge Staffel Veranstaltung",
    "en": "the and of with your from this that have has been which skip search close jump previous next loading "
    "results back read more share copy",
}
"""Words of one language that the other does not have, in the case in which they give it away."""


def foreign(document: Document, language: str) -> Iterator[str]:
    """Every word of a page that belongs to ``language`` though the page's part is in another one."""
    small = re.compile(
        rf"\b({'|'.join(SMALL[language].split())})\b", 0 if language == "de" else re.IGNORECASE
    )
    own = interface(language)
    for line, spoken, text in (*document.words(), *_said(document)):
        if not spoken.startswith(language) and (text in own or small.search(text)):
            yield f"{document.address}:{line}: {text}"


def generated(document: Document, language: str, written: Set[str]) -> Iterator[str]:
    """Every word of the interface in ``language`` that no author wrote; ``written`` comes from ``pieces``."""
    own, filled = interface(language), _filled(language)
    for line, _, text in (*document.words(), *_said(document)):
        ours = text in own or filled.fullmatch(text)
        if ours and text.strip(" .:„“") not in written:
            yield f"{document.address}:{line}: {text}"


def pieces(root: Path) -> set[str]:
    """What authors wrote below ``root``: every value, heading, cell and run of text between marks."""
    files = (file for folder in ("docs", "episodes", "events") for file in (root / folder).rglob("*.*"))
    texts = [f.read_text(encoding="utf-8") for f in files if f.suffix in {".md", ".yml"}]
    texts.append((root / "mkdocs.yml").read_text(encoding="utf-8"))
    return {
        " ".join(piece.split()).strip(" .:„“")
        for text in texts
        for piece in re.split(r"[|#*\"\[\],]|: |- |\n", text)
    }


def interface(language: str) -> set[str]:
    """The interface's words that only this language has."""
    (other,) = set(i18n.LANGUAGES) - {language}
    theirs = set(i18n.words(other).values())
    return {word for word in i18n.words(language).values() if word and word not in theirs}


def _filled(language: str) -> re.Pattern[str]:
    """The interface's sentences with values in them; numbers where numbers stand."""
    told = [
        word
        for word in interface(language)
        if re.search(r"[^\W\d]{4}", re.sub(r"\{\w*\}", "", word)) and "{" in word
    ]
    escaped = (re.escape(word).replace(r"\{n\}", r"[\d.,]+") for word in told)
    return re.compile("|".join(re.sub(r"\\\{\w*\\\}", ".{1,60}", word) for word in escaped))


def _said(document: Document) -> Iterator[tuple[int, str, str]]:
    """What scripts may say later: the words that the page carries for them."""
    for element in document.elements:
        if "data-words" in element.attributes:
            words = json.loads(element.attributes["data-words"]).values()
            yield from ((element.line, element.language, word) for word in words)
