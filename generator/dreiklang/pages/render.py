"""Views into HTML: the templates' environment, and the output a view becomes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2

from dreiklang import addresses
from dreiklang.content.entries import Entry
from dreiklang.outputs import Later, Output, digest

THEME = Path(__file__).parent.parent / "theme"


@dataclass(frozen=True)
class View:
    """One page as plain values.

    ``page`` comes from ``shell.page``; ``data`` holds what the template shows besides.
    Both are JSON-able and hold everything that flows into the page. ``late`` adds to ``data``
    what follows from it alone, but is too much work for a page that is not rendered after all.
    """

    template: str
    page: Mapping[str, Any]
    data: Mapping[str, Any] = field(default_factory=dict)
    source: str | None = None
    late: Callable[[], Mapping[str, Any]] = dict

    @property
    def address(self) -> str:
        """Where it is published."""
        return str(self.page["address"])

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.page["title"])


@dataclass(frozen=True)
class EntryPage:
    """The page of an entry at ``address``. Its view is put together only when it is wanted."""

    entry: Entry
    address: str
    view: Callable[[], View]

    @property
    def title(self) -> str:
        """The entry's title."""
        return self.entry.title


@dataclass(frozen=True)
class Shell:
    """What all pages of one language share: ``values`` for templates, the words, the templates."""

    values: Mapping[str, Any]
    words: Mapping[str, str]
    environment: jinja2.Environment
    key: str

    @property
    def language(self) -> str:
        """The language of the pages."""
        return str(self.values["language"])


class Environment(jinja2.Environment):
    """Jinja2 that looks into mappings first, as MiniJinja does: ``items`` may be a key of a view."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A mapping's value; an attribute of anything else."""
        return obj[attribute] if type(obj) is dict and attribute in obj else super().getattr(obj, attribute)


@functools.cache
def environment(*folders: Path) -> jinja2.Environment:
    """Templates of the site's own folders first, then the theme's; everything is escaped."""
    made = Environment(
        loader=jinja2.FileSystemLoader([*folders, THEME / "templates"]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    return made


def render(view: View, shell: Shell) -> bytes:
    """The page's bytes."""
    template = shell.environment.get_template(view.template)
    base, data = view.page["base"], {**view.data, **view.late()}
    return template.render(site=shell.values, t=shell.words, base=base, page=view.page, **data).encode()


def output(page: View | EntryPage, shell: Shell) -> Output | Later:
    """The output of a page; rendered only when somebody asks for its bytes."""
    if isinstance(page, EntryPage):
        path = addresses.file_of(page.address)
        return Later(path, lambda: _output(page.view(), shell), page.entry.path, page.entry.kind)
    return _output(page, shell)


def _output(view: View, shell: Shell) -> Output:
    return Output(
        path=addresses.file_of(view.page["address"]),
        key=digest(shell.key, view.template, view.page, view.data),
        make=lambda: render(view, shell),
        source=view.source,
        kind=view.template,
    )
