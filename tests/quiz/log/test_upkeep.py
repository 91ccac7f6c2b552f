"""Damaged and lost logs: what a check finds, what a rescue keeps, what backups bring back."""

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from quiz.cli.app import cli
from quiz.cli.store import keep_weekly_backup, open_reader, open_store
from quiz.log.backups import WEEKLY, back_up_weekly, is_backup_due
from quiz.log.claims import remove_remains
from quiz.log.events import End, Ended
from quiz.log.records import Record, StoreError
from quiz.log.rescue import rescue
from quiz.log.store import Store, log_reader
from tests.quiz.log.files import changed
from tests.quiz.log.test_damage import GUARDS
from tests.support.log import event, review, session

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
RECORDS: tuple[Record, ...] = (
    session(),
    *(review(number, options=("a", "b")) for number in (1, 2, 3)),
    event(Ended(End.FINISHED), 4, counter=4),
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a log."""
    monkeypatch.setenv("PRIMEMOVER_HOME", str(tmp_path))
    store = Store(tmp_path / "progress.db")
    store.add(*RECORDS)
    store.close()
    return tmp_path


def progress(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["progress", *arguments])


def damage(home: Path, *statements: str) -> None:
    guards = (f"DROP TRIGGER {guard}" for guard in (*GUARDS, "review_kept", "event_kept"))
    changed(home / "progress.db", *guards, *statements)


def stored(home: Path) -> set[str]:
    reader = log_reader(home / "progress.db")
    found = {record.id for record in reader.records()}
    reader.close()
    return found


def test_a_whole_log_passes_the_check_and_is_not_rescued(home: Path) -> None:
    before = (home / "progress.db").read_bytes()

    checked, rescued = progress("check"), progress("rescue")

    assert checked.exit_code == rescued.exit_code == 0
    assert checked.stdout == f"{home / 'progress.db'}\n5 records; all checksums match.\n"
    assert rescued.stderr == "Nothing is damaged; nothing was changed.\n"
    assert (home / "progress.db").read_bytes() == before


def test_a_damaged_record_is_named_and_set_aside_and_the_others_are_kept(home: Path) -> None:
    damage(home, "UPDATE review SET key = 'xyz' WHERE counter = 2")

    checked = progress("check")
    rescued = progress("rescue")

    assert checked.exit_code == 1
    assert "Damaged: review s/00002: its checksum does not match." in checked.stdout
    assert "`primemover progress rescue` sets what is damaged aside" in checked.stdout
    assert checked.stderr == ""  # each is reported once
    assert rescued.exit_code == 0
    assert "4 records kept, 0 restored from backups." in rescued.stderr
    (aside,) = home.glob("progress.damaged-*.jsonl")
    (row,) = map(json.loads, aside.read_text("utf-8").splitlines())
    assert (row["type"], row["counter"], row["key"]) == ("review", 2, "xyz")
    assert stored(home) == {record.id for record in RECORDS} - {"s/00002"}
    assert {each.stat().st_mode & 0o077 for each in home.glob("progress*")} == {0}


def test_a_rescue_takes_what_is_damaged_from_a_backup(home: Path) -> None:
    assert progress("backup").exit_code == 0
    damage(home, "UPDATE review SET key = 'xyz' WHERE counter = 2")

    rescued = progress("rescue", "--json")

    figures = json.loads(rescued.stdout)
    assert (figures["kept"], figures["restored"], figures["damaged"]) == (4, 1, 0)
    assert figures["aside"] is None
    assert progress("check").exit_code == 0


@pytest.mark.parametrize("place", [0, 20, 63, 105, 200, 4100])
def test_a_database_that_cannot_be_opened_loses_no_record(home: Path, place: int) -> None:
    file = home / "progress.db"
    content = bytearray(file.read_bytes())
    content[place] ^= 0x55
    file.write_bytes(content)

    shown, rescued = progress("export"), progress("rescue")

    assert shown.exception is None or isinstance(shown.exception, SystemExit | StoreError)
    assert rescued.exit_code == 0, rescued.output
    assert stored(home) == {record.id for record in RECORDS}


def test_a_damaged_log_is_refused_in_one_sentence_that_names_the_rescue(home: Path) -> None:
    (home / "progress.db").write_bytes(b"no database" * 500)

    for command in (["stats"], ["resume"], ["progress", "check"], ["progress", "export"]):
        ended = CliRunner().invoke(cli, command)

        assert ended.exit_code == 1
        assert "`primemover progress rescue` keeps what can be read." in ended.stderr
    assert progress("rescue").exit_code == 0
    assert stored(home) == set()  # it had no record, and a new log begins


def test_answers_that_were_not_in_the_file_yet_are_rescued(tmp_path: Path) -> None:
    store = Store(tmp_path / "progress.db")
    store.add(*RECORDS)
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in ("progress.db", "progress.db-wal"):  # as a kill leaves them
        (killed / name).write_bytes((tmp_path / name).read_bytes())
    store.close()
    (killed / "progress.db").write_bytes(b"")

    found = rescue(killed / "progress.db", (), NOON)

    assert found.valid == len(RECORDS)
    assert found.original.with_name(f"{found.original.name}-wal").exists()


@pytest.mark.parametrize("prefix", ["", "earlier."])
def test_a_rescue_that_was_killed_before_its_last_step_is_finished(home: Path, prefix: str) -> None:
    # It had deleted the latest changes of the log, so that only its new log has all records.
    before = stored(home)
    (home / "progress.db").rename(home / f"{prefix}progress.rescue.db")
    Store(home / "progress.db").close()

    assert progress("rescue").exit_code == 0
    assert stored(home) == before
    assert not list(home.glob("*rescue.db*"))
    assert "Nothing is damaged" in progress("rescue").stderr


def test_a_log_is_not_rescued_while_a_session_runs(home: Path) -> None:
    store = Store(home / "progress.db")
    assert store.claim("another")

    with pytest.raises(StoreError, match="A session is running"):
        rescue(home / "progress.db", (), NOON)
    store.close()


def test_a_missing_record_is_reported_and_comes_back_from_a_backup(home: Path) -> None:
    stick = home / "stick" / "mine.db"
    assert progress("backup", str(stick)).exit_code == 0
    damage(home, "DELETE FROM review WHERE counter = 2")

    checked = progress("check")
    assert checked.exit_code == 1
    assert "1 record missing between others of a session." in checked.stdout
    restored = progress("restore", str(stick))

    assert restored.stderr == f"{stick}: 1 record added, 4 already there.\n"
    assert progress("check").exit_code == 0


def test_a_clock_that_was_set_back_is_mentioned_and_nothing_is_wrong(home: Path) -> None:
    store = Store(home / "progress.db")
    store.add(review(5, at=NOON - timedelta(days=90)), review(6, at=NOON - timedelta(days=91)))
    store.close()

    checked = progress("check")

    assert checked.exit_code == 0
    assert "The clock was set back 2 times" in checked.stdout


def test_without_a_backup_there_is_nothing_to_restore(home: Path) -> None:
    ended = progress("restore")

    assert (ended.exit_code, home.exists()) == (3, True)
    assert "There is no backup." in ended.stderr


def test_backups_are_made_weekly_and_only_the_latest_are_kept(home: Path) -> None:
    log, first = home / "progress.db", date(2026, 1, 1)
    for day in range(70):
        today = first + timedelta(days=day)
        if is_backup_due(log, today):
            reader = log_reader(log)
            back_up_weekly(reader, log, today)
            reader.close()

    names = sorted(each.name for each in (home / "backups").iterdir())
    days = [first + timedelta(days=7 * week) for week in range(10)][-WEEKLY:]
    assert names == [f"weekly-{day.isoformat()}.db" for day in days]


def test_a_log_that_begins_during_a_command_is_read_and_backed_up(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIMEMOVER_HOME", str(home / "new"))
    with click.Context(click.Command("study")).scope():
        assert not tuple(open_reader().records())
        open_store().add(*RECORDS)

        assert len(tuple(open_reader().records())) == len(RECORDS)
        keep_weekly_backup()

    assert (home / "new" / "backups").is_dir()


def test_a_backup_is_one_private_file_with_all_records(home: Path) -> None:
    assert progress("backup").exit_code == 0

    (file,) = (home / "backups").iterdir()
    reader = log_reader(file)
    assert {record.id for record in reader.records()} == {record.id for record in RECORDS}
    reader.close()
    assert file.stat().st_mode & 0o077 == 0
    assert progress("backup", "--list").stdout.startswith(f"{file}  ")


def test_the_remains_of_killed_sessions_are_deleted_and_running_ones_stay(tmp_path: Path) -> None:
    log, folder = tmp_path / "progress.db", tmp_path / "sessions"
    store = Store(log)
    assert store.claim("running")
    for name in ("killed.lock", "abandoned.time", "long-ago.time"):
        (folder / name).touch()
    now = (folder / "abandoned.time").stat().st_mtime
    os.utime(folder / "long-ago.time", (now, now - 100 * 86_400))

    remove_remains(log)

    remaining = {each.name for each in folder.iterdir()} - {"running.lock-journal"}
    assert remaining == {"running.lock", "abandoned.time"}
    store.close()


def test_a_weekly_backup_of_a_damaged_log_replaces_no_earlier_one(home: Path) -> None:
    log, first = home / "progress.db", date(2026, 1, 1)
    damage(home, "UPDATE review SET key = 'xyz' WHERE counter = 2")
    reader = log_reader(log)
    whole = [
        back_up_weekly(reader, log, first + timedelta(days=7 * week)) for week in range(WEEKLY + 1)
    ]
    reader.close()

    assert not any(whole)
    assert len(list((home / "backups").iterdir())) == WEEKLY + 1


def test_without_a_log_nothing_is_backed_up_and_no_file_is_created(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIMEMOVER_HOME", str(tmp_path))

    ended = [progress(command) for command in ("backup", "rescue", "check", "restore", "where")]

    assert [each.exit_code for each in ended] == [3, 0, 0, 3, 0]
    assert "There is no log in" in ended[0].stderr
    assert list(tmp_path.iterdir()) == []
