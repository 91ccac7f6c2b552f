"""`primemover progress check|rescue|backup|restore`: what keeps a review log whole."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.errors import ExitCode, NothingMatched
from quiz.cli.options import as_json, echo_path, remark
from quiz.cli.progress_bar import progress_bar, records_bar
from quiz.cli.store import log_path, now, open_reader, open_store
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from quiz.log.check import Check
    from quiz.log.records import Record

_SHOWN = 20
"""Maximum number of damaged records that are reported individually."""

_CHECKING = partial(records_bar, "Checking")

_RESCUE = "`primemover progress rescue` sets what is damaged aside and keeps everything else."


@click.command(
    epilog="""\b
Examples:
  primemover progress check
  primemover progress check --json"""
)
@click.option("--json", "json_", is_flag=True, help="Print the result as one object.")
def check(json_: bool) -> None:
    """Check that no answer is damaged or missing.

    Checks the database, the checksum of every record, and the order of the records of each session.
    If something is wrong, the exit code is 1.
    """
    from quiz.log.check import check as checked

    found = checked(open_reader(announces_damage=False), _CHECKING)
    if json_:
        click.echo(as_json(_as_record(found)))
    else:
        echo_path(log_path())
        for line in _lines(found):
            click.echo(line)
    if found.is_damaged or not found.is_complete:
        raise click.exceptions.Exit(ExitCode.FAULTY_DATA)


def _as_record(found: "Check") -> dict[str, object]:
    return {
        "records": found.records,
        "damaged": [each.record for each in found.damaged],
        "problems": list(found.problems),
        "missing": found.missing,
        "sessions_missing": list(found.unplanned),
        "clock_set_back": found.set_back,
    }


def _lines(found: "Check") -> list[str]:
    """The result of a check, in sentences."""
    lines = [f"The database is damaged: {text}" for text in found.problems]
    lines += [f"Damaged: {record}: {reason}." for record, reason in found.damaged[:_SHOWN]]
    if len(found.damaged) > _SHOWN:
        lines.append(f"{len(found.damaged) - _SHOWN} more are damaged.")
    if found.is_damaged:
        lines.append(_RESCUE)
    else:
        lines.append(f"{counted(found.records, 'record')}; all checksums match.")
    if found.missing:
        lines.append(f"{counted(found.missing, 'record')} missing between others of a session.")
    if found.unplanned:
        lines.append(
            f"{counted(len(found.unplanned), 'session')} without the record of the beginning."
        )
    if not found.is_complete:
        lines.append("`primemover progress restore` adds what a backup has.")
    if found.set_back:
        lines.append(
            f"The clock was set back {counted(found.set_back, 'time')}; the order is kept anyway."
        )
    return lines


@click.command(
    epilog="""\b
Examples:
  primemover progress rescue"""
)
@click.option("--json", "json_", is_flag=True, help="Print the result as one object.")
def rescue(json_: bool) -> None:
    """Keep every valid record of a damaged log.

    The records are found even if the database cannot be opened; what is missing is taken from
    backups. Records that are damaged are counted and set aside in a file, and the damaged log is
    kept next to the new one.
    """
    from quiz.log.backups import backups
    from quiz.log.rescue import is_unfinished
    from quiz.log.rescue import rescue as rescued

    file = log_path()
    if not file.exists():
        remark(f"There is no log in {file}. `primemover progress restore` brings back a backup.")
        return
    if not is_unfinished(file) and not _is_damaged(file):
        remark("Nothing is damaged; nothing was changed.")
        return
    found = rescued(file, backups(file), now(), partial(progress_bar, "Searching"))
    if json_:
        aside = None if found.aside is None else str(found.aside)
        figures = {"kept": found.valid, "restored": found.restored, "damaged": found.damaged}
        click.echo(as_json({**figures, "original": str(found.original), "aside": aside}))
        return
    remark(f"{counted(found.valid, 'record')} kept, {found.restored} restored from backups.")
    if found.aside is not None:
        remark(f"{counted(found.damaged, 'damaged record')} set aside in {found.aside}.")
    remark(f"The damaged log is kept as {found.original}.")


def _is_damaged(file: Path) -> bool:
    from quiz.log.check import check as checked
    from quiz.log.records import DamagedLog, StoreError
    from quiz.log.rescue import records_in
    from quiz.log.store import log_reader

    try:
        reader = log_reader(file)
    except DamagedLog:
        return True
    except StoreError:
        # The number of its schema may be damaged; a newer version writes other records.
        if next(records_in(file), None) is None:
            raise
        return True
    try:
        return checked(reader, _CHECKING).is_damaged
    except DamagedLog:
        return True
    finally:
        reader.close()


@click.command(
    epilog="""\b
Examples:
  primemover progress backup
  primemover progress backup /media/stick/primemover.db
  primemover progress backup --list"""
)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--list", "listed", is_flag=True, help="List the backups, the latest first.")
def backup(file: Path | None, listed: bool) -> None:
    """Write a backup of all answers to FILE.

    Without FILE it is put next to the log. Besides, a backup is made every week after a session;
    the last four are kept.
    """
    from quiz.log.backups import back_up, backup_file, backups

    log = log_path()
    if listed:
        for each in backups(log):
            size = each.stat().st_size / 1024
            click.echo(f"{each}  {size:,.0f} KiB")
        return
    if not log.exists():
        raise NothingMatched(f"There is no log in {log} yet. `primemover study` begins one.")
    target = file or backup_file(log, now())
    if target.exists() and log.exists() and target.samefile(log):
        raise click.UsageError(f"{target} is the log itself: name another file.")
    reader = open_reader()
    back_up(reader, target)
    sessions, answers = reader.counts()
    remark(f"{target}: {counted(sessions, 'session')}, {counted(answers, 'answer')}.")


@click.command(
    epilog="""\b
Examples:
  primemover progress restore
  primemover progress restore /media/stick/primemover.db"""
)
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def restore(file: Path | None) -> None:
    """Add the answers of a backup to the log.

    Answers that the log has stay, so nothing is lost. Without FILE the latest backup is used. To go
    back to a backup, move the log away first.
    """
    from quiz.log.backups import backups
    from quiz.log.store import log_reader

    found = file or next(iter(backups(log_path())), None)
    if found is None:
        raise NothingMatched("There is no backup. `primemover progress backup` makes one.")
    reader = log_reader(found, remark)
    try:
        with records_bar("Reading", reader.size()) as done:
            merged = open_store().merge(_counted(reader.records(), done))
    finally:
        reader.close()
    remark(f"{found}: {counted(merged.added, 'record')} added, {merged.known} already there.")
    if merged.conflicts:
        count = counted(len(merged.conflicts), "record")
        remark(f"{count} in the log differ from those of the backup, and stay as they are.")


def _counted(records: "Iterator[Record]", done: Callable[[int], None]) -> "Iterator[Record]":
    for record in records:
        yield record
        done(1)
