"""What went wrong while a page was rendered, at the line of the site's own template that it comes from."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Sequence

import jinja2

from dreiklang import written
from dreiklang.ground.problems import Place, Problem
from dreiklang.pages.own_templates import Template


def failure(error: Exception, own: Sequence[Template], known: Iterable[str], page: str) -> Problem | None:
    """The problem an error means; None where no template of the site's own takes part.

    ``known`` are names that templates may use, ``page`` is the address of the page.
    """
    paths = {template.path for template in own}
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename in paths:
        return Problem("template-syntax", Place(error.filename, error.lineno), {"error": error.message})
    frames = traceback.extract_tb(error.__traceback__)
    places = [Place(frame.filename, frame.lineno or 1) for frame in frames if frame.filename in paths]
    if places:
        # The innermost line of theirs: it may lead on into templates of ours.
        return _named(error, places[-1], known, page)
    standing_in = [template.path for template in own if template.replaces]
    if standing_in:
        # A template of ours fails, probably by what a file of theirs no longer brings along.
        values = {"names": ", ".join(standing_in), "error": _said(error), "page": page}
        return Problem("template-stands-in", Place(standing_in[0]), values)
    return None


def _name(error: jinja2.UndefinedError) -> str:
    """The name that stands last in Jinja's sentence: ``'dict object' has no attribute 'clam'``."""
    quoted: list[str] = re.findall(r"'([^']+)'", str(error))
    return quoted[-1] if quoted else str(error)


def _named(error: Exception, place: Place, known: Iterable[str], page: str) -> Problem:
    if isinstance(error, jinja2.UndefinedError):
        name = _name(error)
        return Problem("template-undefined", place, {"name": name, "page": page, **written.near(name, known)})
    if isinstance(error, jinja2.TemplateNotFound):
        values = {"name": error.name or str(error), **written.near(str(error.name), ())}
        return Problem("template-missing", place, values)
    if isinstance(error, RecursionError):
        return Problem("template-endless", place, {"page": page})
    return Problem("template-fails", place, {"error": _said(error), "page": page})


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
