"""The tags people use in ``mkdocs.yml``; anything that could run other code is refused."""

from __future__ import annotations

import importlib
import os
import re
from typing import Any

from dreiklang.ground.problems import Problem
from dreiklang.written.yaml12 import Refused, core_schema


class MkDocsTags:
    """What ``!ENV``, ``!relative`` and ``!!python/name:`` stand for, as in MkDocs.

    ``!!python/name:`` yields the function it names, only from ``material.extensions`` and
    ``pymdownx``. ``!relative`` stays text. ``unset`` maps the name of every value that no variable
    of the environment gave, and that has no default, to the variables that were asked for.
    """

    def __init__(self) -> None:
        self.unset: dict[str, tuple[str, ...]] = {}

    def __call__(self, tag: str, value: Any, name: str) -> Any:
        """The value of a tag that stands at a dotted name."""
        match tag:
            case "!ENV":
                return self._environment(value, name)
            case "!relative":
                return value
            case _:
                return _function(tag)

    def without_unset(self, options: Any, position: str) -> Any:
        """Options without those for which the environment says nothing: they keep their defaults."""
        if not isinstance(options, dict):
            return options
        names = {key: f"{position}.{key}" for key in options}
        return {
            key: self.without_unset(options[key], name)
            for key, name in names.items()
            if name not in self.unset
        }

    def explained(self, problem: Problem, name: str) -> Problem:
        """The problem; where a needed value is missing because nothing is set, the one that says so."""
        variables = self.unset.get(name)
        if problem.code != "field-missing" or not variables:
            return problem
        values = {**problem.values, "names": ", ".join(variables), "first": variables[0]}
        return Problem("env-unset", problem.place, values)

    def _environment(self, value: Any, name: str) -> Any:
        """``!ENV NAME`` or ``!ENV [NAME, OTHER, default]``: the first that is set, typed like any scalar.

        Without one the default, and without a default nothing: then the option keeps its own
        (https://www.mkdocs.org/user-guide/configuration/#environment-variables).
        """
        names = value if isinstance(value, list) else [value]
        *names, default = names if len(names) > 1 else [*names, None]
        if not names or not all(isinstance(variable, str) and variable for variable in names):
            raise Refused("env-form")
        for variable in names:
            if variable in os.environ:
                return core_schema(os.environ[variable])
        if default is None:
            self.unset[name] = tuple(names)
        return default


def _function(tag: str) -> Any:
    name = tag.removeprefix("tag:yaml.org,2002:python/name:")
    module, _, attribute = name.rpartition(".")
    if name == tag or not re.fullmatch(r"(material\.extensions|pymdownx)(\.[a-z_]\w*)+", module):
        raise Refused
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError):
        raise Refused from None
    # What such a module itself imported (os, subprocess …) is not what the tag is for.
    if not callable(found) or not str(found.__module__).startswith(("material.extensions.", "pymdownx.")):
        raise Refused
    return found
