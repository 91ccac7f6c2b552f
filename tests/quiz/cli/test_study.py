"""`primemover study` on a terminal and in a pipe: rounds, stopping, undoing, the exam date."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from quiz.cli.store import now
from quiz.log.records import Mode
from quiz.session.session import Why
from tests.support.learner import Learner
from tests.support.paths import ROOT
from tests.support.terminal import Terminal

DAY = 24 * 60 * 60


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """A learner with settings and a few facts."""
    learner = Learner(tmp_path / "home")
    (learner.home / "settings.yaml").write_text("version: 1\nminutes: 10\n")
    yield learner
    learner.leaves()


def studies(learner: Learner, *options: str) -> Terminal:
    """Start to study without the check, and wait for the first question."""
    before = len(learner.log().sessions)
    facts = ("--only", "--facts", str(learner.facts))
    terminal = learner.starts("study", "--no-check", *facts, *options)
    terminal.until("1 of ")
    terminal.until("> ")
    terminal.wait_for(lambda: len(learner.log().sessions) > before, "the session in the log")
    return terminal


def answers(learner: Learner, terminal: Terminal, *, right: bool = True) -> None:
    """Answer the question on the screen, and read its explanation."""
    terminal.type(learner.right(terminal) if right else learner.wrong(terminal))
    terminal.until("any key")
    terminal.type(" ")


def test_a_round_is_a_session_of_study_with_a_reason_for_each_question(learner: Learner) -> None:
    terminal = studies(learner)
    answers(learner, terminal)
    terminal.until("2 of ")
    terminal.until("> ")
    terminal.type("q\r")
    assert terminal.ends() == 0

    log = learner.log()
    assert [session.mode for session in log.sessions] == [Mode.STUDY]
    assert {review.why for review in log.reviews} == {Why.NEW}


def test_what_was_stopped_is_not_resumed_but_planned_again(learner: Learner) -> None:
    terminal = studies(learner)
    answers(learner, terminal)
    terminal.until("2 of ")
    terminal.until("> ")
    terminal.type("q\r")
    terminal.ends()

    assert "Continue today's plan: primemover study" in terminal.output
    resumed = learner.resumes()
    assert resumed.ends() == 3
    again = studies(learner)
    asked = {review.fact for review in learner.log().reviews}
    again.type("q\r")
    again.ends()
    planned = {question.card for question in learner.session().plan}
    assert not {learner.cards[card].fact.id for card in planned} & asked


def test_an_undone_answer_leaves_no_trace_in_memory(learner: Learner) -> None:
    terminal = studies(learner)
    terminal.type(learner.wrong(terminal))
    terminal.until("any key")
    terminal.type("u")
    terminal.until("> ")
    terminal.type(learner.right(terminal))
    terminal.until("any key")
    terminal.type("q\r")
    terminal.ends()

    assert learner.counted() == [(0, "right")]


def test_a_missed_fact_comes_again_on_the_next_day_and_says_why(learner: Learner) -> None:
    terminal = studies(learner)
    answers(learner, terminal, right=False)
    terminal.until("2 of ")
    terminal.until("> ")
    terminal.type("q\r")
    terminal.ends()
    missed = learner.log().reviews[0].fact

    learner.waits(DAY)
    again = studies(learner, "--new", "0")
    assert "1 weak" in again.output
    again.type("w")
    assert "Your last answer was not right: last asked yesterday" in " ".join(
        again.until("> ").split()
    )
    again.type("q\r")
    again.ends()
    (question,) = learner.session().plan
    assert learner.cards[question.card].fact.id == missed


def test_ctrl_c_says_how_to_continue_the_plan(learner: Learner) -> None:
    terminal = studies(learner)
    terminal.type("\x03")

    assert terminal.ends() == 130
    assert "Saved. Continue today's plan: primemover study" in terminal.output


def test_the_minutes_of_a_day_are_used_up(learner: Learner) -> None:
    terminal = studies(learner, "--minutes", "1")
    learner.waits(70)
    answers(learner, terminal)
    terminal.until("any key: the end")
    terminal.type(" ")
    terminal.ends()

    facts = ("--only", "--facts", str(learner.facts))
    again = learner.starts("study", "--no-check", "--minutes", "1", *facts)
    assert again.ends() == 0
    assert "Today's plan is done: 1 question." in " ".join(again.output.split())


@pytest.mark.parametrize(
    ("days", "expected"), [(20, "is in 20 days"), (1, "is tomorrow"), (0, "is today")]
)
def test_the_first_lines_say_when_the_exam_is(learner: Learner, days: int, expected: str) -> None:
    day = (now() + timedelta(days=days)).date()
    (learner.home / "settings.yaml").write_text(f"version: 1\ndate: {day}\n")

    terminal = studies(learner)

    assert expected in terminal.output


def test_a_script_reads_the_plan_and_the_day(learner: Learner) -> None:
    day = (now() + timedelta(days=20)).date()
    (learner.home / "settings.yaml").write_text(f"version: 1\ndate: {day}\n")
    done = piped(learner, "--jsonl")

    first, *_, last = map(json.loads, done.stdout.splitlines())
    assert (first["event"], last["event"]) == ("plan", "day")
    assert first["new"] == last["begun"] > 0
    assert set(last["forecast"]) == {"firm", "on_three_days", "met", "recalled"}


def test_a_pipe_studies_too(learner: Learner) -> None:
    done = piped(learner)

    assert done.returncode == 0
    assert "new · about" in done.stdout
    assert "Done for today" in done.stdout


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("i\ni\nq\n", "Check so far: 0 of 2 right."),
        ("i\n" * 60, "Check: 0 of "),
    ],
)
def test_the_end_of_the_check_says_how_much_was_right(
    learner: Learner, typed: str, expected: str
) -> None:
    assert expected in piped(learner, "--check", typed=typed).stdout


def test_a_check_that_was_left_at_once_ends_without_a_result(learner: Learner) -> None:
    assert "Check" not in piped(learner, "--check", typed="q\n").stdout


def piped(
    learner: Learner, *options: str, typed: str = "i\n" * 50
) -> "subprocess.CompletedProcess[str]":
    """Study in a pipe, by default without any answer."""
    facts = ("--only", "--facts", str(learner.facts))
    return subprocess.run(
        [sys.executable, "-m", "quiz", "study", *facts, *options],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "PRIMEMOVER_HOME": str(learner.home)},
        check=False,
    )
