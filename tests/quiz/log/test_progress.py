"""The review log as a file: inspected, exported, and merged between machines."""

import json
import os
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cards.model.card import Card
from quiz.cli.app import cli
from quiz.cli.store import open_store
from quiz.log.codec import lines_of, record_of, row_of
from quiz.log.events import EVENT_BODIES, End, Ended, Moved, Paused, Queued, Resumed, Undone
from quiz.log.planned import PlannedQuestion
from quiz.log.recorder import Recorder, review_of
from quiz.log.records import Record, StoreError
from quiz.log.store import Store
from quiz.session.answer import Answer, Outcome, grade, grade_choice
from quiz.session.question import ask
from quiz.session.session import Item, Why
from tests.support import paths
from tests.support.homes import make_home
from tests.support.library import builtin_cards, builtin_library, each, sample
from tests.support.log import MOMENT, QUIZ, event, review, session

QUESTION = PlannedQuestion(card="c", stem="Which?", options=("a", "b"))
SESSION = session(settings=QUIZ, plan=(QUESTION,))
ENDED = event(Ended(End.FINISHED), elapsed=3.0)
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
    return "".join(f"{line}\n" for line in lines_of(records))


def test_where_shows_the_file_and_its_counts(at: Machine, tmp_path: Path) -> None:
    fill(tmp_path / "one", *SOME)
    shown = at("one", "where").stdout
    found = json.loads(at("one", "where", "--json").stdout)
    file = tmp_path / "one" / "progress.db"

    assert shown.splitlines()[0] == str(file)
    assert "1 session, 2 answers, " in shown
    assert found["bytes"] >= file.stat().st_size > 0
    assert {**found, "bytes": 0} == {"file": str(file), "sessions": 1, "answers": 2, "bytes": 0}


def test_an_imported_log_is_complete_and_counts_once(at: Machine, tmp_path: Path) -> None:
    fill(tmp_path / "one", *SOME)
    file = tmp_path / "all.jsonl"
    done = at("one", "export", str(file))
    first, again = (at("other", "import", str(file)) for _ in range(2))

    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{file}: 1 session, 2 answers.\n"
    assert first.stderr == "4 records new, 0 already known.\n"
    assert again.stderr == "0 records new, 4 already known.\n"
    assert at("other", "export").stdout == file.read_text("utf-8") == lines(*SOME)


@pytest.mark.parametrize("arguments", [("export",), ("export", "-")])
def test_without_a_file_the_log_is_exported_to_a_pipe(
    at: Machine, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    fill(tmp_path / "one", *SOME)
    ended = at("other", "import", "-", given=at("one", *arguments).stdout)

    assert ended.stderr == "4 records new, 0 already known.\n"


def test_an_export_is_utf_8_whatever_the_terminal_can_show(
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
    assert at("other", "import", "-", given="").stderr == "0 records new, 0 already known.\n"


DEEP: list[Any] = []
for _ in range(300):
    DEEP = [DEEP]
LETTERS = str(paths.LETTERS)


@pytest.mark.parametrize(
    ("arguments", "keys", "written"),
    [
        (("quiz", "-n", "6", "--seed", "7"), "a\nb\nc\na\n\nb\na\na\n", "review"),
        (("quiz", "-n", "4", "--time", "1m"), "m\nu\na\nu\nz\n\nb\nq\n", "event"),
        (("exam", "ace", "-n", "4", "--seed", "7"), "\na\nm\nb\np\na\ns\na\ny\n", "review"),
    ],
)
def test_the_log_of_a_real_session_can_be_merged(
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


def test_every_kind_of_event_can_be_merged(at: Machine, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    store = Store(tmp_path / "one" / "progress.db")
    times = iter(MOMENT + timedelta(seconds=n) for n in range(99))
    recorder = Recorder(lambda: store, SESSION, lambda: next(times), pytest.fail)
    item = Item(question=ask(next(card for card in builtin_cards() if card.distractors), Random(1)))
    question = item.question
    recorder.begin()
    for chosen in (0, 1):
        recorder.answered(grade_choice(question, (chosen,)), item, 0, 2.0)
    recorder.confident(3, 2.2)
    recorder.queued(item._replace(why=Why.CONTRAST, reason="the same muscle"), 1, 2.5)
    recorder.redrawn(question, 0, 3.0)
    recorder.undone(3.5)
    recorder.flagged(question.card.id, 0, 4.0, on=True)
    recorder.moved(1, 4.5)
    recorder.paused(0.5, 5.0)
    recorder.abandoned(5.0)
    recorder.resumed(3.25, 5.0)
    recorder.ended(End.DISCARDED, 6.0)
    assert {each.kind for each in store.log().events} == set(EVENT_BODIES)
    store.close()

    written = at("one", "export").stdout
    assert at("other", "import", "-", given=written).exit_code == 0
    assert at("other", "export").stdout == written


@each(sample(builtin_cards()))
def test_every_answer_can_be_merged(card: Card) -> None:
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
            started=SESSION,
            writer="s",
            counter=1,
            position=0,
            at=MOMENT,
            elapsed=1.0,
        )
        (line,) = lines_of([written])
        assert record_of(line) == written


QUEUED = event(Queued(QUESTION, 1, "x"))
IN_QUEUE = {"planned": QUESTION._asdict(), "before": 1, "because": "x"}
LIBRARY_OF = {**QUIZ.library._asdict(), "paths": []}
OF_QUIZ = {**QUIZ._asdict(), "library": LIBRARY_OF}
BAD = [
    ("{", "this is not JSON"),
    ("[" * 100_000, "nested too deeply"),
    ("[" * 600 + "]" * 600, "not a record of a review log"),
    (f'{{"type": "event", "id": {"9" * 5000}}}', "this is not JSON"),
    ("[]", "not a record of a review log"),
    ('{"type": []}', "not a record of a review log"),
    ('{"type": "deck"}', "'type' should be one of session, review, event"),
    ('{"type": "event", "schema": 2, "writer": "x"}', "'session' is missing; it should be at most"),
    (
        '{"type": "event", "id": "x/00001"}',
        "this is not a valid record of schema 1: 'kind' is missing",
    ),
    ('{"type": "event", "id": "x/y"}', "'id' should be the id of its session, a slash and five"),
    ('{"type": "event", "schema": 3}', "a newer version of primemover wrote this (schema 3)"),
    ('{"type": "event", "schema": "x"}', "a newer version of primemover wrote this (schema 'x')"),
    (lines(review(1)).replace('"wrong"', '"right"'), "the checksum does not match"),
    (
        lines(review(1)).replace(', "checksum": "', ', "checksum": "x'),
        "the checksum does not match",
    ),
    (f'{lines(review(1))[:-2]}, "sessoin": 1}}', "did you mean 'session'?"),
    (f'{lines(review(1))[:-2]}, "\\ud800\\u001b": 1}}', "remove it"),
]


def test_invalid_lines_are_reported_and_nothing_is_imported(at: Machine, tmp_path: Path) -> None:
    (one, other) = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    one.write_text(lines(review(1)) + "\n" + "{\n" * 40, "utf-8")
    other.write_text(lines(review(2)) + '{"type": "deck"}\n', "utf-8")
    ended = at("one", "import", str(one), str(other))

    assert ended.exit_code == 1
    reported = ended.stderr.splitlines()
    assert [line.partition(" ")[0] for line in reported[:20]] == [
        f"{one}:{n}:" for n in range(3, 23)
    ]
    assert reported[20:] == ["41 lines are invalid; nothing was imported. 21 more are not shown."]
    assert at("one", "export").stdout == ""


@pytest.mark.parametrize(("line", "reason"), BAD, ids=range(len(BAD)))
def test_a_line_that_is_not_a_record_is_explained(at: Machine, line: str, reason: str) -> None:
    ended = at("one", "import", "-", given=line)

    assert ended.exit_code == 1
    assert ended.stderr.startswith("-:1: ")
    assert reason in ended.stderr


@pytest.mark.parametrize(
    ("record", "name", "value", "right"),
    [
        (SESSION, "id", "../../elsewhere", "letters, digits, hyphens"),
        (SESSION, "id", "-x", "begin with a letter or digit"),
        (SESSION, "id", "x" * 65, "at most 64 letters"),
        (SESSION, "seed", 10**30, "an integer"),
        (SESSION, "seed", True, "an integer"),
        (SESSION, "settings", [1], "an object"),
        (SESSION, "mode", "game", "one of quiz, exam"),
        (SESSION, "plan", [{"card": "c"}], "a list of questions"),
        (SESSION, "plan", [{**QUESTION._asdict(), "why": "boredom"}], "a list of questions"),
        (review(1), "writer", "", "at most 64 letters"),
        (review(1), "counter", -1, "an integer, 0 or more"),
        (review(1), "day", "Tuesday", "a date, such as 2026-11-23"),
        (review(1), "day", "20261123", "a date, such as 2026-11-23"),
        (review(1), "score", 7, "a number from 0 to 1"),
        (review(1), "score", float("nan"), "a number from 0 to 1"),
        (review(1), "seconds", float("inf"), "a number, 0 or more"),
        (review(1), "seconds", "2", "a number, 0 or more"),
        (review(1), "seconds", -1, "a number, 0 or more"),
        (review(1), "position", 2**70, "an integer, 0 or more"),
        (review(1), "options", "abc", "a list of texts"),
        (review(1), "chosen", ["a"], "a list of integers"),
        (review(1, options=("a", "b")), "chosen", [0, 2], "numbers of its 2 options"),
        (review(1), "at", "2026-11-23T12:00:00", "a date and time with its time zone"),
        (review(1), "at", "0001-01-01T00:00:00+14:00", "a date and time with its time zone"),
        (review(1), "late", 1, "true or false"),
        (review(1), "confidence", 9, "1, 2 or 3, or null"),
        (review(1), "muscle", 5, "a printable text that is not empty, or null"),
        (review(1), "stem", "\ud800", "a text"),
        (review(1), "outcome", "great", "one of right, partly right"),
        (review(1), "card", "\x1b[2J", "a printable text that is not empty"),
        (ENDED, "at", "2026-11-23", "a date and time with its time zone"),
        (ENDED, "kind", "went", "one of undone, flagged"),
        (ENDED, "kind", "queued", "'planned' is missing in its body"),
        (ENDED, "body", [], "an object"),
        (ENDED, "body", {}, "'how' is missing in its body"),
        (ENDED, "body", {"how": float("nan")}, "one of finished, handed in, discarded"),
        (event(Undone("x")), "body", {"review": None}, "a printable text that is not empty"),
        (QUEUED, "body", {**IN_QUEUE, "planned": {}}, "a question: an object"),
        (QUEUED, "body", {**IN_QUEUE, "before": -1}, "an integer, 0"),
        (event(Moved(1)), "body", {"position": "1"}, "an integer, 0 or more"),
        (event(Paused(1)), "body", {"seconds": -1}, "a number, 0 or more"),
        (event(Resumed(1)), "body", {"away": 1, "gone": "abc"}, "a list of texts"),
        (event(Resumed(1)), "body", {"away": 1, "after": "s/xyz"}, "the id of a record, such as"),
        (SESSION, "settings", {**OF_QUIZ, "time_limit": "long"}, "a number, 0 or more, or null"),
        (SESSION, "settings", {"library": LIBRARY_OF | {"paths": ["\0"]}}, "an object of paths"),
    ],
)
def test_an_invalid_value_is_reported_with_what_would_be_right(
    at: Machine, record: Record, name: str, value: object, right: str
) -> None:
    (line,) = lines_of([record])
    ended = at("one", "import", "-", given=json.dumps({**json.loads(line), name: value}))

    assert ended.exit_code == 1
    assert right in ended.stderr
    assert "; it should be " in ended.stderr
    assert len(ended.stderr) < 300
    assert at("one", "export").stdout == ""


def test_another_encoding_is_reported_and_a_byte_order_mark_is_accepted(
    at: Machine, tmp_path: Path
) -> None:
    file = tmp_path / "all.jsonl"
    file.write_bytes(lines(*SOME).encode("utf-16"))
    assert f"{file}:1: this is not UTF-8, which " in at("one", "import", str(file)).stderr
    file.write_bytes(lines(*SOME).replace("\n", "\r\n").encode("utf-8-sig"))
    assert at("one", "import", str(file)).stderr == "4 records new, 0 already known.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import", "{}/none.jsonl"), "cannot be read: No such file or directory."),
        (("import", "{}"), "cannot be read: Is a directory."),
        (("export", "{}/none/all.jsonl"), "cannot be written: No such file or directory."),
        (("export", "{}/file/all.jsonl"), "cannot be written: Not a directory."),
        (("export", "{}/round"), "cannot be written: Too many levels of symbolic links."),
    ],
)
def test_a_file_that_cannot_be_used_is_reported(
    at: Machine, tmp_path: Path, arguments: tuple[str, str], message: str
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "round").symlink_to("round")
    ended = at("one", arguments[0], arguments[1].format(tmp_path))

    assert ended.exit_code == 1
    assert ended.stderr.startswith(f"Error: {tmp_path}")
    assert message in ended.stderr


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


@pytest.mark.slow
def test_an_import_that_fails_halfway_stores_nothing(
    at: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.jsonl"
    file.write_text(lines(*(review(n) for n in range(3000))), "utf-8")
    written = row_of

    def stop(record: Record) -> tuple[Any, ...]:
        if record.id == "s/02500":
            raise StoreError("database or disk is full")
        return written(record)

    monkeypatch.setattr("quiz.log.tables.row_of", stop)
    ended = at("one", "import", str(file))
    monkeypatch.undo()

    assert ended.exit_code == 1
    assert "the review log cannot be used." in ended.stderr
    assert at("one", "export").stdout == ""


def test_an_export_to_a_link_replaces_its_target(at: Machine, tmp_path: Path) -> None:
    fill(tmp_path / "one", *SOME)
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "all.jsonl")
    at("one", "export", str(tmp_path / "link.jsonl"))

    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "all.jsonl").read_text("utf-8") == lines(*SOME)


def test_an_export_to_a_dangling_link_creates_its_target(at: Machine, tmp_path: Path) -> None:
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
def test_the_log_itself_is_not_overwritten(at: Machine, tmp_path: Path, end: str) -> None:
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


# -- conflicts -------------------------------------------------------------------------------------


def test_a_conflict_is_shown_kept_in_a_file_and_ends_with_1(at: Machine, tmp_path: Path) -> None:
    fill(tmp_path / "one", SESSION, review(1, given="a"))
    other = review(1, outcome="right", given="b")
    ended = at("one", "import", "-", given=lines(SESSION, other, review(2)))
    again = at("one", "import", "-", given=lines(other))

    assert ended.exit_code == again.exit_code == 1
    first, conflict, stored, imported, last = ended.stderr.splitlines()
    assert first == "1 record new, 1 already known."
    assert conflict == "Conflict: s/00001"
    assert stored.startswith("  stored:   answer of 2026-11-23 ")
    assert stored.endswith(", wrong: a")
    assert imported.endswith(", right: b")
    file = tmp_path / "one" / "progress.conflicts.jsonl"
    assert last == (
        f"1 conflict: the stored records were not changed; the imported ones were saved to {file}."
    )
    assert file.read_text("utf-8") == lines(other)
    assert at("one", "export").stdout == lines(SESSION, review(1, given="a"), review(2))


def test_a_line_end_of_unicode_does_not_split_a_conflict(at: Machine, tmp_path: Path) -> None:
    fill(tmp_path / "one", SESSION, review(1, given="a"))
    other = review(1, given="b\u2028c\x85d")
    for _ in range(2):
        at("one", "import", "-", given=lines(other))

    assert (tmp_path / "one" / "progress.conflicts.jsonl").read_text("utf-8") == lines(other)


def test_the_result_of_an_import_is_one_object_with_json(at: Machine, tmp_path: Path) -> None:
    fill(tmp_path / "one", SESSION, review(1))
    given = lines(SESSION, review(1, key="other"), review(2), ENDED)
    ended = at("one", "import", "--json", "-", given=given)

    assert ended.exit_code == 1
    assert json.loads(ended.stdout) == {"new": 2, "known": 1, "conflicts": 1}


def test_many_conflicts_are_counted(at: Machine, tmp_path: Path) -> None:
    fill(tmp_path / "one", *(event(Moved(0), counter=n) for n in range(30)), SESSION)
    others = (event(Moved(1), counter=n) for n in range(30))
    ended = at("one", "import", "-", given=lines(*others, SESSION._replace(seed=9)))

    assert ended.stderr.count("Conflict: ") == 20
    assert "11 more are not shown.\n31 conflicts: " in ended.stderr
