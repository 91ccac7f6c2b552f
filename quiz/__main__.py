"""Runs the command line, and turns what went wrong into words and exit codes."""

import gc
import os
import sys

_SELDOM = 100_000
"""Objects between two searches for garbage, of which starting makes none: a tenth of its time."""

DATA, USAGE, NOTHING_MATCHED, INTERRUPTED = 1, 2, 3, 130


def main() -> None:
    """Run `primemover`, and end the process with its exit code."""
    gc.set_threshold(_SELDOM)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command.

    Returns:
        0 done; 1 something in the user's data or files is wrong; 2 usage; 3 nothing matched;
        130 interrupted.
    """
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
        code = INTERRUPTED
    except click.UsageError as error:
        error.show()
        code = USAGE
    except click.ClickException as error:
        error.show()
        code = DATA
    except SeenEnough:
        # Python must not complain either when it closes what nobody reads.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:  # noqa: BLE001 - what we cannot put into words is raised again
        code = _said(error)
    return code if isinstance(code, int) else 0


def _open_what_is_closed() -> None:
    """Put empty streams where whoever started us gave none: `primemover quiz <&-`."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - for the whole run
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _said(error: Exception) -> int:
    """Say what is wrong with a user's files or words; anything else is a fault of ours."""
    import click

    from cards.model.stance import UnknownBody
    from cards.problems import DataError
    from cards.topics import UnknownTopic
    from quiz.home.library import NothingLeft
    from quiz.log.records import StoreError

    if isinstance(error, DataError):
        count = len(error.problems)
        click.echo(f"{error}\n", err=True)
        click.echo(f"{count} problem{'s' if count != 1 else ''}.", err=True)
        return DATA
    if isinstance(error, (NothingLeft, UnknownBody)):
        click.echo(f"Error: {error}", err=True)
        return USAGE
    if isinstance(error, StoreError):
        click.echo(f"Error: the review log cannot be used. {error}", err=True)
        return DATA
    if isinstance(error, UnknownTopic):
        click.echo(str(error), err=True)
        return NOTHING_MATCHED
    raise error


if __name__ == "__main__":
    main()
