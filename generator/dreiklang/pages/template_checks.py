"""A site's own templates are read before anything is built: every slip in all of them at once."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import jinja2
from jinja2 import nodes

from dreiklang import written
from dreiklang.ground.problems import Place, Problem
from dreiklang.pages import own_templates
from dreiklang.pages.own_templates import Template
from dreiklang.pages.render import Environment, environment
from dreiklang.site.site import Site

_REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_FILLED_BY_PAGES = "content"
_SURROUNDING = "main.html"


@dataclass(frozen=True)
class Reference:
    """Names of templates that stand in one tag: any of them will do. None are known of a computed one."""

    names: tuple[str, ...]
    line: int
    needed: bool
    extends: bool


@dataclass(frozen=True)
class Parsed:
    """A template as a tree."""

    name: str
    path: str
    tree: nodes.Template

    @functools.cached_property
    def references(self) -> tuple[Reference, ...]:
        """What it extends, includes and imports."""
        return tuple(_reference(node) for node in self.tree.find_all(_REFERENCES))

    @property
    def parent(self) -> str | None:
        """The template it extends; empty when that is computed, None without one."""
        extended = [r for r in self.references if r.extends]
        return (extended[0].names or ("",))[0] if extended else None

    @functools.cached_property
    def blocks(self) -> frozenset[str]:
        """The blocks it holds."""
        return frozenset(block.name for block in self.tree.find_all(nodes.Block))

    @functools.cached_property
    def exports(self) -> frozenset[str]:
        """The macros and values that others may import from it."""
        found: set[str] = set()
        for node in self.tree.body:
            if isinstance(node, nodes.Macro):
                found.add(node.name)
            elif isinstance(node, nodes.FromImport):
                found |= {name if isinstance(name, str) else name[1] for name in node.names}
            elif isinstance(node, nodes.Assign):
                found |= {target.name for target in node.find_all(nodes.Name) if target.ctx == "store"}
        return frozenset(found)


def check(site: Site) -> Iterator[Problem]:
    """What is wrong with the site's own templates."""
    own, unreadable = own_templates.read_templates(site)
    yield from unreadable
    if not own:
        return
    around = environment(own)
    readable: dict[str, Parsed] = {}
    for template in own:
        try:
            tree = around.parse(template.text, template.name, template.path)
            readable[template.name] = Parsed(template.name, template.path, tree)
        except Exception as error:  # whatever Jinja makes of a text that is no template
            yield _unreadable(template, error)
    names = {template.name for template in own}
    whole = {**theme(), **readable}
    for parsed in readable.values():
        found = [*_filters(parsed, around), *_missing(parsed, names | whole.keys()), *_circles(parsed, whole)]
        found += [*_lost(parsed, whole), *_replaced(parsed)]
        yield from found or _compiled(next(t for t in own if t.name == parsed.name), around)
    if len(readable) == len(own):
        yield from _unused(readable)


@functools.cache
def theme() -> Mapping[str, Parsed]:
    """The theme's own templates, by name."""
    ours = environment(())
    found = {}
    for name in ours.list_templates():
        source, path, _ = ours.loader.get_source(ours, name) if ours.loader else ("", "", None)
        found[name] = Parsed(name, path or name, ours.parse(source, name))
    return found


def _reference(node: nodes.Node) -> Reference:
    assert isinstance(node, _REFERENCES)  # noqa: S101 - asked for by type
    value = node.template
    parts = value.items if isinstance(value, nodes.List | nodes.Tuple) else [value]
    names = tuple(
        part.value for part in parts if isinstance(part, nodes.Const) and isinstance(part.value, str)
    )
    ignored = isinstance(node, nodes.Include) and node.ignore_missing
    known = names if len(names) == len(parts) else ()
    return Reference(known, node.lineno, not ignored, isinstance(node, nodes.Extends))


def _unreadable(template: Template, error: Exception) -> Problem:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Problem("template-syntax", Place(template.path, error.lineno), {"error": error.message})
    return Problem("template-syntax", Place(template.path), {"error": str(error) or type(error).__name__})


def _compiled(template: Template, around: Environment) -> Iterator[Problem]:
    """What only shows when Jinja makes code of a template, such as a block that stands there twice."""
    try:
        around.compile(template.text, template.name, template.path)
    except Exception as error:  # whatever Jinja or Python makes of it
        yield _unreadable(template, error)


def _filters(parsed: Parsed, around: Environment) -> Iterator[Problem]:
    for code, kind, known in (
        ("template-filter", nodes.Filter, around.filters),
        ("template-test", nodes.Test, around.tests),
    ):
        for node in parsed.tree.find_all(kind):
            if node.name not in known:
                near = written.near(node.name, known)
                yield Problem(code, Place(parsed.path, node.lineno), {"name": node.name, **near})


def _missing(parsed: Parsed, known: Iterable[str]) -> Iterator[Problem]:
    for reference in parsed.references:
        if reference.needed and reference.names and not set(reference.names) & set(known):
            name = reference.names[0]
            values = {"name": name, **written.near(name, known)}
            yield Problem("template-missing", Place(parsed.path, reference.line), values)


def _circles(parsed: Parsed, whole: Mapping[str, Parsed]) -> Iterator[Problem]:
    """References that lead back to the template they stand in."""
    for reference in parsed.references:
        back = [name for name in reference.names if parsed.name in _reached(name, whole)]
        if back:
            values = {"name": back[0], "own": parsed.name}
            yield Problem("template-circle", Place(parsed.path, reference.line), values)


def _reached(name: str, whole: Mapping[str, Parsed]) -> set[str]:
    """A template and everything that it extends, includes and imports."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += [n for r in whole[here].references for n in r.names] if here in whole else []
    return found


def _lost(parsed: Parsed, whole: Mapping[str, Parsed]) -> Iterator[Problem]:
    """What stands in a template that extends another, and would be shown nowhere."""
    if parsed.parent is None:
        return
    known = _fillable(parsed, whole)
    for node in parsed.tree.body:
        if isinstance(node, nodes.Block) and known is not None and node.name not in known:
            values = {"name": node.name, **written.near(node.name, known)}
            yield Problem("template-block", Place(parsed.path, node.lineno), values)
        elif isinstance(node, nodes.Block) and (parsed.name, node.name) == (_SURROUNDING, _FILLED_BY_PAGES):
            yield Problem("template-block-filled", Place(parsed.path, node.lineno), {"name": node.name})
        elif isinstance(node, nodes.Output) and (line := _first_line(node)):
            yield Problem("template-outside", Place(parsed.path, line))


def _fillable(parsed: Parsed, whole: Mapping[str, Parsed]) -> set[str] | None:
    """The blocks of everything a template extends; None where that cannot be known."""
    known: set[str] = set()
    seen = {parsed.name}
    parent = parsed.parent
    while parent is not None:
        if parent in seen or parent not in whole:
            return None
        seen.add(parent)
        known |= whole[parent].blocks
        parent = whole[parent].parent
    return known


def _first_line(node: nodes.Output) -> int | None:
    """The line of the first thing in a piece of output that anybody could see."""
    for part in node.nodes:
        if not isinstance(part, nodes.TemplateData):
            return part.lineno
        if text := part.data.strip():
            return part.lineno + part.data[: part.data.index(text)].count("\n")
    return None


def _replaced(parsed: Parsed) -> Iterator[Problem]:
    """Macros that the theme's other templates take from a file that this one stands for."""
    ours = theme().get(parsed.name)
    if ours and (missing := sorted(ours.exports - parsed.exports)):
        yield Problem(
            "template-macros", Place(parsed.path), {"names": ", ".join(missing), "name": parsed.name}
        )


def _unused(own: Mapping[str, Parsed]) -> Iterator[Problem]:
    """Templates that stand for none of the theme's and that none of these leads to."""
    if any(not reference.names for parsed in own.values() for reference in parsed.references):
        return
    used = {name for start in own.keys() & theme().keys() for name in _reached(start, own)}
    for name in sorted(own.keys() - used):
        values = {"name": name, **written.near(name, theme())}
        yield Problem("template-unused", Place(own[name].path), values)
