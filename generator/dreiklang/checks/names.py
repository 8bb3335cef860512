"""Names in fields lead to records of the right kind."""

from __future__ import annotations

from collections.abc import Iterator

from dreiklang.content.entries import Entry
from dreiklang.content.fields import Common
from dreiklang.content.kinds import KINDS, Kind
from dreiklang.content.library import Library, fold
from dreiklang.content.record_fields import RECORDS, written_names
from dreiklang.content.references import resolve
from dreiklang.ground.problems import Problem, suggestion
from dreiklang.site.site import Site


def fields_name_records(site: Site) -> Iterator[Problem]:
    """A name in a field means exactly one record of the right kind."""
    for entry in site.library.entries:
        for field, kinds in RECORDS.items():
            # By its name: the table holds for every kind, whether it has the field or not.
            for position, name in written_names(field, getattr(entry.fields, field, None)):
                yield from _problem(site, entry, position, name, kinds)


def _problem(
    site: Site, entry: Entry, position: str, name: str, kinds: tuple[Kind[Common], ...]
) -> Iterator[Problem]:
    found = site.library.named(name, *kinds) if kinds else resolve(site.library, name)
    if len(found) == 1:
        return
    values = {"name": name, "field": position.partition(".")[0], **near(site.library, name, kinds)}
    if found:
        values["candidates"] = ", ".join(f"{e.id} ({e.path})" for e in found)
    yield Problem("name-ambiguous" if found else "name-unknown", entry.place(position), values)


def near(library: Library, name: str, kinds: tuple[Kind[Common], ...] = ()) -> dict[str, str]:
    """The nearest known name as a question, in both languages."""
    known = list(library.names(*kinds))
    return {f"near_{lang}": suggestion(name, known, lang) for lang in ("de", "en")}


def names_are_unique(site: Site) -> Iterator[Problem]:
    """An alias never takes the name of another page of its kind."""
    for entry in site.library.entries:
        for index, alias in enumerate(entry.fields.aliases):
            others = [e for e in site.library.named(alias, KINDS[entry.kind]) if e.id != entry.id]
            if others and fold(alias) != fold(entry.title):
                values = {"alias": alias, "other": others[0].path}
                yield Problem("alias-taken", entry.place(f"aliases.{index}"), values)
