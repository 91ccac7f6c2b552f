"""The review log as a file: kept, told about, and merged between machines."""

import json
import os
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.model.card import Card
from quiz.cli.app import cli
from quiz.cli.play import open_store
from quiz.log.codec import Record, as_json, columns_of, from_json
from quiz.log.recorder import Recorder, review_of
from quiz.log.records import Event, EventKind, Log, Mode, PlannedQuestion, SessionRecord
from quiz.log.store import Store
from quiz.session.question import ask
from quiz.session.session import Answer, Item, Outcome, Why, grade, grade_choice
from tests.quiz.log.test_store import EVENT, MOMENT, REVIEW, STARTED, review
from tests.support import paths
from tests.support.homes import make_home
from tests.support.library import builtin_cards, builtin_library, each, sample

QUESTION = PlannedQuestion(card="c", stem="Which?", options=("a", "b"))
SESSION = SessionRecord(
    id="s", at=MOMENT, mode=Mode.QUIZ, seed=1, version="x", settings={"n": 3}, plan=(QUESTION,)
)
ENDED = Event(
    id="s/e", session="s", at=MOMENT, kind=EventKind.ENDED, body={"how": "finished"}, elapsed=3.0
)
SOME: tuple[Record, ...] = (SESSION, review(1), review(2, stem="Wofür – „so“?"), ENDED)

Machine = Callable[..., Result]


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Runs `progress` on a machine of that name."""

    def run(machine: str, *arguments: str, given: str | bytes | None = None) -> Result:
        monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path / machine)))
        open_store.cache_clear()
        ended = CliRunner().invoke(cli, ["progress", *arguments], input=given)
        if open_store.cache_info().currsize:
            open_store().close()
        open_store.cache_clear()
        return ended

    return run


def fill(folder: Path, *records: Record) -> None:
    store = Store(folder / "progress.db")
    store.add(*records)
    store.close()


def lines(*records: Record) -> str:
    return "".join(f"{line}\n" for line in as_json(records))


def test_where_names_the_file_and_what_it_holds(at: Machine, tmp_path: Path) -> None:
    fill(tmp_path / "one", *SOME)
    told = at("one", "where").stdout
    found = json.loads(at("one", "where", "--json").stdout)
    file = tmp_path / "one" / "progress.db"

    assert told.splitlines()[0] == str(file)
    assert "1 session, 2 answers, " in told
    assert found["bytes"] >= file.stat().st_size > 0
    assert {**found, "bytes": 0} == {"file": str(file), "sessions": 1, "answers": 2, "bytes": 0}


def test_a_log_goes_to_another_machine_whole_and_counts_once(at: Machine, tmp_path: Path) -> None:
    fill(tmp_path / "one", *SOME)
    file = tmp_path / "all.jsonl"
    told = at("one", "export", str(file))
    first, again = (at("other", "import", str(file)) for _ in range(2))

    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == f"{file}: 1 session, 2 answers.\n"
    assert first.stderr == "4 records new, 0 known already.\n"
    assert again.stderr == "0 records new, 4 known already.\n"
    assert at("other", "export").stdout == file.read_text("utf-8") == lines(*SOME)


@pytest.mark.parametrize("arguments", [("export",), ("export", "-")])
def test_without_a_file_it_goes_through_a_pipe(
    at: Machine, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    fill(tmp_path / "one", *SOME)
    ended = at("other", "import", "-", given=at("one", *arguments).stdout)

    assert ended.stderr == "4 records new, 0 known already.\n"


def test_a_log_is_utf_8_whatever_the_terminal_can_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, *SOME)
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path)))
    open_store.cache_clear()
    ended = CliRunner(charset="ascii").invoke(cli, ["progress", "export"])
    open_store().close()
    open_store.cache_clear()

    assert ended.stdout_bytes.decode("utf-8") == lines(*SOME)


def test_an_empty_log_is_an_empty_file(at: Machine) -> None:
    assert at("one", "export").stdout == ""
    assert at("other", "import", "-", given="").stderr == "0 records new, 0 known already.\n"


DEEP: list[Any] = []
for _ in range(300):
    DEEP = [DEEP]
PUT_IN = {"planned": {**asdict(QUESTION), "options": [], "left": []}, "before": 1, "because": "x"}


def happened(kind: str, **body: Any) -> Event:
    return replace(ENDED, kind=EventKind(kind), body=body)


LETTERS = str(paths.LETTERS)


@pytest.mark.parametrize(
    ("arguments", "keys", "written"),
    [
        (("quiz", "-n", "6", "--seed", "7"), "a\nb\nc\na\n\nb\na\na\n", "review"),
        (("quiz", "-n", "4", "--time", "1m"), "m\nu\na\nu\nz\n\nb\nq\n", "event"),
        (("exam", "ace", "-n", "4", "--seed", "7"), "\na\nm\nb\np\na\ns\na\ny\n", "review"),
    ],
)
def test_what_was_really_written_can_be_merged(
    at: Machine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    keys: str,
    written: str,
) -> None:
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path / "one")))
    open_store.cache_clear()
    ran = CliRunner().invoke(cli, [*arguments, "--only", "--facts", LETTERS], input=keys)
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    log = at("one", "export").stdout
    assert f'"type": "{written}"' in log

    assert at("other", "import", "-", given=log).exit_code == 0
    assert at("other", "export").stdout == log


def test_whatever_can_happen_in_a_session_can_be_merged(at: Machine, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    store = Store(tmp_path / "one" / "progress.db")
    times = iter(MOMENT + timedelta(seconds=n) for n in range(99))
    pen = Recorder(lambda: store, SESSION, lambda: next(times), pytest.fail)
    item = Item(question=ask(next(card for card in builtin_cards() if card.distractors), Random(1)))
    question = item.question
    pen.begin()
    for chosen in (0, 1):
        pen.answered(grade_choice(question, (chosen,)), item, 0, 2.0)
    pen.queued(replace(item, why=Why.CONTRAST, told="the same muscle"), 1, 2.5)
    pen.redrawn(question, 0, 3.0)
    pen.undone(3.5)
    pen.flagged(question.card.id, 0, 4.0, on=True)
    pen.event(EventKind.MOVED, 4.5, position=1)
    pen.paused(0.5, 5.0)
    pen.left(5.0)
    pen.event(EventKind.RESUMED, 5.0, away=3.25, gone=[])
    pen.ended("discarded", 6.0)
    assert {event.kind for event in store.log().events} == set(EventKind)
    store.close()

    written = at("one", "export").stdout
    assert at("other", "import", "-", given=written).exit_code == 0
    assert at("other", "export").stdout == written


@each(sample(builtin_cards()))
def test_whatever_is_answered_can_be_merged(card: Card) -> None:
    question = ask(card, Random(1))
    numbers = range(len(question.options))
    if question.typed:
        found = [
            grade(question, typed, builtin_library().base) for typed in ("", "biceps", "isometric")
        ]
    elif question.solution:
        found = [
            grade_choice(question, order) for order in (question.solution, question.solution[::-1])
        ]
    else:
        found = [grade_choice(question, (number,)) for number in numbers]
    found += [
        Answer(question=question, outcome=outcome) for outcome in (Outcome.UNKNOWN, Outcome.TIMEOUT)
    ]
    for answer in found:
        written = review_of(
            answer,
            Item(question=question),
            id_="s/1",
            started=SESSION,
            position=0,
            at=MOMENT,
            elapsed=1.0,
        )
        (line,) = as_json([written])
        assert from_json(line) == written


EARLIER = [
    replace(SESSION, settings={}),
    replace(SESSION, settings={"paths": [], "only": False, "derived": True, "of later": [1.5]}),
    happened("resumed", away=12.0),
    happened("redrawn", position=0, planned=PUT_IN["planned"]),
    happened("queued", **PUT_IN),
    happened("ended", how="finished", of_later=True),
    review(1, outcome="not answered"),
]


@pytest.mark.parametrize("record", EARLIER, ids=range(len(EARLIER)))
def test_what_another_version_has_left_out_or_added_is_no_fault(record: Record) -> None:
    (line,) = as_json([record])

    assert from_json(line) == record


BAD = [
    ("{", "this is not JSON"),
    ("[" * 100_000, "nested too deeply"),
    ("[" * 600 + "]" * 600, "no record of a review log"),
    (f'{{"type": "event", "id": {"9" * 5000}}}', "this is not JSON"),
    ("[]", "no record of a review log"),
    ('{"type": []}', "no record of a review log"),
    ('{"type": "deck"}', "'type' should be one of session, review, event"),
    ('{"type": "event", "id": "x"}', "'session' is missing; it should be a text"),
    (f'{lines(review(1))[:-2]}, "sessoin": 1}}', "did you mean 'session'?"),
    (f'{lines(review(1))[:-2]}, "\\ud800\\u001b": 1}}', "leave it out"),
]


def test_all_bad_lines_are_told_and_nothing_is_imported(at: Machine, tmp_path: Path) -> None:
    (one, other) = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    one.write_text(lines(review(1)) + "\n" + "{\n" * 40, "utf-8")
    other.write_text(lines(review(2)) + '{"type": "deck"}\n', "utf-8")
    ended = at("one", "import", str(one), str(other))

    assert ended.exit_code == 1
    told = ended.stderr.splitlines()
    assert [line.partition(" ")[0] for line in told[:20]] == [f"{one}:{n}:" for n in range(3, 23)]
    assert told[20:] == ["41 lines cannot be read; nothing was imported. 21 more are not shown."]
    assert at("one", "export").stdout == ""


@pytest.mark.parametrize(("line", "told"), BAD, ids=range(len(BAD)))
def test_a_line_that_is_no_record_says_what_is_wrong(at: Machine, line: str, told: str) -> None:
    ended = at("one", "import", "-", given=line)

    assert ended.exit_code == 1
    assert ended.stderr.startswith("-:1: ")
    assert told in ended.stderr


@pytest.mark.parametrize(
    ("record", "name", "value", "right"),
    [
        (SESSION, "id", "../../elsewhere", "letters, digits and hyphens"),
        (SESSION, "seed", 10**30, "a whole number"),
        (SESSION, "seed", True, "a whole number"),
        (SESSION, "settings", [1], "an object"),
        (SESSION, "mode", "game", "one of quiz, exam"),
        (SESSION, "plan", [{"card": "c"}], "a list of questions"),
        (review(1), "id", "", "a text that can be shown and is not empty"),
        (review(1), "day", "Tuesday", "a date, such as 2026-11-23"),
        (review(1), "day", "20261123", "a date, such as 2026-11-23"),
        (review(1), "score", 7, "a number from 0 to 1"),
        (review(1), "score", float("nan"), "a number from 0 to 1"),
        (review(1), "seconds", float("inf"), "a number, 0 or more"),
        (review(1), "seconds", "2", "a number, 0 or more"),
        (review(1), "position", 2**70, "a whole number, 0 or more"),
        (review(1), "options", "abc", "a list of texts"),
        (review(1), "chosen", ["a"], "a list of whole numbers"),
        (review(1), "at", "2026-11-23T12:00:00", "a moment with its time zone"),
        (review(1), "at", "0001-01-01T00:00:00+14:00", "a moment with its time zone"),
        (review(1), "late", 1, "true or false"),
        (review(1), "confidence", 9, "1, 2, 3 or null"),
        (review(1), "muscle", 5, "a text that can be shown and is not empty, or null"),
        (review(1), "stem", "\ud800", "a text"),
        (review(1), "seconds", -1, "a number, 0 or more"),
        (review(1), "outcome", "great", "one of right, partly right"),
        (review(1), "card", "\x1b[2J", "a text that can be shown and is not empty"),
        (review(1, options=("a", "b")), "chosen", [0, 2], "numbers of its 2 options"),
        (ENDED, "at", "2026-11-23", "a moment with its time zone"),
        (ENDED, "body", {"how": float("nan")}, "an object of plain values"),
        (ENDED, "body", {"how": "finished", "deep": DEEP}, "an object of plain values"),
        (ENDED, "body", {}, "'how' is missing in its body"),
        (ENDED, "kind", "queued", "'planned' is missing in its body"),
        (ENDED, "kind", "went", "one of undone, flagged"),
        (
            happened("undone", review="x"),
            "body",
            {"review": None},
            "a text that can be shown and is not empty",
        ),
        (happened("queued", **PUT_IN), "body", {**PUT_IN, "planned": {}}, "a question: an object"),
        (happened("queued", **PUT_IN), "body", {**PUT_IN, "before": -1}, "a whole number, 0"),
        (happened("moved", position=1), "body", {"position": "1"}, "a whole number, 0 or more"),
        (happened("paused", seconds=1), "body", {"seconds": -1}, "a number, 0 or more"),
        (happened("resumed", away=1), "body", {"away": 1, "gone": "abc"}, "a list of texts"),
        (SESSION, "plan", [{**asdict(QUESTION), "why": "boredom"}], "a list of questions"),
        (SESSION, "id", "-x", "letters, digits and hyphens"),
        (SESSION, "id", "x" * 65, "at most 64 letters"),
        (SESSION, "settings", {"whole": "long"}, "a number, 0 or more, or null"),
        (SESSION, "settings", {"paths": ["\0"]}, "a list of paths"),
        (SESSION, "settings", {"exam": {"preset": {}}}, "an object of preset, unscored and limit"),
    ],
)
def test_a_value_that_would_stop_a_later_page_is_kept_out(
    at: Machine, record: Record, name: str, value: object, right: str
) -> None:
    (line,) = as_json([record])
    ended = at("one", "import", "-", given=json.dumps({**json.loads(line), name: value}))

    assert ended.exit_code == 1
    assert right in ended.stderr
    assert "; it should be " in ended.stderr
    assert len(ended.stderr) < 300
    assert at("one", "export").stdout == ""


def test_a_file_of_another_encoding_is_told_and_a_mark_at_its_beginning_is_not(
    at: Machine, tmp_path: Path
) -> None:
    file = tmp_path / "all.jsonl"
    file.write_bytes(lines(*SOME).encode("utf-16"))
    assert f"{file}:1: this is not UTF-8, which " in at("one", "import", str(file)).stderr
    file.write_bytes(lines(*SOME).replace("\n", "\r\n").encode("utf-8-sig"))
    assert at("one", "import", str(file)).stderr == "4 records new, 0 known already.\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("import", "{}/none.jsonl"), "cannot be read: No such file or directory."),
        (("import", "{}"), "cannot be read: Is a directory."),
        (("export", "{}/none/all.jsonl"), "cannot be written: No such file or directory."),
        (("export", "{}/file/all.jsonl"), "cannot be written: Not a directory."),
        (("export", "{}/round"), "cannot be written: Too many levels of symbolic links."),
    ],
)
def test_a_file_that_cannot_be_used_gets_a_sentence(
    at: Machine, tmp_path: Path, arguments: tuple[str, str], told: str
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "round").symlink_to("round")
    ended = at("one", arguments[0], arguments[1].format(tmp_path))

    assert ended.exit_code == 1
    assert ended.stderr.startswith(f"Error: {tmp_path}")
    assert told in ended.stderr


def test_an_export_that_fails_leaves_the_file_as_it_was(
    at: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "one", *SOME)
    file = tmp_path / "all.jsonl"
    file.write_text("before", "utf-8")

    def stop(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", stop)
    ended = at("one", "export", str(file))

    assert ended.stderr == f"Error: {file} cannot be written: No space left on device.\n"
    assert file.read_text("utf-8") == "before"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["all.jsonl", "one"]


def test_an_import_that_fails_half_way_writes_nothing(
    at: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.jsonl"
    file.write_text(lines(*(review(n) for n in range(3000))), "utf-8")
    written = columns_of

    def stop(record: Record) -> dict[str, Any]:
        if record.id == "s/02500":
            raise sqlite3.OperationalError("database or disk is full")
        return written(record)

    monkeypatch.setattr("quiz.log.store.columns_of", stop)
    ended = at("one", "import", str(file))
    monkeypatch.undo()

    assert ended.exit_code == 1
    assert "the review log cannot be used." in ended.stderr
    assert at("one", "export").stdout == ""


def test_a_link_stays_a_link(at: Machine, tmp_path: Path) -> None:
    fill(tmp_path / "one", *SOME)
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "all.jsonl")
    at("one", "export", str(tmp_path / "link.jsonl"))

    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "all.jsonl").read_text("utf-8") == lines(*SOME)


def test_a_link_that_leads_nowhere_yet_is_followed(at: Machine, tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "all.jsonl")

    assert at("one", "export", str(tmp_path / "link.jsonl")).exit_code == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "all.jsonl").is_file()


def test_a_device_is_written_to_and_not_replaced(at: Machine, tmp_path: Path) -> None:
    fill(tmp_path / "one", *SOME)
    (tmp_path / "link").symlink_to(os.devnull)

    for device in (os.devnull, str(tmp_path / "link")):
        assert at("one", "export", device).exit_code == 0
    assert Path(os.devnull).is_char_device()
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("end", ["", "-wal"])
def test_the_log_itself_is_not_written_over(at: Machine, tmp_path: Path, end: str) -> None:
    fill(tmp_path / "one", *SOME)
    (tmp_path / "link").symlink_to(tmp_path / "one" / f"progress.db{end}")
    ended = at("one", "export", str(tmp_path / "link"))

    assert ended.exit_code == 2
    assert "is the log itself" in ended.stderr
    assert at("one", "export").stdout == lines(*SOME)


def test_a_pipe_is_written_to_and_not_replaced(at: Machine, tmp_path: Path) -> None:
    fill(tmp_path / "one", *SOME)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")), daemon=True)
    reader.start()
    ended = at("one", "export", str(pipe))
    reader.join(timeout=10)

    assert ended.exit_code == 0
    assert pipe.is_fifo()
    assert read == [lines(*SOME)]


RECORDS = st.lists(STARTED | REVIEW | EVENT, max_size=6, unique_by=lambda r: (type(r), r.id))


def merged(*logs: list[Record]) -> Log:
    store = Store(None)
    for log in logs:
        store.add(*map(from_json, as_json(log)))
    found = store.log()
    store.close()
    return found


@settings(max_examples=60)
@given(shared=RECORDS, one=RECORDS, other=RECORDS)
def test_two_machines_merged_both_ways_hold_the_same_log(
    shared: list[Record], one: list[Record], other: list[Record]
) -> None:
    # An id is never used again, so the two differ only in what has ids of its own.
    ids = {(type(each), each.id) for each in shared}
    one = [each for each in one if (type(each), each.id) not in ids]
    ids |= {(type(each), each.id) for each in one}
    other = [each for each in other if (type(each), each.id) not in ids]
    here, there = [*shared, *one], [*other, *shared]

    assert merged(here, there) == merged(there, here) == merged(here, there, here, there)
    log = merged(here, there)
    assert len(log.sessions + log.reviews + log.events) == len(shared) + len(one) + len(other)
