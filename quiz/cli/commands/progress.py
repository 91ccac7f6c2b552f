"""`primemover progress`: the review log as a file, to inspect, to export, and to merge."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.errors import ExitCode, FileError
from quiz.cli.options import as_json, is_terminal, remark
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from quiz.log.records import Log, Record
    from quiz.log.store import Conflict, Store

_LONG = 5_000
"""Lines from which on progress is shown."""

_SHOWN = 20
"""Maximum number of lines that are reported individually."""


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
    from quiz.cli.store import open_store

    store = open_store()
    log, file = store.figures(), store.file
    # The latest records may be in separate files while a program is running.
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
    from quiz.cli.store import open_store

    store = open_store()
    log = store.log()
    if file == "-":
        for line in _lines(log):
            click.echo(line.encode())  # always UTF-8, regardless of the terminal
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
    from quiz.log.codec import lines_of

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
@click.option("--json", "json_", is_flag=True, help="Print the result as one object.")
def import_(files: tuple[str, ...], json_: bool) -> None:
    """Add answers that were exported elsewhere.

    Known records are skipped. If a line is invalid, nothing is imported.

    A record that differs from the stored record of the same id is a conflict. The stored record
    stays; both are shown, the imported one is kept in progress.conflicts.jsonl next to the log, and
    the exit code is 1. Everything else is imported. Two machines that are merged have no conflicts;
    a file that was edited or damaged can have some.
    """
    from quiz.cli.store import open_store

    records = _records(files)
    store = open_store()
    merged = store.merge(records)
    if json_:
        figures = {"new": merged.added, "known": merged.known, "conflicts": len(merged.conflicts)}
        click.echo(as_json(figures))
    else:
        remark(f"{counted(merged.added, 'record')} new, {merged.known} already known.")
    if merged.conflicts:
        _report_conflicts(store, merged.conflicts)
        raise click.exceptions.Exit(ExitCode.FAULTY_DATA)


def _records(files: tuple[str, ...]) -> "list[Record]":
    """The records of all lines.

    Raises:
        Exit: A line is invalid.
    """
    found: list[Record] = []
    invalid: list[str] = []
    lines = [(file, *line) for file in files for line in enumerate(_read(file), start=1)]
    show = len(lines) >= _LONG and is_terminal(sys.stderr)
    with click.progressbar(lines, label="Reading", file=sys.stderr, hidden=not show) as bar:
        for file, number, line in bar:
            try:
                found += _record(line)
            except ValueError as error:
                invalid.append(f"{file}:{number}: {error}.")
    for text in invalid[:_SHOWN]:
        remark(text)
    if invalid:
        more = f" {len(invalid) - _SHOWN} more are not shown." if len(invalid) > _SHOWN else ""
        verb = "is" if len(invalid) == 1 else "are"
        remark(f"{counted(len(invalid), 'line')} {verb} invalid; nothing was imported.{more}")
        raise click.exceptions.Exit(ExitCode.FAULTY_DATA)
    return found


def _report_conflicts(store: "Store", conflicts: "tuple[Conflict, ...]") -> None:
    """Show the conflicts, and keep the records that were not imported."""
    for stored, imported in conflicts[:_SHOWN]:
        remark(f"Conflict: {imported.id}")
        remark(f"  stored:   {'damaged' if stored is None else in_words(stored)}")
        remark(f"  imported: {in_words(imported)}")
    if len(conflicts) > _SHOWN:
        remark(f"{len(conflicts) - _SHOWN} more are not shown.")
    count = counted(len(conflicts), "conflict")
    file = _keep(store, [conflict.imported for conflict in conflicts])
    remark(f"{count}: the stored records were not changed; the imported ones were saved to {file}.")


def _keep(store: "Store", records: "list[Record]") -> Path:
    """Add records to the file of conflicts, each once."""
    from cards.files import locked, write_atomically
    from quiz.log.codec import lines_of

    assert store.file is not None  # noqa: S101 - nothing is imported into memory
    file = store.file.with_name("progress.conflicts.jsonl")
    with locked(file):
        # JSON may contain the other line ends of Unicode.
        before = file.read_text(encoding="utf-8").split("\n") if file.exists() else []
        lines = dict.fromkeys([*before, *lines_of(records)])
        write_atomically(file, (f"{line}\n".encode() for line in lines if line))
    return file


def in_words(record: "Record") -> str:
    """A record in a line, to compare it with another."""
    from quiz.log.codec import encode
    from quiz.log.records import Review

    at = record.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(record, Review):
        return f"answer of {at}, {record.outcome}: {record.given or 'nothing'}"
    values = encode(record)
    body = values.get("body", {"scope": (values.get("settings") or {}).get("scope")})
    return f"{values.get('kind', 'session')} of {at}: {as_json(body)}"


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
        ValueError: It is invalid.
    """
    from quiz.log.codec import record_of

    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise ValueError("this is not UTF-8, which `primemover progress export` writes") from None
    if text:
        yield record_of(text)
