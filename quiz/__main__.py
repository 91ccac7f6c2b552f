"""The entry point: runs the command line and exits with its exit code."""

import gc
import os
import sys

_GC_THRESHOLD = 100_000
"""Allocations between garbage collections; the default would add a tenth to the start-up time."""

_INTERRUPTED = 130
"""`ExitCode.INTERRUPTED`, whose module may not be imported yet."""


def main() -> None:
    """Run `primemover` and exit with its exit code."""
    gc.set_threshold(_GC_THRESHOLD)
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules are imported, or after the end of the command
        sys.stderr.write("Stopped.\n")
        code = _INTERRUPTED
    gc.freeze()  # Python would look for garbage among all facts and cards, and then end
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command, and return its exit code: one of `ExitCode`."""
    from io import StringIO

    import click

    from cards.characters import printable
    from cards.errors import ExitCode
    from quiz.cli.app import SeenEnough, cli

    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # Do not fail because of characters that the terminal cannot show.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(arguments, prog_name="primemover", standalone_mode=False)
    except click.exceptions.Exit as ended:
        code = ended.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        code = ExitCode.INTERRUPTED
    except click.ClickException as error:
        shown = StringIO()
        error.show(shown)
        click.echo(printable(shown.getvalue()), nl=False, err=True)
        code = error.exit_code
    except SeenEnough:
        # Otherwise Python would report the closed pipe again on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.DONE
    return code if isinstance(code, int) else ExitCode.DONE


def _open_closed_streams() -> None:
    """Replace missing standard streams, such as in `primemover quiz <&-`, by empty ones."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - for the whole run
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


if __name__ == "__main__":
    main()
