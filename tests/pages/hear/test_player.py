"""The player in a browser: where it starts, what it follows, and what it keeps."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

import rendered
from dreiklang.pages import render
from dreiklang.pages.hear import episode, podcast
from spoken import TIMED, TURNS, talk


@pytest.fixture(scope="module")
def tab(launch) -> Iterator[Page]:
    """A page of Chromium with the sample episode below ``rendered.HOST``."""
    context = launch("--autoplay-policy=no-user-gesture-required").new_context(locale="de-DE")
    page = context.new_page()
    files = rendered.pages(talk(), episode.episode_pages, podcast.podcast_pages)
    rendered.serve(page, talk(), files | {"medien/episodes/staffel-1/folge.mp3": rendered.silence(45)})
    yield page
    context.close()


@pytest.fixture(scope="module")
def timed(launch) -> Iterator[Page]:
    """The same, but moments within the second turn are known."""
    context = launch("--autoplay-policy=no-user-gesture-required").new_context(locale="de-DE")
    page = context.new_page()
    serve_timed(page)
    yield page
    context.close()


def serve_timed(page: Page) -> None:
    """Answers with an episode in which moments within the second turn are known."""
    site = talk((TURNS[0], TIMED, TURNS[2]))
    files = rendered.pages(site, episode.episode_pages, podcast.podcast_pages)
    rendered.serve(page, site, files | {"medien/episodes/staffel-1/folge.mp3": rendered.silence(45)})


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
@pytest.mark.parametrize(
    ("rest", "second"),
    [("?t=12", 12), ("#t=12", 12), ("?t=0:12", 12), ("#t=0:31", 31), ("#t=0:00:31", 31), ("#t-10", 10),
     ("?t=12#t-10", 12)],
)  # fmt: skip
def test_links_open_at_a_second(tab, rest, second):
    """A link with a time opens the page with the recording standing there and the turn marked."""
    opened(tab, rest)
    assert position(tab) == second
    expect(tab.locator(".cue[aria-current]")).to_have_id("t-30" if second == 31 else "t-10")
    expect(tab.locator("dk-player [data-say]")).to_have_text(f"Die Wiedergabe beginnt bei 0:{second:02d}.")


@pytest.mark.browser
@pytest.mark.parametrize("rest", ["?t=1:02:03", "?t=3723", "#t=1:02:03", "#t-3723"])
def test_links_know_hours(tab, rest):
    """Beyond the first hour a link may count hours or seconds, and the page answers in hours."""
    opened(tab, rest)
    expect(tab.locator("dk-player [data-say]")).to_have_text("Die Wiedergabe beginnt bei 1:02:03.")


@pytest.mark.browser
def test_a_turn_chosen_later_wins(tab):
    """Whoever came for one second and went on to another turn passes on the turn."""
    assert position(opened(tab, "?t=12#t-30")) == 30


@pytest.mark.browser
def test_a_copied_link_leads_to_the_words(tab):
    """The link to a second opens with the words said then in sight, marked, and the player one step away."""
    opened(tab, "#t=12").click("[data-copy-time]")
    address = f"{rendered.HOST}podcast/staffel-1/anfang/?t=12#t-10"
    expect(tab.locator("dk-player [data-say]")).to_have_text(address)
    opened(tab, "?t=12#t-10")
    assert position(tab) == 12
    expect(tab.locator("#t-10")).to_be_in_viewport()
    tab.click("[aria-current] .cue__now")
    expect(tab.locator("dk-player audio")).to_be_in_viewport()


@pytest.mark.browser
def test_without_words_a_copied_link_leads_to_the_player(launch):
    """Where no transcript is, the link opens where the recording can be started."""
    context = launch().new_context(locale="de-DE")
    page = context.new_page()
    files = rendered.pages(talk(()), episode.episode_pages)
    rendered.serve(page, talk(()), files | {"medien/episodes/staffel-1/folge.mp3": rendered.silence(45)})
    opened(page, "?t=12").click("[data-copy-time]")
    address = f"{rendered.HOST}podcast/staffel-1/anfang/?t=12#dk-player"
    expect(page.locator("dk-player [data-say]")).to_have_text(address)
    assert position(opened(page, "?t=12#dk-player")) == 12
    expect(page.locator("dk-player audio")).to_be_in_viewport()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("rest", "second", "words"),
    [("#t-14", 14.6, "Es hängt an der Tür."), ("#t-20", 20.5, "Da sehen es alle."), ("?t=17", 17, "Es hängt an der Tür."),
     ("#t-20-2", 20.8, "Sogar nachts."), ("?t=17#t-14", 17, "Es hängt an der Tür."), ("?t=17#t-10", 17, "Es hängt an der Tür."),
     ("?t=17#t-20-2", 20.8, "Sogar nachts."), ("#t-10", 10.4, "Wir haben ein Blatt.")],
)  # fmt: skip
def test_links_open_at_a_moment_within_a_turn(timed, rest, second, words):
    """A moment's anchor sets the recording to its very begin; with a second within it, to that second."""
    opened(timed, rest)
    assert position(timed) == pytest.approx(second)
    expect(timed.locator(".cue__words [aria-current]")).to_have_text([words])


@pytest.mark.browser
def test_only_the_words_that_run_and_their_turn_are_marked(timed):
    """Of a conversation one turn is current, and in it one moment if it has several; nothing is announced."""
    opened(timed, "#t-20")
    assert timed.locator(".transcript [aria-current]").count() == 2
    expect(timed.locator(".cue[aria-current]")).to_have_id("t-10")
    assert timed.locator(".transcript [aria-live], .transcript [role=status]").count() == 0
    timed.click("[data-skip='30']")
    expect(timed.locator(".transcript [aria-current]")).to_have_id("t-30")


@pytest.mark.browser
def test_a_link_at_this_time_leads_to_the_moment(timed):
    """What is copied names the moment that runs, whose begin may lie within the second."""
    opened(timed, "?t=17").click("[data-copy-time]")
    expect(timed.locator("dk-player [data-say]")).to_contain_text("?t=17#t-14")
    opened(timed, "#t-20-2").click("[data-copy-time]")
    expect(timed.locator("dk-player [data-say]")).to_contain_text("?t=20#t-20-2")
    assert position(opened(timed, "?t=20#t-20-2")) == pytest.approx(20.8)


@pytest.mark.browser
@pytest.mark.parametrize(
    "look", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}]
)
def test_without_a_script_a_link_shows_its_moment(launch, look):
    """A link to a moment scrolls to its words and sets them off from those around, in every mode of colours."""
    context = launch().new_context(java_script_enabled=False, viewport={"width": 320, "height": 400}, **look)
    page = context.new_page()
    serve_timed(page)
    page.goto(f"{rendered.HOST}podcast/staffel-1/anfang/#t-20-2")
    expect(page.locator("#t-20-2")).to_be_in_viewport()
    shown = [
        page.locator(f"#{id}").evaluate(
            "e => (s => [s.backgroundColor, s.boxShadow, s.textDecorationLine])(getComputedStyle(e))"
        )
        for id in ("t-20-2", "t-20")
    ]
    assert shown[0] != shown[1]
    assert (shown[0][2] == "underline") == ("forced_colors" in look)
    context.close()


@pytest.mark.browser
def test_moving_about_the_page_leaves_the_recording_alone(tab):
    """A link that opened at a second does not pull the recording back to it later."""
    opened(tab, "?t=12#dk-player").click("[data-skip='30']")
    moved = position(tab)
    tab.click("a[href='#dk-transcript']")
    assert position(tab) == moved != 12


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


@pytest.mark.browser
def test_the_speed_is_remembered_with_the_place(tab):
    """The chosen speed is kept only with the box ticked, and forgotten when it is unticked."""
    opened(tab).select_option("[data-speed]", "1.5")
    assert tab.evaluate("localStorage.length") == 0
    tab.check("[data-resume]")
    opened(tab)
    assert tab.evaluate("document.querySelector('audio').playbackRate") == 1.5
    expect(tab.locator("[data-speed]")).to_have_value("1.5")
    tab.uncheck("[data-resume]")
    opened(tab)
    expect(tab.locator("[data-speed]")).to_have_value("1")


@pytest.mark.browser
def test_the_turn_that_runs_leads_back_to_the_player(tab):
    """Whoever jumped into the transcript reaches the player's tools in one step, and playing goes on."""
    opened(tab).click("ol.keys a")
    tab.click("[aria-current] .cue__now")
    expect(tab.locator("dk-player audio")).to_be_in_viewport()
    assert not tab.evaluate("document.querySelector('audio').paused")
    assert tab.locator(".cue__now:visible").count() == 1


@pytest.mark.browser
def test_a_key_plays_as_a_click_does(tab):
    """Chapters and key messages start with the keyboard, and the next stop is in the turn they lead to."""
    opened(tab).focus("ol.chapters li:nth-child(2) a")
    tab.keyboard.press("Enter")
    play_beyond(tab, 10.1)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('.cue').id") == "t-10"


CONTROLS = """
window.controls = {};
const set = MediaSession.prototype.setActionHandler;
MediaSession.prototype.setActionHandler = function (action, act) {
  window.controls[action] = act;
  set.call(this, action, act);
};
MediaSession.prototype.setPositionState = (state) => { window.state = state; };
"""


@pytest.mark.browser
def test_the_devices_own_controls_know_the_episode(launch):
    """Lock screen and headset get title, show, chapters and place, and skip by chapter and by second."""
    context = launch("--autoplay-policy=no-user-gesture-required").new_context(locale="de-DE")
    page = context.new_page()
    page.add_init_script(CONTROLS)
    files = rendered.pages(talk(), episode.episode_pages)
    rendered.serve(page, talk(), files | {"medien/episodes/staffel-1/folge.mp3": rendered.silence(45)})
    play_beyond(opened(page, "?t=12"), 12.1)
    shown = page.evaluate("(({title, artist}) => [title, artist])(navigator.mediaSession.metadata)")
    assert shown == ["Der Anfang", "Zwischen Tür und Amt"]
    page.evaluate("controls.previoustrack({})")
    assert position(page) == 0
    page.evaluate("controls.nexttrack({})")
    assert position(page) == 10
    page.evaluate("controls.seekto({ seekTime: 31 })")
    expect(page.locator(".cue[aria-current]")).to_have_id("t-30")
    assert page.evaluate("state.duration") == 45
    context.close()


def test_the_script_is_small():
    """What the player adds to native audio weighs at most 5 kB on the wire."""
    script = render.THEME / "assets/player.js"
    assert len(gzip.compress(script.read_bytes(), 9)) <= 5 * 1024
