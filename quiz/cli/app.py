"""The command line: the table of commands, each imported when it is used."""

import importlib
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import click

from cards.errors import PrimemoverError
from quiz import __version__
from quiz.cli.defaults import SettingsAsDefaults

_COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "study": ("quiz.cli.commands.study", "Study today's plan: what is due, weak and new."),
        "quiz": ("quiz.cli.commands.quiz", "Answer questions, with reasons after each."),
        "read": ("quiz.cli.commands.read", "Read about a topic before you are asked."),
        "map": ("quiz.cli.commands.map", "Draw the muscles of an exercise or a finding."),
        "exam": ("quiz.cli.commands.exam", "Take a timed exam: no feedback until the end."),
        "resume": ("quiz.cli.commands.resume", "Continue an unfinished session."),
        "stats": ("quiz.cli.commands.stats", "Show what you know and what you mix up."),
        "progress": ("quiz.cli.commands.progress", "Back up your answers, or merge two machines."),
        "settings": ("quiz.cli.commands.settings", "Show or change your settings."),
        "facts": ("quiz.cli.commands.facts", "List, show and check facts; write your own."),
        "cards": ("quiz.cli.commands.cards", "List, show and check cards."),
        "export": (
            "quiz.cli.commands.export",
            "Write cards to a file: Anki, Quizlet, CSV.",
        ),
        "anki": ("quiz.cli.commands.anki", "Exchange answers and notes with Anki."),
        "help": ("quiz.cli.commands.help", "Show the manual, topic by topic."),
        "completion": ("quiz.cli.commands.completion", "Set up Tab completion."),
    }
)
"""Module and one-line help, which is repeated here so that `--help` imports no command."""

_START = "quiz.cli.commands.start"
"""The start screen, which runs without a command on a terminal."""


class SeenEnough(Exception):
    """The reader of stdout closed the pipe."""


def _show(error: PrimemoverError) -> None:
    """Print an error to stderr, wrapped at word boundaries."""
    if error.preformatted:
        click.echo(error.report(), err=True)
    else:
        from quiz.cli.options import remark

        remark(error.report())


class _Commands(click.Group):
    """A group that loads a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(_COMMANDS[cmd_name][0])
        command = getattr(module, cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PrimemoverError as error:
            _show(error)
            raise click.exceptions.Exit(error.exit_code) from error
        except BrokenPipeError:
            raise SeenEnough from None  # click would exit with 1

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            meant = get_close_matches(name, _COMMANDS, n=1)
            hint = f" Did you mean '{meant[0]}'?" if meant else ""
            ctx.fail(f"Unknown command '{name}'.{hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND] [ARGS]...",  # not every version of click says so by itself
    context_settings={
        "help_option_names": ["-h", "--help"],
        "default_map": SettingsAsDefaults(),
    },
    epilog="""\b
Examples:
  primemover quiz                            ten questions on everything
  primemover quiz hip-thrust --time 5m       a timed quiz on one exercise
  primemover exam nasm -n 30                 a short exam; feedback at the end
  primemover resume                          continue where you stopped
  primemover settings set exam nasm          what you study for
  primemover export anki hip-thrust.apkg     a deck for Anki
  primemover facts check my-class.yaml       find mistakes in your facts""",
)
@click.version_option(__version__, prog_name="primemover")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Flashcards and timed quizzes on which muscle does what in an exercise."""
    if ctx.invoked_subcommand is not None:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(ctx.get_help())
        return
    arguments = importlib.import_module(_START).start()
    if arguments is not None:
        code = cli.main(arguments, prog_name="primemover", standalone_mode=False)
        if code:  # click returns the code of the command and would exit with 0
            raise click.exceptions.Exit(code)
