"""What the YAML parser complains about, in words for people who do not know YAML."""

from __future__ import annotations

import yaml

from dreiklang.ground.problems import Place, Problem
from dreiklang.written.text import Positions

_CODES = (
    ("tab character", "yaml-tabulator"),
    ("unexpected end of stream", "yaml-quote-open"),
    ("unknown escape character", "yaml-escape"),
    ("mapping values are not allowed", "yaml-colon"),
    ("block sequence entries are not allowed", "yaml-list-start"),
    ("expected ',' or ']'", "yaml-bracket-open"),
    ("expected ',' or '}'", "yaml-bracket-open"),
    ("cannot start any token", "yaml-first-character"),
    ("expected alphabetic or numeric character", "yaml-first-character"),
    ("could not find expected ':'", "yaml-colon-missing"),
    ("expected '-' indicator", "yaml-indentation"),
    ("expected <document start>", "yaml-indentation"),
)
_AT_THE_BEGINNING = {"yaml-quote-open", "yaml-bracket-open"}


def problem(error: yaml.YAMLError, text: str, file: str, positions: Positions) -> Problem:
    """The parser's complaint at its line; the usual ones in plain words, others in the parser's own."""
    said = str(getattr(error, "problem", "") or getattr(error, "reason", "") or error)
    context = str(getattr(error, "context", "") or "")
    code = _code(said, context)
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    if code in _AT_THE_BEGINNING or context in ("while scanning an alias", "while scanning an anchor"):
        marks.reverse()
    index = next((mark.index for mark in marks if mark), 0)
    if text[index : index + 1] == "\t":
        code = "yaml-tabulator"
    line, column = positions.at(min(index, len(text)))
    values = {"said": said, "character": text[index : index + 1].strip() or " "}
    return Problem(code, Place(file, line, column), values)


def _code(said: str, context: str) -> str:
    if "did not find expected key" in said and "block mapping" in context:
        return "yaml-after-quote"
    return next((code for words, code in _CODES if words in said), "yaml-broken")
