"""The commands ``dreiklang import …``: what other systems keep becomes content files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dreiklang.cli.shared import common, guarded, settings_of, show


@click.group("import")
def group() -> None:
    """Make content files from a feed, a calendar or a transcript of another system."""


@group.command()
@click.argument("source")
@click.option("--into", default=".", show_default=True, help="The project's folder, where mkdocs.yml is.")
@click.option(
    "--season", type=click.IntRange(min=1), help="The season of episodes for which the feed gives none."
)
@click.option("--download", is_flag=True, help="Also fetch cover, pictures, transcripts, chapters and sizes.")
@click.option("--picture-credit", default="", metavar="NAME", help="Who made the episodes' pictures.")
@click.option("--picture-licence", default="", metavar="LICENCE", help='Their licence: "CC BY 4.0".')
@click.option("--replace", is_flag=True, help="Overwrite existing files; git brings them back.")
@click.option("--lang", type=click.Choice(["de", "en"]), help="Language of messages; the site's by default.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    help="How the report is shown.",
)
def feed(
    source: str, into: str, season: int | None, download: bool, picture_credit: str, picture_licence: str,
    replace: bool, lang: str | None, form: str,
) -> None:  # fmt: skip
    """Make a podcast with seasons, episodes and people from a feed: SOURCE is a file or an address.

    Every GUID, date, recording and title stays as it is. The report names what could not be kept
    and what is left to do before the site can be built.
    """
    from dreiklang import i18n, settings
    from dreiklang.ground import clock, problem_reports
    from dreiklang.ground.problems import ProblemsFound
    from dreiklang.importing.feed import planning, run

    root = Path(into).absolute()
    rights = planning.Rights(picture_credit, picture_licence)
    try:
        chosen = settings.load(root, clock.as_of(None))
        done = run.import_feed(root, chosen, source, run.ImportOptions(season, download, replace, rights))
    except ProblemsFound as found:
        click.echo(problem_reports.FORMATS[form](found.problems, lang or "de"), err=form == "text")
        sys.exit(1)
    language = lang or chosen.language
    parts = (done.problems, done.left) if form == "text" else ((*done.problems, *done.left),)
    for index, part in enumerate(parts):
        if index:
            _say("import_left" if part else "import_left_nothing", language)
        if text := problem_reports.FORMATS[form](part, language):
            click.echo(text, err=form == "text")
    if form == "text":
        numbers = {"written": len(done.written), "kept": len(done.kept), "episodes": done.episodes}
        click.echo(i18n.text("import_done", language).format(**numbers, source=source))


def _say(key: str, language: str) -> None:
    from dreiklang import i18n

    click.echo(f"\n{i18n.text(key, language)}", err=True)


@group.command()
@click.argument("source")
@click.option("--into", default=".", show_default=True, help="The project's folder, where mkdocs.yml is.")
@click.option("--series", default="", metavar="FOLDER", help="Put the events into this series below events/.")
@click.option("--replace", is_flag=True, help="Overwrite existing files; git brings them back.")
@click.option("--lang", type=click.Choice(["de", "en"]), help="Language of messages; the site's by default.")
@click.option(
    "--format", "form", type=click.Choice(["text", "github", "json"]), default="text",
    help="How the report is shown.",
)  # fmt: skip
def calendar(source: str, into: str, series: str, replace: bool, lang: str | None, form: str) -> None:
    """Make event files from a calendar (.ics): SOURCE is a file or an address.

    Every UID, time, rule and status stays as it is. The report names what could not be kept.
    """
    from dreiklang import i18n, settings
    from dreiklang.ground import clock, problem_reports
    from dreiklang.ground.problems import ProblemsFound
    from dreiklang.importing.calendar import run

    root = Path(into).absolute()
    try:
        chosen = settings.load(root, clock.as_of(None))
        done = run.import_calendar(root, chosen, source, series.strip("/"), replace)
    except ProblemsFound as found:
        click.echo(problem_reports.FORMATS[form](found.problems, lang or "de"), err=form == "text")
        sys.exit(1)
    language = lang or chosen.language
    if text := problem_reports.FORMATS[form](done.problems, language):
        click.echo(text, err=form == "text")
    if form == "text":
        numbers = {"written": len(done.written), "kept": len(done.kept), "events": done.events}
        click.echo(i18n.text("import_calendar_done", language).format(**numbers, source=source))
        if done.written:
            click.echo(i18n.text("import_calendar_undo", language).format(folder=done.folder))


@group.command()
@click.argument("file", type=click.Path(path_type=Path))
@common
@click.option(
    "--episode", default="", metavar="PATH", help="The episode's file; without it nothing is written."
)
@click.option(
    "--speaker", "speakers", multiple=True, metavar="NAME=PERSON",
    help='Who a name in the file stands for: SPEAKER_00="Leonie Harms". May be given several times.',
)  # fmt: skip
@click.option(
    "--as", "kept", type=click.Choice(["dialogue", "file"]), default="dialogue", show_default=True,
    help="Into the episode's text, or as a file beside it that keeps the time of every word.",
)  # fmt: skip
@click.option("--replace", is_flag=True, help="Replace a conversation that is already there.")
@click.option("--drop-repeats", is_flag=True, help="Leave out lines that a program repeated by mistake.")
def transcript(
    file: Path, config_file: str, as_of: str | None, lang: str | None, form: str, episode: str,
    speakers: tuple[str, ...], kept: str, replace: bool, drop_repeats: bool,
) -> None:  # fmt: skip
    """Read a transcript (VTT, SRT, Whisper, Podlove … HTML or .docx) into an episode."""
    from dreiklang.importing.transcripts.into_episode import ImportOptions, import_into

    if wrong := next((text for text in speakers if not all(part.strip() for part in text.split("=", 1))
                      or "=" not in text), None):  # fmt: skip
        raise click.BadParameter(f'{wrong} (SPEAKER_00="Leonie Harms")', param_hint="--speaker")
    root, settings = settings_of(config_file, as_of, lang, form)
    language = lang or settings.language
    people = {name.strip(): person.strip() for name, _, person in (text.partition("=") for text in speakers)}
    wish = ImportOptions(
        file, Path(episode).as_posix() if episode else "", people, kept == "file", replace, drop_repeats
    )
    brought = guarded(lambda: import_into(root, wish, language), language, form)
    show(brought.problems, language, form)
    for sentence in brought.said:
        click.echo(sentence, err=not episode)
    click.echo(brought.text, nl=False)
