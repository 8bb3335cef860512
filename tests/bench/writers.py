"""The same pages for three systems: ours, Material for MkDocs with pruned navigation, Hugo."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from corpus import SPEAKERS, TOPICS, Page, clock

LINK = re.compile(r"\{link:(\d+)\}")


def write(path: Path, text: str) -> None:
    """Writes a text file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def body(page: Page, place: Callable[[int], str]) -> str:
    """The page's Markdown; ``place`` says how to link to a page."""
    return LINK.sub(lambda match: place(int(match.group(1))), "\n\n".join(page.parts))


def spoken(page: Page) -> str:
    """The conversation as ordinary Markdown."""
    turns = [f"**{turn.speaker}** ({clock(turn.second)}): {turn.text}" for turn in page.turns]
    return "\n\n".join(["## Transkript", *turns]) if turns else ""


def front(**values: object) -> str:
    """Front matter; JSON is YAML."""
    return (
        "---\n"
        + "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in values.items())
        + "---\n\n"
    )


FOLDERS = {"block": "docs/bausteine", "episode": "episodes/staffel-1", "event": "events"}


def dreiklang(all_pages: list[Page], out: Path) -> None:
    """A site of ours."""
    paths = [f"{FOLDERS[page.kind]}/{page.id}.md" for page in all_pages]
    write(out / "mkdocs.yml", OURS)
    write(out / "docs/index.md", front(id="home", title="Messung", summary="Eine große Website."))
    for word in TOPICS:
        write(out / f"docs/themen/{word.lower()}.md", front(id=word.lower(), title=word))
    people(out)
    show(out)
    for page, path in zip(all_pages, paths, strict=True):
        here = Path(path).parent
        text = body(page, lambda n, here=here: os.path.relpath(paths[n], here))  # type: ignore[misc]
        turns = "\n\n".join(f"[{clock(t.second)}] {t.speaker}: {t.text}" for t in page.turns)
        whole = f"{text}\n\n## Transkript\n\n{turns}\n" if turns else f"{text}\n"
        write(out / path, front(**_fields(page)) + whole)


def people(out: Path) -> None:
    """Those who speak."""
    for name in SPEAKERS:
        id = name.lower().replace(" ", "-")
        write(out / f"docs/personen/{id}.md", front(id=id, title=name, invented="true"))


def _fields(page: Page) -> dict[str, object]:
    common = {"id": page.id, "title": page.title, "summary": page.summary, "topics": [page.topic]}
    if page.kind == "block":
        return common | {"number": str(page.number + 1), "date": page.date}
    if page.kind == "event":
        return common | {"start": f"{page.date} 12:05", "end": f"{page.date} 13:00"}
    audio = {"url": f"https://audio.example/{page.id}.mp3", "length": "30000000", "seconds": "3600"}
    return common | {"published": f"{page.date} 06:00", "number": str(page.number), "audio": audio}


def show(out: Path) -> None:
    """A podcast without episodes."""
    owner = {"name": "Messung", "email": "messung@example.org"}
    cover = {"file": "cover.png", "alt": "Fläche", "credit": "Messung", "licence": "CC0"}
    write(
        out / "episodes/index.md",
        front(id="show", title="Messung hören", summary="Gespräche.", author="Messung", owner=owner,
              categories=["Government"], cover=cover),
    )  # fmt: skip
    write(out / "episodes/staffel-1/index.md", front(id="staffel-1", title="Staffel 1", number="1"))
    from PIL import Image

    Image.new("RGB", (1400, 1400), "#5C1F4A").save(out / "episodes/cover.png")


OURS = """\
site_name: Messung
site_url: https://example.org/
theme: {name: material, language: de}
plugins:
  - dreiklang:
      timezone: Europe/Berlin
      search: false
"""


def material(all_pages: list[Page], out: Path) -> None:
    """A plain Material site with pruned navigation and no search."""
    paths = [f"{page.section}/{page.id}.md" for page in all_pages]
    write(out / "mkdocs.yml", MATERIAL)
    write(out / "docs/index.md", "# Messung\n")
    for page, path in zip(all_pages, paths, strict=True):
        here = Path(path).parent
        text = body(page, lambda n, here=here: os.path.relpath(paths[n], here))  # type: ignore[misc]
        head = front(title=page.title, description=page.summary, date=page.date)
        write(out / "docs" / path, f"{head}# {page.title}\n\n{text}\n\n{spoken(page)}\n")


MATERIAL = """\
site_name: Messung
site_url: https://example.org/
theme:
  name: material
  language: de
  font: false
  features: [navigation.prune, navigation.indexes]
plugins: []
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc
  - pymdownx.betterem
  - pymdownx.caret
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.keys
  - pymdownx.mark
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist
  - pymdownx.tilde
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""


def hugo(all_pages: list[Page], out: Path) -> None:
    """A Hugo site with a plain theme of the bench's own; navigation rendered once."""
    shutil.copytree(Path(__file__).parent / "hugo", out, dirs_exist_ok=True)
    places = [f"/{page.section}/{page.id}/" for page in all_pages]
    for page in all_pages:
        head = front(title=page.title, description=page.summary, date=page.date, topics=[page.topic])
        text = body(page, lambda n: places[n]).replace("!!! note", "> **Hinweis**")
        write(out / "content" / page.section / f"{page.id}.md", f"{head}{text}\n\n{spoken(page)}\n")


WRITERS = {"dreiklang": dreiklang, "material": material, "hugo": hugo}
