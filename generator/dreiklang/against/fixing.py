"""Writes the missing entries of ``changes`` into events: a proposal that an editor reads and confirms.

Only what the comparison knows is written: which field changed, when it was found, and what stood
there before. That is true even if it is published unread; that somebody should read it stands in a
comment. Nothing else of a file changes, to the byte, and what was written is read back before it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from dreiklang import i18n, written
from dreiklang.content.entries import Entry
from dreiklang.feeds.formats.plain_text import line
from dreiklang.ground.problems import Place, Problem, in_order
from dreiklang.importing import file_writing
from dreiklang.loading import paths
from dreiklang.site.site import Site

CODE = "against-event-changed"
"""The one finding that a line can settle; what vanished has to be restored by people."""


@dataclass(frozen=True)
class Fixed:
    """Files with new entries, whether git knew their state before, and what has to be done by hand."""

    changed: tuple[str, ...] = ()
    unsaved: bool = False
    problems: tuple[Problem, ...] = ()


def fix(site: Site, found: Iterable[Problem]) -> Fixed:
    """Writes an entry for each event that changed without one. The same change is written once."""
    wanted: dict[str, dict[str, list[str]]] = {}
    for problem in in_order(found):
        entry = site.library.by_path(problem.place.file)
        if problem.code == CODE and entry and paths.is_inside(site.root, entry.path):
            fields = wanted.setdefault(entry.path, {})
            fields.setdefault(str(problem.values["field"]), _proposal(site, entry, problem.values))
    unsaved = file_writing.unsaved(site.root, wanted) if wanted else False
    changed, problems = [], []
    for path, fields in wanted.items():
        raw = (site.root / path).read_bytes()
        content = with_entries(raw, path, list(fields.values()))
        if content is None:
            problems.append(Problem("against-not-fixed", Place(path)))
            continue
        file_writing.write_file(site.root / path, content)
        changed.append(path)
    return Fixed(tuple(changed), unsaved, tuple(problems))


def _proposal(site: Site, entry: Entry, values: Mapping[str, object]) -> list[str]:
    """The rows of an entry, the first without its dash, with a comment that readers never see."""
    language = entry.fields.lang or site.language
    rows = str(values[f"entry_{language}"]).removeprefix("changes:\n").split("\n")
    note = i18n.text("against_proposal", language).format(source=line(str(values["source"])))
    return [f"# {note}", *(row[4:] for row in rows)]


def with_entries(raw: bytes, path: str, entries: Sequence[Sequence[str]]) -> bytes | None:
    """The file with further entries at the end of ``changes``; None where they cannot be put in safely.

    An entry is a comment and its rows (``date: …``, ``field: …``).
    """
    document = written.read_front_matter(raw, path)
    if document.data is None or document.problems:
        return None
    newline = "\r\n" if b"\r\n" in raw else "\n"
    lines = raw.decode("utf-8").splitlines(keepends=True)
    fence = document.body_line - 2
    made = _inserted(lines[1:fence], document.lines, entries, newline)
    if made is None:
        return None
    content = "".join([lines[0], *made, *lines[fence:]]).encode()
    return content if _reads_back(content, path, document, entries) else None


def _inserted(
    head: list[str], known: Mapping[str, tuple[int, int]], entries: Sequence[Sequence[str]], newline: str
) -> list[str] | None:
    if "changes" not in known:
        return [*head, f"changes:{newline}", *_block(entries, "  ", newline)]
    at = known["changes"][0] - 2
    value = re.sub(r"\s+#.*", "", head[at].partition(":")[2]).strip()
    if value:
        return _into_flow(head, entries)
    # Comments before the next field belong to it.
    following = [row - 2 for name, (row, _) in known.items() if "." not in name and row - 2 > at]
    end = min([*following, len(head)])
    while end > at + 1 and re.fullmatch(r"(#.*)?\s*", head[end - 1]):
        end -= 1
    dash = next((found[1] for row in head[at + 1 : end] if (found := re.match(r"( *)- ", row))), "  ")
    return [*head[:end], *_block(entries, dash, newline), *head[end:]]


def _block(entries: Sequence[Sequence[str]], indent: str, newline: str) -> list[str]:
    """Entries as block sequence (YAML 1.2.2, 8.2.1), indented like those before."""
    rows = []
    for note, first, *rest in entries:
        rows += [f"{indent}{note}", f"{indent}- {first}", *(f"{indent}  {row}" for row in rest)]
    return [row + newline for row in rows]


def _into_flow(head: list[str], entries: Sequence[Sequence[str]]) -> list[str] | None:
    """Entries before the bracket that ends a flow sequence (7.4.1); the comment has no place there."""
    text = "".join(head)
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    values = node.value if isinstance(node, yaml.MappingNode) else []
    found = next((value for key, value in values if key.value == "changes"), None)
    if not isinstance(found, yaml.SequenceNode) or not found.flow_style:
        return None
    end = found.end_mark.index - 1
    before = text[:end].rstrip()
    comma = "" if before.endswith(("[", ",")) else ","
    rows = ", ".join(f"{{{', '.join(map(_quoted, entry[1:]))}}}" for entry in entries)
    return f"{before}{comma}{'' if before.endswith('[') else ' '}{rows}{text[end:]}".splitlines(keepends=True)


def _quoted(row: str) -> str:
    """A row as part of a flow mapping: a moment there is safe in quotes alone."""
    key, _, value = row.partition(": ")
    return f"{key}: {value}" if value.startswith('"') else f'{key}: "{value}"'


def _reads_back(
    content: bytes, path: str, before: written.Document, entries: Sequence[Sequence[str]]
) -> bool:
    """The same fields and text as before, and the entries behind those that were there."""
    now = written.read_front_matter(content, path)
    if now.data is None or now.problems or now.body != before.body:
        return False
    added: list[Any] = [yaml.safe_load("\n".join(map(_quoted, entry[1:]))) for entry in entries]
    return bool(now.data == {**before.data, "changes": [*(before.data.get("changes") or []), *added]})
