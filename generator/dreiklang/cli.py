"""The command ``dreiklang``: build, serve, check."""

from __future__ import annotations

import datetime as dt
import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from dreiklang import __version__

_FORMATS = ("text", "github", "json")


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dreiklang")
def main() -> None:
    """Markdown in git becomes a knowledge base, a podcast and an event archive."""


@main.command()
@_common
@click.option("-d", "--site-dir", help="Publish into this folder instead of site_dir.")
@click.option("--keep-going", is_flag=True, help="Leave out items that have problems, publish the rest.")
@click.option("--timings", is_flag=True, help="Show the seconds spent in each stage.")
def build(
    config_file: str, as_of: str | None, lang: str | None, form: str, site_dir: str | None, keep_going: bool,
    timings: bool,
) -> None:  # fmt: skip
    """Build the site."""
    from dreiklang import unchanged

    start, root = time.perf_counter(), Path(config_file).absolute().parent
    changes = {"site_dir": site_dir} if site_dir else {}
    name, moment = Path(config_file).name, _moment(as_of)
    if current := unchanged.find(root, name, changes, moment):
        _show(current.notes, lang or current.language, form)
        words = {"kept": current.files, "folder": site_dir or Path(current.target).name}
        _say(lang or current.language, "cli_unchanged", start, **words)
        return
    _build(root, name, moment, changes, lang, form, keep_going, timings, start)


def _build(
    root: Path, name: str, moment: dt.datetime, changes: dict[str, Any], lang: str | None, form: str,
    keep_going: bool, timings: bool, start: float,
) -> None:  # fmt: skip
    from dreiklang import build, unchanged

    gc.set_threshold(100_000, 50, 50)  # a build makes much and drops little: looking for waste seldom pays
    spent = build.Timings()
    settings = _guarded(lambda: _load(root, name, moment, **changes), lang or "de", form)
    language = lang or settings.language
    inputs = unchanged.inputs(root, name, build.folders(settings))
    prepared, report = _guarded(lambda: build.build(root, settings, spent, keep_going), language, form)
    _show(prepared.problems, language, form)
    for stage, seconds in spent.seconds.items() if timings else ():
        click.echo(f"{stage:>12} {seconds:7.2f} s")
    words = {"made": len(report.made), "kept": report.kept, "folder": settings.site.site_dir}
    _say(language, "cli_built" if report.changed else "cli_unchanged", start, **words)
    if any(problem.severity.value == "item" for problem in prepared.problems):
        sys.exit(1)
    unchanged.remember(root, name, changes, build.made_from(prepared, inputs))


@main.command()
@_common
def check(config_file: str, as_of: str | None, lang: str | None, form: str) -> None:
    """Check the content; name every problem."""
    from dreiklang.build import prepare

    root, settings = _settings(config_file, as_of, lang, form)
    language = lang or settings.language
    prepared = _guarded(lambda: prepare(root, settings), language, form)
    _show(prepared.problems, language, form)
    if form == "text":
        from dreiklang import i18n

        click.echo(i18n.text("cli_all_well", language).format(entries=len(prepared.site.library.entries)))


@main.command()
@_common
@click.option(
    "-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, help="Address and port to serve on."
)
@click.option("--no-drafts", is_flag=True, help="Show what would be published today, without drafts.")
def serve(
    config_file: str, as_of: str | None, lang: str | None, form: str, dev_addr: str, no_drafts: bool
) -> None:
    """Build, serve and reload while you write; drafts are shown and marked."""
    from dreiklang import preview

    root, settings = _settings(config_file, as_of, lang, form)
    host, _, port = dev_addr.rpartition(":")
    if not port.isdigit():
        raise click.BadParameter(f"{dev_addr} (127.0.0.1:8000)", param_hint="--dev-addr")
    language = lang or settings.language
    preview.serve(
        preview.Address(host or "127.0.0.1", int(port)),
        load=lambda: _load(root, Path(config_file).name, _moment(as_of), drafts=not no_drafts),
        root=root,
        show=lambda problems: _show(problems, language, form),
        say=click.echo,
        language=language,
    )


def _moment(as_of: str | None) -> dt.datetime:
    from dreiklang import clock

    try:
        return clock.as_of(as_of)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--as-of") from None


def _load(root: Path, name: str, moment: dt.datetime, drafts: bool = False, **changes: Any) -> Any:
    from dreiklang import settings

    return settings.load(root, moment, name, **changes).model_copy(update={"drafts": drafts})


def _settings(config_file: str, as_of: str | None, lang: str | None, form: str) -> tuple[Path, Any]:
    path, moment = Path(config_file).absolute(), _moment(as_of)
    return path.parent, _guarded(lambda: _load(path.parent, path.name, moment), lang or "de", form)


def _guarded(work: Callable[[], Any], language: str, form: str) -> Any:
    """Runs ``work``; problems are shown and end the program with status 1."""
    from dreiklang.problems import ProblemsFound

    try:
        return work()
    except ProblemsFound as found:
        _show(found.problems, language, form)
        sys.exit(1)


def _show(problems: Any, language: str, form: str) -> None:
    from dreiklang import reports

    text = reports.FORMATS[form](problems, language)
    if text:
        click.echo(text, err=form == "text")


def _say(language: str, key: str, start: float, **words: object) -> None:
    from dreiklang import i18n

    seconds = f"{time.perf_counter() - start:.1f}"
    click.echo(i18n.text(key, language).format(seconds=seconds, **words))


@main.group("import")
def importing() -> None:
    """Bring in what other programs keep."""


@importing.command()
@click.argument("file", type=click.Path(path_type=Path))
@_common
@click.option(
    "--episode", default="", metavar="PATH", help="The episode's file; without it nothing is written."
)
@click.option(
    "--speaker", "speakers", multiple=True, metavar="NAME=PERSON",
    help='Who a name in the file is: SPEAKER_00="Leonie Harms". May be given several times.',
)  # fmt: skip
@click.option(
    "--as", "kept", type=click.Choice(["dialogue", "file"]), default="dialogue", show_default=True,
    help="Into the episode's text, or as a file beside it that keeps the time of every word.",
)  # fmt: skip
@click.option("--replace", is_flag=True, help="Replace a conversation that is there already.")
@click.option("--drop-repeats", is_flag=True, help="Leave out lines that a program repeats.")
def transcript(
    file: Path, config_file: str, as_of: str | None, lang: str | None, form: str, episode: str,
    speakers: tuple[str, ...], kept: str, replace: bool, drop_repeats: bool,
) -> None:  # fmt: skip
    """Read a transcript (VTT, SRT, Whisper, Podlove … or .docx) into an episode."""
    from dreiklang.importing.transcripts.bringing import Wish, bring

    if wrong := next((text for text in speakers if not all(part.strip() for part in text.split("=", 1))
                      or "=" not in text), None):  # fmt: skip
        raise click.BadParameter(f'{wrong} (SPEAKER_00="Leonie Harms")', param_hint="--speaker")
    root, settings = _settings(config_file, as_of, lang, form)
    language = lang or settings.language
    people = {name.strip(): person.strip() for name, _, person in (text.partition("=") for text in speakers)}
    wish = Wish(
        file, Path(episode).as_posix() if episode else "", people, kept == "file", replace, drop_repeats
    )
    brought = _guarded(lambda: bring(root, wish, language), language, form)
    _show(brought.problems, language, form)
    for sentence in brought.said:
        click.echo(sentence, err=not episode)
    click.echo(brought.text, nl=False)


@main.command()
def reference() -> None:
    """Print every field, option and problem as Markdown."""
    from dreiklang import reference as text

    click.echo(text.markdown(), nl=False)
