"""A recording is known by one set of facts, wherever it lies, and every output says the same of it."""

from __future__ import annotations

import base64
import dataclasses
from typing import Any

import pytest

import builders
import feed_samples
from dreiklang import checks, feeds, loading, media, pages
from dreiklang.content.podcast import RecordingFacts
from dreiklang.feeds.podcast import enclosures
from dreiklang.ground import workers
from dreiklang.loading import Read
from dreiklang.pages import security_policy
from dreiklang.site import audio_sources
from dreiklang.site.site import Site
from loaded import chosen, page, written

HOST = "https://cdn.example.net/ton/"
FILE = "episodes/staffel-1/folge.mp3"
LIGHT = "episodes/staffel-1/folge.opus"
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def site(
    *, here: bool = True, facts: RecordingFacts | None = None, audio: Any = None, **podcast: str
) -> Site:
    """A site with one episode: its file lies here, or only its sidecar."""
    episode = feed_samples.episode(audio=audio or {"file": FILE, "alternates": [{"file": LIGHT}]})
    files = [
        builders.facts(FILE, "audio/mpeg", size=1_234_567, seconds=151.4, bitrate=64_000, sha256=SHA),
        builders.facts(LIGHT, "audio/ogg", size=345_678, seconds=151.6, bitrate=18_400),
    ]
    made = feed_samples.site(
        episode, media=[*feed_samples.media(), *(files if here else [])], podcast=podcast
    )
    media = {path: f for path, f in made.library.media.items() if here or path != FILE}
    stated = {} if facts is None else {FILE: facts}
    library = type(made.library)(made.library.entries, media, stated)
    return Site(made.root, made.settings, library, made.relations)


def episode(site: Site) -> Any:
    """The episode of these tests."""
    return site.library.get("schluessel")


def codes(site: Site) -> list[str]:
    """Codes of what is wrong with recordings, on the whole site."""
    found = [*checks.check(site), *feeds.checks(site)]
    return sorted(
        p.code for p in found if "audio" in p.code or "enclosure" in p.code or "alternate" in p.code
    )


FACTS = RecordingFacts(length=999, seconds=100.5, type="audio/mpeg", sha256=SHA)


def test_measured_facts_win_over_stated_ones():
    """Where the file is here, it is what counts."""
    assert audio_sources.main_source(site(facts=FACTS), episode(site())).length == 1_234_567


def test_a_host_takes_the_recordings_from_the_site():
    """With an audio base recordings have its address and their media path, and are not copied."""
    made = site(audio_base=HOST)
    assert audio_sources.main_source(made, episode(made)).url == f"{HOST}medien/{FILE}"
    assert enclosures.recording(made, episode(made)).enclosure.url == f"{HOST}medien/{FILE}"
    copied = {output.path for output in media.outputs(made)}
    assert not {path for path in copied if path.endswith((".mp3", ".m4a", ".opus"))}
    assert f"medien/{FILE}" in {output.path for output in media.outputs(site())}


def test_a_download_of_the_recording_is_copied_all_the_same():
    """A file that is offered as a download lies on the site, wherever recordings are."""
    with_it = feed_samples.episode(downloads=[{"title": "Ton", "file": FILE}])
    made = feed_samples.site(with_it, podcast={"audio_base": HOST})
    assert f"medien/{FILE}" in {output.path for output in media.outputs(made)}


def test_a_sidecar_stands_for_a_file_that_lies_at_a_host():
    """A recording need not be in git: its sidecar says what feeds and pages need."""
    made = site(here=False, facts=FACTS, audio={"file": FILE}, audio_base=HOST)
    assert codes(made) == []
    enclosure = enclosures.recording(made, episode(made)).enclosure
    assert (enclosure.url, enclosure.length) == (f"{HOST}medien/{FILE}", 999)


def test_without_a_host_the_file_itself_is_needed():
    """Facts alone cannot be played."""
    assert codes(site(here=False, facts=FACTS, audio={"file": FILE})) == ["audio-not-here"]


def test_a_recording_elsewhere_has_its_facts_in_a_sidecar():
    """The sidecar is named like the last part of the address and lies beside the text."""
    made = site(facts=FACTS, audio={"url": "https://audio.example.org/x/folge.mp3?a=1"})
    assert codes(made) == []
    assert enclosures.recording(made, episode(made)).seconds == 100.5


def test_a_recording_on_the_own_server_is_played_from_where_the_page_comes_from():
    """An address below the site's own is relative on pages and whole in feeds; no policy and no note names a host."""
    url = "https://example.org/wissen/ton/folge.mp3?v=2"
    made = site(facts=FACTS, audio={"url": url})
    sound = audio_sources.main_source(made, episode(made))
    assert (sound.url, sound.address) == (url, "ton/folge.mp3?v=2")
    assert codes(made) == []
    assert enclosures.recording(made, episode(made)).enclosure.url == url
    assert (audio_sources.foreign_host(made, sound), audio_sources.origins(made)) == ("", [])
    copied = {output.path for output in media.outputs(made)}
    assert not {path for path in copied if path.startswith("ton/")}


@pytest.mark.parametrize(
    "url",
    ["https://example.org/ton/folge.mp3", "https://example.org.evil.example/wissen/folge.mp3",
     "http://example.org/wissen/folge.mp3"],
)  # fmt: skip
def test_an_address_beside_the_site_stays_whole(url):
    """Only what begins with the site's whole address belongs to it."""
    made = site(audio={"url": url, "length": 5, "seconds": 60})
    assert audio_sources.main_source(made, episode(made)).address == ""


def test_recordings_below_the_own_site_may_have_sidecars_alone():
    """A host of all recordings may be a folder of the same server."""
    made = site(here=False, facts=FACTS, audio={"file": FILE}, audio_base="https://example.org/wissen/ton/")
    assert codes(made) == []
    assert audio_sources.main_source(made, episode(made)).address == f"ton/medien/{FILE}"


def test_a_sidecar_may_have_the_name_of_its_text():
    """Where a host calls every recording alike, the sidecar is named after the text, and told apart by its address."""
    one, two = (f"https://a.example/{name}/audio.mp3" for name in ("eins", "zwei"))
    entries = [feed_samples.episode(name, audio={"url": url}) for name, url in (("eins", one), ("zwei", two))]
    stated = {"episodes/staffel-1/audio.mp3": FACTS.model_copy(update={"url": one, "seconds": 1.0})}
    made = feed_samples.site(*entries)
    alike = Site(
        made.root, made.settings, dataclasses.replace(made.library, recordings=stated), made.relations
    )
    assert audio_sources.main_source(alike, entries[0]).seconds == 1.0
    (problem,) = [p for p in checks.check(alike) if p.code == "audio-url-needs-facts"]
    assert "--write episodes/staffel-1/zwei.mp3.yml" in problem.fix("de")
    stated["episodes/staffel-1/zwei.mp3"] = FACTS.model_copy(update={"url": two, "seconds": 2.0})
    assert audio_sources.main_source(alike, entries[1]).seconds == 2.0


@pytest.mark.parametrize(
    ("audio", "facts", "code"),
    [
        ({"file": FILE, "length": 5}, None, "audio-facts-differ"),
        ({"file": FILE, "seconds": 140}, None, "audio-facts-differ"),
        ({"url": "https://a.example/folge.mp3", "length": 5}, FACTS, "audio-facts-differ"),
        ({"url": "https://a.example/folge.mp3"}, FACTS.model_copy(update={"url": "https://b.example/folge.mp3"}),
         "audio-url-needs-facts"),
        ({"url": "https://a.example/folge.mp3"}, None, "audio-url-needs-facts"),
        ({"file": FILE, "alternates": [{"url": "https://a.example/folge.opus"}]}, None, "audio-url-needs-facts"),
        ({"file": FILE, "alternates": [{"file": "episodes/staffel-1/trailer.m4a"}]}, None,
         "audio-alternate-length"),
        ({"file": FILE, "alternates": [{"file": FILE}]}, None, "feed-enclosure-twice"),
        ({"file": FILE, "alternates": [{"url": "https://a.example/folge.ogg"}]}, None, "feed-alternate-type"),
    ],
    ids="length seconds length-of-url other-url url-alone alternate-url alternate-length twice type".split(),
)  # fmt: skip
def test_statements_that_contradict_are_refused(audio, facts, code):
    """Text, sidecar and file say the same of a recording, and other forms are the same recording."""
    assert code in codes(site(audio=audio, facts=facts))


def test_seconds_may_be_rounded():
    """People write whole seconds."""
    assert codes(site(audio={"file": FILE, "length": 1_234_567, "seconds": 151})) == []


def test_names_of_other_forms_are_plain_too():
    """Apps that fail on an umlaut fail on it in any form."""
    audio = {"file": FILE, "alternates": [{"url": "https://a.example/straße.opus"}]}
    assert "feed-audio-name" in codes(site(audio=audio))


@pytest.mark.parametrize(
    ("url", "counted"),
    [
        ("https://a.example/f.mp3", "https://op3.dev/e/a.example/f.mp3"),
        ("http://a.example/f.mp3", "https://op3.dev/e/http://a.example/f.mp3"),
    ],
)
def test_a_counting_service_stands_before_addresses_in_feeds(url, counted):
    """https is left out behind the prefix, http is kept: else listeners would be sent to https."""
    made = site(audio={"url": url, "length": 5, "seconds": 60}, measuring_prefix="https://op3.dev/e/")
    assert enclosures.recording(made, episode(made)).enclosure.url == counted
    assert audio_sources.main_source(made, episode(made)).url == url


def test_a_counting_service_stands_on_no_page():
    """Readers of pages are not counted: neither player nor policy nor ledger name the service."""
    made = site(measuring_prefix="https://op3.dev/e/", audio_base=HOST)
    shown = [o for o in pages.outputs(made) if o.path.endswith(("index.html", ".conf", "_headers"))]
    text = b"".join(content for o in shown if isinstance(content := o.make(), bytes))
    assert HOST.encode() in text
    assert b"op3.dev" not in text
    ledger = next(o for o in feeds.outputs(made) if o.path.endswith("episodes.json"))
    assert b"op3.dev" not in ledger.make()


def test_the_policy_follows_the_recordings():
    """Browsers may play from where recordings lie, and from nowhere else."""
    assert "media-src 'self';" in security_policy.policy(site())
    assert "media-src 'self' https://cdn.example.net;" in security_policy.policy(site(audio_base=HOST))
    assert "media-src 'self';" in security_policy.policy(site(audio_base="https://example.org/ton/"))


@pytest.mark.parametrize(
    ("text", "found"), [("Wir laden von cdn.example.net.", 1), ("Zählung: op3.dev", 1), ("", 2)]
)
def test_production_names_every_host_in_the_privacy_text(text, found):
    """Each server that learns who listens stands in the privacy text."""
    made = site(audio_base=HOST, measuring_prefix="https://op3.dev/e/")
    privacy = builders.entry("page", "datenschutz", role="privacy", body=type(episode(made).body)(text=text))
    entries = (*made.library.entries, privacy)
    whole = builders.site(
        *entries, production=True, podcast={"audio_base": HOST, "measuring_prefix": "https://op3.dev/e/"}
    )
    assert [p.code for p in checks.check(whole)].count("legal-host-unnamed") == found


def test_other_forms_say_what_apps_choose_by():
    """Address, size, type, bitrate, a title made from the facts, and the digest as browsers write it."""
    made = site(measuring_prefix="https://op3.dev/e/")
    main = enclosures.primary(made, episode(made))
    (light,) = enclosures.alternates(made, episode(made))
    assert main.integrity == "sha256-" + base64.b64encode(bytes.fromhex(SHA)).decode()
    assert (main.title, main.type, main.bitrate) == ("MP3, 64 kbit/s", "audio/mpeg", 64_000)
    assert light == enclosures.Alternative(
        url=f"https://op3.dev/e/example.org/wissen/medien/{LIGHT}",
        length=345_678,
        type="audio/ogg; codecs=opus",
        bitrate=18_400,
        title="Opus, 18 kbit/s",
        integrity="",
    )


def test_a_form_without_facts_is_left_out():
    """A feed names no form whose size nobody knows."""
    made = site(audio={"file": FILE, "alternates": [{"url": "https://a.example/f.opus"}]})
    assert enclosures.alternates(made, episode(made)) == ()


EPISODE = "id: e\ntitle: E\npublished: 2026-10-01 06:00\naudio:\n  file: e.mp3\n"


class Kept:
    """A memory of what was read from texts."""

    def __init__(self) -> None:
        self.reads: dict[tuple[str, str], Read] = {}

    def get(self, path: str, digest: str) -> Read | None:
        """What was kept for these bytes."""
        return self.reads.get((path, digest))

    def put_packed(self, path: str, digest: str, packed: bytes) -> None:
        """Keeps what was read."""
        self.reads[path, digest] = workers.unpack(packed)


def test_a_text_is_read_anew_when_its_sidecar_goes(tmp_path):
    """A missing file is named as soon as its sidecar is missing, too, whatever a build remembers."""
    root = written(tmp_path, {
        "episodes/s/index.md": page("id: s\ntitle: S\nnumber: 1"), "episodes/s/e.md": page(EPISODE),
        "episodes/s/e.mp3.yml": "length: 10\nseconds: 5\n",
    })  # fmt: skip
    kept = Kept()
    library, problems = loading.load(root, chosen(), kept)
    assert problems == ()
    assert len(kept.reads) == 2
    assert library.recordings["episodes/s/e.mp3"].length == 10
    (root / "episodes/s/e.mp3.yml").unlink()
    assert [problem.code for problem in loading.load(root, chosen(), kept)[1]] == ["file-missing"]
