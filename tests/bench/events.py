"""Many events: all calendars, feeds and archives of 5,000 events with reports.

    python tests/bench/events.py [--events 5000] [--pages]

The events' own pages are left out; ``--pages`` makes the pages of the archives, too. One event in
twenty is recurring, one in ten was changed or called off.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import steps

from corpus import TOPICS, Author
from writers import OURS, front, write

SERIES, PLACES, PEOPLE = 20, 200, 150
FORMATS = ("Fachtag", "Werkstatt", "Mittagsgespräch", "Netzwerktreffen", "Konferenz", "Schulung")
LAENDER = ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")
STATES = ("cancelled", "postponed", "moved_online", "rescheduled")
PER_YEAR = 500


def sources(events: int, out: Path) -> None:
    """Events from 2017 on, some five hundred a year, with reports of about 300 words."""
    author, chance = Author(events, 13), random.Random(13)
    write(out / "mkdocs.yml", OURS)
    write(out / "docs/index.md", front(id="home", title="Messung", summary="Viele Veranstaltungen."))
    for word in TOPICS:
        write(out / f"docs/themen/{word.lower()}.md", front(id=word.lower(), title=word))
    for number in range(PLACES):
        name = f"Ort {number:03d}"
        write(out / f"docs/orte/ort-{number}.md", front(id=f"ort-{number}", title=name, invented="true"))
    for number in range(PEOPLE):
        fields = front(id=f"p-{number}", title=f"Person {number:03d}", invented="true", page="true")
        write(out / f"docs/personen/p-{number}.md", fields)
    for number in range(SERIES):
        fields = front(
            id=f"reihe-{number}", title=f"Reihe {number:02d}", summary="Eine Reihe.", question="Wie?"
        )
        write(out / f"events/reihe-{number}/index.md", fields)
    for number in range(events):
        folder = f"events/reihe-{number % SERIES}" if number % 2 else "events"
        write(out / folder / f"v{number}.md", event(number, author, chance))


def event(number: int, author: Author, chance: random.Random) -> str:
    """An event with everything that calendars and feeds tell."""
    day = dt.date(2017, 1, 2) + dt.timedelta(days=number * 365 // PER_YEAR)
    fields: dict[str, object] = {
        "id": f"v{number}",
        "title": f"Austausch {number}x über Zuständigkeiten",
        "summary": " ".join(author.some(14)),
        "date": str(day - dt.timedelta(days=60)),
        "start": f"{day} {9 + number % 8:02d}:05",
        "end": f"{day} {17 + number % 5}:00",
        "format": FORMATS[number % len(FORMATS)],
        "venue": {"name": f"Haus {number % 90}", "street": "Am Markt 1", "postcode": "01234", "town": "Ort"},
        "topics": [chance.choice(TOPICS).lower()],
        "places": [f"ort-{chance.randrange(PLACES)}"],
        "regions": [f"DE-{chance.choice(LAENDER)}"],
        "speakers": [{"person": f"p-{chance.randrange(PEOPLE)}", "role": "Gast"} for _ in range(2)],
        "registration": {
            "url": "https://anmeldung.example/x",
            "until": f"{day - dt.timedelta(days=3)} 12:00",
        },
    }
    if number % 10 == 3:
        change = {
            "date": str(day - dt.timedelta(days=5)),
            "text": "Es hat sich etwas geändert.",
            "field": "status",
        }
        fields |= {
            "status": STATES[number // 10 % 4],
            "changes": [change],
            "online": "https://konferenz.example/x",
        }
    if number % 20 == 7:
        fields["repeats"] = {"rule": "FREQ=WEEKLY;COUNT=10", "without": [str(day + dt.timedelta(days=14))]}
    paragraphs = [" ".join(author.some(50)) + "." for _ in range(6)]
    return front(**fields) + "\n\n".join([paragraphs[0], "## Rückblick", *paragraphs[1:]]) + "\n"


def outputs(site: Any) -> Iterator[Any]:
    """All calendars, feeds and ledgers."""
    from dreiklang import feeds

    yield from feeds.outputs(site)


def with_pages(site: Any) -> Iterator[Any]:
    """The same and the pages of all archives and series."""
    from dreiklang.pages.layout import layout_of
    from dreiklang.pages.meet import event_archives, event_series
    from dreiklang.pages.render import output

    yield from outputs(site)
    frame = layout_of(site, site.language)
    for maker in (event_archives.event_archive_pages, event_series.event_series_pages):
        yield from (output(view, frame) for view in maker(site))


def main() -> None:
    """Measures a cold build, an unchanged one, and one after a change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=5000)
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.build:
        return steps.publish(chosen.build, with_pages if (chosen.build / "with-pages").exists() else outputs)
    with tempfile.TemporaryDirectory(prefix="dreiklang-bench-") as name:
        sources(chosen.events, Path(name))
        if chosen.pages:
            write(Path(name) / "with-pages", "")
        what = "all calendars, feeds and archives" if chosen.pages else "all calendars and feeds"
        print(f"\n{chosen.events} events with reports: {what}", flush=True)
        steps.states(__file__, Path(name), Path(name) / "events/v0.md")
    return None


if __name__ == "__main__":
    main()
