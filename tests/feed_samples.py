"""A small show, some news and some events, for the tests of feeds and calendars."""

from __future__ import annotations

from typing import Any

import builders
from dreiklang.content.body import Block, Body, Heading
from dreiklang.content.library import Entry, MediaFacts
from dreiklang.feeds import recordings
from dreiklang.feeds.recordings import Alternative
from dreiklang.site import Site

IMAGE = {"alt": "Ein Bild", "credit": "N. Lind", "licence": "CC BY 4.0"}


def media() -> list[MediaFacts]:
    """A cover, two recordings, a portrait, an open and a restricted picture."""
    return [
        builders.facts("docs/bilder/cover.png", "image/png", width=3000, height=3000),
        builders.facts("episodes/staffel-1/folge.mp3", "audio/mpeg", size=1_234_567, seconds=151.4),
        builders.facts("episodes/staffel-1/trailer.m4a", "audio/mp4", size=99_000, seconds=30.0),
        builders.facts("docs/bilder/leonie.jpg", "image/jpeg", width=800, height=800),
        builders.facts("docs/bilder/offen.jpg", "image/jpeg", sidecar={"licence": "CC BY 4.0"}),
        builders.facts("docs/bilder/agentur.jpg", "image/jpeg", sidecar={"licence": "Agenturbild"}),
    ]


def records() -> list[Entry]:
    """People, places, organisations and topics that the others name."""
    portrait = {"file": "docs/bilder/leonie.jpg"} | IMAGE
    return [
        builders.entry("person", "leonie-harms", title="Leonie Harms", page=True, portrait=portrait),
        builders.entry("person", "emre-yildiz", title="Emre Yıldız", email="emre@example.org"),
        builders.entry("place", "kiel", title="Kiel", invented=False, key="01002000"),
        builders.entry("place", "eichenbronn", title="Eichenbronn"),
        builders.entry("topic", "ehrenamt", title="Ehrenamt"),
        builders.entry(
            "organisation", "stiftung", title="Stiftung", funding_note="Gefördert aus Mitteln der Stiftung."
        ),
    ]


def podcast(**fields: Any) -> Entry:
    """The show."""
    known = {
        "title": "Zwischen Tür & Amt",
        "summary": "Gespräche über Verwaltung.",
        "categories": ["Government", "Society & Culture > Documentary"],
        "licence": "cc-by-4.0",
        "funding": {"title": "Mitmachen", "url": "https://example.org/geld"},
        "path": "episodes/index.md",
    }
    return builders.entry("podcast", "tuer-und-amt", **known | fields)


def season(**fields: Any) -> Entry:
    """Its first season, with a funder and a trailer."""
    known = {"title": "Anfänge", "summary": "Wie es losging.", "trailer": "vorschau", "funders": ["stiftung"]}
    return builders.entry(
        "season", "anfaenge", parent="tuer-und-amt", path="episodes/staffel-1/index.md", **known | fields
    )


def episode(id: str = "schluessel", **fields: Any) -> Entry:
    """An episode with everything an episode can have."""
    known: dict[str, Any] = {
        "title": "Der Schlüssel <zum> Rathaus & mehr",
        "summary": "Wer hat den Schlüssel?",
        "number": 1,
        "hosts": [{"person": "leonie-harms", "role": "Moderation"}],
        "guests": ["emre-yildiz"],
        "places": ["kiel", "eichenbronn"],
        "synthetic": True,
        "chapters": [
            {"time": "0:00", "title": "Begrüßung"},
            {"time": "1:10", "title": "Schlüssel > Schloss"},
        ],
        "key_messages": [{"time": "0:20", "text": "Wer fragt, bekommt den Schlüssel."}],
        "body": Body(
            html='<h2 id="mehr">Mehr</h2><p class="x">Siehe <a class="ref" href="dk:name:kiel">Kiel</a>.</p>'
            "<script>alert(1)</script>",
            turns=builders.turns(("Leonie Harms", 4, "Guten Tag."), ("Emre Yıldız", 58, "Guten Tag auch.")),
        ),
    }
    return builders.entry("episode", id, parent="anfaenge", **known | fields)


def trailer(**fields: Any) -> Entry:
    """The trailer of the season, published before the episode."""
    known = {"title": "Bald hören Sie mehr", "type": "trailer", "published": "2026-09-01 06:00"}
    return builders.entry(
        "episode",
        "vorschau",
        parent="anfaenge",
        **known | {"audio": {"file": "episodes/staffel-1/trailer.m4a"}} | fields,
    )


def articles() -> list[Entry]:
    """Two dated articles, the newer with links, pictures and a block of another page."""
    block = Block(
        "quote", "zitat", '<blockquote id="zitat"><p>Fragen hilft.</p></blockquote>', "Fragen hilft.", 3
    )
    old = Body(html="<p>Alt.</p>", text="Alt.", blocks=(block,))
    html = (
        '<h2 id="eins">Eins</h2><p onclick="x()">Zu <a href="#eins">oben</a>, zu '
        '<a href="dk:name:altes">Altes</a>, zu '
        '<a href="dk:name:fehlt">nichts</a> und <a href="javascript:alert(1)">nie</a>.</p>'
        '<figure class="figure"><img alt="Offen" src="dk:media:docs/bilder/offen.jpg"></figure>'
        '<p><img alt="Agentur" src="dk:media:docs/bilder/agentur.jpg"></p>'
        '<p class="embed"><a class="ref" href="dk:embed:altes#zitat">zitat</a></p>'
    )
    new = {"title": "Neues ]]> <b>& mehr</b>", "authors": ["leonie-harms"], "topics": ["ehrenamt"]}
    return [
        builders.entry(
            "article", "neues", date="2026-11-02", updated="2026-11-10", summary="Kurz gesagt.",
            body=Body(html=html, headings=(Heading(2, "eins", "Eins", 5),)), **new,
        ),
        builders.entry("article", "altes", date="2026-10-01", body=old),
    ]  # fmt: skip


def series(**fields: Any) -> Entry:
    """A series of events."""
    return builders.entry("event-series", "mittags", title="Mittags im Amt", contact="emre-yildiz", **fields)


def event(id: str = "fachtag", **fields: Any) -> Entry:
    """An event of that series, across the change of the clocks from the site's point of view."""
    known: dict[str, Any] = {
        "title": "Fachtag; mit, Komma",
        "summary": "Ein Tag \\ für alle.",
        "date": "2026-09-01",
        "venue": {"name": "Rathaus", "street": "Markt 1", "postcode": "24103", "town": "Kiel"},
        "online": "https://example.org/raum?a=b;c,d",
        "registration": {"url": "https://example.org/anmeldung", "until": "2026-11-30 18:00"},
        "topics": ["ehrenamt"],
    }
    return builders.entry("event", id, parent="mittags", **known | fields)


def site(*more: Entry, **options: Any) -> Site:
    """All of it, with ``more`` beside or instead of entries of the same id."""
    entries = [*records(), podcast(), season(), episode(), trailer(), *articles(), series(), event()]
    chosen = {entry.id: entry for entry in [*entries, *more]}
    return builders.site(*chosen.values(), media=options.pop("media", media()), **options)


def everything() -> Site:
    """A show, hidden and about to move, that uses every feature a feed has: its feed has two pages."""
    show = podcast(
        order="serial",
        hidden=True,
        moved_to="https://neu.example/feed.xml",
        verification=["dreiklang-7f3a"],
        update_frequency={"text": "alle zwei Wochen", "rule": "FREQ=WEEKLY;INTERVAL=2", "complete": True},
        recommends=[
            {
                "title": "Nebenan",
                "guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810",
                "feed": "https://neben.example/feed.xml",
            }
        ],
    )
    image = {"file": "docs/bilder/folge.png"} | IMAGE | {"alt": "Ein Schlüsselbund"}
    kiel = builders.entry(
        "place", "kiel", title="Kiel", invented=False, key="01002000", osm="R62763", geo="54.3233,10.1228"
    )
    older = [
        episode(id, number=None, title=id, published=day, audio={"file": f"episodes/staffel-1/{id}.mp3"})
        for id, day in (("alt", "2026-08-01 06:00"), ("uralt", "2026-07-01 06:00"))
    ]
    recorded = [
        builders.facts(f"episodes/staffel-1/{id}.mp3", "audio/mpeg", seconds=60.0) for id in ("alt", "uralt")
    ]
    picture = builders.facts("docs/bilder/folge.png", "image/png", width=1400, height=1400)
    return site(
        show, kiel, episode(image=image, topics=["ehrenamt"]), *older,
        media=[*media(), *recorded, picture],
        podcast={"page_size": 2, "hub": "https://hub.example/"},
    )  # fmt: skip


def itself(site: Site, episode: Entry) -> Alternative | None:
    """The recording as the first of its forms; its hash is known for one episode."""
    found = recordings.recording(site, episode)
    if found is None or episode.id != "schluessel":
        return None
    made = found.enclosure
    return Alternative(
        url=made.url, length=made.length, type=made.type, bitrate=64_000, title="MP3", integrity="sha256-eHl6"
    )


def alternatives(_: Site, episode: Entry) -> tuple[Alternative, ...]:
    """The episode's recording in two other forms; the hash of the second is unknown."""
    if episode.id != "schluessel":
        return ()
    small = "https://example.org/wissen/medien/episodes/staffel-1/folge.opus"
    return (
        Alternative(
            url=small, length=45_000, type="audio/ogg; codecs=opus", bitrate=24_000,
            title="Opus, 24 kbit/s", integrity="sha256-YWJj",
        ),
        Alternative(
            url="https://cdn.example/folge.m4a", length=98_000, type="audio/x-m4a", bitrate=None,
            title="AAC", integrity="",
        ),
    )  # fmt: skip
