"""What converted Markdown lacks for people who do not see it, or do not use a mouse."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from dreiklang import i18n
from dreiklang.ground.problems import Place
from dreiklang.markup.draft import Draft, attribute, text_of

_NOTES = "div.admonition, details"


def improve(draft: Draft) -> None:
    """Names, scroll regions and German words where the extensions leave them out."""
    _notes(draft)
    _tasks(draft)
    _footnotes(draft)
    for svg in draft.nodes("svg"):
        svg.attrs["aria-hidden"] = "true"
    for number, pre in enumerate(draft.nodes("pre"), 1):
        label = i18n.text("markup_code", draft.language).format(number=number)
        for name, value in (("role", "region"), ("tabindex", "0"), ("aria-label", label)):
            pre.attrs[name] = value
    _tables(draft)


def _notes(draft: Draft) -> None:
    """``!!! note`` without a title is called „Hinweis“, not “Note”; its kind is a class of its own.

    ``admonition--note``: a bare ``note`` or ``check`` may mean a part of the theme.
    """
    words = i18n.words(draft.language)
    for note in draft.nodes(_NOTES):
        kinds = [name for name in attribute(note, "class").split() if name != "admonition"]
        title = note.css_first(".admonition-title, summary")
        name = f"admonition_{kinds[0]}" if kinds else ""
        if title and title.child and name in words and text_of(title) == kinds[0].capitalize():
            title.child.replace_with(words[name])
        note.attrs["class"] = " ".join(["admonition", *(f"admonition--{kind}" for kind in kinds)])


def _tasks(draft: Draft) -> None:
    """A box in a list of tasks is called what it says; every other box is an author's own and goes."""
    for box in list(draft.nodes("input")):
        parents = attribute(box.parent or box, "class") + attribute(_grandparent(box), "class")
        if attribute(box, "type") == "radio" and "tabbed-set" in parents:
            continue
        if attribute(box, "type") == "checkbox" and "task-list-item" in parents:
            done = "checked" in box.attributes
            box.attrs["disabled"] = ""
            box.attrs["aria-label"] = i18n.text("task_done" if done else "task_open", draft.language)
        elif not draft.trusted:
            box.decompose()


def _grandparent(node: LexborNode) -> LexborNode:
    return (node.parent.parent if node.parent else None) or node


def _footnotes(draft: Draft) -> None:
    """Numbers and arrows get words; a number without a note is told."""
    for name, place in draft.source.missing_footnotes():
        draft.problem("footnote-missing", place, name=name)
    for link in draft.nodes("a.footnote-ref"):
        label = i18n.text("markup_footnote", draft.language)
        link.attrs["aria-label"] = label.format(number=text_of(link))
    for link in draft.nodes("a.footnote-backref"):
        link.attrs["aria-label"] = attribute(link, "title")
        del link.attrs["title"]


def _tables(draft: Draft) -> None:
    """A wide table scrolls by keyboard: it lies in a region that takes the focus and has a name."""
    tables = [t for t in draft.nodes("table") if "highlighttable" not in attribute(t, "class")]
    lines = draft.source.tables
    for index, table in enumerate(tables):
        headers = [text_of(th) for th in table.css("thead th, caption")]
        if table.css_first("th") is None:
            line = lines[index] if len(lines) == len(tables) else draft.source.line
            draft.problem("table-without-header", Place(draft.source.file, line))
        _wrap(draft, table, index + 1, ", ".join(filter(None, headers)))


def _wrap(draft: Draft, table: LexborNode, number: int, columns: str) -> None:
    label = i18n.text("markup_table", draft.language).format(number=number)
    region = draft.tree.create_node("div")
    values = {
        "class": "table-scroll",
        "role": "region",
        "tabindex": "0",
        "aria-label": f"{label}: {columns}" if columns else label,
    }
    for name, value in values.items():
        region.attrs[name] = value
    region.insert_child(table)
    table.replace_with(region)
