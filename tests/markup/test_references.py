"""References, links and pictures are recorded with their places and checked."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from converted import body, codes, html, places


def recorded(text: str, **options):
    """Kind, target, fragment, text, line and column of what a text points to."""
    return [
        (r.kind, r.target, r.fragment, r.text, r.line, r.column) for r in body(text, **options).references
    ]


@pytest.mark.parametrize(
    ("written", "target", "fragment", "text"),
    [
        ("[[Koordination]]", "Koordination", "", "Koordination"),
        ("[[Koordination|die Stelle]]", "Koordination", "", "die Stelle"),
        ("[[Koordination#Rollen]]", "Koordination", "Rollen", "Koordination"),
        ("[[Koordination#Rollen|mehr über Rollen]]", "Koordination", "Rollen", "mehr über Rollen"),
        ("[[#07]]", "#07", "", "#07"),
        ("[[Baustein  7]]", "Baustein 7", "", "Baustein 7"),
        ("[[#Rollen]]", "", "Rollen", "Rollen"),
    ],
)
def test_references_by_name(written, target, fragment, text):
    """A name, its section and its words are recorded where they stand."""
    assert recorded(f"Siehe {written} dort.") == [("name", target, fragment, text, 1, 7)]


def test_references_are_no_references_in_code():
    """Code, fenced or inline, and escaped brackets are left alone."""
    text = "`[[A]]` \\[[B]] ``x [[C]]``\n\n```\n[[D]]\n```\n\n    [[E]]\n\n[[F]]"
    assert recorded(text) == [("name", "F", "", "F", 9, 1)]
    assert "<code>[[A]]</code>" in html(text)


def test_places_count_from_the_files_first_line():
    """Lines and columns are those of the source file, code before it notwithstanding."""
    text = "```\n[[A]]\n```\n`[[A]]` und\n[[A]], [[A|x]], [[B]]"
    assert [(r.target, r.line, r.column) for r in body(text, line=21).references] == [
        ("A", 25, 1),
        ("A", 25, 8),
        ("B", 25, 17),
    ]


def test_a_bar_in_a_table_belongs_to_the_reference():
    """``[[Name|text]]`` works in a table, with and without a backslash."""
    text = "| a | b |\n|---|---|\n| [[A|eins]] | [[B\\|zwei]] |"
    assert [(r.target, r.text) for r in body(text).references] == [("A", "eins"), ("B", "zwei")]


def test_embeds_stand_alone():
    """An embed that is a paragraph is marked as one; within a text it is a problem."""
    assert '<p class="embed"><a class="ref" href="dk:embed:Folge%203?#z1">' in html("![[Folge 3#z1]]")
    assert recorded("![[Folge 3#z1]]") == [("embed", "Folge 3", "z1", "Folge 3", 1, 1)]
    assert places("Text ![[Folge 3]] Text") == [("embed-not-alone", 1, 6)]


@pytest.mark.parametrize(
    ("written", "kind", "target", "fragment"),
    [
        ("[Folge](../../episodes/staffel-1/a.md)", "file", "episodes/staffel-1/a.md", ""),
        ("[Folge](../../episodes/staffel-1/a.md#t-4)", "file", "episodes/staffel-1/a.md", "t-4"),
        ("[Nachbar](rollen.md)", "file", "docs/bausteine/rollen.md", ""),
        ("[Wurzel](/docs/index.md)", "file", "docs/index.md", ""),
        ("[Abschnitt](#rollen)", "file", "docs/bausteine/koordination.md", "rollen"),
        ("[Leitfaden](../material/leitfaden%20neu.pdf)", "media", "docs/material/leitfaden neu.pdf", ""),
        ("![Ein Steg](../bilder/steg.svg)", "media", "docs/bilder/steg.svg", ""),
        ("[Netz](https://example.org/a#b)", "web", "https://example.org/a#b", ""),
        ("<https://example.org/>", "web", "https://example.org/", ""),
        ("[Netz][n]\n\n[n]: https://example.org/", "web", "https://example.org/", ""),
        ('<a href="rollen.md">Nachbar</a>', "file", "docs/bausteine/rollen.md", ""),
        ("[Netz](//example.org/a)", "web", "https://example.org/a", ""),
    ],
)
def test_ordinary_links_are_recorded(written, kind, target, fragment):
    """Links that work on the git host become paths from the project's root."""
    assert [(r.kind, r.target, r.fragment) for r in body(written).references] == [(kind, target, fragment)]


def test_mail_and_telephone_are_left_as_they_are():
    """Addresses for mail and telephone are links and no references."""
    text = "[Post](mailto:a@example.org) und [Telefon](tel:+49301234)"
    assert 'href="mailto:a@example.org"' in html(text)
    assert 'href="tel:+49301234"' in html(text)
    assert recorded(text) == []
    assert codes(text) == []


def test_a_picture_without_alt_is_only_recorded():
    """Whether a picture may go without words stands beside the file, so it is recorded with none."""
    assert recorded("![](../bilder/steg.svg)") == [("media", "docs/bilder/steg.svg", "", "", 1, 1)]
    assert 'alt=""' in html('<img src="../bilder/steg.svg">')


@pytest.mark.parametrize(
    "path", ["../../../x.md", "%2e%2e/%2e%2e/%2e%2e/x.md", "a\\b.md", "..\\..\\..\\x.md", "a%00b.md"]
)
def test_paths_stay_in_the_project(path):
    """A path out of the project, with backslashes or control characters is refused."""
    shown = html(f"[Titel]({path})")
    assert codes(f"[Titel]({path})") == ["link-outside"]
    assert "href" not in shown
    assert "Titel" in shown


def test_pictures_from_elsewhere_are_refused():
    """A picture of another server would tell it who reads: its words stay, the picture goes."""
    text = "![Ein Steg](https://example.org/steg.png)"
    assert codes(text) == ["image-elsewhere"]
    assert "<img" not in html(text)
    assert "Ein Steg" in html(text)


@pytest.mark.parametrize(
    "words", ["hier", "Here", "mehr", "click here", "**hier**", "mehr …", "Mehr erfahren"]
)
def test_link_words_that_say_nothing_are_problems(words):
    """A link says where it leads."""
    assert places(f"Text [{words}](rollen.md)") == [("link-vague", 1, 6)]


def test_link_words_of_references_are_checked_too():
    """``[[Name|hier]]`` says as little as any other link called so."""
    assert codes("[[Koordination|hier]]") == ["link-vague"]


def test_a_link_without_a_target_is_a_problem():
    """Round brackets with nothing in them are named; the words stay."""
    assert places("a [Leitfaden]()") == [("link-without-target", 1, 3)]
    assert html("a [Leitfaden]()") == "<p>a Leitfaden</p>"


def test_links_never_stand_within_each_other():
    """Of links that HTML puts into each other none stays within another; the empty one is a problem."""
    written = '<a href="a.md"><table><tr><th><a href="b.md">Innen</a></th></tr></table></a>'
    assert LexborHTMLParser(html(written)).css("a a") == []
    assert "Innen" in html(written)
    assert codes(written) == ["link-empty"]


def test_a_link_without_words_is_a_problem():
    """An empty link is named; one that holds a described picture is not empty."""
    assert places("a [](rollen.md)") == [("link-empty", 1, 3)]
    assert codes("[![Ein Steg](../bilder/steg.svg)](rollen.md)") == []
