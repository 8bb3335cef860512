"""A show with an episode in which people talk, for tests of pages and player."""

from __future__ import annotations

import builders
from dreiklang.content.body import Body, Turn, WordTiming
from dreiklang.site.site import Site

PATH = "podcast/staffel-1/anfang/index.html"
HOSTILE = "<script>alert(1)</script>"


TURNS = builders.turns(
    ("Leonie Harms", 0.0, "Guten Tag."),
    ("Cem Aksoy", 10.0, "Wir haben ein Blatt.\n\nEs hängt an der Tür."),
    ("Leonie Harms", 30.0, f"Ein Blatt? {HOSTILE}"),
)
TIMED = Turn("Cem Aksoy", 10.4, "Wir haben ein Blatt. Es hängt an der Tür.\n\nDa sehen es alle. Sogar nachts.", "t-10", 0, 29.0,
             (WordTiming(0, 10.4, 14.0), WordTiming(21, 14.6), WordTiming(43, 20.5), WordTiming(61, 20.8)))  # fmt: skip
"""A turn of four moments: ``t-10``, ``t-14``, ``t-20`` and ``t-20-2``."""


def talk(turns: tuple[Turn, ...] = TURNS, **more: object) -> Site:
    """A show with a season and an episode in which two people talk."""
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
        builders.entry("episode", "anfang", body=Body(turns=turns), parent="s1", **fields | more),
        builders.entry("episode", "trailer", type="trailer", parent="s1", published="2026-09-01 06:00"),
        builders.entry("person", "cem-aksoy", title="Cem Aksoy"),
        builders.entry("person", "leonie-harms", title="Leonie Harms"),
        media=[builders.facts("episodes/staffel-1/folge.mp3", "audio/mpeg", size=1_400_000, seconds=45.0)],
    )  # fmt: skip
