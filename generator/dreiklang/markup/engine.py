"""Python-Markdown with the extensions editors know from Material, one instance per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import markdown
from markdown.extensions import Extension
from material.extensions import emoji as icons
from pymdownx import emoji

from dreiklang import i18n
from dreiklang.markup.block_syntax import BlocksExtension
from dreiklang.markup.inline import InlineExtension
from dreiklang.markup.paragraphs import Converter
from dreiklang.markup.references import ReferencesExtension, Token
from dreiklang.markup.tables import TablesExtension
from dreiklang.settings import Settings

_OURS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html",
    "pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.emoji", "pymdownx.highlight",
    "pymdownx.keys", "pymdownx.mark", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist",
    "pymdownx.tilde", "pymdownx.blocks.admonition", "pymdownx.blocks.details", "pymdownx.blocks.tab",
)  # fmt: skip
_REPLACED = ("codehilite", "extra", "fenced_code", "meta", "pymdownx.extra", "tables", "toc")
"""What others list in ``mkdocs.yml`` and what is already in, in another form."""

_READERS = ("markdown_include.include", "mdx_include.mdx_include", "pymdownx.b64", "pymdownx.snippets")
"""What puts other files into a page: with it, a text could publish whatever the build may read."""

_KEYS = (
    "arrow-down", "arrow-left", "arrow-right", "arrow-up", "backspace", "caps-lock", "control", "delete",
    "end", "enter", "escape", "home", "insert", "left-control", "page-down", "page-up", "print-screen",
    "right-control", "shift", "space",
)  # fmt: skip


class Failed(Exception):
    """A text that could not be converted: the problem's code and the reason."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason


@dataclass(frozen=True)
class Engine:
    """One reusable converter. ``unknown`` names extensions that could not be loaded, with the reason."""

    md: markdown.Markdown
    token: Token
    block_names: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]

    def convert(self, text: str, token: str) -> str:
        """HTML, not yet sanitised; nothing of the text converted before is left.

        Raises Failed when the converter or one of its extensions gives up. Such an instance may
        be left in any state, so the next text gets a new one.
        """
        self.token.value = token
        self.md.reset()
        try:
            return self.md.convert(text)
        except RecursionError as error:
            _engines.clear()
            raise Failed("text-too-nested", "") from error
        except Exception as error:  # other people's code, on text nobody has foreseen
            _engines.clear()
            raise Failed("text-not-converted", f"{type(error).__name__}: {error}") from error


_engines: dict[str, Engine] = {}


def engine(settings: Settings) -> Engine:
    """The converter for a site's language and extensions; made once in a process."""
    trusted = settings.options.trust_authors
    name = repr((settings.language, trusted, settings.site.markdown_extensions))
    if name not in _engines:
        _engines[name] = build(settings)
    return _engines[name]


def build(settings: Settings) -> Engine:
    """A fresh converter."""
    token = Token()
    blocks = BlocksExtension(token, settings.language)
    own: list[Extension | str] = [
        InlineExtension(),
        blocks,
        ReferencesExtension(token),
        TablesExtension(),
        *_OURS,
    ]
    further, unknown = _further(settings)
    md = Converter(
        extensions=[*own, *further],
        extension_configs=_options(settings.language) | further,
        output_format="html",
    )
    return Engine(md, token, tuple(blocks.processor.blocks), unknown)


def _further(settings: Settings) -> tuple[dict[str, dict[str, Any]], tuple[tuple[str, str], ...]]:
    """The site's own extensions. Those that are already in keep the options they have here."""
    loaded: dict[str, dict[str, Any]] = {}
    unknown = []
    for name, options in settings.site.markdown_extensions:
        if name.removeprefix("markdown.extensions.") in (*_OURS, *_REPLACED):
            continue
        if name in _READERS and not settings.options.trust_authors:
            unknown.append((name, i18n.text("extension_reads_files", settings.language)))
            continue
        try:
            markdown.Markdown(extensions=[name], extension_configs={name: dict(options)})
            loaded[name] = dict(options)
        except Exception as error:  # an extension may raise whatever it likes
            unknown.append((name, str(error)))
    return loaded, tuple(unknown)


def icon(
    index: str, shortname: str, alias: str, uc: str | None, alt: str, title: str, category: str,
    options: Mapping[str, Any], md: markdown.Markdown,
) -> Any:  # fmt: skip
    """An icon as SVG; a real emoji as its character, for its picture would come from elsewhere."""
    draw = emoji.to_alt if uc else icons.to_svg
    return draw(index, shortname, alias, uc, alt, title, category, options, md)


def _key_names(language: str) -> dict[str, str]:
    return {key: i18n.text(f"key_{key.replace('-', '_')}", language) for key in _KEYS}


def _options(language: str) -> dict[str, dict[str, Any]]:
    back = i18n.text("markup_footnote_back", language)
    return {
        "footnotes": {"BACKLINK_TITLE": back},
        "pymdownx.emoji": {"emoji_index": icons.twemoji, "emoji_generator": icon},
        "pymdownx.highlight": {"anchor_linenums": False, "guess_lang": False, "use_pygments": True},
        "pymdownx.keys": {"class": "keystroke", "key_map": _key_names(language)},
        "pymdownx.tabbed": {"alternate_style": True},
        "pymdownx.tasklist": {"custom_checkbox": False},
        "pymdownx.blocks.tab": {"alternate_style": True},
    }
