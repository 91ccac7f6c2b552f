"""The review log on disk: nothing is lost, nothing is changed, and writers do not block others."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given

from quiz.log import history
from quiz.log.events import End, Ended, Moved, Undone
from quiz.log.records import SCHEMA_VERSION, Log, Mode, Past, Record, StoreError
from quiz.log.store import Store
from tests.support.log import MOMENT, RECORDS, event, review, session
from tests.support.paths import ROOT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "progress.db")
    yield opened
    opened.close()


@given(record=RECORDS)
def test_a_record_is_read_from_disk_as_it_was_stored(record: Record) -> None:
    store = Store(None)
    store.add(record)
    log = store.log()

    assert (*log.sessions, *log.reviews, *log.events) == (record,)


def test_an_id_that_is_taken_is_refused_and_nothing_is_stored(store: Store) -> None:
    store.add(review(1), review(2))

    with pytest.raises(StoreError, match="UNIQUE"):
        store.add(review(3), review(2))
    assert [each.counter for each in store.log().reviews] == [1, 2]


@pytest.mark.parametrize("table", ["session", "review", "event"])
@pytest.mark.parametrize("change", ["UPDATE {} SET at = 'y'", "DELETE FROM {}"])
def test_the_log_only_grows(store: Store, tmp_path: Path, table: str, change: str) -> None:
    records: dict[str, Record] = {
        "session": session(),
        "review": review(1),
        "event": event(Ended(End.FINISHED)),
    }
    store.add(records[table])
    database = sqlite3.connect(tmp_path / "progress.db")

    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        database.execute(change.format(table))
    database.close()


_WRITER = """
import sys
from pathlib import Path
from quiz.log.events import Moved
from quiz.log.store import Store
from tests.support.log import event
store = Store(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    store.add(event(Moved(0), writer=sys.argv[2], counter=number))
    print(number, flush=True)
"""


def writer(file: Path, name: str, count: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(file), name, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    both = [writer(file, name, 100) for name in ("one", "other")]
    for process in both:
        process.communicate(timeout=30)

    assert [process.returncode for process in both] == [0, 0]
    assert len(Store(file).log().events) == 200


def test_records_outlive_their_writer(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    process = writer(file, "one", 100_000)
    assert process.stdout is not None
    printed = [int(process.stdout.readline()) for _ in range(20)]
    process.kill()
    printed += [int(line) for line in process.communicate(timeout=30)[0].split()]
    stored = {event.counter for event in Store(file).log().events}

    assert set(printed) <= stored


def test_a_session_is_claimed_by_one_store_at_a_time(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "progress.db"), Store(tmp_path / "progress.db")

    assert (one.claim("s"), one.claim("s"), other.claim("s")) == (True, True, False)
    assert other.claim("another")
    one.release("s")
    assert other.claim("s")


def test_a_session_has_one_owner_while_two_stores_claim_and_release_it(tmp_path: Path) -> None:
    owners: list[int] = []
    most = 0

    def claim_and_release(number: int) -> int:
        nonlocal most
        store, claimed = Store(tmp_path / "progress.db"), 0
        for _ in range(300):
            if store.claim("s"):
                owners.append(number)
                most = max(most, len(owners))
                claimed += 1
                owners.remove(number)
                store.release("s")
        store.close()
        return claimed

    with ThreadPoolExecutor(2) as pool:
        claims = list(pool.map(claim_and_release, range(2)))
    assert min(claims) > 0
    assert most == 1


def test_a_claim_is_retried_while_its_file_is_unusable(tmp_path: Path) -> None:
    store = Store(tmp_path / "progress.db")
    obstacle = tmp_path / "sessions" / "s.lock-journal"
    obstacle.mkdir(parents=True)
    removal = threading.Timer(0.2, obstacle.rmdir)
    removal.start()

    assert store.claim("s")
    removal.join()
    store.close()


@pytest.mark.slow
def test_a_session_whose_file_is_unusable_is_not_reported_as_claimed(tmp_path: Path) -> None:
    store = Store(tmp_path / "progress.db")
    (tmp_path / "sessions" / "s.lock-journal").mkdir(parents=True)

    with pytest.raises(StoreError, match=r"progress\.db: "):
        store.claim("s")
    store.close()


_CLAIMER = """
import sys
from pathlib import Path
from quiz.log.store import Store
store = Store(Path(sys.argv[1]))
for line in sys.stdin:
    if line == "release\\n":
        store.release("s")
        print("released", flush=True)
    else:
        print(store.claim("s"), flush=True)
"""


def test_a_released_session_can_be_claimed_by_another_process(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", _CLAIMER, str(file)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]

    def asked(number: int, what: str) -> str:
        process = both[number]
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{what}\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    assert [asked(0, "claim"), asked(1, "claim"), asked(0, "claim")] == ["True", "False", "True"]
    assert [asked(0, "release"), asked(1, "claim")] == ["released", "True"]
    assert [asked(0, "claim"), asked(1, "release"), asked(0, "claim")] == [
        "False",
        "released",
        "True",
    ]
    for process in both:
        process.communicate(timeout=30)
    assert list((tmp_path / "sessions").glob("*.lock")) in ([], [tmp_path / "sessions" / "s.lock"])


def test_a_session_is_free_when_its_process_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom quiz.log.store import Store\n"
        "store = Store(Path(sys.argv[1]))\nprint(store.claim('s'), flush=True)\ntime.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(file)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    assert not Store(file).claim("s")
    process.kill()
    process.communicate(timeout=30)
    end = time.monotonic() + 5
    while not (free := Store(file).claim("s")) and time.monotonic() < end:
        time.sleep(0.05)

    assert free


def test_a_file_that_a_newer_version_wrote_is_refused_and_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    Store(file).close()
    changed(file, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = file.read_bytes()

    with pytest.raises(StoreError, match="written by a newer version of primemover"):
        Store(file)
    assert file.read_bytes() == before


def test_a_file_that_cannot_be_opened_is_reported_at_once(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    (tmp_path / "progress.db-wal").mkdir()
    begin = time.monotonic()

    with pytest.raises(StoreError, match=r"progress\.db: "):
        Store(file)
    assert time.monotonic() - begin < 5  # the wait for a lock is longer


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the open files of a process")
def test_a_file_that_is_refused_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    changed(file, "CREATE TABLE notes (text TEXT)")

    with pytest.raises(StoreError, match="not a review log") as refused:
        Store(file)
    assert refused.tb is not None  # as long as it exists, so does the store
    assert file not in {each.resolve() for each in Path("/proc/self/fd").iterdir()}


def test_a_file_that_a_newer_version_migrates_during_the_wait_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    newer = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    newer.execute("PRAGMA journal_mode = WAL")
    newer.execute("BEGIN IMMEDIATE")
    newer.execute("CREATE TABLE review (id TEXT)")
    newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    commit = threading.Timer(0.3, newer.execute, ["COMMIT"])
    commit.start()

    with pytest.raises(StoreError, match="written by a newer version of primemover"):
        Store(file)
    commit.join()
    newer.close()


def changed(file: Path, *statements: str) -> None:
    """Change a database from outside."""
    database = sqlite3.connect(file)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


def test_a_new_file_has_the_current_schema(tmp_path: Path) -> None:
    file = tmp_path / "new" / "progress.db"
    Store(file).close()
    database = sqlite3.connect(file)

    assert database.execute("PRAGMA user_version").fetchone() == (2,)
    database.close()


def test_a_folder_that_cannot_be_created_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match=r"/file/home: Not a directory\.$"):
        Store(tmp_path / "file" / "home" / "progress.db")


def test_a_folder_for_sessions_that_cannot_be_created_is_named(tmp_path: Path) -> None:
    (tmp_path / "sessions").touch()
    store = Store(tmp_path / "progress.db")

    with pytest.raises(StoreError, match=r"/sessions: File exists\.$"):
        store.claim("s")
    store.close()


@pytest.mark.parametrize("version", [0, -5])
def test_a_database_of_another_program_is_refused_and_unchanged(
    tmp_path: Path, version: int
) -> None:
    file = tmp_path / "progress.db"
    changed(file, "CREATE TABLE notes (text TEXT)", f"PRAGMA user_version = {version}")

    with pytest.raises(StoreError, match=r"not a review log\. Move it aside"):
        Store(file)
    database = sqlite3.connect(file)
    assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("notes",)]
    database.close()


def test_a_damaged_file_is_reported_by_name(tmp_path: Path) -> None:
    (tmp_path / "progress.db").write_bytes(b"no database" * 500)

    with pytest.raises(StoreError, match=r"progress\.db"):
        Store(tmp_path / "progress.db")


def test_a_log_in_memory_works_like_any_other_and_creates_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store(None)

    store.add(review(1))
    assert store.claim("s")
    store.release("s")
    assert store.log().reviews == store.figures().reviews == (review(1),)
    store.close()
    assert list(tmp_path.iterdir()) == []
    assert Store(None).log() == Log()


def test_all_records_of_a_call_are_stored_or_none(store: Store) -> None:
    store.add(review(1))
    broken = review(3, version=None)

    with pytest.raises(StoreError):
        store.add(review(2), broken, review(4, position="not a number"))
    assert [each.position for each in store.log().reviews] == [1]


def test_mix_ups_are_counted_without_what_was_undone(store: Store) -> None:
    mixed = {"asked_for": "role/synergist", "taken_for": "role/antagonist"}
    store.add(review(1, **mixed), review(2, **mixed), review(3))
    store.add(event(Undone("s/00001")))

    assert store.mix_ups("role/synergist", "role/antagonist") == 1
    assert store.mix_ups("role/antagonist", "role/synergist") == 0
    assert [each.id for each in store.reviews_of("x")] == ["s/00002", "s/00003"]


def test_the_past_of_a_fact_is_how_often_it_was_asked_and_whether_the_last_answer_was_right(
    store: Store,
) -> None:
    store.add(
        review(1, fact="a", score=1.0),
        review(2, fact="a", score=0.5),
        review(3, fact="b", score=0.0),
        review(4, fact="b", score=1.0),
        review(5, fact="b", score=0.0),
        review(6, fact="b", score=0.0, outcome="not decided"),
    )
    store.add(event(Undone("s/00005")))

    assert store.past() == {"a": Past(2, right=False), "b": Past(2, right=True)}


@pytest.mark.parametrize(("answers", "expected"), [(None, 5), (2, 2), (9, 5)])
def test_figures_contain_no_wordings(store: Store, answers: int | None, expected: int) -> None:
    store.add(*(review(number, stem="A question?", options=("a", "b")) for number in range(5)))
    found = store.figures(answers).reviews

    assert len(found) == expected
    assert [each.position for each in found] == list(range(5))[-expected:]
    assert {(each.stem, each.options) for each in found} == {("", ())}


def test_the_latest_figures_contain_the_unfinished_session_however_old(store: Store) -> None:
    earlier = MOMENT - timedelta(days=9)
    store.add(
        session("ended", at=earlier),
        review(1, session="ended", writer="ended", at=earlier),
        event(Ended(End.FINISHED), session="ended", at=earlier),
        session("open", at=earlier),
        review(1, session="open", writer="open", at=earlier),
        event(Moved(1), session="open", at=earlier),
        session(),
        *(review(number) for number in range(5)),
        event(Ended(End.FINISHED), 9),
    )
    found = store.figures(2)

    assert [each.id for each in found.sessions] == ["open"]
    assert [each.id for each in found.reviews] == ["open/00001", "s/00003", "s/00004"]
    assert [each.session for each in found.events] == ["open", "s"]


# -- order -----------------------------------------------------------------------------------------


def test_a_clock_set_back_does_not_change_the_order_within_a_session(store: Store) -> None:
    first, later = review(1), review(2, at=MOMENT - timedelta(hours=1))
    store.add(later, first)

    assert store.log().reviews == store.figures().reviews == (first, later)


@pytest.mark.parametrize("read", [Store.log, Store.figures])
def test_the_answer_stored_last_counts_even_if_the_clock_was_set_back(
    store: Store, read: Callable[[Store], Log]
) -> None:
    first = review(1, position=0)
    changed = review(2, position=0, outcome="right", at=MOMENT - timedelta(hours=1))
    store.add(session(mode=Mode.EXAM), first, changed)

    (counted,) = history.standing(read(store))
    assert counted.outcome == "right"


def test_sessions_are_ordered_by_time(store: Store) -> None:
    early, late = review(9, session="x", writer="x"), review(3, session="a", writer="a")
    early = early._replace(at=MOMENT - timedelta(days=1))
    store.add(late, early, session("b"), session("a", at=MOMENT - timedelta(days=2)))

    assert store.log().reviews == (early, late)
    assert [each.id for each in store.log().sessions] == ["a", "b"]


# -- damage ----------------------------------------------------------------------------------------

GUARDS = ("review_stays", "event_stays", "session_stays")


@pytest.mark.parametrize(
    ("damage", "reason", "in_figures"),
    [
        ("UPDATE review SET at = 'someday'", 'at: "someday" should be a date and time', True),
        ("UPDATE review SET outcome = 'rihgt'", "should be one of right, partly right", True),
        ("UPDATE review SET facts = '[1'", "facts: not readable", True),
        ("UPDATE review SET facts = '[1]'", "facts: [1] should be a list of texts", True),
        ("UPDATE review SET late = 7", "late: 7 should be true or false", True),
        ("UPDATE review SET position = -1", "position: -1 should be an integer, 0 or more", True),
        ("UPDATE review SET key = 'xyz'", "its checksum does not match", False),
        ("UPDATE review SET outcome = 'right'", "its checksum does not match", False),
        ("UPDATE review SET chosen = '[0, 9]'", "its checksum does not match", False),
    ],
)
def test_a_damaged_record_is_reported_once_and_the_others_are_used(
    tmp_path: Path, damage: str, reason: str, in_figures: bool
) -> None:
    file, remarks = tmp_path / "progress.db", list[str]()
    store = Store(file, remarks.append)
    store.add(*(review(number, options=("a", "b")) for number in (1, 2, 3)))
    changed(
        file,
        *(f"DROP TRIGGER {guard}" for guard in GUARDS),
        f"{damage} WHERE counter = 2",
    )

    found = [store.figures().reviews, store.log().reviews, store.log().reviews]

    assert [len(each) for each in found] == [2 if in_figures else 3, 2, 2]
    (remark,) = remarks
    assert remark.startswith(
        "The review log has a damaged record, which is skipped: review s/00002:"
    )
    assert reason in remark
    store.close()


@pytest.mark.parametrize(
    ("table", "damage", "reason"),
    [
        ("event", "kind = 'unheard of'", "unknown kind of event"),
        ("event", "kind = 'moved'", "should be an object of position"),
        ("event", "body = '{}'", "should be an object of how"),
        ("event", "body = '[' || hex(zeroblob(9))", "body: not readable"),
        ("session", "mode = 'game'", 'mode: "game" should be one of quiz, exam'),
        ("session", "settings = '[]'", "should be an object of library"),
        ("session", "plan = '{'", "plan: not readable"),
        ("session", "seed = 9", "its checksum does not match"),
    ],
)
def test_a_damaged_session_or_event_is_skipped(
    tmp_path: Path, table: str, damage: str, reason: str
) -> None:
    file, remarks = tmp_path / "progress.db", list[str]()
    store = Store(file, remarks.append)
    store.add(session(), event(Ended(End.FINISHED)), review(1))
    changed(
        file,
        *(f"DROP TRIGGER {guard}" for guard in GUARDS),
        f"UPDATE {table} SET {damage}",
    )

    log = store.log()

    assert (len(log.sessions), len(log.events), len(log.reviews)) == (
        table != "session",
        table != "event",
        1,
    )
    (remark,) = remarks
    assert reason in remark
    store.close()


def test_a_session_whose_record_is_damaged_cannot_be_resumed(store: Store) -> None:
    store.add(review(1))

    with pytest.raises(StoreError, match="the record of session s is damaged"):
        store.session_log("s")


# -- merging ---------------------------------------------------------------------------------------


def test_records_merged_twice_count_once(store: Store) -> None:
    assert store.merge([review(1), review(2)])[:2] == (2, 0)
    assert store.merge([review(2), review(3)])[:2] == (1, 1)
    assert len(store.log().reviews) == 3


@pytest.mark.parametrize(
    ("stored", "imported"),
    [
        (review(1), review(1, outcome="right")),
        (review(1), event(Moved(3), writer="s", counter=1)),
        (event(Moved(3)), event(Moved(4))),
        (session(), session(seed=2)),
    ],
)
def test_a_different_record_with_the_same_id_is_a_conflict_and_the_stored_one_remains(
    store: Store, stored: Record, imported: Record
) -> None:
    store.add(stored)
    merged = store.merge([imported, review(7)])

    assert (merged.added, merged.known) == (1, 0)
    assert merged.conflicts == ((stored, imported),)
    log = store.log()
    assert stored in (*log.sessions, *log.reviews, *log.events)
    assert imported not in (*log.sessions, *log.reviews, *log.events)


def test_a_stored_record_that_is_damaged_is_a_conflict_without_it(tmp_path: Path) -> None:
    store = Store(tmp_path / "progress.db")
    store.add(review(1))
    changed(
        tmp_path / "progress.db",
        "DROP TRIGGER review_stays",
        "UPDATE review SET key = 'damaged'",
    )

    assert store.merge([review(1)]).conflicts == ((None, review(1)),)
    store.close()


def test_a_log_that_was_begun_without_verdicts_gets_them(tmp_path: Path) -> None:
    file = tmp_path / "log.sqlite"
    store = Store(file)
    store.add(session(), review(1))
    store.close()
    database = sqlite3.connect(file)
    database.execute("ALTER TABLE review DROP COLUMN verdict")
    database.close()

    reports: list[str] = []
    again = Store(file, reports.append)
    again.add(review(2, verdict="wrong"))
    assert [each.verdict for each in again.log().reviews] == [None, "wrong"]
    assert reports == []
    again.close()
