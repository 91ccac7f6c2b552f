"""`primemover progress`: the review log as a file, to inspect, to export, and to merge."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.errors import ExitCode, FileError
from quiz.cli.commands.progress_upkeep import backup, check, rescue, restore
from quiz.cli.options import as_json, echo_path, is_terminal, remark
from quiz.cli.progress_bar import progress_bar, records_bar
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from typing import BinaryIO

    from quiz.log.reader import LogReader
    from quiz.log.records import Record
    from quiz.log.store import Conflict, Store

_LARGE = 5_000_000
"""Bytes from which on progress is shown."""

_LONGEST = 1 << 22
"""Bytes of the longest line; no record is as long."""

_SHOWN = 20
"""Maximum number of lines that are reported individually."""


@click.group(
    epilog="""\b
Examples:
  primemover progress where
  primemover progress export progress.jsonl      on one machine
  primemover progress import progress.jsonl      on the other
  primemover progress check"""
)
def progress() -> None:
    """Check, back up and rescue your answers, or merge those of two machines.

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
    from quiz.cli.store import log_path, open_reader

    file = log_path()
    sessions, answers = open_reader().counts()
    # The latest records may be in separate files while a program is running.
    size = sum(part.stat().st_size for part in _parts(file) if part.exists())
    if json_:
        figures = {"file": str(file), "sessions": sessions, "answers": answers, "bytes": size}
        click.echo(as_json(figures))
        return
    echo_path(file)
    click.echo(
        f"{counted(sessions, 'session')}, {counted(answers, 'answer')}, {size / 1024:,.0f} KiB"
    )


def _parts(file: Path) -> tuple[Path, ...]:
    """The files that a database keeps."""
    return tuple(file.with_name(f"{file.name}{end}") for end in ("", "-wal", "-shm"))


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
    from quiz.cli.store import log_path, open_reader

    reader = open_reader()
    if file == "-":
        bar = records_bar("Writing", reader.size(), shown=not is_terminal(sys.stdout))
        with reader.snapshot(), bar as done:
            for line in _lines(reader, done=done):
                click.echo(line.encode())  # always UTF-8, regardless of the terminal
        return
    path, written = Path(file), Counter[str]()
    try:
        parts = _parts(log_path())
        if path.exists() and any(part.exists() and part.samefile(path) for part in parts):
            raise click.UsageError(f"{path} is the log itself: name another file.")
        with reader.snapshot(), records_bar("Writing", reader.size()) as done:
            lines = (f"{line}\n" for line in _lines(reader, written, done))
            write_lines(path, lines, private=True)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}.") from None
    sessions, answers = written["SessionRecord"], written["Review"]
    remark(f"{path}: {counted(sessions, 'session')}, {counted(answers, 'answer')}.")


def _lines(
    reader: "LogReader",
    written: "Counter[str] | None" = None,
    done: Callable[[int], None] = lambda _: None,
) -> Iterator[str]:
    """All records as lines; the types of those that were written are counted."""
    from quiz.log.codec import lines_of

    for record in reader.records():
        yield from lines_of((record,))
        done(1)
        if written is not None:
            written[type(record).__name__] += 1


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
    from quiz.log.codec import RecordError

    store, invalid = open_store(), _InvalidLines()
    with suppress(RecordError):
        merged = store.merge(_records(files, invalid))
    if invalid.count:
        invalid.report()
        raise click.exceptions.Exit(ExitCode.FAULTY_DATA)
    if json_:
        figures = {"new": merged.added, "known": merged.known, "conflicts": len(merged.conflicts)}
        click.echo(as_json(figures))
    else:
        remark(f"{counted(merged.added, 'record')} new, {merged.known} already known.")
    if merged.conflicts:
        _report_conflicts(store, merged.conflicts)
        raise click.exceptions.Exit(ExitCode.FAULTY_DATA)


class _InvalidLines:
    """The lines that are not records: how many, and the first of them."""

    def __init__(self) -> None:
        self.count = 0
        self._first: list[str] = []

    def add(self, text: str) -> None:
        """Count a line, with its place and what is wrong."""
        self.count += 1
        if self.count <= _SHOWN:
            self._first.append(text)

    def report(self) -> None:
        """Show what is wrong."""
        for text in self._first:
            remark(text)
        more = f" {self.count - _SHOWN} more are not shown." if self.count > _SHOWN else ""
        verb = "is" if self.count == 1 else "are"
        remark(f"{counted(self.count, 'line')} {verb} invalid; nothing was imported.{more}")


def _records(files: tuple[str, ...], invalid: _InvalidLines) -> "Iterator[Record]":
    """The records of all lines, up to the first that is invalid; the others are only checked.

    Raises:
        RecordError: A line is invalid; all of them have been checked.
    """
    from quiz.log.codec import RecordError

    size = _size(files)
    with progress_bar("Reading", size, shown=size >= _LARGE) as done:
        for file in files:
            for number, line in enumerate(_read(file), start=1):
                done(len(line))
                try:
                    for record in _record(line):
                        if not invalid.count:
                            yield record
                except ValueError as error:
                    invalid.add(f"{file}:{number}: {error}.")
    if invalid.count:
        raise RecordError("a line is invalid")


def _size(files: tuple[str, ...]) -> int:
    """The bytes of files; of a pipe, none are known."""
    paths = [Path(file) for file in files]
    return sum(path.stat().st_size for path in paths if path.is_file())


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
    from quiz.cli.store import local
    from quiz.log.codec import encode
    from quiz.log.records import Review

    at = local(record.at).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(record, Review):
        return f"answer of {at}, {record.outcome}: {record.given or 'nothing'}"
    values = encode(record)
    body = values.get("body", {"scope": (values.get("settings") or {}).get("scope")})
    return f"{values.get('kind', 'session')} of {at}: {as_json(body)}"


def _read(file: str) -> Iterator[bytes]:
    try:
        if file == "-":
            yield from _lines_in(sys.stdin.buffer)
            return
        with Path(file).open("rb") as stream:
            yield from _lines_in(stream)
    except OSError as error:
        raise FileError(f"{file} cannot be read: {error.strerror}.") from None


def _lines_in(stream: "BinaryIO") -> Iterator[bytes]:
    """The lines of a stream; of one that is too long, only the beginning."""
    while line := stream.readline(_LONGEST):
        yield line
        rest = line
        while len(rest) == _LONGEST and not rest.endswith(b"\n"):
            rest = stream.readline(_LONGEST)


def _record(line: bytes) -> "Iterator[Record]":
    """The record of a line; an empty line has none.

    Raises:
        ValueError: It is invalid.
    """
    from quiz.log.codec import record_of

    if len(line) == _LONGEST:
        raise ValueError(f"this line is longer than any record ({_LONGEST >> 20} MiB)")
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise ValueError("this is not UTF-8, which `primemover progress export` writes") from None
    if text:
        yield record_of(text)


for _command in (check, rescue, backup, restore):
    progress.add_command(_command)
