"""What the commands share: their options, and how settings are read and problems shown."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

_FORMATS = ("text", "github", "json")


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options every command has."""
    options = [
        click.option(
            "-f", "--config-file", default="mkdocs.yml", show_default=True, help="The site's settings."
        ),
        click.option("--as-of", metavar="MOMENT", help="Build as of this moment (ISO 8601) instead of now."),
        click.option(
            "--lang", type=click.Choice(["de", "en"]), help="Language of messages; the site's by default."
        ),
        click.option(
            "--format", "form", type=click.Choice(_FORMATS), default="text", help="How problems are shown."
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def moment_of(as_of: str | None, lang: str | None) -> dt.datetime:
    """The moment that a command speaks for."""
    from dreiklang import i18n
    from dreiklang.ground import clock

    try:
        return clock.as_of(as_of)
    except ValueError as error:
        words = i18n.text("moment_unreadable", lang or "de").format(value=error)
        raise click.BadParameter(words, param_hint="--as-of") from None


def load(root: Path, name: str, moment: dt.datetime, drafts: bool = False, **changes: Any) -> Any:
    """The settings of the site below ``root``."""
    from dreiklang import settings

    return settings.load(root, moment, name, **changes).model_copy(update={"drafts": drafts})


def settings_of(config_file: str, as_of: str | None, lang: str | None, form: str) -> tuple[Path, Any]:
    """The project's folder and its settings, as the common options name them."""
    path, moment = Path(config_file).absolute(), moment_of(as_of, lang)
    return path.parent, guarded(lambda: load(path.parent, path.name, moment), lang or "de", form)


def guarded(work: Callable[[], Any], language: str, form: str) -> Any:
    """Runs ``work``; problems are shown and end the program with status 1."""
    from dreiklang.ground.problems import ProblemsFound

    try:
        return work()
    except ProblemsFound as found:
        show(found.problems, language, form)
        sys.exit(1)


def show(problems: Any, language: str, form: str) -> None:
    """Prints problems in the chosen form."""
    from dreiklang.ground import problem_reports

    text = problem_reports.FORMATS[form](problems, language)
    if text:
        click.echo(text, err=form == "text")


def say(language: str, key: str, start: float, **words: object) -> None:
    """Prints a sentence of the interface, with the seconds since ``start``."""
    from dreiklang import i18n

    seconds = f"{time.perf_counter() - start:.1f}"
    click.echo(i18n.text(key, language).format(seconds=seconds, **words))
