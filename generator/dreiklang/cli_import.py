"""The commands ``dreiklang import …``: what other systems keep becomes content files."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group("import")
def group() -> None:
    """Make content files from what other systems keep."""


@group.command()
@click.argument("source")
@click.option("--into", default=".", show_default=True, help="The project's folder, where mkdocs.yml is.")
@click.option(
    "--season", type=click.IntRange(min=1), help="The season of episodes for which the feed names none."
)
@click.option("--download", is_flag=True, help="Also fetch cover, transcripts, chapters and missing sizes.")
@click.option("--replace", is_flag=True, help="Write over files that exist; git brings them back.")
@click.option("--lang", type=click.Choice(["de", "en"]), help="Language of messages; the site's by default.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    help="How the report is shown.",
)
def feed(
    source: str, into: str, season: int | None, download: bool, replace: bool, lang: str | None, form: str
) -> None:  # fmt: skip
    """Make a podcast with seasons, episodes and people from a feed: SOURCE is a file or an address.

    Every GUID, date, recording and title stays as it is; what cannot be kept is named.
    """
    from dreiklang import clock, i18n, reports, settings
    from dreiklang.importing.feed import run
    from dreiklang.problems import ProblemsFound

    root = Path(into).absolute()
    try:
        chosen = settings.load(root, clock.as_of(None))
        done = run.run(root, chosen, source, run.Wishes(season, download, replace))
    except ProblemsFound as found:
        click.echo(reports.FORMATS[form](found.problems, lang or "de"), err=form == "text")
        sys.exit(1)
    language = lang or chosen.language
    if text := reports.FORMATS[form](done.told, language):
        click.echo(text, err=form == "text")
    if form == "text":
        numbers = {"written": len(done.written), "kept": len(done.kept), "episodes": done.episodes}
        click.echo(i18n.text("import_done", language).format(**numbers, source=source))
