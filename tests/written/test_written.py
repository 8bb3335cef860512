"""Files as written: plain values, positions, and words for what is wrong."""

from __future__ import annotations

import typing

import pytest
from frontmatter.default_handlers import BaseHandler
from mkdocs.utils.yaml import yaml_load
from pydantic import BaseModel, ValidationError

from dreiklang import i18n, written
from dreiklang.content.kinds import KINDS
from dreiklang.loading.sidecars import Facts
from dreiklang.settings import Options, Settings
from dreiklang.written import dates, field_problems, german_names


def front(fields: str, body: str = "") -> written.Document:
    """A text read from its front matter."""
    return written.read_front_matter(f"---\n{fields}\n---\n{body}".encode(), "a.md")


def codes(document: written.Document) -> list[str]:
    """``line:column code`` of each problem."""
    return [f"{p.place.line}:{p.place.column} {p.code}" for p in document.problems]


@pytest.mark.parametrize("value", ["01001000", "no", "02", "31:20", "1e3", "0x10", "2026-09-30", "true"])
def test_scalars_of_front_matter_stay_text(value):
    """An official key, a season, `no` and times are taken as written."""
    assert front(f"field: {value}").data == {"field": value}


@pytest.mark.parametrize("value", ["", "~", "null"])
def test_nothing_written_is_none(value):
    """An empty value and null mean that nothing was written; quoted they are text."""
    assert front(f"field: {value}").data == {"field": None}
    assert front('field: "null"').data == {"field": "null"}


def test_numbers_are_keys_as_text():
    """Keys are text, whatever they look like."""
    assert front("404: a\ntrue: b").data == {"404": "a", "true": "b"}


def test_positions_count_in_the_whole_file():
    """Every dotted name has line and column of its key, counted in the whole file."""
    document = front("id: a\nchapters:\n  - time: 0:00\n    title: ü")
    assert document.lines == {
        "id": (2, 1), "chapters": (3, 1), "chapters.0": (4, 5), "chapters.0.time": (4, 5),
        "chapters.0.title": (5, 5),
    }  # fmt: skip


def test_a_name_that_is_not_written_stands_at_its_parent():
    """A missing field is shown at the nearest written parent, else at the start of the file."""
    document = front("image:\n  alt: Bild")
    assert str(document.place("image.file", "a.md")) == "a.md:2:1"
    assert str(document.place("title", "a.md")) == "a.md:1:1"


def test_line_separators_do_not_move_positions():
    """U+2028, as layout programs leave it, is named and moves no position below it."""
    document = front("title: a\u2028b\nid: c")
    assert codes(document) == ["2:9 text-control-character"]
    assert document.lines["id"] == (3, 1)


def test_the_body_follows_with_its_line():
    """The text below the front matter keeps its blank lines and knows where it begins."""
    document = front("id: a", "\nHinweis: Text\n---\n")
    assert (document.body, document.body_line) == ("\nHinweis: Text\n---\n", 4)


def test_windows_line_ends_are_accepted():
    """CRLF is as good as LF."""
    document = written.read_front_matter(b"---\r\nid: a\r\n---\r\nText\r\n", "a.md")
    assert (document.data, document.body, document.problems) == ({"id": "a"}, "Text\n", ())


def test_a_dash_line_inside_a_text_block_is_text():
    """Only an unindented line of dashes ends the front matter."""
    assert front("summary: |\n  eins\n  ---\n  zwei").data == {"summary": "eins\n---\nzwei\n"}


def test_empty_front_matter_is_an_empty_mapping():
    """Two lines of dashes are front matter without fields."""
    assert written.read_front_matter(b"---\n---\nText", "a.md").data == {}


def test_python_frontmatter_splits_the_text(monkeypatch):
    """Front matter is split off by python-frontmatter's handler, once, at our fences."""
    given, split = [], BaseHandler.split

    def told(handler, text):
        given.append(text)
        return split(handler, text)

    monkeypatch.setattr(BaseHandler, "split", told)
    document = front("id: a", "Text\n---\n")
    assert (document.data, document.body) == ({"id": "a"}, "Text\n---\n")
    assert given == ["---\nid: a\n---\nText\n---\n"]


@pytest.mark.parametrize("fence", ["----", " ---", "---x", "-- -"])
def test_only_three_dashes_are_a_fence(fence):
    """A longer line of dashes, an indented one or one with more behind it ends no front matter."""
    assert codes(written.read_front_matter(f"---\nid: a\n{fence}\n".encode(), "a.md")) == [
        "1:1 front-matter-open"
    ]


def test_a_duplicate_key_names_both_lines():
    """The second of two equal keys is the problem, and it says where the first one stands."""
    document = front("id: a\ntitle: b\nid: c")
    assert codes(document) == ["4:1 yaml-key-twice"]
    assert document.problems[0].values["first"] == 2
    assert document.data == {"id": "a", "title": "b"}


def test_an_alias_repeats_a_value():
    """Anchors and aliases work within their bounds."""
    assert front("a: &x [1]\nb: *x").data == {"a": ["1"], "b": ["1"]}


def test_a_value_cannot_hold_itself():
    """An alias inside its own anchor is unknown, not endless."""
    assert codes(front("a: &x [*x]")) == ["2:8 yaml-alias-unknown"]


def test_a_file_that_is_too_large_is_not_read():
    """More than five million bytes are no text."""
    assert codes(written.read_front_matter(b"x" * 5_000_001, "a.md")) == ["1:1 file-too-large"]


def test_a_line_that_is_too_long_is_named():
    """A line of more than 20,000 characters is refused at its line."""
    assert codes(front("id: a", "x" * 20_001)) == ["4:20001 text-line-too-long"]


def test_utf_16_is_recognised_without_a_mark():
    """UTF-16 is named as such, with and without a byte order mark."""
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        raw = "---\nid: a\n---\n".encode(encoding)
        assert codes(written.read_front_matter(raw, "a.md")) == ["1:1 file-utf16"]


def test_an_old_encoding_is_shown_with_the_letter_that_was_meant():
    """In Latin-1 the first foreign byte is named at its column."""
    (problem,) = written.read_front_matter("---\ntitle: Mülheim\n---\n".encode("latin-1"), "a.md").problems
    assert (problem.place.line, problem.place.column, problem.values["character"]) == (2, 9, "ü")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", 1), ("0o17", 15), ("0xff", 255), ("-1.5e3", -1500.0), ("true", True), ("no", "no"), ("010", 10),
     ("31:20", "31:20"), ("~", None), ("-.inf", float("-inf"))],
)  # fmt: skip
def test_yaml_files_follow_the_core_schema(value, expected):
    """Settings are typed by the core schema of YAML 1.2."""
    assert written.read_yaml(f"a: {value}".encode(), "mkdocs.yml").data == {"a": expected}


def test_records_stay_text():
    """A file beside a picture is read like front matter."""
    assert written.read_record(b"credit: 007", "a.yml").data == {"credit": "007"}


def test_a_second_document_is_a_problem():
    """A YAML file holds one document."""
    assert codes(written.read_yaml(b"a: 1\n---\nb: 2\n", "mkdocs.yml")) == ["2:1 yaml-second-document"]


def test_python_names_of_material_become_functions():
    """The tags that Material's manual shows are resolved."""
    raw = b"f: !!python/name:pymdownx.superfences.fence_code_format"
    found = written.read_yaml(raw, "mkdocs.yml", tags=written.MkDocsTags())
    assert callable(found.data["f"])
    assert found.problems == ()


@pytest.mark.parametrize(
    "tag",
    ["!!python/name:os.system", "!!python/name:pymdownx.snippets.os", "!!python/name:pymdownx.nothing.there",
     "!!python/name:pymdownxevil.x.y", "!!python/object/apply:os.system", "!!python/name:material.x",
     "!!python/name:pymdownx.util.functools.partial", "!!set"],
)  # fmt: skip
def test_other_tags_are_refused(tag):
    """Nothing else that a tag could run is resolved."""
    document = written.read_yaml(f"f: {tag} []".encode(), "mkdocs.yml", tags=written.MkDocsTags())
    assert codes(document) == ["1:4 yaml-tag"]
    assert document.data == {"f": None}


def test_relative_stays_text():
    """`!relative` is tolerated as plain text."""
    document = written.read_yaml(b"c: !relative $config_dir", "mkdocs.yml", tags=written.MkDocsTags())
    assert (document.data, document.problems) == ({"c": "$config_dir"}, ())


@pytest.mark.parametrize(
    "text",
    ["!ENV DK_SET", "!ENV [DK_NO, DK_SET, x]", "!ENV [DK_SET]", "!ENV [DK_NO, 3]", "!ENV [DK_NO, [a, 1]]",
     "!ENV [DK_NO, DK_NO, !ENV [DK_SET, x]]", "!ENV DK_NO", "!ENV [DK_NO]", "!ENV [DK_NO, null]",
     "!ENV DK_NUMBER", "!ENV DK_TRUE", "!ENV DK_EMPTY", "!ENV [DK_EMPTY, x]", "!ENV [DK_NO, {a: 1}]",
     '!ENV "DK_SET"', "\n  !ENV\n  - DK_NO\n  - DK_NUMBER\n  - x"],
)  # fmt: skip
def test_the_environment_is_read_as_mkdocs_reads_it(monkeypatch, text):
    """The first variable that is set counts, typed like any value; else the default, else nothing."""
    for name, value in {"SET": "wort: x", "NUMBER": "12", "TRUE": "true", "EMPTY": ""}.items():
        monkeypatch.setenv(f"DK_{name}", value)
    monkeypatch.delenv("DK_NO", raising=False)
    document = written.read_yaml(f"a: {text}".encode(), "mkdocs.yml", tags=written.MkDocsTags())
    assert document.data == yaml_load(f"a: {text}")
    assert document.problems == ()


@pytest.mark.parametrize("value", ["", "[]", "{a: b}", "[[A], b]", "[{a: b}, c]", "['', c]"])
def test_what_names_no_variable_is_a_problem(value):
    """`!ENV` without a name, or with something else in its place, is named where it stands."""
    document = written.read_yaml(f"a: !ENV {value}".encode(), "mkdocs.yml", tags=written.MkDocsTags())
    assert codes(document) == ["1:4 env-form"]


def test_variables_nobody_set_are_known_by_their_place():
    """A value without a variable and without a default is known, so that a needed one can be named."""
    tags = written.MkDocsTags()
    written.read_yaml(b"a: !ENV [DK_X, DK_Y, null]\nb: [1, !ENV DK_Z]\nc: !ENV [DK_Z, 1]", "m.yml", tags=tags)
    assert tags.unset == {"a": ("DK_X", "DK_Y"), "b.1": ("DK_Z",)}


def problem(kind: str, **data: object) -> object:
    """The only problem a model finds in a mapping, beside what it needs."""
    whole = {"id": "a", "title": "A"} | data
    model = KINDS[kind].model
    with pytest.raises(ValidationError) as caught:
        model.model_validate(whole)
    (detail,) = caught.value.errors()
    name = ".".join(map(str, detail["loc"]))
    return written.field_problem(detail, written.Document().place(name, "a.md"), name, model)


@pytest.mark.parametrize(
    ("key", "meant"),
    [("titel", "title"), ("Bundesländer", "regions"), ("bild", "image"), ("aliase", "aliases")],
)
def test_german_and_misspelt_keys_get_a_suggestion(key, meant):
    """An unknown key is answered with the field that is meant."""
    assert problem("page", **{key: "x"}).values["near_de"] == f"Meinten Sie „{meant}“?"


def test_suggestions_come_from_the_depth_of_the_key():
    """Inside a picture only a picture's fields are suggested."""
    found = problem("page", image={"file": "a.svg", "titel": "x"})
    assert found.values["near_de"] == ""
    assert found.values["known"] == (
        "alt, caption, consent, credit, decorative, file, licence, long_description"
    )


def test_possible_values_leave_out_what_nobody_writes():
    """The empty value of a field is none of the values that are offered."""
    assert problem("organisation", carries="operator").values["known"] == "initiator, funder"


def test_counting_begins_with_one_for_people():
    """The first item of a list is number 1."""
    found = problem("article", downloads=[{"title": "D", "file": "a.pdf"}, {"title": "D"}])
    assert found.values["field"] == "downloads 2: file"


@pytest.mark.parametrize(
    ("written_date", "iso"),
    [("12. September", "20xx-09-12"), ("30.09.2026", "2026-09-30"), ("30.9.26", "2026-09-30"),
     ("3. März 2027", "2027-03-03"), ("2026/9/3", "2026-09-03"), ("September 2026", "2026-09-01"),
     ("30. Sept. 2026, 14.30 Uhr", "2026-09-30"), ("morgen", ""), ("40.13.2026", "")],
)  # fmt: skip
def test_half_known_dates_get_their_iso_form(written_date, iso):
    """A date as people write it is suggested in ISO form."""
    assert dates.iso_date(written_date) == iso


@pytest.mark.parametrize(
    ("written_moment", "iso"),
    [("30.09.2026, 12.05 Uhr", "2026-09-30 12:05"), ("30.09.2026 12:05", "2026-09-30 12:05"),
     ("30. September 2026 um 9 Uhr", "2026-09-30 09:00"), ("12. September", "20xx-09-12 hh:mm"),
     ("2026-09-30T9:30", "2026-09-30 09:30"), ("bald", "")],
)  # fmt: skip
def test_half_known_moments_get_their_iso_form(written_moment, iso):
    """A date with a time as people write it is suggested in ISO form."""
    assert dates.iso_moment(written_moment) == iso


@pytest.mark.parametrize(
    ("time", "right"),
    [("31.20", "31:20"), ("1880", "31:20"), ("4m15s", "4:15"), ("1.04.15", "1:04:15"), ("x", "")],
)
def test_half_known_clock_times_get_a_suggestion(time, right):
    """A time in a recording is suggested with colons; whole numbers are seconds."""
    assert dates.clock(time) == right


def models() -> set[type[BaseModel]]:
    """Every model that text is checked against, with those inside."""
    found: set[type[BaseModel]] = set()

    def visit(hint: object) -> None:
        if isinstance(hint, type) and issubclass(hint, BaseModel) and hint not in found:
            found.add(hint)
            for info in hint.model_fields.values():
                visit(info.annotation)
        for part in typing.get_args(hint):
            visit(part)

    for model in (*(kind.model for kind in KINDS.values()), Options, Settings, Facts):
        visit(model)
    return found


def test_every_german_key_means_a_field_that_exists():
    """The table of German keys names fields of the models only."""
    known = {name for model in models() for name in model.model_fields}
    assert set(german_names.KEYS.values()) <= known


def test_every_pattern_of_the_models_has_words():
    """A value that does not fit a pattern is answered with words of its own."""
    patterns = set()
    for model in models():
        schema = str(model.model_json_schema())
        patterns |= {part.split("'")[0] for part in schema.replace("\\\\", "\\").split("'pattern': '")[1:]}
    assert patterns
    for pattern in patterns:
        detail = {"type": "string_pattern_mismatch", "ctx": {"pattern": pattern}, "loc": ("x",), "msg": ""}
        found = field_problems.field_problem(detail, written.Document().place("", "a"), "x", Options)
        assert found.code != "field-wrong", pattern
        assert found.code in i18n.problems()


def test_every_code_of_the_fields_is_described():
    """Each kind of finding has its words in the catalogue."""
    used = {*field_problems._TYPES.values(), *(code for _, code in field_problems._PATTERNS), "field-wrong"}
    assert used <= i18n.problems().keys()
