"""Pictures, soundbites, keywords and transcripts of a feed come along, and stand in the site's own feed."""

from __future__ import annotations

import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from against.test_against import served  # noqa: F401 - a fixture
from dreiklang import feeds
from dreiklang.content import kinds
from dreiklang.content.kinds import EPISODE
from dreiklang.ground.problems import blocking
from dreiklang.importing.feed import parsing
from dreiklang.importing.feed.planning import Rights
from dreiklang.importing.feed.run import Done
from dreiklang.media import pictures as published
from importing.feed.test_feed import FEEDS, bring, codes, examined, finished, root  # noqa: F401 - a fixture

OPEN = Rights("N. Lind", "CC BY 4.0")
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ida Brandt>Guten Tag.\n\n00:02.000 --> 00:40.000\n<v Ruth Wieland>Hallo.\n"
HTML = "<cite>Ida Brandt:</cite> <time>0:00</time> <p>Guten Tag.</p><cite>Ruth Wieland:</cite><time>0:02</time><p>Hallo.</p>"
SRT = "1\n00:00:00,000 --> 00:00:02,000\nGuten Tag.\n\n2\n00:00:02,000 --> 00:00:40,000\nHallo.\n"
JSON = json.dumps(
    {
        "version": "1.0.0",
        "segments": [
            {"speaker": "Ida Brandt", "startTime": 0.0, "endTime": 2.0, "body": "Guten Tag."},
            {"speaker": "Ruth Wieland", "startTime": 2.0, "endTime": 40.0, "body": "Hallo."},
        ],
    }
)
PODLOVE = json.dumps(
    [
        {"start_ms": 0, "end_ms": 2000, "voice": "Ida Brandt", "text": "Guten Tag."},
        {"start_ms": 2000, "end_ms": 40000, "voice": "Ruth Wieland", "text": "Hallo."},
    ]
)
TYPES = {"vtt": "text/vtt", "json": "application/json", "html": "text/html", "srt": "application/srt"}


def drawn(colour: str, form: str = "PNG", size: int = 1400, **more: object) -> bytes:
    """A square picture of one colour."""
    written = io.BytesIO()
    Image.new("RGB", (size, size), colour).save(written, form, **more)
    return written.getvalue()


def photo() -> bytes:
    """A photo that tells where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (54.0, 19.0, 0.0), 3: "E", 4: (10.0, 8.0, 0.0)})
    return drawn("red", "JPEG", exif=exif)


class Host:
    """The host of a feed: what it serves, and the feed that names it."""

    def __init__(self, folder: Path, base: str) -> None:
        self.folder, self.base = folder, base
        self.put("cover.png", drawn("navy"))

    def put(self, name: str, content: bytes | str) -> str:
        """Serves a file and gives its address."""
        (self.folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return self.base + name

    def feed(self, *items: str, head: str = "") -> str:
        """Serves a feed of items, each given by the elements in it, and gives its address."""
        written = "".join(
            f"<item><title>Gespräch {'ABC'[n]}</title><guid>g{n}</guid>"
            f"<pubDate>Tue, 1{n} Mar 2026 06:00:00 +0100</pubDate><i:duration>2000</i:duration>"
            f'<enclosure url="https://cdn.example/{n}.mp3" length="1" type="audio/mpeg"/>'
            "<p:person>Ida Brandt</p:person><p:person role='guest'>Ruth Wieland</p:person>"
            f"{item}</item>"
            for n, item in enumerate(items)
        )
        return self.put(
            "feed.xml",
            '<rss version="2.0" xmlns:p="https://podcastindex.org/namespace/1.0" '
            'xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Ortsgespräch</title>'
            '<description>Menschen erzählen.</description><i:author>Auental</i:author>'
            "<i:owner><i:name>Auental</i:name><i:email>a@example.org</i:email></i:owner>"
            f'<i:category text="Government"/><i:image href="{self.base}cover.png"/>{head}{written}</channel></rss>',
        )  # fmt: skip


@pytest.fixture
def host(tmp_path, served) -> Host:  # noqa: F811
    """A host that serves a cover."""
    folder = tmp_path / "host"
    folder.mkdir()
    return Host(folder, served(folder))


def remade(root: Path) -> ElementTree.Element:  # noqa: F811
    """The feed that the site gives."""
    site = examined(root).published
    made = next(output for output in feeds.outputs(site) if output.path == "podcast/feed.xml").make()
    return ElementTree.fromstring(made)  # noqa: S314 - our own feed


def text(root: Path, name: str) -> str:  # noqa: F811
    """What was written for an episode."""
    return (root / f"episodes/{name}.md").read_text(encoding="utf-8")


def told(done: Done, code: str) -> str:
    """The words of one note."""
    return next(p for p in done.problems if p.code == code).message("de")


def test_a_picture_comes_with_its_words_and_leaves_with_them(root, host):  # noqa: F811
    """A picture lies beside its episode, without its place; credit and licence are those named; the feed shows it."""
    url = host.put("foto.jpg", photo())
    item = f'<i:image href="{url}"/><p:image href="{url}" alt="Zwei Stühle" purpose="artwork"/>'
    done = bring(root, host.feed(item), download=True, rights=OPEN)
    assert done.left == ()
    kept = root / "episodes/gespraech-a.jpg"
    with Image.open(kept) as image:
        assert image.format == "JPEG"
        assert not image.getexif()
    assert published.published(kept, "image/jpeg") == kept
    (item,) = remade(root).iter("item")
    assert item.find(f"{PODCAST}image").get("alt") == "Zwei Stühle"
    assert item.find(f"{ITUNES}image").get("href").endswith("gespraech-a.jpg")


def test_what_only_people_know_stays_open_and_is_named(root, host):  # noqa: F811
    """Without alt, credit and licence nothing is made up: the fields stay open, and the check's words are the list."""
    done = bring(root, host.feed(f'<i:image href="{host.put("a.png", drawn("red"))}"/>'), download=True)
    assert "  alt:\n  credit:\n  licence:\n" in text(root, "gespraech-a")
    assert "alt, credit, licence" in told(done, "import-picture-open")
    assert [(p.place.file, p.code) for p in done.left] == [
        ("episodes/gespraech-a.md", "image-alt-missing"),
        ("episodes/gespraech-a.md", "image-credit-missing"),
    ]
    assert done.left == tuple(blocking(examined(root).problems))


def test_the_shows_cover_is_no_picture_of_an_episode(root, host):  # noqa: F811
    """The cover's address, and the cover's bytes under another address, are not brought again."""
    again = host.put("0815.png", drawn("navy"))
    done = bring(
        root,
        host.feed(f'<i:image href="{host.base}cover.png"/>', f'<i:image href="{again}"/>'),
        download=True,
    )
    assert done.left == ()
    assert "import-picture-open" not in codes(done)
    assert [path for path in done.written if path.endswith(("png", "jpg"))] == ["episodes/cover.png"]


def test_a_picture_that_episodes_share_lies_there_once(root, host):  # noqa: F811
    """Episodes of one season often have one picture: the second one names the file of the first."""
    url = host.put("a.png", drawn("red"))
    copy = host.put("b.png", drawn("red"))
    bring(
        root,
        host.feed(*(f'<i:image href="{u}"/><i:season>1</i:season>' for u in (url, url)), f'<i:image href="{copy}"/>'),
        download=True,
        rights=OPEN,
    )  # fmt: skip
    assert "file: gespraech-a.png" in text(root, "staffel-1/gespraech-b")
    assert "file: staffel-1/gespraech-a.png" in text(root, "gespraech-c")


@pytest.mark.parametrize(
    ("pictures", "taken", "more"),
    [
        ('<p:image href="w.png" aspect-ratio="16/9"/><p:image href="q.png" purpose="artwork" aspect-ratio="1/1"/>', "q.png", ["w.png"]),
        ('<i:image href="cover.png"/><p:image href="w.png" purpose="artwork" aspect-ratio="16/9"/>', "w.png", []),
        ('<p:image href="f.mp4" type="video/mp4"/>', None, ["f.mp4"]),
        ('<p:images srcset="k.png 150w, g.png 1500w, m.png 600w"/>', "g.png", []),
        ('<i:image href="i.png"/><p:image href="q.png" purpose="artwork"/>', "i.png", ["q.png"]),
        ('<p:image href="banner.png"/>', None, []),
    ],
)  # fmt: skip
def test_one_picture_stands_for_an_episode(pictures, taken, more):
    """Of several the artwork is taken and the rest told; what the show has too is none of the episode's."""
    from dreiklang.importing.feed import pictures as choosing

    raw = (
        '<rss xmlns:p="https://podcastindex.org/namespace/1.0" xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd">'
        f'<channel><i:image href="cover.png"/><p:image href="banner.png"/><item>{pictures}</item></channel></rss>'
    )
    feed = parsing.read_feed(raw.encode())
    found = choosing.chosen(feed, feed.items[0])
    assert (found.url if found else None) == taken
    assert choosing.others(feed, feed.items[0]) == more


@pytest.mark.parametrize(
    "content",
    [b"<!doctype html><p>404", b"\x89PNG\r\n\x1a\n", drawn("red")[:300], b"<svg <", b""],
    ids=["page", "head", "cut", "drawing", "empty"],
)
def test_what_is_no_picture_is_told(root, host, content):  # noqa: F811
    """Pages, broken pictures and drawings do not come into the project, whatever they are called."""
    done = bring(root, host.feed(f'<i:image href="{host.put("a.jpg", content)}"/>'), download=True)
    assert told(done, "import-not-fetched")
    assert "image:" not in text(root, "gespraech-a")
    assert done.left == ()


def test_a_drawing_comes_without_what_it_would_run(root, host):  # noqa: F811
    """Scripts and links of a drawing do not reach the project; what can be looked at does."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="x()"><script>alert(1)</script>'
        '<image href="https://evil.example/x.png"/><rect width="9" height="9"/></svg>'
    )
    url = host.put("a.svg", drawing)
    done = bring(root, host.feed(f'<p:image href="{url}" alt="Ein Quadrat"/>'), download=True, rights=OPEN)
    assert done.left == ()
    kept = (root / "episodes/gespraech-a.svg").read_text(encoding="utf-8")
    assert "<rect" in kept
    assert not any(word in kept for word in ("script", "onload", "evil"))


def test_turns_of_our_own_feeds_are_taken_from_json(root, host):  # noqa: F811
    """Captions of this generator are derived, with estimated times; its JSON holds the turns themselves."""
    fine = VTT + "\n00:40.000 --> 00:50.000\n<v Ruth Wieland>Mehr.\n"
    offers = (
        f'<p:transcript url="{host.put("a.vtt", fine)}" type="text/vtt"/>'
        f'<p:transcript url="{host.put("a.json", JSON)}" type="application/json"/>'
    )
    bring(root, host.feed(offers, head="<generator>Dreiklang</generator>"), download=True)
    assert "transcript: gespraech-a.json\n" in text(root, "gespraech-a")
    bring(root, host.feed(offers), download=True, replace=True)
    assert "transcript: gespraech-a.vtt\n" in text(root, "gespraech-a")


def test_soundbites_are_key_messages_and_soundbites_again(root):  # noqa: F811
    """Start, duration and title survive; the passage's end stands in the text."""
    bring(root, FEEDS / "castopod.xml")
    finished(root)
    found = remade(root).iter(f"{PODCAST}soundbite")
    assert [(e.get("startTime"), e.get("duration"), e.text) for e in found] == [("73.0", "60.0", "Der Bach")]


def test_soundbites_that_are_no_messages_are_told(root, host):  # noqa: F811
    """Without a title, beyond the end, twice at one second: told with their times; fractions widen to seconds."""
    bites = (
        '<p:soundbite startTime="9.5" duration="20.25">Eins</p:soundbite>'
        '<p:soundbite startTime="9.9" duration="30">Zwei</p:soundbite>'
        '<p:soundbite startTime="60" duration="30"/><p:soundbite startTime="9000" duration="3">Zu spät</p:soundbite>'
        '<p:soundbite startTime="x" duration="3">Wann</p:soundbite>'
        '<p:soundbite startTime="1990" duration="60">Bis zuletzt</p:soundbite>'
    )
    done = bring(root, host.feed(bites))
    assert all(
        part in told(done, "import-soundbites") for part in ("Zwei", "60 s + 30 s", "Zu spät", "? „Wann“")
    )
    assert "9.5 s + 20.25 s „Eins“ → 0:09–0:30" in told(done, "import-soundbites-moved")
    library = examined(root).whole.library
    (episode,) = library.of(EPISODE)
    assert [(m.time, m.end, m.text) for m in episode.fields.key_messages] == [
        (9, 30, "Eins"), (1990, 2000, "Bis zuletzt"),
    ]  # fmt: skip


def test_keywords_are_topics_where_there_are_such(root, host):  # noqa: F811
    """Titles and aliases match however they are written; the rest is one line for the whole feed."""
    (root / "docs/themen").mkdir()
    (root / "docs/themen/ehrenamt.md").write_text(
        "---\nid: ehrenamt\ntitle: Bürgerschaftliches Engagement\naliases: [Ehren-Amt]\n---\n",
        encoding="utf-8",
    )
    done = bring(
        root,
        host.feed(
            "<i:keywords>EHREN AMT, Tür, Flur</i:keywords>",
            "<category>Buergerschaftliches engagement</category><category>tuer</category>",
            head="<i:keywords>ehren-amt,Podcast</i:keywords>",
        ),
    )
    library = examined(root).whole.library
    assert [e.fields.topics for e in (*library.of(kinds.PODCAST), *library.of(EPISODE))] == [
        ("ehrenamt",)
    ] * 3
    (note,) = [p for p in done.problems if p.code == "import-keywords"]
    assert note.values["words"] == "Tür (2 ×), Flur, Podcast"
    finished(root)
    paths = [output.path for output in feeds.outputs(examined(root).published)]
    assert any("ehrenamt" in path for path in paths)


@pytest.mark.parametrize(
    ("offers", "taken", "file"),
    [
        ({"vtt": VTT}, None, "gespraech-a.vtt"),
        ({"json": JSON}, None, "gespraech-a.json"),
        ({"json": PODLOVE}, None, "gespraech-a.json"),
        ({"html": HTML}, None, "gespraech-a.json"),
        ({"html": HTML, "srt": SRT, "vtt": VTT}, "a.vtt", "gespraech-a.vtt"),
        ({"vtt": VTT, "json": JSON}, "a.json", "gespraech-a.json"),
        ({"srt": SRT, "html": HTML}, "a.html", "gespraech-a.json"),
    ],
)
def test_the_transcript_that_keeps_most_is_taken(root, host, offers, taken, file):  # noqa: F811
    """Of several forms the one with speakers and times; it stands in the site's feed in all of its forms."""
    named = "".join(
        f'<p:transcript url="{host.put(f"a.{form}", content)}" type="{TYPES[form]}"/>'
        for form, content in offers.items()
    )
    done = bring(root, host.feed(named), download=True)
    assert done.left == ()
    assert f"transcript: {file}\n" in text(root, "gespraech-a")
    assert ("import-transcript-taken" in codes(done)) == (len(offers) > 1)
    assert taken is None or f"{taken} übernommen" in told(done, "import-transcript-taken")
    (episode,) = examined(root).whole.library.of(EPISODE)
    assert [(t.speaker, t.start, t.text) for t in episode.body.turns] == [
        ("Ida Brandt", 0.0, "Guten Tag."), ("Ruth Wieland", 2.0, "Hallo."),
    ]  # fmt: skip
    again = {e.get("type") for e in remade(root).iter(f"{PODCAST}transcript")}
    assert again == {"text/vtt", "application/x-subrip", "application/json", "text/html"}


def test_a_transcript_of_nobody_lies_beside_with_the_command_that_names_people(root, host):  # noqa: F811
    """Words without speakers keep no episode from appearing; what is to be done stands in the report."""
    url = host.put("a.srt", SRT)
    done = bring(root, host.feed(f'<p:transcript url="{url}" type="application/srt"/>'), download=True)
    assert done.left == ()
    assert "episodes/gespraech-a.json" in done.written
    assert "no_transcript:" in text(root, "gespraech-a")
    problem = next(p for p in done.problems if p.code == "import-transcript-unnamed")
    assert "dreiklang import transcript episodes/gespraech-a.json --episode" in problem.fix("de")


@pytest.mark.parametrize("content", ["<html><nav>Start</nav><p>Seite</p></html>", "kein Transkript", "{"])
def test_what_is_no_transcript_is_told(root, host, content):  # noqa: F811
    """Whole pages and other files are named with the reason, and the episode says why it has none."""
    url = host.put("a.html", content)
    done = bring(root, host.feed(f'<p:transcript url="{url}" type="text/html"/>'), download=True)
    assert told(done, "import-not-fetched")
    assert "import-transcript-elsewhere" in codes(done)
    assert done.left == ()


def test_files_that_stay_are_not_fetched_for(root, host):  # noqa: F811
    """A second import asks for nothing that belongs to an episode that is there."""
    address = host.feed(f'<i:image href="{host.put("a.png", drawn("red"))}"/>')
    bring(root, address, download=True, rights=OPEN)
    (host.folder / "a.png").unlink()
    done = bring(root, address, download=True)
    assert done.written == ()
    assert "import-not-fetched" not in codes(done)


def test_nothing_is_written_through_a_link(root, host, tmp_path):  # noqa: F811
    """A link in the place of a file is left alone, even when files are to be replaced."""
    outside = tmp_path / "outside.md"
    outside.write_text("fremd", encoding="utf-8")
    (root / "episodes").mkdir()
    (root / "episodes/gespraech-a.md").symlink_to(outside)
    bring(root, host.feed(""), replace=True)
    assert outside.read_text(encoding="utf-8") == "fremd"
