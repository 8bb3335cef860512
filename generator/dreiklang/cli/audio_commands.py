"""The commands ``dreiklang audio facts`` and ``dreiklang audio tag``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dreiklang.ground.problems import Problem

if TYPE_CHECKING:  # commands load what they need when they run
    from dreiklang.site.site import Site

_LANGUAGE = click.option(
    "--lang", type=click.Choice(["de", "en"]), default="de", show_default=True, help="Language of messages."
)


@click.group()
def audio() -> None:
    """Measure recordings, and write tags into copies of them."""


@audio.command()
@click.argument("source", metavar="URL_OR_FILE")
@click.option(
    "--write", type=click.Path(path_type=Path), help="Write the facts to this file, or into this folder."
)
@_LANGUAGE
def facts(source: str, write: Path | None, lang: str) -> None:
    """Measure a recording and print its facts; its host is tested for what podcast apps need."""
    from dreiklang.audio import facts as measuring

    is_address = "://" in source
    target = measuring.target(write, source) if write else None
    if write and target is None:
        _end(lang, "audio_facts_name", name=write.name)
    found = _fetched(source, lang) if is_address else measuring.of_file(Path(source))
    if found.facts and target:
        measuring.save(target, found.facts, found.url)
        _say(lang, "audio_facts_written", path=target)
    elif found.facts:
        click.echo(measuring.sidecar_text(found.facts, found.url), nl=False)
    _show(found.problems, lang)
    if is_address and not found.problems:
        _say(lang, "audio_host_fine")
    sys.exit(1 if found.problems else 0)


@audio.command()
@click.argument("episodes", metavar="EPISODE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default="tagged",
    show_default=True,
    help="The folder for the copies.",
)
@click.option("-f", "--config-file", default="mkdocs.yml", show_default=True, help="The site's settings.")
@_LANGUAGE
def tag(episodes: tuple[Path, ...], into: Path, config_file: str, lang: str) -> None:
    """Write title, cover and chapters into copies of mp3 files; EPISODE is an episode's Markdown file."""
    from dreiklang.audio import tags
    from dreiklang.content.kinds import EPISODE

    if not tags.is_possible():
        _end(lang, "audio_tag_needs_extra")
    site, problems = _site(Path(config_file).absolute(), lang)
    missed = False
    for text in episodes:
        path = Path(os.path.relpath(text.absolute(), site.root.absolute())).as_posix()
        entry = site.library.by_path(path)
        if entry is None or not EPISODE.holds(entry):
            _show((problem for problem in problems if problem.place.file == path), lang)
            _say(lang, "audio_tag_no_episode", path=text)
            missed = True
            continue
        try:
            _say(lang, "audio_tag_written", path=tags.copy(site, entry, into))
        except tags.NoTags as refused:
            _say(lang, str(refused), path=text, file=entry.fields.audio.file or entry.fields.audio.url)
            missed = True
    sys.exit(1 if missed else 0)


def _site(config: Path, language: str) -> tuple[Site, tuple[Problem, ...]]:
    """The site as far as it can be read: problems of other texts keep no recording from its tags."""
    from dreiklang import loading, settings
    from dreiklang.ground import clock
    from dreiklang.ground.problems import ProblemsFound
    from dreiklang.site.relations import Relations
    from dreiklang.site.site import Site

    try:
        chosen = settings.load(config.parent, clock.as_of(None), config.name)
    except ProblemsFound as found:
        _show(found.problems, language)
        sys.exit(1)
    library, problems = loading.load(config.parent, chosen)
    return Site(config.parent, chosen, library, Relations(library)), problems


def _fetched(url: str, language: str) -> Any:
    """Fetches with a bar on terminals, since an hour of sound takes its time."""
    from dreiklang import i18n
    from dreiklang.audio import facts as measuring

    label = i18n.text("audio_fetching", language)
    with click.progressbar(length=1, label=label, file=sys.stderr, show_eta=False) as bar:

        def progress(done: int, whole: int) -> None:
            bar.length = max(whole, done)
            bar.update(done - bar.pos)

        return measuring.of_address(url, progress)


def _show(problems: Iterable[Problem], language: str) -> None:
    for problem in problems:
        line = f"{problem.message(language)} {problem.fix(language)}".strip()
        # What a host says must not steer a terminal.
        click.echo("".join(c if c.isprintable() else "�" for c in line), err=True)


def _say(language: str, key: str, **words: object) -> None:
    from dreiklang import i18n

    click.echo(i18n.text(key, language).format(**words), err=True)


def _end(language: str, key: str, **words: object) -> None:
    _say(language, key, **words)
    sys.exit(1)
