"""Markdown into a ``Body``: converted, checked, sanitised and taken apart.

``convert`` does all of it; ``late_links`` puts addresses into what it made.
"""

from __future__ import annotations

from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser

from dreiklang.content.body import Body
from dreiklang.ground.outputs import digest
from dreiklang.ground.problems import Place, Problem, in_order
from dreiklang.markup import (
    accessible,
    dialogue,
    engine,
    limits,
    link_targets,
    plain_text,
    refused_html,
    sanitise,
    structure,
    table_of_contents,
    typed_blocks,
)
from dreiklang.markup.draft import Draft
from dreiklang.markup.markdown_source import Source
from dreiklang.settings import Settings
from dreiklang.written import invisible_characters


def convert(
    text: str, *, file: str, line: int, settings: Settings, spoken: bool = False
) -> tuple[Body, tuple[Problem, ...]]:
    """A text and what is wrong in it.

    ``file`` is the source's path from the project's root, ``line`` the line of the text's first
    line in it; with ``spoken`` its section “Transkript” holds a conversation. Never raises for
    anything an author can write: what cannot be converted in good time gives no HTML and the problem.
    """
    written = Source(text.replace("\r\n", "\n").replace("\r", "\n"), file, line)
    talk = dialogue.split(written) if spoken else dialogue.Dialogue(written.text)
    body, problems = _converted(Source(talk.text, file, line), settings)
    return dialogue.joined(body, talk), in_order([*problems, *talk.problems, *limits.unseen(written)])


def _converted(source: Source, settings: Settings) -> tuple[Body, list[Problem]]:
    """The Markdown alone: what is said goes through no converter and breaks no limit of one."""
    if too_much := list(limits.exceeded(source)):
        return Body(line=source.line), too_much
    try:
        draft, known = _draft(source, settings)
    except engine.Failed as failed:
        place = Place(source.file, source.line)
        return Body(line=source.line), [Problem(failed.code, place, {"reason": failed.reason})]
    return _body(draft, known), draft.problems


def _draft(source: Source, settings: Settings) -> tuple[Draft, tuple[str, ...]]:
    """The text converted and parsed, and the names of blocks that the converter knows."""
    converter = engine.engine(settings)
    token = digest(source.file, source.text.encode(errors="replace"))
    html = converter.convert(invisible_characters.without(source.text), token)
    tree = LexborHTMLParser(html, is_fragment=True)
    draft = Draft(tree, source, settings.language, token, settings.options.trust_authors)
    for name, reason in converter.unknown:
        draft.problem("extension-unknown", Place("mkdocs.yml"), name=name, reason=reason)
    return draft, converter.block_names


def _body(draft: Draft, known: tuple[str, ...]) -> Body:
    clean: Callable[[str], str] = str if draft.trusted else sanitise.clean
    if not draft.trusted:
        refused_html.report(draft)
    # Names and scroll regions come before links, anchors before blocks: each sees what stays.
    accessible.improve(draft)
    link_targets.check_links(draft)
    structure.check_ids(draft)
    headings = structure.headings(draft)
    table_of_contents.insert(draft, headings)
    blocks = typed_blocks.typed_blocks(draft, known, clean)
    html, sections = structure.sections(draft, clean)
    text = plain_text.words(html)
    return Body(
        html=html,
        text=text,
        digest=digest(html),
        words=len(text.split()),
        line=draft.source.line,
        headings=headings,
        references=tuple(draft.references),
        blocks=blocks,
        sections=sections,
    )
