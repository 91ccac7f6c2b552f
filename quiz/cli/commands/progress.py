"""`primemover progress`: the review log as a file, to look at, to keep, and to merge."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.errors import ExitCode, FileError
from quiz.cli.options import as_json, is_terminal, remark
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from quiz.log.codec import Record
    from quiz.log.records import Log
    from quiz.log.store import Store

_LONG = 5_000
"""Lines that take a while."""

_SHOWN = 20
"""Lines that are complained of by name."""


@click.group(
    epilog="""\b
Examples:
  primemover progress where
  primemover progress export progress.jsonl      on one machine
  primemover progress import progress.jsonl      on the other"""
)
def progress() -> None:
    """Back up your answers, or merge those of two machines.

    Every answer has an id, so an answer imported twice counts once: you can merge two machines in
    both directions, as often as you like.
    """


@progress.command(
    epilog="""\b
Examples:
  primemover progress where
  primemover progress where --json"""
)
@click.option("--json", "json_", is_flag=True, help="Print one JSON object.")
def where(json_: bool) -> None:
    """Show the file with your answers, and how many there are."""
    from quiz.cli.play import open_store

    store = open_store()
    log, file = store.figures(), store.file
    # What was written last may lie beside the file until its program ends.
    size = sum(part.stat().st_size for part in _parts(store) if part.exists())
    if json_:
        figures = {"file": str(file), "sessions": len(log.sessions), "answers": len(log.reviews)}
        click.echo(as_json({**figures, "bytes": size}))
        return
    click.echo(str(file))
    click.echo(
        f"{counted(len(log.sessions), 'session')}, {counted(len(log.reviews), 'answer')},"
        f" {size / 1024:,.0f} KiB"
    )


def _parts(store: "Store") -> tuple[Path, ...]:
    """The files that the database keeps."""
    file = store.file
    ends = ("", "-wal", "-shm")
    return () if file is None else tuple(file.with_name(f"{file.name}{end}") for end in ends)


@progress.command(
    epilog="""\b
Examples:
  primemover progress export progress.jsonl
  primemover progress export | grep '"type": "review"' | wc -l"""
)
@click.argument("file", default="-", type=click.Path(dir_okay=False, allow_dash=True))
def export(file: str) -> None:
    """Write all answers to FILE, as JSON Lines.

    Without FILE, or if it is -, they go to standard output.
    """
    from decks.files import write_lines
    from quiz.cli.play import open_store

    store = open_store()
    log = store.log()
    if file == "-":
        for line in _lines(log):
            click.echo(line.encode())  # whatever the terminal can show, a log is UTF-8
        return
    path = Path(file)
    try:
        if path.exists() and any(part.exists() and part.samefile(path) for part in _parts(store)):
            raise click.UsageError(f"{path} is the log itself: name another file.")
        write_lines(path, (f"{line}\n" for line in _lines(log)))
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}.") from None
    remark(
        f"{path}: {counted(len(log.sessions), 'session')}, {counted(len(log.reviews), 'answer')}."
    )


def _lines(log: "Log") -> Iterator[str]:
    from quiz.log.codec import as_json as lines_of

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
    """Add answers that were exported elsewhere.

    Known answers are skipped. If a line cannot be read, nothing is imported.
    """
    from quiz.cli.play import open_store

    found: list[Record] = []
    wrong: list[str] = []
    lines = [(file, *line) for file in files for line in enumerate(_read(file), start=1)]
    show = len(lines) >= _LONG and is_terminal(sys.stderr)
    with click.progressbar(lines, label="Reading", file=sys.stderr, hidden=not show) as bar:
        for file, number, line in bar:
            try:
                found += _record(line)
            except ValueError as error:
                wrong.append(f"{file}:{number}: {error}.")
    for complaint in wrong[:_SHOWN]:
        remark(complaint)
    if wrong:
        more = f" {len(wrong) - _SHOWN} more are not shown." if len(wrong) > _SHOWN else ""
        remark(f"{counted(len(wrong), 'line')} cannot be read; nothing was imported.{more}")
        raise click.exceptions.Exit(ExitCode.FAULTY_DATA)
    new = open_store().add(*found)
    remark(f"{counted(new, 'record')} new, {len(found) - new} known already.")


def _read(file: str) -> Iterator[bytes]:
    try:
        if file == "-":
            yield from sys.stdin.buffer
            return
        with Path(file).open("rb") as stream:
            yield from stream
    except OSError as error:
        raise FileError(f"{file} cannot be read: {error.strerror}.") from None


def _record(line: bytes) -> "Iterator[Record]":
    """The record of a line; an empty line has none.

    Raises:
        ValueError: It has none that can be read.
    """
    from quiz.log.codec import from_json

    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise ValueError("this is not UTF-8, which `primemover progress export` writes") from None
    if text:
        yield from_json(text)
