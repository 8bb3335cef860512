"""Every word of the interface is asked for somewhere, and every word asked for is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import get_args

import dreiklang
from dreiklang import i18n
from dreiklang.content import events, kinds, transcript_formats
from dreiklang.content.archive_facets import ArchiveFacet
from dreiklang.ground.problems import Severity
from dreiklang.markup import block_syntax
from dreiklang.markup.engine import _KEYS
from dreiklang.pages.layout import _NAV, _OVERVIEWS, _SEARCH_WORDS
from dreiklang.pages.related import _TELLING
from dreiklang.search import facets as search_facets
from dreiklang.site import archives

HOME = Path(dreiklang.__file__).parent
TREES = [ast.parse(file.read_text(encoding="utf-8")) for file in sorted(HOME.rglob("*.py"))]
TEMPLATES = [file.read_text(encoding="utf-8") for file in sorted(HOME.rglob("*.html"))]

ASKING: dict[str, Callable[[str], tuple[str, ...]]] = {
    "text": lambda key: (f"repeats_{key}" if key.startswith(("every_", "monthly_")) else key,),
    "_text": lambda key: (key,),
    "_word": lambda key: (key,),
    "counted": lambda key: (f"{key}_one", f"{key}_many"),
    "spelled": lambda key: (f"{key}_one", f"{key}_many"),
}
"""Functions that take a word's key or its beginning, and the keys they ask for."""


def choices(kind: str, field: str) -> set[str]:
    """What may be written into a field of a kind, "" left out."""
    return {*get_args(kinds.KINDS[kind].model.model_fields[field].annotation)} - {""}


def snake(values: Collection[str]) -> set[str]:
    """Values as they stand in keys."""
    return {value.replace("-", "_") for value in values}


OFF_THE_PLAN = {*get_args(events.Status)} - {"scheduled"}
VOICES = {kind.voice for kind in kinds.KINDS.values()} - {""}
FORMS = {*transcript_formats.FORMATS}
OF_A_RECORD = {ArchiveFacet.REGION, ArchiveFacet.PLACE, ArchiveFacet.TOPIC, ArchiveFacet.PERSON}
ADMONITIONS = {
    *"note abstract summary tldr info todo tip hint important success check done question help faq".split(),
    *"warning caution attention failure fail missing danger error bug example quote cite".split(),
}
"""What editors know from Material for MkDocs, with its second names."""

FAMILIES: dict[str, Collection[str]] = {
    "admonition_{}": ADMONITIONS,
    "about_{}": {"topics", "regions", "places"},
    "against_{}": {*get_args(events.Change.model_fields["field"].annotation)} - {"other"},
    "article_{}": choices("article", "type"),
    "contact_{}": {"mail", "phone"},
    "episode_{}": choices("episode", "type"),
    "event_mark_{}": {*OFF_THE_PLAN, "changed"},
    "event_notice_{}": {*OFF_THE_PLAN, "changed"},
    "events_by_{}": {*ArchiveFacet} - {ArchiveFacet.YEAR, ArchiveFacet.SERIES},
    "events_index_{}": archives.INDEXED,
    "events_of_{}_one": OF_A_RECORD,
    "events_of_{}_many": OF_A_RECORD,
    "events_{}": {"cancelled", "report"},
    "feed_news_{}": {"xml", "atom", "json"},
    "feed_{}": {"cancelled", "postponed", "moved_online"},
    "filter_{}": {*ArchiveFacet} - {ArchiveFacet.YEAR, ArchiveFacet.ATTENDANCE, ArchiveFacet.STATE},
    "import_change_{}": {"cancelled", "postponed", "moved_online"},
    "invented_{}": {name for name, kind in kinds.KINDS.items() if "invented" in kind.model.model_fields},
    "key_{}": snake(_KEYS),
    "kind_{}": snake(kinds.KINDS),
    "markup_{}": snake({block.NAME for block in vars(block_syntax).values() if getattr(block, "NAME", "")}),
    "nav_{}": snake({kind.name for kind, _ in _NAV}),
    "organisation_{}": choices("organisation", "carries"),
    "search_facet_{}": {facet.name for facet in search_facets.FACETS},
    "search_{}": _SEARCH_WORDS,
    "overview_{}": snake({*_OVERVIEWS, "building-block", "article"}),
    "partners_{}": choices("organisation", "carries"),
    "pdf_{}": {"tags", "title", "language"},
    "player_speed_{}": {str(number) for number in range(1, 7)},
    "player_title_{}": choices("episode", "type") - {"full"},
    "reason_{}": _TELLING,
    "recommendations_{}": {*VOICES, "other"},
    "severity_{}": {severity.value for severity in Severity},
    "status_{}": OFF_THE_PLAN,
    "subscribe_{}": {"newsletter", "podcast", "article", "event"},
    "transcript_as_{}": FORMS,
    "transcript_type_{}": FORMS,
    "transcript_reviewed{}": {"", "_by"},
    "transcript_{}": {"machine", "manual", "script"},
    "voice_{}": VOICES,
    "{}s_one": {"episode", "event"},
    "{}s_many": {"episode", "event"},
    "repeats_every_{}": {"day", "month", "year"},
    "repeats_every_{}s": {"day", "week", "month", "year"},
    "repeats_monthly_{}": {"nth", "days"},
}
"""Words whose end is known only when they are asked for, with every end there is."""

BESIDE = {"repeats_{}": "a rule in words", "{}_one": "one of what is counted", "{}_many": "a number of it",
          "{}_at": "a moment within a passage"}  # fmt: skip
"""What is put before or behind a key that stands whole in the code, and what for."""


def asked() -> Iterator[str]:
    """Every text in code and templates that may be a key."""
    for tree in TREES:
        yield from (
            n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
        )
    for template in TEMPLATES:
        yield from re.findall(r"\bt\.(\w+)", template)
        yield from re.findall(r"""["'](\w+)["']""", template)


def put_together() -> Iterator[str]:
    """Every key that is put together where a word is asked for, as ``kind_{}``."""
    calls = [node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        for value in call.args if name in ASKING else ():
            if isinstance(value, ast.JoinedStr):
                key = "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in value.values)
                yield from ASKING[name](key)
    for template in TEMPLATES:
        yield from (f"{beginning}{{}}" for beginning in re.findall(r'\bt\["(\w+)" ~', template))


def of_families() -> set[str]:
    """Every key that the families give."""
    return {family.format(end) for family, ends in FAMILIES.items() for end in ends}


def test_every_member_of_a_family_has_a_word():
    """A new kind, status, facet, … without a word would end a build where it is first shown."""
    assert of_families() - i18n.words("de").keys() == set()


def test_every_key_put_together_is_of_a_known_family():
    """A key that is put together stands above with all its ends: nobody could tell whether it is used."""
    assert {*put_together()} - FAMILIES.keys() - BESIDE.keys() == set()


def test_every_family_is_asked_for():
    """What is put together nowhere is no family: its beginning stands in some text of the code."""
    beginnings = {family.partition("{}")[0] for family in FAMILIES}
    texts = "\n".join([*(ast.unparse(tree) for tree in TREES), *TEMPLATES])
    assert {b for b in beginnings if b not in texts and b.removeprefix("repeats_") not in texts} == set()


def test_no_word_is_unused():
    """A word that nothing asks for is translated, read and kept for nobody."""
    whole = {*asked()}
    beside = {pattern.format(key) for pattern in BESIDE for key in whole}
    assert i18n.words("de").keys() - whole - beside - of_families() == set()
