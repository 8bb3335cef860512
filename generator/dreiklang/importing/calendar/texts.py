"""Titles and descriptions: words of strangers, without what our own calendars add to them."""

from __future__ import annotations

import html
import re

from dreiklang import i18n
from dreiklang.importing.calendar.parsing import Component
from dreiklang.importing.feed import markdown
from dreiklang.written.text import MOST_COLUMNS

MOST_TITLE = 300
MOST_SUMMARY = 600
MOST_TEXT = 200_000
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
_BRACKETS = re.compile(r"<((?:https?://|mailto:)[^<>\s\"]+|[^<>\s@\"/]+@[^<>\s\"]+)>")
"""An address in angle brackets, as Outlook writes it: no element of HTML."""
_BLOCKS = re.compile(r"<(p|br|div|ul|ol|li|h[1-6]|table|html|body)\b", re.IGNORECASE)
_MARKED = ("cancelled", "postponed", "moved_online")


def title(event: Component) -> tuple[str, str]:
    """The title on one line, and the state that our own calendars write before it."""
    text = " ".join(event.text("SUMMARY").split())[:MOST_TITLE]
    for status in _MARKED:
        for language in i18n.LANGUAGES:
            before = f"{i18n.text(f'feed_{status}', language)}: "
            if text.startswith(before):
                return text.removeprefix(before), status
    return text, ""


def summary_and_body(event: Component, page: str) -> tuple[str, str, tuple[str, ...]]:
    """Lead, text in Markdown, and what of it was lost; ``page`` is an address that stands elsewhere.

    One plain paragraph is the lead. HTML counts where it says at least what the plain text says.
    """
    plain, rich = _plain(event, page), _rich(event)
    if len(plain) > MOST_TEXT or len(rich) > MOST_TEXT:
        return "", "", (f"> {MOST_TEXT}",)
    whole = rich if rich and _says(rich, plain) else ""
    source = whole or plain
    made = source if whole else _as_html(source)
    body, lost = markdown.convert(made, page)
    if any(len(row) > MOST_COLUMNS for row in body.split("\n")):
        return "", "", (f"> {MOST_COLUMNS}",)
    lead = markdown.words(made)
    if len(lead) <= MOST_SUMMARY and "\n" not in body and not re.search(r"\]\(|^[#>-] ?|\*\*", body):
        return lead, "", lost
    return "", body, lost


def _plain(event: Component, page: str) -> str:
    """The description without the line that only repeats the event's address."""
    rows = event.text("DESCRIPTION").split("\n")
    text = "\n".join(row for row in rows if not page or row.strip() != page).strip()
    return _BRACKETS.sub(r"\1", text)


def _rich(event: Component) -> str:
    """The description in HTML: RFC 9073 (6.5), and what Outlook wrote before."""
    for row in event.all("STYLED-DESCRIPTION", "X-ALT-DESC"):
        if "html" in row.parameters.get("FMTTYPE", "").lower():
            return row.text.strip()
    return ""


def _says(rich: str, plain: str) -> bool:
    said = set(re.findall(r"\w+", markdown.words(rich)))
    return set(re.findall(r"\w+", markdown.words(plain))) <= said


def _as_html(plain: str) -> str:
    """Plain text with its paragraphs, lines and addresses; HTML in it (Google) keeps its own."""
    if markdown.is_markup(plain):
        broken = re.sub(r"\n\s*\n", "<p>", plain).replace("\n", "<br>")
        return plain if _BLOCKS.search(plain) else broken
    paragraphs = re.split(r"\n\s*\n", plain)
    return "".join(
        f"<p>{'<br>'.join(_linked(row) for row in text.split(chr(10)))}</p>" for text in paragraphs
    )


def _linked(row: str) -> str:
    made, at = [], 0
    for found in _LINK.finditer(row):
        made += [
            html.escape(row[at : found.start()]),
            f'<a href="{html.escape(found[0])}">{html.escape(found[0])}</a>',
        ]
        at = found.end()
    return "".join([*made, html.escape(row[at:])])
