"""`primemover progress`: the review log as a file, to look at, to keep, and to merge."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from quiz.look import counted
from quiz.options import as_json, is_terminal, remark

if TYPE_CHECKING:
    from quiz.log import Log
    from quiz.log_lines import Record

_LONG = 5_000
_AT_ONCE = 1_000
"""Records written in one step."""


@click.group(
    epilog="""\b
Examples:
  primemover progress where
  primemover progress export progress.jsonl      on one machine
  primemover progress import progress.jsonl      on the other"""
)
def progress() -> None:
    """Where your answers are kept, and how they come from one machine to another.

    The log only grows, and every answer in it has an id of its own: what is imported twice counts
    once, so that two machines can be merged, both ways and as often as you like.
    """


@progress.command(
    epilog="""\b
Examples:
  primemover progress where
  primemover progress where --json"""
)
@click.option("--json", "json_", is_flag=True, help="As one object.")
def where(json_: bool) -> None:
    """Show which file it is."""
    from quiz.places import log_file

    log, file = _log(), log_file()
    size = file.stat().st_size if file is not None and file.exists() else 0
    if json_:
        figures = {"file": str(file), "sessions": len(log.sessions), "answers": len(log.reviews)}
        click.echo(as_json({**figures, "bytes": size}))
        return
    click.echo(str(file))
    click.echo(
        f"{counted(len(log.sessions), 'session')}, {counted(len(log.reviews), 'answer')},"
        f" {size / 1024:,.0f} KiB"
    )


def _log() -> "Log":
    from quiz.playing import open_store

    return open_store().figures()


@progress.command(
    epilog="""\b
Examples:
  primemover progress export progress.jsonl
  primemover progress export | grep '"type": "review"' | wc -l"""
)
@click.argument("file", default="-", type=click.Path(dir_okay=False, allow_dash=True))
def export(file: str) -> None:
    """Write all to FILE, as JSON Lines.

    Without FILE, or for "-", it goes to standard output.
    """
    from quiz.playing import open_store

    log = open_store().log()
    if file == "-":
        for line in _lines(log):
            click.echo(line)
        return
    path = Path(file)
    draft = path.with_name(f".{path.name}.draft")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(f"{line}\n" for line in _lines(log))
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from None
    remark(
        f"{path}: {counted(len(log.sessions), 'session')}, {counted(len(log.reviews), 'answer')}."
    )


def _lines(log: "Log") -> Iterator[str]:
    from quiz.log_lines import as_json as lines_of

    yield from lines_of((*log.sessions, *log.reviews, *log.events))


@progress.command(
    "import",
    epilog="""\b
Examples:
  primemover progress import progress.jsonl
  primemover progress import laptop.jsonl desktop.jsonl
  ssh desktop primemover progress export | primemover progress import -""",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="FILES")
def import_(files: tuple[str, ...]) -> None:
    """Add what was exported elsewhere.

    What is known already is passed over. If a line cannot be read, nothing is imported.
    """
    from quiz.playing import open_store

    found: list[Record] = []
    wrong: list[str] = []
    for file in files:
        for number, line in enumerate(_read(file), start=1):
            if line.strip():
                _take(line, f"{file}:{number}", found, wrong)
    for complaint in wrong[:_SHOWN]:
        remark(complaint)
    if wrong:
        more = f" {len(wrong) - _SHOWN} more are like these." if len(wrong) > _SHOWN else ""
        remark(f"{counted(len(wrong), 'line')} cannot be read; nothing was imported.{more}")
        raise click.exceptions.Exit(1)
    store = open_store()
    steps = range(0, len(found), _AT_ONCE)
    new = 0
    show = len(found) >= _LONG and is_terminal(sys.stderr)
    with click.progressbar(steps, label="Importing", file=sys.stderr, hidden=not show) as bar:
        for begin in bar:
            new += store.add(*found[begin : begin + _AT_ONCE])
    remark(f"{counted(new, 'record')} new, {len(found) - new} known already.")


_SHOWN = 20
"""Lines that are complained of by name."""


def _read(file: str) -> Iterator[str]:
    stream: TextIO
    try:
        if file == "-":
            yield from sys.stdin
            return
        with Path(file).open(encoding="utf-8", errors="replace") as stream:
            yield from stream
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}.") from None


def _take(line: str, place: str, found: "list[Record]", wrong: list[str]) -> None:
    from quiz.log_lines import from_json

    try:
        found.append(from_json(line))
    except ValueError as error:
        wrong.append(f"{place}: {error}.")
