"""Which names a template reads: its syntax tree, followed with the declared types of its values.

A value is a type: a TypedDict, ``list[…]``, a union, ``str`` … What stands in no declaration is
``Any``, of which everything may be read. Macros are followed with the types of their arguments;
inclusions, imports and blocks as Jinja2 follows them. Every branch of a condition counts.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

import jinja2
from jinja2 import nodes

Scope = dict[str, Any]
GLOBALS: Scope = {"namespace": Any, "range": Any, "loop": Any, "caller": Any}
"""What Jinja2 itself gives."""
KEEPING = ("safe", "list", "default", "selectattr")
"""Filters whose answer has the type of what they are given, as far as names matter."""


@dataclass(frozen=True)
class Module:
    """An imported template."""

    names: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Macro:
    """A macro with the names it sees."""

    node: nodes.Macro
    file: str
    scope: Scope


@dataclass
class Reader:
    """Follows the templates of an environment.

    ``wrong`` says what is read and not declared, with its file and line; ``names`` holds what was
    read of the view itself, ``read`` what was read of which declared type.
    """

    environment: jinja2.Environment
    wrong: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    read: set[tuple[type, str]] = field(default_factory=set)
    given: Mapping[str, Any] = field(default_factory=dict)
    called: set[tuple[Any, ...]] = field(default_factory=set)
    file: str = ""
    blocks: dict[str, tuple[str, nodes.Block]] = field(default_factory=dict)

    def page(self, name: str, given: Mapping[str, Any]) -> Reader:
        """Follows a page's template to which the names ``given`` are known."""
        self.given = given
        self._template(name, dict(given))
        return self

    def _template(self, name: str, scope: Scope) -> Scope:
        """A template's body, after it its parent's, whose blocks it may replace; the names it sets."""
        before, self.file = self.file, name
        tree = self._tree(name)
        parent = tree.find(nodes.Extends)
        if parent:
            for block in tree.find_all(nodes.Block):
                self.blocks.setdefault(block.name, (name, block))
            assert isinstance(parent.template, nodes.Const)
            scope = self._template(parent.template.value, scope)
        else:
            self._all(tree.body, scope)
        self.file = before
        return scope

    def _tree(self, name: str) -> nodes.Template:
        assert self.environment.loader
        source, _, _ = self.environment.loader.get_source(self.environment, name)
        return self.environment.parse(source, name)

    def _all(self, body: list[Any], scope: Scope) -> None:
        for node in body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Output(nodes=found):
                for part in found:
                    self._value(part, scope)
            case nodes.Block(name=name):
                self._block(*self.blocks.get(name, (self.file, node)), scope)
            case nodes.For():
                self._loop(node, scope)
            case nodes.If():
                self._value(node.test, scope)
                self._all([*node.body, *node.elif_, *node.else_], scope)
            case nodes.Assign():
                self._bind(node.target, self._value(node.node, scope), scope)
            case nodes.Macro():
                scope[node.name] = Macro(node, self.file, scope)
            case nodes.Include(template=nodes.Const(value=name)):
                self._template(name, dict(scope))
            case nodes.Import(template=nodes.Const(value=name)):
                scope[node.target] = Module(self._template(name, dict(scope)))
            case nodes.CallBlock():
                self._all(node.body, dict(scope))
                self._value(node.call, scope)
            case _:
                raise NotImplementedError(f"{self.file}:{node.lineno}: {type(node).__name__}")

    def _block(self, file: str, block: nodes.Block, scope: Scope) -> None:
        before, self.file = self.file, file
        self._all(block.body, dict(scope))
        self.file = before

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        inner = dict(scope)
        self._bind(node.target, element(self._value(node.iter, scope)), inner)
        if node.test:
            self._value(node.test, inner)
        self._all(node.body, inner)
        self._all(node.else_, scope)

    def _bind(self, target: nodes.Node, value: Any, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = value
        elif isinstance(target, nodes.Tuple):
            for part in target.items:
                self._bind(part, Any, scope)

    def _value(self, node: nodes.Node, scope: Scope) -> Any:
        """The type of an expression, of which every part is read."""
        match node:
            case nodes.Const(value=str(text)):
                return Literal[text]
            case nodes.Name(name=name):
                return self._named(node, name, scope)
            case nodes.Getattr(attr=name):
                return self._of(node, self._value(node.node, scope), name)
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.Call():
                return self._call(node, scope)
            case nodes.Filter(name="default", node=nodes.Getattr() as wanted):
                return self._if_declared(wanted, scope)
            case nodes.Filter(name=name) if node.node:
                return self._filtered(node, self._value(node.node, scope), scope)
            case nodes.CondExpr() | nodes.Or() | nodes.And():
                parts = [self._value(part, scope) for part in node.iter_child_nodes()]
                found = parts if isinstance(node, nodes.Or | nodes.And) else parts[1:]
                return functools.reduce(_either, found)
            case _:
                for part in node.iter_child_nodes():
                    self._value(part, scope)
                return Any

    def _named(self, node: nodes.Node, name: str, scope: Scope) -> Any:
        if name not in scope and name not in GLOBALS:
            self._miss(node, name, "the view")
        found = scope.get(name, Any)
        if name in self.given and found is self.given[name]:
            self.names.add(name)
        return found

    def _miss(self, node: nodes.Node, name: str, holder: str) -> None:
        self.wrong.append(f"{self.file}:{node.lineno}: {name} is not in {holder}")

    def _of(self, node: nodes.Node, holder: Any, name: str) -> Any:
        """What ``name`` is of each type that the holder may have."""
        found = [self._of_one(node, one, name) for one in members(holder)]
        return functools.reduce(_either, found) if found else Any

    def _of_one(self, node: nodes.Node, holder: Any, name: str) -> Any:
        if holder is Any:
            return Any
        if isinstance(holder, Module):
            if name not in holder.names:
                self._miss(node, name, "the imported template")
            return holder.names.get(name, Any)
        if is_typeddict(holder):
            if name not in hints(holder):
                self._miss(node, name, holder.__name__)
            self.read.add((holder, name))
            return hints(holder).get(name, Any)
        if get_origin(holder) is dict:
            return get_args(holder)[1]
        self._miss(node, name, str(holder))
        return Any

    def _item(self, node: nodes.Getitem, scope: Scope) -> Any:
        holder, key = self._value(node.node, scope), self._value(node.arg, scope)
        if isinstance(node.arg, nodes.Slice):
            return holder
        if get_origin(key) is Literal:
            return self._of(node, holder, get_args(key)[0])
        return element(holder)

    def _if_declared(self, node: nodes.Getattr, scope: Scope) -> Any:
        """A name with a default need not be there."""
        holder = self._value(node.node, scope)
        known = [one for one in members(holder) if not is_typeddict(one) or node.attr in hints(one)]
        return functools.reduce(_either, [self._of_one(node, one, node.attr) for one in known], Any)

    def _filtered(self, node: nodes.Filter, value: Any, scope: Scope) -> Any:
        for argument in node.args:
            self._value(argument, scope)
        return value if node.name in KEEPING else Any

    def _call(self, node: nodes.Call, scope: Scope) -> Any:
        called = self._value(node.node, scope)
        given = [self._value(argument, scope) for argument in node.args]
        named = {argument.key: self._value(argument.value, scope) for argument in node.kwargs}
        if isinstance(called, Macro):
            self._macro(called, given, named)
        return Any

    def _macro(self, macro: Macro, given: list[Any], named: Mapping[str, Any]) -> None:
        """Its body with these arguments, once for each of their types."""
        key = macro.file, macro.node.name, *map(str, (*given, *sorted(named.items())))
        if key in self.called:
            return
        self.called.add(key)
        before, self.file = self.file, macro.file
        names = [argument.name for argument in macro.node.args]
        defaults = [self._value(default, macro.scope) for default in macro.node.defaults]
        bound = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
        self._all(macro.node.body, macro.scope | bound | dict(zip(names, given, strict=False)) | named)
        self.file = before


@functools.cache
def hints(declared: type) -> dict[str, Any]:
    """The names of a TypedDict with their types."""
    return get_type_hints(declared)


def members(value: Any) -> list[Any]:
    """The types a value may have, None left out: templates ask before they read."""
    if get_origin(value) in (Union, types.UnionType):
        return [one for part in get_args(value) for one in members(part)]
    return [] if value in (None, type(None)) else [value]


def element(value: Any) -> Any:
    """The type of what a list or a mapping holds."""
    found = [get_args(one)[-1] if get_origin(one) in (list, dict) else Any for one in members(value)]
    return functools.reduce(_either, found) if found else Any


def _either(one: Any, other: Any) -> Any:
    parts = dict.fromkeys([*members(one), *members(other)])
    if len(parts) < 2:
        return next(iter(parts), Any)
    return Any if any(isinstance(part, Module | Macro) or part is Any for part in parts) else Union[*parts]


def declared(view: type) -> Iterator[type]:
    """A TypedDict and those its parts are made of."""
    seen, waiting = set[Any](), [view]
    while waiting:
        found = waiting.pop()
        if found not in seen and is_typeddict(found):
            yield found
            waiting += hints(found).values()
        else:
            waiting += [part for part in get_args(found) if get_origin(found) is not Literal]
        seen.add(found)
