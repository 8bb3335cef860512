"""A body knows its headings, sections and anchors, with their lines."""

from __future__ import annotations

import pytest

from converted import body, codes, html, places
from dreiklang.markup import slugs


def test_headings_have_german_anchors_and_lines():
    """Anchors are ASCII words; lines count in the file, whatever stands before."""
    text = "Text\n\n## Übergänge & Maße\n\n```\n## kein Titel\n```\n\nGroß\n----\n\n### Rollen `klären`"
    found = [(h.level, h.id, h.text, h.line) for h in body(text, line=10).headings]
    assert found == [
        (2, "uebergaenge-masse", "Übergänge & Maße", 12),
        (2, "gross", "Groß", 18),
        (3, "rollen-klaeren", "Rollen klären", 21),
    ]


def test_equal_headings_have_different_anchors():
    """The second of two equal headings gets a number."""
    ids = [h.id for h in body("## Rollen\n\n## Rollen").headings]
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("title", "anchor"), [("DK 5", "abschnitt-dk-5"), ("T 12", "abschnitt-t-12"), ("→", "abschnitt")]
)
def test_reserved_anchors_are_avoided(title, anchor):
    """No heading takes an anchor of the theme or of a turn, and none is empty."""
    assert body(f"## {title}").headings[0].id == anchor


def test_slugs_know_german_and_its_neighbours():
    """Umlauts become two letters, other accents are dropped, however they are composed."""
    assert slugs.slug("Öl & Gas: Straße") == "oel-gas-strasse"
    assert slugs.slug("O\u0308l") == "oel"
    assert slugs.slug("Kováčová, Yıldız, Łódź") == "kovacova-yildiz-lodz"


def test_a_heading_of_the_first_level_is_a_problem():
    """The page's title is the only heading of the first level."""
    assert places("Text\n\n# Titel") == [("heading-first-level", 3, 1)]
    assert codes("Titel\n=====") == ["heading-first-level"]


def test_a_heading_jump_is_a_problem():
    """A level that is left out is named at the heading; going back up is not a jump."""
    assert places("## A\n\n#### B\n\n## C\n\n### D") == [("heading-jump", 3, 1)]
    assert codes("### A") == ["heading-jump"]


def test_a_heading_without_words_is_a_problem():
    """An empty heading is named."""
    assert codes("## A\n\n<h2></h2>") == ["heading-empty"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Einleitung", "introduction"),
        ("Umsetzung: so geht es", "implementation"),
        ("Selbsteinschätzung", "self-assessment"),
        ("Rückblick auf den Abend", "report"),
        ("Bericht", "report"),
        ("Transkript", "transcript"),
        ("Self-assessment", "self-assessment"),
        ("Schritte {: .section-implementation }", "implementation"),
        ("Einleitungen", ""),
        ("Quellen", ""),
    ],
)
def test_sections_know_their_kind(title, kind):
    """The heading's first word or its class says what a section is."""
    assert body(f"## {title}\n\nText").sections[0].kind == kind


def test_sections_add_up_to_the_whole():
    """Headings and sections together are the page; the text before the first heading is one of them."""
    found = body("Vorab\n\n## Einleitung\n\nEins\n\n### Unten\n\nZwei\n\n## Umsetzung\n\nDrei")
    assert [(s.id, s.title) for s in found.sections] == [
        ("", ""),
        ("einleitung", "Einleitung"),
        ("umsetzung", "Umsetzung"),
    ]
    assert "<h3" in found.sections[1].html
    for section in found.sections:
        assert section.html in found.html


def test_a_heading_inside_something_does_not_split():
    """Only headings on the page's own level begin a section; HTML in code is no structure."""
    text = '## A\n\n=== "Reiter"\n\n    ## Innen\n\n    Text\n\n```html\n<h2>nein</h2>\n```\n\nEnde'
    assert [s.id for s in body(text).sections] == ["a"]


def test_own_anchors_are_kept():
    """An author's anchor stays as written."""
    assert body("## Titel {: #mein-anker }").headings[0].id == "mein-anker"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("## A {: #dk-menue }", "id-reserved"),
        ("## A {: #x }\n\n## B {: #x }", "id-twice"),
        ('<p id="2 x">Text</p>', "id-invalid"),
        ('<p id="dk-suche">Text</p>', "id-reserved"),
    ],
)
def test_wrong_anchors_are_refused(text, code):
    """An anchor of the theme, a second one of the same name and an invalid one are problems."""
    assert codes(text) == [code]
    assert 'id="dk-' not in html(text)


def test_generated_anchors_never_repeat_written_ones():
    """A heading does not take the anchor that something else has."""
    shown = html("## Rollen\n\n<p id='rollen'>x</p>")
    assert shown.count('id="rollen"') == 1
