"""The command ``dreiklang``: build, serve, check."""

from __future__ import annotations

import datetime as dt
import gc
import sys
import time
from pathlib import Path
from typing import Any

import click

from dreiklang import __version__
from dreiklang.cli import import_commands
from dreiklang.cli.audio_commands import audio
from dreiklang.cli.shared import common, guarded, load, moment_of, say, settings_of, show


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dreiklang")
def main() -> None:
    """Turn Markdown in git into a website to read, a podcast to hear and events to meet at."""


main.add_command(import_commands.group)


@main.command()
@common
@click.option("-d", "--site-dir", help="Publish into this folder instead of site_dir.")
@click.option("--keep-going", is_flag=True, help="Leave out items that have problems and publish the rest.")
@click.option("--timings", is_flag=True, help="Show the seconds spent in each stage.")
def build(
    config_file: str, as_of: str | None, lang: str | None, form: str, site_dir: str | None, keep_going: bool,
    timings: bool,
) -> None:  # fmt: skip
    """Build the site."""
    from dreiklang.publishing import up_to_date

    start, root = time.perf_counter(), Path(config_file).absolute().parent
    changes = {"site_dir": site_dir} if site_dir else {}
    name, moment = Path(config_file).name, moment_of(as_of, lang)
    if current := up_to_date.find_current(root, name, changes, moment):
        show(current.notes, lang or current.language, form)
        words = {"kept": current.files, "folder": site_dir or Path(current.target).name}
        say(lang or current.language, "cli_unchanged", start, **words)
        return
    _build(root, name, moment, changes, lang, form, keep_going, timings, start)


def _build(
    root: Path, name: str, moment: dt.datetime, changes: dict[str, Any], lang: str | None, form: str,
    keep_going: bool, timings: bool, start: float,
) -> None:  # fmt: skip
    from dreiklang import build
    from dreiklang.publishing import up_to_date

    gc.set_threshold(100_000, 50, 50)  # a build makes much and drops little: looking for waste seldom pays
    spent = build.Timings()
    settings = guarded(lambda: load(root, name, moment, **changes), lang or "de", form)
    language = lang or settings.language
    inputs = up_to_date.inputs(root, name, build.folders(settings))
    prepared, report = guarded(lambda: build.build(root, settings, spent, keep_going), language, form)
    show(prepared.problems, language, form)
    for stage, seconds in spent.seconds.items() if timings else ():
        click.echo(f"{stage:>12} {seconds:7.2f} s")
    words = {"made": len(report.made), "kept": report.kept, "folder": settings.site.site_dir}
    say(language, "cli_built" if report.changed else "cli_unchanged", start, **words)
    if any(problem.severity.value == "item" for problem in prepared.problems):
        sys.exit(1)
    up_to_date.remember(root, name, changes, build.record_of(prepared, inputs))


@main.command()
@common
@click.option(
    "--against",
    multiple=True,
    metavar="SOURCE",
    help="Also compare with what was published: a git reference (origin/main), a folder with a built site, "
    "a feed's file, or the address of a site or feed.",
)
@click.option(
    "--fix", is_flag=True,
    help="With --against: add the missing entries to changes in events, for an editor to read.",
)  # fmt: skip
def check(
    config_file: str, as_of: str | None, lang: str | None, form: str, against: tuple[str, ...], fix: bool
) -> None:  # fmt: skip
    """Check the content and name every problem.

    What --fix writes is a proposal: the exit status is 1 until nothing is left to write.
    """
    from dreiklang import build, pages
    from dreiklang.ground.problems import blocking, in_order

    if fix and not against:
        raise click.UsageError("--fix: --against origin/main …")
    root, settings = settings_of(config_file, as_of, lang, form)
    language, name = lang or settings.language, Path(config_file).name
    examined = build.examine(root, settings)
    compared = _compared(examined, against, name)
    fixed = _fixed(examined, compared, language) if fix else None
    if fixed and fixed.changed:
        examined = build.examine(root, settings)
        compared = _compared(examined, against, name)
    found = [*examined.problems, *compared, *(fixed.problems if fixed else ())]
    # Pages are made from content without a fault alone.
    found += () if blocking(examined.problems) else pages.incomplete(examined.published)
    show(in_order(found), language, form)
    if blocking(found) or (fixed and fixed.changed):
        sys.exit(1)
    if form == "text":
        from dreiklang import i18n

        click.echo(i18n.text("cli_all_well", language).format(entries=len(examined.whole.library.entries)))


def _compared(examined: Any, sources: tuple[str, ...], config: str) -> list[Any]:
    from dreiklang import against

    return [problem for source in sources for problem in against.check(examined, source, config)]


def _fixed(examined: Any, compared: list[Any], language: str) -> Any:
    """Writes what is missing, and says where, how to look at it and how to undo it."""
    from dreiklang import i18n
    from dreiklang.against import fixing

    done = fixing.fix(examined.published, compared)
    keys = ["against_fixed", "against_fixed_unsaved" if done.unsaved else "against_fixed_undo"]
    for key in keys if done.changed else ():
        click.echo(i18n.text(key, language).format(paths=" ".join(done.changed)), err=True)
    return done


@main.command()
@common
def due(config_file: str, as_of: str | None, lang: str | None, form: str) -> None:
    """Print the next moment at which the site changes by itself.

    Alone on a line, as ISO 8601 in the site's time zone, for a scheduled build.
    """
    from dreiklang.build import prepare

    root, settings = settings_of(config_file, as_of, lang, form)
    prepared = guarded(lambda: prepare(root, settings, keep_going=True), lang or settings.language, form)
    if prepared.due:
        click.echo(prepared.due.astimezone(settings.zone).isoformat(timespec="minutes"))


@main.command()
@common
@click.option(
    "-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, help="Address and port to serve on."
)
@click.option("--no-drafts", is_flag=True, help="Show what would be published today, without drafts.")
def serve(
    config_file: str, as_of: str | None, lang: str | None, form: str, dev_addr: str, no_drafts: bool
) -> None:
    """Build, serve, and reload while you write; drafts are shown and marked."""
    from dreiklang.serving import preview

    root, settings = settings_of(config_file, as_of, lang, form)
    host, _, port = dev_addr.rpartition(":")
    if not port.isdigit():
        raise click.BadParameter(f"{dev_addr} (127.0.0.1:8000)", param_hint="--dev-addr")
    language = lang or settings.language
    preview.serve(
        preview.Address(host or "127.0.0.1", int(port)),
        load=lambda: load(root, Path(config_file).name, moment_of(as_of, lang), drafts=not no_drafts),
        root=root,
        show=lambda problems: show(problems, language, form),
        say=click.echo,
        language=language,
    )


@main.command()
@click.argument("part", type=click.Choice(["fields", "problems"]), default="fields")
def reference(part: str) -> None:
    """Print every field and option, or every problem, as Markdown."""
    from dreiklang.cli import reference as text

    click.echo(text.PARTS[part](), nl=False)


main.add_command(audio)
