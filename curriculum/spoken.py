"""Click in our words: help, usage and choices in the language of the labels."""

import os
from typing import Any

import click

from curriculum.labels import LANGUAGES, TERMINAL, load_labels

_asked = os.environ.get("CURRICULUM_LANGUAGE", "")
LANGUAGE = _asked if _asked in LANGUAGES else LANGUAGES[0]
"""Language of the terminal: chosen by the person, never by the machine's locale."""
WORDS = load_labels(LANGUAGE, TERMINAL)
_LAST_PORT = 65535


class SpokenCommand(click.Command):
    """A command whose help speaks the labels' language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as click has it
        kwargs.setdefault("options_metavar", WORDS["help.options_metavar"])
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click's `--help`, in our words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = WORDS["help.help"]
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Click's line of usage, in our words."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=WORDS["help.usage"])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The arguments, then the options, each with its help."""
        arguments = [
            (parameter.make_metavar(ctx), WORDS[f"commands.{ARGUMENTS[parameter.name or '']}"])
            for parameter in self.params
            if isinstance(parameter, click.Argument)
        ]
        options = [
            parameter.get_help_record(ctx)
            for parameter in self.get_params(ctx)
            if isinstance(parameter, click.Option)
        ]
        records = [*arguments, *(record for record in options if record)]
        _write_list(formatter, "help.options", records)


def _write_list(
    formatter: click.HelpFormatter, heading: str, records: list[tuple[str, str]]
) -> None:
    """A heading and a list of names with their help, without click's English and its colon."""
    formatter.write(f"\n{WORDS[heading]}\n")
    formatter.indent()
    required = WORDS["help.required"]
    formatter.write_dl([(name, text.replace("[required]", required)) for name, text in records])
    formatter.dedent()


class SpokenGroup(SpokenCommand, click.Group):
    """The program itself."""

    command_class = SpokenCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        commands = [(name, command.help or "") for name, command in self.commands.items()]
        _write_list(formatter, "help.commands", commands)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of a trainer's work."""
        return list(self.commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The command; a name that is none is explained with the nearest one."""
        found = super().get_command(ctx, cmd_name)
        if found is None:
            import difflib

            message = WORDS.fill("usage.no-such-command", name=cmd_name)
            nearest = difflib.get_close_matches(cmd_name, self.commands, n=1)
            hint = WORDS.fill("usage.did-you-mean", name=nearest[0]) if nearest else ""
            raise click.UsageError(f"{message}{hint}", ctx)
        return found


class SpokenChoice(click.Choice):  # type: ignore[type-arg]
    """One of a few words."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:  # noqa: ARG002
        """Which words there are."""
        return WORDS.fill("usage.not-a-choice", choices=WORDS.join(tuple(self.choices)))


class HoursType(click.ParamType):  # type: ignore[type-arg]
    """A number of hours, in half hours."""

    name = "hours"

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number; anything that a course cannot last is wrong usage."""
        from curriculum.decisions import MOST_HOURS, is_total

        try:
            hours = float(value)
        except ValueError:
            hours = 0.0
        if not is_total(hours):
            self.fail(WORDS.fill("usage.hours", most=MOST_HOURS), param, ctx)
        return hours


class PortType(click.ParamType):  # type: ignore[type-arg]
    """A port of this machine."""

    name = "port"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The number; what is no port is wrong usage."""
        if not str(value).isdecimal() or int(value) > _LAST_PORT:
            self.fail(WORDS["usage.port"], param, ctx)
        return int(value)


ARGUMENTS = {
    "folder": "new_folder",
    "file": "import_file",
    "path": "path",
    "kind": "export_kind",
    "course": "course",
    "workbook": "decide_workbook",
    "codes": "codes",
    "old": "diff_old",
    "new": "diff_new",
}
"""Name of an argument -> its label under `commands`."""
