"""What podcast directories refuse is found before publication."""

from __future__ import annotations

from typing import Any

import pytest

import builders
import feed_samples
from dreiklang import feeds, i18n
from dreiklang.content.library import Entry
from dreiklang.feeds import plain

COVER = "docs/bilder/cover.png"


def codes(*entries: Entry, **options: Any) -> set[str]:
    """The codes of all problems but the reminder that the samples' show has no written GUID."""
    return {p.code for p in feeds.checks(feed_samples.site(*entries, **options))} - {"feed-guid-unwritten"}


def with_cover(type: str, width: int, height: int) -> list[Any]:
    """The samples' files with another cover."""
    return [f for f in feed_samples.media() if f.path != COVER] + [
        builders.facts(COVER, type, width=width, height=height)
    ]


def test_the_samples_are_fine():
    """A show with everything in order has no problem."""
    assert codes() == set()


@pytest.mark.parametrize(("width", "height"), [(1399, 1399), (3001, 3001), (3000, 1500)])
def test_cover_has_the_right_size(width: int, height: int) -> None:
    """A cover that is not square or not between 1400 and 3000 pixels is refused."""
    assert codes(media=with_cover("image/png", width, height)) == {"feed-cover-size"}


def test_cover_is_jpeg_or_png():
    """A cover of another type is refused."""
    assert codes(media=with_cover("image/webp", 3000, 3000)) == {"feed-cover-type"}


def test_category_stands_in_the_list():
    """A category nobody knows is refused, with the nearest known one."""
    site = feed_samples.site(feed_samples.podcast(categories=["Goverment"]))
    (problem,) = [p for p in feeds.checks(site) if p.code == "feed-category-unknown"]
    assert problem.values["near_de"] == i18n.text("did_you_mean", "de").format(word="Government")


def test_category_below_another():
    """A part is known only below its own category."""
    assert codes(feed_samples.podcast(categories=["Arts > Documentary"])) == {"feed-category-unknown"}


def test_unwritten_guid_is_noted():
    """A show without a written GUID is told the line to write."""
    (problem,) = feeds.checks(feed_samples.site())
    assert problem.code == "feed-guid-unwritten"
    assert "guid: fbed4b01-afec-52cd-9bc0-bf26373d71d1" in problem.fix("de")


def test_guid_of_a_show_is_a_uuid():
    """A written GUID that is no UUID is refused."""
    assert codes(feed_samples.podcast(guid="mein-podcast")) == {"feed-guid-format"}


def test_file_name_is_ascii():
    """A recording with umlauts in its name is refused."""
    file = builders.facts("episodes/staffel-1/schlüssel.mp3", "audio/mpeg", seconds=10.0)
    changed = feed_samples.episode(audio={"file": "episodes/staffel-1/schlüssel.mp3"})
    assert codes(changed, media=[*feed_samples.media(), file]) == {"feed-audio-name"}


def test_facts_of_audio_are_known():
    """A recording that is missing or has no duration is refused."""
    assert codes(feed_samples.episode(audio={"file": "episodes/staffel-1/fehlt.mp3"})) == {"feed-audio-facts"}


def test_audio_plays_everywhere():
    """A recording that is neither MP3 nor M4A is refused."""
    assert codes(feed_samples.episode(audio={"file": "episodes/staffel-1/folge.ogg"})) == {"feed-audio-type"}


def test_enclosures_are_unique():
    """Two episodes with one recording are refused at the second, naming the first."""
    site = feed_samples.site(feed_samples.trailer(audio={"file": "episodes/staffel-1/folge.mp3"}))
    (problem,) = [p for p in feeds.checks(site) if p.code == "feed-enclosure-twice"]
    assert (problem.place.file, problem.values["other"]) == (
        "episodes/staffel-1/vorschau.md",
        "episodes/staffel-1/schluessel.md",
    )


def test_guids_are_unique():
    """Two episodes with one GUID are refused."""
    assert codes(feed_samples.trailer(guid="a"), feed_samples.episode(guid="a")) == {"feed-guid-twice"}


def test_description_has_4000_bytes_at_most():
    """A description is measured in bytes, not characters."""
    assert codes(feed_samples.episode(summary="ä" * 2000)) == set()
    assert codes(feed_samples.episode(summary="ä" * 2001)) == {"feed-description-long"}


@pytest.mark.parametrize(
    "title", ["Folge 3: Jugend", "#12 Jugend", "S02E04 Jugend", "3. Jugend", "Jugend (Staffel 2)"]
)
def test_titles_without_numbers(title: str) -> None:
    """A title with the number of its season or episode is refused."""
    assert codes(feed_samples.episode(title=title)) == {"feed-number-in-title"}


@pytest.mark.parametrize("title", ["100 Tage im Amt", "Was 2026 bringt", "Paragraph 3", "Die 4-Tage-Woche"])
def test_titles_may_count(title: str) -> None:
    """A number that belongs to the matter may stand in a title."""
    assert codes(feed_samples.episode(title=title)) == set()


def test_articles_have_dates():
    """An article without a date is named, since no feed can carry it."""
    assert codes(builders.entry("article", "ohne-tag")) == {"feed-article-undated"}


def test_every_problem_has_words():
    """Every code has its words and its way out in both languages."""
    for code, words in i18n.problems().items():
        if code.startswith("feed-"):
            assert words.keys() == {"severity", "de", "de_fix", "en", "en_fix"}, code


@pytest.mark.parametrize("most", [4, 10, 4000])
def test_clipped_text_fits(most: int) -> None:
    """Clipped text has the bytes it may have, umlauts included."""
    assert len(plain.clip("Äpfel, Öl und Übermut " * 400, most).encode()) <= most
