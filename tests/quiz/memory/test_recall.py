"""The memory from the cache equals the memory from the whole log."""

import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.log.days import study_day
from quiz.log.events import End, Ended, Resumed, Undone
from quiz.log.reader import LogReader
from quiz.log.records import Mode, Record, Review, record_id
from quiz.log.store import Store
from quiz.memory import cache
from quiz.memory.recall import recalled
from quiz.memory.state import Memory
from quiz.memory.version import fsrs_version
from tests.support.log import MOMENT, event, review, session


def quiz(day: int, answers: int, writer: str = "laptop", *, exam: bool = False) -> list[Record]:
    """A session of some answers on a day; every third one is wrong."""
    id_ = f"{day:03}-{writer}"
    begin = MOMENT + timedelta(days=day, seconds=len(writer))
    records: list[Record] = [session(id_, at=begin, mode=Mode.EXAM if exam else Mode.QUIZ)]
    for number in range(1, answers + 1):
        at = begin + timedelta(seconds=10 * number)
        fact = f"fact-{(day + number) % 7}"
        answer = review(
            number,
            session=id_,
            writer=id_,
            at=at,
            day=study_day(at),
            fact=fact,
            facts=(fact,),
            kind="choice",
            outcome="wrong" if number % 3 == 0 else "right",
        )
        records.append(answer)
    return records


def whole(store: Store) -> Memory:
    """The memory without a cache."""
    return recalled(store, None)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "progress.db")


def test_a_log_without_answers_has_no_memory(store: Store, tmp_path: Path) -> None:
    assert recalled(store, tmp_path) == Memory()
    assert recalled(store, tmp_path) == Memory()


def test_the_cache_returns_what_was_computed(store: Store, tmp_path: Path) -> None:
    store.add(*quiz(0, 8), *quiz(3, 8))

    found = recalled(store, tmp_path)

    assert len(found.facts) == 7
    assert recalled(store, tmp_path) == found == whole(store)


def test_reading_the_cache_imports_no_fsrs(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(*quiz(0, 8))
    found = recalled(store, tmp_path)
    # Importing it fails from here on, and it is the only module that imports fsrs.
    monkeypatch.setitem(sys.modules, "quiz.memory.scheduler", None)

    assert recalled(store, tmp_path) == found
    store.add(*quiz(1, 1))
    with pytest.raises(ImportError):
        recalled(store, tmp_path)


def test_later_answers_are_added_to_the_cache(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(*quiz(0, 8))
    recalled(store, tmp_path)
    store.add(*quiz(1, 8))
    monkeypatch.delattr(LogReader, "figures")  # reads the whole log

    found = recalled(store, tmp_path)

    monkeypatch.undo()
    assert found == whole(store)


def test_earlier_answers_of_another_machine_are_added_in_their_place(
    store: Store, tmp_path: Path
) -> None:
    store.add(*quiz(0, 8), *quiz(9, 8))
    before = recalled(store, tmp_path)

    store.merge(quiz(4, 8, "desktop"))

    assert before != recalled(store, tmp_path) == whole(store)


def test_an_answer_that_is_taken_back_leaves_no_trace(store: Store, tmp_path: Path) -> None:
    first, second = quiz(0, 8), quiz(1, 8)
    store.add(*first, *second[:-1])
    expected = recalled(store, tmp_path)
    store.add(second[-1])
    assert recalled(store, tmp_path) != expected

    undone = Undone(review=record_id("001-laptop", 8))
    store.add(event(undone, 8, "001-laptop", at=second[-1].at + timedelta(seconds=1)))

    assert recalled(store, tmp_path) == expected


def test_an_answer_after_one_that_was_taken_back_is_added(store: Store, tmp_path: Path) -> None:
    first, second = quiz(0, 8), quiz(1, 2)
    undone = Undone(review=record_id("000-laptop", 8))
    store.add(*first, event(undone, 8, "000-laptop", at=first[-1].at + timedelta(seconds=1)))
    recalled(store, tmp_path)

    store.add(*second)

    assert recalled(store, tmp_path) == whole(store)


def test_the_last_answer_to_a_question_of_an_exam_counts(store: Store, tmp_path: Path) -> None:
    first = quiz(0, 4, exam=True)
    store.add(*first)
    before = recalled(store, tmp_path)
    wrong = first[3]
    assert isinstance(wrong, Review)
    changed = wrong._replace(counter=9, at=wrong.at + timedelta(minutes=1), outcome="right")

    store.add(changed, event(Ended(End.HANDED_IN), 10, "000-laptop"))

    found = recalled(store, tmp_path)
    assert before != found == whole(store)
    assert found.facts["fact-3"].right == 1


def test_a_branch_of_an_exam_that_counts_takes_the_place_of_the_other(
    store: Store, tmp_path: Path
) -> None:
    """Two machines resumed the exam; the one that handed it in counts."""
    store.add(*quiz(0, 4, exam=True))
    at = MOMENT + timedelta(minutes=5)
    common = {"session": "000-laptop", "fact": "x", "facts": ("x",), "position": 5}
    for writer, outcome in (("m", "wrong"), ("b", "right")):
        resumed = Resumed(away=1.0, after=record_id("000-laptop", 4))
        store.add(
            event(resumed, 0, "000-laptop", writer=writer, counter=5, at=at),
            review(6, writer=writer, at=at, outcome=outcome, **common),
        )
        assert recalled(store, tmp_path) == whole(store)
    assert whole(store).facts["x"].right == 0

    ended = Ended(End.HANDED_IN)
    store.add(event(ended, 0, "000-laptop", writer="b", counter=7, at=at))

    found = recalled(store, tmp_path)
    assert found == whole(store)
    assert (found.facts["x"].reviews, found.facts["x"].right) == (1, 1)


def test_a_log_in_memory_has_no_cache(tmp_path: Path) -> None:
    store = Store(None)
    store.add(*quiz(0, 8))

    assert len(recalled(store, tmp_path).facts) == 7
    assert list(tmp_path.iterdir()) == []


def test_each_log_has_its_cache(tmp_path: Path) -> None:
    logs = [Store(tmp_path / name / "progress.db") for name in "ab"]
    logs[0].add(*quiz(0, 8))
    logs[1].add(*quiz(0, 3))

    for log in (*logs, *logs):
        assert recalled(log, tmp_path / "cache") == whole(log)


def test_another_version_of_fsrs_computes_anew(store: Store, tmp_path: Path) -> None:
    store.add(*quiz(0, 8))
    recalled(store, tmp_path)
    assert store.file is not None
    file = cache.cache_file(tmp_path, store.file)
    assert cache.load(file, fsrs_version()) is not None
    assert cache.load(file, "fsrs-7.0.0") is None


def test_the_version_of_fsrs_is_that_of_the_package() -> None:
    from importlib.metadata import version

    assert fsrs_version() == f"fsrs-{version('fsrs')}"


def test_a_damaged_cache_is_computed_anew(store: Store, tmp_path: Path) -> None:
    store.add(*quiz(0, 8))
    expected = recalled(store, tmp_path / "cache")
    assert store.file is not None
    file = cache.cache_file(tmp_path / "cache", store.file)
    content, chance = file.read_bytes(), Random(1)

    for _ in range(50):
        place = chance.randrange(len(content))
        changed = bytes([content[place] ^ 1 << chance.randrange(8)])
        file.write_bytes(content[:place] + changed + content[place + 1 :])
        assert cache.load(file, fsrs_version()) is None
    for part in (b"", content[:-1], content + b" ", content.partition(b"\n")[2]):
        file.write_bytes(part)
        assert cache.load(file, fsrs_version()) is None
        assert recalled(store, tmp_path / "cache") == expected
        assert file.read_bytes() == content


def test_a_folder_that_cannot_be_written_to_only_costs_time(store: Store, tmp_path: Path) -> None:
    store.add(*quiz(0, 8))
    (tmp_path / "cache").write_text("a file, and not a folder")

    assert recalled(store, tmp_path / "cache") == whole(store)


SESSIONS = st.lists(
    st.tuples(
        st.integers(0, 12), st.integers(1, 5), st.sampled_from(["a", "bb", "ccc"]), st.booleans()
    ),
    max_size=8,
    unique_by=lambda each: (each[0], each[2]),
)


@pytest.mark.slow
@settings(max_examples=10)
@given(SESSIONS, st.randoms(use_true_random=False))
def test_the_order_of_import_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory,
    found: Sequence[tuple[int, int, str, bool]],
    chance: Random,
) -> None:
    """Nor does it matter how often the memory is asked for in between."""
    parts = [quiz(day, answers, writer, exam=exam) for day, answers, writer, exam in found]
    for records in parts:
        last = records[-1]
        if chance.random() < 0.3:
            undone = Undone(review=record_id(records[0].writer, last.counter))
            records.append(event(undone, 7, records[0].writer, at=last.at + timedelta(seconds=1)))
    folder = tmp_path_factory.mktemp("logs")
    expected = Store(folder / "expected.db")
    expected.merge(record for records in parts for record in records)
    mixed = Store(folder / "mixed.db")

    for records in chance.sample(parts, len(parts)):
        at_once = chance.randrange(len(records) + 1)
        for some in (records[:at_once], records[at_once:]):
            mixed.merge(some)
            if chance.random() < 0.7:
                assert recalled(mixed, folder) == whole(mixed)

    assert recalled(mixed, folder) == whole(expected)
    expected.close()
    mixed.close()
