"""Signals in a session, and keys that are held, early or in pieces."""

import os
import signal

import pytest

from quiz.log.events import Abandoned
from tests.support.learner import ROLE, TYPED, Learner, answer, goes_on, head, number, question
from tests.support.terminal import DEADLINE, Terminal

pytestmark = pytest.mark.slow


def quiz_with_key_delay(learner: Learner) -> Terminal:
    return learner.quizzes("-n", "2", *ROLE, "--no-contrast", PRIMEMOVER_KEY_DELAY="0.15")


@pytest.mark.parametrize("number_", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_to_end_saves_and_stops_as_q_does(
    learner: Learner, number_: signal.Signals
) -> None:
    terminal = learner.quizzes("-n", "3", *ROLE, "--no-contrast")
    answer(terminal, "i")
    goes_on(terminal)
    terminal.process.send_signal(number_)

    terminal.until("Stopped with 2 of 3 questions left.")
    terminal.until("Saved. Continue with: primemover resume")
    assert terminal.ends() == 0
    assert terminal.mode() == terminal.before
    assert isinstance(learner.log().events[-1].body, Abandoned)


def test_a_closed_terminal_saves_and_stops(learner: Learner) -> None:
    closed = learner.quizzes("-n", "3", *ROLE, "--no-contrast")
    answer(closed, "i")
    goes_on(closed)
    asked = question(closed)
    closed.hang_up()
    assert closed.process.wait(DEADLINE) == 0
    assert isinstance(learner.log().events[-1].body, Abandoned)

    terminal = learner.resumes()
    terminal.until("> ")

    assert (number(terminal), question(terminal)) == ("2 of 3", asked)


def test_keys_work_after_sigstop_and_a_changed_mode(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "2", *ROLE, "--no-contrast", "--time", "60s")
    terminal.process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED | os.WNOWAIT)
    terminal.cook()
    learner.waits(30)
    terminal.process.send_signal(signal.SIGCONT)
    terminal.until("\n> ")

    answer(terminal, "i")

    (review,) = learner.log().reviews
    assert review.elapsed < 30


def test_a_key_on_a_question_that_was_not_read_yet_is_ignored(learner: Learner) -> None:
    terminal = quiz_with_key_delay(learner)
    terminal.presses("i")
    learner.waits(1)
    terminal.type("m")
    terminal.until("m\r\nFlagged.")

    assert learner.counted() == []


def test_a_held_key_answers_once(learner: Learner) -> None:
    terminal = quiz_with_key_delay(learner)
    learner.waits(1)
    answer(terminal, "i")
    terminal.presses("iii")
    assert number(terminal) == "1 of 2"

    terminal.type(" ")
    terminal.until("2 of 2")
    terminal.until("> ")
    terminal.presses("iii")
    learner.waits(1)
    terminal.type("m")
    terminal.until("m\r\nFlagged.")

    assert learner.counted() == [(0, "don't know")]
    answer(terminal, "i")
    assert len(learner.counted()) == 2


@pytest.mark.parametrize("keys", ["\x1b[A", "\x1bOB", "\x1b[1;5C", "\x1b[3~"])
def test_a_function_key_that_arrives_byte_by_byte_answers_nothing(
    learner: Learner, keys: str
) -> None:
    terminal = learner.quizzes("-n", "2", *ROLE, "--no-contrast")
    terminal.type(keys[0])
    terminal.until("Nothing is chosen")
    for key in keys[1:]:
        terminal.presses(key)
    terminal.type("m")
    terminal.until("Flagged.")

    assert learner.counted() == []


def test_the_time_at_a_question_survives_a_kill(learner: Learner) -> None:
    killed = learner.quizzes("-n", "2", *ROLE, "--no-contrast", "--time", "60s")
    learner.waits(30)
    (started,) = learner.log().sessions
    beat = learner.home / "sessions" / f"{started.id}.time"
    killed.wait_for(lambda: beat.exists() and bool(beat.read_text()), "the time in its file")
    killed.kill()

    terminal = learner.resumes()
    terminal.until("> ")

    assert " left" in head(terminal)
    minutes, seconds = head(terminal).split(" left")[0].rsplit(maxsplit=1)[-1].split(":")
    assert (minutes, int(seconds) <= 30) == ("0", True)
    for _ in range(2):
        answer(terminal, "i")
        terminal.type(" ")
        terminal.until("> " if number(terminal) == "1 of 2" else "Score: ")
    assert terminal.ends() == 0
    assert learner.log().reviews[0].elapsed >= 30
    assert not beat.exists()


def test_a_typed_answer_is_edited_in_the_middle(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "2", *TYPED, "--no-contrast")
    right = learner.right(terminal)

    answer(terminal, f"x{right[1:]}y\x1b[D\x1b[3~\x1b[H\x1b[3~{right[0]}\r")

    assert learner.counted() == [(0, "right")]


def test_tab_completes_the_only_name_that_begins_with_the_typed_letters(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *TYPED, "--no-contrast")
    terminal.type("sy\tn\t")
    terminal.until("synergist")
    terminal.type("\r")
    terminal.until("any key: ")

    assert [review.given for review in learner.log().reviews] == ["synergist"]
