"""The podcast, its seasons and episodes: what listeners find, and what the player does."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

import builders
import rendered
from dreiklang.content.body import Body
from dreiklang.pages import episode, podcast
from dreiklang.site import Site

PATH = "podcast/staffel-1/anfang/index.html"
HOSTILE = "<script>alert(1)</script>"


def talk(**more: object) -> Site:
    """A show with a season and an episode in which two people talk."""
    spoken = builders.turns(
        ("Leonie Harms", 0.0, "Guten Tag."),
        ("Cem Aksoy", 10.0, "Wir haben ein Blatt.\n\nEs hängt an der Tür."),
        ("Leonie Harms", 30.0, f"Ein Blatt? {HOSTILE}"),
    )
    fields = {
        "number": 1,
        "title": "Der Anfang",
        "summary": "Wie alles begann.",
        "guests": [{"person": "cem-aksoy", "role": "Sport"}],
        "hosts": ["leonie-harms"],
        "chapters": [{"time": "0:00", "title": "Ankommen"}, {"time": "0:10", "title": "Das Blatt"}],
        "key_messages": [{"text": "Ein Blatt genügt.", "time": "0:12"}],
        "transcript_origin": {"method": "script", "reviewed": "2026-09-14", "reviewer": "cem-aksoy"},
    }
    return builders.site(
        builders.entry("podcast", "schau", title="Zwischen Tür und Amt", path="episodes/index.md"),
        builders.entry("season", "s1", title="Anfangen", thesis="Anfänge sind leicht.", findings=["Ein Fund"],
                       path="episodes/staffel-1/index.md", trailer="trailer"),
        builders.entry("episode", "anfang", body=Body(turns=spoken), parent="s1", **fields | more),
        builders.entry("episode", "trailer", type="trailer", parent="s1", published="2026-09-01 06:00"),
        builders.entry("person", "cem-aksoy", title="Cem Aksoy"),
        builders.entry("person", "leonie-harms", title="Leonie Harms"),
        media=[builders.facts("episodes/staffel-1/folge.mp3", "audio/mpeg", size=1_400_000, seconds=45.0)],
    )  # fmt: skip


def test_the_player_is_plain_audio_that_loads_nothing():
    """The recording plays without a script, and nothing of it is fetched before play."""
    audio = rendered.tree(talk(), episode, PATH).css_first("audio")
    assert audio.attributes["src"] == "../../../medien/episodes/staffel-1/folge.mp3"
    assert audio.attributes["preload"] == "none"
    assert "controls" in audio.attributes


def test_a_trailer_is_called_one():
    """A trailer says so above its player and in lists, and its length is told in seconds."""
    site = talk()
    page = rendered.tree(site, episode, "podcast/staffel-1/trailer/index.html")
    assert page.css_first("#dk-player-title").text() == "Trailer anhören"
    show = rendered.tree(site, podcast, "podcast/index.html")
    assert rendered.texts(show.css(".season .meta"))[0] == "Trailer · 1. September 2026 · 45 Sekunden"


def test_what_an_episode_brings_comes_first():
    """A template to take along is not buried below the forms of the transcript."""
    download = {"file": "/docs/blatt.pdf", "title": "Das Blatt"}
    files = rendered.texts(rendered.tree(talk(downloads=[download]), episode, PATH).css(".file a"))
    assert files[:2] == ["Das Blatt", "Transkript als Text"]


def test_chapters_lead_to_their_turns():
    """Every chapter is a link to the turn that runs then, with its second."""
    links = rendered.tree(talk(), episode, PATH).css("ol.chapters a")
    assert [(a.attributes["href"], a.attributes["data-t"]) for a in links] == [("#t-0", "0"), ("#t-10", "10")]


def test_key_messages_lead_to_the_turn_they_are_said_in():
    """A key message within a turn links to the turn's anchor and seeks to its own second."""
    link = rendered.tree(talk(), episode, PATH).css_first("ol.keys a")
    assert (link.attributes["href"], link.attributes["data-t"]) == ("#t-10", "12")


def test_the_transcript_stands_on_the_page():
    """Every turn has its anchor, speaker, time and paragraphs, below the chapter it belongs to."""
    page = rendered.tree(talk(), episode, PATH)
    assert [cue.attributes["id"] for cue in page.css(".cue")] == ["t-0", "t-10", "t-30"]
    assert rendered.texts(page.css("#t-10 .cue__words p")) == ["Wir haben ein Blatt.", "Es hängt an der Tür."]
    assert rendered.texts(page.css(".transcript h3")) == ["Ankommen", "Das Blatt"]


def test_words_of_a_transcript_are_text():
    """What somebody said can never run on the page or in its linked data."""
    html = rendered.pages(talk(title=f"Titel {HOSTILE}", summary=HOSTILE), episode)[PATH].decode()
    assert HOSTILE not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_page_says_how_the_transcript_was_made():
    """Method, day and name of the person who checked it stand below the transcript."""
    text = rendered.texts(rendered.tree(talk(), episode, PATH).css(".note"))[0]
    assert "Manuskript" in text
    assert "Cem Aksoy hat ihn am 14. September 2026" in text


def test_synthetic_voices_are_told():
    """An episode with synthetic voices says so at its head."""
    assert "synthetisch" in rendered.tree(talk(synthetic=True), episode, PATH).css_first(".page-head").text()
    assert "synthetisch" not in rendered.tree(talk(), episode, PATH).css_first(".page-head").text()


def test_a_missing_transcript_is_explained():
    """An episode without a transcript gives the reason and its day."""
    why = {"reason": "Wird noch geschrieben.", "date": "2026-10-02"}
    site = talk(no_transcript=why)
    entries = [e for e in site.library.entries if e.id != "anfang"]
    bare = builders.entry("episode", "anfang", parent="s1", no_transcript=why)
    page = rendered.tree(builders.site(*entries, bare), episode, PATH)
    assert "Wird noch geschrieben. (2. Oktober 2026)" in rendered.texts(page.css("#dk-transcript p"))[0]


def test_the_transcript_can_be_taken_along():
    """The transcript is offered as text, WebVTT, SRT and JSON, each with type and size."""
    page = rendered.tree(talk(), episode, PATH)
    files = {a.attributes["href"].rpartition(".")[2]: a.parent.text() for a in page.css(".files a")}
    assert list(files) == ["txt", "vtt", "srt", "json"]
    assert all("Byte" in text or "kB" in text for text in files.values())


def test_linked_data_describe_the_episode():
    """The page carries a PodcastEpisode with its recording and show."""
    data = json.loads(rendered.tree(talk(), episode, PATH).css_first("[type='application/ld+json']").text())
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
    player = rendered.tree(talk(audio=audio), episode, PATH).css_first(".player")
    assert "ton.example" in player.text()
    assert player.css_first("audio").attributes["preload"] == "none"


def test_the_show_presents_its_newest_full_episode():
    """The podcast's page plays the newest episode that is no trailer."""
    page = rendered.tree(talk(), podcast, "podcast/index.html")
    assert rendered.texts(page.css(".newest h3 a")) == ["Der Anfang"]
    assert page.css_first(".newest audio")


def test_the_show_explains_subscribing():
    """The feed's address stands in a field, with steps for people who do not know RSS."""
    part = rendered.tree(talk(), podcast, "podcast/index.html").css_first("#dk-subscribe")
    assert (
        part.css_first("input[readonly]").attributes["value"] == "https://example.org/wissen/podcast/feed.xml"
    )
    assert len(part.css("ol li")) == 3


def test_a_season_holds_thesis_findings_and_messages():
    """A season's page shows its thesis, findings, trailer, episodes and the messages of its episodes."""
    page = rendered.tree(talk(), podcast, "podcast/staffel-1/index.html")
    assert rendered.texts(page.css(".learn p, .learn li")) == ["Anfänge sind leicht.", "Ein Fund"]
    assert rendered.texts(page.css("#dk-trailer ~ .newest__about h3")) == ["Trailer"]
    assert page.css_first(".digest ol.keys a").attributes["href"] == "../../podcast/staffel-1/anfang/#t-10"


def test_a_picture_is_inherited():
    """An episode without a picture shows its season's, else the show's cover."""
    site = talk()
    anfang = site.library.get("anfang")
    assert anfang is not None
    assert episode.cover(site, anfang)["url"] == "medien/bilder/cover.png"  # type: ignore[index]


@pytest.fixture(scope="module")
def tab(launch) -> Iterator[Page]:
    """A page of Chromium with the sample episode below ``rendered.HOST``."""
    context = launch("--autoplay-policy=no-user-gesture-required").new_context(locale="de-DE")
    page = context.new_page()
    files = rendered.pages(talk(), episode, podcast)
    rendered.serve(page, talk(), files | {"medien/episodes/staffel-1/folge.mp3": rendered.silence(45)})
    yield page
    context.close()


def opened(tab: Page, rest: str = "") -> Page:
    """The episode's page, freshly loaded, with nothing stored."""
    tab.goto("about:blank")
    tab.goto(f"{rendered.HOST}podcast/staffel-1/anfang/{rest}")
    expect(tab.locator("dk-player:defined")).to_have_count(1)
    return tab


def play_beyond(tab: Page, second: float) -> None:
    """Lets the recording play until it has passed a second, then pauses it."""
    tab.evaluate("document.querySelector('audio').play()")
    for _ in range(80):
        if position(tab) > second:
            break
        tab.wait_for_timeout(50)
    tab.evaluate("document.querySelector('audio').pause()")
    assert position(tab) > second


def position(tab: Page) -> float:
    """Where the recording stands, in seconds."""
    return float(tab.evaluate("document.querySelector('audio').currentTime"))


@pytest.mark.browser
@pytest.mark.parametrize(("rest", "second"), [("?t=12", 12), ("#t=12", 12), ("#t=0:31", 31), ("#t-10", 10)])
def test_links_open_at_a_second(tab, rest, second):
    """A link with a time opens the page with the recording standing there and the turn marked."""
    opened(tab, rest)
    assert position(tab) == second
    expect(tab.locator(".cue[aria-current]")).to_have_id("t-30" if second == 31 else "t-10")
    expect(tab.locator("dk-player [data-say]")).to_have_text(f"Die Wiedergabe beginnt bei 0:{second:02d}.")


@pytest.mark.browser
def test_a_copied_link_leads_to_the_player(tab):
    """The link to a second opens where the recording can be started, without a search for it."""
    opened(tab, "#t=12").click("[data-copy-time]")
    address = f"{rendered.HOST}podcast/staffel-1/anfang/?t=12#dk-player"
    expect(tab.locator("dk-player [data-say]")).to_have_text(address)
    opened(tab, "?t=12#dk-player")
    assert position(tab) == 12
    expect(tab.locator("dk-player audio")).to_be_in_viewport()


@pytest.mark.browser
def test_moving_about_the_page_leaves_the_recording_alone(tab):
    """A link that opened at a second does not pull the recording back to it later."""
    opened(tab, "?t=12#dk-player").click("[data-skip='30']")
    moved = position(tab)
    tab.click("a[href='#dk-transcript']")
    assert position(tab) == moved != 12


def test_the_show_shares_its_episodes_address():
    """The show's page presents another episode tomorrow: a link to a second names the episode."""
    player = rendered.tree(talk(), podcast, "podcast/index.html").css_first("dk-player")
    assert player.attributes["data-page"] == "../podcast/staffel-1/anfang/"


@pytest.mark.browser
def test_a_key_message_plays_its_own_second(tab):
    """Following a key message plays from its second, not from the beginning of its turn."""
    opened(tab).click("ol.keys a")
    play_beyond(tab, 12.1)
    assert position(tab) < 20
    assert tab.url.endswith("#t-10")


@pytest.mark.browser
def test_nothing_is_stored_until_the_reader_says_so(tab):
    """Playing stores nothing; the ticked box keeps the place, and unticking forgets it."""
    play_beyond(opened(tab, "#t=12"), 12.1)
    assert tab.evaluate("localStorage.length") == 0
    tab.check("[data-resume]")
    opened(tab)
    assert position(tab) == 12
    places = tab.evaluate("JSON.parse(localStorage.getItem('dreiklang-hoeren'))")
    assert places == {"/podcast/staffel-1/anfang/": 12}
    tab.uncheck("[data-resume]")
    assert tab.evaluate("localStorage.length") == 0


@pytest.mark.browser
def test_following_along_never_scrolls(tab):
    """The current turn and chapter are marked while the page stays where the reader left it."""
    opened(tab, "#t=9")
    before = tab.evaluate("scrollY")
    play_beyond(tab, 10)
    expect(tab.locator(".cue[aria-current]")).to_have_id("t-10")
    expect(tab.locator(".chapters [aria-current]")).to_contain_text("Das Blatt")
    assert tab.evaluate("scrollY") == before


@pytest.mark.browser
def test_skipping_and_speed(tab):
    """The buttons skip 15 seconds back and 30 forward; the speed is the reader's."""
    opened(tab, "#t=20").click("[data-skip='-15']")
    assert position(tab) == 5
    tab.select_option("[data-speed]", "1.5")
    assert tab.evaluate("document.querySelector('audio').playbackRate") == 1.5
