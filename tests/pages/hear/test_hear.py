"""The podcast, its seasons and episodes: what listeners find."""

from __future__ import annotations

import json

import builders
import rendered
from dreiklang.pages.hear import episode, podcast
from spoken import HOSTILE, PATH, talk


def test_the_player_is_plain_audio_that_loads_nothing():
    """The recording plays without a script, and nothing of it is fetched before play."""
    audio = rendered.tree(talk(), episode.episode_pages, PATH).css_first("audio")
    assert audio.attributes["src"] == "../../../medien/episodes/staffel-1/folge.mp3"
    assert audio.attributes["preload"] == "none"
    assert "controls" in audio.attributes


def test_a_trailer_is_called_one():
    """A trailer says so above its player and in lists, and its length is told in seconds."""
    site = talk()
    page = rendered.tree(site, episode.episode_pages, "podcast/staffel-1/trailer/index.html")
    assert page.css_first("#dk-player-title").text() == "Trailer anhören"
    show = rendered.tree(site, podcast.podcast_pages, "podcast/index.html")
    assert rendered.texts(show.css(".season .meta"))[0] == "Trailer · 1. September 2026 · 45 Sekunden"


def test_what_an_episode_brings_comes_first():
    """A template to take along is not buried below the forms of the transcript."""
    download = {"file": "/docs/blatt.pdf", "title": "Das Blatt"}
    files = rendered.texts(
        rendered.tree(talk(downloads=[download]), episode.episode_pages, PATH).css(".file a")
    )
    assert files[0] == "Das Blatt (PDF)"
    assert files[1].startswith("Transkript als Text (TXT, ")


def test_chapters_lead_to_their_turns():
    """Every chapter is a link to the turn that runs then, with its second."""
    links = rendered.tree(talk(), episode.episode_pages, PATH).css("ol.chapters a")
    assert [(a.attributes["href"], a.attributes["data-t"]) for a in links] == [("#t-0", "0"), ("#t-10", "10")]


def test_key_messages_lead_to_the_turn_they_are_said_in():
    """A key message within a turn links to the turn's anchor and seeks to its own second."""
    link = rendered.tree(talk(), episode.episode_pages, PATH).css_first("ol.keys a")
    assert (link.attributes["href"], link.attributes["data-t"]) == ("#t-10", "12")


def test_the_transcript_stands_on_the_page():
    """Every turn has its anchor, speaker, time and paragraphs, below the chapter it belongs to."""
    page = rendered.tree(talk(), episode.episode_pages, PATH)
    assert [cue.attributes["id"] for cue in page.css(".cue")] == ["t-0", "t-10", "t-30"]
    assert rendered.texts(page.css("#t-10 .cue__words p")) == ["Wir haben ein Blatt.", "Es hängt an der Tür."]
    assert rendered.texts(page.css(".transcript h3")) == ["Ankommen", "Das Blatt"]


def test_words_of_a_transcript_are_text():
    """What somebody said can never run on the page or in its linked data."""
    html = rendered.pages(talk(title=f"Titel {HOSTILE}", summary=HOSTILE), episode.episode_pages)[
        PATH
    ].decode()
    assert HOSTILE not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_page_says_how_the_transcript_was_made():
    """Method, day and name of the person who checked it stand below the transcript."""
    text = rendered.texts(rendered.tree(talk(), episode.episode_pages, PATH).css(".note"))[0]
    assert "Manuskript" in text
    assert "Cem Aksoy hat ihn am 14. September 2026" in text


def test_synthetic_voices_are_told():
    """An episode with synthetic voices says so at its head."""
    assert (
        "synthetisch"
        in rendered.tree(talk(synthetic=True), episode.episode_pages, PATH).css_first(".page-head").text()
    )
    assert (
        "synthetisch" not in rendered.tree(talk(), episode.episode_pages, PATH).css_first(".page-head").text()
    )


def test_a_missing_transcript_is_explained():
    """An episode without a transcript gives the reason and its day."""
    why = {"reason": "Wird noch geschrieben.", "date": "2026-10-02"}
    site = talk(no_transcript=why)
    entries = [e for e in site.library.entries if e.id != "anfang"]
    bare = builders.entry("episode", "anfang", parent="s1", no_transcript=why)
    page = rendered.tree(builders.site(*entries, bare), episode.episode_pages, PATH)
    assert "Wird noch geschrieben. (2. Oktober 2026)" in rendered.texts(page.css("#dk-transcript p"))[0]


def test_the_transcript_can_be_taken_along():
    """The transcript is offered as text, WebVTT, SRT and JSON, each with type and size."""
    page = rendered.tree(talk(), episode.episode_pages, PATH)
    files = {a.attributes["href"].rpartition(".")[2]: a.parent.text() for a in page.css(".files a")}
    assert list(files) == ["txt", "vtt", "srt", "json"]
    assert all("Byte" in text or "kB" in text for text in files.values())


def test_linked_data_describe_the_episode():
    """The page carries a PodcastEpisode with its recording and show."""
    data = json.loads(
        rendered.tree(talk(), episode.episode_pages, PATH).css_first("[type='application/ld+json']").text()
    )
    assert data["@type"] == "PodcastEpisode"
    assert (
        data["associatedMedia"]["contentUrl"]
        == "https://example.org/wissen/medien/episodes/staffel-1/folge.mp3"
    )
    assert data["duration"] == "PT0M45S"
    assert data["partOfSeries"]["name"] == "Zwischen Tür und Amt"


def test_a_recording_elsewhere_is_named():
    """A recording on another server says which, and still waits for the reader."""
    audio = {"url": "https://ton.example/a.mp3", "length": 1000, "seconds": 45.0}
    player = rendered.tree(talk(audio=audio), episode.episode_pages, PATH).css_first(".player")
    assert "ton.example" in player.text()
    assert player.css_first("audio").attributes["preload"] == "none"


def test_the_show_presents_its_newest_full_episode():
    """The podcast's page plays the newest episode that is no trailer."""
    page = rendered.tree(talk(), podcast.podcast_pages, "podcast/index.html")
    assert rendered.texts(page.css(".newest h3 a")) == ["Der Anfang"]
    assert page.css_first(".newest audio")


def test_the_show_explains_subscribing():
    """The feed's address stands in a field, with steps for people who do not know RSS."""
    part = rendered.tree(talk(), podcast.podcast_pages, "podcast/index.html").css_first("#dk-subscribe")
    assert (
        part.css_first("input[readonly]").attributes["value"] == "https://example.org/wissen/podcast/feed.xml"
    )
    assert len(part.css("ol li")) == 3


def test_a_season_holds_thesis_findings_and_messages():
    """A season's page shows its thesis, findings, trailer, episodes and the messages of its episodes."""
    page = rendered.tree(talk(), podcast.podcast_pages, "podcast/staffel-1/index.html")
    assert rendered.texts(page.css(".learn p, .learn li")) == ["Anfänge sind leicht.", "Ein Fund"]
    assert rendered.texts(page.css("#dk-trailer ~ .newest__about h3")) == ["Trailer"]
    # To its own second, within the turn it is said in.
    assert (
        page.css_first(".digest ol.keys a").attributes["href"] == "../../podcast/staffel-1/anfang/?t=12#t-10"
    )


def test_a_picture_is_inherited():
    """An episode without a picture shows its season's, else the show's cover."""
    site = talk()
    anfang = site.library.get("anfang")
    assert anfang is not None
    assert episode.cover(site, anfang)["url"] == "medien/bilder/cover.png"  # type: ignore[index]


def test_the_show_shares_its_episodes_address():
    """The show's page presents another episode tomorrow: a link to a second names the episode."""
    player = rendered.tree(talk(), podcast.podcast_pages, "podcast/index.html").css_first("dk-player")
    assert player.attributes["data-page"] == "../podcast/staffel-1/anfang/"


def test_a_bonus_is_called_one():
    """A bonus episode says so at its head, above its player, in lists, in citations and in counts."""
    bonus = builders.entry("episode", "post", title="Post", type="bonus", number=2, parent="s1")
    site = builders.site(*talk().library.entries, bonus, media=talk().library.media.values())
    page = rendered.tree(site, episode.episode_pages, "podcast/staffel-1/post/index.html")
    assert rendered.texts(page.css(".kicker"))[0].endswith("„Anfangen“ · Bonusfolge")
    assert page.css_first("#dk-player-title").text() == "Bonusfolge anhören"
    assert ": Post. Bonusfolge. In: " in page.css_first(".page-tools [data-copy]").attributes["data-copy"]
    season = rendered.tree(site, podcast.podcast_pages, "podcast/staffel-1/index.html")
    assert rendered.texts(season.css(".meta-list li")) == ["1 Folge", "1 Bonusfolge"]
    show = rendered.tree(site, podcast.podcast_pages, "podcast/index.html")
    assert any(text.startswith("Bonusfolge · ") for text in rendered.texts(show.css(".season .meta")))


def test_the_show_says_how_often_it_appears_and_what_it_recommends():
    """Listeners learn when to expect the next episode, and which other podcasts the editors like."""
    other = {"title": "Aktenzeichen", "guid": "a-guid", "feed": "https://akten.example/feed.xml"}
    more = {"update_frequency": {"text": "einmal im Monat"}, "recommends": [other]}
    shows = [e for e in talk().library.entries if e.kind != "podcast"]
    show = builders.entry("podcast", "schau", path="episodes/index.md", **more)
    page = rendered.tree(builders.site(*shows, show), podcast.podcast_pages, "podcast/index.html")
    assert "einmal im Monat" in rendered.texts(page.css(".meta-list li"))
    link = page.css_first("[aria-labelledby='dk-rail-recommends'] a")
    assert (link.text(), link.attributes["href"]) == ("Aktenzeichen", "https://akten.example/feed.xml")
