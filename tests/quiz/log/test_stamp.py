"""The state of a log's files shows each change of the log."""

import os
import shutil
import sqlite3
from pathlib import Path

from quiz.log.stamp import log_stamp
from quiz.log.store import Store
from tests.support.log import review


def settled(store: Store) -> object:
    """The state of a log once its latest changes are in its file."""
    store.settle()
    assert store.file is not None
    return log_stamp(store.file)


def test_a_log_has_no_state_while_changes_wait_next_to_it(store: Store) -> None:
    assert store.file is not None
    store.add(review(1))

    assert log_stamp(store.file) is None
    assert settled(store) is not None


def test_each_change_gives_another_state_and_reading_gives_none(store: Store) -> None:
    states = [settled(store)]
    for number in range(5):
        store.add(review(number))
        states.append(settled(store))
        store.log()
        assert settled(store) == states[-1]

    assert None not in states
    assert len(set(states)) == len(states)


def test_closing_a_settled_log_keeps_its_state(tmp_path: Path) -> None:
    store = Store(tmp_path / "progress.db")
    store.add(review(1))
    state = settled(store)
    store.close()

    assert log_stamp(tmp_path / "progress.db") == state is not None


def test_a_copy_that_replaces_the_log_has_another_state(store: Store, tmp_path: Path) -> None:
    assert store.file is not None
    state = settled(store)
    copy = tmp_path / "copy"
    shutil.copy2(store.file, copy)  # of the same size and time
    copy.replace(store.file)

    assert log_stamp(store.file) not in (state, None)


def test_there_is_no_state_without_a_log_or_with_a_rollback_journal(tmp_path: Path) -> None:
    file = tmp_path / "log"
    assert log_stamp(file) is None
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("CREATE TABLE records (id)")
    assert log_stamp(file) is not None
    connection.execute("BEGIN")
    connection.execute("INSERT INTO records VALUES (1)")

    assert log_stamp(file) is None
    connection.close()


def test_there_is_no_state_where_times_are_whole_seconds(store: Store) -> None:
    assert store.file is not None
    assert settled(store) is not None
    os.utime(store.file, (1_795_000_000, 1_795_000_000))

    assert settled(store) is None


def test_settling_waits_for_no_other_process(store: Store) -> None:
    assert store.file is not None
    store.add(review(1))
    other = sqlite3.connect(store.file, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM review").fetchone()
    store.add(review(2))
    store.settle()

    assert log_stamp(store.file) is None
    other.close()


def test_each_change_shows_in_the_numbers_of_a_reader(store: Store) -> None:
    assert store.file is not None
    reader, before = Store(store.file), store.changes()
    assert store.changes() == before
    seen = reader.changes()

    store.add(review(1))

    assert store.changes() != before
    assert reader.changes() != seen
    reader.close()
