"""The review log on disk: nothing is lost, nothing is changed, and nobody is in the way."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.log.codec import Record, as_json, from_json
from quiz.log.records import (
    Event,
    EventKind,
    Log,
    Mode,
    PlannedQuestion,
    Review,
    SessionRecord,
    StoreError,
)
from quiz.log.store import Store
from quiz.session.session import Outcome
from tests.support.paths import ROOT

MOMENT = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
IDS = st.text("abc/0123", min_size=1, max_size=8)
NAMES = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
MOMENTS = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds it
    datetime(2040, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
PLANNED = st.builds(
    PlannedQuestion, card=TEXTS, stem=TEXTS, options=LISTS, left=LISTS, why=st.just("drawn")
)
SECONDS = st.floats(0, 1e6)
STARTED = st.builds(
    SessionRecord,
    id=st.from_regex(r"[abc012][abc012-]{0,8}", fullmatch=True),
    at=MOMENTS,
    mode=st.sampled_from(Mode),
    seed=st.integers(0, 9999),
    version=TEXTS,
    preset=st.none() | TEXTS,
    settings=st.dictionaries(
        TEXTS.map("x {}".format), st.none() | TEXTS | st.integers(0, 9), max_size=2
    ),
    plan=st.lists(PLANNED, max_size=2).map(tuple),
)
REVIEW = st.builds(
    Review,
    id=IDS,
    session=IDS,
    position=st.integers(0, 99),
    at=MOMENTS,
    day=st.dates().map(str),
    score=st.floats(0, 1),
    seconds=SECONDS,
    elapsed=SECONDS,
    options=st.lists(TEXTS, min_size=3, max_size=4).map(tuple),
    facts=LISTS,
    chosen=st.lists(st.integers(0, 2), max_size=3).map(tuple),
    given=st.none() | TEXTS,
    late=st.booleans(),
    hinted=st.booleans(),
    confidence=st.none() | st.integers(1, 3),
    taken_for=st.none() | NAMES,
    outcome=st.sampled_from(Outcome).map(str),
    version=TEXTS,
    **dict.fromkeys(("fact", "card", "template", "kind", "tests"), NAMES),
)
COUNTS = st.integers(0, 99)
LISTED = st.lists(TEXTS, max_size=3)
QUESTIONS = st.fixed_dictionaries(
    {"card": TEXTS, "stem": TEXTS, "options": LISTED, "left": LISTED, "why": st.just("drawn")}
)
_BODIES: dict[EventKind, dict[str, st.SearchStrategy[Any]]] = {
    EventKind.UNDONE: {"review": NAMES},
    EventKind.FLAGGED: {"card": NAMES, "position": COUNTS, "on": st.booleans()},
    EventKind.QUEUED: {"planned": QUESTIONS, "before": COUNTS, "because": NAMES, "told": TEXTS},
    EventKind.MOVED: {"position": COUNTS},
    EventKind.PAUSED: {"seconds": SECONDS},
    EventKind.LEFT: {},
    EventKind.RESUMED: {"away": SECONDS, "gone": st.lists(TEXTS, max_size=2)},
    EventKind.REDRAWN: {"position": COUNTS, "planned": QUESTIONS},
    EventKind.ENDED: {"how": st.sampled_from(["finished", "handed in", "discarded"])},
}
EVENT = st.sampled_from(EventKind).flatmap(
    lambda kind: st.builds(
        Event,
        id=IDS,
        session=IDS,
        at=MOMENTS,
        kind=st.just(kind),
        elapsed=SECONDS,
        body=st.fixed_dictionaries(_BODIES[kind]),
    )
)


def review(number: int, **values: Any) -> Review:
    told = {
        "id": f"s/{number:05d}",
        "session": "s",
        "position": number,
        "at": MOMENT + timedelta(seconds=number),
        "day": "2026-11-23",
        "outcome": "wrong",
        "score": 0.0,
        "seconds": 1.0,
        "elapsed": float(number),
    }
    names = ("fact", "card", "template", "kind", "tests", "version")
    return Review(**{**dict.fromkeys(names, "x"), **told, **values})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "progress.db")
    yield opened
    opened.close()


@given(record=STARTED | REVIEW | EVENT)
def test_a_record_comes_back_from_disk_as_it_was(record: Record) -> None:
    store = Store(None)
    store.add(record)
    log = store.log()

    assert (*log.sessions, *log.reviews, *log.events) == (record,)


@given(record=STARTED | REVIEW | EVENT)
def test_a_record_comes_back_from_json_as_it_was(record: Record) -> None:
    (line,) = as_json([record])

    assert "\n" not in line
    assert from_json(line) == record


def test_what_is_added_twice_counts_once(store: Store) -> None:
    assert store.add(review(1), review(2)) == 2
    assert store.add(review(2), review(3)) == 1
    assert len(store.log().reviews) == 3


@pytest.mark.parametrize("table", ["session", "review", "event"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = 'y'", "DELETE FROM {}"])
def test_the_log_only_grows(store: Store, tmp_path: Path, table: str, change: str) -> None:
    records: dict[str, Record] = {
        "session": SessionRecord(id="s", at=MOMENT, mode=Mode.QUIZ, seed=1, version="x"),
        "review": review(1),
        "event": Event(id="s/2", session="s", at=MOMENT, kind=EventKind.ENDED),
    }
    store.add(records[table])
    database = sqlite3.connect(tmp_path / "progress.db")

    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        database.execute(change.format(table))
    database.close()


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from quiz.log.records import Event, EventKind
from quiz.log.store import Store
store = Store(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    at = datetime.now(UTC)
    store.add(Event(id=f"{sys.argv[2]}/{number}", session="s", at=at, kind=EventKind.MOVED))
    print(number, flush=True)
"""


def writer(file: Path, name: str, count: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(file), name, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    both = [writer(file, name, 100) for name in ("one", "other")]
    for process in both:
        process.communicate(timeout=30)

    assert [process.returncode for process in both] == [0, 0]
    assert len(Store(file).log().events) == 200


def test_what_was_written_outlives_its_writer(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    process = writer(file, "one", 100_000)
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(20)]
    process.kill()
    told += [int(line) for line in process.communicate()[0].split()]
    kept = {event.id for event in Store(file).log().events}

    assert {f"one/{number}" for number in told} <= kept


def test_a_session_belongs_to_one_at_a_time(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "progress.db"), Store(tmp_path / "progress.db")

    assert (one.claim("s"), one.claim("s"), other.claim("s")) == (True, True, False)
    assert other.claim("another")
    one.release("s")
    assert other.claim("s")


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


def test_a_session_goes_from_process_to_process(tmp_path: Path) -> None:
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
    process.communicate()
    end = time.monotonic() + 5
    while not (free := Store(file).claim("s")) and time.monotonic() < end:
        time.sleep(0.05)

    assert free


def test_a_file_of_a_later_form_is_left_alone(tmp_path: Path) -> None:
    Store(tmp_path / "progress.db").close()
    database = sqlite3.connect(tmp_path / "progress.db")
    database.execute("PRAGMA user_version = 99")
    database.close()

    with pytest.raises(StoreError, match="a later primemover wrote it"):
        Store(tmp_path / "progress.db")


def test_a_damaged_file_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "progress.db").write_bytes(b"no database" * 500)

    with pytest.raises(StoreError, match=r"progress\.db"):
        Store(tmp_path / "progress.db")


def test_a_log_in_memory_is_a_log_like_any_other_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store(None)

    assert store.add(review(1)) == 1
    assert store.claim("s")
    store.release("s")
    assert store.log().reviews == store.figures().reviews == (review(1),)
    store.close()
    assert list(tmp_path.iterdir()) == []
    assert Store(None).log() == Log()


def test_all_records_of_a_call_are_written_or_none(store: Store) -> None:
    store.add(review(1))
    broken = review(3, seconds=None)

    with pytest.raises(StoreError):
        store.add(review(2), broken, review(4, position="not a number"))
    assert [each.position for each in store.log().reviews] == [1]


def test_mix_ups_are_counted_without_what_was_undone(store: Store) -> None:
    mixed = {"asked_for": "role/synergist", "taken_for": "role/antagonist"}
    store.add(review(1, **mixed), review(2, **mixed), review(3))
    undone = Event(
        id="s/9", session="s", at=MOMENT, kind=EventKind.UNDONE, body={"review": "s/00001"}
    )
    store.add(undone)

    assert store.mix_ups("role/synergist", "role/antagonist") == 1
    assert store.mix_ups("role/antagonist", "role/synergist") == 0
    assert [each.id for each in store.reviews_of("x")] == ["s/00002", "s/00003"]


@pytest.mark.parametrize(("answers", "expected"), [(None, 5), (2, 2), (9, 5)])
def test_figures_are_read_without_wordings(
    store: Store, answers: int | None, expected: int
) -> None:
    store.add(*(review(number, stem="A question?", options=("a", "b")) for number in range(5)))
    found = store.figures(answers).reviews

    assert len(found) == expected
    assert [each.position for each in found] == list(range(5))[-expected:]
    assert {(each.stem, each.options) for each in found} == {("", ())}
