"""Other pages that point to a moment of a conversation, on the page of the episode and on their own."""

from __future__ import annotations

import dataclasses

import pytest

import builders
import converted
import rendered
from dreiklang import checks
from dreiklang.content.body import Body, Turn, WordTiming
from dreiklang.media import transcripts
from dreiklang.pages.hear import episode
from dreiklang.pages.read import building_blocks
from dreiklang.site.site import Site

PATH = "podcast/staffel-1/anfang/index.html"
QUOTE = """## Wie es anfing

/// quote
    id: ein-blatt
    by: Cem Aksoy
    from: [[Der Anfang#t-10]]

Wir haben ein Blatt.
///
"""
MENTION = """## Vorbilder

Das Blatt ([[Der Anfang#t-10]]) hängt an der [Tür](../../episodes/staffel-1/anfang.md#t-3730).
"""


def block(id: str, text: str, number: int) -> object:
    """A building block with this text."""
    file = f"docs/bausteine/{id}.md"
    body = converted.body(text, file=file)
    return builders.entry("building-block", id, path=file, number=number, title=id.title(), body=body)


def library(*texts: str) -> Site:
    """An episode of three turns, and building blocks with these texts."""
    spoken = builders.turns(
        ("Leonie Harms", 0.0, "Guten Tag."),
        ("Cem Aksoy", 10.0, "Wir haben ein Blatt."),
        ("Leonie Harms", 3730.0, "An der Tür?"),
    )
    names = ("erster", "zweiter")
    written = [block(names[at], text, at + 1) for at, text in enumerate(texts)]
    return builders.site(
        builders.entry("podcast", "schau", path="episodes/index.md"),
        builders.entry("season", "s1", path="episodes/staffel-1/index.md"),
        builders.entry(
            "episode", "anfang", title="Der Anfang", number=1, parent="s1", body=Body(turns=spoken)
        ),
        builders.entry("person", "cem-aksoy", title="Cem Aksoy"),
        builders.entry("person", "leonie-harms", title="Leonie Harms"),
        *written,  # type: ignore[arg-type]
        media=[builders.facts("episodes/staffel-1/folge.mp3", "audio/mpeg", size=1_400_000, seconds=4000.0)],
    )


def test_a_quote_is_shown_at_the_turn_it_repeats():
    """A block whose ``from`` leads to a moment is named there, with the way to the block."""
    turn = rendered.tree(library(QUOTE), episode.episode_pages, PATH).css_first("#t-10")
    assert rendered.texts(turn.css(".cue__cited")) == ["Zitiert in Baustein #01: Erster"]
    assert turn.css_first(".cue__cited a").attributes["href"] == "../../../bausteine/erster/#ein-blatt"


def test_a_mention_is_shown_at_its_turn():
    """A link to a moment is named at that turn and leads to the heading above it."""
    page = rendered.tree(library(MENTION), episode.episode_pages, PATH)
    assert rendered.texts(page.css("#t-3730 .cue__cited")) == ["Erwähnt in Baustein #01: Erster"]
    assert page.css_first("#t-10 .cue__cited a").attributes["href"] == "../../../bausteine/erster/#vorbilder"


def test_quotes_come_before_mentions():
    """A turn that several pages point to says first who quotes it."""
    page = rendered.tree(library(MENTION, QUOTE), episode.episode_pages, PATH)
    lines = rendered.texts(page.css("#t-10 .cue__cited"))
    assert lines == ["Zitiert in Baustein #02: Zweiter", "Erwähnt in Baustein #01: Erster"]


def test_backlinks_gather_the_moments():
    """Each page that mentions the episode says which moments it points to, in order of time."""
    page = rendered.tree(library(MENTION), episode.episode_pages, PATH)
    lines = rendered.texts(page.css(".backlinks .meta"))
    assert lines == ["im Abschnitt „Vorbilder“", "zu hören ab 0:10, 1:02:10"]
    links = page.css(".backlinks .meta a")
    assert [(a.attributes["href"], a.attributes["data-t"]) for a in links] == [
        ("#t-10", "10"),
        ("#t-3730", "3730"),
    ]


def cut(*texts: str) -> Site:
    """The same, but its second turn is known to have a moment at 0:14.6."""
    site = library(*texts)
    spoken = Turn("Cem Aksoy", 10.0, "Wir haben ein Blatt. Es hängt an der Tür.", "t-10",
                  marks=(WordTiming(0, 10.0, 14.0), WordTiming(21, 14.6)))  # fmt: skip
    entries = [
        dataclasses.replace(e, body=dataclasses.replace(e.body, turns=(e.body.turns[0], spoken, e.body.turns[2])))
        if e.id == "anfang" else e
        for e in site.library.entries
    ]  # fmt: skip
    return builders.site(*entries, media=site.library.media.values())


def test_a_moment_within_a_turn_is_quoted_there():
    """Below the turn stands at which moment it is quoted, and by whom; the quote leads to the moment's words."""
    site = cut(QUOTE.replace("#t-10", "#t-14"), MENTION)
    assert [problem.code for problem in checks.check(site) if problem.code == "moment-unknown"] == []
    turn = rendered.tree(site, episode.episode_pages, PATH).css_first("#t-10")
    assert rendered.texts(turn.css(".cue__cited")) == [
        "Erwähnt in Baustein #02: Zweiter", "Ab 0:14 zitiert in Baustein #01: Erster",
    ]  # fmt: skip
    links = [(a.attributes["href"], a.attributes.get("data-t")) for a in turn.css(".cue__cited a")[1:]]
    assert links == [("#t-14", "14.6"), ("../../../bausteine/erster/#ein-blatt", None)]
    assert rendered.texts(turn.css("#t-14")) == ["Es hängt an der Tür."]
    quoting = rendered.tree(
        site, building_blocks.building_block_pages, "bausteine/erster/index.html"
    ).css_first(".quote__from a")
    assert rendered.texts([quoting]) == ["Der Anfang, ab 0:14"]
    assert quoting.attributes["href"] == "../../podcast/staffel-1/anfang/#t-14"


def test_backlinks_gather_moments_within_turns():
    """Moments that a page points to stand in order of time, within turns and at their begins."""
    page = rendered.tree(cut(MENTION + "\nUnd [[Der Anfang#t-14]].\n"), episode.episode_pages, PATH)
    assert rendered.texts(page.css(".backlinks .meta"))[1] == "zu hören ab 0:10, 0:14, 1:02:10"


def test_a_second_within_a_turn_leads_to_its_moment():
    """A missing moment names the one that runs then, not only the turn."""
    (found,) = (p for p in checks.check(cut("Siehe [[Der Anfang#0:20]].\n")) if p.code == "moment-unknown")
    assert "beginnt bei 0:14 (Cem Aksoy)" in found.fix("de")
    assert "Schreiben Sie #t-14." in found.fix("de")


@pytest.mark.parametrize(
    ("id", "codes"), [("t-10", ["anchor-twice"]), ("t-14", ["anchor-twice"]), ("t-11", [])]
)
def test_a_block_takes_no_moments_anchor(id, codes):
    """A block in the text of an episode cannot have the anchor of a turn, or of a moment within one."""
    block = converted.body(f"/// quote\n    id: {id}\n    by: Cem Aksoy\n\nEin Blatt.\n///\n")
    spoken = next(e for e in cut().library.entries if e.id == "anfang").body.turns
    site = builders.site(builders.entry("episode", "anfang", body=dataclasses.replace(block, turns=spoken)))
    assert [p.code for p in checks.check(site) if p.code == "anchor-twice"] == codes


def test_a_turn_that_nobody_points_to_shows_nothing():
    """Without passages elsewhere a transcript is words alone."""
    assert not rendered.tree(library("Text.\n"), episode.episode_pages, PATH).css(".cue__cited")


def test_a_reference_to_a_moment_says_its_time():
    """On the page that quotes, the link to a moment tells when it is."""
    page = rendered.tree(library(QUOTE), building_blocks.building_block_pages, "bausteine/erster/index.html")
    link = page.css_first(".quote__from a")
    assert rendered.texts([link]) == ["Der Anfang, ab 0:10"]
    assert link.attributes["href"] == "../../podcast/staffel-1/anfang/#t-10"


@pytest.mark.parametrize("written", ["t-12", "0:12", "t-10-2"])
def test_a_moment_must_be_the_begin_of_a_turn(written):
    """A reference to a moment at which nothing begins names the one that runs then."""
    site = library(f"Siehe [[Der Anfang#{written}]].\n")
    (found,) = (p for p in checks.check(site) if p.code == "moment-unknown")
    assert str(found.place) == "docs/bausteine/erster.md:1:7"
    assert "beginnt bei 0:10 (Cem Aksoy)" in found.fix("de")
    assert "Schreiben Sie #t-10." in found.fix("de")


def test_sizes_of_transcripts_are_true():
    """The size that stands beside a form of the transcript is that of the file behind the link."""
    site = library()
    entry = site.library.get("anfang")
    assert entry is not None
    files = {a.attributes["href"].rpartition(".")[2]: a.parent.text()
             for a in rendered.tree(site, episode.episode_pages, PATH).css(".files a")}  # fmt: skip
    for form in ("txt", "vtt", "srt", "json"):
        size = len(transcripts.transcript_text(site, entry, form).encode())
        assert files[form].endswith(f", {size} Byte)")


def test_what_sizes_depend_on_is_part_of_the_key():
    """Another length of the recording changes captions, and so the key of the page that tells their size."""
    site = library()
    entry = site.library.get("anfang")
    assert entry is not None
    assert episode.view(site, entry).data["transcript_source"] == {
        "digest": "", "seconds": 4000.0, "title": "Der Anfang",
    }  # fmt: skip


def test_a_quote_from_the_same_conversation_says_only_when():
    """An episode that quotes itself names the moment, and is not told that it quotes itself."""
    text = "/// quote\n    id: blatt\n    by: Cem Aksoy\n    from: [[Der Anfang#t-10]]\n\nEin Blatt.\n///\n"
    spoken = builders.turns(("Leonie Harms", 0.0, "Guten Tag."), ("Cem Aksoy", 10.0, "Ein Blatt."))
    body = dataclasses.replace(converted.body(text), turns=spoken)
    site = builders.site(builders.entry("episode", "anfang", title="Der Anfang", body=body))
    page = rendered.tree(site, episode.episode_pages, "podcast/anfang/index.html")
    assert rendered.texts(page.css(".quote__from")) == ["ab 0:10"]
    assert not page.css(".cue__cited")
