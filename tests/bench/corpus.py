"""A large German-like corpus in our content model, and the same pages for Material and Hugo.

Deterministic for a seed. Of all pages one in ten is an episode with a conversation of about
an hour, one in twenty an event, the rest are building blocks of 600 to 1,500 words.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

START = (
    "b",
    "br",
    "d",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "sch",
    "st",
    "t",
    "v",
    "w",
    "z",
)
MIDDLE = ("a", "e", "e", "i", "o", "u", "au", "ei", "ie", "ä", "ö", "ü")
END = ("", "n", "r", "l", "t", "s", "ng", "cht", "rt", "nd")
SUFFIX = ("", "", "", "en", "er", "ung", "heit", "keit", "schaft", "lich", "isch")
SMALL = tuple(
    """
    der die das und in zu den mit von für auf ist im nicht ein eine als auch es an aus dass sie nach bei um
    am sind noch wie über so zum war nur oder aber vor zur bis mehr durch man sein wenn wir unter dann schon
    gegen kann
    """.split()
)
SPEAKERS = ("Ada Albers", "Bo Berger", "Cleo Cordes")
TOPICS = ("Steuerung", "Ehrenamt", "Jugend", "Daten", "Bildung", "Zusammenarbeit")


@dataclass(frozen=True)
class Turn:
    """A contribution to a conversation."""

    speaker: str
    second: int
    text: str


@dataclass(frozen=True)
class Page:
    """One page in neutral form; ``parts`` are Markdown blocks in which ``{link:n}`` means page n."""

    number: int
    kind: str
    id: str
    title: str
    summary: str
    date: str
    topic: str
    parts: tuple[str, ...]
    turns: tuple[Turn, ...] = ()

    @property
    def section(self) -> str:
        """Groups of 25 pages, as an editor would make them."""
        return f"{self.kind}-{self.number // 250:02d}"


def kind_of(number: int) -> str:
    """Which kind page ``number`` has."""
    return "episode" if number % 10 == 3 else "event" if number % 20 == 5 else "block"


class Author:
    """Writes pages; every page has a random stream of its own."""

    def __init__(self, pages: int, seed: int) -> None:
        self.pages, self.seed = pages, seed
        rng = random.Random(seed)
        words = {self._word(rng) for _ in range(9000)}
        self.words = (*SMALL, *sorted(words))
        common, rare = range(len(SMALL)), range(len(words))
        self.weights = list(accumulate([1 / (n + 2) for n in common] + [0.5 / (n + 20) for n in rare]))
        self.rng = rng

    @staticmethod
    def _word(rng: random.Random) -> str:
        stem = "".join(
            rng.choice(START) + rng.choice(MIDDLE) + rng.choice(END) for _ in range(rng.choice((1, 2, 2, 3)))
        )
        word = stem + rng.choice(SUFFIX)
        return word.capitalize() if rng.random() < 0.4 else word

    def some(self, count: int) -> list[str]:
        """``count`` words with a natural frequency."""
        return self.rng.choices(self.words, cum_weights=self.weights, k=count)

    def heading(self) -> str:
        """Two to four long words."""
        return " ".join(
            [w.capitalize() for w in self.some(14) if len(w) > 4][: self.rng.randint(2, 4)] or ["Anfang"]
        )

    def sentence(self, plain: bool = False) -> str:
        """One sentence; in running text some words are marked up or linked."""
        words = self.some(self.rng.randint(7, 21))
        words[0] = words[0].capitalize()
        at, roll = self.rng.randrange(1, len(words)), self.rng.random()
        if not plain and roll < 0.2:
            link = f"[Seite {words[at]}]({{link:{self.rng.randrange(self.pages)}}})"
            words[at] = link if roll < 0.06 else f"**{words[at]}**" if roll < 0.15 else f"*{words[at]}*"
        return " ".join(words) + self.rng.choice("...?!")

    def paragraph(self, plain: bool = False) -> str:
        """Two to five sentences."""
        return " ".join(self.sentence(plain) for _ in range(self.rng.randint(2, 5)))

    def part(self) -> str:
        """One block of text of some kind."""
        roll = self.rng.random()
        if roll < 0.14:
            return f"## {self.heading()}\n\n{self.paragraph()}"
        if roll < 0.28:
            return "\n".join(f"- {self.sentence()}" for _ in range(self.rng.randint(3, 7)))
        if roll < 0.35:
            return f'!!! note "{self.heading()}"\n\n    {self.paragraph()}'
        if roll < 0.39:
            rows = [f"| {self.heading()} | {' '.join(self.some(5))} |" for _ in range(4)]
            return "\n".join(["| Ort | Vorhaben |", "| --- | --- |", *rows])
        return f"> {self.paragraph()}" if roll < 0.43 else self.paragraph()

    def body(self, words: int) -> Iterator[str]:
        """Parts until there are about ``words`` words."""
        count, part = 0, f"## {self.heading()}\n\n{self.paragraph()}"
        while count < words:
            yield part
            count += len(part.split())
            part = self.part()

    def conversation(self, words: int) -> Iterator[Turn]:
        """Turns of a conversation, 2.4 words a second."""
        count = 0
        for number in range(10_000):
            if count >= words:
                return
            text = self.paragraph(plain=True).replace(":", "")
            yield Turn(SPEAKERS[number % len(SPEAKERS)], int(count / 2.4), text)
            count += len(text.split())

    def page(self, number: int) -> Page:
        """Page ``number``, the same for every size of the corpus but for its links."""
        self.rng = random.Random(f"{self.seed}:{number}")
        kind = kind_of(number)
        turns = tuple(self.conversation(7000)) if kind == "episode" else ()
        parts = tuple(self.body(150 if turns else self.rng.randint(600, 1500)))
        title = f"{self.heading()} {number}"
        day = f"{2016 + number % 10}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        summary = self.sentence(plain=True)
        return Page(
            number, kind, f"{kind}-{number}", title, summary, day, TOPICS[number % len(TOPICS)], parts, turns
        )


def pages(count: int, seed: int = 7) -> list[Page]:
    """All pages of a corpus."""
    author = Author(count, seed)
    return [author.page(number) for number in range(count)]


def clock(second: int) -> str:
    """``h:mm:ss``."""
    return f"{second // 3600}:{second // 60 % 60:02d}:{second % 60:02d}"


if __name__ == "__main__":
    from writers import WRITERS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--for", dest="system", choices=sorted(WRITERS), default="dreiklang")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    WRITERS[chosen.system](pages(chosen.pages), chosen.out)
