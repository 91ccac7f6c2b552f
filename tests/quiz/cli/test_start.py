"""The program without a command: a start screen on a terminal, otherwise help."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cards.model.vocabulary import Contraction
from quiz.home.exams import exams
from quiz.log.events import End, Ended, Undone
from quiz.log.planned import PlannedQuestion
from quiz.log.records import Event, Log, Mode, Review, SessionRecord
from quiz.log.store import Store
from quiz.screens.exam_format import in_short
from quiz.screens.start import Choice, ago, choices, screen, spoken
from quiz.screens.study import PlanCounts
from quiz.terminal.layout import TextLayout
from tests.support.learner import Learner
from tests.support.library import cached_library
from tests.support.log import QUIZ
from tests.support.paths import ROOT
from tests.support.terminal import Terminal

Golden = Callable[[str, str], None]
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
STARTED = SessionRecord(
    id="20261123-113000-0001",
    at=NOW - timedelta(minutes=30),
    mode=Mode.QUIZ,
    seed=7,
    version="1",
    plan=(PlannedQuestion(card="one", stem="?"), PlannedQuestion(card="two", stem="?")),
)
MISSED = Review(
    session=STARTED.id,
    writer=STARTED.id,
    counter=1,
    position=0,
    at=NOW - timedelta(minutes=25),
    day="2026-11-23",
    fact="fact",
    card="one",
    template="contraction",
    kind="choice",
    tests="contraction",
    outcome="wrong",
    score=0.0,
    seconds=2.0,
    elapsed=2.0,
    version="1",
    asked_for="contraction/eccentric",
    taken_for="contraction/isometric",
)
USED = Log(sessions=(STARTED,), reviews=(MISSED,))
_YESTERDAY = "20261122-090000-0001"
_EARLIER = MISSED._replace(session=_YESTERDAY, writer=_YESTERDAY)
MIXED_UP = USED._replace(reviews=(_EARLIER, MISSED))
"""The same, and the same mistake in an earlier session."""

HEAD = ("NASM-CPT in 21 days", "20 minutes a day")
TODAY = PlanCounts(due=12, weak=4, new=8, ahead=0, seconds=1080.0, waiting=0)
VOCABULARIES = {f"contraction/{contraction}": "contraction" for contraction in Contraction}


def offered(log: Log, unfinished: Log | None = None) -> list[Choice]:
    """The choices for a learner with this log."""
    return list(choices(log, log if unfinished is None else unfinished, NOW, VOCABULARIES))


def test_the_plan_of_today_comes_first_on_enter() -> None:
    found = list(choices(Log(), Log(), NOW, VOCABULARIES, TODAY))

    assert [choice.key for choice in found] == ["", "n", "e"]
    assert found[0].arguments == ("study",)
    assert found[0].detail == "12 due, 4 weak, 8 new · about 18 minutes"


def test_a_plan_that_is_done_says_how_to_continue() -> None:
    done = PlanCounts(due=0, weak=0, new=0, ahead=0, seconds=0.0, waiting=0)

    assert "--minutes" in next(choices(Log(), Log(), NOW, VOCABULARIES, done)).detail


def over(log: Log) -> Log:
    """The same with its session ended."""
    ended = Event(
        session=STARTED.id,
        writer=STARTED.id,
        counter=9,
        at=NOW,
        body=Ended(how=End.FINISHED),
    )
    return log._replace(events=(*log.events, ended))


# -- the choices ----------------------------------------------------------------------------------


def test_a_new_learner_is_offered_a_quiz_and_an_exam() -> None:
    assert [choice.key for choice in offered(Log())] == ["n", "e"]


def test_an_unfinished_session_comes_first_with_its_position() -> None:
    found = offered(MIXED_UP, USED)

    assert [choice.key for choice in found] == ["c", "n", "m", "r", "x", "e", "s"]
    assert found[0].detail == "quiz, question 2 of 2, left 25 min ago"
    assert found[0].arguments == ("resume", STARTED.id)


def test_each_choice_describes_itself() -> None:
    text = {choice.key: (choice.detail, choice.arguments) for choice in offered(MIXED_UP, Log())}

    assert "c" not in text
    assert text["m"] == (
        "1 question that you last answered wrong",
        ("quiz", "--retry-missed", "all", "-n", "1"),
    )
    assert text["x"] == (
        "isometric for eccentric, 2 of 2",
        ("study", "--mix-ups"),
    )
    assert text["s"] == ("2 answers", ("stats",))


def test_a_session_whose_questions_are_all_answered_says_so() -> None:
    both = (MISSED, MISSED._replace(counter=2, position=1, card="two"))
    log = Log(sessions=(STARTED,), reviews=both)

    assert offered(log)[0].detail == "quiz, all 2 answered, left 25 min ago"


def test_the_exam_that_was_chosen_is_described() -> None:
    cscs = exams(silent=True).profile("cscs").exam_format
    assert cscs is not None
    found = choices(Log(), Log(), NOW, VOCABULARIES, exam=in_short(cscs))

    assert [each.detail for each in found if each.key == "e"] == ["63 questions in 73 minutes"]


def test_one_mistake_is_not_offered_as_a_mix_up() -> None:
    assert "x" not in [choice.key for choice in offered(USED)]


def test_an_undone_answer_is_neither_missed_nor_mixed_up() -> None:
    undone = Event(
        session=STARTED.id,
        writer=STARTED.id,
        counter=2,
        at=NOW,
        body=Undone(review=MISSED.id),
    )
    log = USED._replace(events=(undone,))

    assert [choice.key for choice in offered(log)] == ["c", "n", "e"]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "just now"),
        (29, "just now"),
        (31, "1 min ago"),
        (59 * 60, "59 min ago"),
        (60 * 60, "1 h ago"),
        (47 * 3600, "47 h ago"),
        (48 * 3600, "2 days ago"),
        (24 * 3600 * 400, "400 days ago"),
    ],
)
def test_a_time_span_has_one_unit(seconds: float, text: str) -> None:
    assert ago(seconds) == text


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("show", [screen, spoken])
@pytest.mark.parametrize("log", [Log(), MIXED_UP])
def test_it_fits_every_screen_and_names_every_key(width: int, show: object, log: Log) -> None:
    layout = TextLayout(measure=lambda: width, colour=False, unicode=True, american=False)
    found = tuple(offered(log, USED if log.sessions else log))

    lines = (screen if show is screen else spoken)(layout, HEAD, found)

    assert max(map(len, lines)) <= min(width, 100)
    for choice in found:
        begins = f"  {choice.key}  " if show is screen else f"{choice.key}: "
        begins += choice.name
        assert sum(line.startswith(begins) for line in lines) == 1


@pytest.mark.parametrize("log", ["empty", "used"])
@pytest.mark.parametrize("shown", ["20", "40", "80", "plain"])
def test_the_start_screen_reads_well(golden: Golden, shown: str, log: str) -> None:
    width = int(shown) if shown.isdigit() else 80
    known = {"empty": Log(), "used": MIXED_UP}[log]
    unfinished = USED if known.sessions else known
    found = tuple(choices(known, unfinished, NOW, VOCABULARIES, TODAY))

    lines = (spoken if shown == "plain" else screen)(TextLayout(measure=lambda: width), HEAD, found)

    golden(f"start-{log}-{shown}.txt", "".join(f"{line}\n" for line in lines))


# -- on a terminal ---------------------------------------------------------------------------------


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """A learner at a terminal, with the built-in facts, who has named no exam."""
    cached_library()
    learner = Learner(tmp_path / "home")
    learner.home.mkdir(exist_ok=True)
    (learner.home / "settings.yaml").write_text("version: 1\n")
    yield learner
    learner.leaves()


def used(learner: Learner) -> None:
    """Answer some questions and abandon the session."""
    store = Store(learner.home / "progress.db")
    store.add(STARTED, _EARLIER, MISSED)
    store.close()


def opened(learner: Learner, columns: int = 80, **environment: str) -> Terminal:
    terminal = learner.starts(columns=columns, environment=environment)
    terminal.until("\n> ")
    return terminal


@pytest.mark.parametrize("columns", [20, 40, 80])
@pytest.mark.parametrize("has_learned", [False, True])
def test_the_start_screen_fits_the_terminal(
    learner: Learner, columns: int, *, has_learned: bool
) -> None:
    if has_learned:
        used(learner)
    terminal = opened(learner, columns)
    terminal.type("q")

    assert terminal.ends() == 0
    lines = terminal.output.split("\r\n")
    assert max(map(len, lines)) <= columns
    for name in (
        "Today",
        "New quiz",
        "Exam",
        *(("Continue", "Missed", "Read", "Mix-up", "Stats") * has_learned),
    ):
        assert sum(name in line for line in lines) == 1
    assert terminal.mode() == terminal.before


@pytest.mark.parametrize(
    ("key", "message"), [("y", "Unknown key 'y': Enter, n, e, ?, or q to quit.")]
)
def test_an_unknown_key_is_reported(learner: Learner, key: str, message: str) -> None:
    terminal = opened(learner)
    terminal.type(key)
    assert message in terminal.until("\n> ")


@pytest.mark.parametrize("key", ["q", "\x04", "Q"])
def test_a_key_quits(learner: Learner, key: str) -> None:
    terminal = opened(learner)
    terminal.type(key)

    assert terminal.ends() == 0
    assert terminal.mode() == terminal.before


def test_ctrl_c_quits_without_a_traceback(learner: Learner) -> None:
    terminal = opened(learner)
    terminal.type("\x03")

    assert terminal.ends() == 130
    assert "Traceback" not in terminal.output
    assert terminal.mode() == terminal.before


def test_one_key_starts_a_quiz(learner: Learner) -> None:
    terminal = opened(learner)
    terminal.type("n")

    terminal.until("1 of 10")
    terminal.until("> ")
    terminal.type("q\r")


def test_enter_starts_the_plan_of_today(learner: Learner) -> None:
    terminal = opened(learner)
    terminal.type("\r")

    terminal.until("A check first: 24 questions")
    terminal.until("> ")
    terminal.type("x")
    assert "new · about" in terminal.until("1 of 10")
    terminal.until("> ")
    terminal.type("q")
    assert terminal.ends() == 0


def test_the_first_run_asks_for_exam_date_and_minutes(learner: Learner) -> None:
    settings = learner.home / "settings.yaml"
    settings.unlink()
    terminal = opened(learner)
    assert "Unofficial; not affiliated" in terminal.output
    terminal.type("quadriceps\r")
    assert "Unknown exam" in terminal.until("\n> ")
    terminal.type("nasm\r")
    assert "of the NASM-CPT is on muscles and movement" in terminal.until("When is it?")
    terminal.until("\n> ")
    terminal.type("soon\r")
    assert "'soon' is not a date such as 2027-01-15. Days work too" in terminal.until("\n> ")
    terminal.type("2027-01-15\r")
    terminal.until("Minutes a day")
    terminal.until("\n> ")
    terminal.type("30\r")
    assert "NASM-CPT" in terminal.until("Today")

    stored = settings.read_text()
    for line in ("exam: nasm-cpt", "date: 2027-01-15", "minutes: 30"):
        assert line in stored


def test_each_question_of_the_first_run_can_be_skipped(learner: Learner) -> None:
    (learner.home / "settings.yaml").unlink()
    terminal = opened(learner)
    for _ in range(3):
        terminal.type("\r")
        terminal.until("\n> ")

    assert "general candidate" in terminal.output
    again = opened(learner)
    assert "Which exam?" not in again.output


def test_question_mark_shows_the_keys_and_stays(learner: Learner) -> None:
    used(learner)
    terminal = opened(learner)
    terminal.type("?")
    said = terminal.until("\n> ")

    for key in ("Enter", "c", "n", "m", "r", "x", "e", "s", "q"):
        assert f"\n {key}: " in said
    assert "primemover --help" in said
    terminal.type("n")
    terminal.until("1 of 10")
    terminal.until("> ")
    terminal.type("q\r")


def test_the_exam_asks_again_after_a_typing_error(learner: Learner) -> None:
    terminal = opened(learner)
    terminal.type("e")
    terminal.until("Which one?")
    terminal.until("\n> ")
    terminal.type("cscss\r")
    assert "Did you mean 'cscs'?" in terminal.until("\n> ")
    terminal.type("general\r")
    assert "has no exam" in terminal.until("\n> ")
    terminal.type("ace personal trainer\r")
    terminal.until("42 questions · 50:24 in all")
    terminal.until("q leave")
    terminal.type("q")
    assert terminal.ends() == 0


def test_a_key_shows_statistics(learner: Learner) -> None:
    used(learner)
    terminal = opened(learner)
    terminal.type("s")

    assert terminal.ends() == 0
    assert "Traceback" not in terminal.output
    assert "To do next:" in terminal.rest()


def test_a_session_whose_facts_are_missing_is_reported_in_one_line(learner: Learner) -> None:
    store = Store(learner.home / "progress.db")
    store.add(STARTED._replace(settings=QUIZ), MISSED)
    store.close()
    terminal = opened(learner)
    terminal.type("c")

    assert terminal.ends() == 3
    assert "Its questions no longer exist in the current facts." in terminal.output


def test_plain_output_has_one_choice_per_line(learner: Learner) -> None:
    used(learner)
    terminal = opened(learner, ACCESSIBLE="1")
    lines = terminal.output.replace("\r", "").splitlines()

    assert lines[0].startswith("primemover. ")
    assert [line[:3] for line in lines[1:-2]] == [
        "Ent",
        "c: ",
        "n: ",
        "m: ",
        "r: ",
        "x: ",
        "e: ",
        "s: ",
    ]
    assert lines[-2] == "Type a letter, ? for the keys or q to quit, then Enter."
    terminal.type("q\n")
    assert terminal.ends() == 0


def test_an_unreadable_log_is_reported_and_the_rest_works(learner: Learner) -> None:
    (learner.home / "progress.db").write_bytes(b"this is no database at all" * 99)
    terminal = opened(learner)

    assert "The review log cannot be used:" in terminal.output
    assert "New quiz" in terminal.output
    terminal.type("q")
    assert terminal.ends() == 0


def test_without_a_terminal_the_help_is_shown() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quiz"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )

    assert done.returncode == 0
    assert done.stdout.startswith("Usage: primemover")
    assert done.stderr == ""
