"""What podcast directories refuse is found before publication."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

import builders
import feed_samples
from dreiklang import feeds, i18n
from dreiklang.content.body import Body
from dreiklang.content.entries import Entry
from dreiklang.feeds.formats import plain_text

COVER = "docs/bilder/cover.png"
ELSEWHERE = {"url": "https://cdn.example/zwei.mp3", "length": "9", "seconds": "9"}


def codes(*entries: Entry, **options: Any) -> set[str]:
    """The codes of all problems but the reminder that the samples' show has no written GUID."""
    return {p.code for p in feeds.checks(feed_samples.site(*entries, **options))} - {"feed-guid-unwritten"}


def with_cover(type: str, width: int, height: int, **more: Any) -> list[Any]:
    """The samples' files with another cover."""
    return [f for f in feed_samples.media() if f.path != COVER] + [
        builders.facts(COVER, type, width=width, height=height, **more)
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


@pytest.mark.parametrize("colours", ["cmyk", "grey"])
def test_cover_is_in_rgb(colours: str) -> None:
    """A cover for print and one in greyscale are refused: Apple takes RGB alone."""
    media = with_cover("image/jpeg", 3000, 3000, colours=colours)
    assert codes(media=media) == {f"feed-cover-{colours}"}


def test_cover_should_not_be_transparent():
    """A cover with an alpha channel is noted, and published."""
    site = feed_samples.site(media=with_cover("image/png", 3000, 3000, colours="rgb", alpha=True))
    (problem,) = [p for p in feeds.checks(site) if p.code.startswith("feed-cover")]
    assert (problem.code, problem.severity.value) == ("feed-cover-alpha", "note")


@pytest.mark.parametrize(("colours", "used"), [("rgb", "folge.png"), ("cmyk", "cover.png")])
def test_an_episodes_picture_is_artwork_in_rgb_alone(colours: str, used: str) -> None:
    """Apps get the show's cover for an episode whose own picture is for print."""
    image = {"file": "docs/bilder/folge.png"} | feed_samples.IMAGE
    own = builders.facts("docs/bilder/folge.png", "image/png", width=1400, height=1400, colours=colours)
    site = feed_samples.site(feed_samples.episode(image=image), media=[*feed_samples.media(), own])
    feed = next(output for output in feeds.outputs(site) if output.path == "podcast/feed.xml").make()
    assert isinstance(feed, bytes)
    item = feed[feed.index(b"<item>") :]
    assert f'<itunes:image href="https://example.org/wissen/medien/bilder/{used}"'.encode() in item


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


def lines(*entries: Entry, **options: Any) -> list[str]:
    """Place and code of each problem, without that reminder."""
    found = feeds.checks(feed_samples.site(*entries, **options))
    return [f"{p.place} {p.code}" for p in found if p.code != "feed-guid-unwritten"]


def test_problems_stand_where_they_were_written():
    """A problem of a show names the line and column of the very field, in a list, too."""
    other = {"title": "Nebenan", "guid": "nebenan", "feed": "https://neben.example/f.xml"}
    show = feed_samples.podcast(language="deutsch", recommends=[other])
    written = dataclasses.replace(show, lines={"language": (7, 11), "recommends.0.guid": (12, 11)})
    assert lines(written) == [
        "episodes/index.md:7:11 feed-language-unknown",
        "episodes/index.md:12:11 feed-guid-format",
    ]


def test_a_show_says_what_it_is_about():
    """A show without summary and text is refused; either is enough."""
    silent = {"summary": ""}
    assert codes(feed_samples.podcast(**silent)) == {"feed-description-missing"}
    assert codes(feed_samples.podcast(**silent, body=Body(text="Gespräche."))) == set()


@pytest.mark.parametrize("language", ["de", "de-DE", "en-gb", "pt-BR", "gsw"])
def test_languages_of_directories(language: str) -> None:
    """A language stands by its code, with or without a country."""
    assert codes(feed_samples.podcast(language=language)) == set()


@pytest.mark.parametrize("language", ["deutsch", "xx", "", "de_DE", "d"])
def test_languages_that_no_directory_knows(language: str) -> None:
    """A language by its name, an unknown code or none is refused."""
    assert codes(feed_samples.podcast(language=language)) == {"feed-language-unknown"}


@pytest.mark.parametrize(
    "fields",
    [
        {"moved_to": "https://müller.example/feed.xml"},
        {"funding": {"title": "Geld", "url": "https://example.org/für-uns"}},
        {"owner": {"name": "A", "email": "büro@example.org"}},
        {
            "recommends": [
                {"title": "B", "guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810", "feed": "https://ü.example/"}
            ]
        },
    ],
)
def test_addresses_in_feeds_are_ascii(fields: dict[str, Any]) -> None:
    """An address with umlauts is refused, wherever it stands."""
    assert codes(feed_samples.podcast(**fields)) == {"feed-address-ascii"}


def test_the_address_of_the_site_is_ascii():
    """A site whose own address has umlauts is told how to write it, since every feed repeats it."""
    plain = feed_samples.site()
    named = plain.settings.site.model_copy(update={"url": "https://münchen.example/"})
    site = dataclasses.replace(plain, settings=plain.settings.model_copy(update={"site": named}))
    assert "feed-address-ascii" in {problem.code for problem in feeds.checks(site)}


@pytest.mark.parametrize(("rule", "fine"), [
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", True), ("FREQ=MONTHLY", True), ("", True),
    ("jede Woche", False), ("FREQ=OFT", False), ("INTERVAL=2", False), ("FREQ=WEEKLY;BYDAY=XX", False),
])  # fmt: skip
def test_how_often_is_a_rule(rule: str, fine: bool) -> None:
    """How often episodes come is a recurrence rule, or words alone."""
    found = codes(feed_samples.podcast(update_frequency={"text": "oft", "rule": rule}))
    assert found == (set() if fine else {"feed-rule-unknown"})


@pytest.mark.parametrize(
    "licence", ["CC BY 4.0", "cc-by-sa-3.0-de", "cc0-1.0", "CC BY-NC-ND 4.0", "dl-de-by-2.0", ""]
)
def test_licences_that_apps_know(licence: str) -> None:
    """An open licence is known however it is written."""
    assert codes(feed_samples.podcast(licence=licence)) == set()


def test_other_licences_stand_in_the_copyright():
    """A licence without a name in the list is noted, and not given to apps as if it had one."""
    show = feed_samples.podcast(licence="Alle Rechte vorbehalten")
    assert codes(show) == {"feed-licence-unknown"}
    made = {output.path: output for output in feeds.outputs(feed_samples.site(show))}
    content = made["podcast/feed.xml"].make()
    assert b"podcast:license" not in content  # type: ignore[operator]
    assert "<copyright>Redaktion · Alle Rechte vorbehalten</copyright>".encode() in content  # type: ignore[operator]


def test_a_show_without_episodes_is_noted():
    """A show that cannot be submitted yet is told how to."""
    found = {problem.code for problem in feeds.checks(builders.site(feed_samples.podcast()))}
    assert found == {"feed-guid-unwritten", "feed-without-episodes"}


def test_serial_shows_have_numbers():
    """Where order matters every full episode has its number; trailers and extras need none."""
    serial = feed_samples.podcast(order="serial")
    assert codes(serial, feed_samples.episode(number=None)) == {"feed-serial-number"}
    assert codes(serial, feed_samples.episode(number=None, type="bonus")) == set()
    assert codes(feed_samples.episode(number=None)) == set()


def test_two_episodes_at_one_moment_are_noted():
    """Two episodes at the same moment are named, whatever zone the moment is written in."""
    assert codes(feed_samples.trailer(published="2026-10-01T04:00:00Z")) == {"feed-date-twice"}


def test_dates_against_numbers_are_noted():
    """A second episode that appears before the first is named at its date."""
    second = feed_samples.episode("zweite", number=2, published="2026-09-15 06:00", audio=ELSEWHERE)
    assert codes(second) == {"feed-date-order"}
    later = feed_samples.episode("zweite", number=2, published="2026-10-15 06:00", audio=ELSEWHERE)
    assert codes(later) == set()


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
    assert len(plain_text.clip("Äpfel, Öl und Übermut " * 400, most).encode()) <= most
