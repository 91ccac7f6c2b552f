"""The quiz in a real terminal: keys, limits, colours, widths, and the state afterwards."""

import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quiz.log.errata import reported
from tests.support.homes import make_home
from tests.support.learner import Learner
from tests.support.library import cached_library
from tests.support.paths import CLASS
from tests.support.terminal import Terminal

pytestmark = pytest.mark.slow

CHOICE = ("--template", "muscle-in-role")
TYPED = ("--template", "joint-action-typed")


@pytest.fixture(scope="module", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep away from what a developer has at home."""
    with pytest.MonkeyPatch.context() as patch:
        cached_library(CLASS)
        patch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path_factory.mktemp("home"))))
        yield


Start = Callable[..., Terminal]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start the program in a terminal that is cleared away after the test."""
    opened: list[Terminal] = []

    def run(*command: str, columns: int = 80, **environment: str) -> Terminal:
        opened.append(Terminal(*command, columns=columns, environment=environment))
        return opened[-1]

    yield run
    for terminal in opened:
        terminal.close()


@pytest.fixture
def quiz(start: Start) -> Start:
    """Start a quiz on the facts of a class."""

    def run(*options: str, columns: int = 80, **environment: str) -> Terminal:
        usual = ("wall-bridge", "--facts", str(CLASS), "--seed", "7", "--no-contrast")
        return start("-m", "quiz", "quiz", *usual, *options, columns=columns, **environment)

    return run


def escapes(text: str) -> list[str]:
    return re.findall(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|.)", text)


@pytest.mark.parametrize("key", ["a", "A", "1"])
def test_a_letter_or_a_digit_answers_at_once(quiz: Start, key: str) -> None:
    terminal = quiz("-n", "2", *CHOICE)
    terminal.until("> ")
    terminal.type(key)

    shown = terminal.until("any key: the next question")

    assert f"{key}\r\n" in shown
    assert "✓ right" in shown or "the answer is" in shown


def test_enter_alone_never_answers(quiz: Start) -> None:
    terminal = quiz("-n", "1", *CHOICE)
    terminal.until("> ")
    for _ in range(3):
        terminal.type("\r")
        shown = terminal.until("> ")

        expected = ["", "Nothing is chosen: a-c to answer, ? for keys.", "> "]
        assert expected == shown.split("\r\n")
    terminal.type("q")

    assert "No question was answered." in terminal.until("answered.")
    assert terminal.ends() == 0


def test_a_wrong_key_is_reported_in_one_line_and_does_not_count(quiz: Start) -> None:
    terminal = quiz("-n", "1", *CHOICE)
    terminal.until("> ")
    for key in ("y", "9", "é", "日"):
        terminal.type(key)
        shown = terminal.until("> ").split("\r\n")

        assert [key, f"'{key}' is not an option: a-c to answer, ? for keys.", "> "] == shown
    terminal.type("q")
    terminal.until("No question was answered.")
    assert terminal.ends() == 0


def test_arrows_and_function_keys_do_nothing(quiz: Start) -> None:
    terminal = quiz("-n", "1", *CHOICE)
    terminal.until("> ")
    for key in ("[A", "OA", "[1;5A", "[[A", "[3~", "a", ""):
        terminal.type(f"\x1b{key}")
        shown = terminal.until("> ").split("\r\n")

        expected = ["", "Nothing is chosen: a-c to answer, ? for keys.", "> "]
        assert expected == shown


def test_pasted_text_is_not_an_answer(quiz: Start) -> None:
    terminal = quiz("-n", "2", *CHOICE)
    terminal.until("> ")
    terminal.type("abduction of the hip")

    shown = terminal.until("> ")

    assert "'abduction of…' is not an option" in shown
    terminal.type("q")
    terminal.until("No question was answered.")
    assert terminal.ends() == 0


def test_a_pasted_line_answers_one_typed_question_only(quiz: Start) -> None:
    terminal = quiz("-n", "2", "--kind", "typed")
    terminal.until("> ")
    terminal.type("synergist\nsynergist\nsynergist\n")
    terminal.until("any key: the next question")
    terminal.type(" ")

    terminal.until("2 of 2")
    terminal.until("> ")
    terminal.type("q\r")
    assert "of 1 right" in terminal.until("of 1 right")
    assert terminal.ends() == 0


def test_a_question_mark_shows_the_keys(quiz: Start) -> None:
    terminal = quiz("-n", "1", *CHOICE)
    terminal.until("> ")
    terminal.type("?")

    shown = terminal.until("> ")

    for text in ("a-c, or 1-3: answer at once.", "i: I don't know", "q: save and stop"):
        assert text in shown


def test_i_means_not_knowing_and_is_counted_separately(quiz: Start) -> None:
    terminal = quiz("-n", "1", *CHOICE)
    terminal.until("> ")
    terminal.type("i")
    terminal.until("don't know · the answer is")
    terminal.until("any key: the score")
    terminal.type(" ")

    terminal.until("0 of 1 right (0%) · 1 not known")
    assert terminal.ends() == 0


def test_q_shows_the_score_and_restores_the_terminal(quiz: Start) -> None:
    terminal = quiz("-n", "3", *CHOICE)
    terminal.until("> ")
    assert terminal.mode() != terminal.before
    terminal.type("a")
    terminal.until("any key: the next question")
    terminal.type("q")

    terminal.until("Score: ")
    terminal.until("Stopped with 2 of 3 questions left.")
    assert terminal.ends() == 0
    assert terminal.before == terminal.mode()


def test_ctrl_c_at_a_question_shows_the_result_so_far(quiz: Start) -> None:
    terminal = quiz("-n", "3", *CHOICE)
    terminal.until("> ")
    terminal.type("a")
    terminal.until("any key: the next question")
    terminal.type(" ")
    terminal.until("2 of 3")
    terminal.until("> ")
    terminal.type("\x03")

    terminal.until("of 1 right")
    assert terminal.ends() == 130
    assert "Traceback" not in terminal.output
    assert terminal.before == terminal.mode()


def test_ctrl_c_at_the_feedback_shows_the_result_so_far(quiz: Start) -> None:
    terminal = quiz("-n", "3", *CHOICE)
    terminal.until("> ")
    terminal.type("a")
    terminal.until("any key: the next question")
    terminal.type("\x03")

    terminal.until("of 1 right")
    assert terminal.ends() == 130
    assert terminal.before == terminal.mode()


def test_ctrl_c_in_a_half_typed_answer_ends_the_quiz(quiz: Start) -> None:
    terminal = quiz("-n", "1", *TYPED)
    terminal.until("> ")
    terminal.type("hip")
    terminal.until("hip")
    terminal.type("\x03")

    terminal.until("No question was answered.")
    assert terminal.ends() == 130


@pytest.mark.parametrize("options", [CHOICE, TYPED, (*CHOICE, "--plain"), (*CHOICE, "--jsonl")])
def test_ctrl_d_ends_cleanly(quiz: Start, options: tuple[str, ...]) -> None:
    terminal = quiz("-n", "1", *options)
    terminal.until("stem" if "--jsonl" in options else "keys" if "--plain" not in options else "? ")
    terminal.until("\r\n" if "--jsonl" in options else " ")
    terminal.type("\x04")

    assert terminal.ends() == 0
    assert "Traceback" not in terminal.output
    assert terminal.before == terminal.mode()


def test_a_bug_restores_the_terminal(start: Start) -> None:
    broken = """
import sys
from quiz.screens.screen import ScreenView
from quiz.__main__ import run
def fail(*_): raise RuntimeError("on purpose")
ScreenView.question = fail
run(sys.argv[1:])
"""
    asked = ("quiz", "wall-bridge", "--facts", str(CLASS), "-n", "1", *CHOICE)
    terminal = start("-c", broken, *asked)

    terminal.until("on purpose")
    assert terminal.ends() == 1
    assert terminal.before == terminal.mode()


def test_a_typed_answer_can_be_corrected(quiz: Start) -> None:
    terminal = quiz("-n", "1", *TYPED, "--no-color")
    terminal.until("> ")
    terminal.type("日é hop\x7f\x7fip extensionn\x7f\x1b[D\x1b[A")
    terminal.until("extensionn\b \b")
    terminal.type("\x15hip extensión\r")

    terminal.until("✓ right")
    assert "> hip extensión" in terminal.shows()


def test_backspace_at_the_beginning_keeps_the_prompt(quiz: Start) -> None:
    terminal = quiz("-n", "1", *TYPED, "--no-color")
    terminal.until("> ")
    terminal.type("\x7f\x08hip extension\r")

    terminal.until("✓ right")
    assert "> hip extension" in terminal.shows()


def test_bytes_that_are_not_text_are_ignored(quiz: Start) -> None:
    terminal = quiz("-n", "1", *TYPED)
    terminal.until("> ")
    terminal.type(b"\xe9\xff\r")
    terminal.until("is not known to us. Try again")
    terminal.type(b"\xe9\xff\r")

    terminal.until("the answer is")


def test_a_question_without_an_answer_in_time_is_skipped(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "2", *CHOICE, "--per-question", "1s", "--no-contrast")
    learner.waits(1)

    terminal.until("no answer in time · the answer is")
    terminal.type(" ")
    terminal.until("> ")
    learner.waits(1)
    terminal.until("no answer in time")
    terminal.type(" ")
    terminal.until("0 of 2 right (0%) · 2 without an answer in time")
    assert terminal.ends() == 0


def test_the_limit_of_a_question_is_shown_as_a_running_clock(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *CHOICE, "--per-question", "60s", "--tick")
    assert "1:00 > " in terminal.output
    terminal.wait_for(terminal.sleeps, "the program at rest")  # it has read the clock
    learner.waits(1)

    terminal.until("0:59 > ")


def test_a_half_typed_answer_is_dropped_with_its_question(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "2", "--kind", "typed", "--per-question", "1s")
    terminal.type("hip")
    terminal.until("hip")
    learner.waits(1)
    terminal.until("no answer in time")
    terminal.type(" ")
    terminal.until("2 of 2")
    terminal.until("> ")
    terminal.type("zzz\r")

    terminal.until("“zzz” is not known to us.")
    assert "> zzz" in terminal.shows()


def test_the_end_of_the_time_is_announced_and_later_answers_are_late(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *TYPED, "--time", "1s")
    assert "0:01 left" in terminal.output
    right = learner.right(terminal)
    terminal.type(right[:3])
    terminal.until(right[:3])
    learner.waits(1)

    terminal.until("Time is up. You may still answer this question; it will be marked late.")
    terminal.until(f"> {right[:3]}")
    terminal.type(f"{right[3:]}\r")
    terminal.until("✓ right, too late")
    terminal.type(" ")
    terminal.until("0 of 1 right (0%) · 1 late (1 right)")
    assert terminal.ends() == 0


def test_time_that_runs_out_while_reading_ends_the_quiz(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "3", *CHOICE, "--time", "60s", "--no-contrast")
    terminal.type("a")
    terminal.until("any key: the next question")
    learner.waits(60)
    terminal.type(" ")

    terminal.until("Time is up with 2 of 3 questions left.")
    assert terminal.ends() == 0


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_no_line_is_longer_than_the_terminal_is_wide(quiz: Start, columns: int) -> None:
    terminal = quiz("-n", "4", columns=columns, NO_COLOR="1")
    for number in range(1, 5):
        terminal.until(f"{number} of 4")
        enter = "\r" if "Enter" in terminal.until("> ") else ""
        terminal.type(f"?{enter}")
        terminal.until("> ")
        terminal.type(f"i{enter}")
        terminal.until("any key")
        terminal.type(" ")
    assert terminal.ends() == 0

    widest = max(len(line) for line in terminal.output.split("\r\n"))

    assert min(columns, 100) - 15 <= widest <= min(columns, 100)


def test_a_resized_terminal_is_supported(quiz: Start) -> None:
    terminal = quiz("-n", "2", *CHOICE, NO_COLOR="1")
    terminal.until("> ")
    terminal.resize(40)
    terminal.process.send_signal(signal.SIGWINCH)
    terminal.type("a")

    terminal.until("✓" if "✓ right" in terminal.output else "the answer")
    terminal.until("any key: the next question")
    terminal.type(" ")
    terminal.until("2 of 2")
    shown = terminal.until("> ")
    assert max(len(line) for line in shown.split("\r\n")) <= 40


def test_the_only_control_sequences_are_colours(quiz: Start) -> None:
    terminal = quiz("-n", "2", *CHOICE)
    for _ in range(2):
        terminal.until("> ")
        terminal.type("a")
        terminal.until("any key")
        terminal.type(" ")
    assert terminal.ends() == 0

    found = set(escapes(terminal.output))

    assert found
    assert all(re.fullmatch(r"\x1b\[[0-9;]*m", escape) for escape in found)
    assert not set("\a\b\x0e\x0f\x9b") & set(terminal.output)


@pytest.mark.parametrize(
    ("options", "environment"),
    [(("--no-color",), {}), (("--no-colour",), {}), ((), {"NO_COLOR": "1"})],
)
def test_colours_can_be_disabled(
    quiz: Start, options: tuple[str, ...], environment: dict[str, str]
) -> None:
    terminal = quiz("-n", "1", *CHOICE, *options, **environment)
    terminal.until("> ")
    terminal.type("b")
    terminal.until("any key")
    terminal.type(" ")

    assert terminal.ends() == 0
    assert "\x1b" not in terminal.output


@pytest.mark.parametrize(
    ("environment", "why"),
    [({"TERM": "dumb"}, "TERM is dumb"), ({"ACCESSIBLE": "1"}, "ACCESSIBLE is set")],
)
def test_a_terminal_may_ask_for_plain_text(
    quiz: Start, environment: dict[str, str], why: str
) -> None:
    terminal = quiz("-n", "1", *CHOICE, **environment)
    terminal.until(f"Plain text, because {why}.")
    terminal.until("or ? for help: ")
    terminal.type("i\r")

    terminal.until("Don't know. The answer is ")
    assert terminal.ends() == 0
    assert "\x1b" not in terminal.output


def test_a_half_typed_line_in_plain_text_is_dropped_with_its_question(learner: Learner) -> None:
    facts = ("--only", "--facts", str(learner.facts))
    terminal = learner.starts("quiz", *facts, "-n", "2", *CHOICE, "--plain", "--per-question", "1s")
    terminal.until("for help: ")
    terminal.wait_for(lambda: bool(learner.log().sessions), "the session in the log")
    terminal.type("zz")
    terminal.until("zz")
    terminal.wait_for(terminal.sleeps, "a program that waits for keys")
    learner.waits(1)
    terminal.until("No answer in time.")
    terminal.until("q to stop.")
    terminal.type("\r")
    terminal.until("for help: ")
    terminal.type("i\r")

    terminal.until("Don't know.")
    assert terminal.ends() == 0


def test_a_question_is_reported_as_wrong_with_its_facts(quiz: Start, tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    terminal = quiz("-n", "2", *CHOICE, PRIMEMOVER_HOME=str(home))
    terminal.until("> ")
    terminal.type("a")
    terminal.until("f report a fault")
    terminal.type("f")
    terminal.until("What is wrong?")
    terminal.type("two are right\r")
    terminal.until("Reported in")
    terminal.type(" ")
    terminal.until("2 of 2")
    terminal.type("q")
    assert terminal.ends() == 0

    (record,) = reported(home / "errata.jsonl")
    assert record["reason"] == "two are right"
    assert record["facts"]
    assert record["sources"]
    assert record["given"]


@pytest.mark.parametrize("line_end", ["\u2028", "\u2029", "\x85"])
def test_a_line_end_of_unicode_does_not_split_a_reported_question(
    tmp_path: Path, line_end: str
) -> None:
    file = tmp_path / "errata.jsonl"
    file.write_text(f'{{"card": "one{line_end}two"}}\n', encoding="utf-8")

    assert [record["card"] for record in reported(file)] == [f"one{line_end}two"]


def test_an_unreadable_line_among_the_reported_questions_is_skipped(tmp_path: Path) -> None:
    file = tmp_path / "errata.jsonl"
    file.write_text('{"card": "one"}\n{"card": \n[1]\n{"card": "two"}\n', encoding="utf-8")

    assert [record["card"] for record in reported(file)] == ["one", "two"]
    assert list(reported(tmp_path / "none.jsonl")) == []
