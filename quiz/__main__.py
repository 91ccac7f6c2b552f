"""Runs the command line and ends the process with its exit code."""

import gc
import os
import sys

from cards.errors import ExitCode

_SELDOM = 100_000
"""Objects between two searches for garbage, of which starting makes none: a tenth of its time."""


def main() -> None:
    """Run `primemover`, and end the process with its exit code."""
    gc.set_threshold(_SELDOM)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command, and return its exit code: one of `ExitCode`."""
    import click

    from quiz.cli.app import SeenEnough, cli

    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        # A sign that a terminal cannot show is no reason to fail.
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
        error.show()
        code = error.exit_code
    except SeenEnough:
        # Python must not complain either when it closes what nobody reads.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.DONE
    return code if isinstance(code, int) else ExitCode.DONE


def _open_what_is_closed() -> None:
    """Put empty streams where whoever started us gave none: `primemover quiz <&-`."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - for the whole run
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


if __name__ == "__main__":
    main()
