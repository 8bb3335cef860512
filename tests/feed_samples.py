"""A small show, some news and some events, for the tests of feeds and calendars."""

from __future__ import annotations

import dataclasses
from typing import Any

import builders
from dreiklang.content.body import Block, Body, Heading
from dreiklang.content.entries import Entry
from dreiklang.content.file_facts import MediaFacts
from dreiklang.content.podcast import RecordingFacts
from dreiklang.site.site import Site

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
    """A show, hidden and about to move, that uses every feature a feed has: its feed has two pages.

    Its recordings lie at a host of their own and are counted; one has two other forms.
    """
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
    audio = {"file": f"{_FOLDER}/folge.mp3", "alternates": [{"file": f"{_FOLDER}/folge.opus"}, {"url": AAC}]}
    older = [
        episode(id, number=number, title=id, published=day, audio={"file": f"{_FOLDER}/{id}.mp3"})
        for number, id, day in ((2, "alt", "2026-08-01 06:00"), (1, "uralt", "2026-07-01 06:00"))
    ]
    whole = site(
        show, kiel, episode(image=image, topics=["ehrenamt"], audio=audio, number=3), *older,
        trailer(no_transcript={"reason": "Nur ein Vorspann.", "date": "2026-09-01"}),
        media=[*media(), *_recorded()],
        podcast={
            "page_size": 2, "hub": "https://hub.example/", "audio_base": "https://ton.example/",
            "measuring_prefix": "https://zaehlung.example/e/",
        },
    )  # fmt: skip
    stated = RecordingFacts(url=AAC, length=98_000, seconds=151.5, type="audio/mp4")
    library = dataclasses.replace(whole.library, recordings={f"{_FOLDER}/aac.m4a": stated})
    return dataclasses.replace(whole, library=library)


_FOLDER = "episodes/staffel-1"
AAC = "https://cdn.example/aac.m4a"
"""A form of the recording at another host; its sidecar knows no hash."""


def _recorded() -> list[MediaFacts]:
    """The recordings of that show with their hashes, and a picture of an episode."""
    older = [builders.facts(f"{_FOLDER}/{id}.mp3", "audio/mpeg", seconds=151.0) for id in ("alt", "uralt")]
    known = {"seconds": 151.4, "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
    return [
        *older,
        builders.facts(f"{_FOLDER}/folge.mp3", "audio/mpeg", size=1_234_567, bitrate=64_000, **known),
        builders.facts(f"{_FOLDER}/folge.opus", "audio/ogg", size=45_000, bitrate=24_000, **known),
        builders.facts("docs/bilder/folge.png", "image/png", width=1400, height=1400),
    ]
