"""Views into HTML: the templates' environment, and the output a view becomes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dreiklang.content.entries import Entry
from dreiklang.ground.outputs import DeferredOutput, Output, digest
from dreiklang.ground.problems import ProblemsFound
from dreiklang.pages.own_templates import THEME, Template
from dreiklang.pages.template_failures import failure
from dreiklang.site import addresses

__all__ = ["THEME", "EntryPage", "Environment", "Layout", "View", "environment", "output", "render"]


@dataclass(frozen=True)
class View:
    """One page as plain values.

    ``page`` comes from ``layout.page_head``; ``data`` holds what the template shows besides.
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
class Layout:
    """What all pages of one language share: ``values`` for templates, the words, the templates."""

    values: Mapping[str, Any]
    words: Mapping[str, str]
    environment: Environment
    key: str

    @property
    def language(self) -> str:
        """The language of the pages."""
        return str(self.values["language"])


class Environment(jinja2.Environment):
    """Jinja2 that looks into mappings first, as MiniJinja does: ``items`` may be a key of a view."""

    own: tuple[Template, ...] = ()
    """The site's own templates among those it loads."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A mapping's value; an attribute of anything else."""
        return obj[attribute] if type(obj) is dict and attribute in obj else super().getattr(obj, attribute)


class _Confined(Environment, ImmutableSandboxedEnvironment):
    """Reaches nothing of Python: a pull request may bring templates. A sixth slower than the other."""


class _Own(jinja2.BaseLoader):
    """The site's own templates; tracebacks name them by their path from the project's root."""

    def __init__(self, own: tuple[Template, ...]) -> None:
        self._own = {template.name: template for template in own}

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:
        """Text and path of a template. Raises TemplateNotFound."""
        if template not in self._own:
            raise jinja2.TemplateNotFound(template)
        return self._own[template].text, self._own[template].path, None

    def list_templates(self) -> list[str]:
        """Their names."""
        return sorted(self._own)


@functools.lru_cache(maxsize=8)
def environment(own: tuple[Template, ...]) -> Environment:
    """The site's own templates first, then the theme's; everything is escaped."""
    made = (_Confined if own else Environment)(
        loader=jinja2.ChoiceLoader([_Own(own), jinja2.FileSystemLoader(THEME / "templates")]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    made.own = own
    return made


def render(view: View, layout: Layout) -> bytes:
    """The page's bytes. Raises ProblemsFound for a slip in a template of the site's own."""
    base, data = view.page["base"], {**view.data, **view.late()}
    values = {"site": layout.values, "t": layout.words, "base": base, "page": view.page, **data}
    try:
        return layout.environment.get_template(view.template).render(values).encode()
    except Exception as error:
        known = {*values, *layout.values, *layout.words, *view.page}
        if problem := failure(error, layout.environment.own, known, f"/{view.page['address']}"):
            raise ProblemsFound([problem]) from error
        raise


def output(page: View | EntryPage, layout: Layout) -> Output | DeferredOutput:
    """The output of a page; rendered only when somebody asks for its bytes."""
    if isinstance(page, EntryPage):
        path = addresses.file_of(page.address)
        return DeferredOutput(path, lambda: _output(page.view(), layout), page.entry.path, page.entry.kind)
    return _output(page, layout)


def _output(view: View, layout: Layout) -> Output:
    return Output(
        path=addresses.file_of(view.page["address"]),
        key=digest(layout.key, view.template, view.page, view.data),
        make=lambda: render(view, layout),
        source=view.source,
        kind=view.template,
    )
