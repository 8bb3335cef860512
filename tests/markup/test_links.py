"""Late links are bound when a page is put together."""

from __future__ import annotations

import pytest

from converted import body, html
from dreiklang.content.body import Block, Body, Heading, Turn
from dreiklang.markup import late_links
from dreiklang.markup.late_links import Bound, LateLink


@pytest.mark.parametrize(
    "late",
    [
        LateLink("name", "Büro & Co", "Über uns"),
        LateLink("name", "#07", bare=True),
        LateLink("name", "", "rollen"),
        LateLink("media", "docs/bilder/steg 2.svg"),
        LateLink("file", "docs/a?b.md", "x"),
        LateLink("embed", 'a"><b', "z1", bare=True),
    ],
    ids=lambda late: f"{late.kind} {late.target or late.fragment}",
)
def test_targets_survive_an_attribute(late):
    """What was encoded is decoded, and nothing in it can leave an attribute."""
    written = late_links.encode(late)
    assert late_links.decode(written) == late
    assert not set(written) & set("\"'<> ")


def test_each_link_gets_its_address():
    """Pages, sections, files and pictures get the resolver's answers."""
    shown = html("[[Koordination#Rollen|x]] [Datei](a.pdf) ![Bild](b.svg) [Netz](https://example.org)")
    bound = late_links.bind(shown, lambda late: f"/{late.kind}/{late.target}#{late.fragment}")
    assert 'href="/name/Koordination#Rollen"' in bound
    assert 'href="/media/docs/bausteine/a.pdf#"' in bound
    assert 'src="/media/docs/bausteine/b.svg#"' in bound
    assert 'href="https://example.org"' in bound
    assert "dk:" not in bound


def test_what_is_not_there_becomes_text():
    """A link without a target leaves its words, a picture its description."""
    shown = late_links.bind(html("[[Fehlt|die **Worte**]] ![Ein Bild](b.svg)"), lambda late: None)
    assert shown == "<p><span>die <strong>Worte</strong></span> <span>Ein Bild</span></p>"
    assert late_links.bind(html("![Ein Bild](b.svg)"), lambda late: None) == "<p><span>Ein Bild</span></p>"


def test_answers_are_escaped():
    """Whatever a resolver answers cannot leave its attribute or become an element."""
    hostile = Bound('x"><script>', css_class='"><b>', text="<i>&", attributes=(("title", '"<'),))
    bound = late_links.bind(html("[[A]]"), lambda late: hostile)
    assert "<script" not in bound
    assert "<b>" not in bound
    assert "&lt;i&gt;&amp;" in bound


def test_a_class_and_words_can_be_added():
    """The target's voice colours a reference; its title replaces the words only where none were written."""
    answer = Bound("../a/", css_class="voice-read", text="Titel")
    assert late_links.bind(html("[[a]]"), lambda late: answer) == (
        '<p><a class="ref voice-read" href="../a/">Titel</a></p>'
    )
    assert ">eigene</a>" in late_links.bind(html("[[a|eigene]]"), lambda late: answer)


def test_pictures_get_size_and_credit():
    """A picture alone shows its credit; size and alt can be set on every picture."""
    answer = Bound("b.svg", credit="Bild: N. Lind", attributes=(("width", "10"), ("alt", "Neu")))
    shown = late_links.bind(html('![Alt](b.svg "Titel")'), lambda late: answer)
    assert shown == (
        '<figure class="figure"><img alt="Neu" src="b.svg" width="10"><figcaption><span>Titel</span>'
        '<span class="credit">Bild: N. Lind</span></figcaption></figure>'
    )


def test_a_picture_in_a_link_is_bound_with_it():
    """Both addresses are put in."""
    shown = late_links.bind(html("[![Alt](b.svg)](a.md)"), lambda late: f"/{late.kind}")
    assert '<a href="/file"><img alt="Alt" src="/media"></a>' in shown


def test_embeds_show_what_they_name():
    """An embed is replaced by the block; without one a link stays."""
    shown = html("Text\n\n![[Folge 3#z1]]\n\nText")
    assert "<p>Text</p>\n<b>Zitat z1</b>\n<p>Text</p>" in late_links.embeds(
        shown, lambda late: f"<b>Zitat {late.fragment}</b>"
    )
    kept = late_links.embeds(shown, lambda late: None)
    assert 'href="/embed"' in late_links.bind(kept, lambda late: f"/{late.kind}")


@pytest.mark.parametrize("forged", ["dk:name:x", "DK:media:x", "dk:", "dk:embed:a#b"])
def test_a_forged_late_link_is_removed(forged):
    """Nobody but the conversion writes late links."""
    for text in (
        f'<a href="{forged}">Text</a>',
        f"[Text]({forged})",
        f"<template><a href='{forged}'>x</a></template>",
    ):
        assert "dk:" not in html(text).lower()


def test_text_without_late_links_is_the_same_object():
    """Nothing is searched where there is nothing to bind."""
    text = "<p>Text</p>"
    assert late_links.bind(text, lambda late: None) is text


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ("rollen-klaeren", "rollen-klaeren"),
        ("Rollen klären", "rollen-klaeren"),
        ("rollen  KLAEREN", "rollen-klaeren"),
        ("z1", "z1"),
        ("t-4", "t-4"),
        ("fehlt", None),
        ("", None),
    ],
)
def test_a_fragment_is_an_anchor_or_the_words_of_a_heading(fragment, found):
    """Sections are named by their words or their anchor, blocks and turns by their anchor."""
    whole = Body(
        headings=(Heading(2, "rollen-klaeren", "Rollen klären", 1),),
        blocks=(Block("quote", "z1", "", "", 1),),
        turns=(Turn("A", 4, "x", "t-4"),),
    )
    assert late_links.anchor(whole, fragment) == found


def test_a_link_without_words_of_its_own_says_so():
    """Only a reference without a bar is bare."""
    seen = []
    late_links.bind(body("[[A]] [[B|x]]").html, lambda late: seen.append((late.target, late.bare)))
    assert seen == [("A", True), ("B", False)]


def test_brackets_in_an_address_do_not_hide_its_place():
    """A link with brackets in its address is found where it stands, as in ``…/Halle_(Saale)``."""
    (found,) = body("Text.\n\nIn [Halle](https://example.org/Halle_(Saale)).\n").references
    assert found.target == "https://example.org/Halle_(Saale)"
    assert found.column == 4
