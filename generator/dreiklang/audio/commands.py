"""The commands ``dreiklang audio facts`` and ``dreiklang audio tag``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from dreiklang.problems import Problem

_LANGUAGE = click.option(
    "--lang", type=click.Choice(["de", "en"]), default="de", show_default=True, help="Language of messages."
)


@click.group()
def audio() -> None:
    """Measure recordings, and put tags into copies of them."""


@audio.command()
@click.argument("source", metavar="URL_OR_FILE")
@click.option(
    "--write", type=click.Path(path_type=Path), help="Write the facts to this file, or into this folder."
)
@_LANGUAGE
def facts(source: str, write: Path | None, lang: str) -> None:
    """Measure a recording and print its facts; a host is asked what podcast apps ask."""
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
        click.echo(measuring.text(found.facts, found.url), nl=False)
    _show(found.problems, lang)
    if is_address and not found.problems:
        _say(lang, "audio_host_fine")
    sys.exit(1 if found.problems else 0)


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
