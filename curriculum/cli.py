"""The command line: the only place that speaks to a person.

`curriculum.commands` is imported when a command runs, so that `--help` answers at once.
"""

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from curriculum.errors import CurriculumError
from curriculum.kit.kinds import EDITABLE, KINDS
from curriculum.labels import LANGUAGES, Labels, load_labels
from curriculum.spoken import LANGUAGE, WORDS, HoursType, PortType, SpokenChoice, SpokenGroup

if TYPE_CHECKING:
    from curriculum.commands import Answer


def _option(*names: str, label: str, **kwargs: Any) -> Callable[..., Any]:  # noqa: ANN401
    return click.option(*names, help=WORDS[f"commands.{label}"], **kwargs)


def _format(*choices: str) -> Callable[..., Any]:
    choice = SpokenChoice(choices)
    return _option("--format", "output_format", type=choice, default=choices[0], label="format")


def _strict(label: str) -> Callable[..., Any]:
    return _option("--strict", is_flag=True, label=label)


_SITES = ("both", "learner")  # for whom a site can be: for all, or for learners alone

_path = click.argument("path", required=False, metavar="[PATH]")
_course = click.argument("course", metavar="DIR")
_codes = click.argument("codes", nargs=-1, required=True, metavar="CODE…")
_dry_run = _option("--dry-run", is_flag=True, label="dry_run")


@click.group(
    cls=SpokenGroup,
    help=WORDS["commands.program"],
    subcommand_metavar=WORDS["help.command_metavar"],
)
@click.version_option(package_name="curriculum", help=WORDS["help.version"])
def program() -> None:
    """The program; the commands below do the work."""


@program.command(help=WORDS["commands.new"])
@click.argument("folder", metavar="DIR")
@_option("--standard", required=True, metavar="FILE", label="new_standard")
def new(folder: str, standard: str) -> None:
    """Starts a course folder."""
    from curriculum import commands

    _say(commands.new(folder, standard, _labels()))


@program.command("import", help=WORDS["commands.import"])
@click.argument("file", metavar="FILE")
@_option("-o", "--output", metavar="OUT.yaml", label="import_output")
@_strict("import_strict")
def import_standard(file: str, output: str | None, *, strict: bool) -> None:
    """Reads a published standard and writes it as YAML."""
    from curriculum import commands

    _say(commands.import_standard(file, output, _labels(), strict=strict))


@program.command(help=WORDS["commands.show"])
@_path
@_format("text", "json")
def show(path: str | None, output_format: str) -> None:
    """Shows the standard as read."""
    from curriculum import commands

    _say(commands.show(path, output_format, _labels()))


@program.command(help=WORDS["commands.check"])
@_path
@_format("text", "github", "json")
@_strict("check_strict")
def check(path: str | None, output_format: str, *, strict: bool) -> None:
    """Lists every problem of standard and course."""
    from curriculum import commands

    _say(commands.check(path, output_format, _labels(), strict=strict))


@program.command(help=WORDS["commands.plan"])
@_path
@_option("--hours", type=HoursType(), metavar="H", label="plan_hours")
@_format("text", "json")
@_option("--explain", metavar="CODE", label="plan_explain")
@_option("--review", is_flag=True, label="plan_review")
def plan(
    path: str | None, hours: float | None, output_format: str, explain: str | None, *, review: bool
) -> None:
    """Shows the course as planned."""
    from curriculum import commands

    _say(commands.plan(path, output_format, _labels(), hours=hours, explain=explain, review=review))


@program.command(help=WORDS["commands.build"])
@_path
@_option("-o", "--output", default="build", metavar="OUT", label="build_output")
@_strict("build_strict")
@_option("--language", type=SpokenChoice(LANGUAGES), label="build_language")
@_option("--audience", type=SpokenChoice(_SITES), default=_SITES[0], label="build_audience")
@_option("--publish", is_flag=True, label="build_publish")
def build(
    path: str | None,
    output: str,
    language: str | None,
    audience: str,
    *,
    strict: bool,
    publish: bool,
) -> None:
    """Makes every document and builds the site."""
    from curriculum import commands

    started = time.monotonic()
    answer = commands.build(
        path,
        output,
        _labels(),
        language,
        _progress,
        strict=strict,
        audience=audience,
        publish=publish,
    )
    seconds = f"{time.monotonic() - started:.1f}"
    _say(answer)
    click.echo(WORDS.fill("summary.time", seconds=seconds), err=True)


@program.command(help=WORDS["commands.serve"])
@_path
@_option("--port", type=PortType(), metavar="N", label="serve_port")
def serve(path: str | None, port: int | None) -> None:
    """Shows the site while the course is worked on."""
    from curriculum import preview_commands

    preview_commands.serve(path, port, _labels(), _tell)


@program.command(help=WORDS["commands.pin"])
@_course
@_codes
@_dry_run
def pin(course: str, codes: tuple[str, ...], *, dry_run: bool) -> None:
    """Writes computed values down as decisions."""
    from curriculum import keeping_commands

    _say(keeping_commands.pin(course, codes, _labels(), dry_run=dry_run))


@program.command(help=WORDS["commands.confirm"])
@_course
@_codes
@_dry_run
def confirm(course: str, codes: tuple[str, ...], *, dry_run: bool) -> None:
    """Settles what waits for the trainer."""
    from curriculum import keeping_commands

    _say(keeping_commands.confirm(course, codes, _labels(), dry_run=dry_run))


@program.command(help=WORDS["commands.export"])
@click.argument("kind", type=SpokenChoice(tuple(KINDS)), metavar="KIND")
@_path
@_option("-o", "--output", required=True, metavar="FILE", label="export_output")
@_option("--large-print", is_flag=True, label="export_large")
@_option("--form", metavar="BLANK.odt", label="export_form")
def export(
    kind: str, path: str | None, output: str, form: str | None, *, large_print: bool
) -> None:
    """Writes one file of the course."""
    if kind == EDITABLE:
        from curriculum import workbook_commands

        _say(workbook_commands.export_matrix(path, output, _labels()))
    else:
        from curriculum import kit_commands

        _say(
            kit_commands.export(
                kind, path, output, _labels(), is_large_print=large_print, form=form
            )
        )


@program.command(help=WORDS["commands.decide"])
@_course
@click.argument("workbook", metavar="FILE")
@_dry_run
def decide(course: str, workbook: str, *, dry_run: bool) -> None:
    """Brings a workbook's edits back."""
    from curriculum import workbook_commands

    _say(workbook_commands.decide(course, workbook, _labels(), dry_run=dry_run))


@program.command(help=WORDS["commands.diff"])
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@_format("text", "json")
@_option("-o", "--output", metavar="FILE.html", label="diff_output")
def diff(old: str, new: str, output_format: str, output: str | None) -> None:
    """Shows what changed between two versions of a standard."""
    from curriculum import version_commands

    _say(version_commands.diff(old, new, output_format, output, _labels()))


@program.command(help=WORDS["commands.update"])
@click.argument("course", metavar="DIR")
@_option("--standard", required=True, metavar="NEW", label="update_standard")
@_option("--dry-run", is_flag=True, label="dry_run")
def update(course: str, standard: str, *, dry_run: bool) -> None:
    """Moves a course to another version of its standard."""
    from curriculum import version_commands

    _say(version_commands.update(course, standard, _labels(), dry_run=dry_run))


def main() -> None:
    """The program's entry: runs a command and turns every failure into a sentence."""
    for stream in (sys.stdout, sys.stderr):
        # The same bytes on every system, and no traceback on a terminal that knows no Chinese.
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]
    try:
        code = _run()
    except BrokenPipeError:
        # The reader of our output has gone (`curriculum | true`); Python would complain once more
        # when it closes the streams.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        code = 1
    sys.exit(code)


def _run() -> int:
    """Runs the command that was typed, and says why it failed; the exit code."""
    try:
        code: int | None = program.main(prog_name="curriculum", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.ClickException as error:
        _explain_usage(error)
        return 2
    except CurriculumError as error:
        _explain(error)
        return 1
    except (KeyboardInterrupt, click.Abort):
        return 130
    return code or 0


def _labels() -> Labels:
    return load_labels(LANGUAGE)


def _progress(step: str) -> None:
    click.echo(f"… {WORDS[f'progress.{step}']}", err=True)


def _tell(text: str) -> None:
    click.echo(text, err=True)


def _say(answer: "Answer") -> None:
    for line in answer.out:
        click.echo(line)
    for line in answer.err:
        click.echo(line, err=True)
    if answer.code:
        raise click.exceptions.Exit(answer.code)


def _explain(error: CurriculumError) -> None:
    """Says what went wrong, where, and what to do about it."""
    from curriculum.commands import source_line
    from curriculum.views.terminal import error_lines

    for line in error_lines(error, _labels(), source_line):
        click.echo(line, err=True)


def _explain_usage(error: click.ClickException) -> None:
    """Says in our words how the command was typed wrongly."""
    nearest = ""
    match error:
        case click.NoSuchOption():
            message = WORDS.fill("usage.no-such-option", name=error.option_name)
            nearest = (error.possibilities or [""])[0]
        case click.MissingParameter():
            name = _name_of(error.param, error.ctx)
            message = WORDS.fill("usage.missing-argument", name=name)
        case click.BadParameter():
            name = _name_of(error.param, error.ctx)
            message = WORDS.fill("usage.bad-value", name=name, reason=error.message)
        case click.BadOptionUsage():
            message = WORDS.fill("usage.missing-value", name=error.option_name)
        case click.UsageError() if error.message.startswith("Got unexpected extra"):
            message = WORDS["usage.too-many"]
        case _:
            message = error.format_message()
    click.echo(f"{WORDS['terminal.error']} {message}", err=True)
    if nearest:
        click.echo("  " + WORDS.fill("usage.did-you-mean", name=nearest), err=True)
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "curriculum"
    click.echo("  " + WORDS.fill("usage.see-help", command=command), err=True)


def _name_of(parameter: click.Parameter | None, context: click.Context | None) -> str:
    """A parameter as it is typed: `--standard`, or `DIR`."""
    if isinstance(parameter, click.Argument) and context:
        return parameter.make_metavar(context)
    return parameter.opts[-1] if parameter else ""


if __name__ == "__main__":
    main()
