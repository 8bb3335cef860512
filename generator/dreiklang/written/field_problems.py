"""What a model finds wrong with a field, as a problem in words.

pydantic names a type and a location; here they become a code of the catalogue, with the nearest
known word and an example. For rules of their own models raise a ValueError whose text is a code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from dreiklang import i18n
from dreiklang.ground.problems import Place, Problem, suggestion
from dreiklang.written import dates, german_names

_TYPES = {
    "string_type": "field-text", "string_too_short": "field-empty", "string_too_long": "field-too-long",
    "int_parsing": "field-number", "int_type": "field-number", "int_from_float": "field-number",
    "int_parsing_size": "field-number", "float_parsing": "field-number", "float_type": "field-number",
    "finite_number": "field-number", "bool_parsing": "field-truth", "bool_type": "field-truth",
    "tuple_type": "field-list", "list_type": "field-list", "dict_type": "field-mapping",
    "mapping_type": "field-mapping", "model_type": "field-mapping", "model_attributes_type": "field-mapping",
    "greater_than": "field-range", "greater_than_equal": "field-range", "less_than": "field-range",
    "less_than_equal": "field-range", "too_short": "field-too-few", "too_long": "field-too-many",
    "date_from_datetime_parsing": "date-impossible", "date_parsing": "date-impossible",
    "date_from_datetime_inexact": "date-impossible", "datetime_parsing": "date-impossible",
    "datetime_from_date_parsing": "date-impossible", "datetime_object_invalid": "date-impossible",
    "missing": "field-missing", "extra_forbidden": "field-unknown", "literal_error": "value-unknown",
}  # fmt: skip

_PATTERNS = (
    (r"^https?://", "url-format"),
    (r"^(https?://", "folder-url-format"),
    (r"^[NWR]", "osm-format"),
    (r"^-?\d{1,2}(", "geo-format"),
    (r"^[^@", "email-format"),
    (r"^#[", "colour-format"),
    (r"^\d{2}(", "key-format"),
    (r"^([01]?\d", "time-format"),
    (r"^[^\x00", "path-format"),
    (r"^[0-9a-f]{64}", "digest-format"),
    (r"*(/[", "word-format"),
    (r"^[0-9a-z]+(-", "segment-format"),
    (r"^[a-z0-9]+(-", "id-format"),
)
"""What a pattern of the models is about, by a piece of it; the first match counts."""

_EXAMPLES = {
    "id": "koordination", "title": "Koordination", "summary": "Worum es geht, in zwei Sätzen.",
    "date": "2026-09-30", "published": "2026-09-30 06:00", "start": "2026-09-30 12:05",
    "end": "2026-09-30 13:00", "number": "7", "time": "4:15", "file": "bild.svg", "alt": "Was das Bild zeigt",
    "credit": "Name", "licence": "CC BY 4.0", "category": "Vorlage", "email": "kontakt@example.org",
    "url": "https://example.org/", "site_name": "Wissensportal", "site_url": "https://example.org/",
    "timezone": "Europe/Berlin", "key": "08111000", "person": "leonie-harms", "part": "1", "up_to": "100",
}  # fmt: skip


def field_problem(detail: Mapping[str, Any], place: Place, name: str, model: type[BaseModel]) -> Problem:
    """One item of ``ValidationError.errors()`` as a problem at ``place``.

    ``name`` is the dotted name as the file has it; ``model`` the model that was checked against,
    from which nearest known fields are taken.
    """
    code = _code(detail)
    key = name.rpartition(".")[2]
    written = detail.get("input")
    shown = _shown(written)
    values: dict[str, object] = {
        "field": _readable(name), "key": key, "value": shown, "example": _EXAMPLES.get(key, "…"),
        "limit": _limit(detail), "near_de": "", "near_en": "", "known": "", "right": "",
        "said": detail["msg"],
    }  # fmt: skip
    match code:
        case "field-unknown":
            known = sorted(_fields_at(model, detail["loc"][:-1]))
            values |= {"known": ", ".join(known)} | near(key, known, german_names.meant_key(key))
        case "value-unknown":
            offered = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
            known = [one for one in offered if one]
            values |= {"known": ", ".join(known)} | near(shown, known, german_names.meant_value(shown))
        case _:
            values["right"] = _right(code, shown)
    return Problem(code, place, values)


def near(word: str, known: Iterable[str], meant: str | None = None) -> dict[str, object]:
    """``Meinten Sie …?`` in both languages: the word that is ``meant`` if it is known, else the nearest."""
    known = list(known)
    if meant not in known:
        return {f"near_{language}": suggestion(word, known, language) for language in i18n.LANGUAGES}
    return {f"near_{language}": suggestion(str(meant), [str(meant)], language) for language in i18n.LANGUAGES}


def _code(detail: Mapping[str, Any]) -> str:
    if detail["type"] == "value_error":
        code = str(detail["ctx"]["error"])
        return code if code in i18n.problems() else "field-wrong"
    if detail["type"] == "string_pattern_mismatch":
        pattern = str(detail["ctx"]["pattern"])
        return next((code for piece, code in _PATTERNS if piece in pattern), "field-wrong")
    return _TYPES.get(detail["type"], "field-wrong")


def _readable(name: str) -> str:
    """``chapters.0.title`` as people count: ``chapters 1: title``."""
    name = re.sub(r"^plugins\.\d+\.", "", name)
    return re.sub(r"\.(\d+)(?=\.|$)", lambda m: f" {int(m[1]) + 1}", name).replace(".", ": ")


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else "" if isinstance(value, dict | list) else str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _limit(detail: Mapping[str, Any]) -> object:
    """The bound that was missed, with a sign where it is one of size."""
    signs = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "max_length": "", "min_length": ""}
    ctx = detail.get("ctx", {})
    return next((f"{sign}{ctx[name]:g}" for name, sign in signs.items() if name in ctx), "")


def _right(code: str, value: str) -> str:
    """The way to write this very value, or an example."""
    match code:
        case "date-format" | "date-impossible":
            return dates.iso_date(value) if code == "date-format" and dates.iso_date(value) else "2026-09-30"
        case "moment-format":
            return dates.iso_moment(value) or "2026-09-30 12:05"
        case "time-missing":
            return f"{value} 10:00"
        case "clock-format":
            return dates.clock(value) or "31:20"
        case "id-format":
            return german_names.slug(value) or "koordination"
        case "field-truth":
            return "false" if value.casefold() in ("nein", "falsch", "aus") else "true"
        case _:
            return ""


def _fields_at(model: type[BaseModel], location: Iterable[int | str]) -> set[str]:
    """The fields of the model that a location leads to, from ``model`` on."""
    for part in location:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return set(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside ``Image | None`` or ``tuple[Chapter, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
