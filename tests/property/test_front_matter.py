"""Front matter: no bytes crash the reader, and positions point at keys."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dreiklang import written
from dreiklang.written import yaml12
from dreiklang.written.dates import clock, iso_date, iso_moment
from dreiklang.written.front_matter import FrontMatter

YAMLISH = st.text(alphabet="ab:- \n\t[]{},'\"#&*!|>%@`?~1.\u2028\u00e9\x00\ufeff", max_size=80)
KEY = st.text(alphabet="abcäöü_", min_size=1, max_size=8)
SCALAR = st.text(alphabet="abc 123äé:#-'\"", max_size=20)
VALUE = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=3), max_leaves=10
)

LINES = st.lists(
    st.tuples(
        st.sampled_from(
            ("---", "--- \t", "----", " ---", "--", "", "a: b", "- c", "{", "T\u2028---", "\u2028")
        ),
        st.sampled_from(("\n", "\r\n", "\r")),
    ).map("".join),
    max_size=10,
).map("".join)
FENCED = st.sampled_from(("", "---\n", "---\r\n", "--- \t\r", "\n---\n", "\ufeff---\n")).flatmap(
    lambda begin: LINES.map(lambda lines: begin + lines)
)


@given(st.binary(max_size=200) | YAMLISH.map(lambda t: f"---\n{t}\n---\n{t}".encode()))
@settings(max_examples=400)
def test_no_bytes_crash_the_reader(raw):
    """Any bytes give values or problems that can be printed, in every way of reading."""
    documents = [
        written.read_front_matter(raw, "a.md"),
        written.read_yaml(raw, "mkdocs.yml", tags=written.MkDocsTags()),
        written.read_record(raw, "a.yml"),
    ]
    for document in documents:
        for problem in document.problems:
            assert problem.message("de")
            assert problem.message("en")
            assert problem.fix("de")
            assert problem.place.line >= 1
            assert problem.place.column >= 1


def is_fence(line: str) -> bool:
    """Three dashes from the line's first column, and nothing but blanks behind them."""
    return line.rstrip(" \t") == "---"


@given(FENCED)
@settings(max_examples=400)
def test_front_matter_ends_at_the_first_fence_below_line_one(text):
    """A text is parted at line 1 and at the first fence below it, and nowhere else; the body is the rest."""
    document = written.read_front_matter(text.encode(), "a.md")
    rest = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\ufffd")
    first, *below = rest.split("\n")
    ends = [number for number, line in enumerate(below) if is_fence(line)]
    codes = {problem.code for problem in document.problems}
    if not is_fence(first):
        assert (document.data, document.body, document.body_line) == (None, rest, 1)
        assert codes & {"front-matter-late", "front-matter-missing"}
    elif not ends:
        assert (document.data, document.body) == (None, "")
        assert "front-matter-open" in codes
    else:
        assert document.body == "\n".join(below[ends[0] + 1 :])
        assert document.body_line == ends[0] + 3


@given(LINES.map(lambda lines: lines.replace("\r\n", "\n").replace("\r", "\n")))
@settings(max_examples=400)
def test_parts_of_a_text_put_together_are_the_text(lines):
    """No character is lost where front matter is split off, the fences alone stand between the parts."""
    text = f"---\n{lines}---\n"
    front, body = FrontMatter("a.md").split(text)
    begin, fence = f"---\n{front}", text.removeprefix(f"---\n{front}").partition("\n")[0]
    assert text == f"{begin}{fence}\n{body}"
    assert is_fence(fence)


def as_yaml(value: object, indent: int) -> str:
    """A value in plain block style."""
    if isinstance(value, dict) and value:
        lines = (f"{' ' * indent}{key}:{as_yaml(item, indent + 2)}" for key, item in value.items())
        return "\n" + "\n".join(lines)
    if isinstance(value, list) and value:
        return "\n" + "\n".join(f"{' ' * indent}-{as_yaml(item, indent + 2)}" for item in value)
    if isinstance(value, str):
        return " '" + value.replace("'", "''") + "'"
    return " {}" if isinstance(value, dict) else " []"


@given(st.dictionaries(KEY, VALUE, min_size=1, max_size=4))
@settings(max_examples=200)
def test_positions_point_at_the_key(data):
    """What is written is read back, and at each key's position stands that key."""
    text = f"---{as_yaml(data, 0)}\n---\nText"
    document = written.read_front_matter(text.encode(), "a.md")
    assert document.problems == ()
    assert document.data == data
    lines = text.split("\n")
    for name, (line, column) in document.lines.items():
        key = name.rpartition(".")[2]
        if not key.isdigit():
            assert lines[line - 1][column - 1 :].startswith(f"{key}:")


@given(st.text(alphabet="0123456789.:/- TUhrMaiSeptembr", max_size=30))
def test_suggestions_for_dates_never_crash(text):
    """Whatever stands where a date belongs, a suggestion is made or none."""
    assert isinstance(iso_date(text) + iso_moment(text) + clock(text), str)


@given(st.text(max_size=40))
def test_the_core_schema_takes_any_text(text):
    """Every unquoted scalar has a value."""
    assert isinstance(yaml12.core_schema(text), str | int | float | bool | None)
