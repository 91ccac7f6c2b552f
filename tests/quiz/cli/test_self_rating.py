"""`primemover study --self-rate`: the learner sees each answer and rates the recall of it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.log import history
from tests.support.learner import Learner
from tests.support.paths import ROOT
from tests.support.terminal import Terminal

RATE = "4 easy: "


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """A learner who prefers flashcards."""
    learner = Learner(tmp_path / "home")
    (learner.home / "settings.yaml").write_text("version: 1\nminutes: 10\nflashcards: true\n")
    yield learner
    learner.leaves()


def studies(learner: Learner) -> Terminal:
    """Start to study, and wait for the first question."""
    facts = ("--only", "--facts", str(learner.facts))
    terminal = learner.starts("study", "--no-check", *facts)
    terminal.until("Enter: ")
    terminal.wait_for(lambda: bool(learner.log().sessions), "the session in the log")
    return terminal


def rates(terminal: Terminal, rating: str) -> str:
    """Show the answer and rate it; return what was shown."""
    terminal.type(" ")
    shown = terminal.until(RATE)
    terminal.type(rating)
    terminal.until("Enter: ")
    return shown


def ratings(learner: Learner) -> list[tuple[int | None, str]]:
    """The rating and the outcome of every answer that counts."""
    return [(each.rating, each.outcome) for each in history.standing(learner.log())]


def test_every_rating_but_again_is_right_and_is_stored(learner: Learner) -> None:
    terminal = studies(learner)
    for rating in "1234":
        rates(terminal, rating)

    assert ratings(learner) == [(1, "wrong"), (2, "right"), (3, "right"), (4, "right")]


def test_the_answer_is_shown_only_after_a_key(learner: Learner) -> None:
    terminal = studies(learner)
    (planned, *_) = learner.session().plan
    explanation = learner.cards[planned.card].explanation.split()[:3]

    assert " ".join(explanation) not in " ".join(terminal.output.split())
    assert " ".join(explanation) in " ".join(rates(terminal, "3").split())


def test_other_keys_do_not_rate(learner: Learner) -> None:
    terminal = studies(learner)
    terminal.type(" ")
    terminal.until(RATE)
    for key in ("a", "5", " "):
        terminal.type(key)
        terminal.until(RATE)
    terminal.type("v")
    assert "confidence:" in terminal.until(RATE)

    assert ratings(learner) == []


def test_a_rating_is_undone_before_the_next_answer_is_shown_and_after(learner: Learner) -> None:
    terminal = studies(learner)
    rates(terminal, "1")
    terminal.type("u")
    terminal.until("Enter: ")
    assert ratings(learner) == []

    rates(terminal, "3")
    terminal.type(" ")
    terminal.until(RATE)
    terminal.type("u")
    terminal.until("Enter: ")
    rates(terminal, "4")
    assert ratings(learner) == [(4, "right")]


def test_a_kill_with_the_answer_on_the_screen_loses_only_that_question(learner: Learner) -> None:
    terminal = studies(learner)
    rates(terminal, "2")
    terminal.type(" ")
    terminal.until(RATE)
    terminal.kill()

    assert ratings(learner) == [(2, "right")]
    again = studies(learner)
    rates(again, "3")
    assert ratings(learner) == [(2, "right"), (3, "right")]


def test_a_pipe_rates_with_whole_lines(learner: Learner) -> None:
    facts = ("--only", "--facts", str(learner.facts))
    done = subprocess.run(
        [sys.executable, "-m", "quiz", "study", *facts, "--jsonl"],
        input="\n3\nthe gluteus maximus\n\n9\n1\nq\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "PRIMEMOVER_HOME": str(learner.home)},
        check=False,
    )

    assert done.returncode == 0
    assert ratings(learner) == [(3, "right"), (1, "wrong")]
    assert done.stdout.count('"event": "revealed"') == 2
    assert '"rating": 3' in done.stdout
